/* SPDX-License-Identifier: MIT */
/* The local mirror and scratch directories, for unit tests. */
#ifndef GS_TESTS_MIRROR_H
#define GS_TESTS_MIRROR_H

#include <stdlib.h>
#include <unistd.h>

#include "base/proc.h"

/* Owned first line of `mirror.sh VERB [DIR]`, NULL when it has none: the port
 * for start. */
static inline char *mirror(const char *verb, const char *dir)
{
	const char *top = getenv("GS_TOP_SRCDIR");
	gs_autofree char *script = gs_printf("%s/tests/mirror/mirror.sh",
					     top ? top : ".");
	struct gs_proc p;
	char *line;

	gs_proc_init(&p);
	gs_proc_args(&p, "sh", script, verb, dir, NULL);
	p.timeout_ms = 300000;
	gs_proc_run(&p);
	line = gs_proc_line(&p);
	gs_proc_release(&p);
	return line;
}

/* Owned; in memory where that is possible: unpacking there is fast. */
static inline char *scratch_make(void)
{
	char *dir = gs_printf("%s/gs-test.XXXXXX",
			      access("/dev/shm", W_OK) == 0 ? "/dev/shm"
							    : "/tmp");

	return mkdtemp(dir) ? dir : (free(dir), abort(), NULL);
}

static inline void scratch_remove(const char *dir)
{
	struct gs_proc p;

	gs_proc_init(&p);
	gs_proc_args(&p, "rm", "-rf", dir, NULL);
	gs_proc_run(&p);
	gs_proc_release(&p);
}

#endif
