/* SPDX-License-Identifier: MIT */
/* Plans for other machines: what would be installed, which files edited. */
#include "config.h"

#include "base/path.h"
#include "plan/plan.h"
#include "tests/unit/fixture.h"

#define CHINA "GOPROXY=https://goproxy.cn," \
	"https://mirrors.aliyun.com/goproxy/,direct\n" \
	"GOSUMDB=sum.golang.google.cn\n"

static int make(struct fixture *x, struct gs_plan *p, struct gs_error *err)
{
	gs_plan_init(p);
	gs_error_clear(err);
	gs_answers_fill(&x->answers, &x->ctx);
	if (gs_answers_check(&x->answers, &x->ctx, err) != 0)
		return err->code;
	return gs_plan_make(p, &x->ctx, err);
}

/* Sorted targets of the FILE steps that change something, ~ for HOME. */
static char *changed_files(const struct gs_plan *p)
{
	struct gs_strv all = GS_STRV_INIT;
	char *text;
	size_t i;

	for (i = 0; i < p->steps.n; i++) {
		const struct gs_step *s = &p->steps.v[i];

		if (s->kind == GS_STEP_FILE && s->changes)
			gs_strv_steal(&all, gs_path_tilde(s->target,
							  p->home));
	}
	gs_strv_sort(&all);
	text = gs_strv_join(&all, " ");
	gs_strv_release(&all);
	return text;
}

static struct gs_step *of_kind(struct gs_plan *p, enum gs_step_kind kind)
{
	size_t i;

	for (i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == kind)
			return &p->steps.v[i];
	return NULL;
}

static const char *after(struct gs_plan *p, const char *path)
{
	gs_autofree char *id = gs_printf("file:%s", path);
	struct gs_step *s = gs_steps_find(&p->steps, id);

	return s ? gs_buf_str(&s->after.bytes) : NULL;
}

static bool mentions(const struct gs_strv *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (strstr(list->v[i], text))
			return true;
	return false;
}

static bool told(const struct gs_strv *list, const char *text)
{
	size_t i;

	if (mentions(list, text))
		return true;
	for (i = 0; i < list->n; i++)
		printf("# %s\n", list->v[i]);
	return false;
}

static char *dump(const struct gs_plan *p)
{
	json_t *v = gs_plan_to_json(p, true);
	char *text = gs_json_dump(v, true);

	json_decref(v);
	return text;
}

/* ---- nine machines ----------------------------------------------------- */
static const struct {
	const char *name, *archive, *tree, *files, *goenv;
} machines[] = {
	{ "ubuntu-22.04", "go1.27.0.linux-amd64.tar.gz",
	  "/home/ada/sdk/go1.27.0",
	  "~/.bashrc ~/.config/gosetup/answers.json ~/.config/gosetup/env.sh "
	  "~/.profile ~/.zprofile ~/.zshenv", "" },
	{ "ubuntu-24.04", "go1.27.0.linux-amd64.tar.gz",
	  "/home/ubuntu/sdk/go1.27.0",
	  "~/.bashrc ~/.config/gosetup/answers.json ~/.config/gosetup/env.sh "
	  "~/.profile", "" },
	{ "kylin-v10-sp3-arm64", "go1.27.0.linux-arm64.tar.gz",
	  "/home/kylin/sdk/go1.27.0",
	  "~/.bash_profile ~/.bashrc ~/.config/gosetup/answers.json "
	  "~/.config/gosetup/env.sh ~/.profile", "" },
	{ "openeuler-24.03", "go1.27.0.linux-amd64.tar.gz",
	  "/root/sdk/go1.27.0",
	  "~/.bash_profile ~/.bashrc ~/.config/go/env "
	  "~/.config/gosetup/answers.json ~/.config/gosetup/env.sh "
	  "~/.profile",
	  CHINA },
	{ "alpine-3.20", "go1.27.0.linux-amd64.tar.gz", "/root/sdk/go1.27.0",
	  "~/.config/gosetup/answers.json ~/.config/gosetup/env.sh ~/.profile",
	  "" },
	{ "wsl2-ubuntu", "go1.27.0.linux-amd64.tar.gz",
	  "/home/li/sdk/go1.27.0",
	  "~/.bashrc ~/.config/go/env ~/.config/gosetup/answers.json "
	  "~/.config/gosetup/env.sh ~/.profile ~/.zprofile ~/.zshenv",
	  CHINA },
	{ "macos-14-arm64", "go1.27.0.darwin-arm64.tar.gz",
	  "/Users/mei/sdk/go1.27.0",
	  "~/.bashrc ~/.config/gosetup/answers.json ~/.config/gosetup/env.sh "
	  "~/.profile ~/.zprofile ~/.zshenv "
	  "~/Library/Application Support/go/env", CHINA },
	{ "raspios-12-armhf", "go1.27.0.linux-armv6l.tar.gz",
	  "/home/pi/sdk/go1.27.0",
	  "~/.bashrc ~/.config/gosetup/answers.json ~/.config/gosetup/env.sh "
	  "~/.profile", "" },
};

static void test_machine(size_t i)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_step *tree, *link;
	gs_autofree char *files = NULL;
	const char *goenv;

	fixture_load(&x, machines[i].name);
	is_int(make(&x, &p, &err), 0, "%s: a plan %s", machines[i].name,
	       err.text);
	is_str(gs_answers_get(&x.answers, "method"), "archive", "method");
	tree = of_kind(&p, GS_STEP_TREE);
	link = of_kind(&p, GS_STEP_LINK);
	if (ok(tree && link, "tree and link")) {
		is_str(tree->tree.filename, machines[i].archive, "archive");
		is_str(tree->target, machines[i].tree, "tree");
		is_int(tree->tree.proof, GS_PROOF_TABLE, "proof");
		is_str(link->link_after, "go1.27.0", "link");
	}
	files = changed_files(&p);
	is_str(files, machines[i].files, "%s: files", machines[i].name);
	goenv = after(&p, x.facts.goenv_path);
	ok(!*machines[i].goenv ? !goenv :
	   goenv && strstr(goenv, machines[i].goenv),
	   "Go's settings file: %s", goenv ? "edited" : "untouched");
	ok(!p.needs_root, "no root");
	is_str(p.expect.version, "1.27.0", "expected version");
	is_int(p.manual.n, 0, "nothing by hand");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_refusal(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "kylin-v10-desktop-loong64");
	is_int(make(&x, &p, &err), GS_ERR_USAGE, "old-world loong64: no plan");
	ok(strstr(err.text, "old-world LoongArch"), "... because: %s",
	   err.text);
	gs_plan_release(&p);
	fixture_release(&x);
}

/* ---- the same input, the same bytes ------------------------------------ */
static void test_pure(const char *name)
{
	struct fixture x, y;
	struct gs_plan p, q, back;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *a = NULL, *b = NULL, *c = NULL;
	json_t *v, *again;

	fixture_load(&x, name);
	make(&x, &p, &err);
	a = dump(&p);
	/* The facts once through JSON, everything made anew. */
	fixture_load(&y, name);
	v = gs_facts_to_json(&x.facts, true);
	gs_facts_release(&y.facts);
	is_int(gs_facts_from_json(&y.facts, v, &err), 0, "facts %s", err.text);
	json_decref(v);
	make(&y, &q, &err);
	b = dump(&q);
	is_str(b, a, "%s: the same plan again", name);
	is_str(q.fingerprint, p.fingerprint, "the same fingerprint");
	v = gs_plan_to_json(&p, true);
	gs_plan_init(&back);
	is_int(gs_plan_from_json(&back, v, &err), 0, "read back %s",
	       err.text);
	json_decref(v);
	again = gs_plan_to_json(&back, true);
	c = gs_json_dump(again, true);
	json_decref(again);
	is_str(c, a, "nothing is lost in JSON");
	gs_plan_release(&p);
	gs_plan_release(&q);
	gs_plan_release(&back);
	fixture_release(&x);
	fixture_release(&y);
}

/* ---- Go's settings file ------------------------------------------------ */
static void goenv_case(const char *before, const char *last, const char *set,
		       const char *want, const char *what)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *answers = NULL;
	const char *got;

	fixture_load(&x, "ubuntu-24.04");
	answers = gs_answers_path(&x.facts);
	if (before)
		fixture_file(&x, x.facts.goenv_path, before);
	if (last)
		fixture_file(&x, answers, last);
	fixture_set(&x, set);
	is_int(make(&x, &p, &err), 0, "%s %s", what, err.text);
	got = after(&p, x.facts.goenv_path);
	is_str(got ? got : before, want, "%s", what);
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_goenv(void)
{
	goenv_case(NULL, NULL, "goproxy=", NULL, "nothing chosen, no file");
	goenv_case(NULL, NULL, "goprivate=a.example/*",
		   "GOPRIVATE=a.example/*\n", "a new file");
	goenv_case("# mine\nGOFLAGS=-v\nFOO=bar", NULL, "goprivate=a.example",
		   "# mine\nGOFLAGS=-v\nFOO=bar\nGOPRIVATE=a.example\n",
		   "a file without a final newline");
	goenv_case("GOPROXY=off\n# c\nGOPROXY=direct\nX=1\n", NULL,
		   "goproxy=https://p.example",
		   "GOPROXY=off\n# c\nGOPROXY=https://p.example\nX=1\n",
		   "of duplicates the last one counts");
	goenv_case("GOPROXY=\"https://p.example\"\n", NULL,
		   "goproxy=https://p.example", "GOPROXY=https://p.example\n",
		   "quotes go");
	goenv_case("GOPROXY=https://p.example\r\nX=1\r\n", NULL,
		   "goproxy=https://p.example",
		   "GOPROXY=https://p.example\nX=1\r\n",
		   "a CR is part of the value and goes with it");
	goenv_case("GOPROXY=https://p.example\n", NULL,
		   "goproxy=https://p.example", "GOPROXY=https://p.example\n",
		   "as it is");
	goenv_case("A=1\nGOPROXY=https://p.example\nB=2\n",
		   "{\"goproxy\": \"https://p.example\"}", "goproxy=",
		   "A=1\nB=2\n", "cleared: what we had set goes");
	goenv_case("GOPROXY=https://other.example\n",
		   "{\"goproxy\": \"https://p.example\"}", "goproxy=",
		   "GOPROXY=https://other.example\n",
		   "cleared: what somebody else set stays");
	goenv_case("GOPROXY=https://p.example\n", NULL, "goproxy=",
		   "GOPROXY=https://p.example\n",
		   "cleared without a former run: stays");
	goenv_case(NULL, NULL, "gosumdb=sum.golang.org "
		   "https://goproxy.cn/sumdb/sum.golang.org",
		   "GOSUMDB=sum.golang.org "
		   "https://goproxy.cn/sumdb/sum.golang.org\n",
		   "a blank in a value needs no quotes");
}

static void test_goenv_off(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "ubuntu-24.04");
	gs_set(&x.facts.goenv_path, "");
	fixture_set(&x, "goproxy=direct");
	is_int(make(&x, &p, &err), 0, "GOENV=off %s", err.text);
	ok(told(&p.manual, "GOENV=off"), "... is told");
	gs_plan_release(&p);
	fixture_release(&x);
}

/* ---- rc files that resist ---------------------------------------------- */
static struct gs_file *entry(struct fixture *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->facts.n_files; i++)
		if (gs_streq(x->facts.files[i].path, path))
			return &x->facts.files[i];
	printf("Bail out! no entry for %s\n", path);
	exit(99);
}

static void test_by_hand(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "ubuntu-22.04");
	entry(&x, "/home/ada/.bashrc")->writable = false;
	entry(&x, "/home/ada/.profile")->uid = 12345;
	is_int(make(&x, &p, &err), 0, "a plan %s", err.text);
	is_int(p.manual.n, 2, "two files by hand");
	ok(told(&p.manual, "'/home/ada/.bashrc' cannot be edited"),
	   "read-only");
	ok(told(&p.manual, "/home/ada/.profile"), "somebody else's");
	ok(told(&p.manual, ">>> gosetup >>>"), "... with the lines to add");
	ok(!after(&p, "/home/ada/.bashrc"), "it is not edited");
	ok(after(&p, "/home/ada/.zshenv"), "the others are");
	gs_plan_release(&p);

	entry(&x, "/home/ada/.bashrc")->writable = true;
	entry(&x, "/home/ada/.profile")->uid = x.facts.uid;
	fixture_file(&x, "/home/ada/.bashrc", "# >>> gosetup >>>\nif\n");
	is_int(make(&x, &p, &err), 0, "a damaged block %s", err.text);
	ok(told(&p.manual, ".bashrc"), "... by hand");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_links(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_file *f;
	struct gs_step *s;

	fixture_load(&x, "ubuntu-24.04");
	f = entry(&x, "/home/ubuntu/.bashrc");
	gs_set(&f->link, "dotfiles/bashrc");
	gs_set(&f->real, "/home/ubuntu/dotfiles/bashrc");
	is_int(make(&x, &p, &err), 0, "a link %s", err.text);
	s = gs_steps_find(&p.steps, "file:/home/ubuntu/.bashrc");
	ok(s && s->changes, "it is edited");
	is_str(s->real, "/home/ubuntu/dotfiles/bashrc", "... at its end");
	gs_plan_release(&p);

	/* ~/.profile is the same file: one edit, not two. */
	f = entry(&x, "/home/ubuntu/.profile");
	gs_set(&f->link, ".bashrc");
	gs_set(&f->real, "/home/ubuntu/dotfiles/bashrc");
	is_int(make(&x, &p, &err), 0, "two names %s", err.text);
	ok(after(&p, "/home/ubuntu/.bashrc") &&
	   !after(&p, "/home/ubuntu/.profile"), "edited once");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_conflicts(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "ubuntu-24.04");
	fixture_file(&x, "/home/ubuntu/.bashrc",
		     "# x\nexport GOROOT=/usr/lib/go-1.19\n"
		     "export GOPROXY=https://u:geheim@p.example\n");
	fixture_set(&x, "goproxy=direct");
	gs_strv_add(&x.facts.env, "GOPROXY=https://q.example");
	is_int(make(&x, &p, &err), 0, "a plan %s", err.text);
	ok(told(&p.notes, "~/.bashrc, line 2 sets GOROOT=/usr/lib/go-1.19"),
	   "GOROOT with file and line");
	ok(told(&p.notes, "~/.bashrc, line 3 sets GOPROXY"), "GOPROXY too");
	ok(!mentions(&p.notes, "geheim"), "... without the password");
	ok(told(&p.notes, "GOPROXY is set in this session"),
	   "and the environment");
	gs_plan_release(&p);
	fixture_release(&x);
}

/* ---- answers that change the plan -------------------------------------- */
static void test_system(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_step *s;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "scope=system");
	fixture_set(&x, "goprivate=a.example");
	is_int(make(&x, &p, &err), 0, "for all users %s", err.text);
	ok(p.needs_root, "needs root");
	is_str(p.state_dir, "/var/lib/gosetup", "state");
	is_str(p.expect.go_bin, "/usr/local/go/bin", "PATH");
	s = gs_steps_find(&p.steps, "file:/etc/profile.d/gosetup.sh");
	ok(s && s->needs_root && !s->as_owner, "/etc/profile.d");
	ok(!after(&p, "/home/ada/.bashrc"), "no file of the user");
	s = gs_steps_find(&p.steps, "file:/home/ada/.config/go/env");
	ok(s && s->as_owner && !s->needs_root, "settings of the user");
	ok(told(&p.notes, "settings are per user"), "... which is told");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_keep(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *files = NULL;
	const char *env;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "method=keep");
	fixture_set(&x, "path_gobin=false");
	is_int(make(&x, &p, &err), 0, "keep %s", err.text);
	files = changed_files(&p);
	is_str(files, "~/.config/gosetup/answers.json",
	       "/usr/bin/go is found already: no shell is touched");
	ok(!of_kind(&p, GS_STEP_TREE), "nothing is installed");
	is_str(p.expect.go_bin, "/usr/bin", "where it is expected");
	gs_plan_release(&p);

	fixture_set(&x, "path_gobin=true");
	is_int(make(&x, &p, &err), 0, "keep, with programs %s", err.text);
	env = after(&p, "/home/ada/.config/gosetup/env.sh");
	ok(env && strstr(env, "/go/bin") && !strstr(env, "/usr/bin"),
	   "only GOPATH/bin is put on PATH");
	gs_plan_release(&p);

	gs_set(&x.facts.go[0].path, "/usr/lib/go-1.18/bin/go");
	is_int(make(&x, &p, &err), 0, "keep another %s", err.text);
	env = after(&p, "/home/ada/.config/gosetup/env.sh");
	ok(env && strstr(env, "/usr/lib/go-1.18/bin"), "its directory");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_exports(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_step *s;
	const char *env;

	fixture_load(&x, "ubuntu-24.04");
	fixture_set(&x, "set_goroot=true");
	fixture_set(&x, "export_vars=true");
	fixture_set(&x, "goprivate=a.example");
	fixture_set(&x, "https_proxy=http://me:secret@proxy:3128");
	is_int(make(&x, &p, &err), 0, "exports %s", err.text);
	env = after(&p, "/home/ubuntu/.config/gosetup/env.sh");
	ok(env && strstr(env, "GOROOT=") && strstr(env, "sdk/current"),
	   "GOROOT through the stable link");
	ok(env && strstr(env, "GOPRIVATE=") && strstr(env, "a.example"),
	   "a setting");
	ok(env && strstr(env, "GOPATH="), "GOPATH, for tools");
	ok(env && strstr(env, "me:secret@proxy"), "the proxy");
	s = gs_steps_find(&p.steps,
			  "file:/home/ubuntu/.config/gosetup/env.sh");
	ok(s && s->after.mode == 0600, "a password: for your eyes only");
	env = after(&p, "/home/ubuntu/.config/gosetup/answers.json");
	ok(env && !strstr(env, "secret"), "not in the saved answers");
	s = gs_steps_find(&p.steps,
			  "file:/home/ubuntu/.config/gosetup/answers.json");
	ok(s && s->after.mode == 0600, "answers are private");
	gs_plan_release(&p);

	fixture_set(&x, "shells=none");
	is_int(make(&x, &p, &err), 0, "no shells %s", err.text);
	ok(!after(&p, "/home/ubuntu/.bashrc"), "no rc file is touched");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_dirs(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_step *s;

	fixture_load(&x, "ubuntu-24.04");
	fixture_set(&x, "gotmpdir=/home/ubuntu/tmp/go");
	fixture_set(&x, "gocache=/var/tmp/ubuntu-go-build");
	is_int(make(&x, &p, &err), 0, "directories %s", err.text);
	ok(gs_steps_find(&p.steps, "dir:/home/ubuntu/tmp"), "the parent");
	s = gs_steps_find(&p.steps, "dir:/home/ubuntu/tmp/go");
	ok(s && s->changes && s->as_owner, "GOTMPDIR is made");
	s = gs_steps_find(&p.steps, "dir:/var/tmp/ubuntu-go-build");
	ok(s && s->mode == 0700, "a cache in /var/tmp is private");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_order(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;
	size_t i, k;
	bool good = true;

	fixture_load(&x, "ubuntu-24.04");
	fixture_set(&x, "goprivate=a.example");
	make(&x, &p, &err);
	for (i = 0; i < p.steps.n; i++) {
		const struct gs_step *d = &p.steps.v[i];

		for (k = 0; d->kind == GS_STEP_DIR && k < i; k++)
			good &= !gs_path_within(p.steps.v[k].target,
						d->target);
		good &= !gs_empty(d->summary);
	}
	ok(good, "directories come before what is in them, all have titles");
	gs_plan_release(&p);
	fixture_release(&x);
}

static void test_no_home(void)
{
	struct fixture x;
	struct gs_plan p;
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "ubuntu-24.04");
	gs_answers_fill(&x.answers, &x.ctx);
	gs_set(&x.facts.home, "");
	gs_plan_init(&p);
	is_int(gs_plan_make(&p, &x.ctx, &err), GS_ERR_USAGE, "no HOME");
	gs_plan_release(&p);
	fixture_release(&x);
}

int main(void)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);

	for (i = 0; i < GS_COUNT(machines); i++) {
		test_machine(i);
		test_pure(machines[i].name);
	}
	test_refusal();
	test_goenv();
	test_goenv_off();
	test_by_hand();
	test_links();
	test_conflicts();
	test_system();
	test_keep();
	test_exports();
	test_dirs();
	test_order();
	test_no_home();
	return tap_done();
}
