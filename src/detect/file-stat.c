/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

enum { MAX_BYTES = 4 << 20, MAX_LINKS = 40 };

void gs_file_release(struct gs_file *file)
{
	free(file->path);
	free(file->link);
	free(file->real);
	free(file->why);
	gs_buf_release(&file->bytes);
	memset(file, 0, sizeof(*file));
}

/* dir with its own links resolved, as far as it exists. */
static char *resolve_dir(const char *dir)
{
	char *real = realpath(dir, NULL);

	return real ? real : gs_path_clean(dir);
}

/* Where the link `at` with this text points, one hop. */
static char *hop(const char *at, const char *text)
{
	gs_autofree char *from = gs_path_dir(at);
	gs_autofree char *base = gs_path_is_abs(text) ? NULL
						      : resolve_dir(from);
	gs_autofree char *next = base ? gs_path_join(base, text)
				      : gs_strdup(text);
	gs_autofree char *dir = gs_path_dir(next);
	gs_autofree char *real_dir = resolve_dir(dir);
	const char *name = gs_path_base(next);

	/* "..", "." and "x/" have no last name that could be kept. */
	if (!*name || gs_streq(name, ".") || gs_streq(name, ".."))
		return resolve_dir(next);
	return gs_path_join(real_dir, name);
}

/* Follows path through links; *st is that of the end.  Returns 0 or an
 * errno; file->real is set in any case. */
static int follow(struct gs_file *file, struct stat *st)
{
	file->real = gs_strdup(file->path);
	for (int links = 0; links <= MAX_LINKS; links++) {
		gs_autofree char *text = NULL;
		char *next;

		if (lstat(file->real, st) < 0)
			return errno;
		if (!S_ISLNK(st->st_mode))
			return 0;
		text = gs_readlink(file->real);
		if (!text)
			return errno;
		if (!file->link)
			file->link = gs_strdup(text);
		next = hop(file->real, text);
		free(file->real);
		file->real = next;
	}
	gs_set(&file->real, file->path);
	return ELOOP;
}

static void set_why(struct gs_file *file, const char *why)
{
	file->type = GS_FILE_UNREADABLE;
	gs_set(&file->why, why);
}

static const char *other_kind(mode_t mode)
{
	if (S_ISFIFO(mode))
		return _("it is a named pipe, not a file");
	if (S_ISSOCK(mode))
		return _("it is a socket, not a file");
	return _("it is a device, not a file");
}

static int can(const char *path, int how)
{
	return faccessat(AT_FDCWD, path, how, AT_EACCESS);
}

/* The nearest directory above path that exists decides whether path could
 * be made. */
static bool parent_writable(const char *path)
{
	gs_autofree char *dir = gs_path_dir(path);

	while (can(dir, F_OK) < 0 && errno == ENOENT &&
	       !gs_streq(dir, "/") && !gs_streq(dir, ".")) {
		char *up = gs_path_dir(dir);

		free(dir);
		dir = up;
	}
	return can(dir, W_OK | X_OK) == 0;
}

static void look_access(struct gs_file *file)
{
	file->dir_writable = parent_writable(file->real);
	file->writable = file->type == GS_FILE_ABSENT
				 ? file->dir_writable
				 : can(file->real, W_OK) == 0;
#if defined(STATX_ATTR_IMMUTABLE)
	struct statx x;

	/* chattr +i: access(2) says yes, but every write fails. */
	if (file->type == GS_FILE_REGULAR &&
	    statx(AT_FDCWD, file->real, 0, 0, &x) == 0 &&
	    (x.stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND))) {
		file->writable = false;
		gs_set(&file->why, _("its attributes forbid changes (see "
				     "lsattr)"));
	}
#endif
}

static void read_bytes(struct gs_file *file)
{
	int fd = open(file->real,
		      O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct gs_error err = GS_ERROR_INIT;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		set_why(file, strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		set_why(file, other_kind(st.st_mode));
	} else if (st.st_size > MAX_BYTES) {
		set_why(file, _("it is larger than 4 MiB"));
	} else if (gs_read_fd(&file->bytes, fd, MAX_BYTES, &err) < 0) {
		set_why(file, err.text);
		gs_buf_release(&file->bytes);
	} else {
		file->size = (int64_t)file->bytes.len;
		gs_sha256_of(gs_buf_str(&file->bytes), file->bytes.len,
			     file->sha256);
	}
	if (fd >= 0)
		close(fd);
}

static void fill(struct gs_file *file, const struct stat *st, bool with_bytes)
{
	file->mode = st->st_mode & 07777;
	file->uid = st->st_uid;
	file->gid = st->st_gid;
	file->nlink = (unsigned)st->st_nlink;
	file->size = (int64_t)st->st_size;
	if (S_ISDIR(st->st_mode)) {
		file->type = GS_FILE_DIR;
	} else if (!S_ISREG(st->st_mode)) {
		file->type = GS_FILE_OTHER;
		gs_set(&file->why, other_kind(st->st_mode));
	} else {
		file->type = GS_FILE_REGULAR;
		if (with_bytes)
			read_bytes(file);
	}
}

void gs_file_stat(struct gs_file *file, const char *path, bool with_bytes)
{
	struct stat st;
	int errnum;

	memset(file, 0, sizeof(*file));
	file->path = gs_strdup(path);
	errnum = follow(file, &st);
	if (errnum == 0)
		fill(file, &st, with_bytes);
	else if (errnum == ENOENT)
		file->type = GS_FILE_ABSENT;
	else
		set_why(file, strerror(errnum));
	look_access(file);
}
