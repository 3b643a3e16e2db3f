/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/messages.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include "base/proc.h"

enum { PROGRESS_MS = 50, PATIENCE_MS = 2000 };

/* A face that does not read must not stop the work: progress is dropped
 * when it would block, the rest waits a little. */
static bool can_send(const struct gs_sender *s, int wait_ms)
{
	struct pollfd p = { s->side->fd, POLLOUT, 0 };

	return !s->side->parent_gone && poll(&p, 1, wait_ms) > 0;
}

static void send_event(void *user, const struct gs_event *ev)
{
	struct gs_sender *s = user;
	json_t *o;

	if (ev->type == GS_EVENT_COMMIT)
		s->committed = true;
	if (!can_send(s, PATIENCE_MS))
		return;
	o = json_object();
	gs_json_set(o, "type", json_string("event"));
	gs_json_set(o, "event", json_integer(ev->type));
	gs_json_set(o, "step", json_integer(ev->step));
	gs_json_set(o, "ok", json_boolean(ev->ok));
	gs_json_set(o, "text", gs_json_text(ev->text));
	gs_job_side_send(s->side, o);
}

/* The first, the last, and one every 50 ms of the same task. */
static bool worth_sending(struct gs_sender *s, const char *task, int64_t done,
			  int64_t total)
{
	long long now = gs_now_ms();

	if (gs_streq(task, s->last_task) && done != total &&
	    now - s->last_ms < PROGRESS_MS)
		return false;
	s->last_ms = now;
	snprintf(s->last_task, sizeof(s->last_task), "%s", task);
	return true;
}

static void send_progress(void *user, int step, const char *task, int64_t done,
			  int64_t total, enum gs_unit unit)
{
	struct gs_sender *s = user;
	json_t *o;

	if (!worth_sending(s, task, done, total) || !can_send(s, 0))
		return;
	o = json_object();
	gs_json_set(o, "type", json_string("progress"));
	gs_json_set(o, "step", json_integer(step));
	gs_json_set(o, "task", gs_json_text(task));
	gs_json_set(o, "done", json_integer(done));
	gs_json_set(o, "total", json_integer(total));
	gs_json_set(o, "unit", json_integer(unit));
	gs_job_side_send(s->side, o);
}

static bool is_cancelled(void *user)
{
	struct gs_sender *s = user;
	json_t *msg = NULL;

	if (s->committed)
		return false;
	while (!s->side->parent_gone &&
	       gs_job_side_read(s->side, 0, &msg) == 1) {
		if (gs_streq(gs_json_str(msg, "type", NULL), "cancel"))
			s->cancel = true;
		json_decref(msg);
	}
	if (s->signalled && *s->signalled)
		s->cancel = true;
	return s->cancel || s->side->parent_gone;
}

void gs_sender_init(struct gs_sender *s, struct gs_job_side *side)
{
	memset(s, 0, sizeof(*s));
	s->side = side;
	s->report.user = s;
	s->report.event = send_event;
	s->report.progress = send_progress;
	s->report.cancelled = is_cancelled;
}

bool gs_message_show(const json_t *msg, const struct gs_report *r)
{
	const char *type = gs_json_str(msg, "type", "");
	int step = (int)gs_json_int(msg, "step", -1);

	if (gs_streq(type, "event")) {
		gs_report_event(r, (enum gs_event_type)
				gs_json_int(msg, "event", 0), step,
				gs_json_bool(msg, "ok", false), "%s",
				gs_json_str(msg, "text", ""));
		return true;
	}
	if (gs_streq(type, "progress")) {
		gs_report_progress(r, step, gs_json_str(msg, "task", ""),
				   gs_json_int(msg, "done", 0),
				   gs_json_int(msg, "total", 0),
				   (enum gs_unit)gs_json_int(msg, "unit", 0));
		return true;
	}
	return false;
}
