/* SPDX-License-Identifier: MIT */
/* The mount table: which file system is below a path.  Reading it never
 * touches the file systems themselves. */
#ifndef GS_DETECT_MOUNTS_H
#define GS_DETECT_MOUNTS_H

#include "base/mem.h"

struct gs_mount {
	char *point;
	char *fstype;
	char *source;
};

struct gs_mounts {
	struct gs_mount *v;     /* later ones lie on top */
	size_t n, cap;
};

/* The text of /proc/self/mountinfo (proc(5)). */
void gs_mounts_parse(struct gs_mounts *m, const char *text);
/* This machine's. */
void gs_mounts_read(struct gs_mounts *m);
void gs_mounts_release(struct gs_mounts *m);
/* The mount that holds path (lexically); borrowed, NULL when none does. */
const struct gs_mount *gs_mounts_find(const struct gs_mounts *m,
				      const char *path);
/* Data travels over a network. */
bool gs_fstype_network(const char *fstype);
/* Cannot keep a caller waiting for some other machine or process. */
bool gs_fstype_answers(const char *fstype);

#endif
