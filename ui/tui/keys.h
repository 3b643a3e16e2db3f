/* SPDX-License-Identifier: MIT */
/* Keys as one table: what they do, where, and how the footer and the help
 * name them. */
#ifndef GS_TUI_KEYS_H
#define GS_TUI_KEYS_H

#include "base/strv.h"
#include "ui/tui/term.h"

enum gs_action {
	GS_DO_NOTHING,
	GS_DO_UP,
	GS_DO_DOWN,
	GS_DO_LEFT,
	GS_DO_RIGHT,
	GS_DO_PGUP,
	GS_DO_PGDN,
	GS_DO_HOME,
	GS_DO_END,
	GS_DO_CHOOSE,
	GS_DO_ENTER,
	GS_DO_TAB,
	GS_DO_BTAB,
	GS_DO_BACK,
	GS_DO_HELP,
	GS_DO_PLAN,
	GS_DO_SAVE,
	GS_DO_SEARCH,
	GS_DO_FIND_NEXT,
	GS_DO_FIND_PREV,
	GS_DO_TAB_PREV,
	GS_DO_TAB_NEXT,
	GS_DO_DIGIT,
	GS_DO_SCHEME,
	GS_DO_MOUSE,
	GS_DO_REDRAW,
	GS_DO_SUSPEND,
	GS_DO_QUIT,
	/* Not on a key: what buttons do besides. */
	GS_DO_NEXT,
	GS_DO_SAVE_SCRIPT,
	GS_DO_APPLY,
	GS_DO_UNDO,
	GS_DO_CLOSE,
	GS_DO_LOG,
	GS_DO_DIFF,
	GS_DO_STOP,
};

/* Where the focus is; bits. */
enum gs_place_of_focus {
	GS_IN_LIST = 1,
	GS_IN_FIELD = 2,        /* letters are text */
	GS_IN_PAGER = 4,
	GS_IN_BUTTONS = 8,
	GS_IN_HELP = 16,        /* overlays over a page */
	GS_IN_DIALOG = 32,
	GS_IN_TABS = 64,        /* a pager with tabs */
	GS_IN_WORK = 128,       /* the Apply page while it works */
	GS_IN_PROMPT = 256,     /* a line to type in over a page */
};

enum gs_action gs_key_action(const struct gs_key *key, unsigned where);
/* The hints for this place that fit into cols columns, most important
 * first, as pairs: key, text, key, text ... (translated). */
void gs_key_hints(unsigned where, int cols, struct gs_strv *out);
/* All keys, one line each: "Up, k  move up". */
void gs_key_help(struct gs_strv *out);
/* The code of a name as scripts write it ("Down", "C-c", "x"), or
 * GS_KEY_NONE. */
int gs_key_parse(const char *name);

#endif
