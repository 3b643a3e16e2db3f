/* SPDX-License-Identifier: MIT */
/* One frame: the page, what there is to say about its focus, the layers. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "ui/tui/layer.h"
#include "ui/tui/text.h"

/* With fewer lines than this in the body, the pane is left to the help. */
enum { PANE_FROM = 12, PANE_LEAST = 4, PANE_WISH = 6 };

void gs_tui_rebuild(struct gs_tui *t)
{
	struct gs_page_state *st = gs_tui_state(t);
	const struct gs_page *page = gs_tui_page(t, t->page);

	gs_rows_begin(&st->rows, t->frame.body.w);
	page->build(t, &st->rows);
	gs_rows_focus_id(&st->rows, st->focus_id);
	st->rows.in_list = !st->on_buttons;
}

/* The lines of the pane for the focused row. */
static void pane_lines(struct gs_tui *t, struct gs_strv *out)
{
	const struct gs_page *page = gs_tui_page(t, t->page);
	struct gs_row *row = gs_rows_focused(&gs_tui_state(t)->rows);
	struct gs_buf b = GS_BUF_INIT;

	if (row && row->disabled)
		gs_tui_note(t, row->detail);
	if (page->why && row)
		page->why(t, row, &b);
	while (b.len && b.ptr[b.len - 1] == '\n')
		b.ptr[--b.len] = '\0';
	if (b.len)
		gs_text_wrap(out, b.ptr, t->frame.body.w - 2,
			     GS_HANG_NATURAL);
	gs_buf_release(&b);
}

static void draw_pane(struct gs_rect r, const struct gs_strv *lines)
{
	size_t fit = r.h > 1 ? (size_t)r.h - 1 : 0;

	if (!lines->n || !fit)
		return;
	gs_draw_rule(r.y, 0, r.w, true);
	for (size_t i = 0; i < lines->n && i < fit; i++) {
		bool cut = i + 1 == fit && lines->n > fit;

		gs_draw(r.y + 1 + (int)i, 1, r.w - 2, GS_ROLE_NORMAL,
			cut ? _("? shows the rest") : lines->v[i]);
	}
}

/* The list gives its blank lines to the pane, but no row of its own, until
 * the pane has what it needs least. */
static int list_lines(const struct gs_rows *r, int h)
{
	int all = (int)r->n, needed = (int)gs_rows_needed(r);
	int lines = h - PANE_WISH;

	if (all <= lines)
		return all;
	if (lines < needed)
		lines = needed;
	return lines < h - PANE_LEAST ? lines : h - PANE_LEAST;
}

static void draw_rows(struct gs_tui *t)
{
	struct gs_page_state *st = gs_tui_state(t);
	const struct gs_page *page = gs_tui_page(t, t->page);
	struct gs_rect list = t->frame.body, pane = t->frame.body;
	struct gs_strv lines = GS_STRV_INIT;

	gs_tui_rebuild(t);
	if (page->why && list.h >= PANE_FROM) {
		list.h = list_lines(&st->rows, list.h);
		pane.y += list.h;
		pane.h -= list.h;
		pane_lines(t, &lines);
		draw_pane(pane, &lines);
	}
	gs_rows_draw(&st->rows, list);
	gs_strv_release(&lines);
}

static char *more_rows(struct gs_tui *t)
{
	const struct gs_rows *r = &gs_tui_state(t)->rows;

	if (!gs_tui_page(t, t->page)->build || (!r->above && !r->below))
		return NULL;
	if (!r->above)
		return gs_printf(GS_NGETTEXT("%zu more below",
					     "%zu more below", r->below),
				 r->below);
	/* TRANSLATORS: rows of the list that are out of sight. */
	return gs_printf(_("%zu more above, %zu below"), r->above, r->below);
}

void gs_tui_note(struct gs_tui *t, const char *text)
{
	gs_set(&t->note, text);
}

static void draw_status(struct gs_tui *t)
{
	gs_autofree char *more = more_rows(t);

	if (t->status)
		gs_frame_status(t, t->status_badge, t->status);
	else if (t->looking & GS_TASK_BIT(GS_TASK_DETECT))
		gs_frame_status(t, GS_BADGE_NOW,
				_("looking at this machine"));
	else if (t->looking & GS_TASK_BIT(GS_TASK_CATALOG))
		gs_frame_status(t, GS_BADGE_NOW,
				_("fetching the list of releases"));
	else if (t->note)
		gs_frame_status(t, GS_BADGE_NONE, t->note);
	else if (more)
		gs_frame_status(t, GS_BADGE_NONE, more);
	else if (t->page < GS_TUI_APPLY)
		gs_frame_status(t, GS_BADGE_INFO,
				_("nothing has been changed yet"));
}

static void draw_page(struct gs_tui *t)
{
	const struct gs_page *page = gs_tui_page(t, t->page);
	struct gs_page_state *st = gs_tui_state(t);

	t->buttons.n = 0;
	gs_set(&t->note, NULL);
	if (page->buttons) {
		page->buttons(t, &t->buttons);
	} else {
		gs_buttons_add(&t->buttons, GS_DO_BACK, _("Back"));
		gs_buttons_add(&t->buttons, GS_DO_NEXT, _("Next"));
	}
	if (page->draw)
		page->draw(t, t->frame.body);
	else
		draw_rows(t);
	if (st->button >= t->buttons.n)
		st->button = 0;
	if (t->layer)
		return;
	if (t->frame.low && t->status && !st->on_buttons) {
		gs_frame_message(t, t->status);
		return;
	}
	gs_frame_buttons(t, &t->buttons,
			 st->on_buttons ? (int)st->button : -1);
	draw_status(t);
}

static bool ascii_only(const struct gs_tui *t)
{
	const char *lang = gs_i18n_lang();

	/* Line drawing is one or two columns wide there, nobody knows. */
	return t->s->opts.ascii || !gs_text_is_utf8() ||
	       gs_starts(lang, "zh") || gs_starts(lang, "ja") ||
	       gs_starts(lang, "ko");
}

void gs_tui_paint(struct gs_tui *t)
{
	gs_frame_layout(&t->frame, gs_draw_width(), gs_draw_height());
	gs_draw_begin(ascii_only(t));
	if (t->frame.too_small) {
		gs_frame_too_small(t);
	} else {
		gs_frame_header(t);
		draw_page(t);
		if (t->layer) {
			gs_layer_draw(t);
			if (t->status)
				gs_frame_status(t, t->status_badge, t->status);
		}
		gs_frame_hints(t, gs_tui_where(t));
	}
	gs_draw_end();
	t->dirty = false;
}

void gs_tui_say(struct gs_tui *t, enum gs_badge badge, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	free(t->status);
	t->status = gs_vprintf(fmt, ap);
	va_end(ap);
	t->status_badge = badge;
	t->dirty = true;
}

void gs_tui_error(struct gs_tui *t, const char *title,
		  const struct gs_error *err)
{
	struct gs_buf b = GS_BUF_INIT;
	struct gs_layer *l;

	gs_buf_adds(&b, err->text);
	if (*err->hint)
		gs_buf_addf(&b, "\n%s", err->hint);
	l = gs_dialog_open(t, title, gs_buf_str(&b), NULL);
	gs_dialog_button(l, GS_DO_BACK, _("Close"));
	gs_buf_release(&b);
}
