/* SPDX-License-Identifier: MIT */
/* The Go trees that `use` and `remove` work on. */
#ifndef GS_UI_CLI_TREES_H
#define GS_UI_CLI_TREES_H

#include "ui/session.h"

struct gs_tree_here {
	const struct gs_go_fact *go;    /* borrowed from the facts */
	bool system;
	char *tree;             /* /home/u/sdk/go1.26.4 */
	char *link;             /* /home/u/sdk/current */
	char *link_text;        /* "go1.26.4" */
};

/* Finds the tree in the places that gosetup uses: exactly this version, or
 * the newest patch of "1.26".  Otherwise an error that says where such a Go
 * is instead. */
int gs_tree_find(const struct gs_session *s, const char *version,
		 struct gs_tree_here *out, struct gs_error *err);
void gs_tree_here_release(struct gs_tree_here *t);
/* Does the stable link lead to this tree? */
bool gs_tree_in_use(const struct gs_session *s, const struct gs_tree_here *t);
/* An empty plan for this scope, with one step of that kind on target. */
struct gs_step *gs_tree_plan(struct gs_session *s,
			     const struct gs_tree_here *t,
			     enum gs_step_kind kind, const char *target);

#endif
