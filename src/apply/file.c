/* SPDX-License-Identifier: MIT */
/*
 * A new file beside the old one, with its owner, mode and extended
 * attributes.  Order: owner first, since chown(2) clears mode bits and
 * capabilities; then the mode, then attributes, because an ACL is an
 * attribute whose mask chmod(2) would rewrite.
 */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"

enum { LIST_MAX = 65536, VALUE_MAX = 65536 };

/* Bound to the inode or to the content: never carried over. */
static bool skip_attr(const char *name)
{
	return gs_streq(name, "security.ima") ||
	       gs_streq(name, "security.evm") ||
	       gs_starts(name, "com.apple.provenance");
}

static void list_attrs(int fd, struct gs_strv *names)
{
	char *list = gs_malloc(LIST_MAX);
	ssize_t n = gs_sys->flistxattr(fd, list, LIST_MAX);
	const char *p;

	for (p = list; n > 0 && p < list + n; p += strlen(p) + 1) {
		if (!skip_attr(p))
			gs_strv_add(names, p);
	}
	gs_strv_sort(names);
	free(list);
}

static bool same_attr(int a, int b, const char *name)
{
	char *va = gs_malloc(VALUE_MAX), *vb = gs_malloc(VALUE_MAX);
	ssize_t na = gs_sys->fgetxattr(a, name, va, VALUE_MAX);
	ssize_t nb = gs_sys->fgetxattr(b, name, vb, VALUE_MAX);
	bool same = na == nb && (na <= 0 || !memcmp(va, vb, (size_t)na));

	free(va);
	free(vb);
	return same;
}

/* An inherited ACL that the old file does not have goes away. */
static void drop_extra(int to, const struct gs_strv *want)
{
	struct gs_strv have = GS_STRV_INIT;
	size_t i;

	list_attrs(to, &have);
	for (i = 0; i < have.n; i++) {
		if (!gs_strv_has(want, have.v[i]))
			gs_sys->fremovexattr(to, have.v[i]);
	}
	gs_strv_release(&have);
}

/* Sets only what differs: a label that the system gave both files needs no
 * right to set it.  false when one cannot be made the same. */
static bool copy_attrs(int from, int to)
{
	struct gs_strv names = GS_STRV_INIT;
	char *value = gs_malloc(VALUE_MAX);
	bool good = true;
	ssize_t n;
	size_t i;

	list_attrs(from, &names);
	drop_extra(to, &names);
	for (i = 0; i < names.n && good; i++) {
		if (same_attr(from, to, names.v[i]))
			continue;
		n = gs_sys->fgetxattr(from, names.v[i], value, VALUE_MAX);
		good = n >= 0 && gs_sys->fsetxattr(to, names.v[i], value,
						   (size_t)n) == 0 &&
		       same_attr(from, to, names.v[i]);
	}
	free(value);
	gs_strv_release(&names);
	return good;
}

static bool same_attr_names(int from, int to)
{
	struct gs_strv a = GS_STRV_INIT, b = GS_STRV_INIT;
	bool same;
	size_t i;

	list_attrs(from, &a);
	list_attrs(to, &b);
	same = a.n == b.n;
	for (i = 0; i < a.n && same; i++)
		same = gs_streq(a.v[i], b.v[i]);
	gs_strv_release(&a);
	gs_strv_release(&b);
	return same;
}

enum trait { OWNER, MODE, ATTRIBUTES };

static int cannot_keep(const struct gs_op *op, enum trait trait,
		       struct gs_error *err)
{
	const char *t = op->target;

	if (trait == OWNER)
		gs_error_set(err, GS_ERR_REFUSED,
			     _("a new file cannot keep the owner and group of "
			       "'%s'"), t);
	else if (trait == MODE)
		gs_error_set(err, GS_ERR_REFUSED,
			     _("a new file cannot have the mode of '%s'"), t);
	else
		gs_error_set(err, GS_ERR_REFUSED,
			     _("a new file cannot keep the extended "
			       "attributes of '%s'"), t);
	gs_error_hint(err, _("Nothing was changed. Put the lines in by "
			     "hand."));
	return GS_ERR_REFUSED;
}

static int set_owner_and_mode(const struct gs_op *op, int fd,
			      struct gs_error *err)
{
	struct stat st;

	if (gs_sys->fstat(fd, &st) < 0)
		return gs_error_sys(err, errno, _("cannot write '%s'"),
				    op->target);
	if (op->pre.type == GS_ENTRY_FILE &&
	    (st.st_uid != op->pre.uid || st.st_gid != op->pre.gid) &&
	    gs_sys->fchown(fd, op->pre.uid, op->pre.gid) < 0)
		return cannot_keep(op, OWNER, err);
	if (gs_sys->fchmod(fd, op->post.mode) < 0)
		return cannot_keep(op, MODE, err);
	return 0;
}

/* Never silent: what cannot be the same is a refusal. */
static int check_result(const struct gs_op *op, int fd, struct gs_error *err)
{
	struct stat st;

	if (gs_sys->fstat(fd, &st) < 0)
		return gs_error_sys(err, errno, _("cannot write '%s'"),
				    op->target);
	if ((st.st_mode & 07777) != op->post.mode)
		return cannot_keep(op, MODE, err);
	if (op->pre.type == GS_ENTRY_FILE &&
	    (st.st_uid != op->pre.uid || st.st_gid != op->pre.gid))
		return cannot_keep(op, OWNER, err);
	return 0;
}

static int copy_metadata(struct gs_op *op, int fd, struct gs_error *err)
{
	int from = -1;
	int ret = set_owner_and_mode(op, fd, err);

	if (!ret && op->pre.type == GS_ENTRY_FILE) {
		from = gs_fs_open_file(op->fd, op->name);
		if (from >= 0 && (!copy_attrs(from, fd) ||
				  !same_attr_names(from, fd)))
			ret = cannot_keep(op, ATTRIBUTES, err);
	}
	if (!ret)
		ret = check_result(op, fd, err);
	if (from >= 0)
		gs_sys->close(from);
	return ret;
}

static int set_mtime(const struct gs_op *op, int fd)
{
	struct timespec t[2];

	if (!op->post.mtime_ns)
		return 0;
	t[0].tv_sec = 0;
	t[0].tv_nsec = UTIME_OMIT;
	t[1].tv_sec = (time_t)(op->post.mtime_ns / 1000000000);
	t[1].tv_nsec = (long)(op->post.mtime_ns % 1000000000);
	return gs_sys->futimens(fd, t);
}

static int write_error(const struct gs_op *op, struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot write '%s'"), op->target);
}

int gs_file_prepare(struct gs_op *op, struct gs_error *err)
{
	int ret = 0, fd;

	if (op->post.type == GS_ENTRY_ABSENT)
		return 0;
	fd = gs_sys->openat(op->fd, op->tmp, O_WRONLY | O_CREAT | O_EXCL |
			    O_NOFOLLOW, 0600);
	if (fd < 0) {
		int saved = errno;

		ret = write_error(op, err);
		if (saved == EACCES || saved == EPERM)
			gs_error_hint(err, _("Nothing was changed. The "
					     "directory '%s' is not writable "
					     "for you."), op->dir);
		return ret;
	}
	op->made = true;
	if (gs_fs_write(fd, op->new_bytes.ptr, op->new_bytes.len) < 0)
		ret = write_error(op, err);
	if (!ret)
		ret = copy_metadata(op, fd, err);
	if (!ret && (set_mtime(op, fd) < 0 || gs_sys->fsync(fd) < 0))
		ret = write_error(op, err);
	if (gs_sys->close(fd) < 0 && !ret)
		ret = write_error(op, err);
	return ret;
}
