/* SPDX-License-Identifier: MIT */
/*
 * The list that most pages are: facts, choices, switches, fields, one row
 * of the screen each, with the focus on one of them.  A page builds its rows
 * afresh whenever something has changed; the focus follows the row's id.
 */
#ifndef GS_TUI_ROWS_H
#define GS_TUI_ROWS_H

#include "questions/questions.h"
#include "ui/tui/draw.h"
#include "ui/tui/field.h"

enum gs_row_kind {
	GS_ROW_TEXT,            /* a line of a paragraph */
	GS_ROW_TITLE,
	GS_ROW_FACT,            /* label, detail, badge */
	GS_ROW_RADIO,
	GS_ROW_CHECK,
	GS_ROW_FIELD,
	GS_ROW_ACTION,          /* opens or does something */
};

struct gs_row {
	enum gs_row_kind kind;
	char *id;               /* stable over rebuilds; "" cannot be focused */
	char *label, *detail;
	char *tail;             /* behind a field; or NULL */
	enum gs_badge badge;
	enum gs_role role;      /* of detail or text */
	bool on;                /* RADIO, CHECK */
	bool disabled;
	bool detail_is_path;    /* cut at its front */
	int drop;               /* 0 stays; the highest go first when rows are
				   short */
	int group;              /* rows of one group share their columns */
	const struct gs_question *q;    /* what it answers, or NULL */
	char *value;            /* of q, or the page's own */
	struct gs_field *field; /* FIELD, RADIO with a field; borrowed */
	char *masked;           /* shown for the field without focus, or NULL */
	bool wrong;             /* the field's value is refused */
	int y;                  /* where it was drawn, or -1 */
};

struct gs_rows {
	struct gs_row *v;
	size_t n, cap;
	int cols;               /* width to build for */
	size_t focus;           /* index */
	bool in_list;           /* the focus is here, not on the buttons */
	size_t top;             /* first row shown */
	size_t above, below;    /* rows out of sight, after drawing */
};

void gs_rows_release(struct gs_rows *r);
void gs_rows_begin(struct gs_rows *r, int cols);
/* Appends; borrowed until the next one. */
struct gs_row *gs_rows_add(struct gs_rows *r, enum gs_row_kind kind,
			   const char *id, const char *label,
			   const char *detail);
/* A paragraph, wrapped; drop as in struct gs_row. */
void gs_rows_text(struct gs_rows *r, int drop, enum gs_role role,
		  const char *text);
void gs_rows_blank(struct gs_rows *r, int drop);
struct gs_row *gs_rows_fact(struct gs_rows *r, const char *label,
			    const char *detail, enum gs_badge badge, int drop);

bool gs_row_can_focus(const struct gs_row *row);
/* The focused row, or NULL when none can have the focus. */
struct gs_row *gs_rows_focused(struct gs_rows *r);
/* To the row with this id, or the first that can have it; of choices, the
 * one that is on. */
void gs_rows_focus_id(struct gs_rows *r, const char *id);
/* By n rows; false when it stands at the end already. */
bool gs_rows_move(struct gs_rows *r, int n);
/* To the first row of the next (dir 1) or previous (-1) question or group. */
bool gs_rows_move_group(struct gs_rows *r, int dir);
void gs_rows_move_end(struct gs_rows *r, bool last);
/* To the next row that holds text (case folded); false when none does. */
bool gs_rows_find(struct gs_rows *r, const char *text, int dir);

/* Rows that must be shown (drop 0), and all. */
size_t gs_rows_needed(const struct gs_rows *r);
void gs_rows_draw(struct gs_rows *r, struct gs_rect where);

#endif
