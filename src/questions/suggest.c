/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "questions/questions.h"

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
	if (b < a)
		a = b;
	return c < a ? c : a;
}

/* Neighbouring letters in the wrong order count once, as typists make that
 * mistake most (optimal string alignment). */
static unsigned edit_distance(const char *a, const char *b)
{
	size_t n = strlen(b), i, j;
	unsigned *old = gs_calloc(n + 1, sizeof(*old));
	unsigned *row = gs_calloc(n + 1, sizeof(*row));
	unsigned *next = gs_calloc(n + 1, sizeof(*next));
	unsigned *spare, result;

	for (j = 0; j <= n; j++)
		row[j] = (unsigned)j;
	for (i = 1; a[i - 1]; i++) {
		next[0] = (unsigned)i;
		for (j = 1; j <= n; j++) {
			next[j] = min3(row[j] + 1, next[j - 1] + 1,
				       row[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && old[j - 2] + 1 < next[j])
				next[j] = old[j - 2] + 1;
		}
		spare = old;
		old = row;
		row = next;
		next = spare;
	}
	result = row[n];
	free(old);
	free(row);
	free(next);
	return result;
}

const char *gs_suggest(const char *word, const struct gs_strv *from)
{
	unsigned limit = 1 + (unsigned)strlen(word) / 4, best = limit + 1;
	const char *found = NULL;
	size_t i;

	for (i = 0; i < from->n; i++) {
		unsigned d = edit_distance(word, from->v[i]);

		if (d < best && d < strlen(from->v[i])) {
			best = d;
			found = from->v[i];
		}
	}
	return found;
}
