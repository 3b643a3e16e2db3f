/* SPDX-License-Identifier: MIT */
/* Contents by their hash: what a file was, what it became. */
#include "config.h"
#include "apply/state.h"

#include <errno.h>
#include <fcntl.h>
#include "base/i18n.h"

int gs_blob_put(const struct gs_state *s, const char *sha256, const void *p,
		size_t n, struct gs_error *err)
{
	gs_autofree char *tmp = gs_printf(".%s", sha256);
	struct gs_buf old = GS_BUF_INIT;
	int have = gs_blob_get(s, sha256, &old, NULL);
	int ret = 0;

	gs_buf_release(&old);
	if (have == 0)
		return 0;
	/* One that was cut off while it was written; we hold the lock. */
	gs_sys->unlinkat(s->blob, tmp, 0);
	if (gs_fs_create(s->blob, tmp, p, n) < 0)
		ret = gs_error_sys(err, errno, _("cannot keep a backup in "
						 "'%s'"), s->path);
	else if (gs_sys->rename(s->blob, tmp, s->blob, sha256, 0) < 0)
		ret = gs_error_sys(err, errno, _("cannot keep a backup in "
						 "'%s'"), s->path);
	return ret;
}

int gs_blob_sync(const struct gs_state *s, struct gs_error *err)
{
	if (gs_fs_sync_dir(s->blob) < 0)
		return gs_error_sys(err, errno, _("cannot keep a backup in "
						  "'%s'"), s->path);
	return 0;
}

int gs_blob_get(const struct gs_state *s, const char *sha256,
		struct gs_buf *out, struct gs_error *err)
{
	char hex[GS_SHA256_HEX];
	int fd = s->blob < 0 ? -1 : gs_fs_open_file(s->blob, sha256);
	int ret = 0;

	gs_buf_reset(out);
	if (fd < 0)
		return gs_error_set(err, GS_ERR_NOT_FOUND,
				    _("the backup '%.12s' is not in '%s'"),
				    sha256, s->path);
	if (gs_fs_read(fd, out, GS_FILE_MAX) < 0)
		ret = gs_error_sys(err, errno,
				   _("cannot read the backup '%.12s'"),
				   sha256);
	gs_sys->close(fd);
	if (ret)
		return ret;
	gs_sha256_of(out->ptr, out->len, hex);
	if (!gs_streq(hex, sha256))
		return gs_error_set(err, GS_ERR_CHECKSUM,
				    _("the backup '%.12s' in '%s' is "
				      "damaged"), sha256, s->path);
	return 0;
}
