/* SPDX-License-Identifier: MIT */
/* Which shells are here, their versions, and where zsh keeps its files. */
#include "config.h"

#include "detect/look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "detect/release.h"
#include "detect/zdotdir.h"
#include "shells/shells.h"

/* How a program says its version; others are asked of the package
 * database, because they have no option for it (dash, posh, rc). */
static const struct {
	const char *program;
	const char *args[2];
} version_args[] = {
	{ "bash", { "--version" } },
	{ "zsh", { "--version" } },
	{ "fish", { "--version" } },
	{ "tcsh", { "--version" } },
	{ "yash", { "--version" } },
	{ "xonsh", { "--version" } },
	{ "elvish", { "-version" } },
	{ "nu", { "--version" } },
	{ "busybox", { "--help" } },
	{ "ksh", { "-c", "echo \"$KSH_VERSION\"" } },
	{ "ksh93", { "-c", "echo \"$KSH_VERSION\"" } },
	{ "mksh", { "-c", "echo \"$KSH_VERSION\"" } },
};

static bool is_program(const char *path, const char *name)
{
	return !gs_empty(path) && gs_streq(gs_path_base(path), name);
}

/* A line of shells(5) with this last name. */
static char *in_etc_shells(const struct gs_look *l, const char *name)
{
	gs_autofree char *text = gs_look_text(l, "/etc/shells");
	struct gs_strv lines = GS_STRV_INIT;
	char *path = NULL;

	gs_strv_split(&lines, text ? text : "", "\n");
	for (size_t i = 0; i < lines.n && !path; i++)
		if (is_program(lines.v[i], name) &&
		    gs_look_executable(l, lines.v[i]))
			path = gs_strdup(lines.v[i]);
	gs_strv_release(&lines);
	return path;
}

static char *find_shell(const struct gs_look *l, const char *name)
{
	static const char *const dirs[] = {
		"/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin",
	};
	const char *chosen[] = { l->f->login_shell, l->f->env_shell };
	char *path;

	for (size_t i = 0; i < GS_COUNT(chosen); i++)
		if (is_program(chosen[i], name) &&
		    gs_path_is_abs(chosen[i]) &&
		    gs_look_executable(l, chosen[i]))
			return gs_strdup(chosen[i]);
	path = gs_look_which(l, name);
	for (size_t i = 0; i < GS_COUNT(dirs) && !path; i++) {
		path = gs_path_join(dirs[i], name);
		if (!gs_look_executable(l, path)) {
			free(path);
			path = NULL;
		}
	}
	return path ? path : in_etc_shells(l, name);
}

static void take_version(struct gs_look *l, const struct gs_proc *p,
			 size_t index)
{
	struct gs_shell_fact *s = &l->f->shells[index];
	const char *text = p->out.len ? gs_buf_str(&p->out)
				      : gs_buf_str(&p->errout);

	free(s->version);
	s->version = gs_version_word(p->started && !p->timed_out ? text : "");
	if (p->timed_out)
		gs_strv_addf(&l->f->notes,
			     _("'%s' did not say its version within a "
			       "second"), s->path);
}

/* /bin/sh is dash here, and /bin/ash busybox. */
static void ask_version(struct gs_look *l, size_t index)
{
	struct gs_shell_fact *s = &l->f->shells[index];
	gs_autofree char *real = gs_look_real(l, s->path);
	const char *program = gs_path_base(real ? real : s->path);
	gs_autofree char *version = NULL;

	for (size_t i = 0; i < GS_COUNT(version_args); i++) {
		struct gs_proc *p;

		if (!gs_streq(version_args[i].program, program))
			continue;
		p = gs_look_ask(l, index, take_version);
		gs_proc_args(p, real, version_args[i].args[0],
			     version_args[i].args[1], NULL);
		return;
	}
	version = gs_package_version(l, program);
	if (version) {
		free(s->version);
		s->version = gs_package_upstream(version);
	}
}

/* ---- zsh --------------------------------------------------------------- */
/* The last line: a .zshenv may print something before. */
static char *last_line(const struct gs_proc *p)
{
	const char *text = gs_buf_str(&p->out), *start;
	size_t n = p->out.len;

	while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		n--;
	start = text + n;
	while (start > text && start[-1] != '\n')
		start--;
	return gs_strndup(start, (size_t)(text + n - start));
}

static void set_dir(char **dst, const struct gs_proc *p)
{
	char *dir;

	if (!p->started || p->timed_out || p->status != 0)
		return;
	dir = last_line(p);
	if (gs_path_is_abs(dir)) {
		free(*dst);
		*dst = gs_path_clean(dir);
	}
	free(dir);
}

static void take_zdotdir_env(struct gs_look *l, const struct gs_proc *p,
			     size_t index)
{
	set_dir(&l->f->shells[index].zdotdir_env, p);
}

static void read_zshenv(struct gs_look *l, struct gs_shell_fact *s)
{
	gs_autofree char *path = gs_path_join(s->zdotdir_env, ".zshenv");
	gs_autofree char *text = gs_look_text(l, path);
	char *dir = text ? gs_zdotdir_of_text(text, l->f->home,
					      l->f->xdg_config) : NULL;

	gs_set(&s->zdotdir_rc, s->zdotdir_env);
	if (dir) {
		free(s->zdotdir_rc);
		s->zdotdir_rc = dir;
	}
}

static void take_zdotdir_rc(struct gs_look *l, const struct gs_proc *p,
			    size_t index)
{
	struct gs_shell_fact *s = &l->f->shells[index];

	if (p->timed_out) {
		gs_strv_addf(&l->f->notes,
			     _("'%s/.zshenv' did not end within a second; "
			       "where zsh keeps its files was read from its "
			       "text"), s->zdotdir_env);
		read_zshenv(l, s);
		return;
	}
	set_dir(&s->zdotdir_rc, p);
}

/* A fresh login answers: -f still reads the system's zshenv, and that
 * decides whose .zshenv counts; without -f that one has its say. */
static void ask_zdotdir(struct gs_look *l, size_t index, bool rc)
{
	struct gs_proc *p = gs_look_ask(l, index, rc ? take_zdotdir_rc
						     : take_zdotdir_env);

	gs_proc_args(p, l->f->shells[index].path, NULL);
	if (!rc)
		gs_proc_args(p, "-f", NULL);
	gs_proc_args(p, "-c", "print -r -- ${ZDOTDIR:-$HOME}", NULL);
	gs_proc_setenv(p, "HOME", l->f->home);
	gs_proc_setenv(p, "USER", l->f->user);
	gs_proc_setenv(p, "LOGNAME", l->f->user);
	/* Root does not run what belongs to somebody else. */
	p->drop = l->f->is_root && l->f->home_uid != l->f->uid;
	p->uid = l->f->home_uid;
	p->gid = l->home_gid;
}

static void look_zsh(struct gs_look *l, size_t index)
{
	struct gs_facts *f = l->f;
	struct gs_shell_fact *s = &f->shells[index];

	if (gs_empty(f->home) || !gs_look_alive(l, f->home))
		return;
	s->zdotdir_env = gs_strdup(f->home);
	s->zdotdir_rc = gs_strdup(f->home);
	ask_zdotdir(l, index, false);
	ask_zdotdir(l, index, true);
}

/* ---- all --------------------------------------------------------------- */
static void add_shell(struct gs_look *l, const char *name)
{
	struct gs_facts *f = l->f;
	char *path = find_shell(l, name);
	struct gs_shell_fact *s;

	if (!path)
		return;
	f->shells = gs_realloc(f->shells,
			       (f->n_shells + 1) * sizeof(*f->shells));
	s = &f->shells[f->n_shells++];
	memset(s, 0, sizeof(*s));
	s->name = gs_strdup(name);
	s->path = path;
	s->version = gs_strdup("");
	s->is_login = is_program(f->login_shell, name);
	s->is_env = is_program(f->env_shell, name);
}

void gs_look_shells(struct gs_look *l)
{
	for (const struct gs_shell_def *d = gs_shell_defs(); d->name; d++)
		add_shell(l, d->name);
	for (size_t i = 0; i < l->f->n_shells; i++) {
		ask_version(l, i);
		if (gs_streq(l->f->shells[i].name, "zsh"))
			look_zsh(l, i);
	}
}
