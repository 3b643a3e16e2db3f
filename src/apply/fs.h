/* SPDX-License-Identifier: MIT */
/* File work on top of gs_sys, always relative to an open directory. */
#ifndef GS_APPLY_FS_H
#define GS_APPLY_FS_H

#include "apply/sys.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/json.h"

#ifndef O_PATH
#define O_PATH 0                /* macOS: plain O_RDONLY must do */
#endif

/* What is under a name.  FILE: contents by hash; LINK: text. */
enum gs_entry_type {
	GS_ENTRY_ABSENT, GS_ENTRY_FILE, GS_ENTRY_LINK, GS_ENTRY_DIR,
	GS_ENTRY_OTHER,         /* fifo, socket, device */
};

struct gs_entry {
	enum gs_entry_type type;
	char sha256[GS_SHA256_HEX];
	mode_t mode;            /* 07777 bits */
	uid_t uid;
	gid_t gid;
	nlink_t nlink;
	int64_t mtime_ns;
	int64_t size;
	char *link;             /* owned */
};

enum { GS_FILE_MAX = 4 << 20 }; /* bytes of a file that we edit */

void gs_entry_release(struct gs_entry *e);
void gs_entry_copy(struct gs_entry *dst, const struct gs_entry *src);
/* Looks without following links.  bytes (may be NULL) gets the contents.
 * dir -1 means a directory that is not there.  0, or -1 with errno (EFBIG
 * for more than GS_FILE_MAX). */
int gs_entry_look(int dir, const char *name, struct gs_entry *out,
		  struct gs_buf *bytes);
/* Same type and: same bytes and mode; same text; directories are equal. */
bool gs_entry_same(const struct gs_entry *a, const struct gs_entry *b);
json_t *gs_entry_to_json(const struct gs_entry *e);
int gs_entry_from_json(struct gs_entry *e, const json_t *v);

/* Opens a directory by its absolute path without following any link; -1
 * with errno (ELOOP or ENOTDIR for a link on the way). */
int gs_fs_open_dir(const char *path);
/* The file of that name, for reading; never follows, never blocks. */
int gs_fs_open_file(int dir, const char *name);
int gs_fs_read(int fd, struct gs_buf *out, size_t max);
int gs_fs_write(int fd, const void *p, size_t n);
/* Owned, or NULL with errno. */
char *gs_fs_readlink(int dir, const char *name);
/* fsync of a directory; file systems that cannot do it (EINVAL) and
 * directories we may not read do not count as an error. */
int gs_fs_sync_dir(int dir);
/* Creates a new file 0600 with these bytes, synced; -1 with errno, and then
 * it is not there. */
int gs_fs_create(int dir, const char *name, const void *p, size_t n);
/* Deletes a whole tree; 0 also when it is not there. */
int gs_fs_remove_tree(int dir, const char *name);
/* Makes all missing directories of an absolute path, 0700, synced. */
int gs_fs_mkdirs(const char *path);

#endif
