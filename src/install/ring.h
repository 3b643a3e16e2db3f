/* SPDX-License-Identifier: MIT */
/*
 * Blocks of memory that a process fills and its child reads, in order, with
 * no copy between them: half a gigabyte through a pipe would be copied twice.
 * The child tells through the same socket which blocks are free again.
 */
#ifndef GS_INSTALL_RING_H
#define GS_INSTALL_RING_H

#include <sys/types.h>
#include "base/error.h"

enum { GS_RING_BLOCKS = 16, GS_RING_BLOCK = 256 << 10 };

struct gs_ring {
	unsigned char *base;
	int fds[2];             /* filler, reader; -1 when closed */
	unsigned next;          /* block that is filled or read now */
	unsigned in_flight;     /* filler: blocks not yet free again */
	bool held;              /* reader: has block `next` */
};

int gs_ring_init(struct gs_ring *r, struct gs_error *err);
void gs_ring_release(struct gs_ring *r);
/* After fork: this process fills, or reads. */
void gs_ring_be_filler(struct gs_ring *r);
void gs_ring_be_reader(struct gs_ring *r);

/* The block to fill, of GS_RING_BLOCK bytes; NULL when none is free within
 * timeout_ms, or when the reader has gone (*gone). */
unsigned char *gs_ring_block(struct gs_ring *r, int timeout_ms, bool *gone);
/* Hands n bytes of that block over; n 0 says that there is no more.  False
 * when the reader has gone. */
bool gs_ring_put(struct gs_ring *r, size_t n);
/* Nothing more will be put; the reader sees the end of the blocks that were. */
void gs_ring_finish(struct gs_ring *r);
/* Filler: has the reader closed its side?  Waits up to timeout_ms. */
bool gs_ring_hung_up(struct gs_ring *r, int timeout_ms);
/* Frees the block that was read before and waits for the next: its length, 0
 * at the end, -1 when the filler has gone without an end. */
ssize_t gs_ring_get(struct gs_ring *r, const void **p);

#endif
