/* SPDX-License-Identifier: MIT */
/* The loop: keys, tasks, frames. */
#include "config.h"

#include "ui/tui/tui.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/proc.h"
#include "ui/tui/app.h"
#include "ui/tui/layer.h"
#include "ui/tui/term.h"

enum { PAINT_MS = 500 };

#define LOOK (GS_TASK_BIT(GS_TASK_DETECT) | GS_TASK_BIT(GS_TASK_CATALOG))

static void end_badly(struct gs_tui *t, const struct gs_error *err)
{
	free(t->farewell);
	t->farewell = *err->hint
		? gs_printf("gosetup: %s\n%s\n", err->text, err->hint)
		: gs_printf("gosetup: %s\n", err->text);
	gs_tui_end(t, gs_error_exit_code(err->code));
}

/* ---- what the tasks bring ---------------------------------------------- */
static void recover_answered(struct gs_tui *t, enum gs_action button,
			     const char *text)
{
	gs_autofree char *dir = gs_session_interrupted(t->s);

	(void)text;
	if (button == GS_DO_UNDO && dir)
		gs_work_recover(t, dir);
	else
		gs_tui_end(t, 5);
}

static void offer_recovery(struct gs_tui *t)
{
	gs_autofree char *dir = gs_session_interrupted(t->s);
	struct gs_layer *l;

	if (!dir || t->s->opts.facts_file)
		return;
	l = gs_dialog_open(t, _("An earlier run was cut off"),
			   _("It has to be put right first: what was safely "
			     "done is finished, the rest is taken back. This "
			     "takes a moment."), recover_answered);
	gs_dialog_button(l, GS_DO_UNDO, _("Put it right"));
	gs_dialog_button(l, GS_DO_QUIT, _("Quit"));
}

static void facts_came(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_key next = { .code = GS_KEY_ENTER };
	bool go_on = t->next_wanted;

	t->looking &= ~GS_TASK_BIT(GS_TASK_DETECT);
	t->next_wanted = false;
	t->dirty = true;
	if (!t->s->have_facts) {
		end_badly(t, &t->s->errors[GS_TASK_DETECT]);
		return;
	}
	if (gs_session_defaults(t->s, &err)) {
		end_badly(t, &err);
		return;
	}
	offer_recovery(t);
	if (go_on && !t->layer)
		gs_tui_key(t, &next);
}

static void catalog_came(struct gs_tui *t)
{
	const struct gs_error *err = &t->s->errors[GS_TASK_CATALOG];

	t->looking &= ~GS_TASK_BIT(GS_TASK_CATALOG);
	t->dirty = true;
	if (err->code != GS_OK)
		gs_tui_error(t, _("The release index cannot be used"), err);
	if (t->s->have_facts)
		gs_session_refill(t->s);
}

void gs_tui_poll(struct gs_tui *t, int timeout_ms)
{
	unsigned ended = gs_session_poll(t->s, timeout_ms, gs_work_report(t));

	if (ended & GS_TASK_BIT(GS_TASK_DETECT))
		facts_came(t);
	if (ended & GS_TASK_BIT(GS_TASK_CATALOG))
		catalog_came(t);
	if (ended & ~LOOK)
		gs_work_ended(t, ended & ~LOOK);
}

/* ---- the loop ---------------------------------------------------------- */
static void read_keys(struct gs_tui *t)
{
	struct gs_key key;

	while (!t->done && gs_term_key(&key))
		gs_tui_key(t, &key);
}

/* While something works, the screen follows twice a second; else it stands
 * still until a key. */
static int time_to_paint(const struct gs_tui *t, long long painted_at)
{
	long long left = painted_at + PAINT_MS - gs_now_ms();

	if (!gs_work_running(t))
		return -1;
	return left > 0 ? (int)left : 0;
}

static void loop(struct gs_tui *t)
{
	long long painted_at = 0;

	while (!t->done) {
		struct pollfd fds[GS_TASK_COUNT];
		size_t n = gs_session_fds(t->s, fds);

		if (t->dirty || time_to_paint(t, painted_at) == 0) {
			gs_tui_paint(t);
			painted_at = gs_now_ms();
		}
		gs_term_wait(fds, n, time_to_paint(t, painted_at));
		read_keys(t);
		if (gs_term_hung_up())
			gs_tui_end(t, 128 + SIGHUP);
		else if (!t->done)
			gs_tui_poll(t, 0);
	}
}

static int start_look(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;

	if (gs_session_start_look(t->s, &err)) {
		end_badly(t, &err);
		return -1;
	}
	t->looking = LOOK;
	if (t->s->have_facts)
		facts_came(t);
	return 0;
}

static void release(struct gs_tui *t)
{
	while (t->layer)
		gs_layer_close(t);
	for (int i = 0; i < GS_TUI_PAGES; i++) {
		gs_rows_release(&t->pages[i].rows);
		free(t->pages[i].focus_id);
	}
	gs_ask_release(t);
	gs_review_release(t);
	gs_work_release(t);
	gs_undo_release(t);
	free(t->status);
	free(t->note);
	free(t->last_find);
}

int gs_tui_run(struct gs_session *s)
{
	const char *script = getenv("GOSETUP_SCRIPT");
	struct gs_term_options o = { s->opts.color, !gs_empty(script) };
	struct gs_tui t = { .s = s, .exit_code = 130 };

	if (gs_term_open(&o) < 0)
		return GS_TUI_USE_PLAIN;
	t.dirty = true;
	if (gs_term_instead())
		gs_tui_say(&t, GS_BADGE_INFO,
			   _("no entry for TERM=%s here; using %s"),
			   getenv("TERM"), gs_term_instead());
	gs_tui_paint(&t);
	if (start_look(&t) == 0) {
		if (o.headless)
			gs_script_run(&t, script);
		else
			loop(&t);
	}
	gs_term_close();
	if (t.farewell)
		fputs(t.farewell, t.exit_code ? stderr : stdout);
	free(t.farewell);
	release(&t);
	return t.exit_code;
}
