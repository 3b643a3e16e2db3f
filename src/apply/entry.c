/* SPDX-License-Identifier: MIT */
/* What is under a name: decided by contents, never by inode numbers, which
 * are not stable on overlays and btrfs. */
#include "config.h"
#include "apply/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {
	[GS_ENTRY_ABSENT] = "absent",
	[GS_ENTRY_FILE] = "file",
	[GS_ENTRY_LINK] = "link",
	[GS_ENTRY_DIR] = "dir",
	[GS_ENTRY_OTHER] = "other",
};

void gs_entry_release(struct gs_entry *e)
{
	free(e->link);
	memset(e, 0, sizeof(*e));
}

void gs_entry_copy(struct gs_entry *dst, const struct gs_entry *src)
{
	gs_entry_release(dst);
	*dst = *src;
	dst->link = gs_strdup(src->link);
}

static void from_stat(struct gs_entry *e, const struct stat *st)
{
	e->mode = st->st_mode & 07777;
	e->uid = st->st_uid;
	e->gid = st->st_gid;
	e->nlink = st->st_nlink;
	e->size = st->st_size;
#ifdef __APPLE__
	e->mtime_ns = (int64_t)st->st_mtimespec.tv_sec * 1000000000 +
		      st->st_mtimespec.tv_nsec;
#else
	e->mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 +
		      st->st_mtim.tv_nsec;
#endif
	if (S_ISREG(st->st_mode))
		e->type = GS_ENTRY_FILE;
	else if (S_ISLNK(st->st_mode))
		e->type = GS_ENTRY_LINK;
	else if (S_ISDIR(st->st_mode))
		e->type = GS_ENTRY_DIR;
	else
		e->type = GS_ENTRY_OTHER;
}

static int look_file(int dir, const char *name, struct gs_entry *out,
		     struct gs_buf *bytes)
{
	struct gs_buf own = GS_BUF_INIT;
	struct stat st;
	int fd = gs_fs_open_file(dir, name);
	int ret = -1, saved;

	if (fd < 0)
		return -1;
	if (!bytes)
		bytes = &own;
	gs_buf_reset(bytes);
	/* What is hashed is described by the same descriptor. */
	if (gs_sys->fstat(fd, &st) < 0)
		goto out;
	from_stat(out, &st);
	if (out->type != GS_ENTRY_FILE) {
		errno = EBUSY;
		goto out;
	}
	if (gs_fs_read(fd, bytes, GS_FILE_MAX) < 0)
		goto out;
	gs_sha256_of(bytes->ptr, bytes->len, out->sha256);
	ret = 0;
out:
	saved = errno;
	gs_sys->close(fd);
	gs_buf_release(&own);
	errno = saved;
	return ret;
}

int gs_entry_look(int dir, const char *name, struct gs_entry *out,
		  struct gs_buf *bytes)
{
	struct stat st;

	gs_entry_release(out);
	if (dir < 0)
		return 0;
	if (gs_sys->fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : -1;
	from_stat(out, &st);
	if (out->type == GS_ENTRY_LINK) {
		out->link = gs_fs_readlink(dir, name);
		return out->link ? 0 : -1;
	}
	if (out->type != GS_ENTRY_FILE)
		return 0;
	return look_file(dir, name, out, bytes);
}

bool gs_entry_same(const struct gs_entry *a, const struct gs_entry *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == GS_ENTRY_FILE)
		return a->mode == b->mode && gs_streq(a->sha256, b->sha256);
	if (a->type == GS_ENTRY_LINK)
		return gs_streq(a->link, b->link);
	return a->type != GS_ENTRY_OTHER;
}

json_t *gs_entry_to_json(const struct gs_entry *e)
{
	json_t *o = json_object();

	gs_json_set(o, "type", json_string(type_names[e->type]));
	if (e->type == GS_ENTRY_ABSENT)
		return o;
	gs_json_set(o, "mode", json_integer(e->mode));
	gs_json_set(o, "uid", json_integer(e->uid));
	gs_json_set(o, "gid", json_integer(e->gid));
	if (e->type == GS_ENTRY_LINK)
		gs_json_set(o, "link", gs_json_path_new(e->link));
	if (e->type != GS_ENTRY_FILE)
		return o;
	gs_json_set(o, "sha256", json_string(e->sha256));
	gs_json_set(o, "size", json_integer(e->size));
	gs_json_set(o, "mtime_ns", json_integer(e->mtime_ns));
	return o;
}

int gs_entry_from_json(struct gs_entry *e, const json_t *v)
{
	const char *type = gs_json_str(v, "type", "");
	const char *sha = gs_json_str(v, "sha256", "");
	size_t i;

	gs_entry_release(e);
	for (i = 0; i < GS_COUNT(type_names); i++) {
		if (gs_streq(type, type_names[i]))
			break;
	}
	if (i == GS_COUNT(type_names))
		return GS_ERR_FORMAT;
	e->type = (enum gs_entry_type)i;
	e->mode = (mode_t)gs_json_int(v, "mode", 0) & 07777;
	e->uid = (uid_t)gs_json_int(v, "uid", 0);
	e->gid = (gid_t)gs_json_int(v, "gid", 0);
	e->size = gs_json_int(v, "size", 0);
	e->mtime_ns = gs_json_int(v, "mtime_ns", 0);
	e->link = gs_json_path(v, "link");
	if (e->type == GS_ENTRY_LINK && !e->link)
		return GS_ERR_FORMAT;
	if (e->type != GS_ENTRY_FILE)
		return 0;
	if (!gs_sha256_valid(sha))
		return GS_ERR_FORMAT;
	memcpy(e->sha256, sha, GS_SHA256_HEX);
	return 0;
}
