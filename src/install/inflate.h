/* SPDX-License-Identifier: MIT */
/* gzip by ISA-L, or by zlib where that is missing.  One member only: an
 * official archive has no second one. */
#ifndef GS_INSTALL_INFLATE_H
#define GS_INSTALL_INFLATE_H

#include "base/mem.h"

struct gs_inflate;                                       /* opaque */

enum gs_inflated {
	GS_INFLATE_MORE,        /* input used up or output full: go on */
	GS_INFLATE_END,         /* the member ended, its CRC is right */
	GS_INFLATE_BAD,         /* this is not gzip, or it is damaged */
};

struct gs_inflate *gs_inflate_new(void);
void gs_inflate_free(struct gs_inflate *z);
/* Inflates from *in (moved on, *n_in less) into out; *made is what came out,
 * at most cap.  After the end, *n_in is what stands behind the member. */
enum gs_inflated gs_inflate_run(struct gs_inflate *z, const unsigned char **in,
				size_t *n_in, unsigned char *out, size_t cap,
				size_t *made);

#endif
