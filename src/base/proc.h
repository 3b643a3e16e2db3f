/* SPDX-License-Identifier: MIT */
/*
 * Child processes: argument vectors only, never a shell string; explicit
 * environment; time limit; output cap; a session of their own, so that an
 * interactive shell never fights for our terminal.  Several run in parallel.
 */
#ifndef GS_BASE_PROC_H
#define GS_BASE_PROC_H

#include <sys/types.h>
#include "base/buf.h"
#include "base/error.h"
#include "base/strv.h"

struct gs_proc {
	/* in */
	struct gs_strv argv;       /* argv[0] is looked up in PATH of env */
	struct gs_strv env;        /* NAME=value; empty: inherit ours */
	char *cwd;                 /* NULL: "/" */
	int timeout_ms;            /* from start; 0 means 10 s */
	bool pty;                  /* give it a new pseudo-terminal as stdin,
				      stdout and stderr, in its own session */
	const char *input;         /* typed or piped to it; borrowed */
	int retype_ms;             /* pty: type the input again that often,
				      for shells that drop what was typed
				      before they were ready; 0 never */
	bool drop;                 /* run as uid and gid (we are root) */
	uid_t uid;
	gid_t gid;
	/* out */
	struct gs_buf out;         /* stdout (pty: everything), max 1 MiB */
	struct gs_buf errout;      /* stderr, max 64 KiB */
	bool started;
	bool timed_out;
	int status;                /* exit code, or 128 + signal */
	long elapsed_ms;
	/* private */
	pid_t pid;
	int fd_in, fd_out, fd_err;
	long long started_at_ms;
	long long typed_at_ms;
	size_t input_done;
	int reap_state;
};

void gs_proc_init(struct gs_proc *p);
void gs_proc_release(struct gs_proc *p);
/* Appends arguments up to a NULL. */
void gs_proc_args(struct gs_proc *p, ...);
/* Sets NAME=value in p->env (the first call copies our environment unless
 * gs_proc_env_clear was called before). */
void gs_proc_setenv(struct gs_proc *p, const char *name, const char *value);
void gs_proc_env_clear(struct gs_proc *p);

/* Runs n children, at most `jobs` at a time (0: number of cores), until all
 * have ended or timed out (then the whole process group is killed).  `tick`
 * (may be NULL) is called at least every 50 ms; non-zero ends all with
 * GS_ERR_CANCELLED.  A child that could not be started has started=false,
 * status 127.  Returns 0 even when children failed. */
int gs_proc_run_all(struct gs_proc *p, size_t n, int jobs,
		    int (*tick)(void *), void *user);
int gs_proc_run(struct gs_proc *p);
/* Owned first line of stdout of a successful run, or NULL. */
char *gs_proc_line(const struct gs_proc *p);
/* Owned absolute path of a program in `path` (NULL: $PATH), or NULL. */
char *gs_proc_which(const char *name, const char *path);

long long gs_now_ms(void);         /* monotonic */
int gs_cores(void);

#endif
