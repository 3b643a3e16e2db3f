/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "shells/block.h"

#include <string.h>

#include "base/i18n.h"
#include "shells/rc-walk.h"

/* Length of the line at pos, its newline included. */
static size_t line_len(const char *bytes, size_t len, size_t pos)
{
	const char *nl = memchr(bytes + pos, '\n', len - pos);

	return nl ? (size_t)(nl - bytes) + 1 - pos : len - pos;
}

/* Blanks and a carriage return behind it do not matter: an editor may have
 * left them there. */
static bool line_is(const char *line, size_t n, const char *text)
{
	size_t want = strlen(text);

	while (n && memchr(" \t\r\n", line[n - 1], 4))
		n--;
	return n == want && memcmp(line, text, n) == 0;
}

static int damaged(struct gs_error *err, int line)
{
	gs_error_set(err, GS_ERR_REFUSED,
		     _("the markers of gosetup's block are damaged in line %d"),
		     line);
	gs_error_hint(err,
		      _("Remove the lines between \"%s\" and \"%s\", "
			"and these two lines, by hand."),
		      GS_BLOCK_BEGIN, GS_BLOCK_END);
	return GS_ERR_REFUSED;
}

int gs_block_find(const char *bytes, size_t len, struct gs_block *b,
		  struct gs_error *err)
{
	bool inside = false, found = false;
	int line = 0, begin = 0;
	size_t n;

	memset(b, 0, sizeof(*b));
	for (size_t pos = 0; pos < len; pos += n) {
		n = line_len(bytes, len, pos);
		line++;
		if (line_is(bytes + pos, n, GS_BLOCK_BEGIN)) {
			if (inside || found)
				return damaged(err, line);
			inside = true;
			begin = line;
			b->from = pos;
		} else if (line_is(bytes + pos, n, GS_BLOCK_END)) {
			if (!inside)
				return damaged(err, line);
			inside = false;
			found = true;
			b->to = pos + n;
		} else if (inside && line_is(bytes + pos, n, GS_BLOCK_NOTE)) {
			b->note = true;
		}
	}
	if (inside)
		return damaged(err, begin);
	return found;
}

/* ---- where it goes ------------------------------------------------------- */
struct search {
	bool found;
	size_t at;
};

static void look_for_guard(void *user, const struct gs_rc_command *c)
{
	struct search *s = user;

	if (!s->found && gs_rc_leaves(c)) {
		s->found = true;
		s->at = c->statement;
	}
}

/* The comment right above a guard belongs to it.  Not so when it reaches up
 * to the first line: that one is about the file. */
static size_t above_comment(const char *bytes, size_t at)
{
	size_t pos = at;

	while (pos > 0) {
		size_t start = pos - 1;

		while (start > 0 && bytes[start - 1] != '\n')
			start--;
		if (bytes[start] != '#')
			return pos;
		pos = start;
	}
	return at;
}

static bool is_crlf(const char *bytes, size_t len)
{
	const char *nl = len ? memchr(bytes, '\n', len) : NULL;

	return nl && nl > bytes && nl[-1] == '\r';
}

/* Before everything, except the line that names an interpreter. */
static size_t file_top(const char *bytes, size_t len)
{
	if (len > 2 && bytes[0] == '#' && bytes[1] == '!')
		return line_len(bytes, len, 0);
	return 0;
}

void gs_block_spot(const char *bytes, size_t len, enum gs_syntax syntax,
		   struct gs_block_spot *spot)
{
	struct search s = { false, 0 };
	bool whole;

	if (syntax == GS_SYNTAX_FISH)
		whole = gs_fish_walk(bytes, len, look_for_guard, &s);
	else
		whole = gs_sh_walk(bytes, len, look_for_guard, &s);
	if (is_crlf(bytes, len))
		/* A shell that met a CRLF `case` or `if` reads no further. */
		spot->at = file_top(bytes, len);
	else if (s.found)
		spot->at = above_comment(bytes, s.at);
	else
		spot->at = whole ? len : file_top(bytes, len);
	spot->newline = spot->at > 0 && bytes[spot->at - 1] != '\n';
}

void gs_block_text(struct gs_buf *out, const char *body, bool note)
{
	gs_buf_adds(out, GS_BLOCK_BEGIN "\n");
	if (note)
		gs_buf_adds(out, GS_BLOCK_NOTE "\n");
	gs_buf_adds(out, body);
	gs_buf_adds(out, GS_BLOCK_END "\n");
}
