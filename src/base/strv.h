/* SPDX-License-Identifier: MIT */
/* A vector of owned strings, NULL terminated behind n. */
#ifndef GS_BASE_STRV_H
#define GS_BASE_STRV_H

#include "base/mem.h"

struct gs_strv {
	char **v;
	size_t n;
	size_t cap;
};

#define GS_STRV_INIT { NULL, 0, 0 }

void gs_strv_release(struct gs_strv *s);
void gs_strv_add(struct gs_strv *s, const char *str);          /* copies */
void gs_strv_addf(struct gs_strv *s, const char *fmt, ...) GS_PRINTF(2, 3);
void gs_strv_steal(struct gs_strv *s, char *str);              /* takes */
bool gs_strv_has(const struct gs_strv *s, const char *str);
void gs_strv_add_once(struct gs_strv *s, const char *str);
void gs_strv_copy(struct gs_strv *dst, const struct gs_strv *src);
void gs_strv_sort(struct gs_strv *s);
/* Splits at any of the characters in seps; empty fields are dropped and
 * blanks around fields trimmed.  Appends. */
void gs_strv_split(struct gs_strv *s, const char *str, const char *seps);
/* Owned. */
char *gs_strv_join(const struct gs_strv *s, const char *sep);

#endif
