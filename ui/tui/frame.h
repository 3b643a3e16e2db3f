/* SPDX-License-Identifier: MIT */
/* What stands around each page: header, rail, status, buttons, hints. */
#ifndef GS_TUI_FRAME_H
#define GS_TUI_FRAME_H

#include "ui/tui/draw.h"
#include "ui/tui/keys.h"

enum { GS_MIN_COLS = 40, GS_MIN_LINES = 12 };

struct gs_frame {
	int w, h;
	bool too_small;
	bool rail;              /* a line of its own for the steps */
	bool low;               /* status and buttons share a line */
	struct gs_rect body;
	int status_y, buttons_y, hints_y;
};

struct gs_button {
	enum gs_action action;
	const char *label;      /* translated */
	int x, w;               /* where it was drawn */
};

struct gs_buttons {
	struct gs_button v[6];
	size_t n;
};

struct gs_tui;

void gs_buttons_add(struct gs_buttons *b, enum gs_action action,
		    const char *label);
/* Index of the button with this action, or 0. */
size_t gs_buttons_find(const struct gs_buttons *b, enum gs_action action);

void gs_frame_layout(struct gs_frame *f, int w, int h);
void gs_frame_header(struct gs_tui *t);
/* focus: index of the button that has it, or -1. */
void gs_frame_buttons(struct gs_tui *t, struct gs_buttons *b, int focus);
void gs_frame_status(struct gs_tui *t, enum gs_badge badge, const char *text);
/* On a low screen: a message in place of status and buttons. */
void gs_frame_message(struct gs_tui *t, const char *text);
void gs_frame_hints(struct gs_tui *t, unsigned where);
void gs_frame_too_small(struct gs_tui *t);

#endif
