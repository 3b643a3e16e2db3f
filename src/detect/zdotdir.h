/* SPDX-License-Identifier: MIT */
#ifndef GS_DETECT_ZDOTDIR_H
#define GS_DETECT_ZDOTDIR_H

#include "base/mem.h"

/* The directory that the text of a .zshenv assigns to ZDOTDIR, as far as
 * that can be told without running it: quotes, ~, $HOME and
 * $XDG_CONFIG_HOME (also as ${XDG_CONFIG_HOME:-...}) are understood.  Owned;
 * NULL when it assigns none, or nothing that can be read.  Pure. */
char *gs_zdotdir_of_text(const char *text, const char *home,
			 const char *xdg_config);

#endif
