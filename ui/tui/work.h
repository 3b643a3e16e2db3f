/* SPDX-License-Identifier: MIT */
/* What the engine and the verification are doing; page-apply.c shows it,
 * page-result.c what came out of it. */
#ifndef GS_TUI_WORK_H
#define GS_TUI_WORK_H

#include "ui/tui/app.h"

enum gs_work_kind { GS_WORKING_APPLY, GS_WORKING_UNDO, GS_WORKING_RECOVER };

struct gs_work_step {
	int step;               /* index into the plan */
	char *text;
	enum gs_badge badge;
	char *task;             /* "download", while it runs */
	int64_t bytes, bytes_total, files;
	long long since_ms, took_ms;
};

struct gs_work {
	enum gs_work_kind kind;
	struct gs_work_step *v;
	size_t n, cap;
	struct gs_strv log;     /* every event, for "Details" */
	struct gs_strv manual;  /* what is left to the user */
	char *phase;
	bool running;           /* engine or verification */
	bool verifying, verified;
	bool committed;         /* the engine finishes by itself now */
	bool stopping;
	bool undo_after;        /* the user wants it back */
	long long began_ms, took_ms;
	struct gs_error error;  /* of the engine */
	struct gs_report report;
};

/* Fresh, with the steps of a plan (or NULL) that change something. */
struct gs_work *gs_work_begin(struct gs_tui *t, enum gs_work_kind kind,
			      const struct gs_plan *plan);
/* Bytes and files done, as text; owned, "" when there is nothing yet. */
char *gs_work_amount(const struct gs_work_step *s);

/* By the speed so far; 0 when nobody can tell. */
int gs_work_seconds_left(const struct gs_work *w);

#endif
