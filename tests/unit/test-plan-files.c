/* SPDX-License-Identifier: MIT */
/* What a plan does to the files of one machine, answer by answer. */
#include "config.h"

#include "tests/unit/plan-fixture.h"

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

	fixture_load(&x, "ubuntu-24.04");
	fixture_file(&x, x.facts.goenv_path, "X=1\n");
	entry(&x, x.facts.goenv_path)->writable = false;
	fixture_set(&x, "goproxy=https://u:geheim@p.example");
	fixture_set(&x, "goprivate=a.example");
	is_int(make(&x, &p, &err), 0, "a read-only settings file %s",
	       err.text);
	ok(told(&p.manual, "\nGOPROXY=https://***@p.example\n"
		"GOPRIVATE=a.example\n"), "... with the lines, no password");
	gs_plan_release(&p);
	fixture_release(&x);
}

/* ---- rc files that resist ---------------------------------------------- */
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

int main(void)
{
	test_goenv();
	test_goenv_off();
	test_by_hand();
	test_links();
	test_conflicts();
	test_system();
	test_keep();
	test_exports();
	test_dirs();
	return tap_done();
}
