/* SPDX-License-Identifier: MIT */
/* Between the files of the plain face. */
#ifndef GS_UI_PLAIN_PARTS_H
#define GS_UI_PLAIN_PARTS_H

#include "ui/plain/plain.h"

enum gs_move { GS_MOVE_NEXT, GS_MOVE_BACK, GS_MOVE_AGAIN, GS_MOVE_QUIT };

struct gs_plain {
	struct gs_session *s;
	struct gs_buf line;     /* what was typed last */
	bool advanced;          /* the advanced questions, too */
	int code;               /* exit code once it is over */
};

/* Prints the prompt and reads p->line.  NEXT: there is something to look
 * at; QUIT for q, end of file and Ctrl-C; BACK for <. */
enum gs_move gs_plain_read(struct gs_plain *p, const char *prompt);
/* A number from 1 to n in text, or 0. */
size_t gs_plain_number(const char *text, size_t n);

/* All visible questions, from the first or from the last; BACK: in front of
 * the first. */
enum gs_move gs_plain_walk(struct gs_plain *p, bool from_last);
/* One question; in ask.c. */
enum gs_move gs_plain_ask(struct gs_plain *p, const struct gs_question *q,
			  size_t number, size_t count);
/* The plan; BACK: to the questions; QUIT: it is over, see p->code. */
enum gs_move gs_plain_review(struct gs_plain *p);
/* Choose a former run and take it back. */
enum gs_move gs_plain_undo(struct gs_plain *p);
/* Stays with a task; prints its error.  Sets p->code. */
int gs_plain_attend(struct gs_plain *p, enum gs_task task);

#endif
