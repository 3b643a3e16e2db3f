/* SPDX-License-Identifier: MIT */
/*
 * bash, zsh and POSIX shells: compound commands, functions, here-documents.
 * Knows no more grammar than it takes to tell where a statement starts and
 * whether it runs when the file is read.
 */
#include "config.h"
#include "shells/rc-walk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum kind { IF, LOOP, CASE, BRACE, PAREN };

struct open {
	enum kind kind;
	bool func;              /* the body of a function */
	bool head;              /* before then, do or in */
	bool pattern;           /* CASE: a pattern comes next */
};

struct heredoc {
	char *word;
	bool tabs;
};

struct walk {
	struct gs_rc_text t;
	gs_rc_command_fn fn;
	void *user;

	struct open *open;
	size_t n_open, cap_open;
	struct heredoc *docs;
	size_t n_docs, cap_docs;

	struct gs_strv words;   /* of the command being read */
	size_t text, text_end;
	int line;
	size_t statement;
	bool func_next;         /* a function's name and () were read */
	bool joined;            /* after && || |: the statement goes on */
	bool cond;              /* inside [[ ]] */
	bool fresh;             /* a list of commands starts here */
};

static struct open *top(struct walk *w)
{
	return w->n_open ? &w->open[w->n_open - 1] : NULL;
}

static void push(struct walk *w, enum kind kind)
{
	w->open = gs_grow(w->open, w->n_open, &w->cap_open, sizeof(*w->open));
	w->open[w->n_open++] = (struct open){
		.kind = kind, .func = w->func_next,
		.head = kind == IF || kind == LOOP || kind == CASE,
	};
	w->func_next = false;
}

/* Closes the innermost construct of this kind; a stray closing word is left
 * to the shell to complain about. */
static void pop(struct walk *w, enum kind kind)
{
	size_t n = w->n_open;

	while (n > 0 && w->open[n - 1].kind != kind)
		n--;
	if (n > 0)
		w->n_open = n - 1;
}

static bool runs_here(const struct walk *w)
{
	for (size_t i = 0; i < w->n_open; i++)
		if (w->open[i].func || w->open[i].kind == PAREN)
			return false;
	return !w->func_next;
}

static void end_command(struct walk *w)
{
	struct gs_rc_command c = {
		.words = &w->words, .text = w->t.p + w->text,
		.len = w->text_end - w->text, .line = w->line,
		.statement = w->statement, .runs_here = runs_here(w),
	};

	if (w->words.n && w->fn)
		w->fn(w->user, &c);
	if (w->words.n)
		w->func_next = false;
	gs_strv_release(&w->words);
	w->cond = false;
}

/* ---- here-documents ------------------------------------------------------ */
static bool doc_line(struct walk *w, const struct heredoc *doc)
{
	const char *p = w->t.p + w->t.pos;
	size_t n = 0, rest = w->t.len - w->t.pos;
	bool last;

	while (n < rest && p[n] != '\n')
		n++;
	gs_rc_skip(&w->t, n + 1);
	while (doc->tabs && n && *p == '\t') {
		p++;
		n--;
	}
	if (n && p[n - 1] == '\r')
		n--;
	last = n == strlen(doc->word) && memcmp(p, doc->word, n) == 0;
	return last;
}

static void skip_docs(struct walk *w)
{
	for (size_t i = 0; i < w->n_docs; i++) {
		bool found = false;

		while (!found && w->t.pos < w->t.len)
			found = doc_line(w, &w->docs[i]);
		w->t.cut |= !found;
		free(w->docs[i].word);
	}
	w->n_docs = 0;
}

/* ---- words --------------------------------------------------------------- */
static bool ends_word(const struct walk *w, int c)
{
	if (c < 0 || c == ' ' || c == '\t' || c == '\n')
		return true;
	if (c == '\r' && gs_rc_peek(&w->t, 1) == '\n')
		return true;
	return strchr(";&|<>()", c) && !(w->cond && strchr("&|<>()", c));
}

static bool empty_parens(const struct walk *w)
{
	size_t i = 1;
	int c;

	while ((c = gs_rc_peek(&w->t, i)) == ' ' || c == '\t')
		i++;
	return c == ')';
}

/* `(` inside a word: an array, or a glob of zsh; not name(). */
static bool word_goes_on(const struct walk *w, const struct gs_buf *b, int c)
{
	if (c == '(' && b->len)
		return gs_ends(gs_buf_str(b), "=") || !empty_parens(w);
	return (c == '<' || c == '>') && !b->len &&
	       gs_rc_peek(&w->t, 1) == '(';
}

/* Reads a word; quoted: some of it was, so it is no reserved word. */
static char *read_word(struct walk *w, bool *quoted)
{
	struct gs_rc_text *t = &w->t;
	struct gs_buf b = GS_BUF_INIT;
	int c;

	*quoted = false;
	for (;;) {
		c = gs_rc_peek(t, 0);
		if (word_goes_on(w, &b, c)) {
			if (c != '(')
				gs_rc_skip(t, 1);
			gs_rc_nested(t, '(', ')', &b);
		} else if (ends_word(w, c)) {
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

static void skip_blanks(struct walk *w)
{
	for (;;) {
		int c = gs_rc_peek(&w->t, 0), next = gs_rc_peek(&w->t, 1);

		if (c == ' ' || c == '\t' || (c == '\r' && next == '\n'))
			gs_rc_skip(&w->t, 1);
		else if (c == '\\' && next == '\n')
			gs_rc_skip(&w->t, 2);
		else
			return;
	}
}

/* ---- reserved words ------------------------------------------------------ */
static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (gs_streq(word, *list))
			return true;
	return false;
}

/* zsh: `if [[ x ]] { ... }` and `for x (a b) { ... }`. */
static void open_brace(struct walk *w)
{
	struct open *o = top(w);

	if (!w->fresh && o && o->head &&
	    (o->kind == IF || o->kind == LOOP)) {
		o->kind = BRACE;
		o->head = false;
	} else {
		push(w, BRACE);
	}
}

/* A word where a command may start.  true: it was a reserved word. */
static bool reserved(struct walk *w, const char *word)
{
	static const char *const bodies[] = { "then", "else", "do", NULL };
	static const char *const prefixes[] = {
		"!", "time", "coproc", "always", NULL,
	};
	static const char *const loops[] = {
		"for", "while", "until", "select", "foreach", NULL,
	};
	struct open *o = top(w);

	if (gs_streq(word, "if") || gs_streq(word, "case")) {
		push(w, word[0] == 'i' ? IF : CASE);
	} else if (is_one_of(word, loops)) {
		push(w, LOOP);
	} else if (gs_streq(word, "elif")) {
		if (!o || o->kind != IF)
			push(w, IF);
		else
			o->head = true;
	} else if (is_one_of(word, bodies)) {
		if (o)
			o->head = false;
	} else if (gs_streq(word, "fi")) {
		pop(w, IF);
	} else if (gs_streq(word, "done") || gs_streq(word, "end")) {
		pop(w, LOOP);
	} else if (gs_streq(word, "esac")) {
		pop(w, CASE);
	} else if (gs_streq(word, "{")) {
		open_brace(w);
	} else if (gs_streq(word, "}")) {
		pop(w, BRACE);
	} else if (!is_one_of(word, prefixes)) {
		return false;
	}
	w->fresh = true;
	return true;
}

/* After `for`, `select`, `case` or `function`: names that are no commands. */
static void read_head(struct walk *w, const char *keyword)
{
	struct open *o = top(w);
	bool quoted;

	w->fresh = false;
	skip_blanks(w);
	if (gs_streq(keyword, "case")) {
		free(read_word(w, &quoted));
		return;
	}
	if (gs_rc_peek(&w->t, 0) == '(' && gs_rc_peek(&w->t, 1) == '(') {
		gs_rc_nested(&w->t, '(', ')', NULL);
		return;
	}
	free(read_word(w, &quoted));
	skip_blanks(w);
	if (gs_rc_peek(&w->t, 0) != '(' || empty_parens(w))
		return;
	gs_rc_nested(&w->t, '(', ')', NULL);
	skip_blanks(w);
	/* zsh: `for x (a b) command` has no done. */
	if (o && o->kind == LOOP && gs_rc_peek(&w->t, 0) != '{' &&
	    gs_rc_peek(&w->t, 0) != '\n' && gs_rc_peek(&w->t, 0) != ';')
		w->n_open--;
}

/* Words that are part of the grammar; true when it was one. */
static bool grammar_word(struct walk *w, const char *word)
{
	static const char *const heads[] = {
		"for", "select", "foreach", "case", NULL,
	};
	struct open *o = top(w);

	if (w->words.n == 0 && gs_streq(word, "function")) {
		read_head(w, word);
		w->func_next = true;
		return true;
	}
	if (w->words.n == 0) {
		if (!reserved(w, word))
			return false;
		if (is_one_of(word, heads))
			read_head(w, word);
		return true;
	}
	/* zsh closes a group without a separator, and opens it after ]]. */
	if (gs_streq(word, "}") && o && o->kind == BRACE) {
		end_command(w);
		pop(w, BRACE);
		return true;
	}
	if (gs_streq(word, "{") &&
	    gs_streq(w->words.v[w->words.n - 1], "]]")) {
		end_command(w);
		w->fresh = false;
		open_brace(w);
		return true;
	}
	return false;
}

/* 2 of `2>file`, {fd} of `{fd}>file`. */
static bool is_descriptor(const struct walk *w, const char *word)
{
	int c = gs_rc_peek(&w->t, 0);

	if (c != '<' && c != '>')
		return false;
	return word[strspn(word, "0123456789")] == '\0' ||
	       (word[0] == '{' && gs_ends(word, "}"));
}

static void add_word(struct walk *w)
{
	size_t from = w->t.pos;
	int line = w->t.line;
	bool quoted;
	char *word = read_word(w, &quoted);

	w->joined = false;
	if (!quoted && (is_descriptor(w, word) || grammar_word(w, word))) {
		free(word);
		return;
	}
	if (w->words.n == 0) {
		w->text = from;
		w->line = line;
		w->cond = !quoted && gs_streq(word, "[[");
	}
	w->cond = w->cond && !gs_streq(word, "]]");
	w->fresh = false;
	w->text_end = w->t.pos;
	gs_strv_steal(&w->words, word);
}

/* ---- operators ----------------------------------------------------------- */
static void redirect(struct walk *w)
{
	struct gs_rc_text *t = &w->t;
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
	skip_blanks(w);
	word = read_word(w, &quoted);
	if (!doc) {
		free(word);
		return;
	}
	w->docs = gs_grow(w->docs, w->n_docs, &w->cap_docs, sizeof(*w->docs));
	w->docs[w->n_docs++] = (struct heredoc){ word, tabs };
}

static void open_paren(struct walk *w)
{
	struct open *o = top(w);

	w->joined = false;
	w->fresh = false;
	if (w->words.n == 1 && empty_parens(w)) {       /* name() */
		gs_strv_release(&w->words);
		w->func_next = true;
	} else if (w->words.n) {                        /* a glob, zsh */
		gs_rc_nested(&w->t, '(', ')', NULL);
		return;
	} else if (empty_parens(w)) {                   /* () { ... } */
		w->func_next = true;
	} else if (gs_rc_peek(&w->t, 1) == '(') {
		gs_rc_nested(&w->t, '(', ')', NULL);
		return;
	} else if (!(o && o->kind == CASE && o->pattern)) {
		push(w, PAREN);
		w->fresh = true;
		gs_rc_skip(&w->t, 1);
		return;
	}
	gs_rc_skip(&w->t, 1);
	skip_blanks(w);
	gs_rc_skip(&w->t, gs_rc_peek(&w->t, 0) == ')');
}

/* ; ;; & && | || and their relatives. */
static void separator(struct walk *w)
{
	int c = gs_rc_peek(&w->t, 0), next = gs_rc_peek(&w->t, 1);
	struct open *o = top(w);

	end_command(w);
	w->fresh = true;
	if (c == ';' && (next == ';' || next == '&' || next == '|')) {
		if (o && o->kind == CASE)
			o->pattern = true;
		while (strchr(";&|", gs_rc_peek(&w->t, 0)) &&
		       gs_rc_peek(&w->t, 0) > 0)
			gs_rc_skip(&w->t, 1);
		return;
	}
	w->joined = c == '|' || (c == '&' && next == '&');
	gs_rc_skip(&w->t, c != ';' && (next == c || (c == '|' && next == '&'))
			  ? 2 : 1);
}

static void newline(struct walk *w)
{
	end_command(w);
	w->fresh = true;
	gs_rc_skip(&w->t, 1);
	skip_docs(w);
	if (!w->n_open && !w->joined && !w->func_next)
		w->statement = w->t.pos;
}

/* In a case: everything up to the `)` of a pattern, or esac. */
static void read_pattern(struct walk *w)
{
	struct open *o = top(w);
	int c = gs_rc_peek(&w->t, 0);
	bool quoted;
	char *word;

	if (c == '(' || c == '|' || c == ')') {
		o->pattern = c != ')';
		gs_rc_skip(&w->t, 1);
		return;
	}
	word = read_word(w, &quoted);
	if (gs_streq(word, "esac") && !quoted)
		pop(w, CASE);
	else if (!*word)
		gs_rc_skip(&w->t, 1);
	free(word);
}

static bool wants_in(struct walk *w)
{
	struct open *o = top(w);
	bool quoted;

	if (!o || o->kind != CASE || !o->head)
		return false;
	free(read_word(w, &quoted));            /* in */
	o->head = false;
	o->pattern = true;
	return true;
}

static void step(struct walk *w)
{
	struct open *o;
	int c;

	skip_blanks(w);
	c = gs_rc_peek(&w->t, 0);
	o = top(w);
	if (c == '#') {
		gs_rc_comment(&w->t);
	} else if (c == '\n') {
		newline(w);
	} else if (c < 0) {
		return;
	} else if (o && o->kind == CASE && o->pattern) {
		read_pattern(w);
	} else if (!strchr(";&|()<>", c) && wants_in(w)) {
		return;
	} else if (w->cond && c != ';') {
		add_word(w);
	} else if (c == '&' && gs_rc_peek(&w->t, 1) == '>') {
		gs_rc_skip(&w->t, 1);
		redirect(w);
	} else if ((c == '<' || c == '>') && gs_rc_peek(&w->t, 1) != '(') {
		redirect(w);
	} else if (strchr(";&|", c)) {
		separator(w);
	} else if (c == '(') {
		open_paren(w);
	} else if (c == ')') {
		end_command(w);
		pop(w, PAREN);
		gs_rc_skip(&w->t, 1);
	} else {
		add_word(w);
	}
}

bool gs_sh_walk(const char *bytes, size_t len, gs_rc_command_fn fn, void *user)
{
	struct walk w = {
		.t = { .p = bytes, .len = len, .line = 1 },
		.fn = fn, .user = user, .fresh = true,
	};
	bool whole;

	while (w.t.pos < w.t.len)
		step(&w);
	end_command(&w);
	skip_docs(&w);
	whole = !w.t.cut && !w.n_open && !w.joined && !w.func_next;
	free(w.open);
	free(w.docs);
	return whole;
}
