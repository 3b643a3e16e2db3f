/* SPDX-License-Identifier: MIT */
/*
 * Writes the files of a Go tree below a stage directory, in few system calls
 * a file, and refuses every name that does not belong there.  Runs in the
 * confined child.
 */
#ifndef GS_INSTALL_TREE_H
#define GS_INSTALL_TREE_H

#include <sys/types.h>
#include "base/error.h"

struct gs_tree;                                          /* opaque */

/* stage_fd: the directory, borrowed. */
struct gs_tree *gs_tree_new(int stage_fd);
void gs_tree_free(struct gs_tree *t);

/* name: as the archive has it, "go/src/fmt/print.go".  A file is open for
 * gs_tree_write until gs_tree_end_file.  GS_ERR_FORMAT: a name that is not
 * allowed, or that was there before (letter case aside). */
int gs_tree_dir(struct gs_tree *t, const char *name, struct gs_error *err);
int gs_tree_file(struct gs_tree *t, const char *name, bool executable,
		 struct gs_error *err);
int gs_tree_write(struct gs_tree *t, const void *p, size_t n,
		  struct gs_error *err);
int gs_tree_end_file(struct gs_tree *t, struct gs_error *err);

/* Only the rules for names: "go", "go/", or "go/..." with components that
 * are not empty, "." or "..", no backslash and no control character, at most
 * 255 bytes each, 1024 in all, 64 deep. */
bool gs_tree_name_ok(const char *name);

#endif
