/* SPDX-License-Identifier: MIT */
/* Reading files.  Writing happens in apply/ only. */
#ifndef GS_BASE_FILEIO_H
#define GS_BASE_FILEIO_H

#include "base/buf.h"
#include "base/error.h"

/* Appends the whole file to b; GS_ERR_NOT_FOUND when absent; more than max
 * bytes, or not a regular file, is an error.  Never blocks on a FIFO. */
int gs_read_file(struct gs_buf *b, const char *path, size_t max,
		 struct gs_error *err);
/* Like gs_read_file for text that may well be absent (/proc, /etc): owned
 * string or NULL, no error. */
char *gs_read_text(const char *path, size_t max);
/* Reads fd to its end, at most max bytes. */
int gs_read_fd(struct gs_buf *b, int fd, size_t max, struct gs_error *err);
/* Owned link text, or NULL with errno. */
char *gs_readlink(const char *path);
/* Loops over short writes and EINTR; 0 or -1 with errno. */
int gs_write_all(int fd, const void *p, size_t n);
bool gs_exists(const char *path);
bool gs_is_dir(const char *path);        /* follows links */
bool gs_is_executable(const char *path); /* regular file and x for us */

#endif
