/* SPDX-License-Identifier: MIT */
/*
 * What lies over a page and takes the keys: dialogs, help, pickers.  Each
 * is closed by Esc, which never decides anything.
 */
#ifndef GS_TUI_LAYER_H
#define GS_TUI_LAYER_H

#include "ui/tui/app.h"

/* button: the action pressed, or GS_DO_BACK for Esc; text: of the field, or
 * the id of the row picked; or NULL.  The layer is gone already. */
typedef void (*gs_layer_done)(struct gs_tui *t, enum gs_action button,
			      const char *text);

struct gs_layer {
	struct gs_layer *below;
	enum { GS_LAYER_DIALOG, GS_LAYER_PAGER, GS_LAYER_PICKER } kind;
	char *title;
	char *text;             /* DIALOG */
	struct gs_pager pager;  /* PAGER */
	bool help;              /* PAGER: the help page */
	bool quits;             /* DIALOG: Ctrl-C means its last button */
	bool has_field;         /* DIALOG */
	struct gs_field field;  /* DIALOG, PICKER: the filter */
	struct gs_rows rows;    /* PICKER */
	void (*fill)(struct gs_tui *t, struct gs_rows *r, const char *filter);
	struct gs_buttons buttons;
	size_t button;
	bool on_field;
	gs_layer_done done;
};

/* A question; the first button is the harmless one and has the focus,
 * unless there is a field. */
struct gs_layer *gs_dialog_open(struct gs_tui *t, const char *title,
				const char *text, gs_layer_done done);
/* Gives it a line to type in. */
void gs_dialog_field(struct gs_layer *l, const char *text);
void gs_dialog_button(struct gs_layer *l, enum gs_action action,
		      const char *label);
/* Text to read. */
struct gs_layer *gs_pager_open(struct gs_tui *t, const char *title,
			       const char *text, bool diff);
/* A list to filter by typing and to pick from. */
struct gs_layer *gs_picker_open(struct gs_tui *t, const char *title,
				void (*fill)(struct gs_tui *t,
					     struct gs_rows *r,
					     const char *filter),
				gs_layer_done done);

void gs_layer_draw(struct gs_tui *t);
void gs_layer_key(struct gs_tui *t, const struct gs_key *key);
unsigned gs_layer_where(const struct gs_layer *l);
/* Without calling done. */
void gs_layer_close(struct gs_tui *t);

#endif
