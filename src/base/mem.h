/* SPDX-License-Identifier: MIT */
/*
 * Memory and small string helpers.  Running out of memory ends the program
 * through gs_oom_handler; that is safe because files only change by rename
 * and an interrupted transaction is put right at the next start.
 */
#ifndef GS_BASE_MEM_H
#define GS_BASE_MEM_H

#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>

#if defined(__GNUC__)
#define GS_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define GS_UNUSED __attribute__((unused))
#else
#define GS_PRINTF(f, a)
#define GS_UNUSED
#endif

#define GS_COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Called before abort() when memory is exhausted; a face sets it to restore
 * the terminal.  May be NULL. */
extern void (*gs_oom_handler)(void);

/* All return owned memory and never NULL. */
void *gs_malloc(size_t size);
void *gs_calloc(size_t n, size_t size);
void *gs_realloc(void *p, size_t size);
/* Grows an array so that index n fits: *cap counts elements of `size`. */
void *gs_grow(void *p, size_t n, size_t *cap, size_t size);
char *gs_strdup(const char *s);          /* NULL stays NULL */
char *gs_strndup(const char *s, size_t n);
char *gs_printf(const char *fmt, ...) GS_PRINTF(1, 2);
char *gs_vprintf(const char *fmt, va_list ap) GS_PRINTF(1, 0);

/* Frees *dst and puts an owned copy of s (may be NULL) there. */
void gs_set(char **dst, const char *s);

bool gs_streq(const char *a, const char *b);     /* NULL equals only NULL */
bool gs_strieq(const char *a, const char *b);    /* ASCII case folded */
bool gs_starts(const char *s, const char *prefix);
bool gs_ends(const char *s, const char *suffix);
bool gs_empty(const char *s);                    /* NULL or "" */

/* `gs_autofree char *p = ...;` frees at the end of the scope. */
void gs_autofree_cleanup(void *p);
#define gs_autofree __attribute__((cleanup(gs_autofree_cleanup)))

#endif
