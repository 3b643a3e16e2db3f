/* SPDX-License-Identifier: MIT */
/*
 * A plan for a real HOME: its script, run with sh, and its diff, given to
 * patch(1), both make the bytes that the plan promises; and afterwards there
 * is nothing left to do.
 */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/proc.h"
#include "tests/unit/plan-fixture.h"

static char *top, *home, *archive;

/* Runs a shell line with $T as the scratch directory; returns its status. */
static int sh(const char *line)
{
	struct gs_proc p;
	int status;

	gs_proc_init(&p);
	gs_proc_args(&p, "sh", "-c", line, NULL);
	gs_proc_setenv(&p, "T", top);
	gs_proc_run(&p);
	status = p.status;
	if (status != 0 && p.errout.len)
		printf("# %s\n", gs_buf_str(&p.errout));
	gs_proc_release(&p);
	return status;
}

static void write_file(const char *path, const char *p, size_t n)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(p, 1, n, f) != n || fclose(f) != 0) {
		printf("Bail out! cannot write %s\n", path);
		exit(99);
	}
}

/* A HOME with what makes editing hard: CRLF, bytes that are no UTF-8, no
 * final newline, a link, blanks and quotes in the name. */
static void make_home(void)
{
	char name[] = "/tmp/gosetup plan's-XXXXXX";
	static const char bashrc[] =
		"# caf\xe9\r\ncase $- in *i*) ;; *) return;; esac\r\nx=1";
	static const char env[] = "# mine\nGOFLAGS=-v\nGOPROXY=off";
	gs_autofree char *rc = NULL, *goenv = NULL;

	top = gs_strdup(mkdtemp(name));
	home = gs_path_join(top, "home");
	archive = gs_path_join(top, "go1.26.99.tar.gz");
	if (sh("mkdir -p \"$T/home/.config/go\" \"$T/home/dots\" && "
	       "printf 'umask 022\\n' > \"$T/home/dots/profile\" && "
	       "ln -s dots/profile \"$T/home/.profile\" && "
	       "chmod 640 \"$T/home/dots/profile\" && "
	       "mkdir -p \"$T/go/bin\" \"$T/go/pkg/tool\" \"$T/go/src\" && "
	       "printf 'go1.26.99\\ntime x\\n' > \"$T/go/VERSION\" && "
	       "printf '#!/bin/sh\\n"
	       "echo go version go1.26.99 linux/amd64\\n' "
	       "> \"$T/go/bin/go\" && chmod +x \"$T/go/bin/go\" && "
	       "tar -C \"$T\" -czf \"$T/go1.26.99.tar.gz\" go")) {
		printf("Bail out! cannot make the scratch HOME\n");
		exit(99);
	}
	rc = gs_path_join(home, ".bashrc");
	goenv = gs_path_join(home, ".config/go/env");
	write_file(rc, bashrc, sizeof(bashrc) - 1);
	write_file(goenv, env, sizeof(env) - 1);
}

static void clean_environment(void)
{
	static const char *const gone[] = {
		"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
		"ZDOTDIR", "GOENV", "GOROOT", "GOPATH", "GOPROXY", "GOBIN",
		"SUDO_UID", "SUDO_GID", "SUDO_USER",
	};
	size_t i;

	for (i = 0; i < GS_COUNT(gone); i++)
		unsetenv(gone[i]);
	setenv("HOME", home, 1);
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
}

static void plan_here(struct fixture *x, struct gs_plan *p)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *set = gs_printf("archive=%s", archive);

	memset(x, 0, sizeof(*x));
	is_int(gs_detect(&x->facts, &x->opts, &err), 0, "detect %s",
	       err.text);
	gs_catalog_init(&x->catalog);
	gs_catalog_load_table(&x->catalog);
	gs_answers_init(&x->answers);
	x->ctx = (struct gs_qctx){ &x->facts, &x->catalog, &x->opts,
				   &x->answers };
	fixture_set(x, "scope=user");
	fixture_set(x, "method=local");
	fixture_set(x, "version=1.26.99");
	fixture_set(x, "trust=index");
	fixture_set(x, set);
	fixture_set(x, "goproxy=https://p.example,direct");
	fixture_set(x, "goprivate=git.example/*");
	is_int(make(x, p, &err), 0, "plan %s", err.text);
}

/* ---- comparing --------------------------------------------------------- */
/* Where a path of the plan lies below prefix. */
static bool as_promised(const struct gs_step *s, const char *prefix)
{
	gs_autofree char *path = gs_printf("%s%s", prefix, s->real);
	struct gs_buf now = GS_BUF_INIT;
	bool same;

	if (!s->after.exists)
		return !gs_exists(path);
	same = gs_read_file(&now, path, 1 << 20, NULL) == 0 &&
	       gs_buf_eq(&now, &s->after.bytes);
	gs_buf_release(&now);
	if (!same)
		printf("# %s differs\n", path);
	return same;
}

static bool right_mode(const struct gs_step *s)
{
	struct stat st;

	if (stat(s->real, &st) == 0 && (st.st_mode & 07777) == s->after.mode)
		return true;
	printf("# %s has mode %o\n", s->real, (unsigned)st.st_mode & 07777);
	return false;
}

static bool kept(const struct gs_step *s)
{
	gs_autofree char *old = gs_printf("%s.gosetup-old", s->target);
	struct gs_buf now = GS_BUF_INIT;
	bool same;

	if (!s->before.exists)
		return !gs_exists(old);
	same = gs_read_file(&now, old, 1 << 20, NULL) == 0 &&
	       gs_buf_eq(&now, &s->before.bytes);
	gs_buf_release(&now);
	return same;
}

static void compare_step(const struct gs_step *s)
{
	gs_autofree char *text = NULL;

	if (!s->changes)
		return;
	if (s->kind == GS_STEP_FILE) {
		ok(as_promised(s, ""), "%s has the promised bytes",
		   gs_path_base(s->target));
		ok(right_mode(s), "... and mode");
		ok(kept(s), "... and its old contents beside it");
	} else if (s->kind == GS_STEP_LINK) {
		text = gs_readlink(s->target);
		is_str(text, s->link_after, "the link");
	} else if (s->kind == GS_STEP_TREE) {
		text = gs_printf("%s/bin/go", s->target);
		ok(gs_is_executable(text), "the tree");
	} else {
		ok(gs_is_dir(s->target), "directory %s",
		   gs_path_base(s->target));
	}
}

/* ---- diff and script --------------------------------------------------- */
static void test_diff(const struct gs_plan *p)
{
	gs_autofree char *patch = gs_proc_which("patch", NULL);
	gs_autofree char *file = gs_path_join(top, "plan.diff");
	gs_autofree char *copy = gs_path_join(top, "copy");
	struct gs_buf diff = GS_BUF_INIT;
	size_t i;

	if (!patch) {
		tap_skip("the diff", "there is no patch(1)");
		return;
	}
	gs_plan_diff(p, &diff);
	write_file(file, diff.ptr, diff.len);
	gs_buf_release(&diff);
	is_int(sh("mkdir -p \"$T/copy$T\" && cp -a \"$T/home\" \"$T/copy$T/\" "
		  "&& patch -s -p1 -d \"$T/copy\" < \"$T/plan.diff\""), 0,
	       "patch takes the diff");
	for (i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == GS_STEP_FILE)
			ok(as_promised(&p->steps.v[i], copy),
			   "patch makes the promised %s",
			   gs_path_base(p->steps.v[i].target));
}

static void test_script(const struct gs_plan *p)
{
	gs_autofree char *file = gs_path_join(top, "plan.sh");
	struct gs_buf script = GS_BUF_INIT;
	size_t i;

	gs_plan_script(p, &script);
	ok(gs_starts(gs_buf_str(&script), "#!/bin/sh\n"), "a script");
	write_file(file, script.ptr, script.len);
	gs_buf_release(&script);
	is_int(sh("sh -n \"$T/plan.sh\""), 0, "it is valid");
	is_int(sh("umask 077; sh \"$T/plan.sh\""), 0, "it runs");
	for (i = 0; i < p->steps.n; i++)
		compare_step(&p->steps.v[i]);
	is_int(sh("sh \"$T/plan.sh\" 2> /dev/null"), 3,
	       "a second time it refuses: the files are not those of the "
	       "preview");
	for (i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == GS_STEP_FILE)
			ok(as_promised(&p->steps.v[i], ""), "... and leaves "
			   "%s", gs_path_base(p->steps.v[i].target));
}

static void test_nothing_left(void)
{
	struct fixture x;
	struct gs_plan p;
	size_t i;

	plan_here(&x, &p);
	is_int(p.changes, 0, "afterwards nothing is left to do");
	for (i = 0; i < p.steps.n; i++)
		if (p.steps.v[i].changes)
			printf("# %s\n", p.steps.v[i].id);
	gs_plan_release(&p);
	fixture_release(&x);
}

int main(void)
{
	struct fixture x;
	struct gs_plan p;

	make_home();
	clean_environment();
	plan_here(&x, &p);
	ok(p.changes > 4, "%d changes", p.changes);
	test_diff(&p);
	test_script(&p);
	gs_plan_release(&p);
	fixture_release(&x);
	test_nothing_left();
	is_int(sh("rm -rf \"$T\""), 0, "cleaned up");
	free(top);
	free(home);
	free(archive);
	return tap_done();
}
