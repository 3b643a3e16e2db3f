/* SPDX-License-Identifier: MIT */
/*
 * The pipeline behind every source of bytes: hash, inflate, hand over to the
 * child that unpacks.  Bytes go in as they arrive.
 */
#ifndef GS_INSTALL_FLOW_H
#define GS_INSTALL_FLOW_H

#include "base/hash.h"
#include "base/report.h"
#include "install/inflate.h"
#include "install/unpack.h"

struct gs_flow {
	const struct gs_report *report;
	int step;
	struct gs_sha256 *hash;
	struct gs_inflate *inflate;
	struct gs_unpack child;
	unsigned char *block;   /* of the ring, being filled */
	size_t filled;
	int64_t in_bytes, out_bytes;
	bool ended;             /* the gzip member is complete */
	bool probing;
	bool satisfied;         /* probe: the child has seen enough */
	char version[64];       /* probe: what it saw */
};

/* stage_fd -1: probe only.  err codes: GS_ERR_FORMAT for bad archives. */
int gs_flow_start(struct gs_flow *f, int stage_fd, const struct gs_report *r,
		  int step, struct gs_error *err);
int gs_flow_add(struct gs_flow *f, const void *p, size_t n,
		struct gs_error *err);
/* All bytes are in: waits for the child and fills sha256. */
int gs_flow_end(struct gs_flow *f, char sha256[GS_SHA256_HEX],
		struct gs_error *err);
/* Ends everything at once; also right after gs_flow_end. */
void gs_flow_release(struct gs_flow *f);
/* Does it begin as gzip does? */
bool gs_flow_is_gzip(const void *p, size_t n);

#endif
