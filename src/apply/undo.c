/* SPDX-License-Identifier: MIT */
/*
 * Undo is a plan like any other, made from a journal: what the run put in is
 * taken out, in reverse.  A file that was edited since loses only what is
 * ours in it; when that cannot be told apart it stays as it is and is named.
 */
#include "config.h"
#include "apply/history.h"
#include "apply/op.h"
#include "apply/transaction.h"
#include "apply/undo.h"

#include <errno.h>
#include <string.h>
#include "base/i18n.h"
#include "base/path.h"

struct undo {
	struct gs_state state;
	struct gs_plan *plan;
	const json_t *begin;
	bool links_stay;        /* a link was left alone: so is its tree */
};

static void by_hand(struct undo *u, const struct gs_op *op, const char *why)
{
	gs_strv_addf(&u->plan->manual, "%s: %s", op->target, why);
}

enum verb { RESTORE, REMOVE, REMOVE_EMPTY, REMOVE_LINK, PUT_BACK, OUR_LINES };

static char *summary(enum verb verb, const char *what)
{
	switch (verb) {
	case RESTORE:
		return gs_printf(_("restore %s"), what);
	case REMOVE:
		return gs_printf(_("remove %s"), what);
	case REMOVE_EMPTY:
		return gs_printf(_("remove %s if it is empty"), what);
	case REMOVE_LINK:
		return gs_printf(_("remove the link %s"), what);
	case PUT_BACK:
		return gs_printf(_("put back %s"), what);
	case OUR_LINES:
		break;
	}
	return gs_printf(_("take our lines out of %s"), what);
}

static struct gs_step *add_step(struct undo *u, const struct gs_op *op,
				enum verb verb)
{
	struct gs_step *s = gs_steps_add(&u->plan->steps, op->kind,
					 op->target);
	gs_autofree char *place = gs_path_join(op->dir, op->name);
	gs_autofree char *shown = gs_path_tilde(op->target, u->plan->home);

	gs_set(&s->real, place);
	s->as_owner = op->as_owner;
	s->changes = true;
	s->summary = summary(verb, shown);
	u->plan->changes++;
	return s;
}

static int unreadable(const struct gs_op *op, struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot read '%s'"), op->target);
}

/* Back to exactly what it was, with its mode and time. */
static int file_back(struct undo *u, const struct gs_op *op,
		     const struct gs_entry *cur, const struct gs_buf *bytes,
		     struct gs_error *err)
{
	struct gs_buf old = GS_BUF_INIT;
	struct gs_step *s;
	int ret = 0;

	if (op->pre.type == GS_ENTRY_FILE)
		ret = gs_blob_get(&u->state, op->pre.sha256, &old, err);
	if (!ret) {
		s = add_step(u, op, op->pre.type == GS_ENTRY_FILE
			     ? RESTORE : REMOVE);
		if (cur->type == GS_ENTRY_FILE)
			gs_content_set(&s->before, bytes->ptr, bytes->len,
				       cur->mode);
		if (op->pre.type == GS_ENTRY_FILE) {
			gs_content_set(&s->after, old.ptr, old.len,
				       op->pre.mode);
			s->after.mtime_ns = op->pre.mtime_ns;
		}
	}
	gs_buf_release(&old);
	return ret;
}

/* Edited since: only our part goes, if it can be found. */
static int file_merge(struct undo *u, const struct gs_op *op,
		      const struct gs_entry *cur, const struct gs_buf *bytes,
		      struct gs_error *err)
{
	struct gs_buf pre = GS_BUF_INIT, post = GS_BUF_INIT;
	struct gs_buf merged = GS_BUF_INIT;
	struct gs_step *s;
	int ret = 0;

	if (op->pre.type == GS_ENTRY_FILE)
		ret = gs_blob_get(&u->state, op->pre.sha256, &pre, err);
	if (!ret && op->post.type == GS_ENTRY_FILE)
		ret = gs_blob_get(&u->state, op->post.sha256, &post, err);
	if (ret)
		goto out;
	if (!gs_undo_merge(&pre, &post, bytes, &merged)) {
		by_hand(u, op, _("it was changed since; what is ours in it "
				 "cannot be told apart, so it stays"));
		goto out;
	}
	s = add_step(u, op, OUR_LINES);
	gs_content_set(&s->before, bytes->ptr, bytes->len, cur->mode);
	if (merged.len || op->pre.type == GS_ENTRY_FILE)
		gs_content_set(&s->after, merged.ptr, merged.len, cur->mode);
out:
	gs_buf_release(&pre);
	gs_buf_release(&post);
	gs_buf_release(&merged);
	return ret;
}

static int undo_file(struct undo *u, struct gs_op *op, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	struct gs_buf bytes = GS_BUF_INIT;
	int ret = 0;

	if (gs_entry_look(op->fd, op->name, &cur, &bytes) < 0)
		ret = unreadable(op, err);
	else if (gs_entry_same(&cur, &op->pre))
		;               /* somebody did it already */
	else if (gs_entry_same(&cur, &op->post))
		ret = file_back(u, op, &cur, &bytes, err);
	else if (cur.type == GS_ENTRY_FILE)
		ret = file_merge(u, op, &cur, &bytes, err);
	else
		by_hand(u, op, _("it is no longer there as a file"));
	gs_entry_release(&cur);
	gs_buf_release(&bytes);
	return ret;
}

/* The directory that the link replaced, if it is still where we put it. */
static bool kept_is_there(const struct gs_op *op)
{
	struct gs_entry kept = { .type = GS_ENTRY_ABSENT };
	bool there = gs_entry_look(op->fd, op->tmp, &kept, NULL) == 0 &&
		     kept.type == GS_ENTRY_DIR;

	gs_entry_release(&kept);
	return there;
}

static void link_back(struct undo *u, const struct gs_op *op,
		      const struct gs_entry *cur)
{
	struct gs_step *s;

	if (op->pre.type == GS_ENTRY_DIR && !kept_is_there(op)) {
		by_hand(u, op, _("the directory that was there is gone; the "
				 "link stays"));
		u->links_stay = true;
		return;
	}
	/* The version that was in use before may have been removed since. */
	if (op->led && !gs_op_link_leads(op)) {
		by_hand(u, op, _("what it led to before is gone; the link "
				 "stays"));
		u->links_stay = true;
		return;
	}
	s = add_step(u, op, op->pre.type == GS_ENTRY_ABSENT
		     ? REMOVE_LINK : PUT_BACK);
	s->link_before_kind = cur->type == GS_ENTRY_LINK ? GS_LINK_LINK
							 : GS_LINK_ABSENT;
	gs_set(&s->link_before, cur->link);
	if (op->pre.type == GS_ENTRY_LINK)
		gs_set(&s->link_after, op->pre.link);
	else if (op->pre.type == GS_ENTRY_DIR)
		gs_set(&s->kept, op->tmp);
}

static int undo_link(struct undo *u, struct gs_op *op, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	int ret = 0;

	if (gs_entry_look(op->fd, op->name, &cur, NULL) < 0) {
		ret = unreadable(op, err);
	} else if (gs_entry_same(&cur, &op->post)) {
		link_back(u, op, &cur);
	} else if (!gs_entry_same(&cur, &op->pre)) {
		by_hand(u, op, _("it leads elsewhere by now, so it stays"));
		/* Unless it leads to the tree, the tree can still go. */
		u->links_stay = u->links_stay ||
				(cur.type == GS_ENTRY_LINK &&
				 gs_streq(cur.link, op->post.link));
	}
	gs_entry_release(&cur);
	return ret;
}

static int undo_tree(struct undo *u, struct gs_op *op, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	struct gs_step *s;
	int ret = 0;

	if (op->post.type == GS_ENTRY_ABSENT)
		by_hand(u, op, _("a removed Go tree comes back by installing "
				 "it again"));
	else if (gs_entry_look(op->fd, op->name, &cur, NULL) < 0)
		ret = unreadable(op, err);
	else if (cur.type == GS_ENTRY_DIR && u->links_stay)
		by_hand(u, op, _("a link still leads to it, so it stays"));
	else if (cur.type == GS_ENTRY_DIR) {
		s = add_step(u, op, REMOVE);
		s->remove = true;
		gs_set(&s->tree.version, op->version);
	}
	gs_entry_release(&cur);
	return ret;
}

static int undo_dir(struct undo *u, struct gs_op *op, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	struct gs_step *s;
	int ret = 0;

	if (gs_entry_look(op->fd, op->name, &cur, NULL) < 0) {
		ret = unreadable(op, err);
	} else if (cur.type == GS_ENTRY_DIR &&
		   op->post.type == GS_ENTRY_DIR) {
		s = add_step(u, op, op->cache ? REMOVE : REMOVE_EMPTY);
		s->remove = true;
		if (op->cache)          /* full by now: goes like a tree */
			s->kind = GS_STEP_TREE;
	}
	gs_entry_release(&cur);
	return ret;
}

static int undo_op(struct undo *u, struct gs_op *op, struct gs_error *err)
{
	int ret = gs_op_try_dir(op, err);

	if (ret)
		return ret;
	switch (op->kind) {
	case GS_STEP_FILE:
		return undo_file(u, op, err);
	case GS_STEP_LINK:
		return undo_link(u, op, err);
	case GS_STEP_TREE:
		return undo_tree(u, op, err);
	case GS_STEP_DIR:
		return undo_dir(u, op, err);
	case GS_STEP_RUN:
	case GS_STEP_KIND_COUNT:
		break;
	}
	return 0;
}

/* Reverse of the apply. */
static int undo_all(struct undo *u, const json_t *records,
		    struct gs_error *err)
{
	size_t i = json_array_size(records);
	int ret = 0;

	while (i > 0 && !ret) {
		const json_t *v = json_array_get(records, --i);
		struct gs_ops one = { NULL, 0, 0 };
		struct gs_op *op;

		if (!gs_streq(gs_json_str(v, "r", NULL), "OP"))
			continue;
		op = gs_ops_add(&one);
		if (gs_op_from_json(op, v))
			ret = gs_error_set(err, GS_ERR_FORMAT,
					   _("the journal of that run does not "
					     "make sense"));
		else
			ret = undo_op(u, op, err);
		gs_ops_release(&one);
	}
	return ret;
}

static int make_plan(const char *state_dir, const char *id,
		     struct gs_plan *out, char **run, struct gs_error *err)
{
	struct undo u = { .plan = out };
	json_t *records = NULL;
	int ret = gs_state_look(&u.state, state_dir, err);

	gs_plan_init(out);
	if (ret == GS_ERR_NOT_FOUND)
		ret = gs_error_set(err, GS_ERR_NOT_FOUND,
				   _("there is nothing to undo"));
	if (!ret)
		ret = gs_history_find(&u.state, id, &records, err);
	if (!ret) {
		u.begin = gs_journal_find(records, "BEGIN");
		out->home = gs_json_path(u.begin, "home");
		out->state_dir = gs_strdup(state_dir);
		*run = gs_strdup(gs_json_str(u.begin, "id", NULL));
		ret = undo_all(&u, records, err);
	}
	json_decref(records);
	gs_state_close(&u.state);
	return ret;
}

int gs_undo_plan(const char *state_dir, const char *id, struct gs_plan *out,
		 struct gs_error *err)
{
	gs_autofree char *run = NULL;

	return make_plan(state_dir, id, out, &run, err);
}

int gs_undo(const char *state_dir, const char *id, const struct gs_report *r,
	    struct gs_receipt *out, struct gs_error *err)
{
	gs_autofree char *run = NULL, *did = NULL;
	struct gs_plan plan;
	size_t i;
	int ret = gs_recover(state_dir, r, &did, err);

	if (ret)
		return ret;
	if (did)
		gs_report_event(r, GS_EVENT_NOTE, -1, true, "%s", did);
	ret = make_plan(state_dir, id, &plan, &run, err);
	for (i = 0; i < plan.manual.n && !ret; i++)
		gs_report_event(r, GS_EVENT_WARNING, -1, false, "%s",
				plan.manual.v[i]);
	if (!ret)
		ret = gs_txn_run(&plan, run, r, out, err);
	gs_plan_release(&plan);
	return ret;
}
