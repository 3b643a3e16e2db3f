/* SPDX-License-Identifier: MIT */
#ifndef GS_DETECT_PARENTS_H
#define GS_DETECT_PARENTS_H

#include <sys/types.h>
#include "base/mem.h"

/* Is this command line (arguments separated by NUL, as in
 * /proc/PID/cmdline) a shell that somebody types into, not one that runs a
 * script or a -c command?  Pure. */
bool gs_shell_is_interactive(const char *cmdline, size_t n);
/* Name and parent in the text of /proc/PID/stat (proc(5)).  Pure. */
bool gs_proc_stat_parse(const char *text, char *name, size_t cap,
			pid_t *parent);

#endif
