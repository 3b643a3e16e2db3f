/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/strv.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void gs_strv_release(struct gs_strv *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->v[i]);
	free(s->v);
	s->v = NULL;
	s->n = s->cap = 0;
}

void gs_strv_steal(struct gs_strv *s, char *str)
{
	s->v = gs_grow(s->v, s->n + 1, &s->cap, sizeof(*s->v));
	s->v[s->n++] = str;
	s->v[s->n] = NULL;
}

void gs_strv_add(struct gs_strv *s, const char *str)
{
	gs_strv_steal(s, gs_strdup(str));
}

void gs_strv_addf(struct gs_strv *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	gs_strv_steal(s, gs_vprintf(fmt, ap));
	va_end(ap);
}

bool gs_strv_has(const struct gs_strv *s, const char *str)
{
	for (size_t i = 0; i < s->n; i++)
		if (gs_streq(s->v[i], str))
			return true;
	return false;
}

void gs_strv_add_once(struct gs_strv *s, const char *str)
{
	if (!gs_strv_has(s, str))
		gs_strv_add(s, str);
}

void gs_strv_copy(struct gs_strv *dst, const struct gs_strv *src)
{
	for (size_t i = 0; i < src->n; i++)
		gs_strv_add(dst, src->v[i]);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void gs_strv_sort(struct gs_strv *s)
{
	if (s->n > 1)
		qsort(s->v, s->n, sizeof(*s->v), compare);
}

void gs_strv_split(struct gs_strv *s, const char *str, const char *seps)
{
	while (str && *str) {
		size_t n = strcspn(str, seps);
		const char *from = str, *to = str + n;

		while (from < to && strchr(" \t", *from))
			from++;
		while (to > from && strchr(" \t", to[-1]))
			to--;
		if (to > from)
			gs_strv_steal(s, gs_strndup(from, (size_t)(to - from)));
		str += n;
		if (*str)
			str++;
	}
}

char *gs_strv_join(const struct gs_strv *s, const char *sep)
{
	struct gs_buf b = GS_BUF_INIT;

	for (size_t i = 0; i < s->n; i++) {
		if (i)
			gs_buf_adds(&b, sep);
		gs_buf_adds(&b, s->v[i]);
	}
	return gs_buf_steal(&b);
}
