/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "base/path.h"

static void close_keep_errno(int fd)
{
	int saved = errno;

	if (fd >= 0)
		gs_sys->close(fd);
	errno = saved;
}

/* A directory without read permission can still be searched. */
static int open_last(int dir, const char *name)
{
	int flags = O_DIRECTORY | O_NOFOLLOW;
	int fd = gs_sys->openat(dir, name, O_RDONLY | flags, 0);

	if (fd < 0 && errno == EACCES)
		fd = gs_sys->openat(dir, name, O_PATH | flags, 0);
	return fd;
}

/* Owned next component of *p, which moves behind it; NULL at the end. */
static char *next_part(const char **p)
{
	const char *from = *p + strspn(*p, "/");
	size_t n = strcspn(from, "/");

	*p = from + n;
	return n ? gs_strndup(from, n) : NULL;
}

int gs_fs_open_dir(const char *path)
{
	gs_autofree char *clean = gs_path_clean(path);
	const char *p = clean;
	char *part = next_part(&p), *after;
	int fd = part ? gs_sys->openat(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0)
		      : open_last(AT_FDCWD, "/");
	int next;

	while (part && fd >= 0) {
		after = next_part(&p);
		if (after)
			next = gs_sys->openat(fd, part, O_PATH | O_DIRECTORY |
					      O_NOFOLLOW, 0);
		else
			next = open_last(fd, part);
		close_keep_errno(fd);
		fd = next;
		free(part);
		part = after;
	}
	free(part);
	return fd;
}

int gs_fs_open_file(int dir, const char *name)
{
	return gs_sys->openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
			      0);
}

int gs_fs_read(int fd, struct gs_buf *out, size_t max)
{
	char chunk[65536];
	size_t total = 0;
	ssize_t n;

	for (;;) {
		n = gs_sys->read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		total += (size_t)n;
		if (total > max) {
			errno = EFBIG;
			return -1;
		}
		gs_buf_add(out, chunk, (size_t)n);
	}
}

int gs_fs_write(int fd, const void *p, size_t n)
{
	const char *at = p;
	ssize_t done;

	while (n > 0) {
		done = gs_sys->write(fd, at, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		if (done == 0) {
			errno = ENOSPC;
			return -1;
		}
		at += done;
		n -= (size_t)done;
	}
	return 0;
}

char *gs_fs_readlink(int dir, const char *name)
{
	char text[PATH_MAX + 1];
	ssize_t n = gs_sys->readlinkat(dir, name, text, sizeof(text));

	if (n < 0)
		return NULL;
	if ((size_t)n >= sizeof(text)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	return gs_strndup(text, (size_t)n);
}

int gs_fs_sync_dir(int dir)
{
	if (gs_sys->fsync(dir) == 0)
		return 0;
	return errno == EINVAL || errno == EBADF ? 0 : -1;
}

int gs_fs_create(int dir, const char *name, const void *p, size_t n)
{
	int fd = gs_sys->openat(dir, name, O_WRONLY | O_CREAT | O_EXCL |
				O_NOFOLLOW, 0600);
	int bad, saved;

	if (fd < 0)
		return -1;
	bad = gs_fs_write(fd, p, n) < 0 || gs_sys->fsync(fd) < 0;
	saved = errno;
	if (gs_sys->close(fd) < 0 && !bad) {
		bad = 1;
		saved = errno;
	}
	if (bad) {
		gs_sys->unlinkat(dir, name, 0);
		errno = saved;
	}
	return bad ? -1 : 0;
}

/* One level; directories are emptied first. */
static int remove_children(int fd)
{
	struct gs_strv names = GS_STRV_INIT;
	int ret = gs_sys->list(fd, &names);
	size_t i;

	for (i = 0; i < names.n && ret == 0; i++)
		ret = gs_fs_remove_tree(fd, names.v[i]);
	gs_strv_release(&names);
	return ret;
}

int gs_fs_remove_tree(int dir, const char *name)
{
	struct stat st;
	int fd, ret;

	if (gs_sys->unlinkat(dir, name, 0) == 0 || errno == ENOENT)
		return 0;
	/* Linux says EISDIR for a directory, POSIX EPERM. */
	if (errno != EISDIR && errno != EPERM)
		return -1;
	fd = gs_sys->openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (fd < 0)
		return -1;
	/* A tree may hold directories without write permission. */
	if (gs_sys->fstat(fd, &st) == 0 && (st.st_mode & 0700) != 0700)
		gs_sys->fchmod(fd, 0700);
	ret = remove_children(fd);
	close_keep_errno(fd);
	if (ret < 0)
		return -1;
	return gs_sys->unlinkat(dir, name, AT_REMOVEDIR);
}

static int mkdir_at(const char *path)
{
	gs_autofree char *parent = gs_path_dir(path);
	int dir = gs_sys->openat(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY, 0);
	int ret;

	if (dir < 0)
		return -1;
	ret = gs_sys->mkdirat(dir, gs_path_base(path), 0700);
	if (ret < 0 && errno == EEXIST)
		ret = 0;
	else if (ret == 0)
		ret = gs_fs_sync_dir(dir);
	close_keep_errno(dir);
	return ret;
}

int gs_fs_mkdirs(const char *path)
{
	gs_autofree char *parent = gs_path_dir(path);
	struct stat st;

	if (gs_sys->fstatat(AT_FDCWD, path, &st, 0) == 0) {
		errno = ENOTDIR;
		return S_ISDIR(st.st_mode) ? 0 : -1;
	}
	if (errno != ENOENT || gs_fs_mkdirs(parent) < 0)
		return -1;
	return mkdir_at(path);
}
