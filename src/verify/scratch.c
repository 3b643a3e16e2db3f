/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "verify/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

#ifndef ST_NOEXEC
#define ST_NOEXEC 0             /* not told by statvfs() here */
#endif

static int give(const char *path, uid_t uid, gid_t gid)
{
	if (uid == geteuid())
		return 0;
	return lchown(path, uid, gid);
}

/* A temporary directory from which programs may be run. */
static const char *runnable_tmp(void)
{
	const char *dirs[] = { getenv("TMPDIR"), "/tmp", "/var/tmp",
			       "/dev/shm" };
	struct statvfs fs;

	for (size_t i = 0; i < GS_COUNT(dirs); i++)
		if (gs_path_is_abs(dirs[i]) && statvfs(dirs[i], &fs) == 0 &&
		    !(fs.f_flag & (ST_RDONLY | ST_NOEXEC)))
			return dirs[i];
	return "/tmp";
}

char *gs_scratch_make(uid_t uid, gid_t gid, struct gs_error *err)
{
	char *dir = gs_path_join(runnable_tmp(), "gosetup-verify-XXXXXX");

	if (!mkdtemp(dir) || give(dir, uid, gid) < 0) {
		gs_error_sys(err, errno, _("cannot make the directory '%s'"),
			     dir);
		free(dir);
		return NULL;
	}
	return dir;
}

int gs_scratch_write(const char *dir, const char *name, const char *text,
		     uid_t uid, gid_t gid, struct gs_error *err)
{
	gs_autofree char *path = gs_path_join(dir, name);
	gs_autofree char *parent = gs_path_dir(path);
	int fd, rc = 0;

	if (mkdir(parent, 0700) == 0)
		rc = give(parent, uid, gid);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  0600);
	if (rc < 0 || fd < 0 || gs_write_all(fd, text, strlen(text)) < 0 ||
	    give(path, uid, gid) < 0)
		rc = gs_error_sys(err, errno, _("cannot write '%s'"), path);
	if (fd >= 0)
		close(fd);
	return rc;
}

static bool listed(const char *const *list, const char *name)
{
	while (*list && !gs_streq(*list, name))
		list++;
	return *list != NULL;
}

/* One entry of the mirror: a link, or a copy of a small file. */
static int mirror_entry(const char *dir, const char *name, const char *real,
			const char *entry, const char *const *own, uid_t uid,
			gid_t gid, struct gs_error *err)
{
	gs_autofree char *at = gs_path_join(name, entry);
	gs_autofree char *to = gs_path_join(dir, at);
	gs_autofree char *from = gs_path_join(real, entry);
	gs_autofree char *text = NULL;

	if (!listed(own, entry)) {
		if (symlink(from, to) < 0)
			return gs_error_sys(err, errno,
					    _("cannot write '%s'"), to);
		return 0;
	}
	text = gs_read_text(from, 1 << 20);
	return text ? gs_scratch_write(dir, at, text, uid, gid, err) : 0;
}

int gs_scratch_mirror(const char *dir, const char *name, const char *real,
		      const char *const *own, uid_t uid, gid_t gid,
		      struct gs_error *err)
{
	gs_autofree char *path = gs_path_join(dir, name);
	gs_autofree char *parent = gs_path_dir(path);
	DIR *d = opendir(real);
	struct dirent *e;
	int rc = 0;

	if (mkdir(parent, 0700) == 0)
		give(parent, uid, gid);
	if (mkdir(path, 0700) == 0)
		give(path, uid, gid);
	while (d && !rc && (e = readdir(d)))
		if (!gs_streq(e->d_name, ".") && !gs_streq(e->d_name, ".."))
			rc = mirror_entry(dir, name, real, e->d_name, own, uid,
					  gid, err);
	if (d)
		closedir(d);
	return rc;
}

/* Everything below the directory fd, which is closed. */
static void empty(int fd)
{
	DIR *d = fdopendir(fd);
	struct dirent *e;

	if (!d) {
		close(fd);
		return;
	}
	/* The module cache is read-only. */
	fchmod(fd, 0700);
	while ((e = readdir(d))) {
		int sub;

		if (gs_streq(e->d_name, ".") || gs_streq(e->d_name, ".."))
			continue;
		if (unlinkat(fd, e->d_name, 0) == 0)
			continue;
		sub = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY |
			     O_NOFOLLOW | O_CLOEXEC);
		if (sub < 0)
			continue;
		empty(sub);
		unlinkat(fd, e->d_name, AT_REMOVEDIR);
	}
	closedir(d);
}

void gs_scratch_remove(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		empty(fd);
	rmdir(dir);
}
