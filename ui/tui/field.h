/* SPDX-License-Identifier: MIT */
/* A line of text that is edited: the keys of readline that people know. */
#ifndef GS_TUI_FIELD_H
#define GS_TUI_FIELD_H

#include "base/buf.h"
#include "ui/tui/draw.h"
#include "ui/tui/term.h"

struct gs_field {
	struct gs_buf text;
	size_t at;              /* byte position of the cursor */
	size_t left;            /* first byte that is shown */
	bool edited;            /* since gs_field_set */
};

void gs_field_release(struct gs_field *f);
/* New text, cursor at its end. */
void gs_field_set(struct gs_field *f, const char *text);
const char *gs_field_text(const struct gs_field *f);
/* Did the field use the key?  Pasted line ends become blanks. */
bool gs_field_key(struct gs_field *f, const struct gs_key *key);
/* "[text   ]" in cols columns; puts the real cursor there when focused. */
void gs_field_draw(struct gs_field *f, int y, int x, int cols, bool focused,
		   bool wrong);

#endif
