/* SPDX-License-Identifier: MIT */
/* One run while it is made.  Private to transaction.c and begin.c. */
#ifndef GS_APPLY_RUN_H
#define GS_APPLY_RUN_H

#include "apply/transaction.h"

struct gs_run_state {
	struct gs_txn t;
	struct gs_state state;
	const struct gs_plan *plan;
	const char *undo_of;
	struct gs_receipt *out;
	struct gs_prepare prepare;
	bool committed;
};

/* Fills the operations from what is on the disk now; looks only. */
int gs_run_examine(struct gs_run_state *r, struct gs_error *err);
/* Names the run: its time and two random bytes. */
int gs_run_name(struct gs_run_state *r, struct gs_error *err);
/* The journal's head, durable. */
int gs_run_begin(struct gs_run_state *r, struct gs_error *err);
/* All contents before and after, durable. */
int gs_run_back_up(struct gs_run_state *r, struct gs_error *err);

#endif
