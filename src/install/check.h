/* SPDX-License-Identifier: MIT */
#ifndef GS_INSTALL_CHECK_H
#define GS_INSTALL_CHECK_H

#include "base/report.h"
#include "steps/steps.h"

/* Is the tree in stage_dir the Go that was wanted?  VERSION says so, and
 * `bin/go version` too where it can run (clean environment, no switching of
 * toolchains). */
int gs_install_check(const struct gs_tree_source *src, const char *stage_dir,
		     const struct gs_report *r, struct gs_error *err);

#endif
