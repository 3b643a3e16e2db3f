/* SPDX-License-Identifier: MIT */
/*
 * Roles, never colours: pages say what a text is, the scheme says how that
 * looks.  Colour never carries a meaning alone; there is always a word or a
 * sign too.  No dim, no blue or yellow text: unreadable on one background
 * or the other.
 */
#ifndef GS_TUI_THEME_H
#define GS_TUI_THEME_H

#include <stdbool.h>

enum gs_role {
	GS_ROLE_NORMAL,
	GS_ROLE_HEADER,
	GS_ROLE_RAIL_NOW,
	GS_ROLE_RAIL_DONE,
	GS_ROLE_FOCUS,
	GS_ROLE_SELECTED,
	GS_ROLE_HINT_KEY,
	GS_ROLE_HINT_TEXT,
	GS_ROLE_TITLE,
	GS_ROLE_MUTED,
	GS_ROLE_FIELD,
	GS_ROLE_FIELD_ERROR,
	GS_ROLE_BADGE_OK,
	GS_ROLE_BADGE_WARN,
	GS_ROLE_BADGE_FAIL,
	GS_ROLE_BADGE_INFO,
	GS_ROLE_DIFF_ADD,
	GS_ROLE_DIFF_DEL,
	GS_ROLE_DIFF_HUNK,
	GS_ROLE_BAR_DONE,
	GS_ROLE_BAR_REST,
	GS_ROLE_FOUND,          /* what a search found */
	GS_ROLE_COUNT,
};

/* Colour pairs; term.c defines them. */
enum gs_colour {
	GS_COLOUR_NONE,
	GS_COLOUR_GREEN,
	GS_COLOUR_RED,
	GS_COLOUR_ON_GREEN,     /* black on it */
	GS_COLOUR_ON_YELLOW,    /* black on it */
	GS_COLOUR_ON_RED,       /* white on it */
	GS_COLOUR_COUNT,
};

enum { GS_LOOK_BOLD = 1, GS_LOOK_REVERSE = 2, GS_LOOK_UNDERLINE = 4 };

struct gs_look {
	unsigned char attrs;    /* GS_LOOK_* */
	unsigned char colour;   /* enum gs_colour */
};

enum gs_scheme {
	GS_SCHEME_AUTO,
	GS_SCHEME_MONO,
	GS_SCHEME_CONTRAST,
	GS_SCHEME_COUNT,
};

/* color: --color or NULL; can_colour: what the terminal says. */
enum gs_scheme gs_scheme_choose(const char *color, bool can_colour);
void gs_scheme_use(enum gs_scheme scheme);
enum gs_scheme gs_scheme_now(void);
const char *gs_scheme_title(enum gs_scheme scheme);     /* translated */
struct gs_look gs_role_look(enum gs_role role);
const char *gs_role_name(enum gs_role role);

#endif
