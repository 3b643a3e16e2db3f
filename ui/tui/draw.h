/* SPDX-License-Identifier: MIT */
/*
 * Drawing on the virtual screen; curses sends only what differs.  Nothing
 * is ever drawn outside the screen, whatever size it has.
 */
#ifndef GS_TUI_DRAW_H
#define GS_TUI_DRAW_H

#include "base/buf.h"
#include "ui/tui/theme.h"

struct gs_rect {
	int y, x, h, w;
};

enum gs_badge {
	GS_BADGE_NONE,
	GS_BADGE_OK,
	GS_BADGE_WARN,
	GS_BADGE_FAIL,
	GS_BADGE_INFO,
	GS_BADGE_DONE,
	GS_BADGE_NOW,
	GS_BADGE_OPEN,
};
enum { GS_BADGE_COLS = 6 };

/* Columns and lines there are now. */
int gs_draw_width(void);
int gs_draw_height(void);
/* Starts an empty frame.  ascii: rules of minus signs. */
void gs_draw_begin(bool ascii);
/* Text cut to cols columns; returns the columns it took. */
int gs_draw(int y, int x, int cols, enum gs_role role, const char *text);
int gs_drawf(int y, int x, int cols, enum gs_role role, const char *fmt, ...)
	GS_PRINTF(5, 6);
/* The same, ending at column x + cols. */
int gs_draw_right(int y, int x, int cols, enum gs_role role, const char *text);
/* Blanks of this role. */
void gs_draw_fill(int y, int x, int cols, enum gs_role role);
void gs_draw_rule(int y, int x, int cols, bool dashed);
void gs_draw_badge(int y, int x, enum gs_badge badge);
/* "[#####.....]" in cols columns; part of 1000. */
void gs_draw_bar(int y, int x, int cols, int permille);
/* Where the real cursor goes, for screen readers and braille lines. */
void gs_draw_cursor(int y, int x);
/* Sends the frame. */
void gs_draw_end(void);

/* The virtual screen as lines of text without blanks at their ends, or as
 * one "line column columns role text" for each run that is not normal. */
void gs_draw_dump(struct gs_buf *out);
void gs_draw_dump_roles(struct gs_buf *out);

#endif
