/* SPDX-License-Identifier: MIT */
/* The wide curses of this system; for term.c and draw.c only. */
#ifndef GS_TUI_CURSES_WIDE_H
#define GS_TUI_CURSES_WIDE_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
/* Without macros such as `clear` and `erase`, which would hide mistakes. */
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <wchar.h>

#endif
