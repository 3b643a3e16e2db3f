/* SPDX-License-Identifier: MIT */
/* Plans for other machines: what would be installed, which files edited. */
#include "config.h"

#include "tests/unit/plan-fixture.h"

#define CHINA "GOPROXY=https://goproxy.cn," \
	"https://mirrors.aliyun.com/goproxy/,direct\n" \
	"GOSUMDB=sum.golang.google.cn\n"

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

	for (i = 0; i < GS_COUNT(machines); i++) {
		test_machine(i);
		test_pure(machines[i].name);
	}
	test_refusal();
	test_order();
	test_no_home();
	return tap_done();
}
