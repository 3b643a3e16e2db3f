/* SPDX-License-Identifier: MIT */
/* Words, redirections and here-documents of the sh family. */
#include "config.h"
#include "shells/sh-word.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* ---- here-documents ------------------------------------------------------ */
static bool doc_line(struct gs_sh_reader *r, const struct gs_sh_doc *doc)
{
	const char *p = r->t.p + r->t.pos;
	size_t n = 0, rest = r->t.len - r->t.pos;
	bool last;

	while (n < rest && p[n] != '\n')
		n++;
	gs_rc_skip(&r->t, n + 1);
	while (doc->tabs && n && *p == '\t') {
		p++;
		n--;
	}
	if (n && p[n - 1] == '\r')
		n--;
	last = n == strlen(doc->word) && memcmp(p, doc->word, n) == 0;
	return last;
}

void gs_sh_docs(struct gs_sh_reader *r)
{
	for (size_t i = 0; i < r->n_docs; i++) {
		bool found = false;

		while (!found && r->t.pos < r->t.len)
			found = doc_line(r, &r->docs[i]);
		r->t.cut |= !found;
		free(r->docs[i].word);
	}
	r->n_docs = 0;
}

/* ---- words --------------------------------------------------------------- */
static bool ends_word(const struct gs_sh_reader *r, int c)
{
	if (c < 0 || c == ' ' || c == '\t' || c == '\n')
		return true;
	if (c == '\r' && gs_rc_peek(&r->t, 1) == '\n')
		return true;
	return strchr(";&|<>()", c) && !(r->cond && strchr("&|<>()", c));
}

bool gs_sh_empty_parens(const struct gs_sh_reader *r)
{
	size_t i = 1;
	int c;

	while ((c = gs_rc_peek(&r->t, i)) == ' ' || c == '\t')
		i++;
	return c == ')';
}

/* `(` inside a word: an array, or a glob of zsh; not name(). */
static bool word_goes_on(const struct gs_sh_reader *r, const struct gs_buf *b,
			 int c)
{
	if (c == '(' && b->len)
		return gs_ends(gs_buf_str(b), "=") || !gs_sh_empty_parens(r);
	return (c == '<' || c == '>') && !b->len &&
	       gs_rc_peek(&r->t, 1) == '(';
}

char *gs_sh_word(struct gs_sh_reader *r, bool *quoted)
{
	struct gs_rc_text *t = &r->t;
	struct gs_buf b = GS_BUF_INIT;
	int c;

	*quoted = false;
	for (;;) {
		c = gs_rc_peek(t, 0);
		if (word_goes_on(r, &b, c)) {
			if (c != '(')
				gs_rc_skip(t, 1);
			gs_rc_nested(t, '(', ')', &b);
		} else if (ends_word(r, c)) {
			break;
		} else if (c == '\\') {
			*quoted = true;
			gs_rc_skip(t, 1);
			if (gs_rc_peek(t, 0) > 0 && gs_rc_peek(t, 0) != '\n')
				gs_buf_addc(&b, (char)gs_rc_peek(t, 0));
			gs_rc_skip(t, 1);
		} else {
			*quoted |= c == '\'' || c == '"' || c == '`';
			gs_rc_quoted(t, &b);
		}
	}
	return gs_buf_steal(&b);
}

void gs_sh_blanks(struct gs_sh_reader *r)
{
	for (;;) {
		int c = gs_rc_peek(&r->t, 0), next = gs_rc_peek(&r->t, 1);

		if (c == ' ' || c == '\t' || (c == '\r' && next == '\n'))
			gs_rc_skip(&r->t, 1);
		else if (c == '\\' && next == '\n')
			gs_rc_skip(&r->t, 2);
		else
			return;
	}
}

void gs_sh_redirect(struct gs_sh_reader *r)
{
	struct gs_rc_text *t = &r->t;
	bool quoted, doc, tabs = false;
	char *word;

	doc = gs_rc_peek(t, 0) == '<' && gs_rc_peek(t, 1) == '<' &&
	      gs_rc_peek(t, 2) != '<';
	while (gs_rc_peek(t, 0) == '<' || gs_rc_peek(t, 0) == '>')
		gs_rc_skip(t, 1);
	while (strchr("-&|!", gs_rc_peek(t, 0)) && gs_rc_peek(t, 0) > 0) {
		tabs = gs_rc_peek(t, 0) == '-';
		gs_rc_skip(t, 1);
	}
	gs_sh_blanks(r);
	word = gs_sh_word(r, &quoted);
	if (!doc) {
		free(word);
		return;
	}
	r->docs = gs_grow(r->docs, r->n_docs, &r->cap_docs, sizeof(*r->docs));
	r->docs[r->n_docs++] = (struct gs_sh_doc){ word, tabs };
}
