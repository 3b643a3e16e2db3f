/* SPDX-License-Identifier: MIT */
/*
 * The only code that changes the user's world: transaction, journal, file
 * replacement, undo, recovery.
 */
#ifndef GS_APPLY_APPLY_H
#define GS_APPLY_APPLY_H

#include "base/job.h"
#include "base/report.h"
#include "plan/plan.h"

/* Result of apply, undo or recovery. */
struct gs_receipt {
	char *run;              /* id for undo, "" when nothing was written */
	bool changed;
	struct gs_strv step_ids;
	struct gs_strv step_status;     /* "done", "same", "failed" ... */
	char *from;             /* where the archive came from, or NULL */
};
void gs_receipt_init(struct gs_receipt *r);
void gs_receipt_release(struct gs_receipt *r);
json_t *gs_receipt_to_json(const struct gs_receipt *r);

/* Does the whole plan or nothing.  Recovers first.  GS_ERR_REFUSED when a
 * target changed since the plan was made, or the lock is held. */
int gs_apply(const struct gs_plan *plan, const struct gs_report *r,
	     struct gs_receipt *out, struct gs_error *err);

/* ---- history, undo, recovery ------------------------------------------- */
struct gs_run {
	char *id;
	char *when;             /* ISO 8601 local time */
	char *what;             /* one line: "go 1.26.4, bash, zsh" */
	char *state;            /* "done", "undone", "undo of ID", "aborted",
				   "interrupted" */
	bool can_undo;
	json_t *record;         /* all of it, for --json */
};
struct gs_runs {
	struct gs_run *v;       /* newest first */
	size_t n, cap;
};
int gs_history(const char *state_dir, struct gs_runs *out,
	       struct gs_error *err);
void gs_runs_release(struct gs_runs *r);

/* What undo of run id (NULL: the last one that can be undone) would do, as
 * steps with diffs; conflicts go to plan->manual. */
int gs_undo_plan(const char *state_dir, const char *id, struct gs_plan *out,
		 struct gs_error *err);
int gs_undo(const char *state_dir, const char *id, const struct gs_report *r,
	    struct gs_receipt *out, struct gs_error *err);

/* Finishes or rolls back what was cut off; *did (owned, translated sentence)
 * is NULL when there was nothing to do. */
int gs_recover(const char *state_dir, const struct gs_report *r, char **did,
	       struct gs_error *err);
/* Is there an interrupted run?  Cheap; takes no lock. */
bool gs_needs_recovery(const char *state_dir);

/* ---- the engine process ------------------------------------------------ */
enum gs_engine_work { GS_WORK_APPLY, GS_WORK_UNDO, GS_WORK_RECOVER };

struct gs_engine_request {
	enum gs_engine_work work;
	const struct gs_plan *plan;     /* APPLY */
	const char *state_dir, *run;    /* UNDO, RECOVER */
};
/* Runs it in a process with its own session.  Messages to the face, one
 * JSON object each: {"type":"event","event":N,"step":N,"ok":B,"text":S},
 * {"type":"progress","step":N,"task":S,"done":N,"total":N,"unit":N}, and
 * last {"type":"result","code":N,"text":S,"hint":S,"receipt":{...}}.
 * The face may send {"type":"cancel"}.  A face that dies before COMMIT means
 * a clean abort, after it the engine finishes. */
int gs_engine_start(struct gs_job *job, const struct gs_engine_request *req,
		    struct gs_error *err);
/* Convenience for faces without own loop: starts the engine, forwards its
 * messages to r, returns its result. */
int gs_engine_run(const struct gs_engine_request *req,
		  const struct gs_report *r, struct gs_receipt *out,
		  struct gs_error *err);
/* Feeds one message into r; fills out/err and returns 1 for the result. */
int gs_engine_dispatch(const json_t *msg, const struct gs_report *r,
		       struct gs_receipt *out, struct gs_error *err);

/* ---- small state of our own -------------------------------------------- */
/* Keeps a fetched index (text and ETag) in state_dir; only when state_dir
 * exists already, so that a look never writes. */
void gs_state_save_index(const char *state_dir, const struct gs_catalog *c);
/* Owned path of that cache file. */
char *gs_state_index_path(const char *state_dir);
/* Writes bytes to a file of the user's choice ("Save answers", "Save as
 * script"): O_EXCL temp and rename. */
int gs_save_file(const char *path, const void *p, size_t n, mode_t mode,
		 struct gs_error *err);

#endif
