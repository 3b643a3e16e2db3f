/* SPDX-License-Identifier: MIT */
/* What the methods have in common.  Private to methods/. */
#ifndef GS_METHODS_PARTS_H
#define GS_METHODS_PARTS_H

#include "methods/methods.h"

extern const struct gs_method gs_method_archive;
extern const struct gs_method gs_method_local;
extern const struct gs_method gs_method_keep;

/* ---- layout ------------------------------------------------------------ */
/* Where a tree and the stable link go; all owned. */
struct gs_layout {
	char *tree;             /* ~/sdk/go1.26.4 */
	char *link;             /* ~/sdk/current */
	char *link_text;        /* go1.26.4 */
};
void gs_layout_make(struct gs_layout *l, const struct gs_facts *f, bool system,
		    const char *version);
void gs_layout_release(struct gs_layout *l);
/* The Go that lies at this path already, or NULL. */
const struct gs_go_fact *gs_go_at(const struct gs_facts *f, const char *tree);

/* ---- steps ------------------------------------------------------------- */
/* Parents, tree, link, in this order.  Takes over src (releases it). */
int gs_add_tree(const struct gs_method_request *r, struct gs_steps *steps,
		const struct gs_layout *l, struct gs_tree_source *src,
		struct gs_error *err);
void gs_tree_source_clear(struct gs_tree_source *src);
/* Fills go_bin, goroot, version for a tree behind the link. */
void gs_layout_result(const struct gs_layout *l, const char *v, char **go_bin,
		      char **goroot, char **version);

/* ---- judging ----------------------------------------------------------- */
/* Fills where, sizes, root, space and file system refusals, and the note
 * about a directory that stands in the way.  version "" for unknown. */
void gs_describe_tree(const struct gs_method_request *r, const char *version,
		      int64_t archive_bytes, bool download,
		      struct gs_method_info *info);
/* Sets info->why_not once; takes text. */
void gs_refuse(struct gs_method_info *info, char *text);

#endif
