/* SPDX-License-Identifier: MIT */
/* The text databases of dpkg and apk, which are much faster to read than
 * their programs are to start.  Pure. */
#ifndef GS_DETECT_PACKAGES_H
#define GS_DETECT_PACKAGES_H

#include "base/mem.h"

/* Version of an installed package in the text of /var/lib/dpkg/status;
 * owned, NULL when it is not installed. */
char *gs_dpkg_version(const char *status, const char *name);
/* Is path a line of this /var/lib/dpkg/info/NAME.list? */
bool gs_dpkg_lists(const char *list, const char *path);
/* In the text of /lib/apk/db/installed: the version of a package, and
 * "NAME VERSION" of the package that owns a file. */
char *gs_apk_version(const char *installed, const char *name);
char *gs_apk_owner(const char *installed, const char *path);

#endif
