/* SPDX-License-Identifier: MIT */
/* A growing byte buffer, always NUL terminated behind len. */
#ifndef GS_BASE_BUF_H
#define GS_BASE_BUF_H

#include "base/mem.h"

struct gs_buf {
	char *ptr;      /* NULL while empty and never used */
	size_t len;
	size_t cap;
};

#define GS_BUF_INIT { NULL, 0, 0 }

void gs_buf_release(struct gs_buf *b);                /* frees, re-inits */
void gs_buf_reset(struct gs_buf *b);                  /* len = 0 */
void gs_buf_add(struct gs_buf *b, const void *p, size_t n);
void gs_buf_adds(struct gs_buf *b, const char *s);
void gs_buf_addc(struct gs_buf *b, char c);
void gs_buf_addf(struct gs_buf *b, const char *fmt, ...) GS_PRINTF(2, 3);
void gs_buf_set(struct gs_buf *b, const void *p, size_t n);
/* Returns the bytes as an owned string, "" when empty; b is empty after. */
char *gs_buf_steal(struct gs_buf *b);
/* Borrowed, never NULL. */
const char *gs_buf_str(const struct gs_buf *b);
bool gs_buf_eq(const struct gs_buf *a, const struct gs_buf *b);

#endif
