/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/rows.h"

#include <stdlib.h>
#include <string.h>

#include "ui/tui/text.h"

/* Below this width every column counts. */
enum { NARROW = 60, GAP = 2, DETAIL_LEAST = 14 };

/* Where the parts of a row begin. */
struct columns {
	int mark;               /* ">" */
	int body;               /* "(o) label" */
	int label;              /* width of the labels of this group */
};

static int prefix_cols(const struct gs_row *row)
{
	switch (row->kind) {
	case GS_ROW_RADIO:
	case GS_ROW_CHECK:
		return 4;
	case GS_ROW_ACTION:
		return 2;
	case GS_ROW_TEXT:
	case GS_ROW_TITLE:
	case GS_ROW_FACT:
	case GS_ROW_FIELD:
		break;
	}
	return 0;
}

static bool in_columns(const struct gs_row *row)
{
	return row->kind != GS_ROW_TEXT && row->kind != GS_ROW_TITLE &&
	       (*row->detail || row->field || row->tail);
}

/* Widest label of the row's group, at most half of the line; where columns
 * are scarce, what can be chosen is named in full before its detail. */
static int label_width(const struct gs_rows *r, const struct gs_row *row)
{
	bool scarce = r->cols < NARROW && prefix_cols(row) == 4 && !row->field;
	int most = scarce ? r->cols - 1 : r->cols / 2, width = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct gs_row *o = &r->v[i];
		int n;

		if (o->group != row->group || !in_columns(o))
			continue;
		n = prefix_cols(o) + gs_text_cols(o->label);
		if (n > width)
			width = n;
	}
	return width < most ? width : most;
}

static struct columns columns_of(const struct gs_rows *r,
				 const struct gs_row *row)
{
	bool narrow = r->cols < NARROW;
	struct columns c = { narrow ? 0 : 1, narrow ? 1 : 3, 0 };

	c.label = in_columns(row) ? label_width(r, row) : r->cols - c.body;
	return c;
}

static const char *prefix(const struct gs_row *row)
{
	switch (row->kind) {
	case GS_ROW_RADIO:
		return row->on ? "(o) " : row->disabled ? "(-) " : "( ) ";
	case GS_ROW_CHECK:
		return row->on ? "[x] " : row->disabled ? "[-] " : "[ ] ";
	case GS_ROW_ACTION:
		return "+ ";
	case GS_ROW_TEXT:
	case GS_ROW_TITLE:
	case GS_ROW_FACT:
	case GS_ROW_FIELD:
		break;
	}
	return "";
}

/* A password is on the screen only while it is typed. */
static void draw_masked(const struct gs_row *row, int y, int x, int cols)
{
	struct gs_field shown = { 0 };

	gs_field_set(&shown, row->masked);
	shown.at = 0;
	gs_field_draw(&shown, y, x, cols, false, row->wrong);
	gs_field_release(&shown);
}

static void draw_field(struct gs_row *row, int y, int x, int end, bool focused)
{
	int cols = end - x;
	int tail = row->tail && cols > 30 ? gs_text_cols(row->tail) + 1 : 0;

	if (tail > cols / 2)
		tail = cols / 2;
	cols -= tail;
	if (cols > 48)
		cols = 48;
	if (row->masked && !focused)
		draw_masked(row, y, x, cols);
	else
		gs_field_draw(row->field, y, x, cols, focused, row->wrong);
	if (tail)
		gs_draw(y, x + cols + 1, tail - 1,
			row->wrong ? GS_ROLE_FIELD_ERROR : GS_ROLE_MUTED,
			row->tail);
}

/* The tail stands at the right where there is room for it. */
static void draw_detail(const struct gs_row *row, int y, int x, int end)
{
	int tail = row->tail ? gs_text_cols(row->tail) : 0;
	gs_autofree char *text = NULL;

	if (tail && gs_text_cols(row->detail) + GAP + tail <= end - x) {
		gs_draw(y, end - tail, tail, GS_ROLE_MUTED, row->tail);
		end -= tail + GAP;
	}
	if (end - x < DETAIL_LEAST && gs_text_cols(row->detail) > end - x)
		return;
	text = row->detail_is_path
		? gs_text_fit_end(row->detail, end - x)
		: gs_text_fit(row->detail, end - x);
	gs_draw(y, x, end - x, row->role, text);
}

static void draw_item(struct gs_rows *r, struct gs_row *row, int y, int x,
		      bool focused)
{
	struct columns c = columns_of(r, row);
	int end = x + r->cols - (r->cols < NARROW ? 0 : 1);
	enum gs_role role = focused ? GS_ROLE_FOCUS
			    : row->on ? GS_ROLE_SELECTED : GS_ROLE_NORMAL;
	int at;

	if (focused)
		gs_draw(y, x + c.mark, 1, GS_ROLE_NORMAL, ">");
	gs_drawf(y, x + c.body, c.label, role, "%s%s", prefix(row),
		 row->label);
	if (focused)
		gs_draw_cursor(y, x + c.body);
	if (row->badge != GS_BADGE_NONE) {
		end -= GS_BADGE_COLS;
		gs_draw_badge(y, end, row->badge);
		end -= 1;
	}
	at = x + c.body + c.label + GAP;
	if (row->field)
		draw_field(row, y, at, end, focused);
	else if (*row->detail || row->tail)
		draw_detail(row, y, at, end);
}

static void draw_row(struct gs_rows *r, struct gs_row *row, int y, int x,
		     bool focused)
{
	int margin = r->cols < NARROW ? 0 : 1;

	row->y = y;
	if (row->kind == GS_ROW_TEXT)
		gs_draw(y, x + margin, r->cols - margin, row->role,
			row->label);
	else if (row->kind == GS_ROW_TITLE)
		gs_draw(y, x + margin, r->cols - margin, GS_ROLE_TITLE,
			row->label);
	else
		draw_item(r, row, y, x, focused);
}

/* Marks which rows stay when only h can be shown: the least important go
 * first, from the end; paragraphs and blank lines of one rank all or none. */
static size_t choose_rows(const struct gs_rows *r, size_t h, bool *keep)
{
	size_t left = r->n;
	int worst = 0;

	for (size_t i = 0; i < r->n; i++) {
		keep[i] = true;
		if (r->v[i].drop > worst)
			worst = r->v[i].drop;
	}
	for (; worst > 0 && left > h; worst--) {
		bool enough = false;

		for (size_t i = r->n; i-- > 0;) {
			if (r->v[i].drop != worst || i == r->focus ||
			    (enough && r->v[i].kind != GS_ROW_TEXT))
				continue;
			keep[i] = false;
			enough = --left <= h;
		}
	}
	return left;
}

static bool is_first(const struct gs_rows *r)
{
	for (size_t i = 0; i < r->focus && i < r->n; i++)
		if (gs_row_can_focus(&r->v[i]))
			return false;
	return true;
}

/* First kept row to show so that the focus is in sight; what stands
 * above the first item comes with it. */
static size_t scroll(const struct gs_rows *r, const bool *keep, size_t left,
		     size_t h)
{
	size_t at = 0, top = r->top;

	if (left <= h)
		return 0;
	for (size_t i = 0; i < r->focus && i < r->n; i++)
		at += keep[i];
	if (is_first(r))
		top = 0;
	if (at < top)
		top = at;
	if (at >= top + h)
		top = at + 1 - h;
	if (top + h > left)
		top = left - h;
	return top;
}

void gs_rows_draw(struct gs_rows *r, struct gs_rect where)
{
	bool *keep = gs_calloc(r->n + 1, sizeof(*keep));
	size_t h = where.h > 0 ? (size_t)where.h : 0, left, seen = 0;

	left = choose_rows(r, h, keep);
	r->top = scroll(r, keep, left, h);
	for (size_t i = 0; i < r->n; i++) {
		r->v[i].y = -1;
		if (!keep[i])
			continue;
		if (seen >= r->top && seen < r->top + h)
			draw_row(r, &r->v[i], where.y + (int)(seen - r->top),
				 where.x, r->in_list && i == r->focus);
		seen++;
	}
	r->above = r->top;
	r->below = left > r->top + h ? left - r->top - h : 0;
	free(keep);
}
