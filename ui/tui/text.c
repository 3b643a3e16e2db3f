/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/text.h"

#include <string.h>
#include <strings.h>
#include <wchar.h>

static bool utf8_terminal;

void gs_text_init(bool utf8)
{
	utf8_terminal = utf8;
}

bool gs_text_is_utf8(void)
{
	return utf8_terminal;
}

/* Length by the first byte, and the smallest code point of that length:
 * overlong forms are not UTF-8 (RFC 3629). */
static size_t sequence(unsigned char c, int32_t *cp, int32_t *least)
{
	if (c >= 0xc2 && c < 0xe0) {
		*cp = c & 0x1f;
		*least = 0x80;
		return 2;
	}
	if (c >= 0xe0 && c < 0xf0) {
		*cp = c & 0x0f;
		*least = 0x800;
		return 3;
	}
	if (c >= 0xf0 && c < 0xf5) {
		*cp = c & 0x07;
		*least = 0x10000;
		return 4;
	}
	return 1;
}

size_t gs_text_next(const char *s, int32_t *cp)
{
	unsigned char c = (unsigned char)*s;
	int32_t v = 0, least = 0;
	size_t n;

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	*cp = -1;
	n = sequence(c, &v, &least);
	for (size_t i = 1; i < n; i++) {
		unsigned char d = (unsigned char)s[i];

		if ((d & 0xc0) != 0x80)
			return 1;
		v = v << 6 | (d & 0x3f);
	}
	if (n == 1 || v < least || v > 0x10ffff ||
	    (v >= 0xd800 && v < 0xe000))
		return 1;
	*cp = v;
	return n;
}

size_t gs_text_prev(const char *s, size_t at)
{
	for (size_t i = at; i > 0 && at - i < 4;) {
		int32_t cp;

		i--;
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			return i + gs_text_next(s + i, &cp) == at ? i : at - 1;
	}
	return at ? at - 1 : 0;
}

int gs_text_cp_cols(int32_t cp)
{
	if (cp < 0x20 || cp == 0x7f)
		return -1;
	if (cp < 0x7f)
		return 1;
	return utf8_terminal ? wcwidth((wchar_t)cp) : -1;
}

/* What ASCII can say instead. */
static const char *likeness(int32_t cp)
{
	static const struct {
		int32_t cp;
		const char *ascii;
	} table[] = {
		{ 0xa0, " " }, { 0xa9, "(c)" }, { 0xab, "<<" }, { 0xbb, ">>" },
		{ 0xc4, "Ae" }, { 0xd6, "Oe" }, { 0xd7, "x" }, { 0xdc, "Ue" },
		{ 0xdf, "ss" }, { 0xe0, "a" }, { 0xe1, "a" }, { 0xe4, "ae" },
		{ 0xe7, "c" }, { 0xe8, "e" }, { 0xe9, "e" }, { 0xed, "i" },
		{ 0xf1, "n" }, { 0xf3, "o" }, { 0xf6, "oe" }, { 0xfa, "u" },
		{ 0xfc, "ue" }, { 0x2010, "-" }, { 0x2011, "-" },
		{ 0x2013, "-" }, { 0x2014, "-" }, { 0x2018, "'" },
		{ 0x2019, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
		{ 0x2022, "*" }, { 0x2026, "..." }, { 0x2192, "->" },
		{ 0x2500, "-" },
	};

	for (size_t i = 0; i < GS_COUNT(table); i++)
		if (table[i].cp == cp)
			return table[i].ascii;
	return NULL;
}

/* Appends one character as it can be shown; returns its columns. */
static int add_visible(struct gs_buf *out, const char *s, size_t n,
		       int32_t cp, int col)
{
	int cols = cp < 0 ? -1 : gs_text_cp_cols(cp);
	size_t before = out->len;
	const char *ascii;

	if (cp == '\t') {
		do
			gs_buf_addc(out, ' ');
		while ((col + (int)(out->len - before)) % 8);
	} else if (cols >= 0) {
		gs_buf_add(out, s, n);
		return cols;
	} else if (cp >= 0 && (cp < 0x20 || cp == 0x7f)) {
		gs_buf_addc(out, '^');
		gs_buf_addc(out, (char)(cp ^ 0x40));
	} else {
		ascii = likeness(cp);
		for (size_t i = 0; !ascii && i < n; i++)
			gs_buf_addf(out, "\\x%02x", (unsigned char)s[i]);
		if (ascii)
			gs_buf_adds(out, ascii);
	}
	return (int)(out->len - before);
}

static int clean_into(struct gs_buf *out, const char *s)
{
	int col = 0;

	while (*s) {
		int32_t cp;
		size_t n = gs_text_next(s, &cp);

		col += add_visible(out, s, n, cp, col);
		s += n;
	}
	return col;
}

char *gs_text_clean(const char *s)
{
	struct gs_buf b = GS_BUF_INIT;

	clean_into(&b, s);
	return gs_buf_steal(&b);
}

int gs_text_cols(const char *s)
{
	struct gs_buf b = GS_BUF_INIT;
	int n = clean_into(&b, s);

	gs_buf_release(&b);
	return n;
}

size_t gs_text_bytes_in(const char *s, int cols, int *used)
{
	size_t at = 0;
	int col = 0;

	while (s[at]) {
		int32_t cp;
		size_t n = gs_text_next(s + at, &cp);
		int w = gs_text_cp_cols(cp);

		if (w < 0)
			w = 1;
		if (col + w > cols)
			break;
		col += w;
		at += n;
	}
	if (used)
		*used = col;
	return at;
}

char *gs_text_fit(const char *s, int cols)
{
	struct gs_buf b = GS_BUF_INIT;
	size_t keep;

	if (cols <= 0)
		return gs_strdup("");
	if (clean_into(&b, s) > cols) {
		int dots = cols > 6 ? 3 : 0;

		keep = gs_text_bytes_in(b.ptr, cols - dots, NULL);
		b.len = keep;
		b.ptr[keep] = '\0';
		if (dots)
			gs_buf_adds(&b, "...");
	}
	return gs_buf_steal(&b);
}

char *gs_text_fit_end(const char *s, int cols)
{
	gs_autofree char *clean = gs_text_clean(s);
	int all = gs_text_cols(clean), over;
	size_t at = 0;

	if (all <= cols || cols <= 6)
		return gs_text_fit(s, cols);
	over = all - (cols - 3);
	while (clean[at] && over > 0) {
		int32_t cp;
		size_t n = gs_text_next(clean + at, &cp);
		int w = gs_text_cp_cols(cp);

		over -= w > 0 ? w : 0;
		at += n;
	}
	return gs_printf("...%s", clean + at);
}

bool gs_text_holds(const char *text, const char *part)
{
	size_t n = strlen(part);

	for (; *text; text++)
		if (strncasecmp(text, part, n) == 0)
			return true;
	return n == 0;
}
