/* SPDX-License-Identifier: MIT */
/* The work, step by step.  Text that changes twice a second at most; no
 * spinner. */
#include "config.h"

#include "ui/tui/work.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/proc.h"
#include "ui/tui/layer.h"
#include "ui/tui/text.h"

/* "[#####.....]  64 %      66 MB / 120 MB, 9214 files" */
static void draw_progress(const struct gs_work_step *s, int y, int x, int end)
{
	gs_autofree char *amount = gs_work_amount(s);
	int bar = end - x - gs_text_cols(amount) - 9;
	int64_t permille = s->bytes_total > 0
		? s->bytes * 1000 / s->bytes_total : -1;

	if (permille > 1000)
		permille = 1000;
	gs_draw_right(y, x, end - x, GS_ROLE_NORMAL, amount);
	if (permille < 0 || bar < 8)
		return;
	if (bar > 30)
		bar = 30;
	gs_draw_bar(y, x, bar, (int)permille);
	gs_drawf(y, x + bar + 1, 5, GS_ROLE_NORMAL, "%3d %%",
		 (int)permille / 10);
}

/* Lines that a step takes: one more while it has a bar to show. */
static int step_lines(const struct gs_work_step *s)
{
	return s->badge == GS_BADGE_NOW && s->task ? 2 : 1;
}

static const char *task_text(const char *task)
{
	if (gs_streq(task, "download"))
		return _("download");
	if (gs_streq(task, "unpack"))
		return _("unpack");
	return task;
}

static void draw_step(const struct gs_work_step *s, int y, int w)
{
	int x = w < 60 ? 0 : 1, end = w - 1;

	gs_draw_badge(y, x, s->badge);
	if (s->took_ms >= 100) {
		gs_autofree char *took = gs_printf(_("%.1f s"),
						   (double)s->took_ms / 1000);

		end -= gs_text_cols(took) + 2;
		gs_draw_right(y, end + 1, w - 1 - end - 1, GS_ROLE_MUTED,
			      took);
	}
	gs_draw(y, x + GS_BADGE_COLS + 1, end - x - GS_BADGE_COLS - 1,
		GS_ROLE_NORMAL, s->text);
	if (step_lines(s) == 2) {
		int n = gs_draw(y + 1, x + GS_BADGE_COLS + 1, 12,
				GS_ROLE_MUTED, task_text(s->task));

		draw_progress(s, y + 1, x + GS_BADGE_COLS + 2 + n, w - 1);
	}
}

/* The first step to draw: what runs now stays in sight. */
static size_t first_step(const struct gs_work *w, int h)
{
	size_t last = w->n, first;
	int used = 0;

	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].badge == GS_BADGE_NOW) {
			last = i + 2 < w->n ? i + 2 : w->n;
			break;
		}
	first = last;
	while (first > 0 && used + step_lines(&w->v[first - 1]) <= h)
		used += step_lines(&w->v[--first]);
	return first;
}

static void draw_promise(const struct gs_work *w, struct gs_rect b, int y)
{
	struct gs_strv lines = GS_STRV_INIT;
	const char *text = w->kind != GS_WORKING_APPLY
		? _("What was done is being taken back.")
		: w->verifying
		? _("The changes are in place. Now your shells are started "
		    "to see whether they find Go.")
		: w->committed
		? _("The changes are being put in place. If this line drops "
		    "now, gosetup finishes by itself.")
		: _("Ctrl-C asks whether to stop. If this line drops now, "
		    "everything stays as it was.");

	gs_text_wrap(&lines, text, b.w - 2, 0);
	if (y + 1 + (int)lines.n <= b.y + b.h) {
		gs_draw_rule(y, 0, b.w, true);
		for (size_t i = 0; i < lines.n; i++)
			gs_draw(y + 1 + (int)i, 1, b.w - 2, GS_ROLE_NORMAL,
				lines.v[i]);
	}
	gs_strv_release(&lines);
}

static void note_time(struct gs_tui *t, const struct gs_work *w)
{
	long s = (long)((gs_now_ms() - w->began_ms) / 1000);
	int left = gs_work_seconds_left(w);
	gs_autofree char *left_text = gs_words_seconds(left);
	struct gs_buf b = GS_BUF_INIT;

	gs_buf_addf(&b, _("%02ld:%02ld elapsed"), s / 60, s % 60);
	if (w->stopping)
		gs_buf_addf(&b, "   %s", _("stopping"));
	else if (left) {
		gs_buf_adds(&b, "   ");
		gs_buf_addf(&b, _("%s left"), left_text);
	} else if (w->phase)
		gs_buf_addf(&b, "   %s", w->phase);
	gs_tui_note(t, gs_buf_str(&b));
	gs_buf_release(&b);
}

static void draw(struct gs_tui *t, struct gs_rect b)
{
	const struct gs_work *w = t->work;
	int y = b.y;

	for (size_t i = first_step(w, b.h); i < w->n; i++) {
		int n = step_lines(&w->v[i]);

		if (y + n > b.y + b.h)
			break;
		draw_step(&w->v[i], y, b.w);
		y += n;
	}
	draw_promise(w, b, y);
	note_time(t, w);
}

static void details(struct gs_tui *t)
{
	gs_autofree char *text = gs_strv_join(&t->work->log, "\n");

	gs_pager_open(t, _("What was reported so far"),
		      *text ? text : _("nothing yet"), false);
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	(void)key;
	if (a == GS_DO_LOG || (a == GS_DO_ENTER &&
			       !gs_tui_state(t)->on_buttons))
		details(t);
	else if (a == GS_DO_STOP && gs_work_running(t))
		gs_work_ask_stop(t);
	else
		return a == GS_DO_PLAN || a == GS_DO_SAVE;
	return true;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	(void)t;
	gs_buttons_add(b, GS_DO_LOG, _("Details"));
	gs_buttons_add(b, GS_DO_STOP, _("Stop"));
}

const struct gs_page gs_page_apply = {
	.id = "apply",
	.title = N_("Apply"),
	.draw = draw,
	.buttons = buttons,
	.act = act,
	.where = GS_IN_WORK,
};
