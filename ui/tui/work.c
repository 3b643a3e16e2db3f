/* SPDX-License-Identifier: MIT */
/* From the engine's messages to the state that the Apply page shows. */
#include "config.h"

#include "ui/tui/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/proc.h"
#include "ui/tui/layer.h"

static void clear(struct gs_work *w)
{
	for (size_t i = 0; i < w->n; i++) {
		free(w->v[i].text);
		free(w->v[i].task);
	}
	free(w->v);
	gs_strv_release(&w->log);
	gs_strv_release(&w->manual);
	free(w->phase);
	memset(w, 0, sizeof(*w));
}

void gs_work_release(struct gs_tui *t)
{
	if (t->work)
		clear(t->work);
	free(t->work);
	t->work = NULL;
}

bool gs_work_running(const struct gs_tui *t)
{
	return t->work && t->work->running;
}

static struct gs_work_step *add_step(struct gs_work *w, int step,
				     const char *text)
{
	struct gs_work_step *v;

	w->v = gs_grow(w->v, w->n, &w->cap, sizeof(*w->v));
	v = &w->v[w->n++];
	memset(v, 0, sizeof(*v));
	v->step = step;
	v->text = gs_strdup(text ? text : "");
	v->badge = GS_BADGE_OPEN;
	return v;
}

static struct gs_work_step *find_step(struct gs_work *w, int step)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].step == step)
			return &w->v[i];
	return NULL;
}

/* ---- what the engine reports ------------------------------------------- */
static void step_begins(struct gs_work *w, const struct gs_event *ev)
{
	struct gs_work_step *s = find_step(w, ev->step);

	if (!s && ev->step >= 0)
		s = add_step(w, ev->step, ev->text);
	if (!s)
		return;
	s->badge = GS_BADGE_NOW;
	s->since_ms = gs_now_ms();
}

static void step_ends(struct gs_work *w, const struct gs_event *ev,
		      enum gs_badge badge)
{
	struct gs_work_step *s = find_step(w, ev->step);

	if (!s)
		return;
	s->badge = badge;
	if (s->since_ms)
		s->took_ms = gs_now_ms() - s->since_ms;
	gs_set(&s->task, NULL);
}

static void check_came(struct gs_work *w, const struct gs_event *ev)
{
	add_step(w, -1, ev->text)->badge = ev->ok ? GS_BADGE_OK
						  : GS_BADGE_FAIL;
}

static void on_event(void *user, const struct gs_event *ev)
{
	struct gs_tui *t = user;
	struct gs_work *w = t->work;

	if (!w)
		return;
	if (!gs_empty(ev->text))
		gs_strv_add(&w->log, ev->text);
	switch (ev->type) {
	case GS_EVENT_STEP_START:
		step_begins(w, ev);
		break;
	case GS_EVENT_STEP_DONE:
	case GS_EVENT_STEP_SAME:
		step_ends(w, ev, GS_BADGE_DONE);
		break;
	case GS_EVENT_STEP_FAILED:
		step_ends(w, ev, GS_BADGE_FAIL);
		break;
	case GS_EVENT_COMMIT:
		w->committed = true;
		break;
	case GS_EVENT_CHECK:
		check_came(w, ev);
		break;
	case GS_EVENT_PHASE:
	case GS_EVENT_NOTE:
	case GS_EVENT_WARNING:
		gs_set(&w->phase, ev->text);
		break;
	}
}

static void on_progress(void *user, int step, const char *task, int64_t done,
			int64_t total, enum gs_unit unit)
{
	struct gs_tui *t = user;
	struct gs_work_step *s = t->work ? find_step(t->work, step) : NULL;

	if (!s)
		return;
	/* A download and its unpacking run at the same time. */
	if (unit == GS_UNIT_FILES) {
		s->files = done;
	} else {
		s->bytes = done;
		s->bytes_total = total;
	}
	if (!s->task || unit != GS_UNIT_FILES)
		gs_set(&s->task, task);
}

const struct gs_report *gs_work_report(struct gs_tui *t)
{
	return t->work ? &t->work->report : NULL;
}

char *gs_work_amount(const struct gs_work_step *s)
{
	gs_autofree char *done = gs_words_bytes(s->bytes);
	gs_autofree char *total = gs_words_bytes(s->bytes_total);
	struct gs_buf b = GS_BUF_INIT;

	if (s->bytes_total)
		gs_buf_addf(&b, "%s / %s", done, total);
	else if (s->bytes)
		gs_buf_adds(&b, done);
	if (s->files)
		gs_buf_addf(&b, GS_NGETTEXT("%s%lld file", "%s%lld files",
					    (unsigned long)s->files),
			    b.len ? _(", ") : "", (long long)s->files);
	return gs_buf_steal(&b);
}

int gs_work_seconds_left(const struct gs_work *w)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct gs_work_step *s = &w->v[i];
		long long ms = gs_now_ms() - s->since_ms;

		if (s->badge == GS_BADGE_NOW && s->bytes > 0 &&
		    s->bytes_total > s->bytes && ms > 3000)
			return (int)(ms * (s->bytes_total - s->bytes) /
				     s->bytes / 1000) + 1;
	}
	return 0;
}

/* ---- starting ---------------------------------------------------------- */
static void add_planned(struct gs_tui *t, struct gs_work *w, int i,
			const struct gs_step *s)
{
	gs_autofree char *target = gs_words_home(t, s->target);
	gs_autofree char *text = s->kind == GS_STEP_FILE &&
				 !strstr(s->summary, target)
		? gs_printf("%s  %s", s->summary, target)
		: gs_strdup(s->summary);

	add_step(w, i, text);
}

struct gs_work *gs_work_begin(struct gs_tui *t, enum gs_work_kind kind,
			      const struct gs_plan *plan)
{
	struct gs_work *w;

	gs_work_release(t);
	w = t->work = gs_calloc(1, sizeof(*w));
	w->kind = kind;
	w->began_ms = gs_now_ms();
	w->report.user = t;
	w->report.event = on_event;
	w->report.progress = on_progress;
	for (size_t i = 0; plan && i < plan->steps.n; i++)
		if (plan->steps.v[i].changes)
			add_planned(t, w, (int)i, &plan->steps.v[i]);
	if (plan)
		gs_strv_copy(&w->manual, &plan->manual);
	return w;
}

static void started(struct gs_tui *t, int rc, const struct gs_error *err)
{
	if (rc) {
		gs_tui_error(t, _("Cannot start"), err);
		return;
	}
	t->work->running = true;
	gs_tui_go(t, GS_TUI_APPLY);
}

void gs_work_apply(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;

	gs_work_begin(t, GS_WORKING_APPLY, &t->s->plan);
	started(t, gs_session_start_apply(t->s, &err), &err);
}

void gs_work_undo(struct gs_tui *t, const char *state_dir, const char *run)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan plan;

	gs_plan_init(&plan);
	if (gs_undo_plan(state_dir, run, &plan, &err) == 0) {
		gs_work_begin(t, GS_WORKING_UNDO, &plan);
		started(t, gs_session_start_undo(t->s, state_dir, run, &err),
			&err);
	} else {
		gs_tui_error(t, _("This run cannot be undone"), &err);
	}
	gs_plan_release(&plan);
}

void gs_work_recover(struct gs_tui *t, const char *state_dir)
{
	struct gs_error err = GS_ERROR_INIT;

	gs_work_begin(t, GS_WORKING_RECOVER, NULL);
	started(t, gs_session_start_recover(t->s, state_dir, &err), &err);
}

/* ---- stopping ---------------------------------------------------------- */
static void stop_answered(struct gs_tui *t, enum gs_action button,
			  const char *text)
{
	struct gs_work *w = t->work;

	(void)text;
	if (button != GS_DO_STOP || !w || !w->running)
		return;
	w->stopping = true;
	w->undo_after = w->kind == GS_WORKING_APPLY;
	if (!w->committed)
		gs_session_cancel(t->s, w->verifying ? GS_TASK_VERIFY
						     : GS_TASK_WORK);
	else if (w->verifying)
		gs_session_cancel(t->s, GS_TASK_VERIFY);
}

void gs_work_ask_stop(struct gs_tui *t)
{
	const struct gs_work *w = t->work;
	const char *text = w->kind != GS_WORKING_APPLY
		? _("What is being taken back now is finished in any case.")
		: w->committed
		? _("The changes are in place already; stopping takes them "
		    "back, so that everything is as before.")
		: _("Nothing is in place yet; stopping leaves everything as "
		    "it was.");
	struct gs_layer *l = gs_dialog_open(t, _("Stop?"), text,
					    stop_answered);

	gs_dialog_button(l, GS_DO_BACK, _("Continue"));
	if (w->kind == GS_WORKING_APPLY)
		gs_dialog_button(l, GS_DO_STOP, w->committed
				 ? _("Take it back") : _("Stop"));
}

/* ---- ending ------------------------------------------------------------ */
static void close_stop_dialog(struct gs_tui *t)
{
	while (t->layer)
		gs_layer_close(t);
}

static void finish(struct gs_tui *t, int code)
{
	t->work->running = false;
	t->work->took_ms = gs_now_ms() - t->work->began_ms;
	t->exit_code = code;
	close_stop_dialog(t);
	gs_tui_go(t, GS_TUI_RESULT);
}

static void take_back(struct gs_tui *t)
{
	gs_autofree char *dir = gs_strdup(t->s->plan.state_dir);
	gs_autofree char *run = gs_strdup(t->s->receipt.run);

	t->work->running = false;
	close_stop_dialog(t);
	gs_work_undo(t, dir, run);
}

static void verify(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;

	if (t->s->opts.no_verify ||
	    gs_session_start_verify(t->s, &t->s->plan.expect, &err)) {
		finish(t, 0);
		return;
	}
	t->work->verifying = true;
	gs_set(&t->work->phase, _("trying what was set up"));
}

static void engine_ended(struct gs_tui *t)
{
	struct gs_work *w = t->work;

	w->error = t->s->errors[GS_TASK_WORK];
	if (w->error.code != GS_OK)
		finish(t, w->error.code == GS_ERR_CANCELLED ? 130
			  : gs_error_exit_code(w->error.code));
	else if (w->kind != GS_WORKING_APPLY)
		finish(t, 0);
	else if (w->undo_after && !gs_empty(t->s->receipt.run))
		take_back(t);
	else
		verify(t);
}

static void verify_ended(struct gs_tui *t)
{
	struct gs_work *w = t->work;

	w->verifying = false;
	w->verified = true;
	if (w->undo_after && !gs_empty(t->s->receipt.run))
		take_back(t);
	else
		finish(t, gs_checks_all_ok(&t->s->checks) ? 0 : 4);
}

void gs_work_ended(struct gs_tui *t, unsigned tasks)
{
	t->dirty = true;
	if (!t->work)
		return;
	if (tasks & GS_TASK_BIT(GS_TASK_WORK))
		engine_ended(t);
	if (t->work->verifying && (tasks & GS_TASK_BIT(GS_TASK_VERIFY)))
		verify_ended(t);
}
