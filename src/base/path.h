/* SPDX-License-Identifier: MIT */
/* Path text; nothing here touches the disk unless it says so. */
#ifndef GS_BASE_PATH_H
#define GS_BASE_PATH_H

#include "base/mem.h"

/* Owned results. */
char *gs_path_join(const char *dir, const char *name);
char *gs_path_dir(const char *path);          /* "/" for "/x", "." for "x" */
const char *gs_path_base(const char *path);   /* borrowed, points into path */
char *gs_path_clean(const char *path);        /* lexical: //, /./, /../ */
/* "~" for home in front of path, for showing. */
char *gs_path_tilde(const char *path, const char *home);
bool gs_path_is_abs(const char *path);
/* Is path equal to dir or below it (lexically)? */
bool gs_path_within(const char *path, const char *dir);
/* Bytes outside printable ASCII, and '%', as %XX: for JSON and journals,
 * which cannot hold arbitrary bytes.  decode returns NULL when malformed. */
char *gs_path_encode(const char *path);
char *gs_path_decode(const char *text);

#endif
