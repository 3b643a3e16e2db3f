/* SPDX-License-Identifier: MIT */
/*
 * For the shell tests: writes what shells/ says into a scratch HOME, and
 * starts shells the way it says.
 *
 *   drv install [-s] SHELL... [NAME=value...]   with $HOME, $ROOT, $ZENV,
 *                       $ZRC, $XDG_CONFIG_HOME, $GO_BIN, $GOBIN_DIR
 *   drv remove FILE
 *   drv modes SHELL PATH     names of the modes; + when user files reach it
 *   drv start SHELL MODE PATH COMMAND    in our environment
 *   drv type LINES COMMAND ARG...        on a terminal of its own
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fileio.h"
#include "base/path.h"
#include "base/proc.h"
#include "shells/shells.h"

static void die(const char *what, const struct gs_error *err)
{
	fprintf(stderr, "drv: %s: %s\n", what, err ? err->text : "failed");
	exit(1);
}

static void make_parents(const char *path)
{
	gs_autofree char *dir = gs_path_dir(path);

	if (gs_is_dir(dir))
		return;
	make_parents(dir);
	if (mkdir(dir, 0755) < 0)
		die(dir, NULL);
}

static void write_file(const char *path, const struct gs_buf *b)
{
	FILE *f;

	make_parents(path);
	f = fopen(path, "wb");
	if (!f || fwrite(gs_buf_str(b), 1, b->len, f) != b->len ||
	    fclose(f) != 0)
		die(path, NULL);
}

/* ---- install --------------------------------------------------------------- */
struct files {
	struct gs_buf last;
};

static bool look(void *user, const char *path, struct gs_shell_file *out)
{
	struct files *f = user;

	gs_buf_reset(&f->last);
	out->exists = gs_exists(path);
	if (!gs_is_dir(path))
		gs_read_file(&f->last, path, 16 << 20, NULL);
	out->bytes = gs_buf_str(&f->last);
	out->len = f->last.len;
	return out->exists;
}

static const char *env_or(const char *name, const char *otherwise)
{
	const char *v = getenv(name);

	return v ? v : otherwise;
}

static void apply_edit(const struct gs_shell_def *d,
		       const struct gs_shell_home *h,
		       const struct gs_shell_want *want,
		       const struct gs_shell_edit *e)
{
	struct gs_buf old = GS_BUF_INIT, out = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	if (gs_exists(e->path))
		gs_read_file(&old, e->path, 16 << 20, &err);
	if (gs_shell_edit_text(d, h, want, e, &old, &out, &err))
		die(e->path, &err);
	if (!gs_buf_eq(&old, &out) || !gs_exists(e->path)) {
		write_file(e->path, &out);
		puts(e->path);
	}
	gs_buf_release(&old);
	gs_buf_release(&out);
}

static void write_env(const struct gs_shell_home *h,
		      const struct gs_shell_want *want)
{
	gs_autofree char *path = gs_env_file_path(h, GS_SYNTAX_SH);
	struct gs_buf b = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	if (gs_env_file_text(GS_SYNTAX_SH, want, &b, &err))
		die(path, &err);
	write_file(path, &b);
	gs_buf_release(&b);
}

static int install(int argc, char **argv)
{
	gs_autofree char *config = gs_path_join(getenv("HOME"), ".config");
	struct gs_shell_home h = {
		.home = getenv("HOME"), .root = env_or("ROOT", ""),
		.zdotdir_env = getenv("ZENV"), .zdotdir_rc = getenv("ZRC"),
		.xdg_config = env_or("XDG_CONFIG_HOME", config),
	};
	struct gs_strv vars = GS_STRV_INIT;
	struct gs_shell_want want = {
		.go_bin = getenv("GO_BIN"), .path_gobin = getenv("GOBIN_DIR"),
		.home = h.home, .vars = &vars,
	};
	bool system = argc > 0 && gs_streq(argv[0], "-s");
	struct files files = { GS_BUF_INIT };
	struct gs_error err = GS_ERROR_INIT;

	for (int i = system; i < argc; i++)
		if (strchr(argv[i], '='))
			gs_strv_add(&vars, argv[i]);
	if (!system)
		write_env(&h, &want);
	for (int i = system; i < argc; i++) {
		const struct gs_shell_def *d = gs_shell_find(argv[i]);
		struct gs_shell_edits e = { NULL, 0, 0 };

		if (!d)
			continue;
		if (gs_shell_edits(d, &h, system, look, &files, &e, &err))
			die(argv[i], &err);
		for (size_t k = 0; k < e.n; k++)
			apply_edit(d, &h, &want, &e.v[k]);
		gs_shell_edits_release(&e);
	}
	gs_buf_release(&files.last);
	gs_strv_release(&vars);
	return 0;
}

static int take_out(const char *path)
{
	struct gs_buf old = GS_BUF_INIT, out = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;
	int rc;

	if (gs_read_file(&old, path, 16 << 20, &err))
		die(path, &err);
	rc = gs_shell_remove_block(&old, &out, &err);
	if (rc < 0)
		die(path, &err);
	write_file(path, &out);
	gs_buf_release(&old);
	gs_buf_release(&out);
	return rc == 1 ? 0 : 1;
}

/* ---- starting shells ------------------------------------------------------- */
static int run(struct gs_proc *p)
{
	int status;

	p->cwd = gs_strdup(getenv("HOME"));
	p->timeout_ms = 20000;
	gs_proc_run(p);
	fwrite(gs_buf_str(&p->out), 1, p->out.len, stdout);
	fwrite(gs_buf_str(&p->errout), 1, p->errout.len, stdout);
	if (p->timed_out)
		puts("drv: timed out");
	status = p->status;
	gs_proc_release(p);
	return status;
}

static void set_env(struct gs_proc *p, struct gs_strv *env)
{
	for (size_t i = 0; i < env->n; i++) {
		char *eq = strchr(env->v[i], '=');

		*eq = '\0';
		gs_proc_setenv(p, env->v[i], eq + 1);
	}
	gs_strv_release(env);
}

static int start(char **argv)
{
	const struct gs_shell_def *d = gs_shell_find(argv[0]);
	gs_autofree char *typed = gs_printf("%s\nexit\n", argv[3]);
	struct gs_strv env = GS_STRV_INIT;
	struct gs_proc p;
	int m = 0;

	while (m < GS_MODE_COUNT &&
	       !gs_streq(argv[1], gs_mode_name((enum gs_mode)m)))
		m++;
	if (!d || m == GS_MODE_COUNT)
		die(argv[1], NULL);
	gs_proc_init(&p);
	if (!gs_shell_start(d, (enum gs_mode)m, argv[2], argv[3], &p.argv,
			    &env, &p.pty))
		die(argv[1], NULL);
	set_env(&p, &env);
	if (p.pty) {
		p.input = typed;
		p.retype_ms = 1500;
	}
	return run(&p);
}

static int type(int argc, char **argv)
{
	struct gs_proc p;

	gs_proc_init(&p);
	for (int i = 1; i < argc; i++)
		gs_strv_add(&p.argv, argv[i]);
	p.pty = true;
	p.input = argv[0];
	p.retype_ms = 1500;
	return run(&p);
}

/* Is the mode, as this shell is built, one that user files reach? */
static bool reaches(const struct gs_shell_def *d, enum gs_mode m,
		    const char *path)
{
	struct gs_strv env = GS_STRV_INIT;
	struct gs_proc p;
	bool yes = d->modes_user & 1u << m;

	gs_proc_init(&p);
	if (yes && gs_shell_reach_probe(d, m, path, &p.argv, &env, &p.input)) {
		set_env(&p, &env);
		gs_proc_run(&p);
		yes = strstr(gs_buf_str(&p.out), GS_SHELL_REACHES);
	}
	gs_proc_release(&p);
	return yes;
}

static int modes(const char *shell, const char *path)
{
	const struct gs_shell_def *d = gs_shell_find(shell);

	for (int m = 0; d && m < GS_MODE_COUNT; m++)
		if (d->modes_all & 1u << m)
			printf("%s%s\n", gs_mode_name((enum gs_mode)m),
			       reaches(d, (enum gs_mode)m, path) ? "+" : "");
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 2 && gs_streq(argv[1], "install"))
		return install(argc - 2, argv + 2);
	if (argc == 3 && gs_streq(argv[1], "remove"))
		return take_out(argv[2]);
	if (argc == 4 && gs_streq(argv[1], "modes"))
		return modes(argv[2], argv[3]);
	if (argc == 6 && gs_streq(argv[1], "start"))
		return start(argv + 2);
	if (argc > 3 && gs_streq(argv[1], "type"))
		return type(argc - 2, argv + 2);
	fputs("usage: see drv.c\n", stderr);
	return 2;
}
