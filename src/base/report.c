/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/report.h"

#include <stdlib.h>

void gs_report_event(const struct gs_report *r, enum gs_event_type type,
		     int step, bool ok, const char *fmt, ...)
{
	struct gs_event ev = { type, step, ok, NULL };
	va_list ap;
	char *text;

	if (!r || !r->event)
		return;
	va_start(ap, fmt);
	text = gs_vprintf(fmt, ap);
	va_end(ap);
	ev.text = text;
	r->event(r->user, &ev);
	free(text);
}

void gs_report_progress(const struct gs_report *r, int step, const char *task,
			int64_t done, int64_t total, enum gs_unit unit)
{
	if (r && r->progress)
		r->progress(r->user, step, task, done, total, unit);
}

bool gs_report_cancelled(const struct gs_report *r)
{
	return r && r->cancelled && r->cancelled(r->user);
}
