/* SPDX-License-Identifier: MIT */
/* The first part of a run: what is to be done, written down. */
#include "config.h"
#include "apply/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/path.h"

static void name_files(struct gs_run_state *r, struct gs_op *op, size_t n)
{
	/* Names are at most 255 bytes; ours adds less than 60. */
	gs_autofree char *base = gs_strndup(op->name, 180);
	const char *id = r->t.id;

	if (op->tmp)
		;               /* undo of a link: what was kept */
	else if (op->kind == GS_STEP_TREE)
		op->tmp = gs_printf(".%s-%s-%zu", op->post.type ==
				    GS_ENTRY_ABSENT ? "trash" : "stage",
				    id, n);
	else if (op->keep)
		op->tmp = gs_printf("%s.gosetup-kept-%s", base, id);
	else
		op->tmp = gs_printf(".%s.gs-%s-%zu", base, id, n);
	op->old = gs_printf(".%s.gs-%s-%zu-old", base, id, n);
}

static int examine_steps(struct gs_run_state *r, struct gs_error *err)
{
	struct gs_txn *t = &r->t;
	size_t i;
	int ret = 0;

	gs_ops_release(&t->ops);
	for (i = 0; i < r->plan->steps.n && ret >= 0; i++) {
		const struct gs_step *step = &r->plan->steps.v[i];
		struct gs_op *op;

		if (!step->changes)
			continue;
		op = gs_ops_add(&t->ops);
		op->as_owner = step->as_owner;
		ret = gs_txn_as_op(t, op, err);
		if (!ret)
			ret = gs_op_examine(op, step, (int)i, err);
		if (ret > 0)
			name_files(r, op, t->ops.n - 1);
		else if (ret == 0)
			gs_ops_drop_last(&t->ops);
		else
			t->failed = (int)i;
	}
	return ret < 0 ? ret : 0;
}

/* Does an operation before it make the directory of this one? */
static bool dir_is_made(const struct gs_ops *ops, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++) {
		gs_autofree char *made = gs_path_join(ops->v[k].dir,
						      ops->v[k].name);

		if (ops->v[k].kind == GS_STEP_DIR &&
		    gs_streq(made, ops->v[i].dir))
			return true;
	}
	return false;
}

static int check_dirs(struct gs_run_state *r, struct gs_error *err)
{
	size_t i;

	for (i = 0; i < r->t.ops.n; i++) {
		const struct gs_op *op = &r->t.ops.v[i];

		if (op->fd >= 0 || dir_is_made(&r->t.ops, i))
			continue;
		r->t.failed = op->step;
		gs_error_set(err, GS_ERR_REFUSED,
			     _("the directory '%s' of '%s' does not exist"),
			     op->dir, op->target);
		gs_error_hint(err, _("Nothing was changed. Make it first, or "
				     "take the broken link away."));
		return GS_ERR_REFUSED;
	}
	return 0;
}

int gs_run_examine(struct gs_run_state *r, struct gs_error *err)
{
	int ret = examine_steps(r, err);

	return ret ? ret : check_dirs(r, err);
}

int gs_run_name(struct gs_run_state *r, struct gs_error *err)
{
	time_t now = (time_t)gs_sys->now();
	unsigned char rnd[2];
	struct tm tm;
	char text[32];

	if (!localtime_r(&now, &tm) || gs_sys->random(rnd, sizeof(rnd)) < 0)
		return gs_error_sys(err, errno, _("cannot name this run"));
	strftime(text, sizeof(text), "%Y%m%d-%H%M%S", &tm);
	r->t.id = gs_printf("%s-%02x%02x", text, rnd[0], rnd[1]);
	return 0;
}

static char *what_text(const struct gs_run_state *r)
{
	const struct gs_expect *e = &r->plan->expect;
	gs_autofree char *shells = gs_strv_join(&e->shells, ", ");

	if (r->undo_of)
		return gs_printf("undo of %s", r->undo_of);
	if (gs_empty(e->version) && !*shells && r->t.ops.n > 0)
		return gs_strdup(r->t.ops.v[0].summary);
	if (gs_empty(e->version))
		return gs_strdup(shells);
	return gs_printf("go %s%s%s", e->version, *shells ? ", " : "", shells);
}

static json_t *begin_record(const struct gs_run_state *r, long long seq)
{
	gs_autofree char *what = what_text(r);
	json_t *o = json_object();

	gs_json_set(o, "r", json_string("BEGIN"));
	gs_json_set(o, "v", json_integer(GS_JOURNAL_VERSION));
	gs_json_set(o, "id", json_string(r->t.id));
	gs_json_set(o, "seq", json_integer(seq));
	gs_json_set(o, "time", json_integer(gs_sys->now()));
	gs_json_set(o, "uid", json_integer(geteuid()));
	gs_json_set(o, "home", gs_json_path_new(r->plan->home));
	gs_json_set(o, "plan", gs_json_text(r->plan->fingerprint));
	gs_json_set(o, "what", gs_json_text(what));
	gs_json_set(o, "undo_of", gs_json_text(r->undo_of));
	/* For `gosetup verify`, later. */
	gs_json_set(o, "expect", gs_expect_to_json(&r->plan->expect, false));
	return o;
}

int gs_run_begin(struct gs_run_state *r, struct gs_error *err)
{
	struct gs_journal *j = &r->t.journal;
	int ret = gs_journal_create(j, &r->state, r->t.id, err);
	size_t i;

	if (!ret)
		ret = gs_journal_add(j, begin_record(r,
				gs_journal_next_seq(&r->state)), err);
	for (i = 0; i < r->t.ops.n && !ret; i++)
		ret = gs_journal_add(j, gs_op_to_json(&r->t.ops.v[i]), err);
	if (!ret)
		ret = gs_journal_sync(j, err);
	if (!ret && gs_fs_sync_dir(r->state.txn) < 0)
		ret = gs_error_sys(err, errno, _("cannot write the journal"));
	return ret;
}

int gs_run_back_up(struct gs_run_state *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < r->t.ops.n && !ret; i++) {
		const struct gs_op *op = &r->t.ops.v[i];

		if (op->pre.type == GS_ENTRY_FILE)
			ret = gs_blob_put(&r->state, op->pre.sha256,
					  op->old_bytes.ptr,
					  op->old_bytes.len, err);
		if (!ret && op->post.type == GS_ENTRY_FILE)
			ret = gs_blob_put(&r->state, op->post.sha256,
					  op->new_bytes.ptr,
					  op->new_bytes.len, err);
	}
	return ret ? ret : gs_blob_sync(&r->state, err);
}
