/* SPDX-License-Identifier: MIT */
/*
 * After the renames: only names that stand in the journal are taken away,
 * and only while they hold what the journal says.
 */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <fcntl.h>
#include "base/i18n.h"

static int cannot_remove(const struct gs_op *op, const char *name,
			 struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot remove '%s/%s'"), op->dir,
			    name);
}

static int unlink_entry(const struct gs_op *op, struct gs_error *err)
{
	if (gs_sys->unlinkat(op->fd, op->tmp, 0) < 0 && errno != ENOENT)
		return cannot_remove(op, op->tmp, err);
	return 0;
}

static int remove_tree(const struct gs_op *op, struct gs_error *err)
{
	if (gs_fs_remove_tree(op->fd, op->tmp) < 0)
		return cannot_remove(op, op->tmp, err);
	return 0;
}

/* A directory that we made goes when nothing else is in it. */
static int clean_dir(struct gs_op *op, enum gs_clean how, struct gs_error *err)
{
	bool goes = how == GS_CLEAN_DONE ? op->post.type == GS_ENTRY_ABSENT
					 : op->post.type == GS_ENTRY_DIR;

	if (!goes || gs_sys->unlinkat(op->fd, op->name, AT_REMOVEDIR) == 0)
		return 0;
	if (errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST)
		return 0;
	return cannot_remove(op, op->name, err);
}

/* Holds tmp what it must hold, so that nothing of anybody else is lost?
 * A file that we were still writing can hold any part of it. */
static bool ours(const struct gs_op *op, enum gs_clean how,
		 const struct gs_entry *cur)
{
	const struct gs_entry *want = how == GS_CLEAN_DONE ? &op->pre
							   : &op->post;

	if (cur->type != want->type)
		return false;
	if (cur->type == GS_ENTRY_FILE && how == GS_CLEAN_UNCOMMITTED)
		return cur->nlink == 1;
	return gs_entry_same(cur, want);
}

int gs_op_clean(struct gs_op *op, enum gs_clean how, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	int ret = 0;

	if (op->fd < 0)
		return 0;
	if (op->kind == GS_STEP_DIR)
		return clean_dir(op, how, err);
	if (gs_entry_look(op->fd, op->tmp, &cur, NULL) < 0)
		ret = cannot_remove(op, op->tmp, err);
	else if (cur.type == GS_ENTRY_ABSENT ||
		 (cur.type == GS_ENTRY_DIR && op->kind == GS_STEP_LINK))
		ret = 0;        /* nothing, or a directory that is kept */
	else if (!ours(op, how, &cur))
		ret = 1;
	else if (cur.type == GS_ENTRY_DIR)
		ret = remove_tree(op, err);
	else
		ret = unlink_entry(op, err);
	gs_entry_release(&cur);
	return ret;
}
