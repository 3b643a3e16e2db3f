/* SPDX-License-Identifier: MIT */
/* The user, and what the environment says. */
#include "config.h"

#include "detect/look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "detect/account.h"

#if !defined(_GNU_SOURCE)
extern char **environ;
#endif

static void set_env(char **dst, const char *name)
{
	const char *s = getenv(name);

	gs_set(dst, s ? s : "");
}

static void find_home(struct gs_facts *f)
{
	const char *home = getenv("HOME");

	if (gs_path_is_abs(home)) {
		free(f->home);
		f->home = gs_path_clean(home);
		return;
	}
	gs_set(&f->home, f->passwd_home);
	if (!gs_empty(home))
		gs_strv_addf(&f->notes,
			     _("HOME is '%s', which is not an absolute path; "
			       "'%s' is used"), home, f->home);
	else if (gs_empty(f->home))
		gs_strv_add(&f->notes,
			    _("HOME is not set and this user has no entry in "
			      "the password file: there is no home"));
	else
		gs_strv_addf(&f->notes,
			     _("HOME is not set; '%s' from the password file "
			       "is used"), f->home);
}

void gs_look_user(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	struct gs_account a;

	f->uid = geteuid();
	f->gid = getegid();
	f->is_root = f->uid == 0;
	f->under_sudo = getenv("SUDO_UID") != NULL;
	f->home_uid = f->uid;
	if (gs_account_find(&a, f->uid)) {
		gs_set(&f->user, a.name);
		gs_set(&f->passwd_home, a.home);
		gs_set(&f->login_shell, a.shell);
	}
	if (gs_empty(f->user)) {
		free(f->user);
		f->user = gs_printf("%u", (unsigned)f->uid);
	}
	set_env(&f->env_shell, "SHELL");
	find_home(f);
}

/* `sudo gosetup` with the HOME of the one who called: it is about their
 * shell and their home, not root's. */
void gs_look_home_owner(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	struct gs_account a;
	struct stat st;

	if (gs_empty(f->home) || !gs_look_alive(l, f->home) ||
	    stat(f->home, &st) < 0)
		return;
	f->home_uid = st.st_uid;
	l->home_gid = st.st_gid;
	if (f->is_root && f->home_uid != 0 &&
	    gs_account_find(&a, f->home_uid)) {
		gs_set(&f->passwd_home, a.home);
		gs_set(&f->login_shell, a.shell);
		l->home_gid = a.gid;
	}
}

static void xdg(struct gs_facts *f, char **dst, const char *name,
		const char *dflt)
{
	const char *s = getenv(name);

	free(*dst);
	if (gs_path_is_abs(s))
		*dst = gs_path_clean(s);
	else
		*dst = gs_empty(f->home) ? gs_strdup("")
					 : gs_path_join(f->home, dflt);
}

/* os.UserConfigDir of Go, and GOENV (cmd/go/internal/cfg). */
static void find_goenv(struct gs_facts *f)
{
	const char *s = getenv("GOENV");

	if (!gs_empty(s)) {
		gs_set(&f->goenv_path, gs_streq(s, "off") ? "" : s);
		return;
	}
	free(f->goenv_path);
	if (gs_empty(f->xdg_config) || gs_empty(f->home))
		f->goenv_path = gs_strdup("");
	else if (gs_streq(f->os, "darwin"))
		f->goenv_path = gs_path_join(
			f->home, "Library/Application Support/go/env");
	else
		f->goenv_path = gs_path_join(f->xdg_config, "go/env");
}

static bool wanted(const char *name, size_t n)
{
	/* GOOGLE_* would hold keys, and is no business of Go's. */
	if (n > 2 && strncmp(name, "GO", 2) == 0)
		return strncmp(name, "GOOGLE", 6) != 0 &&
		       strncmp(name, "GOSETUP", 7) != 0;
	if (n > 4 && strncmp(name, "CGO_", 4) == 0)
		return true;
	return n > 6 && (strncmp(name + n - 6, "_proxy", 6) == 0 ||
			 strncmp(name + n - 6, "_PROXY", 6) == 0);
}

static void find_ssh(struct gs_facts *f)
{
	const char *s = getenv("SSH_CONNECTION");

	if (!s)
		s = getenv("SSH_CLIENT");
	f->over_ssh = s || getenv("SSH_TTY");
	if (s)
		f->ssh_from = gs_strndup(s, strcspn(s, " "));
}

void gs_look_environment(struct gs_look *l)
{
	struct gs_facts *f = l->f;

	set_env(&f->path_env, "PATH");
	xdg(f, &f->xdg_config, "XDG_CONFIG_HOME", ".config");
	xdg(f, &f->xdg_state, "XDG_STATE_HOME", ".local/state");
	xdg(f, &f->xdg_cache, "XDG_CACHE_HOME", ".cache");
	set_env(&f->lang, "LC_ALL");
	if (gs_empty(f->lang))
		set_env(&f->lang, "LC_MESSAGES");
	if (gs_empty(f->lang))
		set_env(&f->lang, "LANG");
	find_goenv(f);
	find_ssh(f);
	for (char **e = environ; e && *e; e++)
		if (wanted(*e, strcspn(*e, "=")))
			gs_strv_add(&f->env, *e);
	gs_strv_sort(&f->env);
}
