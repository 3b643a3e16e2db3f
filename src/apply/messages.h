/* SPDX-License-Identifier: MIT */
/* Reports as messages from a working process to the one that shows them:
 * the forms that apply.h documents. */
#ifndef GS_APPLY_MESSAGES_H
#define GS_APPLY_MESSAGES_H

#include <signal.h>
#include "base/job.h"
#include "base/report.h"

struct gs_sender {
	struct gs_job_side *side;
	struct gs_report report;        /* hand this to the work */
	bool cancel;            /* the other side asked for it */
	bool committed;         /* then neither cancel nor a dead face count */
	long long last_ms;      /* of progress */
	char last_task[32];
	/* Set by a signal: counts as cancel. */
	const volatile sig_atomic_t *signalled;
};

void gs_sender_init(struct gs_sender *s, struct gs_job_side *side);
/* Feeds an event or progress message into r; false for other messages. */
bool gs_message_show(const json_t *msg, const struct gs_report *r);

#endif
