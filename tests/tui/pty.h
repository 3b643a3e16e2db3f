/* SPDX-License-Identifier: MIT */
/* gosetup on a pseudo-terminal of its own: what it writes is kept and
 * counted, keys and signals are sent, the modes are looked at. */
#ifndef GS_TESTS_TUI_PTY_H
#define GS_TESTS_TUI_PTY_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"

struct pty {
	int fd;
	pid_t pid;
	struct gs_buf out;      /* everything since pty_start */
	size_t mark;
	int status;             /* of waitpid, once it has ended */
	bool ended;
};

/* argv with NULL; env of the form NAME=value with NULL. */
void pty_start(struct pty *p, int cols, int rows, char *const argv[],
	       char *const env[]);
/* Reads until nothing comes for quiet_ms (at most 20 s); returns the bytes
 * since the last call. */
size_t pty_quiet(struct pty *p, int quiet_ms);
void pty_send(struct pty *p, const char *bytes);
void pty_resize(struct pty *p, int cols, int rows);
/* Reads until the program ends, at most ms; false when it does not. */
bool pty_ends(struct pty *p, int ms);
/* Are the modes those of a shell: lines and echo? */
bool pty_is_sane(const struct pty *p);
/* Does what was written since the start end with the screen given back? */
bool pty_screen_given_back(const struct pty *p);
void pty_release(struct pty *p);

#endif
