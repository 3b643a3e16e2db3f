/* SPDX-License-Identifier: MIT */
/*
 * Putting a cut-off run right.  What is on the disk decides, by contents;
 * the journal only says what the two sides were.  Every way through here can
 * itself be cut off and taken up again.
 */
#include "config.h"
#include "apply/history.h"
#include "apply/transaction.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/path.h"

enum outcome { NOTHING, LEFTOVERS, DISCARDED, FINISHED, BACK };

struct rec {
	struct gs_txn t;
	const json_t *records;
	size_t n_pre, n_post, n_other;
	enum outcome outcome;
	bool litter;            /* some of our names could not be removed */
};

static int load_ops(struct rec *r, struct gs_error *err)
{
	const json_t *v;
	size_t i;

	json_array_foreach(r->records, i, v) {
		if (!gs_streq(gs_json_str(v, "r", NULL), "OP"))
			continue;
		if (gs_op_from_json(gs_ops_add(&r->t.ops), v)) {
			gs_error_set(err, GS_ERR_LEFT,
				     _("the journal of run '%s' does not make "
				       "sense"), r->t.id);
			gs_error_hint(err, _("Nothing was touched. Check the "
					     "files it names in '%s/txn'."),
				      r->t.state->path);
			return GS_ERR_LEFT;
		}
	}
	return 0;
}

static int open_dirs(struct rec *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < r->t.ops.n && !ret; i++) {
		struct gs_op *op = &r->t.ops.v[i];

		ret = gs_txn_as_op(&r->t, op, err);
		if (!ret)
			ret = gs_op_try_dir(op, err);
	}
	return ret;
}

static int look_all(struct rec *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	r->n_pre = r->n_post = r->n_other = 0;
	for (i = 0; i < r->t.ops.n && !ret; i++) {
		enum gs_op_state state = GS_OP_NEUTRAL;

		ret = gs_txn_as_op(&r->t, &r->t.ops.v[i], err);
		if (!ret)
			ret = gs_op_look(&r->t.ops.v[i], &state, err);
		r->n_pre += state == GS_OP_PRE;
		r->n_post += state == GS_OP_POST;
		r->n_other += state == GS_OP_OTHER;
	}
	return ret;
}

static void tell_conflict(struct rec *r, const struct gs_op *op)
{
	json_t *o = json_object();

	gs_json_set(o, "r", json_string("CONFLICT"));
	gs_json_set(o, "id", gs_json_text(op->id));
	gs_journal_add(&r->t.journal, o, NULL);
	gs_report_event(r->t.report, GS_EVENT_WARNING, op->step, false,
			_("'%s' was changed by someone else meanwhile and "
			  "was left alone"), op->target);
}

static bool tmp_is(struct gs_op *op, const struct gs_entry *want)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	bool same = gs_entry_look(op->fd, op->tmp, &cur, NULL) == 0 &&
		    gs_entry_same(&cur, want);

	gs_entry_release(&cur);
	return same;
}

static int forward_one(struct rec *r, struct gs_op *op, struct gs_error *err)
{
	enum gs_op_state state;
	int ret = gs_txn_as_op(&r->t, op, err);

	if (!ret)
		ret = gs_op_look(op, &state, err);
	if (ret || state == GS_OP_NEUTRAL || state == GS_OP_POST)
		return ret;
	if (state == GS_OP_OTHER) {
		tell_conflict(r, op);
		return 0;
	}
	/* The directory, too, may be gone. */
	ret = gs_op_open_dir(op, err);
	if (!ret && op->post.type != GS_ENTRY_ABSENT &&
	    !tmp_is(op, &op->post))
		ret = gs_txn_refill(&r->t, op, &op->post, err);
	return ret ? ret : gs_op_forward(op, err);
}

static void clean(struct rec *r, enum gs_clean how)
{
	r->litter = gs_txn_clean(&r->t, how) != 0;
}

static int go_forward(struct rec *r, struct gs_error *err)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < r->t.ops.n && !ret; i++)
		ret = forward_one(r, &r->t.ops.v[i], err);
	if (!ret)
		ret = gs_txn_sync_dirs(&r->t, err);
	if (!ret)
		ret = gs_journal_mark(&r->t.journal, "DONE", err);
	if (!ret)
		ret = gs_journal_sync(&r->t.journal, err);
	if (!ret)
		clean(r, GS_CLEAN_DONE);
	r->outcome = FINISHED;
	return ret;
}

static int go_back(struct rec *r, struct gs_error *err)
{
	size_t others;
	int ret;

	if (!gs_journal_has(r->records, "ABORT")) {
		gs_journal_mark(&r->t.journal, "ABORT", NULL);
		gs_journal_sync(&r->t.journal, NULL);
	}
	ret = gs_txn_roll_back(&r->t, &others, err);
	if (ret) {
		if (err)
			err->code = GS_ERR_LEFT;
		gs_error_hint(err, _("Nothing more was touched; the old "
				     "contents are kept. Run 'gosetup "
				     "recover' again when this is in "
				     "order."));
		return GS_ERR_LEFT;
	}
	clean(r, GS_CLEAN_BACK);
	r->outcome = BACK;
	return 0;
}

static int discard(struct rec *r, enum gs_clean how, struct gs_error *err)
{
	clean(r, how);
	r->outcome = DISCARDED;
	if (gs_journal_has(r->records, "ABORT"))
		return 0;
	return gs_journal_mark(&r->t.journal, "ABORT", err);
}

static int decide(struct rec *r, struct gs_error *err)
{
	struct gs_error why = GS_ERROR_INIT;
	int ret;

	if (gs_journal_has(r->records, "DONE")) {
		clean(r, GS_CLEAN_DONE);
		r->outcome = LEFTOVERS;
		return 0;
	}
	if (!gs_journal_has(r->records, "COMMIT"))
		return discard(r, GS_CLEAN_UNCOMMITTED, err);
	ret = look_all(r, err);
	if (ret)
		return ret;
	if (!r->n_post && !r->n_other)
		return discard(r, GS_CLEAN_BACK, err);
	if (gs_journal_has(r->records, "ABORT"))
		return go_back(r, err);
	if (go_forward(r, &why) == 0)
		return 0;
	/* Forward is not possible: back to where it began. */
	gs_report_event(r->t.report, GS_EVENT_WARNING, -1, false, "%s",
			why.text);
	return go_back(r, err);
}

static int put_right(struct rec *r, off_t good, struct gs_error *err)
{
	int ret = gs_journal_resume(&r->t.journal, r->t.state, r->t.id, good,
				    err);

	if (!ret && gs_journal_has(r->records, "BEGIN")) {
		ret = load_ops(r, err);
		if (!ret)
			ret = open_dirs(r, err);
		if (!ret)
			ret = decide(r, err);
	}
	if (!ret)
		ret = gs_txn_as_state(&r->t, err);
	/* With litter left the next start tries again; nothing waits for
	 * that. */
	return ret || r->litter ? ret : gs_journal_finish(&r->t.journal, err);
}

static char *sentence(const char *id, enum outcome outcome)
{
	switch (outcome) {
	case NOTHING:
		break;
	case LEFTOVERS:
		return gs_printf(_("Run %s had been cut off while it tidied "
				   "up; its leftovers are removed."), id);
	case DISCARDED:
		return gs_printf(_("Run %s had been cut off before it changed "
				   "anything; its leftovers are removed."),
				 id);
	case FINISHED:
		return gs_printf(_("Run %s had been cut off half way; it is "
				   "finished now."), id);
	case BACK:
		return gs_printf(_("Run %s had been cut off half way; it is "
				   "taken back, everything is as before."),
				 id);
	}
	return NULL;
}

static void add_sentence(char **did, const char *id, enum outcome outcome)
{
	char *one = sentence(id, outcome);
	char *all;

	if (!one || !*did) {
		*did = one ? one : *did;
		return;
	}
	all = gs_printf("%s %s", *did, one);
	free(one);
	free(*did);
	*did = all;
}

static int recover_one(struct gs_state *s, const char *name,
		       const struct gs_report *rep, char **did,
		       struct gs_error *err)
{
	struct rec r = { .outcome = NOTHING };
	gs_autofree char *home = NULL;
	json_t *records = NULL;
	off_t good = 0;
	int ret = gs_journal_read(s, name, &records, &good, err);

	if (ret)
		return GS_ERR_LEFT;
	home = gs_json_path(gs_journal_find(records, "BEGIN"), "home");
	gs_txn_init(&r.t, s, home, rep);
	/* The caller acts as the owner of the state already. */
	r.t.id = gs_strndup(name, strlen(name) - strlen(".live"));
	r.records = records;
	ret = put_right(&r, good, err);
	if (!ret)
		add_sentence(did, r.t.id, r.outcome);
	gs_txn_release(&r.t);
	json_decref(records);
	return ret;
}

int gs_recover_all(struct gs_state *s, const struct gs_report *r, char **did,
		   struct gs_error *err)
{
	struct gs_strv names = GS_STRV_INIT;
	size_t i;
	int ret = gs_journal_list(s, &names, err);

	for (i = 0; i < names.n && !ret; i++) {
		if (gs_ends(names.v[i], ".live"))
			ret = recover_one(s, names.v[i], r, did, err);
	}
	gs_strv_release(&names);
	return ret;
}

bool gs_state_has_live(const struct gs_state *s)
{
	struct gs_strv names = GS_STRV_INIT;
	bool live = false;
	size_t i;

	gs_journal_list(s, &names, NULL);
	for (i = 0; i < names.n; i++)
		live = live || gs_ends(names.v[i], ".live");
	gs_strv_release(&names);
	return live;
}

bool gs_needs_recovery(const char *state_dir)
{
	struct gs_state s;
	bool needs;

	/* A run that is at work is not an interrupted one. */
	needs = gs_state_look(&s, state_dir, NULL) == 0 &&
		gs_state_has_live(&s) && !gs_state_busy(&s);
	gs_state_close(&s);
	return needs;
}

int gs_recover(const char *state_dir, const struct gs_report *r, char **did,
	       struct gs_error *err)
{
	gs_autofree char *home = gs_state_home(state_dir);
	struct gs_owner owner;
	struct gs_state s;
	int ret;

	bool live;

	*did = NULL;
	live = gs_state_look(&s, state_dir, NULL) == 0 && gs_state_has_live(&s);
	gs_state_close(&s);
	if (!live)
		return 0;
	gs_owner_init(&owner, home);
	ret = gs_txn_open_state(&s, state_dir, &owner, err);
	if (!ret)
		ret = gs_recover_all(&s, r, did, err);
	gs_state_close(&s);
	gs_owner_release(&owner);
	return ret;
}
