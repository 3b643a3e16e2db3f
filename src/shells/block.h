/* SPDX-License-Identifier: MIT */
/* Private to shells/: the marked block in the bytes of an rc file. */
#ifndef GS_SHELLS_BLOCK_H
#define GS_SHELLS_BLOCK_H

#include "shells/shells.h"

#define GS_BLOCK_BEGIN "# >>> gosetup >>>"
#define GS_BLOCK_END "# <<< gosetup <<<"
/* Second line of a block that stands behind a line without a newline: taking
 * the block out takes that newline out too. */
#define GS_BLOCK_NOTE "# (gosetup ended the line above with a newline)"

struct gs_block {
	size_t from, to;        /* of the block, its last newline included */
	bool note;              /* it holds GS_BLOCK_NOTE */
};

/* 1 and *b; 0: none; GS_ERR_REFUSED: damaged, reversed or more than one.
 * Only whole lines count, so the text inside a command does not. */
int gs_block_find(const char *bytes, size_t len, struct gs_block *b,
		  struct gs_error *err);

/* Where a new block goes. */
struct gs_block_spot {
	size_t at;
	bool newline;           /* the line before it needs one */
};
void gs_block_spot(const char *bytes, size_t len, enum gs_syntax syntax,
		   struct gs_block_spot *spot);

/* Appends a block around `body` (whole lines). */
void gs_block_text(struct gs_buf *out, const char *body, bool note);

#endif
