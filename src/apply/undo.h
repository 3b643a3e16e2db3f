/* SPDX-License-Identifier: MIT */
/* Taking our part out of a file that was edited since. */
#ifndef GS_APPLY_UNDO_H
#define GS_APPLY_UNDO_H

#include "base/buf.h"

/* cur without what made `post` from `pre`: our marked block, or, for a file
 * without one, the lines that were put in, if they are still there once and
 * together.  false when that cannot be told. */
bool gs_undo_merge(const struct gs_buf *pre, const struct gs_buf *post,
		   const struct gs_buf *cur, struct gs_buf *out);

#endif
