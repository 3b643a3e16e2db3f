/* SPDX-License-Identifier: MIT */
/*
 * Lines for people, in the manner of git: results on stdout, errors and
 * hints on stderr, progress as sentences.  For the commands and the plain
 * prompts; the wizard draws its own.
 */
#ifndef GS_UI_SAY_H
#define GS_UI_SAY_H

#include <stdio.h>

#include "base/report.h"
#include "ui/session.h"

enum gs_tone { GS_TONE_NONE, GS_TONE_GOOD, GS_TONE_BAD, GS_TONE_BOLD,
	       GS_TONE_HEAD, GS_TONE_COUNT };

/* From --color, NO_COLOR and what stdout and stderr are. */
void gs_say_init(const struct gs_options *o);
/* The escape sequence that begins a tone on f, "" without colour; NONE ends
 * it. */
const char *gs_tone(FILE *f, enum gs_tone tone);
/* "gosetup: error: ..." and "hint: ...", on stderr. */
void gs_say_error(const struct gs_error *err);
void gs_say_warning(const char *text);
/* Text of gs_plan_diff, coloured when stdout has colour, else untouched. */
void gs_say_diff(const struct gs_buf *diff);
/* Columns that text takes on a terminal. */
int gs_text_columns(const char *text);
/* Prints text on f, wrapped at 78 columns: behind `first`, and its further
 * lines behind as many blanks. */
void gs_say_wrapped(FILE *f, const char *first, const char *text);

/* ---- progress ---------------------------------------------------------- */
struct gs_progress {
	FILE *out;              /* NULL: silent */
	bool tty;               /* one line may be rewritten */
	bool verbose;
	/* private */
	struct {
		char name[24];
		int step, mark;
	} tasks[4];             /* download and unpack run side by side */
	size_t next_task;
	long long shown_ms;
	int columns;            /* of the unfinished line on the screen */
};
void gs_progress_init(struct gs_progress *p, const struct gs_options *o);
struct gs_report gs_progress_report(struct gs_progress *p);
/* Takes an unfinished line off the screen. */
void gs_progress_end(struct gs_progress *p);

/* Waits for a task of the session with progress on the screen.  SIGINT,
 * SIGTERM and SIGHUP ask it to stop; when it could, SIGINT is reported as
 * GS_ERR_CANCELLED and the others end the program. */
int gs_attend(struct gs_session *s, enum gs_task task, struct gs_error *err);

/* ---- after the work ---------------------------------------------------- */
/* One line for each check that failed (all: for every one), then the sum. */
void gs_say_checks(FILE *f, const struct gs_checks *c, bool all);
/* What the user has to type in the shell that runs now, as translated
 * lines; nothing when the new go is found already. */
void gs_next_lines(const struct gs_session *s, const struct gs_expect *e,
		   struct gs_strv *out);

#endif
