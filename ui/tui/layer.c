/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/layer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/text.h"

static struct gs_layer *open_layer(struct gs_tui *t, const char *title)
{
	struct gs_layer *l = gs_calloc(1, sizeof(*l));

	l->below = t->layer;
	l->title = gs_strdup(title);
	t->layer = l;
	t->dirty = true;
	return l;
}

void gs_layer_close(struct gs_tui *t)
{
	struct gs_layer *l = t->layer;

	if (!l)
		return;
	t->layer = l->below;
	t->dirty = true;
	gs_pager_release(&l->pager);
	gs_field_release(&l->field);
	gs_rows_release(&l->rows);
	free(l->title);
	free(l->text);
	free(l);
}

struct gs_layer *gs_dialog_open(struct gs_tui *t, const char *title,
				const char *text, gs_layer_done done)
{
	struct gs_layer *l = open_layer(t, title);

	l->kind = GS_LAYER_DIALOG;
	l->text = gs_strdup(text);
	l->done = done;
	return l;
}

void gs_dialog_field(struct gs_layer *l, const char *text)
{
	l->has_field = l->on_field = true;
	gs_field_set(&l->field, text);
}

void gs_dialog_button(struct gs_layer *l, enum gs_action action,
		      const char *label)
{
	gs_buttons_add(&l->buttons, action, label);
}

struct gs_layer *gs_pager_open(struct gs_tui *t, const char *title,
			       const char *text, bool diff)
{
	struct gs_layer *l = open_layer(t, title);

	l->kind = GS_LAYER_PAGER;
	gs_pager_set(&l->pager, text, diff);
	gs_buttons_add(&l->buttons, GS_DO_BACK, _("Close"));
	return l;
}

struct gs_layer *gs_picker_open(struct gs_tui *t, const char *title,
				void (*fill)(struct gs_tui *t,
					     struct gs_rows *r,
					     const char *filter),
				gs_layer_done done)
{
	struct gs_layer *l = open_layer(t, title);

	l->kind = GS_LAYER_PICKER;
	l->on_field = true;
	l->fill = fill;
	l->done = done;
	l->rows.in_list = true;
	gs_buttons_add(&l->buttons, GS_DO_BACK, _("Cancel"));
	return l;
}

unsigned gs_layer_where(const struct gs_layer *l)
{
	if (l->kind == GS_LAYER_PAGER)
		return GS_IN_HELP;
	return l->on_field ? GS_IN_PROMPT : GS_IN_DIALOG;
}

/* ---- drawing ----------------------------------------------------------- */
/* A sheet over the lower part of the body. */
static void draw_dialog(struct gs_tui *t, struct gs_layer *l)
{
	struct gs_rect b = t->frame.body;
	struct gs_strv lines = GS_STRV_INIT;
	int need, y, end = b.y + b.h;

	gs_text_wrap(&lines, l->text, b.w - 2, 0);
	need = 3 + (int)lines.n + (l->has_field ? 2 : 0);
	y = need < b.h ? end - need : b.y;
	for (int i = y; i < end; i++)
		gs_draw_fill(i, 0, b.w, GS_ROLE_NORMAL);
	gs_draw_rule(y++, 0, b.w, false);
	gs_draw(y++, 1, b.w - 2, GS_ROLE_TITLE, l->title);
	for (size_t i = 0; i < lines.n && y < end; i++)
		gs_draw(y++, 1, b.w - 2, GS_ROLE_NORMAL, lines.v[i]);
	gs_frame_buttons(t, &l->buttons, l->on_field ? -1 : (int)l->button);
	if (l->has_field) {
		if (y + 1 < end)
			y++;
		gs_field_draw(&l->field, y < end ? y : end - 1, 1,
			      b.w - 2 < 60 ? b.w - 2 : 60, l->on_field, false);
	}
	gs_strv_release(&lines);
}

static void draw_pager(struct gs_tui *t, struct gs_layer *l)
{
	struct gs_rect b = t->frame.body;
	gs_autofree char *where = NULL;

	for (int i = b.y; i < b.y + b.h; i++)
		gs_draw_fill(i, 0, b.w, GS_ROLE_NORMAL);
	gs_draw(b.y, b.w < 60 ? 0 : 1, b.w - 1, GS_ROLE_TITLE, l->title);
	b.y++;
	b.h--;
	gs_pager_draw(&l->pager, b);
	where = gs_pager_position(&l->pager);
	gs_frame_buttons(t, &l->buttons, -1);
	gs_frame_status(t, GS_BADGE_NONE, where);
	gs_draw_cursor(b.y, b.w < 60 ? 0 : 1);
}

static void draw_picker(struct gs_tui *t, struct gs_layer *l)
{
	struct gs_rect b = t->frame.body;
	const char *label = _("Filter");
	int x = b.w < 60 ? 0 : 1, n;

	for (int i = b.y; i < b.y + b.h; i++)
		gs_draw_fill(i, 0, b.w, GS_ROLE_NORMAL);
	gs_draw(b.y, x, b.w - x, GS_ROLE_TITLE, l->title);
	gs_rows_begin(&l->rows, b.w);
	l->fill(t, &l->rows, gs_field_text(&l->field));
	n = gs_draw(b.y + 1, x, b.w - x, GS_ROLE_NORMAL, label);
	b.y += 2;
	b.h -= 2;
	gs_rows_focused(&l->rows);
	gs_rows_draw(&l->rows, b);
	gs_frame_buttons(t, &l->buttons, -1);
	gs_field_draw(&l->field, b.y - 1, x + n + 1, 24, true, false);
}

void gs_layer_draw(struct gs_tui *t)
{
	struct gs_layer *l = t->layer;

	if (l->kind == GS_LAYER_DIALOG)
		draw_dialog(t, l);
	else if (l->kind == GS_LAYER_PAGER)
		draw_pager(t, l);
	else
		draw_picker(t, l);
}

/* ---- keys -------------------------------------------------------------- */
static void finish(struct gs_tui *t, enum gs_action button, const char *text)
{
	gs_layer_done done = t->layer->done;
	gs_autofree char *copy = gs_strdup(text);

	gs_layer_close(t);
	if (done)
		done(t, button, copy);
}

static void dialog_act(struct gs_tui *t, struct gs_layer *l, enum gs_action a)
{
	size_t n = l->buttons.n;

	if (a == GS_DO_QUIT && l->quits)
		finish(t, l->buttons.v[n - 1].action, NULL);
	else if (a == GS_DO_BACK || a == GS_DO_QUIT)
		finish(t, GS_DO_BACK, NULL);
	else if (a == GS_DO_ENTER || a == GS_DO_CHOOSE)
		finish(t, l->on_field ? l->buttons.v[n - 1].action
				      : l->buttons.v[l->button].action,
		       l->has_field ? gs_field_text(&l->field) : NULL);
	else if (a == GS_DO_UP && l->has_field)
		l->on_field = true;
	else if (a == GS_DO_DOWN && l->on_field)
		l->on_field = false;
	else if (a == GS_DO_TAB && l->on_field)
		l->on_field = false;
	else if (a == GS_DO_TAB && l->has_field && l->button + 1 == n)
		l->on_field = true, l->button = 0;
	else if (a == GS_DO_RIGHT || a == GS_DO_TAB || a == GS_DO_DOWN)
		l->button = (l->button + 1) % n;
	else if (a == GS_DO_LEFT || a == GS_DO_BTAB || a == GS_DO_UP)
		l->button = (l->button + n - 1) % n;
}

static void pager_searched(struct gs_tui *t, enum gs_action button,
			   const char *text)
{
	if (button == GS_DO_BACK || gs_empty(text) || !t->layer)
		return;
	if (!gs_pager_find(&t->layer->pager, text, 1))
		gs_tui_say(t, GS_BADGE_INFO, _("'%s' is not here"), text);
}

static void pager_act(struct gs_tui *t, struct gs_layer *l, enum gs_action a)
{
	if (gs_pager_do(&l->pager, a))
		return;
	if (a == GS_DO_SEARCH) {
		struct gs_layer *d = gs_dialog_open(t, _("Find"), "",
						    pager_searched);

		gs_dialog_field(d, "");
		gs_dialog_button(d, GS_DO_BACK, _("Cancel"));
		gs_dialog_button(d, GS_DO_SEARCH, _("Find"));
	} else if (a == GS_DO_SCHEME) {
		gs_scheme_use((gs_scheme_now() + 1) % GS_SCHEME_COUNT);
		gs_tui_say(t, GS_BADGE_NONE, "%s",
			   gs_scheme_title(gs_scheme_now()));
	} else if (a == GS_DO_BACK || a == GS_DO_ENTER || a == GS_DO_QUIT ||
		   a == GS_DO_HELP || a == GS_DO_PLAN) {
		finish(t, GS_DO_BACK, NULL);
	}
}

static void picker_act(struct gs_tui *t, struct gs_layer *l, enum gs_action a)
{
	struct gs_row *row = gs_rows_focused(&l->rows);
	int page = t->frame.body.h - 3;

	if (a == GS_DO_BACK || a == GS_DO_QUIT)
		finish(t, GS_DO_BACK, NULL);
	else if (a == GS_DO_ENTER && row)
		finish(t, GS_DO_ENTER, row->id);
	else if (a == GS_DO_UP || a == GS_DO_DOWN)
		gs_rows_move(&l->rows, a == GS_DO_UP ? -1 : 1);
	else if (a == GS_DO_PGUP || a == GS_DO_PGDN)
		gs_rows_move(&l->rows, a == GS_DO_PGUP ? -page : page);
}

void gs_layer_key(struct gs_tui *t, const struct gs_key *key)
{
	struct gs_layer *l = t->layer;
	enum gs_action a = gs_key_action(key, gs_layer_where(l));

	t->dirty = true;
	if (a == GS_DO_REDRAW || a == GS_DO_SUSPEND)
		gs_tui_act(t, a, key);
	else if (l->on_field && gs_field_key(&l->field, key))
		l->rows.focus = 0;
	else if (l->kind == GS_LAYER_DIALOG)
		dialog_act(t, l, a);
	else if (l->kind == GS_LAYER_PAGER)
		pager_act(t, l, a);
	else
		picker_act(t, l, a);
}
