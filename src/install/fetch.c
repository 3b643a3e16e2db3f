/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/proc.h"

enum { READ_SIZE = 256 << 10, REPORT_MS = 50 };

void gs_fetch_report(struct gs_fetch *f, bool now)
{
	long long ms = gs_now_ms();
	const struct gs_unpack_share *share = f->flow->child.share;

	if (!now && ms - f->reported_ms < REPORT_MS)
		return;
	f->reported_ms = ms;
	gs_report_progress(f->report, f->step, "download", f->got, f->total,
			   GS_UNIT_BYTES);
	/* How many there will be is known when all are there. */
	gs_report_progress(f->report, f->step, "unpack",
			   share ? atomic_load(&share->files)
				 : f->flow->child.files,
			   f->flow->child.files, GS_UNIT_FILES);
}

static int feed(struct gs_fetch *f, const void *p, size_t n,
		struct gs_error *err)
{
	int rc = gs_flow_add(f->flow, p, n, err);

	if (rc != 0)
		return rc;
	f->got += (int64_t)n;
	gs_fetch_report(f, false);
	if (gs_report_cancelled(f->report))
		return gs_error_set(err, GS_ERR_CANCELLED, _("cancelled"));
	return 0;
}

/* All of fd, which is called `name`, from its current position. */
static int feed_fd(struct gs_fetch *f, int fd, const char *name,
		   struct gs_error *err)
{
	char *buf = gs_malloc(READ_SIZE);
	int rc = 0;

	while (rc == 0) {
		ssize_t n = read(fd, buf, READ_SIZE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = gs_error_sys(err, errno, _("cannot read '%s'"),
					  name);
		if (n <= 0)
			break;
		if (f->got == 0 && !gs_flow_is_gzip(buf, (size_t)n))
			rc = gs_error_set(err, GS_ERR_FORMAT,
					  _("'%s' is not a gzip archive"),
					  name);
		else
			rc = feed(f, buf, (size_t)n, err);
	}
	free(buf);
	return rc;
}

static int check_size(const struct gs_fetch *f, const char *path, int64_t size,
		      struct gs_error *err)
{
	if (size == 0)
		return gs_error_set(err, GS_ERR_FORMAT, _("'%s' is empty"),
				    path);
	if (f->src && f->src->size_bytes > 0 && size != f->src->size_bytes)
		return gs_error_set(err, GS_ERR_CHECKSUM,
				    _("'%s' has %" PRId64 " bytes, not the %" PRId64 " that were expected"),
				    path, size, f->src->size_bytes);
	return 0;
}

int gs_fetch_file(struct gs_fetch *f, const char *path, struct gs_error *err)
{
	/* O_NONBLOCK: a FIFO must not hold us. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	int rc;

	if (fd < 0)
		return gs_error_sys(err, errno, _("cannot open '%s'"), path);
	gs_set(&f->from, path);
	if (fstat(fd, &st) < 0)
		rc = gs_error_sys(err, errno, _("cannot read '%s'"), path);
	else if (!S_ISREG(st.st_mode))
		rc = gs_error_set(err, GS_ERR_FORMAT,
				  _("'%s' is not a regular file"), path);
	else
		rc = check_size(f, path, st.st_size, err);
	if (rc == 0) {
		f->total = st.st_size;
		rc = feed_fd(f, fd, path, err);
	}
	close(fd);
	return rc;
}

/* Without a checksum nobody could tell what an earlier run left there. */
static bool part_is_good(const struct gs_fetch *f)
{
	unsigned char magic[2];
	struct stat st;

	return fstat(f->part_fd, &st) == 0 && st.st_size > 0 &&
	       !gs_empty(f->src->sha256) &&
	       (f->total == 0 || st.st_size <= f->total) &&
	       pread(f->part_fd, magic, 2, 0) == 2 &&
	       gs_flow_is_gzip(magic, 2);
}

int gs_fetch_part(struct gs_fetch *f, struct gs_error *err)
{
	if (f->part_fd < 0)
		return 0;
	if (!part_is_good(f)) {
		if (ftruncate(f->part_fd, 0) < 0)
			return gs_error_sys(err, errno,
					    _("cannot keep the download"));
		return 0;
	}
	f->resumed = true;
	return feed_fd(f, f->part_fd, _("the kept part of the download"), err);
}
