/* SPDX-License-Identifier: MIT */
/*
 * Text as it stands on a screen: columns, not bytes.  Everything that comes
 * in may hold any bytes; everything that goes out can be shown: control
 * characters as ^X, undecodable bytes as \xNN, and, where the locale is not
 * UTF-8, other letters as their ASCII likeness.
 */
#ifndef GS_TUI_TEXT_H
#define GS_TUI_TEXT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/strv.h"

/* utf8: may letters outside ASCII be sent?  Asked once, before all else. */
void gs_text_init(bool utf8);
bool gs_text_is_utf8(void);

/* Bytes of the first character of s (at least 1, for s not at its end) and
 * its code point, or -1 for a byte that is no UTF-8. */
size_t gs_text_next(const char *s, int32_t *cp);
/* Start of the character before position at. */
size_t gs_text_prev(const char *s, size_t at);
/* Columns of a code point: 0, 1 or 2; -1 when it cannot be shown. */
int gs_text_cp_cols(int32_t cp);

/* Owned copy with everything visible; tabs become blanks up to the next
 * multiple of 8 columns. */
char *gs_text_clean(const char *s);
/* Columns of s as gs_text_clean shows it. */
int gs_text_cols(const char *s);
/* Owned clean copy of at most cols columns; "..." marks what was cut. */
char *gs_text_fit(const char *s, int cols);
/* The same, cut at the front: for paths, whose end says most. */
char *gs_text_fit_end(const char *s, int cols);
/* Bytes of clean text s that fill at most cols columns. */
size_t gs_text_bytes_in(const char *s, int cols, int *used);
/* Appends lines of at most cols columns, broken at blanks or between wide
 * characters; following lines of a paragraph are indented by hang, or like
 * the text of the first one. */
enum { GS_HANG_NATURAL = -1 };
void gs_text_wrap(struct gs_strv *out, const char *s, int cols, int hang);

/* The same for text whose every blank counts: broken where the line ends. */
void gs_text_chop(struct gs_strv *out, const char *s, int cols, int hang);

/* Does part stand in text, upper and lower case alike? */
bool gs_text_holds(const char *text, const char *part);

#endif
