/* SPDX-License-Identifier: MIT */
/*
 * The shells and what they read, measured on Debian 12 with bash 5.2, zsh
 * 5.9, fish 3.6, dash 0.5.12 and busybox 1.35: one row each.
 */
#include "config.h"
#include "shells/shells.h"

#include "base/i18n.h"
#include "shells/rows.h"

#define LI (1u << GS_MODE_LOGIN_INTERACTIVE)
#define I (1u << GS_MODE_INTERACTIVE)
#define LC (1u << GS_MODE_LOGIN_COMMAND)
#define C (1u << GS_MODE_COMMAND)
#define SSH (1u << GS_MODE_SSH_COMMAND)
#define IC (1u << GS_MODE_INTERACTIVE_COMMAND)
#define ALL (LI | I | LC | C | SSH | IC)

/* Read by every login shell of the sh family through /etc/profile. */
#define ETC_PROFILE_D { \
	.dir = GS_DIR_ETC, .names = { "profile.d/gosetup.sh" }, \
	.rule = GS_PLACE_OWN_FILE, \
	.reason = N_("every login shell reads this directory"), \
}
/* macOS and other systems whose /etc/profile knows no directory. */
#define ETC_PROFILE { \
	.dir = GS_DIR_ETC, .names = { "profile" }, .rule = GS_PLACE_END, \
	.login = true, .when = GS_IF_ALONE, \
	.reason = N_("/etc/profile does not read /etc/profile.d here"), \
}

static const struct gs_shell_row bash = {
	.user = {
		{
			.dir = GS_DIR_HOME, .names = { ".bashrc" },
			.rule = GS_PLACE_BEFORE_GUARD,
			.reason = N_("new terminal windows and 'ssh host "
				     "command' read it"),
		}, {
			.dir = GS_DIR_HOME,
			.names = { ".bash_profile", ".bash_login",
				   ".profile" },
			.rule = GS_PLACE_END, .login = true,
			.reason = N_("the file that a login shell reads"),
		},
	},
	.system = {
		ETC_PROFILE_D, ETC_PROFILE,
		{
			.dir = GS_DIR_ETC, .names = { "bash.bashrc" },
			.rule = GS_PLACE_BEFORE_GUARD, .when = GS_IF_ALONE,
			.reason = N_("new terminal windows read it"),
		}, {
			.dir = GS_DIR_ETC, .names = { "bashrc" },
			.rule = GS_PLACE_BEFORE_GUARD, .when = GS_IF_ALONE,
			.reason = N_("new terminal windows read it"),
		},
	},
	.login_flag = "-l",
	.ssh_rc_flag = "--rcfile",
};

static const struct gs_shell_row zsh = {
	.user = {
		{
			.dir = GS_DIR_ZENV, .names = { ".zshenv" },
			.rule = GS_PLACE_BEFORE_GUARD,
			.reason = N_("every zsh reads it, scripts too"),
		}, {
			.dir = GS_DIR_ZRC, .names = { ".zprofile" },
			.rule = GS_PLACE_END, .login = true,
			.reason = N_("the file that a login shell reads"),
		},
	},
	.system = {
		ETC_PROFILE_D,
		{
			.dir = GS_DIR_ETC, .names = { "zsh/zshenv", "zshenv" },
			.rule = GS_PLACE_BEFORE_GUARD, .decides = "zsh",
			.reason = N_("every zsh reads it, scripts too"),
		}, {
			.dir = GS_DIR_ETC, .names = { "zprofile" },
			.rule = GS_PLACE_END, .login = true,
			.when = GS_IF_PATH_HELPER,
			.reason = N_("it reorders PATH in login shells"),
		},
	},
	.reads = { ".zshrc", ".zlogin" },
	.reads_dir = GS_DIR_ZRC,
	.login_flag = "-l",
};

static const struct gs_shell_row fish = {
	.user = {
		{
			.dir = GS_DIR_CONFIG,
			.names = { "fish/conf.d/gosetup.fish" },
			.rule = GS_PLACE_OWN_FILE,
			.reason = N_("every fish reads this directory"),
		},
	},
	.system = {
		{
			.dir = GS_DIR_ETC,
			.names = { "fish/conf.d/gosetup.fish" },
			.rule = GS_PLACE_OWN_FILE,
			.reason = N_("every fish reads this directory"),
		},
	},
	.reads = { "fish/config.fish" },
	.reads_dir = GS_DIR_CONFIG,
	.login_flag = "-l",
};

static const struct gs_shell_row posix = {
	.user = {
		{
			.dir = GS_DIR_HOME, .names = { ".profile" },
			.rule = GS_PLACE_END, .login = true,
			.reason = N_("the file that a login shell reads"),
		},
	},
	.system = { ETC_PROFILE_D, ETC_PROFILE },
	.login_flag = "-l",
};

/* modes_user: what a file of the user reaches.  bash -c reads none; a POSIX
 * shell reads only $ENV when it is interactive, and setting that would
 * replace the files of ksh and mksh. */
#define UNSET "unset HISTFILE\n"
static const struct gs_shell_def defs[] = {
	{ "bash", "bash", GS_SYNTAX_SH, ALL & ~C, ALL, UNSET, &bash },
	/* zsh may save a line before it obeys it (INC_APPEND_HISTORY). */
	{ "zsh", "zsh", GS_SYNTAX_SH, ALL, ALL, NULL, &zsh },
	/* fish_history= in the environment does it, see verify/. */
	{ "fish", "fish", GS_SYNTAX_FISH, ALL, ALL, "", &fish },
	{ "sh", N_("POSIX shell (sh)"), GS_SYNTAX_SH, LI | LC, ALL,
	  UNSET, &posix },
	{ "dash", "dash", GS_SYNTAX_SH, LI | LC, ALL, UNSET, &posix },
	{ "ash", "busybox ash", GS_SYNTAX_SH, LI | LC, ALL, UNSET, &posix },
	{ NULL, NULL, GS_SYNTAX_SH, 0, 0, NULL, NULL },
};

const struct gs_shell_def *gs_shell_defs(void)
{
	return defs;
}

const struct gs_shell_def *gs_shell_find(const char *name)
{
	for (const struct gs_shell_def *d = defs; d->name; d++)
		if (gs_streq(d->name, name))
			return d;
	return NULL;
}
