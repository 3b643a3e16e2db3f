/* SPDX-License-Identifier: MIT */
/*
 * The child that reads the tar stream: libarchive runs here and nowhere
 * else, with no files but the stage to touch.
 */
#ifndef GS_INSTALL_UNPACK_H
#define GS_INSTALL_UNPACK_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>
#include "base/error.h"
#include "install/ring.h"

enum {
	GS_UNPACK_MAX_ENTRIES = 60000,
	GS_UNPACK_MAX_FILE_MB = 512,
	GS_UNPACK_MAX_TREE_MB = 4096,
	GS_UNPACK_MAX_RATIO = 60,       /* tar bytes for each archive byte */
};

/* Memory that child and parent share.  What the child writes there is read
 * with care: it has been in touch with a file from anywhere. */
struct gs_unpack_share {
	_Atomic int64_t files, bytes;   /* so far, entries and file contents */
	struct gs_error err;            /* why the child gave up */
	char version[64];               /* probe: first line of go/VERSION */
};

struct gs_unpack {
	struct gs_ring ring;
	struct gs_unpack_share *share;
	pid_t pid;              /* 0: not running */
	int64_t files, bytes;   /* what the child had written when it ended */
};

/* Starts the child.  stage_fd -1: writes nothing, only looks for go/VERSION
 * and ends. */
int gs_unpack_start(struct gs_unpack *u, int stage_fd, struct gs_error *err);
/* Has the child ended?  Waits up to timeout_ms for that. */
bool gs_unpack_ended(struct gs_unpack *u, int timeout_ms);
/* Waits for the child, which must have been handed its last block, and takes
 * over its error; 0 when everything was unpacked. */
int gs_unpack_end(struct gs_unpack *u, struct gs_error *err);
/* Kills the child, if there is one, and forgets what it did. */
void gs_unpack_abort(struct gs_unpack *u);

#endif
