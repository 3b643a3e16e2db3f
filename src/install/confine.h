/* SPDX-License-Identifier: MIT */
#ifndef GS_INSTALL_CONFINE_H
#define GS_INSTALL_CONFINE_H

#include "base/mem.h"

/* Takes from this process what it does not need to write files below
 * stage_fd: other descriptors (but `keep`), core dumps, new privileges and,
 * where the kernel has Landlock, every other place of the file system, the
 * network, and signals to others.  stage_fd -1: no place at all.  Returns
 * whether Landlock holds. */
bool gs_confine(int stage_fd, int keep, long long max_file_bytes);

#endif
