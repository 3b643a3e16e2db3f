/* SPDX-License-Identifier: MIT */
/*
 * What each shell reads and when; what to write where; editing rc files
 * without ever executing them.  Pure text work, no disk access.
 */
#ifndef GS_SHELLS_SHELLS_H
#define GS_SHELLS_SHELLS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/strv.h"

/* ---- the table --------------------------------------------------------- */
/* Ways to start a shell, and how verify and proof start them. */
enum gs_mode {
	GS_MODE_LOGIN_INTERACTIVE,      /* ssh login, console, tmux window */
	GS_MODE_INTERACTIVE,            /* new terminal window */
	GS_MODE_LOGIN_COMMAND,          /* sh -lc, su - -c, GNOME */
	GS_MODE_COMMAND,                /* sh -c, scripts, cron */
	GS_MODE_SSH_COMMAND,            /* ssh host command */
	GS_MODE_INTERACTIVE_COMMAND,    /* editors: sh -ic, -ilc */
	GS_MODE_COUNT,
};
const char *gs_mode_name(enum gs_mode m);       /* JSON: "login-interactive" */
const char *gs_mode_title(enum gs_mode m);      /* translated */

/* Where a user's shell files are.  Borrowed strings. */
struct gs_shell_home {
	const char *home;
	const char *xdg_config;         /* ~/.config resolved */
	const char *zdotdir_env;        /* NULL: home */
	const char *zdotdir_rc;         /* NULL: home */
	const char *root;               /* system files under it; "" */
};

enum gs_syntax { GS_SYNTAX_SH, GS_SYNTAX_FISH, GS_SYNTAX_CSH };

/* How a file is edited.  A file with CRLF lines, or that ends inside a quote
 * or a here-document, gets the block at its top, whatever the rule: behind
 * that no shell would read it. */
enum gs_place_rule {
	GS_PLACE_BEFORE_GUARD,  /* before the first early return, else end */
	GS_PLACE_END,           /* the same; login files seldom have one */
	GS_PLACE_OWN_FILE,      /* whole file is ours (fish conf.d) */
};

struct gs_shell_def {
	const char *name;               /* "bash" */
	const char *title;              /* translated family name */
	enum gs_syntax syntax;
	unsigned modes_user;            /* 1<<gs_mode: user files reach it */
	unsigned modes_all;             /* bits of the modes it can start in */
	/* Typed first, keeps what is typed then out of the user's history;
	 * NULL: nothing can, so nothing may be typed (-i -c instead). */
	const char *no_history;
	/* further members are private to shells/ */
	const void *priv;
};

/* The shells supported so far, NULL terminated by name. */
const struct gs_shell_def *gs_shell_defs(void);
const struct gs_shell_def *gs_shell_find(const char *name);  /* or NULL */

/* Every file that a plan for any of these shells may read or write (rc
 * files, env files, drop-ins; user and system scope), and the directories
 * that decide between two of them, for detect/.  Without a home: the system
 * ones. */
void gs_shell_candidate_files(const struct gs_shell_home *h,
			      struct gs_strv *out);

/* The argument vector that starts this shell in this mode running
 * `command` (text in that shell's own language), and the variables that the
 * mode needs on top of a clean environment (SSH_CLIENT=...).  needs_pty: it
 * must have a terminal; then `command` is typed instead of passed and
 * argv holds no -c.  false when the shell has no such mode. */
bool gs_shell_start(const struct gs_shell_def *d, enum gs_mode m,
		    const char *shell_path, const char *command,
		    struct gs_strv *argv, struct gs_strv *env,
		    bool *needs_pty);

/* Whether a mode of modes_user really reaches the user's files can depend on
 * how the shell was built: bash reads .bashrc under sshd only where the
 * distribution chose SSH_SOURCE_BASHRC (Debian and Fedora did, upstream has it
 * off).  Gives a run, with its stdin (borrowed), whose output holds
 * GS_SHELL_REACHES when it does; false when there is no doubt. */
#define GS_SHELL_REACHES "gosetup-reaches"
bool gs_shell_reach_probe(const struct gs_shell_def *d, enum gs_mode m,
			  const char *shell_path, struct gs_strv *argv,
			  struct gs_strv *env, const char **input);

/* ---- what to write ----------------------------------------------------- */
struct gs_shell_want {
	const char *go_bin;             /* /home/u/sdk/current/bin, or NULL:
					   go is found already */
	const char *path_gobin;         /* /home/u/go/bin, or NULL */
	const char *home;               /* below it: written as $HOME/... */
	/* NAME=value, set only if unset, when the user asked for it. */
	const struct gs_strv *vars;
};

/* Path of our env file for a syntax, owned: ~/.config/gosetup/env.sh. */
char *gs_env_file_path(const struct gs_shell_home *h, enum gs_syntax syntax);
/* Its contents.  GS_ERR_USAGE for what cannot stand in PATH (':',
 * newline). */
int gs_env_file_text(enum gs_syntax syntax, const struct gs_shell_want *want,
		     struct gs_buf *out, struct gs_error *err);

/* A file as the callback of gs_shell_edits reports it.  exists is also true
 * for a directory. */
struct gs_shell_file {
	bool exists;
	const char *bytes;
	size_t len;
};
typedef bool (*gs_shell_file_fn)(void *user, const char *path,
				 struct gs_shell_file *out);

/* One edit that a shell needs. */
struct gs_shell_edit {
	char *path;
	enum gs_place_rule rule;
	bool login;             /* hook moves our directory to the front */
	bool system;            /* hook reads /etc/profile.d/gosetup.sh, not
				   the user's env file */
	char *reason;           /* translated: why this file */
};
struct gs_shell_edits {
	struct gs_shell_edit *v;
	size_t n, cap;
};
void gs_shell_edits_release(struct gs_shell_edits *e);

/* Which files to edit for this shell and scope (system: /etc/profile.d ...),
 * given which exist: never creates a file that hides another.  Appends
 * what `out` does not hold yet: two shells that share a path share its edit.
 * An edit that is not GS_PLACE_OWN_FILE and not .system reads the user's env
 * file of its syntax, which the plan writes too. */
int gs_shell_edits(const struct gs_shell_def *d, const struct gs_shell_home *h,
		   bool system, gs_shell_file_fn look, void *user,
		   struct gs_shell_edits *out, struct gs_error *err);

/* New contents of the file of `e`: the hook (marked block) put where the rule
 * says, an existing block replaced in place, everything else untouched to the
 * byte.  old may be NULL (absent).  Damaged or duplicate markers:
 * GS_ERR_REFUSED. */
int gs_shell_edit_text(const struct gs_shell_def *d,
		       const struct gs_shell_home *h,
		       const struct gs_shell_want *want,
		       const struct gs_shell_edit *e, const struct gs_buf *old,
		       struct gs_buf *out, struct gs_error *err);
/* old without our block, with exactly the bytes it had before the block was
 * put in (the block notes a newline that had to be added); 1 when it held
 * one, 0 when not. */
int gs_shell_remove_block(const struct gs_buf *old, struct gs_buf *out,
			  struct gs_error *err);

/* ---- reading rc files (tolerant, executes nothing) --------------------- */
enum gs_rc_what {
	GS_RC_GUARD,            /* early return, exit or exec at top level */
	GS_RC_PATH_RESET,       /* PATH=... without $PATH */
	GS_RC_PATH_GO,          /* puts some go/bin on PATH */
	GS_RC_EXPORT,           /* sets a GO* variable; name, value */
	GS_RC_TOOL,             /* gvm, goenv, asdf, mise, g ...; name */
	GS_RC_BLOCK,            /* our own block */
};
struct gs_rc_finding {
	enum gs_rc_what what;
	int line;               /* 1-based */
	char *name, *value;     /* may be NULL */
	char *text;             /* the line, for evidence */
};
struct gs_rc_scan {
	struct gs_rc_finding *v;
	size_t n, cap;
	bool crlf;
	bool no_final_newline;
};
void gs_rc_scan(const char *bytes, size_t len, enum gs_syntax syntax,
		struct gs_rc_scan *out);
void gs_rc_scan_release(struct gs_rc_scan *s);

#endif
