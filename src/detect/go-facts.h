/* SPDX-License-Identifier: MIT */
#ifndef GS_DETECT_GO_FACTS_H
#define GS_DETECT_GO_FACTS_H

#include "detect/look.h"

/* Adds a go unless the same file is known already.  path_index: of its
 * directory in PATH, or -1. */
void gs_go_add(struct gs_look *l, const char *path, int path_index);
/* Finds GOROOT, version, owner and what is wrong with f->go[index]; queues
 * the programs that have to be asked. */
void gs_go_look(struct gs_look *l, size_t index);

#endif
