/* SPDX-License-Identifier: MIT */
/* fish: blocks that close with `end`, no here-documents. */
#include "config.h"
#include "shells/rc-walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct walk {
	struct gs_rc_text t;
	gs_rc_command_fn fn;
	void *user;
	size_t depth;           /* open blocks */
	size_t func;            /* depth of the outermost function, or 0 */
	bool after_else;        /* `else if` opens nothing */
	struct gs_strv words;
	size_t text, text_end;
	int line;
	size_t statement;
};

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (gs_streq(word, *list))
			return true;
	return false;
}

static void end_command(struct walk *w)
{
	struct gs_rc_command c = {
		.words = &w->words, .text = w->t.p + w->text,
		.len = w->text_end - w->text, .line = w->line,
		.statement = w->statement, .runs_here = w->func == 0,
	};

	if (w->words.n && w->fn)
		w->fn(w->user, &c);
	gs_strv_release(&w->words);
}

static bool ends_word(const struct walk *w, int c)
{
	if (c < 0 || c == ' ' || c == '\t' || c == '\n')
		return true;
	if (c == '\r' && gs_rc_peek(&w->t, 1) == '\n')
		return true;
	return strchr(";&|<>)", c) != NULL;
}

/* Unlike in sh, \' and \\ escape inside. */
static void single_quoted(struct gs_rc_text *t, struct gs_buf *out)
{
	int c, next;

	gs_rc_skip(t, 1);
	while ((c = gs_rc_peek(t, 0)) >= 0 && c != '\'') {
		next = gs_rc_peek(t, 1);
		if (c == '\\' && (next == '\'' || next == '\\'))
			gs_rc_skip(t, 1);
		gs_buf_addc(out, (char)gs_rc_peek(t, 0));
		gs_rc_skip(t, 1);
	}
	t->cut |= c < 0;
	gs_rc_skip(t, 1);
}

static char *read_word(struct walk *w, bool *quoted)
{
	struct gs_rc_text *t = &w->t;
	struct gs_buf b = GS_BUF_INIT;
	int c;

	*quoted = false;
	while (!ends_word(w, c = gs_rc_peek(t, 0))) {
		if (c == '(') {
			gs_rc_nested(t, '(', ')', &b);
		} else if (c == '\\') {
			gs_rc_skip(t, 1);
			if (gs_rc_peek(t, 0) > 0 && gs_rc_peek(t, 0) != '\n')
				gs_buf_addc(&b, (char)gs_rc_peek(t, 0));
			gs_rc_skip(t, 1);
			*quoted = true;
		} else if (c == '\'') {
			*quoted = true;
			single_quoted(t, &b);
		} else if (c == '"' || c == '$') {
			*quoted |= c == '"';
			gs_rc_quoted(t, &b);
		} else {
			gs_buf_addc(&b, (char)c);
			gs_rc_skip(t, 1);
		}
	}
	return gs_buf_steal(&b);
}

/* A word where a command may start; true when it was part of the grammar. */
static bool reserved(struct walk *w, const char *word)
{
	static const char *const blocks[] = {
		"begin", "if", "while", "for", "switch", "function", NULL,
	};
	static const char *const go_on[] = {
		"else", "and", "or", "not", "!", "builtin", "command", NULL,
	};

	bool after_else = w->after_else;

	w->after_else = gs_streq(word, "else");
	if (after_else && gs_streq(word, "if"))
		return true;
	if (gs_streq(word, "end")) {
		w->depth -= w->depth > 0;
		if (w->depth < w->func)
			w->func = 0;
		return true;
	}
	if (is_one_of(word, blocks)) {
		w->depth++;
		if (gs_streq(word, "function") && !w->func)
			w->func = w->depth;
		/* The rest of these lines are names, not commands. */
		return gs_streq(word, "begin") || gs_streq(word, "if") ||
		       gs_streq(word, "while");
	}
	return is_one_of(word, go_on);
}

static void add_word(struct walk *w)
{
	size_t from = w->t.pos;
	int line = w->t.line;
	bool quoted;
	char *word = read_word(w, &quoted);

	if (w->words.n == 0 && !quoted && reserved(w, word)) {
		free(word);
		return;
	}
	if (w->words.n == 0) {
		w->text = from;
		w->line = line;
	}
	w->text_end = w->t.pos;
	gs_strv_steal(&w->words, word);
}

static void redirect(struct walk *w)
{
	bool quoted;

	while (gs_rc_peek(&w->t, 0) > 0 &&
	       strchr("<>&|?+", gs_rc_peek(&w->t, 0)))
		gs_rc_skip(&w->t, 1);
	while (gs_rc_peek(&w->t, 0) == ' ')
		gs_rc_skip(&w->t, 1);
	free(read_word(w, &quoted));
}

static void step(struct walk *w)
{
	int c = gs_rc_peek(&w->t, 0), next = gs_rc_peek(&w->t, 1);

	if (c == '\\' && next == '\n') {
		gs_rc_skip(&w->t, 2);
	} else if (c == '#') {
		gs_rc_comment(&w->t);
	} else if (c == '\n') {
		end_command(w);
		gs_rc_skip(&w->t, 1);
		if (w->depth == 0)
			w->statement = w->t.pos;
	} else if (c == '<' || c == '>') {
		redirect(w);
	} else if (strchr(";&|", c)) {
		end_command(w);
		gs_rc_skip(&w->t, 1);
	} else if (ends_word(w, c)) {
		gs_rc_skip(&w->t, 1);
	} else {
		add_word(w);
	}
}

bool gs_fish_walk(const char *bytes, size_t len, gs_rc_command_fn fn,
		  void *user)
{
	struct walk w = {
		.t = { .p = bytes, .len = len, .line = 1 },
		.fn = fn, .user = user,
	};

	while (w.t.pos < w.t.len)
		step(&w);
	end_command(&w);
	return !w.t.cut && w.depth == 0;
}
