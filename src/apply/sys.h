/* SPDX-License-Identifier: MIT */
/*
 * The system calls of apply/.  Everything that this room reads from or does
 * to the outside goes through the one table `gs_sys`, so that a test can
 * count calls, let any of them fail or kill the process there, record them,
 * or put a file system in memory under it.
 *
 * The calls are listed once, as an X-macro: X(type, name, parameters,
 * arguments).  A table that wraps another one is four lines:
 *
 *	#define WRAP(type, name, params, args) \
 *		static type my_##name params \
 *		{ return before(#name) ? (type)-1 : real->name args; }
 *	GS_SYS_CALLS(WRAP)
 */
#ifndef GS_APPLY_SYS_H
#define GS_APPLY_SYS_H

#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include "base/strv.h"
#include "install/install.h"

/* Flags of rename; the values are those of Linux. */
enum { GS_RENAME_NOREPLACE = 1, GS_RENAME_EXCHANGE = 2 };

/* All return -1 with errno like the calls they are named after, except:
 * rename       as renameat2(2) with the flags above
 * fsync        down to the medium (macOS: F_FULLFSYNC)
 * syncfs       the whole file system of fd (sync(2) where there is none)
 * mount_root   1 when the entry is a mount point, 0 when not or unknown
 * list         appends the names in directory fd, without "." and ".."
 * become       effective uid, gid and groups of the process
 * random       n random bytes
 * now          wall clock
 * install_tree see install/install.h */
#define GS_SYS_CALLS(X) \
	X(int, openat, (int dir, const char *name, int flags, mode_t mode), \
	  (dir, name, flags, mode)) \
	X(int, close, (int fd), (fd)) \
	X(ssize_t, read, (int fd, void *p, size_t n), (fd, p, n)) \
	X(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n)) \
	X(int, ftruncate, (int fd, off_t size), (fd, size)) \
	X(int, fsync, (int fd), (fd)) \
	X(int, syncfs, (int fd), (fd)) \
	X(int, fstat, (int fd, struct stat *st), (fd, st)) \
	X(int, fstatat, (int dir, const char *name, struct stat *st, \
			 int flags), (dir, name, st, flags)) \
	X(int, mount_root, (int dir, const char *name), (dir, name)) \
	X(ssize_t, readlinkat, (int dir, const char *name, char *p, \
				size_t n), (dir, name, p, n)) \
	X(int, list, (int fd, struct gs_strv *names), (fd, names)) \
	X(int, rename, (int dir, const char *from, int to_dir, \
			const char *to, unsigned flags), \
	  (dir, from, to_dir, to, flags)) \
	X(int, linkat, (int dir, const char *from, int to_dir, \
			const char *to), (dir, from, to_dir, to)) \
	X(int, symlinkat, (const char *text, int dir, const char *name), \
	  (text, dir, name)) \
	X(int, mkdirat, (int dir, const char *name, mode_t mode), \
	  (dir, name, mode)) \
	X(int, unlinkat, (int dir, const char *name, int flags), \
	  (dir, name, flags)) \
	X(int, fchmod, (int fd, mode_t mode), (fd, mode)) \
	X(int, fchown, (int fd, uid_t uid, gid_t gid), (fd, uid, gid)) \
	X(int, futimens, (int fd, const struct timespec t[2]), (fd, t)) \
	X(ssize_t, flistxattr, (int fd, char *p, size_t n), (fd, p, n)) \
	X(ssize_t, fgetxattr, (int fd, const char *name, void *p, \
			       size_t n), (fd, name, p, n)) \
	X(int, fsetxattr, (int fd, const char *name, const void *p, \
			   size_t n), (fd, name, p, n)) \
	X(int, fremovexattr, (int fd, const char *name), (fd, name)) \
	X(int, flock, (int fd, int how), (fd, how)) \
	X(int, become, (uid_t uid, gid_t gid, const gid_t *groups, \
			size_t n), (uid, gid, groups, n)) \
	X(int, random, (void *p, size_t n), (p, n)) \
	X(int64_t, now, (void), ()) \
	X(int, install_tree, (const struct gs_tree_source *src, \
			      const char *stage_dir, const char *part_file, \
			      int step, const struct gs_report *r, \
			      struct gs_install_result *out, \
			      struct gs_error *err), \
	  (src, stage_dir, part_file, step, r, out, err))

#define GS_SYS_MEMBER(type, name, params, args) type (*name) params;
struct gs_sys {
	GS_SYS_CALLS(GS_SYS_MEMBER)
};
#undef GS_SYS_MEMBER

/* The real calls. */
extern const struct gs_sys gs_sys_real;
/* The table in use; tests put another one there. */
extern const struct gs_sys *gs_sys;

#endif
