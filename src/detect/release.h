/* SPDX-License-Identifier: MIT */
/* Reading names and versions out of text.  Pure. */
#ifndef GS_DETECT_RELEASE_H
#define GS_DETECT_RELEASE_H

#include "base/mem.h"

/* Value of a key in the text of os-release or a like file of KEY=value
 * lines (wsl.conf, /etc/default), unquoted, owned; NULL when absent. */
char *gs_release_value(const char *text, const char *key);

/* 0, 1 or 2 from the kernel's release string. */
int gs_wsl_version(const char *kernel);

/* The first thing that looks like a version in what a shell prints about
 * itself ("zsh 5.9 (x86_64...)"), owned, "" when nothing does. */
char *gs_version_word(const char *text);
/* "1:0.5.12-2+b1" is upstream's "0.5.12".  Owned. */
char *gs_package_upstream(const char *version);

/* The Go version, without "go", from $GOROOT/VERSION or from what
 * `go version` prints; owned, NULL when there is none. */
char *gs_go_version_of_file(const char *text);
char *gs_go_version_of_output(const char *text);

#endif
