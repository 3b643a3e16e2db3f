/* SPDX-License-Identifier: MIT */
/* The pieces of shell text: quotes, nesting, comments. */
#include "config.h"
#include "shells/rc-walk.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"

int gs_rc_peek(const struct gs_rc_text *t, size_t ahead)
{
	if (ahead >= t->len - t->pos)
		return -1;
	return (unsigned char)t->p[t->pos + ahead];
}

void gs_rc_skip(struct gs_rc_text *t, size_t n)
{
	while (n-- > 0 && t->pos < t->len)
		t->line += t->p[t->pos++] == '\n';
}

void gs_rc_comment(struct gs_rc_text *t)
{
	while (t->pos < t->len && t->p[t->pos] != '\n')
		t->pos++;
}

static void take(struct gs_rc_text *t, size_t n, struct gs_buf *out)
{
	if (n > t->len - t->pos)
		n = t->len - t->pos;
	if (out)
		gs_buf_add(out, t->p + t->pos, n);
	gs_rc_skip(t, n);
}

/* 'text', or $'text' where a backslash escapes. */
static void single_quoted(struct gs_rc_text *t, bool escapes,
			  struct gs_buf *out)
{
	int c;

	gs_rc_skip(t, escapes ? 2 : 1);
	while ((c = gs_rc_peek(t, 0)) >= 0 && c != '\'') {
		if (c == '\\' && escapes)
			gs_rc_skip(t, 1);
		take(t, 1, out);
	}
	t->cut |= c < 0;
	gs_rc_skip(t, 1);
}

static void backticks(struct gs_rc_text *t, struct gs_buf *out)
{
	int c;

	take(t, 1, out);
	while ((c = gs_rc_peek(t, 0)) >= 0 && c != '`')
		take(t, c == '\\' ? 2 : 1, out);
	t->cut |= c < 0;
	take(t, 1, out);
}

/* A single quote means nothing in "${x:-it's}": hence `quotes`. */
static void nested(struct gs_rc_text *t, char open, char close,
		   const char *quotes, struct gs_buf *out)
{
	int depth = 0, c, before = '\n';

	while ((c = gs_rc_peek(t, 0)) >= 0) {
		size_t from = t->pos;

		if (c == '#' && open == '(' && isspace(before)) {
			gs_rc_comment(t);
		} else if (c == '\\') {
			gs_rc_skip(t, 2);
		} else if (strchr(quotes, c) ||
			   (c == '$' && quotes[0] == '\'' &&
			    gs_rc_peek(t, 1) == '\'')) {
			gs_rc_quoted(t, NULL);
		} else {
			depth += (c == open) - (c == close);
			gs_rc_skip(t, 1);
		}
		before = c;
		if (out)
			gs_buf_add(out, t->p + from, t->pos - from);
		if (depth == 0)
			return;
	}
	t->cut = true;
}

static void double_quoted(struct gs_rc_text *t, struct gs_buf *out)
{
	int c;

	gs_rc_skip(t, 1);
	while ((c = gs_rc_peek(t, 0)) >= 0 && c != '"') {
		int next = gs_rc_peek(t, 1);

		if (c == '\\' && next == '\n') {
			gs_rc_skip(t, 2);
		} else if (c == '\\') {
			gs_rc_skip(t, next > 0 && strchr("\"\\`", next));
			take(t, next == '$' ? 2 : 1, out);
		} else if (c == '$' && next == '{') {
			take(t, 1, out);
			nested(t, '{', '}', "\"`", out);
		} else if (c == '`' || (c == '$' && next == '(')) {
			gs_rc_quoted(t, out);
		} else {
			take(t, 1, out);
		}
	}
	t->cut |= c < 0;
	gs_rc_skip(t, 1);
}

void gs_rc_quoted(struct gs_rc_text *t, struct gs_buf *out)
{
	int c = gs_rc_peek(t, 0), next = gs_rc_peek(t, 1);

	if (c == '\'') {
		single_quoted(t, false, out);
	} else if (c == '"') {
		double_quoted(t, out);
	} else if (c == '`') {
		backticks(t, out);
	} else if (c == '$' && next == '\'') {
		single_quoted(t, true, out);
	} else if (c == '$' && next == '"') {
		gs_rc_skip(t, 1);
		double_quoted(t, out);
	} else if (c == '$' && (next == '(' || next == '{')) {
		take(t, 1, out);
		gs_rc_nested(t, (char)next, next == '(' ? ')' : '}', out);
	} else {
		take(t, 1, out);
	}
}

void gs_rc_nested(struct gs_rc_text *t, char open, char close,
		  struct gs_buf *out)
{
	nested(t, open, close, "'\"`", out);
}

size_t gs_rc_assignment(const char *word)
{
	size_t n = 0;

	if (isdigit((unsigned char)word[0]))
		return 0;
	while (isalnum((unsigned char)word[n]) || word[n] == '_')
		n++;
	if (n && (word[n] == '=' || (word[n] == '+' && word[n + 1] == '=')))
		return n;
	return 0;
}

bool gs_rc_leaves(const struct gs_rc_command *c)
{
	const struct gs_strv *w = c->words;
	size_t i = 0;

	if (!c->runs_here)
		return false;
	while (i < w->n && (gs_rc_assignment(w->v[i]) ||
			    gs_streq(w->v[i], "builtin") ||
			    gs_streq(w->v[i], "command")))
		i++;
	if (i >= w->n)
		return false;
	/* exec with redirections alone goes on in this file. */
	if (gs_streq(w->v[i], "exec"))
		return i + 1 < w->n;
	return gs_streq(w->v[i], "return") || gs_streq(w->v[i], "exit");
}
