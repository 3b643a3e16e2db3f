/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void gs_buf_release(struct gs_buf *b)
{
	free(b->ptr);
	b->ptr = NULL;
	b->len = b->cap = 0;
}

void gs_buf_reset(struct gs_buf *b)
{
	b->len = 0;
	if (b->ptr)
		b->ptr[0] = '\0';
}

void gs_buf_add(struct gs_buf *b, const void *p, size_t n)
{
	b->ptr = gs_grow(b->ptr, b->len + n, &b->cap, 1);
	if (n)
		memcpy(b->ptr + b->len, p, n);
	b->len += n;
	b->ptr[b->len] = '\0';
}

void gs_buf_adds(struct gs_buf *b, const char *s)
{
	gs_buf_add(b, s, strlen(s));
}

void gs_buf_addc(struct gs_buf *b, char c)
{
	gs_buf_add(b, &c, 1);
}

void gs_buf_addf(struct gs_buf *b, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = gs_vprintf(fmt, ap);
	va_end(ap);
	gs_buf_adds(b, s);
	free(s);
}

void gs_buf_set(struct gs_buf *b, const void *p, size_t n)
{
	struct gs_buf fresh = GS_BUF_INIT;

	gs_buf_add(&fresh, p, n);       /* p may point into b */
	gs_buf_release(b);
	*b = fresh;
}

char *gs_buf_steal(struct gs_buf *b)
{
	char *p = b->ptr ? b->ptr : gs_strdup("");

	b->ptr = NULL;
	b->len = b->cap = 0;
	return p;
}

const char *gs_buf_str(const struct gs_buf *b)
{
	return b->ptr ? b->ptr : "";
}

bool gs_buf_eq(const struct gs_buf *a, const struct gs_buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}
