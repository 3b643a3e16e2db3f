/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/rows.h"

#include <stdlib.h>
#include <string.h>

#include "ui/tui/text.h"

static void row_release(struct gs_row *row)
{
	free(row->id);
	free(row->label);
	free(row->detail);
	free(row->tail);
	free(row->value);
	free(row->masked);
}

void gs_rows_release(struct gs_rows *r)
{
	for (size_t i = 0; i < r->n; i++)
		row_release(&r->v[i]);
	free(r->v);
	memset(r, 0, sizeof(*r));
}

void gs_rows_begin(struct gs_rows *r, int cols)
{
	for (size_t i = 0; i < r->n; i++)
		row_release(&r->v[i]);
	r->n = 0;
	r->cols = cols;
}

struct gs_row *gs_rows_add(struct gs_rows *r, enum gs_row_kind kind,
			   const char *id, const char *label,
			   const char *detail)
{
	struct gs_row *row;

	r->v = gs_grow(r->v, r->n, &r->cap, sizeof(*r->v));
	row = &r->v[r->n++];
	memset(row, 0, sizeof(*row));
	row->kind = kind;
	row->id = gs_strdup(id ? id : "");
	row->label = gs_strdup(label ? label : "");
	row->detail = gs_strdup(detail ? detail : "");
	row->y = -1;
	return row;
}

void gs_rows_text(struct gs_rows *r, int drop, enum gs_role role,
		  const char *text)
{
	struct gs_strv lines = GS_STRV_INIT;

	gs_text_wrap(&lines, text, r->cols - 2, GS_HANG_NATURAL);
	for (size_t i = 0; i < lines.n; i++) {
		struct gs_row *row = gs_rows_add(r, GS_ROW_TEXT, NULL,
						 lines.v[i], NULL);
		row->drop = drop;
		row->role = role;
	}
	gs_strv_release(&lines);
}

void gs_rows_blank(struct gs_rows *r, int drop)
{
	gs_rows_add(r, GS_ROW_TEXT, NULL, "", NULL)->drop = drop;
}

struct gs_row *gs_rows_fact(struct gs_rows *r, const char *label,
			    const char *detail, enum gs_badge badge, int drop)
{
	struct gs_row *row = gs_rows_add(r, GS_ROW_FACT, NULL, label, detail);

	row->badge = badge;
	row->drop = drop;
	return row;
}

bool gs_row_can_focus(const struct gs_row *row)
{
	return *row->id != '\0';
}

struct gs_row *gs_rows_focused(struct gs_rows *r)
{
	if (r->focus >= r->n || !gs_row_can_focus(&r->v[r->focus]))
		gs_rows_move_end(r, false);
	if (r->focus >= r->n || !gs_row_can_focus(&r->v[r->focus]))
		return NULL;
	return &r->v[r->focus];
}

static bool same_group(const struct gs_row *a, const struct gs_row *b)
{
	return a->q == b->q && a->group == b->group;
}

/* From the first choice of a question to the one that is on. */
static void focus_choice(struct gs_rows *r)
{
	const struct gs_row *first = r->focus < r->n ? &r->v[r->focus] : NULL;

	if (!first || first->kind != GS_ROW_RADIO)
		return;
	for (size_t i = r->focus; i < r->n; i++)
		if (r->v[i].on && r->v[i].kind == GS_ROW_RADIO &&
		    same_group(&r->v[i], first)) {
			r->focus = i;
			return;
		}
}

void gs_rows_focus_id(struct gs_rows *r, const char *id)
{
	for (size_t i = 0; id && *id && i < r->n; i++)
		if (gs_streq(r->v[i].id, id)) {
			r->focus = i;
			return;
		}
	gs_rows_move_end(r, false);
	focus_choice(r);
}

/* Index of the next row in direction dir that can have the focus, or n. */
static size_t neighbour(const struct gs_rows *r, size_t from, int dir)
{
	size_t i = from;

	while (dir > 0 ? i + 1 < r->n : i > 0) {
		i = dir > 0 ? i + 1 : i - 1;
		if (gs_row_can_focus(&r->v[i]))
			return i;
	}
	return r->n;
}

bool gs_rows_move(struct gs_rows *r, int n)
{
	int dir = n > 0 ? 1 : -1;
	bool any = false;

	for (; n; n -= dir) {
		size_t i = neighbour(r, r->focus, dir);

		if (i == r->n)
			break;
		r->focus = i;
		any = true;
	}
	return any;
}

bool gs_rows_move_group(struct gs_rows *r, int dir)
{
	size_t i = r->focus, first;

	if (i >= r->n)
		return false;
	do {
		i = neighbour(r, i, dir);
		if (i == r->n)
			return false;
	} while (same_group(&r->v[i], &r->v[r->focus]));
	/* Backwards we stand on the last row of that group. */
	while (dir < 0 && (first = neighbour(r, i, -1)) < r->n &&
	       same_group(&r->v[first], &r->v[i]))
		i = first;
	r->focus = i;
	return true;
}

void gs_rows_move_end(struct gs_rows *r, bool last)
{
	size_t best = r->n;

	for (size_t i = 0; i < r->n; i++)
		if (gs_row_can_focus(&r->v[i])) {
			best = i;
			if (!last)
				break;
		}
	r->focus = best;
}

bool gs_rows_find(struct gs_rows *r, const char *text, int dir)
{
	for (size_t k = 1; k <= r->n; k++) {
		size_t step = dir > 0 ? k : r->n - k % r->n;
		size_t i = (r->focus + step) % r->n;
		const struct gs_row *row = &r->v[i];

		if (gs_row_can_focus(row) &&
		    (gs_text_holds(row->label, text) ||
		     gs_text_holds(row->detail, text))) {
			r->focus = i;
			return true;
		}
	}
	return false;
}

size_t gs_rows_needed(const struct gs_rows *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->v[i].drop == 0;
	return n;
}
