/* SPDX-License-Identifier: MIT */
/* Text that is scrolled and searched: diffs, help, logs. */
#ifndef GS_TUI_PAGER_H
#define GS_TUI_PAGER_H

#include "base/strv.h"
#include "ui/tui/draw.h"
#include "ui/tui/keys.h"

struct gs_pager {
	struct gs_strv raw;     /* lines as given */
	bool diff;              /* colour by the first character */
	/* wrapped for `cols` */
	struct gs_strv lines;
	size_t *origin;         /* raw line of each wrapped line */
	size_t cap;
	int cols, h;
	size_t top;
	char *find;             /* text searched for, or NULL */
	size_t found;           /* wrapped line, or SIZE_MAX */
};

void gs_pager_release(struct gs_pager *p);
/* Splits text into lines and goes to its start. */
void gs_pager_set(struct gs_pager *p, const char *text, bool diff);
void gs_pager_draw(struct gs_pager *p, struct gs_rect where);
/* Moves; false when the action is none of a pager. */
bool gs_pager_do(struct gs_pager *p, enum gs_action action);
/* Searches from the line shown first; false when there is none. */
bool gs_pager_find(struct gs_pager *p, const char *text, int dir);
/* "lines 1-7 of 12", translated, owned; NULL when all is in sight. */
char *gs_pager_position(const struct gs_pager *p);

#endif
