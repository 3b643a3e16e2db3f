/* SPDX-License-Identifier: MIT */
/* Small files: our cache of the release index, files the user asked for. */
#include "config.h"
#include "apply/apply.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include "apply/fs.h"
#include "apply/owner.h"
#include "base/i18n.h"
#include "base/path.h"

char *gs_state_index_path(const char *state_dir)
{
	return gs_path_join(state_dir, "index.json");
}

static char *temp_name(const char *name)
{
	unsigned char rnd[4] = { 0 };

	gs_sys->random(rnd, sizeof(rnd));
	return gs_printf(".%.180s.gs-%02x%02x%02x%02x", name, rnd[0], rnd[1],
			 rnd[2], rnd[3]);
}

/* Temporary beside it and a rename: never half a file. */
static int replace(int dir, const char *name, const void *p, size_t n,
		   mode_t mode)
{
	gs_autofree char *tmp = temp_name(name);
	int fd, bad, saved;

	if (gs_fs_create(dir, tmp, p, n) < 0)
		return -1;
	fd = gs_fs_open_file(dir, tmp);
	bad = fd < 0 || gs_sys->fchmod(fd, mode) < 0 ||
	      gs_sys->rename(dir, tmp, dir, name, 0) < 0;
	saved = errno;
	if (fd >= 0)
		gs_sys->close(fd);
	if (bad)
		gs_sys->unlinkat(dir, tmp, 0);
	else
		bad = gs_fs_sync_dir(dir) < 0;
	errno = bad ? saved : 0;
	return bad ? -1 : 0;
}

/* As whoever the directory belongs to, see owner.h. */
static int save_at(const char *parent, const char *name, const void *p,
		   size_t n, mode_t mode)
{
	struct gs_owner owner;
	int dir, saved, ret = -1;

	gs_owner_init(&owner, parent);
	if (gs_owner_as(&owner, true, NULL) == 0) {
		dir = gs_sys->openat(AT_FDCWD, parent,
				     O_RDONLY | O_DIRECTORY, 0);
		if (dir >= 0) {
			ret = replace(dir, name, p, n, mode);
			saved = errno;
			gs_sys->close(dir);
			errno = saved;
		}
	}
	saved = errno;
	gs_owner_release(&owner);
	errno = saved;
	return ret;
}

int gs_save_file(const char *path, const void *p, size_t n, mode_t mode,
		 struct gs_error *err)
{
	gs_autofree char *parent = gs_path_dir(path);

	if (save_at(parent, gs_path_base(path), p, n, mode) < 0)
		return gs_error_sys(err, errno, _("cannot write '%s'"), path);
	return 0;
}

void gs_state_save_index(const char *state_dir, const struct gs_catalog *c)
{
	struct gs_buf b = GS_BUF_INIT;

	gs_catalog_cache_bytes(c, &b);
	/* A look never makes the directory. */
	if (b.len)
		save_at(state_dir, "index.json", b.ptr, b.len, 0600);
	gs_buf_release(&b);
}
