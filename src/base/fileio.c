/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/fileio.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

int gs_read_fd(struct gs_buf *b, int fd, size_t max, struct gs_error *err)
{
	char chunk[65536];
	size_t total = 0;

	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return gs_error_sys(err, errno, _("cannot read"));
		if (n == 0)
			return 0;
		total += (size_t)n;
		if (total > max)
			return gs_error_set(err, GS_ERR_FORMAT,
					    _("more than %zu bytes"), max);
		gs_buf_add(b, chunk, (size_t)n);
	}
}

int gs_read_file(struct gs_buf *b, const char *path, size_t max,
		 struct gs_error *err)
{
	struct gs_error why = GS_ERROR_INIT;
	struct stat st;
	int fd, rc;

	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		rc = gs_error_sys(err, errno, _("cannot read '%s'"), path);
		if (errno == ENOENT || errno == ENOTDIR) {
			rc = GS_ERR_NOT_FOUND;
			if (err)
				err->code = rc;
		}
		return rc;
	}
	if (fstat(fd, &st) < 0)
		rc = gs_error_sys(err, errno, _("cannot read '%s'"), path);
	else if (!S_ISREG(st.st_mode))
		rc = gs_error_set(err, GS_ERR_FORMAT,
				  _("cannot read '%s': not a regular file"),
				  path);
	else {
		rc = gs_read_fd(b, fd, max, &why);
		if (rc)
			gs_error_set(err, rc, _("cannot read '%s': %s"), path,
				     why.text);
	}
	close(fd);
	return rc;
}

char *gs_read_text(const char *path, size_t max)
{
	struct gs_buf b = GS_BUF_INIT;

	if (gs_read_file(&b, path, max, NULL) == 0)
		return gs_buf_steal(&b);
	gs_buf_release(&b);
	return NULL;
}

char *gs_readlink(const char *path)
{
	size_t cap = 256;

	for (;;) {
		char *p = gs_malloc(cap + 1);
		ssize_t n = readlink(path, p, cap);

		if (n >= 0 && (size_t)n < cap) {
			p[n] = '\0';
			return p;
		}
		free(p);
		if (n < 0)
			return NULL;
		cap *= 2;
	}
}

int gs_write_all(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t w = write(fd, at, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return -1;
		at += w;
		n -= (size_t)w;
	}
	return 0;
}

bool gs_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

bool gs_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool gs_is_executable(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	       faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
}
