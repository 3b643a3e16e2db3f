/* SPDX-License-Identifier: MIT */
/* What a run and its recovery have in common. */
#include "config.h"
#include "apply/transaction.h"

#include <errno.h>
#include <string.h>
#include "base/i18n.h"

void gs_txn_init(struct gs_txn *t, struct gs_state *state, const char *home,
		 const struct gs_report *r)
{
	memset(t, 0, sizeof(*t));
	t->report = r;
	t->state = state;
	t->failed = -1;
	gs_journal_init(&t->journal);
	gs_owner_init(&t->owner, home);
}

void gs_txn_release(struct gs_txn *t)
{
	gs_ops_release(&t->ops);
	gs_journal_close(&t->journal);
	gs_owner_release(&t->owner);
	gs_set(&t->id, NULL);
}

int gs_txn_as_state(struct gs_txn *t, struct gs_error *err)
{
	return gs_owner_as(&t->owner, t->state_as_owner, err);
}

int gs_txn_as_op(struct gs_txn *t, const struct gs_op *op,
		 struct gs_error *err)
{
	return gs_owner_as(&t->owner, op->as_owner, err);
}

int gs_txn_open_state(struct gs_state *s, const char *state_dir,
		      struct gs_owner *owner, struct gs_error *err)
{
	int ret = gs_owner_as(owner, gs_owner_of(owner, state_dir), err);

	return ret ? ret : gs_state_open(s, state_dir, err);
}

static bool seen_before(const struct gs_txn *t, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++) {
		if (t->ops.v[k].fd >= 0 &&
		    gs_streq(t->ops.v[k].dir, t->ops.v[i].dir))
			return true;
	}
	return false;
}

int gs_txn_sync_dirs(struct gs_txn *t, struct gs_error *err)
{
	size_t i;

	for (i = 0; i < t->ops.n; i++) {
		struct gs_op *op = &t->ops.v[i];

		if (op->fd < 0 || seen_before(t, i))
			continue;
		if (gs_fs_sync_dir(op->fd) < 0)
			return gs_error_sys(err, errno,
					    _("cannot write the directory "
					      "'%s' to disk"), op->dir);
	}
	return 0;
}

int gs_txn_refill(struct gs_txn *t, struct gs_op *op,
		  const struct gs_entry *want, struct gs_error *err)
{
	int ret = gs_txn_as_state(t, err);

	if (!ret && want->type == GS_ENTRY_FILE)
		ret = gs_blob_get(t->state, want->sha256, &op->new_bytes, err);
	if (!ret)
		ret = gs_txn_as_op(t, op, err);
	return ret ? ret : gs_op_refill(op, want, err);
}

static int back_one(struct gs_txn *t, struct gs_op *op, size_t *others,
		    struct gs_error *err)
{
	enum gs_op_state state;
	int ret = gs_txn_as_op(t, op, err);

	if (!ret)
		ret = gs_op_look(op, &state, err);
	if (ret || state == GS_OP_PRE || state == GS_OP_NEUTRAL)
		return ret;
	if (state == GS_OP_OTHER) {
		(*others)++;
		return 0;
	}
	/* What was there before can be made again from its backup. */
	if (op->pre.type != GS_ENTRY_ABSENT && !gs_op_displaced(op)) {
		ret = gs_txn_refill(t, op, &op->pre, err);
		if (ret)
			return ret;
	}
	return gs_op_backward(op, err);
}

int gs_txn_roll_back(struct gs_txn *t, size_t *others, struct gs_error *err)
{
	int ret = 0, one;
	size_t i;

	*others = 0;
	for (i = t->ops.n; i > 0; i--) {
		one = back_one(t, &t->ops.v[i - 1], others, err);
		ret = ret ? ret : one;
	}
	if (!ret)
		ret = gs_txn_sync_dirs(t, err);
	return ret;
}

static void warn_left(struct gs_txn *t, const struct gs_op *op,
		      const struct gs_error *err)
{
	if (err->code)
		gs_report_event(t->report, GS_EVENT_WARNING, op->step, false,
				"%s", err->text);
	else
		gs_report_event(t->report, GS_EVENT_WARNING, op->step, false,
				_("'%s/%s' holds a version that someone "
				  "saved meanwhile; it stays"),
				op->dir, op->tmp);
}

int gs_txn_clean(struct gs_txn *t, enum gs_clean how)
{
	struct gs_error err;
	size_t i;
	int ret = 0;

	for (i = 0; i < t->ops.n; i++) {
		/* What was made last goes first; a run that takes things away
		 * has them in that order already. */
		size_t at = how == GS_CLEAN_DONE ? i : t->ops.n - 1 - i;
		struct gs_op *op = &t->ops.v[at];

		gs_error_clear(&err);
		if (!gs_txn_as_op(t, op, &err) && !gs_op_clean(op, how, &err))
			continue;
		warn_left(t, op, &err);
		ret = err.code ? (int)err.code : ret;
	}
	return ret;
}
