/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/field.h"

#include <string.h>

#include "ui/tui/text.h"

void gs_field_release(struct gs_field *f)
{
	gs_buf_release(&f->text);
	memset(f, 0, sizeof(*f));
}

void gs_field_set(struct gs_field *f, const char *text)
{
	gs_buf_reset(&f->text);
	gs_buf_adds(&f->text, text);
	f->at = f->text.len;
	f->left = 0;
	f->edited = false;
}

const char *gs_field_text(const struct gs_field *f)
{
	return gs_buf_str(&f->text);
}

static void replace(struct gs_field *f, size_t from, size_t to,
		    const char *bytes, size_t n)
{
	gs_autofree char *tail = gs_strdup(gs_buf_str(&f->text) + to);

	f->text.len = from;
	gs_buf_add(&f->text, bytes, n);
	gs_buf_adds(&f->text, tail);
	f->at = from + n;
	f->edited = true;
}

static size_t encode(int32_t cp, char bytes[4])
{
	if (cp < 0x80) {
		bytes[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		bytes[0] = (char)(0xc0 | cp >> 6);
		bytes[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		bytes[0] = (char)(0xe0 | cp >> 12);
		bytes[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	bytes[0] = (char)(0xf0 | cp >> 18);
	bytes[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	bytes[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	bytes[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

static bool insert(struct gs_field *f, int32_t cp)
{
	char bytes[4];

	if (cp < 0x20 || cp == 0x7f || cp > 0x10ffff)
		return false;
	replace(f, f->at, f->at, bytes, encode(cp, bytes));
	return true;
}

static size_t next(const struct gs_field *f)
{
	const char *s = gs_buf_str(&f->text);
	int32_t cp;

	return s[f->at] ? f->at + gs_text_next(s + f->at, &cp) : f->at;
}

static size_t previous(const struct gs_field *f)
{
	return gs_text_prev(gs_buf_str(&f->text), f->at);
}

/* Ctrl-W: a word ends at a blank or a slash, as suits paths. */
static size_t word_start(const struct gs_field *f)
{
	const char *s = gs_buf_str(&f->text);
	size_t i = f->at;

	while (i > 0 && strchr(" /,|", s[i - 1]))
		i--;
	while (i > 0 && !strchr(" /,|", s[i - 1]))
		i--;
	return i;
}

static bool moved(struct gs_field *f, int code)
{
	switch (code) {
	case GS_KEY_LEFT:
		f->at = previous(f);
		return true;
	case GS_KEY_RIGHT:
		f->at = next(f);
		return true;
	case GS_KEY_HOME:
	case GS_CTRL('a'):
		f->at = 0;
		return true;
	case GS_KEY_END:
	case GS_CTRL('e'):
		f->at = f->text.len;
		return true;
	default:
		return false;
	}
}

static bool deleted(struct gs_field *f, int code)
{
	switch (code) {
	case GS_KEY_BACKSPACE:
		replace(f, previous(f), f->at, "", 0);
		return true;
	case GS_KEY_DELETE:
	case GS_CTRL('d'): {
		size_t at = f->at;

		replace(f, at, next(f), "", 0);
		return true;
	}
	case GS_CTRL('k'):
		replace(f, f->at, f->text.len, "", 0);
		return true;
	case GS_CTRL('u'):
		replace(f, 0, f->at, "", 0);
		return true;
	case GS_CTRL('w'):
		replace(f, word_start(f), f->at, "", 0);
		return true;
	default:
		return false;
	}
}

bool gs_field_key(struct gs_field *f, const struct gs_key *key)
{
	if (key->pasted)
		return insert(f, key->code == GS_KEY_ENTER ||
					 key->code == GS_KEY_TAB
				 ? ' ' : key->code);
	return moved(f, key->code) || deleted(f, key->code) ||
	       insert(f, key->code);
}

/* Shows as much as fits, with the cursor in sight. */
static void scroll_to_cursor(struct gs_field *f, int cols)
{
	const char *s = gs_buf_str(&f->text);

	if (f->left > f->at || gs_text_cols(s) < cols)
		f->left = gs_text_cols(s) < cols ? 0 : f->at;
	for (;;) {
		gs_autofree char *part = gs_strndup(s + f->left,
						    f->at - f->left);
		int32_t cp;

		if (gs_text_cols(part) < cols || f->left >= f->at)
			return;
		f->left += gs_text_next(s + f->left, &cp);
	}
}

void gs_field_draw(struct gs_field *f, int y, int x, int cols, bool focused,
		   bool wrong)
{
	enum gs_role role = wrong ? GS_ROLE_FIELD_ERROR : GS_ROLE_FIELD;
	int inner = cols - 2, used;
	const char *s = gs_buf_str(&f->text);
	gs_autofree char *before = NULL;

	if (inner < 1)
		return;
	scroll_to_cursor(f, inner);
	gs_draw(y, x, 1, GS_ROLE_NORMAL, "[");
	gs_draw_fill(y, x + 1, inner, role);
	{
		gs_autofree char *clean = gs_text_clean(s + f->left);
		size_t n = gs_text_bytes_in(clean, inner, &used);

		clean[n] = '\0';
		gs_draw(y, x + 1, inner, role, clean);
	}
	gs_draw(y, x + 1 + inner, 1, GS_ROLE_NORMAL, "]");
	if (!focused)
		return;
	before = gs_strndup(s + f->left, f->at - f->left);
	gs_draw_cursor(y, x + 1 + gs_text_cols(before));
}
