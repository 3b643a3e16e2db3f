/* SPDX-License-Identifier: MIT */
/*
 * One run: all operations or none.  Each line is durable before the next
 * begins:
 *
 *	journal BEGIN, OP...	what will be done, and under which names
 *	blobs			contents before and after
 *	prepare			directories, temporaries, stage
 *	PREPARED, re-check	nothing changed meanwhile
 *	COMMIT			from here it is finished, now or by recovery
 *	renames
 *	DONE			success may be told
 *	clean			our names are taken away
 */
#ifndef GS_APPLY_TRANSACTION_H
#define GS_APPLY_TRANSACTION_H

#include <signal.h>
#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/op.h"

struct gs_txn {
	const struct gs_report *report;
	struct gs_state *state;         /* borrowed, locked */
	struct gs_owner owner;
	bool state_as_owner;
	struct gs_journal journal;
	struct gs_ops ops;
	char *id;
	int failed;             /* index of the operation that failed, or -1 */
};

void gs_txn_init(struct gs_txn *t, struct gs_state *state, const char *home,
		 const struct gs_report *r);
void gs_txn_release(struct gs_txn *t);
/* Acts as whoever the state directory, or an operation, belongs to. */
int gs_txn_as_state(struct gs_txn *t, struct gs_error *err);
int gs_txn_as_op(struct gs_txn *t, const struct gs_op *op,
		 struct gs_error *err);

/* fsync of every directory that holds a target, once each. */
int gs_txn_sync_dirs(struct gs_txn *t, struct gs_error *err);
/* Makes the `tmp` of an operation again from the blobs. */
int gs_txn_refill(struct gs_txn *t, struct gs_op *op,
		  const struct gs_entry *want, struct gs_error *err);
/* Takes every post back to pre, in reverse; what someone else changed stays.
 * 0 when then no entry is left half way; *others counts those of others. */
int gs_txn_roll_back(struct gs_txn *t, size_t *others, struct gs_error *err);
/* Takes our names away; what stays is told as a warning.  Negative when
 * some could not be taken away: then the journal must stay live, so that
 * the next start tries again. */
int gs_txn_clean(struct gs_txn *t, enum gs_clean how);

/* The whole run for a plan; undo_of: id of the run it takes back, or NULL. */
int gs_txn_run(const struct gs_plan *plan, const char *undo_of,
	       const struct gs_report *r, struct gs_receipt *out,
	       struct gs_error *err);

/* Puts every cut-off run in this locked state directory right; *did as in
 * gs_recover().  The caller acts as the owner of the state directory. */
int gs_recover_all(struct gs_state *s, const struct gs_report *r, char **did,
		   struct gs_error *err);
/* Is there a journal with work left? */
bool gs_state_has_live(const struct gs_state *s);
/* Makes and locks the state directory as its owner. */
int gs_txn_open_state(struct gs_state *s, const char *state_dir,
		      struct gs_owner *owner, struct gs_error *err);

#endif
