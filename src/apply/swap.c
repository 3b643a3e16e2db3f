/* SPDX-License-Identifier: MIT */
/*
 * The renames that bring a change in and take it back.  A rename that says
 * it failed may have happened (NFS, rename(2)): after an error the entry is
 * looked at, and what is there decides.
 */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <fcntl.h>
#include "base/i18n.h"

static bool no_such_call(int error)
{
	return error == EINVAL || error == ENOSYS || error == ENOTSUP ||
	       error == EOPNOTSUPP;
}

/* from -> to where `to` must not exist. */
static int move(int dir, const char *from, const char *to)
{
	struct stat st;

	if (gs_sys->rename(dir, from, dir, to, GS_RENAME_NOREPLACE) == 0)
		return 0;
	if (!no_such_call(errno))
		return -1;
	/* A link cannot replace anything either; directories have none, but a
	 * rename onto a directory that is not empty fails. */
	if (gs_sys->linkat(dir, from, dir, to) == 0)
		return gs_sys->unlinkat(dir, from, 0);
	if (errno == EEXIST)
		return -1;
	if (gs_sys->fstatat(dir, to, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return gs_sys->rename(dir, from, dir, to, 0);
}

/* Exchange in two or three renames.  What each state in between means stands
 * at settle(). */
static int exchange_slowly(const struct gs_op *op)
{
	int dir = op->fd;

	if (gs_sys->linkat(dir, op->name, dir, op->old) < 0 &&
	    gs_sys->rename(dir, op->name, dir, op->old, 0) < 0)
		return -1;
	if (gs_sys->rename(dir, op->tmp, dir, op->name, 0) < 0)
		return -1;
	return gs_sys->rename(dir, op->old, dir, op->tmp, 0);
}

static int exchange(const struct gs_op *op)
{
	if (gs_sys->rename(op->fd, op->name, op->fd, op->tmp,
			   GS_RENAME_EXCHANGE) == 0)
		return 0;
	return no_such_call(errno) ? exchange_slowly(op) : -1;
}

static bool is_there(int dir, const char *name)
{
	struct stat st;

	return gs_sys->fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A slow move that was cut off left the same file under both names. */
static int settle_move(const struct gs_op *op)
{
	struct stat name, tmp;

	if (gs_sys->fstatat(op->fd, op->name, &name, AT_SYMLINK_NOFOLLOW) ||
	    gs_sys->fstatat(op->fd, op->tmp, &tmp, AT_SYMLINK_NOFOLLOW) ||
	    name.st_nlink < 2 || name.st_dev != tmp.st_dev ||
	    name.st_ino != tmp.st_ino)
		return 0;
	return gs_sys->unlinkat(op->fd, op->tmp, 0);
}

/* A slow exchange that was cut off left `old`:
 *	name and tmp there	old is the second link to name: it goes
 *	only tmp there		name had just been moved away: it goes back
 *	only name there		the new one is in: old becomes tmp */
static int settle(const struct gs_op *op)
{
	bool name, tmp;

	if (op->fd < 0)
		return 0;
	if (op->pre.type == GS_ENTRY_ABSENT || op->post.type == GS_ENTRY_ABSENT)
		return op->kind == GS_STEP_TREE ? 0 : settle_move(op);
	if (!is_there(op->fd, op->old))
		return 0;
	name = is_there(op->fd, op->name);
	tmp = is_there(op->fd, op->tmp);
	if (name && tmp)
		return gs_sys->unlinkat(op->fd, op->old, 0);
	return gs_sys->rename(op->fd, op->old, op->fd,
			      name ? op->tmp : op->name, 0);
}

static int cannot_look(const struct gs_op *op, struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot read '%s'"), op->target);
}

int gs_op_look(struct gs_op *op, enum gs_op_state *state, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };

	*state = GS_OP_NEUTRAL;
	if (op->kind == GS_STEP_DIR)
		return 0;
	if (settle(op) < 0 || gs_entry_look(op->fd, op->name, &cur, NULL) < 0)
		return cannot_look(op, err);
	if (gs_entry_same(&cur, &op->post))
		*state = GS_OP_POST;
	else if (gs_entry_same(&cur, &op->pre))
		*state = GS_OP_PRE;
	else
		*state = GS_OP_OTHER;
	gs_entry_release(&cur);
	return 0;
}

bool gs_op_displaced(struct gs_op *op)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	bool good = gs_entry_look(op->fd, op->tmp, &cur, NULL) == 0 &&
		    gs_entry_same(&cur, &op->pre);

	gs_entry_release(&cur);
	return good;
}

/* The rename itself, in the direction from one side to the other. */
static int swap(struct gs_op *op, const struct gs_entry *from,
		const struct gs_entry *to)
{
	if (from->type == GS_ENTRY_ABSENT)
		return move(op->fd, op->tmp, op->name);
	if (to->type == GS_ENTRY_ABSENT)
		return move(op->fd, op->name, op->tmp);
	return exchange(op);
}

static int saved_meanwhile(const struct gs_op *op, struct gs_error *err)
{
	gs_error_set(err, GS_ERR_REFUSED,
		     _("'%s' was changed by someone else just now"),
		     op->target);
	gs_error_hint(err, _("Their version stays. Look at a new preview, "
			     "then apply again."));
	return GS_ERR_REFUSED;
}

static int rename_error(const struct gs_op *op, int error,
			struct gs_error *err)
{
	int ret;

	if (error == EEXIST)
		return saved_meanwhile(op, err);
	ret = gs_error_sys(err, error, _("cannot replace '%s'"), op->target);
	if (error == EBUSY)
		gs_error_hint(err, _("It is a mount point: edit the file where "
				     "it is mounted from."));
	return ret;
}

int gs_op_forward(struct gs_op *op, struct gs_error *err)
{
	enum gs_op_state state;
	int failed, saved, ret;

	if (op->kind == GS_STEP_DIR)
		return 0;
	failed = swap(op, &op->pre, &op->post);
	saved = errno;
	ret = gs_op_look(op, &state, err);
	if (ret)
		return ret;
	if (state == GS_OP_POST && (op->pre.type == GS_ENTRY_ABSENT ||
				    gs_op_displaced(op)))
		return 0;
	if (failed)
		return rename_error(op, saved, err);
	/* Something else came out than was previewed: give it back. */
	if (swap(op, &op->post, &op->pre) < 0)
		return gs_error_sys(err, errno, _("cannot put back '%s'"),
				    op->target);
	return saved_meanwhile(op, err);
}

int gs_op_backward(struct gs_op *op, struct gs_error *err)
{
	enum gs_op_state state;
	int saved, ret;

	if (op->kind == GS_STEP_DIR)
		return 0;
	if (swap(op, &op->post, &op->pre) == 0)
		return 0;
	saved = errno;
	ret = gs_op_look(op, &state, err);
	if (ret || state == GS_OP_PRE)
		return ret;
	return gs_error_sys(err, saved, _("cannot put back '%s'"), op->target);
}
