/* SPDX-License-Identifier: MIT */
/*
 * bash, zsh and POSIX shells: compound commands, functions, here-documents.
 * Knows no more grammar than it takes to tell where a statement starts and
 * whether it runs when the file is read.
 */
#include "config.h"
#include "shells/sh-word.h"

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

struct walk {
	struct gs_sh_reader r;
	gs_rc_command_fn fn;
	void *user;

	struct open *open;
	size_t n_open, cap_open;

	struct gs_strv words;   /* of the command being read */
	size_t text, text_end;
	int line;
	size_t statement;
	bool func_next;         /* a function's name and () were read */
	bool joined;            /* after && || |: the statement goes on */
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
		.words = &w->words, .text = w->r.t.p + w->text,
		.len = w->text_end - w->text, .line = w->line,
		.statement = w->statement, .runs_here = runs_here(w),
	};

	if (w->words.n && w->fn)
		w->fn(w->user, &c);
	if (w->words.n)
		w->func_next = false;
	gs_strv_release(&w->words);
	w->r.cond = false;
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
	gs_sh_blanks(&w->r);
	if (gs_streq(keyword, "case")) {
		free(gs_sh_word(&w->r, &quoted));
		return;
	}
	if (gs_rc_peek(&w->r.t, 0) == '(' && gs_rc_peek(&w->r.t, 1) == '(') {
		gs_rc_nested(&w->r.t, '(', ')', NULL);
		return;
	}
	free(gs_sh_word(&w->r, &quoted));
	gs_sh_blanks(&w->r);
	if (gs_rc_peek(&w->r.t, 0) != '(' || gs_sh_empty_parens(&w->r))
		return;
	gs_rc_nested(&w->r.t, '(', ')', NULL);
	gs_sh_blanks(&w->r);
	/* zsh: `for x (a b) command` has no done. */
	if (o && o->kind == LOOP && gs_rc_peek(&w->r.t, 0) != '{' &&
	    gs_rc_peek(&w->r.t, 0) != '\n' && gs_rc_peek(&w->r.t, 0) != ';')
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
	int c = gs_rc_peek(&w->r.t, 0);

	if (c != '<' && c != '>')
		return false;
	return word[strspn(word, "0123456789")] == '\0' ||
	       (word[0] == '{' && gs_ends(word, "}"));
}

static void add_word(struct walk *w)
{
	size_t from = w->r.t.pos;
	int line = w->r.t.line;
	bool quoted;
	char *word = gs_sh_word(&w->r, &quoted);

	w->joined = false;
	if (!quoted && (is_descriptor(w, word) || grammar_word(w, word))) {
		free(word);
		return;
	}
	if (w->words.n == 0) {
		w->text = from;
		w->line = line;
		w->r.cond = !quoted && gs_streq(word, "[[");
	}
	w->r.cond = w->r.cond && !gs_streq(word, "]]");
	w->fresh = false;
	w->text_end = w->r.t.pos;
	gs_strv_steal(&w->words, word);
}

/* ---- operators ----------------------------------------------------------- */
static void open_paren(struct walk *w)
{
	struct open *o = top(w);

	w->joined = false;
	w->fresh = false;
	if (w->words.n == 1 && gs_sh_empty_parens(&w->r)) { /* name() */
		gs_strv_release(&w->words);
		w->func_next = true;
	} else if (w->words.n) {                /* a glob, zsh */
		gs_rc_nested(&w->r.t, '(', ')', NULL);
		return;
	} else if (gs_sh_empty_parens(&w->r)) {   /* () { ... } */
		w->func_next = true;
	} else if (gs_rc_peek(&w->r.t, 1) == '(') {
		gs_rc_nested(&w->r.t, '(', ')', NULL);
		return;
	} else if (!(o && o->kind == CASE && o->pattern)) {
		push(w, PAREN);
		w->fresh = true;
		gs_rc_skip(&w->r.t, 1);
		return;
	}
	gs_rc_skip(&w->r.t, 1);
	gs_sh_blanks(&w->r);
	gs_rc_skip(&w->r.t, gs_rc_peek(&w->r.t, 0) == ')');
}

/* ; ;; & && | || and their relatives. */
static void separator(struct walk *w)
{
	int c = gs_rc_peek(&w->r.t, 0), next = gs_rc_peek(&w->r.t, 1);
	struct open *o = top(w);

	end_command(w);
	w->fresh = true;
	if (c == ';' && (next == ';' || next == '&' || next == '|')) {
		if (o && o->kind == CASE)
			o->pattern = true;
		while (strchr(";&|", gs_rc_peek(&w->r.t, 0)) &&
		       gs_rc_peek(&w->r.t, 0) > 0)
			gs_rc_skip(&w->r.t, 1);
		return;
	}
	w->joined = c == '|' || (c == '&' && next == '&');
	gs_rc_skip(&w->r.t, c != ';' && (next == c || (c == '|' && next == '&'))
			  ? 2 : 1);
}

static void newline(struct walk *w)
{
	end_command(w);
	w->fresh = true;
	gs_rc_skip(&w->r.t, 1);
	gs_sh_docs(&w->r);
	if (!w->n_open && !w->joined && !w->func_next)
		w->statement = w->r.t.pos;
}

/* In a case: everything up to the `)` of a pattern, or esac. */
static void read_pattern(struct walk *w)
{
	struct open *o = top(w);
	int c = gs_rc_peek(&w->r.t, 0);
	bool quoted;
	char *word;

	if (c == '(' || c == '|' || c == ')') {
		o->pattern = c != ')';
		gs_rc_skip(&w->r.t, 1);
		return;
	}
	word = gs_sh_word(&w->r, &quoted);
	if (gs_streq(word, "esac") && !quoted)
		pop(w, CASE);
	else if (!*word)
		gs_rc_skip(&w->r.t, 1);
	free(word);
}

static bool wants_in(struct walk *w)
{
	struct open *o = top(w);
	bool quoted;

	if (!o || o->kind != CASE || !o->head)
		return false;
	free(gs_sh_word(&w->r, &quoted));            /* in */
	o->head = false;
	o->pattern = true;
	return true;
}

static void step(struct walk *w)
{
	struct open *o;
	int c;

	gs_sh_blanks(&w->r);
	c = gs_rc_peek(&w->r.t, 0);
	o = top(w);
	if (c == '#') {
		gs_rc_comment(&w->r.t);
	} else if (c == '\n') {
		newline(w);
	} else if (c < 0) {
		return;
	} else if (o && o->kind == CASE && o->pattern) {
		read_pattern(w);
	} else if (!strchr(";&|()<>", c) && wants_in(w)) {
		return;
	} else if (w->r.cond && c != ';') {
		add_word(w);
	} else if (c == '&' && gs_rc_peek(&w->r.t, 1) == '>') {
		gs_rc_skip(&w->r.t, 1);
		gs_sh_redirect(&w->r);
	} else if ((c == '<' || c == '>') && gs_rc_peek(&w->r.t, 1) != '(') {
		gs_sh_redirect(&w->r);
	} else if (strchr(";&|", c)) {
		separator(w);
	} else if (c == '(') {
		open_paren(w);
	} else if (c == ')') {
		end_command(w);
		pop(w, PAREN);
		gs_rc_skip(&w->r.t, 1);
	} else {
		add_word(w);
	}
}

bool gs_sh_walk(const char *bytes, size_t len, gs_rc_command_fn fn, void *user)
{
	struct walk w = {
		.r.t = { .p = bytes, .len = len, .line = 1 },
		.fn = fn, .user = user, .fresh = true,
	};
	bool whole;

	while (w.r.t.pos < w.r.t.len)
		step(&w);
	end_command(&w);
	gs_sh_docs(&w.r);
	whole = !w.r.t.cut && !w.n_open && !w.joined && !w.func_next;
	free(w.open);
	free(w.r.docs);
	return whole;
}
