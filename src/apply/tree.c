/* SPDX-License-Identifier: MIT */
/*
 * A Go tree: install/ fills a stage beside the target, one syncfs makes it
 * durable, and it comes in by a rename like everything else.
 */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "apply/messages.h"
#include "base/i18n.h"
#include "base/path.h"

struct work {
	const struct gs_op *op;
	const struct gs_owner *owner;
	const char *stage, *part;
	const struct gs_report *report;
	char *from;
};

static int install_here(struct work *w, const struct gs_report *r,
			struct gs_error *err)
{
	struct gs_install_result res = { .from = NULL };
	int ret = gs_sys->install_tree(w->op->tree, w->stage, w->part,
				       w->op->step, r, &res, err);

	if (!ret)
		gs_set(&w->from, res.from);
	gs_install_result_release(&res);
	return ret;
}

/* In the child: for good the owner, since it unpacks foreign bytes. */
static int install_child(struct gs_job_side *side, void *arg)
{
	struct work *w = arg;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_sender s;
	json_t *o = json_object();
	int ret;

	gs_sender_init(&s, side);
	if (gs_owner_drop(w->owner) < 0)
		ret = gs_error_sys(&err, errno, _("cannot act as the owner of "
						  "'%s'"), w->owner->home);
	else
		ret = install_here(w, &s.report, &err);
	gs_json_set(o, "type", json_string("result"));
	gs_json_set(o, "code", json_integer(ret));
	gs_json_set(o, "errno", json_integer(err.sys_errno));
	gs_json_set(o, "text", gs_json_text(err.text));
	gs_json_set(o, "hint", gs_json_text(err.hint));
	gs_json_set(o, "from", gs_json_text(w->from));
	gs_job_side_send(side, o);
	return 0;
}

static int child_result(struct work *w, const json_t *msg,
			struct gs_error *err)
{
	int code = (int)gs_json_int(msg, "code", GS_ERR_FAILED);

	gs_set(&w->from, gs_json_str(msg, "from", NULL));
	if (!code)
		return 0;
	gs_error_set(err, (enum gs_err)code, "%s",
		     gs_json_str(msg, "text", ""));
	if (*gs_json_str(msg, "hint", ""))
		gs_error_hint(err, "%s", gs_json_str(msg, "hint", ""));
	return code;
}

static int install_as_owner(struct work *w, struct gs_error *err)
{
	struct gs_job job;
	json_t *msg;
	bool asked = false, done = false;
	int got = 0;
	int ret = gs_job_start(&job, install_child, w, 0, err);

	if (ret)
		return ret;
	while (!done && got >= 0) {
		if (!asked && gs_report_cancelled(w->report)) {
			gs_job_send(&job, json_pack("{ss}", "type", "cancel"));
			asked = true;
		}
		got = gs_job_read(&job, 50, &msg);
		if (got != 1)
			continue;
		if (!gs_message_show(msg, w->report)) {
			ret = child_result(w, msg, err);
			done = true;
		}
		json_decref(msg);
	}
	gs_job_end(&job);
	if (!done)
		ret = gs_error_set(err, GS_ERR_FAILED,
				   _("unpacking ended unexpectedly"));
	return ret;
}

/* Where the bytes of a download may stay; NULL when there is no such place
 * for who downloads. */
static char *part_path(const struct gs_op *op, struct gs_prepare *p)
{
	char *path = NULL;
	bool state_of_owner = gs_owner_of(p->owner, p->state->path);

	if (op->tree->local_path || state_of_owner != (op->as_owner &&
						       p->owner->active))
		return NULL;
	path = gs_state_part(p->state, op->tree->filename, NULL);
	return path;
}

static int make_stage(struct gs_op *op, struct gs_error *err)
{
	if (gs_sys->mkdirat(op->fd, op->tmp, 0755) < 0) {
		int saved = errno;
		int ret = gs_error_sys(err, saved, _("cannot write '%s'"),
				       op->target);

		if (saved == EACCES)
			gs_error_hint(err, _("Nothing was changed. The "
					     "directory '%s' is not writable "
					     "for you."), op->dir);
		return ret;
	}
	op->made = true;
	return 0;
}

/* One sync for thousands of files: the cost of one, not of all. */
static int sync_stage(struct gs_op *op, const struct gs_report *r,
		      struct gs_error *err)
{
	int fd = gs_sys->openat(op->fd, op->tmp, O_RDONLY | O_DIRECTORY |
				O_NOFOLLOW, 0);
	int ret = 0;

	gs_report_event(r, GS_EVENT_PHASE, op->step, true, "%s",
			_("writing to disk"));
	if (fd < 0 || gs_sys->fchmod(fd, 0755) < 0 || gs_sys->syncfs(fd) < 0)
		ret = gs_error_sys(err, errno, _("cannot write '%s'"),
				   op->target);
	if (fd >= 0)
		gs_sys->close(fd);
	return ret;
}

int gs_tree_prepare(struct gs_op *op, struct gs_prepare *p,
		    struct gs_error *err)
{
	gs_autofree char *stage = gs_path_join(op->dir, op->tmp);
	gs_autofree char *part = NULL;
	struct work w = { op, p->owner, stage, NULL, p->report, NULL };
	int ret;

	if (op->post.type == GS_ENTRY_ABSENT)
		return 0;
	part = part_path(op, p);
	w.part = part;
	ret = make_stage(op, err);
	if (!ret && op->as_owner && p->owner->active)
		ret = install_as_owner(&w, err);
	else if (!ret)
		ret = install_here(&w, p->report, err);
	if (!ret)
		ret = sync_stage(op, p->report, err);
	/* Bytes that turned out wrong are not worth resuming. */
	if (part && (ret == GS_ERR_CHECKSUM || ret == GS_ERR_FORMAT))
		gs_sys->unlinkat(AT_FDCWD, part, 0);
	if (!ret)
		gs_set(&p->from, w.from);
	gs_set(&w.from, NULL);
	return ret;
}
