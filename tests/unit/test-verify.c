/* SPDX-License-Identifier: MIT */
/* Verification against real shells in a scratch HOME that nobody set up:
 * every chosen shell must be reported as not finding the go. */
#include "config.h"

#include "tests/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/path.h"
#include "base/proc.h"
#include "verify/scratch.h"
#include "verify/verify.h"

static void test_scratch(void)
{
	char *dir = gs_scratch_make(geteuid(), getegid(), NULL), *sub;

	ok(dir && gs_is_dir(dir), "a scratch directory");
	is_int(gs_scratch_write(dir, "mod/a", "x", geteuid(), getegid(), NULL),
	       0, "a file in it");
	sub = gs_path_join(dir, "mod");
	chmod(sub, 0500);
	gs_scratch_remove(dir);
	ok(!gs_exists(dir), "removed, with a read-only directory in it");
	free(sub);
	free(dir);
}

static const struct gs_check *find(const struct gs_checks *c, const char *id)
{
	for (size_t i = 0; i < c->n; i++)
		if (gs_streq(c->v[i].id, id))
			return &c->v[i];
	return NULL;
}

static void test_json(void)
{
	char id[] = "a", title[] = "A", detail[] = "d";
	struct gs_check one = { id, title, true, false, detail };
	struct gs_checks c = { &one, 1, 1 }, back = { NULL, 0, 0 };
	json_t *v = gs_checks_to_json(&c);

	is_int(gs_checks_from_json(&back, v), 0, "JSON and back");
	ok(back.n == 1 && back.v[0].ok && gs_streq(back.v[0].detail, "d"),
	   "nothing is lost");
	gs_checks_release(&back);
	is_int(gs_checks_from_json(&back, NULL), GS_ERR_FORMAT, "no array");
	json_decref(v);
}

/* The shells of these facts are borrowed. */
static void release(struct gs_facts *f)
{
	f->shells = NULL;
	f->n_shells = 0;
	gs_facts_release(f);
}

/* A HOME with a stranger's go first on PATH in its .profile. */
static void test_shells(void)
{
	char name[] = "sh", path[] = "/bin/sh";
	char nowhere[] = "/nonexistent/bin", version[] = "1.19.8";
	struct gs_facts f;
	struct gs_shell_fact sh;
	struct gs_expect e;
	struct gs_checks c = { NULL, 0, 0 };
	char *home = gs_scratch_make(geteuid(), getegid(), NULL);
	char *other = gs_path_join(home, "bin"), *text;
	char *go = gs_path_join(other, "go");

	gs_facts_init(&f);
	memset(&sh, 0, sizeof(sh));
	memset(&e, 0, sizeof(e));
	sh.name = name;
	sh.path = path;
	gs_set(&f.home, home);
	gs_set(&f.user, "nobody");
	f.home_uid = geteuid();
	f.shells = &sh;
	f.n_shells = 1;
	text = gs_printf("PATH=%s:$PATH\nexport PATH\n", other);
	gs_scratch_write(home, ".profile", text, geteuid(), getegid(), NULL);
	gs_scratch_write(home, "bin/go", "#!/bin/sh\necho go version go9.9\n",
			 geteuid(), getegid(), NULL);
	chmod(go, 0700);
	e.runs_here = true;
	gs_strv_add(&e.shells, "sh");
	e.go_bin = nowhere;
	e.version = version;
	is_int(gs_verify(&f, &e, NULL, &c, NULL), GS_ERR_VERIFY,
	       "a go that no shell finds is a finding");
	ok(find(&c, "shell:sh:login-command"), "login shells were started");
	ok(!find(&c, "shell:sh:login-command")->ok, "and found another go");
	ok(strstr(find(&c, "shell:sh:login-command")->detail, "~/bin/go"),
	   "which is named");
	ok(find(&c, "shell:sh:command")->limit,
	   "what no file can reach is a limit");
	ok(!find(&c, "version")->ok, "a go that is not there does not run");
	gs_checks_release(&c);

	e.go_bin = other;
	gs_verify(&f, &e, NULL, &c, NULL);
	ok(find(&c, "shell:sh:login-command")->ok, "the right one is right");
	ok(find(&c, "shell:sh:login-interactive")->ok, "on a terminal too");
	ok(!find(&c, "version")->ok, "another version is a finding");
	gs_checks_release(&c);
	gs_strv_release(&e.shells);
	release(&f);
	gs_scratch_remove(home);
	free(text);
	free(go);
	free(other);
	free(home);
}

/* A bash that does, and one that does not, read .bashrc under sshd. */
static void test_ssh(void)
{
	char name[] = "bash", nowhere[] = "/nonexistent";
	char *real = gs_proc_which("bash", NULL);
	char *home = gs_scratch_make(geteuid(), getegid(), NULL);
	char *wrapper = gs_path_join(home, "bash"), *text;
	struct gs_checks c = { NULL, 0, 0 };
	struct gs_shell_fact sh;
	struct gs_expect e;
	struct gs_facts f;

	gs_facts_init(&f);
	memset(&sh, 0, sizeof(sh));
	memset(&e, 0, sizeof(e));
	text = gs_printf("#!/bin/sh\nunset SSH_CLIENT SSH_CONNECTION\n"
			 "exec %s \"$@\"\n", real ? real : "false");
	gs_scratch_write(home, "bash", text, geteuid(), getegid(), NULL);
	chmod(wrapper, 0700);
	sh.name = name;
	sh.path = wrapper;
	gs_set(&f.home, home);
	gs_set(&f.user, "nobody");
	f.home_uid = geteuid();
	f.shells = &sh;
	f.n_shells = 1;
	gs_strv_add(&e.shells, "bash");
	e.go_bin = nowhere;
	if (real) {
		gs_verify(&f, &e, NULL, &c, NULL);
		ok(find(&c, "shell:bash:ssh-command")->limit,
		   "bash built to ignore sshd: a limit");
		ok(!find(&c, "shell:bash:login-command")->limit,
		   "its login shell has none");
	} else {
		tap_skip("bash under sshd", "there is no bash");
	}
	gs_checks_release(&c);
	gs_strv_release(&e.shells);
	release(&f);
	gs_scratch_remove(home);
	free(text);
	free(wrapper);
	free(home);
	free(real);
}

int main(void)
{
	test_scratch();
	test_json();
	test_shells();
	test_ssh();
	return tap_done();
}
