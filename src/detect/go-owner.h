/* SPDX-License-Identifier: MIT */
/* Who put a Go there, by where it stands.  Pure. */
#ifndef GS_DETECT_GO_OWNER_H
#define GS_DETECT_GO_OWNER_H

#include "detect/facts.h"

struct gs_go_where {
	const char *path;       /* as found */
	const char *real;       /* links resolved */
	const char *goroot;     /* "" when there is none */
	const char *home, *root;
	const char *conda;      /* $CONDA_PREFIX or NULL */
	bool dl_marker;         /* goroot holds .unpacked-success */
	bool sdk_current;       /* ~/sdk/current is a link into ~/sdk */
};

/* GS_GO_PACKAGE is only a guess until the package database has been asked:
 * it means a place that belongs to packages. */
enum gs_go_owner gs_go_owner_of(const struct gs_go_where *w);

#endif
