/* SPDX-License-Identifier: MIT */
/* The full-screen wizard. */
#ifndef GS_TUI_TUI_H
#define GS_TUI_TUI_H

#include "ui/session.h"

enum { GS_TUI_USE_PLAIN = -1 };

/* Runs the wizard on s, from the first look to the result.  Returns the exit
 * code of CONTRACT.md, or GS_TUI_USE_PLAIN when this terminal cannot show
 * it; nothing has happened then and nothing was written to the terminal.
 * GOSETUP_SCRIPT names a file of keys that plays the user without any
 * terminal (see script.c). */
int gs_tui_run(struct gs_session *s);

#endif
