/* SPDX-License-Identifier: MIT */
/*
 * From the name that the user knows to the place that is written: walks
 * component by component without letting the kernel follow anything, so that
 * what was looked at is what is used.
 */
#ifndef GS_APPLY_RESOLVE_H
#define GS_APPLY_RESOLVE_H

#include "apply/fs.h"

struct gs_resolved {
	char *dir;              /* canonical directory */
	char *name;             /* entry in it */
	bool no_dir;            /* dir is not there (yet) */
	int links;              /* symbolic links on the way */
};

void gs_resolved_release(struct gs_resolved *r);
/* path: absolute.  follow: also follow path itself when it is a link; the
 * end may be absent.  Refuses (GS_ERR_REFUSED) links that another user than
 * root or ourselves owns, more than 40 links, and links that others could
 * swap (a directory that everybody may write to, without sticky bit). */
int gs_resolve(const char *path, bool follow, struct gs_resolved *out,
	       struct gs_error *err);

#endif
