/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/run.h"

#include "base/i18n.h"

static void set_status(struct gs_run_state *r, int step, const char *status)
{
	gs_set(&r->out->step_status.v[step], status);
}

static void init_statuses(struct gs_run_state *r)
{
	size_t i;

	gs_strv_release(&r->out->step_ids);
	gs_strv_release(&r->out->step_status);
	for (i = 0; i < r->plan->steps.n; i++) {
		gs_strv_add(&r->out->step_ids, r->plan->steps.v[i].id);
		gs_strv_add(&r->out->step_status, "same");
	}
}

/* ---- before the commit point ------------------------------------------- */

static int cancelled(struct gs_run_state *r, struct gs_error *err)
{
	if (!gs_report_cancelled(r->t.report))
		return 0;
	gs_error_set(err, GS_ERR_CANCELLED, _("cancelled"));
	gs_error_hint(err, _("Nothing was changed."));
	return GS_ERR_CANCELLED;
}

static void phase(const struct gs_run_state *r, const char *text)
{
	gs_report_event(r->t.report, GS_EVENT_PHASE, -1, true, "%s", text);
}

static int prepare(struct gs_run_state *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < r->t.ops.n && !ret; i++) {
		struct gs_op *op = &r->t.ops.v[i];

		gs_report_event(r->t.report, GS_EVENT_STEP_START, op->step,
				true, "%s", op->summary ? op->summary : op->id);
		ret = cancelled(r, err);
		if (!ret)
			ret = gs_txn_as_op(&r->t, op, err);
		if (!ret)
			ret = gs_op_prepare(op, &r->prepare, err);
		if (ret)
			r->t.failed = op->step;
	}
	return ret ? ret : gs_txn_sync_dirs(&r->t, err);
}

static int recheck(struct gs_run_state *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < r->t.ops.n && !ret; i++) {
		struct gs_op *op = &r->t.ops.v[i];

		ret = gs_txn_as_op(&r->t, op, err);
		if (!ret)
			ret = gs_op_recheck(op, err);
		if (ret)
			r->t.failed = op->step;
	}
	return ret ? ret : cancelled(r, err);
}

static int commit(struct gs_run_state *r, struct gs_error *err)
{
	struct gs_journal *j = &r->t.journal;
	int ret = gs_journal_mark(j, "PREPARED", err);

	if (!ret)
		ret = recheck(r, err);
	if (!ret)
		ret = gs_journal_mark(j, "COMMIT", err);
	if (!ret)
		ret = gs_journal_sync(j, err);
	r->committed = !ret;
	return ret;
}

/* ---- behind it --------------------------------------------------------- */

static int perform(struct gs_run_state *r, struct gs_error *err)
{
	enum gs_op_state state;
	int ret = 0;
	size_t i;

	for (i = 0; i < r->t.ops.n && !ret; i++) {
		struct gs_op *op = &r->t.ops.v[i];

		ret = gs_txn_as_op(&r->t, op, err);
		if (!ret)
			ret = gs_op_forward(op, err);
		/* Read again: told is only what is there. */
		if (!ret)
			ret = gs_op_look(op, &state, err);
		if (!ret && state != GS_OP_POST && state != GS_OP_NEUTRAL)
			ret = gs_error_set(err, GS_ERR_FAILED,
					   _("'%s' is not what was written"),
					   op->target);
		if (ret)
			r->t.failed = op->step;
	}
	return ret;
}

/* An error that leaves work for recovery: another code, another hint. */
static int leave(struct gs_error *err, const char *hint)
{
	err->code = GS_ERR_LEFT;
	err->hint[0] = '\0';
	gs_error_hint(err, "%s", hint);
	return GS_ERR_LEFT;
}

static int make_durable(struct gs_run_state *r, struct gs_error *err)
{
	struct gs_journal *j = &r->t.journal;
	int ret = gs_txn_sync_dirs(&r->t, err);

	if (!ret)
		ret = gs_journal_mark(j, "DONE", err);
	if (!ret)
		ret = gs_journal_sync(j, err);
	if (!ret)
		return 0;
	return leave(err, _("The changes are made, but the disk reported an "
			    "error. Run 'gosetup recover' when it is in "
			    "order."));
}

static void report_done(struct gs_run_state *r)
{
	size_t i;

	for (i = 0; i < r->t.ops.n; i++) {
		const struct gs_op *op = &r->t.ops.v[i];

		set_status(r, op->step, "done");
		gs_report_event(r->t.report, GS_EVENT_STEP_DONE, op->step,
				true, "%s", op->summary ? op->summary : op->id);
	}
	r->out->changed = true;
	gs_set(&r->out->run, r->t.id);
	gs_set(&r->out->from, r->prepare.from);
}

static void finish(struct gs_run_state *r, enum gs_clean how)
{
	struct gs_error err = GS_ERROR_INIT;

	if (gs_txn_clean(&r->t, how) || r->t.journal.fd < 0)
		return;
	if (gs_txn_as_state(&r->t, &err) ||
	    gs_journal_finish(&r->t.journal, &err))
		gs_report_event(r->t.report, GS_EVENT_WARNING, -1, false, "%s",
				err.text);
}

/* ---- when it fails ----------------------------------------------------- */

static bool all_pre(struct gs_run_state *r)
{
	enum gs_op_state state;
	size_t i;

	for (i = 0; i < r->t.ops.n; i++) {
		struct gs_op *op = &r->t.ops.v[i];

		if (gs_txn_as_op(&r->t, op, NULL) ||
		    gs_op_look(op, &state, NULL) ||
		    (state != GS_OP_PRE && state != GS_OP_NEUTRAL))
			return false;
	}
	return true;
}

static void report_failed(struct gs_run_state *r, const struct gs_error *err)
{
	size_t i;

	for (i = 0; i < r->t.ops.n; i++)
		set_status(r, r->t.ops.v[i].step, "not-done");
	if (r->t.failed < 0)
		return;
	set_status(r, r->t.failed, "failed");
	gs_report_event(r->t.report, GS_EVENT_STEP_FAILED, r->t.failed, false,
			"%s", err->text);
}

/* Takes back what was made; says "nothing was changed" when that is seen. */
static int take_back(struct gs_run_state *r, int ret, struct gs_error *err)
{
	struct gs_journal *j = &r->t.journal;
	struct gs_error quiet = GS_ERROR_INIT;
	size_t others = 0;
	int back = 0;

	gs_journal_mark(j, "ABORT", NULL);
	gs_journal_sync(j, NULL);
	if (r->committed)
		back = gs_txn_roll_back(&r->t, &others, &quiet);
	report_failed(r, err);
	if (back)
		return leave(err, _("Not everything could be put back. The "
				    "old contents are kept: run 'gosetup "
				    "recover'."));
	if (!others && all_pre(r))
		gs_error_state(err, _("Nothing was changed."));
	finish(r, r->committed ? GS_CLEAN_BACK : GS_CLEAN_UNCOMMITTED);
	return ret;
}

static int transact(struct gs_run_state *r, struct gs_error *err)
{
	sigset_t all, before;
	int ret;

	phase(r, _("backing up"));
	ret = gs_run_begin(r, err);
	if (!ret)
		ret = gs_run_back_up(r, err);
	if (!ret) {
		phase(r, _("preparing"));
		ret = prepare(r, err);
	}
	/* From the commit to DONE nothing but SIGKILL comes through. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (!ret)
		ret = commit(r, err);
	if (!ret) {
		gs_report_event(r->t.report, GS_EVENT_COMMIT, -1, true, "%s",
				_("applying"));
		ret = perform(r, err);
	}
	if (ret) {
		ret = take_back(r, ret, err);
	} else {
		ret = make_durable(r, err);
		if (!ret) {
			report_done(r);
			finish(r, GS_CLEAN_DONE);
		}
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ret;
}

/* ---- all of it --------------------------------------------------------- */

/* Is there anything at all to do?  Looks only, takes no lock. */
static int look_first(struct gs_run_state *r, bool *work, struct gs_error *err)
{
	struct gs_state s;
	int ret;

	*work = false;
	if (gs_state_look(&s, r->plan->state_dir, NULL) == 0)
		*work = gs_state_has_live(&s);
	gs_state_close(&s);
	if (*work)
		return 0;
	ret = gs_run_examine(r, err);
	*work = r->t.ops.n > 0;
	return ret;
}

static int lock_and_recover(struct gs_run_state *r, struct gs_error *err)
{
	gs_autofree char *did = NULL;
	int ret = gs_txn_open_state(&r->state, r->plan->state_dir,
				    &r->t.owner, err);

	r->t.state_as_owner = gs_owner_of(&r->t.owner, r->plan->state_dir);
	if (!ret)
		ret = gs_recover_all(&r->state, r->t.report, &did, err);
	if (did)
		gs_report_event(r->t.report, GS_EVENT_NOTE, -1, true, "%s",
				did);
	return ret;
}

static int run_all(struct gs_run_state *r, struct gs_error *err)
{
	bool work;
	int ret = gs_run_name(r, err);

	phase(r, _("checking"));
	if (!ret)
		ret = look_first(r, &work, err);
	if (ret || !work)
		return ret;
	ret = lock_and_recover(r, err);
	/* Under the lock once more: the last look does not count. */
	if (!ret)
		ret = gs_run_examine(r, err);
	if (ret || !r->t.ops.n)
		return ret;
	ret = gs_txn_as_state(&r->t, err);
	return ret ? ret : transact(r, err);
}

int gs_txn_run(const struct gs_plan *plan, const char *undo_of,
	       const struct gs_report *rep, struct gs_receipt *out,
	       struct gs_error *err)
{
	struct gs_run_state r = {
		.plan = plan, .undo_of = undo_of, .out = out,
	};
	struct gs_error own = GS_ERROR_INIT;
	int ret;

	/* What went wrong is needed here, too. */
	err = err ? err : &own;
	gs_state_init(&r.state);
	gs_txn_init(&r.t, &r.state, plan->home, rep);
	r.prepare = (struct gs_prepare){ &r.state, &r.t.owner, rep, NULL };
	init_statuses(&r);
	ret = run_all(&r, err);
	if (ret && !r.t.journal.id)
		report_failed(&r, err);
	gs_set(&r.prepare.from, NULL);
	/* HOME as it was means: without a directory of ours, too. */
	if (!r.committed && ret != GS_ERR_LEFT && !gs_txn_as_state(&r.t, NULL))
		gs_state_discard(&r.state);
	else
		gs_state_close(&r.state);
	gs_txn_release(&r.t);
	return ret;
}

int gs_apply(const struct gs_plan *plan, const struct gs_report *r,
	     struct gs_receipt *out, struct gs_error *err)
{
	return gs_txn_run(plan, NULL, r, out, err);
}
