/* SPDX-License-Identifier: MIT */
/*
 * What a step means on this disk now: already so, to be done, or refused
 * with the reason.  Looks only.
 */
#include "config.h"
#include "apply/op.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/path.h"

static int refuse(struct gs_error *err, const char *hint)
{
	gs_error_hint(err, "%s", hint);
	return GS_ERR_REFUSED;
}

static int changed(const struct gs_op *op, struct gs_error *err)
{
	gs_error_set(err, GS_ERR_REFUSED,
		     _("'%s' has changed since the preview"), op->target);
	return refuse(err, _("Nothing was changed. Look at a new preview, "
			     "then apply again."));
}

static int open_dir(struct gs_op *op, bool may_be_absent, struct gs_error *err)
{
	if (op->fd >= 0)
		return 0;
	op->fd = gs_fs_open_dir(op->dir);
	if (op->fd >= 0 || (may_be_absent && errno == ENOENT))
		return 0;
	return gs_error_sys(err, errno, _("cannot open the directory '%s'"),
			    op->dir);
}

int gs_op_open_dir(struct gs_op *op, struct gs_error *err)
{
	return open_dir(op, false, err);
}

int gs_op_try_dir(struct gs_op *op, struct gs_error *err)
{
	return open_dir(op, true, err);
}

/* The place of the step, and what is there: *bytes for a file. */
static int look_at(struct gs_op *op, bool follow, struct gs_entry *cur,
		   struct gs_buf *bytes, struct gs_error *err)
{
	struct gs_resolved at;
	int ret = gs_resolve(op->target, follow, &at, err);

	if (ret)
		return ret;
	op->dir = gs_strdup(at.dir);
	op->name = gs_strdup(at.name);
	/* A directory that is not there yet is made by a step before this. */
	if (!at.no_dir)
		ret = gs_op_open_dir(op, err);
	gs_resolved_release(&at);
	if (!ret && gs_entry_look(op->fd, op->name, cur, bytes) < 0)
		ret = gs_error_sys(err, errno, _("cannot read '%s'"),
				   op->target);
	return ret;
}

/* The preview named the file behind the links: is it still that one? */
static int check_real(const struct gs_op *op, const struct gs_step *step,
		      struct gs_error *err)
{
	struct gs_resolved at;
	int ret;

	if (!step->real || gs_streq(step->real, step->target))
		return 0;
	ret = gs_resolve(step->real, true, &at, err);
	if (ret)
		return ret;
	if (!gs_streq(at.dir, op->dir) || !gs_streq(at.name, op->name))
		ret = changed(op, err);
	gs_resolved_release(&at);
	return ret;
}

static int check_regular(const struct gs_op *op, const struct gs_entry *cur,
			 struct gs_error *err)
{
	if (cur->type == GS_ENTRY_FILE || cur->type == GS_ENTRY_ABSENT)
		return 0;
	if (cur->type == GS_ENTRY_DIR)
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is a directory, not a file"), op->target);
	else if (cur->type == GS_ENTRY_LINK)
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' became a symbolic link just now"),
			     op->target);
	else
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is a pipe, a socket or a device, not a "
			       "file"), op->target);
	return refuse(err, _("Nothing was changed. Move it away, or leave "
			     "this file out."));
}

/* Replacing these by a rename would lose something. */
static int check_replaceable(const struct gs_op *op,
			     const struct gs_entry *cur, struct gs_error *err)
{
	if (cur->nlink > 1) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is one of %lu hard links to the same "
			       "file"), op->target, (unsigned long)cur->nlink);
		return refuse(err, _("Nothing was changed. Replacing it would "
				     "split them: put the lines in by hand, or "
				     "make it a copy or a symbolic link."));
	}
	if (gs_sys->mount_root(op->fd, op->name) == 1) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is a mount point of its own"),
			     op->target);
		return refuse(err, _("Nothing was changed. A mounted file "
				     "cannot be replaced: edit it where it is "
				     "mounted from."));
	}
	if (cur->uid != geteuid() && geteuid() != 0) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' belongs to another user"), op->target);
		gs_error_hint(err, _("Nothing was changed. Take it over "
				     "first: sudo chown \"$(id -u)\" '%s'"),
			      op->target);
		return GS_ERR_REFUSED;
	}
	return 0;
}

static void file_post(struct gs_op *op, const struct gs_step *step)
{
	const struct gs_content *after = &step->after;

	if (!after->exists)
		return;
	op->post = op->pre;
	op->post.link = NULL;
	op->post.type = GS_ENTRY_FILE;
	memcpy(op->post.sha256, after->sha256, GS_SHA256_HEX);
	op->post.size = (int64_t)after->bytes.len;
	op->post.mtime_ns = after->mtime_ns;
	/* A mode that the preview did not mean to change stays as it is. */
	if (op->pre.type == GS_ENTRY_ABSENT ||
	    after->mode != step->before.mode)
		op->post.mode = after->mode;
	gs_buf_set(&op->new_bytes, after->bytes.ptr, after->bytes.len);
}

static bool file_is(const struct gs_entry *cur, const struct gs_content *want)
{
	if (!want->exists || cur->type != GS_ENTRY_FILE)
		return !want->exists && cur->type == GS_ENTRY_ABSENT;
	return gs_streq(cur->sha256, want->sha256);
}

static int examine_file(struct gs_op *op, const struct gs_step *step,
			struct gs_error *err)
{
	const struct gs_content *before = &step->before, *after = &step->after;
	int ret = look_at(op, true, &op->pre, &op->old_bytes, err);

	if (!ret)
		ret = check_regular(op, &op->pre, err);
	if (ret)
		return ret;
	if (file_is(&op->pre, after) &&
	    (!after->exists || after->mode == before->mode ||
	     after->mode == op->pre.mode))
		return 0;
	if (!file_is(&op->pre, before))
		return changed(op, err);
	ret = check_real(op, step, err);
	if (!ret && op->pre.type == GS_ENTRY_FILE)
		ret = check_replaceable(op, &op->pre, err);
	if (ret)
		return ret;
	file_post(op, step);
	return 1;
}

static int examine_dir(struct gs_op *op, const struct gs_step *step,
		       struct gs_error *err)
{
	int ret = look_at(op, true, &op->pre, NULL, err);

	if (ret)
		return ret;
	if (step->remove) {
		op->post.type = GS_ENTRY_ABSENT;
		return op->pre.type == GS_ENTRY_DIR;
	}
	if (op->pre.type == GS_ENTRY_DIR)
		return 0;
	if (op->pre.type != GS_ENTRY_ABSENT) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is not a directory"), op->target);
		return refuse(err, _("Nothing was changed. Move it away "
				     "first."));
	}
	op->post.type = GS_ENTRY_DIR;
	op->post.mode = step->mode;
	return 1;
}

/* A Go tree of this version says so in the first line of VERSION, and has a
 * go command. */
static bool tree_complete(const char *path, const char *version)
{
	struct gs_buf b = GS_BUF_INIT;
	gs_autofree char *want = gs_printf("go%s", version);
	int fd = gs_fs_open_dir(path);
	struct stat st;
	int v = fd < 0 ? -1 : gs_fs_open_file(fd, "VERSION");
	size_t n;
	bool good = v >= 0 && gs_fs_read(v, &b, 4096) == 0 && b.len &&
		    gs_sys->fstatat(fd, "bin/go", &st, 0) == 0;

	n = good ? strcspn(b.ptr, "\n") : 0;
	good = good && n == strlen(want) && !memcmp(b.ptr, want, n);
	if (v >= 0)
		gs_sys->close(v);
	if (fd >= 0)
		gs_sys->close(fd);
	gs_buf_release(&b);
	return good;
}

/* The tree itself, or one that a link of that name leads to. */
static bool tree_is_here(const struct gs_op *op, const char *version)
{
	struct gs_resolved at;
	gs_autofree char *path = NULL;

	if (gs_resolve(op->target, true, &at, NULL))
		return false;
	path = gs_path_join(at.dir, at.name);
	gs_resolved_release(&at);
	return tree_complete(path, version);
}

static int examine_tree(struct gs_op *op, const struct gs_step *step,
			struct gs_error *err)
{
	int ret = look_at(op, false, &op->pre, NULL, err);

	if (ret)
		return ret;
	gs_set(&op->version, step->tree.version);
	op->tree = &step->tree;
	if (step->remove) {
		op->post.type = GS_ENTRY_ABSENT;
		return op->pre.type == GS_ENTRY_DIR;
	}
	if (op->pre.type != GS_ENTRY_ABSENT) {
		if (tree_is_here(op, step->tree.version))
			return 0;
		gs_error_set(err, GS_ERR_REFUSED,
			     _("'%s' is there, but it is not a whole Go %s"),
			     op->target, step->tree.version);
		return refuse(err, _("Nothing was changed. Look at it and move "
				     "it away, then apply again."));
	}
	op->post.type = GS_ENTRY_DIR;
	return 1;
}

static bool link_is(const struct gs_entry *cur, const char *text)
{
	if (!text)
		return cur->type == GS_ENTRY_ABSENT;
	return cur->type == GS_ENTRY_LINK && gs_streq(cur->link, text);
}

static bool link_as_previewed(const struct gs_entry *cur,
			      const struct gs_step *step)
{
	switch (step->link_before_kind) {
	case GS_LINK_ABSENT:
		return cur->type == GS_ENTRY_ABSENT;
	case GS_LINK_LINK:
		return link_is(cur, step->link_before) && step->link_before;
	case GS_LINK_DIR:
		break;
	}
	return cur->type == GS_ENTRY_DIR;
}

bool gs_op_link_leads(const struct gs_op *op)
{
	struct stat st;

	return op->pre.type == GS_ENTRY_LINK &&
	       gs_sys->fstatat(op->fd, op->pre.link, &st, 0) == 0 &&
	       S_ISDIR(st.st_mode);
}

static int examine_link(struct gs_op *op, const struct gs_step *step,
			struct gs_error *err)
{
	int ret = look_at(op, false, &op->pre, NULL, err);

	if (ret)
		return ret;
	if (!step->kept && link_is(&op->pre, step->link_after))
		return 0;
	if (!link_as_previewed(&op->pre, step))
		return changed(op, err);
	if (step->kept) {
		/* Undo: the directory that an earlier run put aside. */
		op->post.type = GS_ENTRY_DIR;
		gs_set(&op->tmp, step->kept);
		return 1;
	}
	if (step->link_after) {
		op->post.type = GS_ENTRY_LINK;
		gs_set(&op->post.link, step->link_after);
	}
	op->keep = op->pre.type == GS_ENTRY_DIR;
	op->led = gs_op_link_leads(op);
	return 1;
}

int gs_op_examine(struct gs_op *op, const struct gs_step *step, int index,
		  struct gs_error *err)
{
	op->step = index;
	op->kind = step->kind;
	op->as_owner = step->as_owner;
	op->cache = step->cache;
	gs_set(&op->id, step->id);
	gs_set(&op->target, step->target);
	gs_set(&op->summary, step->summary);
	switch (step->kind) {
	case GS_STEP_FILE:
		return examine_file(op, step, err);
	case GS_STEP_DIR:
		return examine_dir(op, step, err);
	case GS_STEP_TREE:
		return examine_tree(op, step, err);
	case GS_STEP_LINK:
		return examine_link(op, step, err);
	case GS_STEP_RUN:
	case GS_STEP_KIND_COUNT:
		break;
	}
	return gs_error_set(err, GS_ERR_USAGE,
			    _("the plan runs a command, which cannot be taken "
			      "back: '%s'"), step->id);
}

int gs_op_recheck(struct gs_op *op, struct gs_error *err)
{
	struct gs_entry cur = { .type = GS_ENTRY_ABSENT };
	struct gs_resolved at;
	bool follow = op->kind == GS_STEP_FILE;
	bool same;
	int ret;

	if (op->kind == GS_STEP_DIR)
		return 0;
	/* The chain of links once more: nobody may have swapped one. */
	ret = gs_resolve(op->target, follow, &at, err);
	if (ret)
		return ret;
	same = gs_streq(at.dir, op->dir) && gs_streq(at.name, op->name);
	gs_resolved_release(&at);
	if (gs_entry_look(op->fd, op->name, &cur, NULL) < 0)
		return gs_error_sys(err, errno, _("cannot read '%s'"),
				    op->target);
	same = same && gs_entry_same(&cur, &op->pre);
	gs_entry_release(&cur);
	return same ? 0 : changed(op, err);
}
