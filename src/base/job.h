/* SPDX-License-Identifier: MIT */
/*
 * A function that runs in a child process and talks to its parent in JSON
 * lines over a socket pair: how a face starts slow work without ever
 * blocking a key, and how the engine outlives its terminal.
 */
#ifndef GS_BASE_JOB_H
#define GS_BASE_JOB_H

#include <sys/types.h>
#include "base/json.h"

struct gs_job {
	pid_t pid;
	int fd;                 /* poll for reading; -1 when ended */
	struct gs_buf in;
	size_t in_pos;
	bool ended;             /* reaped */
	int status;             /* exit code, or 128 + signal */
};

/* The child's end of it. */
struct gs_job_side {
	int fd;
	struct gs_buf in;
	size_t in_pos;
	bool parent_gone;
};

typedef int (*gs_job_fn)(struct gs_job_side *side, void *arg);

enum { GS_JOB_OWN_SESSION = 1 };

/* Forks; the child runs fn and _exit()s with its result.  It has no
 * terminal to write to: stdin, stdout and stderr are /dev/null. */
int gs_job_start(struct gs_job *job, gs_job_fn fn, void *arg, int flags,
		 struct gs_error *err);
/* 1 and an owned *msg; 0 when nothing came within timeout_ms (0: poll);
 * -1 when the child has closed its end (then call gs_job_end). */
int gs_job_read(struct gs_job *job, int timeout_ms, json_t **msg);
int gs_job_send(struct gs_job *job, json_t *msg);        /* steals msg */
/* Closes our end and waits; returns the child's status. */
int gs_job_end(struct gs_job *job);
void gs_job_kill(struct gs_job *job, int sig);

int gs_job_side_send(struct gs_job_side *side, json_t *msg); /* steals */
/* Like gs_job_read; sets parent_gone on EOF. */
int gs_job_side_read(struct gs_job_side *side, int timeout_ms, json_t **msg);

#endif
