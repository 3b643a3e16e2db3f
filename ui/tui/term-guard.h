/* SPDX-License-Identifier: MIT */
/*
 * A small process that gives the terminal back when the wizard cannot do it
 * itself: kill -9, or the kernel short of memory.  For term.c only.
 */
#ifndef GS_TUI_TERM_GUARD_H
#define GS_TUI_TERM_GUARD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct gs_guard {
	int fd;                         /* the terminal */
	const char *restore;            /* what makes the screen whole */
	size_t restore_len;
	const struct termios *before;   /* its modes before us */
};

/* Is the screen ours?  Shared with the guard once it runs, so that a wizard
 * that was suspended or has ended is left alone.  Never NULL. */
extern volatile sig_atomic_t *gs_guard_up;

/* Starts it; without one all goes on as well. */
void gs_guard_start(const struct gs_guard *g);
void gs_guard_stop(void);

#endif
