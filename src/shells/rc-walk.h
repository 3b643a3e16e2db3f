/* SPDX-License-Identifier: MIT */
/*
 * Private to shells/: splits the text of an rc file into simple commands
 * without executing anything.  Tolerant: text that no shell would take still
 * gives the commands that can be made out.
 */
#ifndef GS_SHELLS_RC_WALK_H
#define GS_SHELLS_RC_WALK_H

#include "base/buf.h"
#include "base/strv.h"
#include "shells/shells.h"

/* One simple command; borrowed during the callback. */
struct gs_rc_command {
	/* Quotes removed; $NAME and $(...) stay as they are written. */
	const struct gs_strv *words;
	const char *text;       /* from its first word ... */
	size_t len;             /* ... to its end, raw */
	int line;               /* 1-based */
	/* Start of the line of the top-level statement that holds it: text
	 * can be inserted there. */
	size_t statement;
	bool runs_here;         /* not in a function body or a subshell */
};
typedef void (*gs_rc_command_fn)(void *user, const struct gs_rc_command *c);

/* Calls fn (may be NULL) for each simple command.  false when the text ends
 * inside a quote, a here-document or a compound command. */
bool gs_sh_walk(const char *bytes, size_t len, gs_rc_command_fn fn, void *user);
bool gs_fish_walk(const char *bytes, size_t len, gs_rc_command_fn fn,
		  void *user);

/* Does this command leave the file: return, exit, exec of a program? */
bool gs_rc_leaves(const struct gs_rc_command *c);

/* ---- pieces that both walkers use (rc-word.c) ------------------------- */
struct gs_rc_text {
	const char *p;
	size_t len, pos;
	int line;
	bool cut;               /* the text ended inside something */
};
int gs_rc_peek(const struct gs_rc_text *t, size_t ahead);  /* -1: end */
void gs_rc_skip(struct gs_rc_text *t, size_t n);           /* counts lines */
void gs_rc_comment(struct gs_rc_text *t);                  /* to the newline */
/* From an opening to its closing character, quotes and nesting honoured;
 * appended raw to out when out is not NULL. */
void gs_rc_nested(struct gs_rc_text *t, char open, char close,
		  struct gs_buf *out);
/* A quoted piece at pos, appended to out without its quotes. */
void gs_rc_quoted(struct gs_rc_text *t, struct gs_buf *out);
/* NAME of `NAME=...` or `NAME+=...`: its length, else 0. */
size_t gs_rc_assignment(const char *word);

#endif
