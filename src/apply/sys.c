/* SPDX-License-Identifier: MIT */
/* The real system calls, and their names on other systems. */
#include "config.h"
#include "apply/sys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>
#ifdef HAVE_SYS_XATTR_H
#include <sys/xattr.h>
#endif

static int real_openat(int dir, const char *name, int flags, mode_t mode)
{
	return openat(dir, name, flags | O_CLOEXEC, mode);
}

/* After EINTR the descriptor is closed on Linux; a second close could hit
 * someone else's. */
static int real_close(int fd)
{
	return close(fd) < 0 && errno != EINTR ? -1 : 0;
}

static ssize_t real_read(int fd, void *p, size_t n)
{
	return read(fd, p, n);
}

static ssize_t real_write(int fd, const void *p, size_t n)
{
	return write(fd, p, n);
}

static int real_ftruncate(int fd, off_t size)
{
	return ftruncate(fd, size);
}

/* On macOS fsync(2) only reaches the drive's cache: see its fcntl(2). */
static int real_fsync(int fd)
{
#ifdef F_FULLFSYNC
	if (fcntl(fd, F_FULLFSYNC) == 0)
		return 0;
#endif
	return fsync(fd);
}

static int real_syncfs(int fd)
{
#ifdef HAVE_SYNCFS
	return syncfs(fd);
#else
	sync();
	return real_fsync(fd);
#endif
}

static int real_fstat(int fd, struct stat *st)
{
	return fstat(fd, st);
}

static int real_fstatat(int dir, const char *name, struct stat *st, int flags)
{
	return fstatat(dir, name, st, flags);
}

static int real_mount_root(int dir, const char *name)
{
#ifdef STATX_ATTR_MOUNT_ROOT
	struct statx sx;

	if (statx(dir, name, AT_SYMLINK_NOFOLLOW, STATX_TYPE, &sx) < 0)
		return errno == ENOSYS ? 0 : -1;
	return (sx.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
	(void)dir;
	(void)name;
	return 0;
#endif
}

static ssize_t real_readlinkat(int dir, const char *name, char *p, size_t n)
{
	return readlinkat(dir, name, p, n);
}

static int real_list(int fd, struct gs_strv *names)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;
	int saved;

	if (!d) {
		saved = errno;
		if (copy >= 0)
			close(copy);
		errno = saved;
		return -1;
	}
	for (;;) {
		errno = 0;
		e = readdir(d);
		if (!e)
			break;
		if (!gs_streq(e->d_name, ".") && !gs_streq(e->d_name, ".."))
			gs_strv_add(names, e->d_name);
	}
	saved = errno;
	closedir(d);
	errno = saved;
	return saved ? -1 : 0;
}

static int real_rename(int dir, const char *from, int to_dir, const char *to,
		       unsigned flags)
{
	if (!flags)
		return renameat(dir, from, to_dir, to);
#if defined(HAVE_RENAMEAT2)
	return renameat2(dir, from, to_dir, to, flags);
#elif defined(HAVE_RENAMEX_NP)
	return renameatx_np(dir, from, to_dir, to,
			    flags & GS_RENAME_EXCHANGE ? RENAME_SWAP
						       : RENAME_EXCL);
#else
	errno = ENOSYS;
	return -1;
#endif
}

static int real_linkat(int dir, const char *from, int to_dir, const char *to)
{
	return linkat(dir, from, to_dir, to, 0);
}

static int real_symlinkat(const char *text, int dir, const char *name)
{
	return symlinkat(text, dir, name);
}

static int real_mkdirat(int dir, const char *name, mode_t mode)
{
	return mkdirat(dir, name, mode);
}

static int real_unlinkat(int dir, const char *name, int flags)
{
	return unlinkat(dir, name, flags);
}

static int real_fchmod(int fd, mode_t mode)
{
	return fchmod(fd, mode);
}

static int real_fchown(int fd, uid_t uid, gid_t gid)
{
	return fchown(fd, uid, gid);
}

static int real_futimens(int fd, const struct timespec t[2])
{
	return futimens(fd, t);
}

#if !defined(HAVE_SYS_XATTR_H)
static ssize_t real_flistxattr(int fd, char *p, size_t n)
{
	(void)fd, (void)p, (void)n;
	return 0;
}

static ssize_t real_fgetxattr(int fd, const char *name, void *p, size_t n)
{
	(void)fd, (void)name, (void)p, (void)n;
	errno = ENOTSUP;
	return -1;
}

static int real_fsetxattr(int fd, const char *name, const void *p, size_t n)
{
	(void)fd, (void)name, (void)p, (void)n;
	errno = ENOTSUP;
	return -1;
}

static int real_fremovexattr(int fd, const char *name)
{
	(void)fd, (void)name;
	errno = ENOTSUP;
	return -1;
}
#elif defined(__APPLE__)
static ssize_t real_flistxattr(int fd, char *p, size_t n)
{
	return flistxattr(fd, p, n, 0);
}

static ssize_t real_fgetxattr(int fd, const char *name, void *p, size_t n)
{
	return fgetxattr(fd, name, p, n, 0, 0);
}

static int real_fsetxattr(int fd, const char *name, const void *p, size_t n)
{
	return fsetxattr(fd, name, p, n, 0, 0);
}

static int real_fremovexattr(int fd, const char *name)
{
	return fremovexattr(fd, name, 0);
}
#else
static ssize_t real_flistxattr(int fd, char *p, size_t n)
{
	return flistxattr(fd, p, n);
}

static ssize_t real_fgetxattr(int fd, const char *name, void *p, size_t n)
{
	return fgetxattr(fd, name, p, n);
}

static int real_fsetxattr(int fd, const char *name, const void *p, size_t n)
{
	return fsetxattr(fd, name, p, n, 0);
}

static int real_fremovexattr(int fd, const char *name)
{
	return fremovexattr(fd, name);
}
#endif

static int real_flock(int fd, int how)
{
	return flock(fd, how);
}

/* Root's saved uid stays 0, so the way back is open; the order matters:
 * groups can only be set while the effective uid is 0. */
static int real_become(uid_t uid, gid_t gid, const gid_t *groups, size_t n)
{
	if (geteuid() != 0 && seteuid(0) < 0)
		return -1;
	if (setgroups((int)n, groups) < 0 || setegid(gid) < 0)
		return -1;
	return uid ? seteuid(uid) : 0;
}

static int real_random(void *p, size_t n)
{
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, p, n);

	if (fd >= 0)
		close(fd);
	return got == (ssize_t)n ? 0 : -1;
}

static int64_t real_now(void)
{
	return (int64_t)time(NULL);
}

static int real_install_tree(const struct gs_tree_source *src,
			     const char *stage_dir, const char *part_file,
			     int step, const struct gs_report *r,
			     struct gs_install_result *out,
			     struct gs_error *err)
{
	return gs_install_tree(src, stage_dir, part_file, step, r, out, err);
}

#define MEMBER(type, name, params, args) .name = real_##name,
const struct gs_sys gs_sys_real = {
	GS_SYS_CALLS(MEMBER)
};
#undef MEMBER

const struct gs_sys *gs_sys = &gs_sys_real;
