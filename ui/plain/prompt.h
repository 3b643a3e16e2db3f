/* SPDX-License-Identifier: MIT */
/* Asking on a terminal line by line; no cursor addressing, no bars. */
#ifndef GS_UI_PLAIN_PROMPT_H
#define GS_UI_PLAIN_PROMPT_H

#include <stdio.h>

#include "base/buf.h"
#include "plan/plan.h"

/* Is there somebody who reads and types? */
bool gs_prompt_possible(void);
/* Prints the prompt on f and reads a line from stdin, without its newline
 * and the blanks around it.  false at end of file and on Ctrl-C: that is
 * "cancel", never the default. */
bool gs_prompt_line(FILE *f, const char *prompt, struct gs_buf *line);
/* Asks until it is yes or no.  With plan, `d` shows its diff.  End of file
 * is no. */
bool gs_prompt_yes(FILE *f, const char *question, const struct gs_plan *plan);

#endif
