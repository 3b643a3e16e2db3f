/* SPDX-License-Identifier: MIT */
/* System calls that may wait for another machine, done by a child of ours
 * that can be left behind. */
#ifndef GS_DETECT_BOUNDED_H
#define GS_DETECT_BOUNDED_H

#include <sys/types.h>
#include "base/mem.h"

struct gs_bounded {
	pid_t pid;              /* -1 when it could not be started */
	int fd;
	long long until_ms;     /* gs_now_ms() */
};

/* Runs fn(arg, answer) in a child; the answer has n bytes. */
void gs_bounded_start(struct gs_bounded *b, int limit_ms,
		      void (*fn)(const void *arg, void *answer),
		      const void *arg, size_t n);
enum gs_bounded_result {
	GS_BOUNDED_ANSWERED,    /* n bytes are in answer */
	GS_BOUNDED_HUNG,        /* its time was up */
	GS_BOUNDED_FAILED,      /* no child, or it died */
};
/* Waits for the answer.  A child that hangs is killed, and left behind if
 * it does not die of that. */
enum gs_bounded_result gs_bounded_wait(struct gs_bounded *b, void *answer,
				       size_t n);

#endif
