/* SPDX-License-Identifier: MIT */
/*
 * Private to shells/: the row behind a struct gs_shell_def.  A shell is
 * added by a row in table.c: how it starts, and which file to edit where.
 */
#ifndef GS_SHELLS_ROWS_H
#define GS_SHELLS_ROWS_H

#include "shells/shells.h"

/* What the hooks of system files read. */
#define GS_SYSTEM_ENV_FILE "/etc/profile.d/gosetup.sh"

enum gs_shell_dir {
	GS_DIR_HOME,
	GS_DIR_CONFIG,          /* ~/.config */
	GS_DIR_ZENV,            /* where zsh looks for .zshenv */
	GS_DIR_ZRC,             /* where zsh looks for .zprofile, .zshrc */
	GS_DIR_ETC,             /* /etc under the root */
};

/* When a place is edited. */
enum gs_shell_when {
	GS_ALWAYS,
	GS_IF_EXISTS,           /* only when the file is there */
	GS_IF_ALONE,            /* there, and does not read /etc/profile.d */
	GS_IF_PATH_HELPER,      /* there, and reorders PATH (macOS) */
};

enum { GS_MAX_NAMES = 4, GS_MAX_PLACES = 4 };

/* One place that has to carry a hook: the first of names that exists, since
 * the shell reads no other; else the last one is created, which hides none
 * of the others. */
struct gs_shell_place {
	enum gs_shell_dir dir;
	const char *names[GS_MAX_NAMES];
	enum gs_place_rule rule;
	bool login;
	enum gs_shell_when when;
	const char *decides;    /* a directory below dir: names[0] when it
				   is there, else names[1], whatever exists */
	const char *reason;     /* N_() */
};

struct gs_shell_row {
	struct gs_shell_place user[GS_MAX_PLACES];
	struct gs_shell_place system[GS_MAX_PLACES];
	/* Read too, but not written: for findings. */
	const char *reads[GS_MAX_NAMES];
	enum gs_shell_dir reads_dir;
	const char *login_flag; /* NULL: it has none */
	/* Option that names another file for the one it reads under sshd, if
	 * it reads one there at all; NULL: no doubt. */
	const char *ssh_rc_flag;
};

/* Owned path of `name` in that directory. */
char *gs_shell_dir_path(const struct gs_shell_home *h, enum gs_shell_dir dir,
			const char *name);

/* Below home (which may be NULL): what follows it, "/go/bin"; else NULL. */
const char *gs_below_home(const char *path, const char *home);
/* Appends path as a word of sh: "VAR/..." below home, where var is how HOME
 * is spelled, else in single quotes. */
void gs_sh_path(struct gs_buf *out, const char *path, const char *home,
		const char *var);

#endif
