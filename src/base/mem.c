/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void (*gs_oom_handler)(void);

static void *checked(void *p)
{
	if (p)
		return p;
	if (gs_oom_handler)
		gs_oom_handler();
	abort();
}

void *gs_malloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *gs_calloc(size_t n, size_t size)
{
	return checked(calloc(n ? n : 1, size ? size : 1));
}

void *gs_realloc(void *p, size_t size)
{
	return checked(realloc(p, size ? size : 1));
}

void *gs_grow(void *p, size_t n, size_t *cap, size_t size)
{
	size_t want = *cap;

	if (n < want)
		return p;
	while (want <= n)
		want = want ? want + want / 2 + 1 : 8;
	if (want > SIZE_MAX / size)
		checked(NULL);
	*cap = want;
	return gs_realloc(p, want * size);
}

char *gs_strdup(const char *s)
{
	return s ? gs_strndup(s, strlen(s)) : NULL;
}

char *gs_strndup(const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *p = gs_malloc(len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *gs_vprintf(const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return gs_strdup("");
	p = gs_malloc((size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *gs_printf(const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = gs_vprintf(fmt, ap);
	va_end(ap);
	return p;
}

void gs_set(char **dst, const char *s)
{
	char *copy = gs_strdup(s);

	free(*dst);
	*dst = copy;
}

bool gs_streq(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static int fold(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool gs_strieq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	while (*a && fold(*a) == fold(*b)) {
		a++;
		b++;
	}
	return fold(*a) == fold(*b);
}

bool gs_starts(const char *s, const char *prefix)
{
	return s && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool gs_ends(const char *s, const char *suffix)
{
	size_t n, m = strlen(suffix);

	if (!s)
		return false;
	n = strlen(s);
	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool gs_empty(const char *s)
{
	return !s || !*s;
}

void gs_autofree_cleanup(void *p)
{
	free(*(void **)p);
}
