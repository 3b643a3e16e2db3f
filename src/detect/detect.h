/* SPDX-License-Identifier: MIT */
/* Shared inside detect/ and with its unit tests; other rooms: facts.h. */
#ifndef GS_DETECT_DETECT_H
#define GS_DETECT_DETECT_H

#include "detect/facts.h"

/* ---- facts ------------------------------------------------------------- */
enum gs_go_owner gs_go_owner_parse(const char *name);
void gs_facts_sort_files(struct gs_facts *f);
/* Value of a key in the text of a go env file, owned, or NULL.  The last
 * line wins; nothing is unquoted, as in cmd/go/internal/cfg. */
char *gs_goenv_value(const char *text, size_t len, const char *key);

/* ---- files ------------------------------------------------------------- */
/* Appends every path that a plan may read or write, and the directories
 * above them (to HOME, or to the root), sorted and once each. */
void gs_wanted_files(const struct gs_facts *f, struct gs_strv *out);
/* For facts written by hand: what gs_wanted_files names and f->files does
 * not hold is absent, or a directory when something listed is below it. */
void gs_facts_add_absent(struct gs_facts *f);

#endif
