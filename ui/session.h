/* SPDX-License-Identifier: MIT */
/*
 * What the faces share: the state of one sitting (options, facts,
 * catalogue, answers, plan, results) and the slow work that runs beside it.
 * Every task is a child process; its face polls and never waits for it.
 */
#ifndef GS_UI_SESSION_H
#define GS_UI_SESSION_H

#include <poll.h>

#include "apply/apply.h"
#include "base/job.h"
#include "base/options.h"
#include "catalog/catalog.h"
#include "detect/facts.h"
#include "plan/plan.h"
#include "questions/questions.h"
#include "verify/verify.h"

enum gs_task {
	GS_TASK_DETECT,         /* fills facts */
	GS_TASK_CATALOG,        /* fills catalog */
	GS_TASK_WORK,           /* apply, undo, recover: fills receipt */
	GS_TASK_VERIFY,         /* fills checks */
	GS_TASK_COUNT,
};
#define GS_TASK_BIT(t) (1u << (t))

struct gs_session {
	struct gs_options opts;         /* set by main before anything else */
	struct gs_facts facts;          /* empty until DETECT has ended */
	struct gs_catalog catalog;      /* the built-in table until CATALOG */
	struct gs_answers answers;
	struct gs_plan plan;            /* of the last gs_session_plan */
	struct gs_receipt receipt;      /* of the last WORK */
	struct gs_checks checks;        /* of the last VERIFY */
	bool have_facts;                /* DETECT ended well */
	bool have_plan;                 /* plan belongs to these answers */
	/* How each task ended last: code GS_OK when well. */
	struct gs_error errors[GS_TASK_COUNT];

	/* private */
	struct gs_job jobs[GS_TASK_COUNT];
	bool running[GS_TASK_COUNT];
	bool looked;
	char *work_dir;                 /* state directory that WORK uses */
};

/* Zeroes and prepares; the catalogue is usable at once. */
void gs_session_init(struct gs_session *s);
/* Ends what runs: looks and verifications are killed, an engine at work is
 * left to itself (it decides by its commit point). */
void gs_session_release(struct gs_session *s);

/* ---- looking ----------------------------------------------------------- */
/* What can be wrong before any look: HOME, the answers given.  Quick. */
int gs_session_check(struct gs_session *s, struct gs_error *err);
/* Starts DETECT and CATALOG in the background; the second call does nothing.
 * With --facts the facts are read at once.  GS_ERR_USAGE: HOME, --answers,
 * --set or --facts are not usable. */
int gs_session_start_look(struct gs_session *s, struct gs_error *err);
/* For commands: the facts, and with_catalog the releases, before it returns;
 * both at the same time. */
int gs_session_load(struct gs_session *s, bool with_catalog,
		    struct gs_error *err);

/* ---- tasks ------------------------------------------------------------- */
/* Takes what has arrived, waiting at most timeout_ms for the first of it
 * (0: not at all); events and progress of WORK and VERIFY go to r (may be
 * NULL).  Returns the bits of the tasks that ended during this call, well or
 * not: see errors[]. */
unsigned gs_session_poll(struct gs_session *s, int timeout_ms,
			 const struct gs_report *r);
/* The descriptors to poll for reading, next to the keyboard; returns how
 * many (at most GS_TASK_COUNT). */
size_t gs_session_fds(const struct gs_session *s, struct pollfd *fds);
/* Polls until the task has ended; asks r->cancelled meanwhile and passes
 * that on.  Returns the code of its error and copies the error. */
int gs_session_wait(struct gs_session *s, enum gs_task task,
		    const struct gs_report *r, struct gs_error *err);
/* WORK: the engine stops cleanly when it still can, and says so.  VERIFY:
 * stops after the running checks.  Others: killed. */
void gs_session_cancel(struct gs_session *s, enum gs_task task);

/* ---- questions --------------------------------------------------------- */
/* For the functions of questions/; valid while s lives. */
struct gs_qctx gs_session_ctx(const struct gs_session *s);
/* Answers afresh: --answers, --set, then the recommendations.  Needs facts.
 * What the user has answered before (GS_FROM_USER) stays. */
int gs_session_defaults(struct gs_session *s, struct gs_error *err);
/* Recommendations again, after the catalogue or an answer has changed. */
void gs_session_refill(struct gs_session *s);
/* The user's own answer: checked, kept, and the others refilled. */
int gs_session_answer(struct gs_session *s, const char *key,
		      const char *value, struct gs_error *err);
/* Back to the recommendation. */
void gs_session_unanswer(struct gs_session *s, const char *key);

/* ---- plan -------------------------------------------------------------- */
/* Checks the answers and makes s->plan. */
int gs_session_plan(struct gs_session *s, struct gs_error *err);

/* ---- doing ------------------------------------------------------------- */
/* The engine on s->plan. */
int gs_session_start_apply(struct gs_session *s, struct gs_error *err);
/* run: an id that gs_session_find_run has found. */
int gs_session_start_undo(struct gs_session *s, const char *state_dir,
			  const char *run, struct gs_error *err);
int gs_session_start_recover(struct gs_session *s, const char *state_dir,
			     struct gs_error *err);
/* Checks what the plan expects; copies expect. */
int gs_session_start_verify(struct gs_session *s,
			    const struct gs_expect *expect,
			    struct gs_error *err);

/* ---- earlier runs ------------------------------------------------------ */
/* The directories that may hold runs: of this user, then of the system.
 * Needs facts. */
void gs_session_state_dirs(const struct gs_session *s, struct gs_strv *out);
/* All runs that can be read, newest first. */
int gs_session_history(const struct gs_session *s, struct gs_runs *out,
		       struct gs_error *err);
/* Run id (NULL: the newest that can be undone): owned *found and the owned
 * directory it stands in.  GS_ERR_USAGE: there is no such run;
 * GS_ERR_NOT_FOUND: none can be undone. */
int gs_session_find_run(const struct gs_session *s, const char *id,
			char **found, char **state_dir, struct gs_error *err);
/* Fills s->plan with what undo of that run would do.  GS_ERR_FAILED when
 * nothing of it can be taken back any more, with the first reason. */
int gs_session_plan_undo(struct gs_session *s, const char *state_dir,
			 const char *run, struct gs_error *err);
/* What the newest run that stands has left to be expected; false when there
 * is none. */
bool gs_session_last_expect(const struct gs_session *s, struct gs_expect *out);
/* Owned: a state directory with a run that was cut off and that we may put
 * right; NULL when there is none. */
char *gs_session_interrupted(const struct gs_session *s);

#endif
