/* SPDX-License-Identifier: MIT */
/* A temporary directory for test programs.  Private to verify/, and the one
 * place outside apply/ and install/ that writes. */
#ifndef GS_VERIFY_SCRATCH_H
#define GS_VERIFY_SCRATCH_H

#include <sys/types.h>
#include "base/error.h"

/* A fresh directory (0700) in $TMPDIR or /tmp that belongs to uid:gid;
 * owned path, or NULL with err. */
char *gs_scratch_make(uid_t uid, gid_t gid, struct gs_error *err);
/* Writes dir/name (name may hold one directory level, which is made). */
int gs_scratch_write(const char *dir, const char *name, const char *text,
		     uid_t uid, gid_t gid, struct gs_error *err);
/* Makes dir/name, a directory (two levels at most), in which every entry of
 * the directory `real` (which may be absent) is a symbolic link; except those
 * in `own` (NULL terminated), regular files that are copied when they are
 * small. */
int gs_scratch_mirror(const char *dir, const char *name, const char *real,
		      const char *const *own, uid_t uid, gid_t gid,
		      struct gs_error *err);
/* Removes it with everything in it, read-only directories too. */
void gs_scratch_remove(const char *dir);

#endif
