/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/inflate.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>

struct gs_inflate {
	struct inflate_state s;
};

struct gs_inflate *gs_inflate_new(void)
{
	struct gs_inflate *z = gs_calloc(1, sizeof(*z));

	isal_inflate_init(&z->s);
	z->s.crc_flag = ISAL_GZIP;
	return z;
}

void gs_inflate_free(struct gs_inflate *z)
{
	free(z);
}

enum gs_inflated gs_inflate_run(struct gs_inflate *z, const unsigned char **in,
				size_t *n_in, unsigned char *out, size_t cap,
				size_t *made)
{
	uint32_t feed = *n_in > UINT32_MAX ? UINT32_MAX : (uint32_t)*n_in;
	int rc;

	z->s.next_in = (uint8_t *)(uintptr_t)*in;
	z->s.avail_in = feed;
	z->s.next_out = out;
	z->s.avail_out = (uint32_t)cap;
	rc = isal_inflate(&z->s);
	*made = cap - z->s.avail_out;
	*n_in -= feed - z->s.avail_in;
	*in += feed - z->s.avail_in;
	if (rc != ISAL_DECOMP_OK && rc != ISAL_END_INPUT &&
	    rc != ISAL_OUT_OVERFLOW)
		return GS_INFLATE_BAD;
	return z->s.block_state == ISAL_BLOCK_FINISH ? GS_INFLATE_END
						     : GS_INFLATE_MORE;
}

#else
#include <zlib.h>

struct gs_inflate {
	z_stream s;
};

struct gs_inflate *gs_inflate_new(void)
{
	struct gs_inflate *z = gs_calloc(1, sizeof(*z));

	/* 16: a gzip header and trailer, nothing else */
	if (inflateInit2(&z->s, 16 + MAX_WBITS) != Z_OK)
		abort();        /* only without memory */
	return z;
}

void gs_inflate_free(struct gs_inflate *z)
{
	if (!z)
		return;
	inflateEnd(&z->s);
	free(z);
}

enum gs_inflated gs_inflate_run(struct gs_inflate *z, const unsigned char **in,
				size_t *n_in, unsigned char *out, size_t cap,
				size_t *made)
{
	uInt feed = *n_in > UINT32_MAX ? UINT32_MAX : (uInt)*n_in;
	int rc;

	z->s.next_in = (Bytef *)(uintptr_t)*in;
	z->s.avail_in = feed;
	z->s.next_out = out;
	z->s.avail_out = (uInt)cap;
	rc = inflate(&z->s, Z_NO_FLUSH);
	*made = cap - z->s.avail_out;
	*n_in -= feed - z->s.avail_in;
	*in += feed - z->s.avail_in;
	if (rc == Z_STREAM_END)
		return GS_INFLATE_END;
	/* Z_BUF_ERROR: no input left, nothing wrong */
	return rc == Z_OK || rc == Z_BUF_ERROR ? GS_INFLATE_MORE
					       : GS_INFLATE_BAD;
}
#endif
