/* SPDX-License-Identifier: MIT */
/*
 * The files that put go on PATH.  They may be read any number of times, under
 * set -eu and under every option of zsh, in any HOME, and leave the status 0.
 *
 * In sh two behaviours live in one file.  Add-if-absent is what a shell
 * inside a shell needs: a project's own directories stay in front.  Login
 * files set _gosetup_front=1, which moves our directory to the front, because
 * what ran before them may have reordered PATH (macOS path_helper).
 */
#include "config.h"
#include "shells/shells.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/rows.h"
#include "steps/steps.h"

char *gs_env_file_path(const struct gs_shell_home *h, enum gs_syntax syntax)
{
	static const char *const names[] = {
		[GS_SYNTAX_SH] = "gosetup/env.sh",
		[GS_SYNTAX_FISH] = "gosetup/env.fish",
		[GS_SYNTAX_CSH] = "gosetup/env.csh",
	};

	return gs_path_join(h->xdg_config, names[syntax]);
}

/* ---- words --------------------------------------------------------------- */
const char *gs_below_home(const char *path, const char *home)
{
	size_t n = home ? strlen(home) : 0;

	while (n && home[n - 1] == '/')
		n--;
	if (n == 0 || strncmp(path, home, n) != 0 || path[n] != '/')
		return NULL;
	return path + n;
}

/* s inside double quotes. */
static void double_quoted(struct gs_buf *out, const char *s,
			  const char *special)
{
	for (; *s; s++) {
		if (strchr(special, *s))
			gs_buf_addc(out, '\\');
		gs_buf_addc(out, *s);
	}
}

void gs_sh_path(struct gs_buf *out, const char *path, const char *home,
		const char *var)
{
	const char *rest = gs_below_home(path, home);

	if (!rest) {
		gs_sh_quote(out, path);
		return;
	}
	gs_buf_addf(out, "\"%s", var);
	double_quoted(out, rest, "\"\\$`");
	gs_buf_addc(out, '"');
}

static void fish_path(struct gs_buf *out, const char *path, const char *home)
{
	const char *rest = gs_below_home(path, home);

	if (rest) {
		gs_buf_adds(out, "\"$HOME");
		double_quoted(out, rest, "\"\\$");
		gs_buf_addc(out, '"');
		return;
	}
	gs_buf_addc(out, '\'');
	double_quoted(out, path, "'\\");
	gs_buf_addc(out, '\'');
}

/* ---- what is refused ----------------------------------------------------- */
static int check_dir(const char *dir, struct gs_error *err)
{
	if (!gs_path_is_abs(dir))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("'%s' is not an absolute path"), dir);
	if (!strchr(dir, ':') && !strchr(dir, '\n'))
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("'%s' cannot stand in PATH"), dir);
	gs_error_hint(err, _("PATH cannot hold a directory with a colon or "
			     "a newline in its name; choose another one."));
	return GS_ERR_USAGE;
}

static int check_var(const char *var, struct gs_error *err)
{
	size_t n = 0;

	while (isalpha((unsigned char)var[n]) || var[n] == '_' ||
	       (n && isdigit((unsigned char)var[n])))
		n++;
	if (n == 0 || var[n] != '=')
		return gs_error_set(err, GS_ERR_USAGE,
				    _("'%s' is not NAME=value"), var);
	if (strchr(var, '\n'))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("the value of %.*s holds a newline"),
				    (int)n, var);
	return 0;
}

static int check(const struct gs_shell_want *want, struct gs_error *err)
{
	int rc = want->go_bin ? check_dir(want->go_bin, err) : 0;

	if (!rc && want->path_gobin)
		rc = check_dir(want->path_gobin, err);
	for (size_t i = 0; !rc && want->vars && i < want->vars->n; i++)
		rc = check_var(want->vars->v[i], err);
	return rc;
}

/* ---- sh ------------------------------------------------------------------ */
static void sh_assign(struct gs_buf *out, const struct gs_shell_want *want,
		      const char *dir)
{
	gs_buf_adds(out, "_gosetup_d=");
	gs_sh_path(out, dir, want->home, "${HOME}");
	gs_buf_addc(out, '\n');
}

static void sh_front(struct gs_buf *out, const struct gs_shell_want *want)
{
	gs_buf_adds(out, "  ");
	sh_assign(out, want, want->go_bin);
	gs_buf_adds(out,
		"  case ${_gosetup_front-} in 1)\n"
		"    while :; do\n"
		"      case ${_gosetup_p} in\n"
		"        *:\"${_gosetup_d}\":*)\n"
		"          _gosetup_p=${_gosetup_p%%:\"${_gosetup_d}\":*}:"
		"${_gosetup_p#*:\"${_gosetup_d}\":} ;;\n"
		"        *) break ;;\n"
		"      esac\n"
		"    done ;;\n"
		"  esac\n"
		"  case ${_gosetup_p} in\n"
		"    *:\"${_gosetup_d}\":*) ;;\n"
		"    *) _gosetup_p=:${_gosetup_d}${_gosetup_p} ;;\n"
		"  esac\n");
}

/* GOPATH/bin stands last: its programs must not shadow the system's. */
static void sh_back(struct gs_buf *out, const struct gs_shell_want *want,
		    bool home_checked)
{
	bool needs_home = !home_checked &&
			  gs_below_home(want->path_gobin, want->home);

	gs_buf_adds(out, "  ");
	if (needs_home)
		gs_buf_adds(out, "case ${HOME:+h} in h) ");
	sh_assign(out, want, want->path_gobin);
	gs_buf_adds(out,
		"  case ${_gosetup_p} in\n"
		"    *:\"${_gosetup_d}\":*) ;;\n"
		"    *) _gosetup_p=${_gosetup_p}${_gosetup_d}: ;;\n");
	gs_buf_adds(out, needs_home ? "  esac ;;\n  esac\n" : "  esac\n");
}

/* Set if unset: a nested shell must not undo what a project or CI has set. */
static void sh_var(struct gs_buf *out, const struct gs_shell_want *want,
		   const char *var)
{
	int n = (int)strcspn(var, "=");
	const char *value = var + n + 1;
	bool needs_home = gs_below_home(value, want->home);

	if (needs_home)
		gs_buf_addf(out, "case ${HOME:+h}${%.*s+s} in\n  h) ", n, var);
	else
		gs_buf_addf(out, "case ${%.*s+s} in\n  s) ;;\n  *) ", n, var);
	gs_buf_addf(out, "%.*s=", n, var);
	gs_sh_path(out, value, want->home, "${HOME}");
	gs_buf_addf(out, "; export %.*s ;;\nesac\n", n, var);
}

/* Is GOPATH/bin a directory of its own? */
static bool has_back(const struct gs_shell_want *want)
{
	return want->path_gobin && !gs_streq(want->path_gobin, want->go_bin);
}

static void sh_dirs(const struct gs_shell_want *want, struct gs_buf *out)
{
	bool home = gs_below_home(want->go_bin ? want->go_bin :
				  want->path_gobin, want->home);

	gs_buf_adds(out, home ? "case ${HOME:+h}${PATH:+p} in hp)\n"
			      : "case ${PATH:+p} in p)\n");
	gs_buf_adds(out, "  _gosetup_p=:${PATH}:\n");
	if (want->go_bin)
		sh_front(out, want);
	if (has_back(want))
		sh_back(out, want, home);
	gs_buf_adds(out,
		"  _gosetup_p=${_gosetup_p#:}\n"
		"  PATH=${_gosetup_p%:}\n"
		"  export PATH\n"
		"  unset _gosetup_d _gosetup_p ;;\n"
		"esac\n");
}

static void sh_text(const struct gs_shell_want *want, struct gs_buf *out)
{
	gs_buf_adds(out,
		"# Written by gosetup: puts Go on PATH, once, however often "
		"it is read.\n"
		"# POSIX sh: bash, zsh, dash, ksh, mksh, yash, busybox.\n");
	if (want->go_bin || want->path_gobin)
		sh_dirs(want, out);
	gs_buf_adds(out, "unset _gosetup_front\n");
	for (size_t i = 0; want->vars && i < want->vars->n; i++)
		sh_var(out, want, want->vars->v[i]);
}

/* ---- fish ---------------------------------------------------------------- */
static void fish_dir(struct gs_buf *out, const struct gs_shell_want *want,
		     const char *dir, bool front)
{
	struct gs_buf word = GS_BUF_INIT;

	fish_path(&word, dir, want->home);
	gs_buf_addf(out, "if not contains -- %s $PATH\n    set -gx PATH ",
		    gs_buf_str(&word));
	gs_buf_addf(out, front ? "%s $PATH\nend\n" : "$PATH %s\nend\n",
		    gs_buf_str(&word));
	gs_buf_release(&word);
}

static void fish_var(struct gs_buf *out, const struct gs_shell_want *want,
		     const char *var)
{
	int n = (int)strcspn(var, "=");

	gs_buf_addf(out, "set -q %.*s; or set -gx %.*s ", n, var, n, var);
	fish_path(out, var + n + 1, want->home);
	gs_buf_addc(out, '\n');
}

static void fish_text(const struct gs_shell_want *want, struct gs_buf *out)
{
	gs_buf_adds(out, "# Written by gosetup: puts Go on PATH, once, "
			 "however often it is read.\n");
	if (want->go_bin)
		fish_dir(out, want, want->go_bin, true);
	if (has_back(want))
		fish_dir(out, want, want->path_gobin, false);
	for (size_t i = 0; want->vars && i < want->vars->n; i++)
		fish_var(out, want, want->vars->v[i]);
}

int gs_env_file_text(enum gs_syntax syntax, const struct gs_shell_want *want,
		     struct gs_buf *out, struct gs_error *err)
{
	int rc = check(want, err);

	gs_buf_reset(out);
	if (rc)
		return rc;
	switch (syntax) {
	case GS_SYNTAX_SH:
		sh_text(want, out);
		return 0;
	case GS_SYNTAX_FISH:
		fish_text(want, out);
		return 0;
	case GS_SYNTAX_CSH:
		break;
	}
	return gs_error_set(err, GS_ERR_FAILED,
			    _("no shell of the csh family is in the table"));
}
