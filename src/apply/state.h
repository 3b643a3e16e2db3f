/* SPDX-License-Identifier: MIT */
/*
 * Our own directory: the lock, the journals (txn/), the contents before and
 * after (blob/), half a download (part/).  0700, files 0600.
 */
#ifndef GS_APPLY_STATE_H
#define GS_APPLY_STATE_H

#include "apply/fs.h"
#include "apply/owner.h"

struct gs_state {
	char *path;
	int dir, txn, blob;     /* open directories, -1 */
	int lock;               /* held while >= 0 */
	char *made;             /* topmost directory that opening made */
};

void gs_state_init(struct gs_state *s);
/* Makes the directories and takes the lock.  GS_ERR_REFUSED with who holds
 * it when another gosetup is at work.  The caller acts as the owner of the
 * path already. */
int gs_state_open(struct gs_state *s, const char *path, struct gs_error *err);
/* The same without making or locking anything, for looking; GS_ERR_NOT_FOUND
 * when there is no such directory. */
int gs_state_look(struct gs_state *s, const char *path, struct gs_error *err);
void gs_state_close(struct gs_state *s);
/* Closes it; what opening has just made goes again, unless a download to be
 * resumed is in it.  For a run that came to nothing. */
void gs_state_discard(struct gs_state *s);
/* Does a living process hold the lock, by what it wrote there?  For
 * messages and for gs_needs_recovery only. */
bool gs_state_busy(const struct gs_state *s);

/* ---- contents by hash -------------------------------------------------- */
/* Keeps bytes under their hash, synced (the directory is not:
 * gs_blob_sync). */
int gs_blob_put(const struct gs_state *s, const char *sha256, const void *p,
		size_t n, struct gs_error *err);
int gs_blob_sync(const struct gs_state *s, struct gs_error *err);
/* Reads and checks; GS_ERR_NOT_FOUND, GS_ERR_CHECKSUM. */
int gs_blob_get(const struct gs_state *s, const char *sha256,
		struct gs_buf *out, struct gs_error *err);

/* Owned path where the bytes of a download are kept for resuming. */
char *gs_state_part(const struct gs_state *s, const char *filename,
		    struct gs_error *err);

#endif
