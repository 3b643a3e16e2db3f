/* SPDX-License-Identifier: MIT */
/* What happens before the commit point: directories are made, and what will
 * be there is made beside what is there. */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <fcntl.h>
#include "base/i18n.h"

static int cannot_make(const struct gs_op *op, struct gs_error *err)
{
	int saved = errno;
	int ret = gs_error_sys(err, saved, _("cannot write '%s'"), op->target);

	if (saved == EACCES || saved == EPERM)
		gs_error_hint(err, _("Nothing was changed. The directory "
				     "'%s' is not writable for you."),
			      op->dir);
	return ret;
}

static int dir_prepare(struct gs_op *op, struct gs_error *err)
{
	int fd, ret = 0;

	/* Removal comes last, when what was in it is gone. */
	if (op->post.type == GS_ENTRY_ABSENT)
		return 0;
	op->made = gs_sys->mkdirat(op->fd, op->name, 0700) == 0;
	if (!op->made && errno != EEXIST)
		return cannot_make(op, err);
	fd = gs_sys->openat(op->fd, op->name, O_RDONLY | O_DIRECTORY |
			    O_NOFOLLOW, 0);
	if (fd < 0)
		return cannot_make(op, err);
	if (op->made && (gs_sys->fchmod(fd, op->post.mode) < 0 ||
			 gs_fs_sync_dir(op->fd) < 0))
		ret = cannot_make(op, err);
	gs_sys->close(fd);
	return ret;
}

static int link_prepare(struct gs_op *op, struct gs_error *err)
{
	if (op->post.type != GS_ENTRY_LINK)
		return 0;
	if (gs_sys->symlinkat(op->post.link, op->fd, op->tmp) < 0)
		return cannot_make(op, err);
	op->made = true;
	return 0;
}

int gs_op_prepare(struct gs_op *op, struct gs_prepare *p, struct gs_error *err)
{
	int ret = gs_op_open_dir(op, err);

	if (ret)
		return ret;
	switch (op->kind) {
	case GS_STEP_FILE:
		return gs_file_prepare(op, err);
	case GS_STEP_DIR:
		return dir_prepare(op, err);
	case GS_STEP_TREE:
		return gs_tree_prepare(op, p, err);
	case GS_STEP_LINK:
		return link_prepare(op, err);
	case GS_STEP_RUN:
	case GS_STEP_KIND_COUNT:
		break;
	}
	return 0;
}

int gs_op_refill(struct gs_op *op, const struct gs_entry *want,
		 struct gs_error *err)
{
	struct gs_entry saved = op->post;
	int ret;

	if (gs_sys->unlinkat(op->fd, op->tmp, 0) < 0 && errno != ENOENT)
		return cannot_make(op, err);
	/* The same work as before the commit, for this side. */
	op->post = *want;
	if (want->type == GS_ENTRY_FILE)
		ret = gs_file_prepare(op, err);
	else if (want->type == GS_ENTRY_LINK)
		ret = link_prepare(op, err);
	else
		ret = gs_error_set(err, GS_ERR_FAILED, _("'%s' is lost"),
				   op->target);
	op->post = saved;
	return ret;
}
