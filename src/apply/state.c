/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/state.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

void gs_state_init(struct gs_state *s)
{
	memset(s, 0, sizeof(*s));
	s->dir = s->txn = s->blob = s->lock = -1;
}

static int open_sub(int dir, const char *name)
{
	return gs_sys->openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
			      0);
}

static int make_sub(int dir, const char *name)
{
	if (gs_sys->mkdirat(dir, name, 0700) < 0 && errno != EEXIST)
		return -1;
	return open_sub(dir, name);
}

static int cannot_use(const struct gs_state *s, struct gs_error *err)
{
	int ret = gs_error_sys(err, errno,
			       _("cannot use the state directory '%s'"),
			       s->path);

	gs_error_hint(err, _("Nothing was changed."));
	return ret;
}

/* Backups hold what rc files hold: nobody else may look. */
static int check_private(const struct gs_state *s, struct gs_error *err)
{
	struct stat st;

	if (gs_sys->fstat(s->dir, &st) < 0)
		return cannot_use(s, err);
	if (st.st_uid != geteuid()) {
		gs_error_set(err, GS_ERR_FAILED,
			     _("the state directory '%s' belongs to another "
			       "user"), s->path);
		gs_error_hint(err, _("Nothing was changed. Give it back to "
				     "its owner with chown."));
		return GS_ERR_FAILED;
	}
	if ((st.st_mode & 077) && gs_sys->fchmod(s->dir, 0700) < 0)
		return cannot_use(s, err);
	return 0;
}

/* "PID START": the start time tells a process from a later one of the same
 * number; 0 where the system does not tell. */
static long long start_time(long pid)
{
	gs_autofree char *path = gs_printf("/proc/%ld/stat", pid);
	gs_autofree char *text = gs_read_text(path, 4096);
	char *p = text ? strrchr(text, ')') : NULL;
	int field;

	/* Dead, and only not yet fetched by its parent. */
	if (p && gs_starts(p, ") Z"))
		return -1;
	for (field = 2; p && field < 22; field++)
		p = strchr(p + 1, ' ');
	return p ? strtoll(p, NULL, 10) : 0;
}

static void write_holder(int fd)
{
	long pid = (long)getpid();
	gs_autofree char *text = gs_printf("%ld %lld\n", pid, start_time(pid));

	/* Only for the message of whoever comes second. */
	if (gs_sys->ftruncate(fd, 0) == 0)
		gs_fs_write(fd, text, strlen(text));
}

static long read_holder(int dir, long long *start)
{
	struct gs_buf b = GS_BUF_INIT;
	int fd = gs_fs_open_file(dir, "lock");
	long pid = 0;
	char *end;

	*start = 0;
	if (fd < 0)
		return 0;
	if (gs_fs_read(fd, &b, 256) == 0 && b.len) {
		pid = strtol(b.ptr, &end, 10);
		*start = strtoll(end, NULL, 10);
	}
	gs_sys->close(fd);
	gs_buf_release(&b);
	return pid;
}

bool gs_state_busy(const struct gs_state *s)
{
	long long start;
	long pid = read_holder(s->dir, &start);

	if (pid <= 0 || (kill((pid_t)pid, 0) < 0 && errno != EPERM))
		return false;
	return pid != (long)getpid() && start == start_time(pid);
}

static int locked_out(const struct gs_state *s, struct gs_error *err)
{
	long long start;
	long pid = read_holder(s->dir, &start);

	if (pid > 0)
		gs_error_set(err, GS_ERR_REFUSED,
			     _("another gosetup (process %ld) is at work"),
			     pid);
	else
		gs_error_set(err, GS_ERR_REFUSED,
			     _("another gosetup is at work"));
	gs_error_hint(err, _("Nothing was changed. Wait until it is done, "
			     "then try again."));
	return GS_ERR_REFUSED;
}

/* A run that came to nothing may have taken the directory away between our
 * open and our lock: gs_state_discard(). */
static bool lock_is_gone(int fd)
{
	struct stat st;

	return gs_sys->fstat(fd, &st) == 0 && st.st_nlink == 0;
}

static int take_lock(struct gs_state *s, struct gs_error *err)
{
	/* A kernel lock on a permanent file cannot go stale. */
	int fd = gs_sys->openat(s->dir, "lock", O_RDWR | O_CREAT | O_NOFOLLOW,
				0600);

	if (fd < 0)
		return cannot_use(s, err);
	if (gs_sys->flock(fd, LOCK_EX | LOCK_NB) < 0) {
		int saved = errno;

		gs_sys->close(fd);
		if (saved == EWOULDBLOCK)
			return locked_out(s, err);
		gs_error_sys(err, saved, _("cannot lock '%s'"), s->path);
		gs_error_hint(err, _("Nothing was changed. This file system "
				     "has no locks: set XDG_STATE_HOME to a "
				     "local directory."));
		return err ? (int)err->code : GS_ERR_FAILED;
	}
	s->lock = fd;
	if (lock_is_gone(fd))
		return locked_out(s, err);
	write_holder(fd);
	return 0;
}

/* Owned topmost directory on the way to path that is not there, or NULL. */
static char *first_missing(const char *path)
{
	char *missing = NULL, *at = gs_strdup(path), *up;
	struct stat st;

	while (gs_sys->fstatat(AT_FDCWD, at, &st, 0) < 0 && errno == ENOENT) {
		up = gs_path_dir(at);
		free(missing);
		missing = at;
		at = up;
	}
	free(at);
	return missing;
}

int gs_state_open(struct gs_state *s, const char *path, struct gs_error *err)
{
	int ret;

	gs_state_init(s);
	s->path = gs_strdup(path);
	s->made = first_missing(path);
	if (gs_fs_mkdirs(path) < 0)
		return cannot_use(s, err);
	s->dir = gs_sys->openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (s->dir < 0)
		return cannot_use(s, err);
	ret = check_private(s, err);
	if (!ret)
		ret = take_lock(s, err);
	if (ret)
		return ret;
	s->txn = make_sub(s->dir, "txn");
	s->blob = make_sub(s->dir, "blob");
	if (s->txn < 0 || s->blob < 0 || gs_fs_sync_dir(s->dir) < 0)
		return cannot_use(s, err);
	return 0;
}

int gs_state_look(struct gs_state *s, const char *path, struct gs_error *err)
{
	gs_state_init(s);
	s->path = gs_strdup(path);
	s->dir = gs_sys->openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (s->dir < 0 && errno != ENOENT)
		return cannot_use(s, err);
	if (s->dir >= 0) {
		s->txn = open_sub(s->dir, "txn");
		s->blob = open_sub(s->dir, "blob");
	}
	return s->dir < 0 ? GS_ERR_NOT_FOUND : 0;
}

void gs_state_close(struct gs_state *s)
{
	const int fds[] = { s->blob, s->txn, s->lock, s->dir };
	size_t i;

	for (i = 0; i < GS_COUNT(fds); i++) {
		if (fds[i] >= 0)
			gs_sys->close(fds[i]);
	}
	free(s->path);
	free(s->made);
	gs_state_init(s);
}

static bool keeps_part(const struct gs_state *s)
{
	struct gs_strv names = GS_STRV_INIT;
	int fd = open_sub(s->dir, "part");
	bool keeps = fd >= 0 && (gs_sys->list(fd, &names) < 0 || names.n > 0);

	if (fd >= 0)
		gs_sys->close(fd);
	gs_strv_release(&names);
	return keeps;
}

void gs_state_discard(struct gs_state *s)
{
	gs_autofree char *at = gs_strdup(s->path);
	gs_autofree char *made = gs_strdup(s->made);
	char *up;

	if (!made || s->lock < 0 || keeps_part(s)) {
		gs_state_close(s);
		return;
	}
	/* Still under the lock, which goes with it. */
	if (gs_fs_remove_tree(AT_FDCWD, at) == 0) {
		while (!gs_streq(at, made)) {
			up = gs_path_dir(at);
			free(at);
			at = up;
			if (gs_sys->unlinkat(AT_FDCWD, at, AT_REMOVEDIR) < 0)
				break;
		}
	}
	gs_state_close(s);
}

char *gs_state_part(const struct gs_state *s, const char *filename,
		    struct gs_error *err)
{
	int fd = make_sub(s->dir, "part");

	if (fd < 0) {
		cannot_use(s, err);
		return NULL;
	}
	gs_sys->close(fd);
	return gs_printf("%s/part/%s.part", s->path, filename);
}
