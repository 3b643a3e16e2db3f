/* SPDX-License-Identifier: MIT */
/*
 * What the engine tells a face, and asks it.  The engine never prints; it
 * calls these.  Every member may be NULL.
 */
#ifndef GS_BASE_REPORT_H
#define GS_BASE_REPORT_H

#include <stdint.h>
#include "base/mem.h"

enum gs_event_type {
	GS_EVENT_STEP_START,    /* step, text = summary */
	GS_EVENT_STEP_DONE,     /* step, text = what was done */
	GS_EVENT_STEP_SAME,     /* step: nothing to do */
	GS_EVENT_STEP_FAILED,   /* step, text = why */
	GS_EVENT_PHASE,         /* text: "checking", "backing up", ... */
	GS_EVENT_COMMIT,        /* from here the engine finishes by itself */
	GS_EVENT_NOTE,
	GS_EVENT_WARNING,
	GS_EVENT_CHECK,         /* one verification result: ok, text */
};

struct gs_event {
	enum gs_event_type type;
	int step;               /* index into the plan, or -1 */
	bool ok;
	const char *text;       /* borrowed, translated */
};

enum gs_unit { GS_UNIT_NONE, GS_UNIT_BYTES, GS_UNIT_FILES };

struct gs_report {
	void *user;
	void (*event)(void *user, const struct gs_event *ev);
	/* task: "download", "unpack", ...; total 0 when not known. */
	void (*progress)(void *user, int step, const char *task, int64_t done,
			 int64_t total, enum gs_unit unit);
	bool (*cancelled)(void *user);
};

void gs_report_event(const struct gs_report *r, enum gs_event_type type,
		     int step, bool ok, const char *fmt, ...) GS_PRINTF(5, 6);
void gs_report_progress(const struct gs_report *r, int step, const char *task,
			int64_t done, int64_t total, enum gs_unit unit);
bool gs_report_cancelled(const struct gs_report *r);

#endif
