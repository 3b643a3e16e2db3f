/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/text.h"

#include <string.h>

/* Punctuation that does not begin a line: . , ; : ! ? and closing marks,
 * in ASCII and full width. */
static bool sticks_to_left(int32_t cp)
{
	static const int32_t marks[] = {
		'.', ',', ';', ':', '!', '?', ')', ']', '}', 0x3001,
		0x3002, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff01, 0xff1f,
		0xff09, 0x300d, 0x300f, 0x300b, 0x3011, 0x201d, 0x2019,
	};

	for (size_t i = 0; i < GS_COUNT(marks); i++)
		if (marks[i] == cp)
			return true;
	return false;
}

/* Opening marks that do not end a line. */
static bool sticks_to_right(int32_t cp)
{
	return cp == 0xff08 || cp == 0x300c || cp == 0x300e || cp == 0x300a ||
	       cp == 0x3010;
}

/* May a line end between these two? */
static bool may_break(int32_t left, int32_t right)
{
	if (left == ' ' || right == ' ')
		return true;
	if (sticks_to_left(right) || sticks_to_right(left))
		return false;
	return gs_text_cp_cols(left) == 2 || gs_text_cp_cols(right) == 2;
}

/* Bytes of clean text s that make one line. */
static size_t line_bytes(const char *s, int cols)
{
	size_t at = 0, good = 0;
	int32_t left = 0;
	int col = 0;

	while (s[at]) {
		int32_t cp;
		size_t n = gs_text_next(s + at, &cp);
		int w = gs_text_cp_cols(cp);

		w = w < 0 ? 1 : w;
		if (at && may_break(left, cp))
			good = at;
		if (col + w > cols && cp != ' ')
			return good ? good : at ? at : n;
		col += w;
		at += n;
		left = cp;
	}
	return at;
}

static void add_line(struct gs_strv *out, const char *s, size_t n, int indent)
{
	while (n && s[n - 1] == ' ')
		n--;
	gs_strv_addf(out, "%*s%.*s", indent, "", (int)n, s);
}

/* Under the text of the first line: its blanks, and a list's sign. */
static int natural_hang(const char *s)
{
	int n = (int)strspn(s, " ");

	return s[n] && strchr("+-!*", s[n]) && s[n + 1] == ' ' ? n + 2 : n;
}

static void wrap_paragraph(struct gs_strv *out, const char *s, int cols,
			   int hang)
{
	int indent = 0;

	if (hang == GS_HANG_NATURAL)
		hang = natural_hang(s);
	if (hang > cols / 2)
		hang = 0;
	if (!*s)
		gs_strv_add(out, "");
	while (*s) {
		size_t n = line_bytes(s, cols - indent);

		add_line(out, s, n, indent);
		s += n;
		while (*s == ' ')
			s++;
		indent = hang;
	}
}

void gs_text_chop(struct gs_strv *out, const char *s, int cols, int hang)
{
	gs_autofree char *clean = gs_text_clean(s);
	const char *rest = clean;
	int indent = 0;

	do {
		size_t n = gs_text_bytes_in(rest, cols - indent, NULL);
		int32_t cp;

		if (*rest && !n)
			n = gs_text_next(rest, &cp);
		gs_strv_addf(out, "%*s%.*s", indent, "", (int)n, rest);
		rest += n;
		indent = hang < cols / 2 ? hang : 0;
	} while (*rest);
}

void gs_text_wrap(struct gs_strv *out, const char *s, int cols, int hang)
{
	for (;;) {
		const char *nl = strchr(s, '\n');
		gs_autofree char *part = nl ? gs_strndup(s, (size_t)(nl - s))
					    : gs_strdup(s);
		gs_autofree char *clean = gs_text_clean(part);

		wrap_paragraph(out, clean, cols > 4 ? cols : 4, hang);
		if (!nl)
			return;
		s = nl + 1;
	}
}
