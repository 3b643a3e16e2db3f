/* SPDX-License-Identifier: MIT */
/* The table and its recommendations. */
#include "config.h"

#include "base/path.h"
#include "questions/rows.h"
#include "tests/unit/fixture.h"

static const char *const machines[] = {
	"ubuntu-22.04", "ubuntu-24.04", "kylin-v10-sp3-arm64",
	"openeuler-24.03", "alpine-3.20", "wsl2-ubuntu", "macos-14-arm64",
	"raspios-12-armhf",
};

/* ---- the table --------------------------------------------------------- */
static void test_table(void)
{
	static const char *const keys[] = {
		"scope", "method", "version", "archive", "trust", "gopath",
		"gobin", "gocache", "gomodcache", "gotmpdir", "path_gobin",
		"goproxy", "gosumdb", "goprivate", "gonoproxy", "gonosumdb",
		"goinsecure", "gotoolchain", "go111module", "goflags",
		"cgo_enabled", "http_proxy", "https_proxy", "no_proxy",
		"shells", "export_vars", "set_goroot", "editors", "tools",
		"hooks", "fixes",
	};
	const struct gs_question *q;
	size_t i;

	is_int(gs_questions_count(), GS_COUNT(keys), "as many as promised");
	for (i = 0; i < GS_COUNT(keys); i++)
		ok(gs_question_find(keys[i]), "there is '%s'", keys[i]);
	for (q = gs_questions(); q->key; q++) {
		ok(!gs_empty(q->title), "%s has a title", q->key);
		ok(q->help && strlen(q->help) > 40, "%s has help", q->key);
		ok(q->advise, "%s has a recommendation", q->key);
		ok(q->type != GS_Q_CHOICE || q->choices, "%s has its choices",
		   q->key);
		ok(q->validate || q->type == GS_Q_CHOICE ||
		   q->type == GS_Q_BOOL, "%s has a check", q->key);
	}
	for (i = 0; gs_goenv_keys()[i]; i++)
		ok(gs_question_find(gs_goenv_keys()[i]), "%s is a question",
		   gs_goenv_keys()[i]);
}

/* Every machine's own advice must be valid there, with a reason. */
static void test_advice_is_valid(const char *machine)
{
	struct fixture x;
	struct gs_error err = GS_ERROR_INIT;
	const struct gs_question *q;

	fixture_load(&x, machine);
	gs_answers_fill(&x.answers, &x.ctx);
	is_int(gs_answers_check(&x.answers, &x.ctx, &err), 0,
	       "%s: the recommendation is valid %s", machine, err.text);
	for (q = gs_questions(); q->key; q++) {
		struct gs_advice a;

		gs_question_advise(q, &x.ctx, &a);
		if (!gs_question_visible(q, &x.ctx))
			ok(a.value, "%s: %s", machine, q->key);
		else
			ok(a.why.n > 0 && a.why.v[0][0],
			   "%s: %s has a reason", machine, q->key);
		gs_advice_release(&a);
	}
	fixture_release(&x);
}

static void test_schema(void)
{
	struct fixture x;
	json_t *root, *list, *q;
	size_t i;

	fixture_load(&x, "ubuntu-22.04");
	gs_answers_fill(&x.answers, &x.ctx);
	root = gs_questions_to_json(&x.ctx);
	list = json_object_get(root, "questions");
	is_int(gs_json_int(root, "format", 0), 1, "format 1");
	is_int(json_array_size(list), gs_questions_count(), "all questions");
	json_array_foreach(list, i, q) {
		static const char *const members[] = {
			"key", "type", "title", "help", "page", "default",
			"why", "why_not", "choices", "advanced", "secret",
			"visible",
		};
		size_t m, n = 0;

		for (m = 0; m < GS_COUNT(members); m++)
			n += json_object_get(q, members[m]) != NULL;
		is_int(n, GS_COUNT(members), "%s is complete",
		       gs_json_str(q, "key", "?"));
	}
	json_decref(root);
	fixture_release(&x);
}

/* ---- recommendations --------------------------------------------------- */
static void advised(struct fixture *x, const char *key, const char *want,
		    const char *why)
{
	struct gs_advice a;
	gs_autofree char *all = NULL;

	gs_question_advise(gs_question_find(key), &x->ctx, &a);
	is_str(a.value, want, "%s is recommended", key);
	all = gs_strv_join(&a.why, " ");
	if (why && !ok(strstr(all, why), "... because: %s", why))
		printf("# %s\n", all);
	gs_advice_release(&a);
}

static void test_china(void)
{
	struct fixture x;

	fixture_load(&x, "kylin-v10-sp3-arm64");
	advised(&x, "goproxy", "https://goproxy.cn,direct", "already");
	fixture_file(&x, x.facts.goenv_path, "");
	advised(&x, "goproxy", "https://goproxy.cn,"
		"https://mirrors.aliyun.com/goproxy/,direct",
		"mainland China");
	advised(&x, "gosumdb", "sum.golang.google.cn", "same key");
	fixture_file(&x, x.facts.goenv_path,
		     "GOPROXY=https://proxy.golang.org,direct\n");
	advised(&x, "goproxy", "https://proxy.golang.org,direct",
		"already");
	fixture_file(&x, x.facts.goenv_path, "GOPROXY=\"https://a.b\"\n");
	advised(&x, "goproxy", "https://goproxy.cn,"
		"https://mirrors.aliyun.com/goproxy/,direct",
		"GOPROXY in your go env file is not usable");
	fixture_release(&x);
	fixture_load(&x, "ubuntu-22.04");
	advised(&x, "goproxy", "", NULL);
	advised(&x, "gosumdb", "", NULL);
	gs_set(&x.facts.lang, "zh_CN.UTF-8");
	advised(&x, "gosumdb", "sum.golang.google.cn", NULL);
	fixture_release(&x);
}

static void test_places(void)
{
	struct fixture x;

	fixture_load(&x, "ubuntu-22.04");
	advised(&x, "gocache", "", "local disk");
	fixture_place(&x, "cache")->network = true;
	gs_set(&fixture_place(&x, "cache")->fstype, "nfs4");
	advised(&x, "gocache", "/var/tmp/ada-go-build", "nfs4");
	advised(&x, "gotmpdir", "", NULL);
	fixture_place(&x, "tmp")->noexec = true;
	advised(&x, "gotmpdir", "/home/ada/.cache/go-tmp", "noexec");
	advised(&x, "scope", "user", "no administrator");
	fixture_place(&x, "sdk")->noexec = true;
	advised(&x, "scope", "system", "noexec");
	x.facts.can_sudo = false;
	advised(&x, "scope", "user", NULL);
	fixture_release(&x);
}

static void test_gopath_trap(void)
{
	struct fixture x;

	fixture_load(&x, "ubuntu-22.04");
	gs_set(&x.facts.go[0].goroot, "/home/ada/go");
	advised(&x, "gopath", "/home/ada/gopath", "holds a Go installation");
	fixture_file(&x, x.facts.goenv_path, "GOPATH=/home/ada/work\n");
	advised(&x, "gopath", "/home/ada/work", "already");
	fixture_file(&x, x.facts.goenv_path, "GOPATH=/home/ada/go\n");
	advised(&x, "gopath", "/home/ada/gopath", "not usable");
	fixture_release(&x);
}

static void test_cgo(void)
{
	struct fixture x;

	fixture_load(&x, "ubuntu-22.04");
	gs_strv_release(&x.facts.tools);
	advised(&x, "cgo_enabled", "", "no C compiler");
	fixture_set(&x, "version=1.19.8");
	advised(&x, "cgo_enabled", "0", "before 1.20");
	gs_strv_add(&x.facts.tools, "gcc");
	advised(&x, "cgo_enabled", "", "A C compiler is here");
	fixture_release(&x);
}

/* Answers that the machine does not remember by itself. */
static void test_last_time(void)
{
	struct fixture x;
	gs_autofree char *path = NULL;

	fixture_load(&x, "ubuntu-22.04");
	path = gs_answers_path(&x.facts);
	is_str(path, "/home/ada/.config/gosetup/answers.json", "its place");
	advised(&x, "path_gobin", "true", NULL);
	is_str(gs_last_answer(&x.facts, "shells"), NULL, "no last answers");
	fixture_file(&x, path, "{\"path_gobin\": false, \"shells\": "
		     "[\"bash\"], \"set_goroot\": \"maybe\"}");
	advised(&x, "path_gobin", "false", "the last time");
	advised(&x, "shells", "bash", "the last time");
	advised(&x, "set_goroot", "false", "Go finds");
	fixture_file(&x, path, "{ broken");
	advised(&x, "path_gobin", "true", NULL);
	fixture_release(&x);
}

static void test_old_system(void)
{
	struct fixture x;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "macos-14-arm64");
	advised(&x, "version", "stable", "built-in list of");
	gs_set(&x.facts.distro_version, "12.7.6");
	advised(&x, "version", "1.26", "needs macOS 13.0");
	gs_answers_fill(&x.answers, &x.ctx);
	is_str(gs_answers_get(&x.answers, "method"), "archive",
	       "an older line is still an archive");
	is_int(gs_answers_check(&x.answers, &x.ctx, &err), 0,
	       "the newest that runs is valid %s", err.text);
	fixture_release(&x);
}

static void test_proxies(void)
{
	struct fixture x;
	gs_autofree char *env = NULL;

	fixture_load(&x, "ubuntu-22.04");
	gs_strv_add(&x.facts.env, "https_proxy=http://me:pw@proxy:3128");
	advised(&x, "https_proxy", "", "already");
	env = gs_path_join(x.facts.xdg_config, "gosetup/env.sh");
	fixture_file(&x, env, "https_proxy='x'; export https_proxy\n");
	advised(&x, "https_proxy", "http://me:pw@proxy:3128", "last time");
	fixture_release(&x);
}

static void test_shells(void)
{
	struct fixture x;
	struct gs_strv got = GS_STRV_INIT;
	gs_autofree char *list = NULL;

	fixture_load(&x, "wsl2-ubuntu");
	advised(&x, "shells", "detected", "zsh");
	fixture_set(&x, "shells=detected");
	gs_shells_chosen(&x.ctx, &got);
	list = gs_strv_join(&got, ",");
	is_str(list, "zsh,bash,dash,sh", "the login shell comes first");
	gs_strv_release(&got);
	fixture_set(&x, "shells=none");
	gs_shells_chosen(&x.ctx, &got);
	is_int(got.n, 0, "none is none");
	fixture_set(&x, "shells=sh,detected");
	gs_shells_chosen(&x.ctx, &got);
	is_int(got.n, 4, "no shell twice");
	is_str(got.v[0], "sh", "as written");
	gs_strv_release(&got);
	fixture_release(&x);
}

/* ---- remarks ----------------------------------------------------------- */
static void remarked(struct fixture *x, const char *key, const char *value,
		     const char *want)
{
	const struct gs_question *q = gs_question_find(key);
	gs_autofree char *text = q->remark ? q->remark(&x->ctx, value) : NULL;

	if (!want)
		is_str(text, NULL, "nothing to say on %s '%s'", key, value);
	else if (!ok(text && strstr(text, want), "%s: %s", key, want))
		printf("# %s\n", text ? text : "(null)");
}

static void test_remarks(void)
{
	struct fixture x;

	fixture_load(&x, "wsl2-ubuntu");
	remarked(&x, "gopath", "/home/li/go", NULL);
	remarked(&x, "gopath", "/home/li/my go", "holds blanks");
	remarked(&x, "gopath", "/home/li/\xe6\x88\x91", "beyond ASCII");
	remarked(&x, "gopath", "/mnt/d/go", "Windows drive");
	remarked(&x, "gopath", "/home/li", "home itself");
	remarked(&x, "gosumdb", "off", "cannot have it");
	remarked(&x, "goproxy", "https://gocenter.io", "does not serve");
	remarked(&x, "goproxy", "https://u:p@a.b,direct", "password");
	remarked(&x, "goproxy", "https://goproxy.cn", ",direct");
	remarked(&x, "goproxy", "https://goproxy.cn,direct", NULL);
	remarked(&x, "https_proxy", "http://127.0.0.1:7890", "mirrored");
	remarked(&x, "https_proxy", "http://u:p@h:1", "only you can read");
	remarked(&x, "version", "1.19.8", "no security fixes");
	remarked(&x, "version", "1.27rc1", "preview");
	remarked(&x, "gotmpdir", "/home/li/new", "gosetup makes it");
	fixture_place(&x, "home")->network = true;
	gs_set(&fixture_place(&x, "home")->fstype, "9p");
	remarked(&x, "gocache", "/home/li/x", "network file system (9p)");
	fixture_release(&x);
}

int main(void)
{
	size_t i;

	test_table();
	for (i = 0; i < GS_COUNT(machines); i++)
		test_advice_is_valid(machines[i]);
	test_schema();
	test_china();
	test_places();
	test_gopath_trap();
	test_cgo();
	test_last_time();
	test_old_system();
	test_proxies();
	test_shells();
	test_remarks();
	return tap_done();
}
