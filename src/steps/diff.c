/* SPDX-License-Identifier: MIT */
/*
 * Line differences by Myers' O(ND) algorithm ("An O(ND) Difference Algorithm
 * and Its Variations", 1986), printed as unified hunks. Lines are numbered
 * first so that comparing two of them is one integer comparison.
 */
#include "config.h"
#include "steps/steps.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT = 3,
	/* More changed lines than this and the changed middle is shown as
	 * removed and added as a whole: bounds time and memory (4 MiB). */
	MAX_D = 1000,
};

struct line {
	const char *p;
	size_t n;               /* with its newline, if it has one */
	int id;                 /* equal for equal lines of both sides */
	bool changed;
};

struct side {
	struct line *v;
	size_t n, cap;
};

struct interner {
	const struct line **slot;
	size_t mask;
	int next;
};

static void split(struct side *s, const struct gs_buf *b)
{
	size_t pos = 0, n;
	const char *nl;

	while (pos < b->len) {
		nl = memchr(b->ptr + pos, '\n', b->len - pos);
		n = nl ? (size_t)(nl - (b->ptr + pos)) + 1 : b->len - pos;
		s->v = gs_grow(s->v, s->n, &s->cap, sizeof(*s->v));
		s->v[s->n++] = (struct line){ b->ptr + pos, n, 0, false };
		pos += n;
	}
}

static uint64_t hash_line(const struct line *l)
{
	uint64_t h = 14695981039346656037u;     /* FNV-1a */
	size_t i;

	for (i = 0; i < l->n; i++)
		h = (h ^ (unsigned char)l->p[i]) * 1099511628211u;
	return h ^ (h >> 29);
}

static void intern(struct interner *in, struct side *s)
{
	size_t i, at;

	for (i = 0; i < s->n; i++) {
		struct line *l = &s->v[i];

		at = hash_line(l) & in->mask;
		while (in->slot[at] && (in->slot[at]->n != l->n ||
					memcmp(in->slot[at]->p, l->p, l->n)))
			at = (at + 1) & in->mask;
		if (in->slot[at]) {
			l->id = in->slot[at]->id;
			continue;
		}
		l->id = in->next++;
		in->slot[at] = l;
	}
}

static void number_lines(struct side *a, struct side *b)
{
	struct interner in = { NULL, 0, 0 };
	size_t size = 16;

	while (size < 2 * (a->n + b->n))
		size *= 2;
	in.slot = gs_calloc(size, sizeof(*in.slot));
	in.mask = size - 1;
	intern(&in, a);
	intern(&in, b);
	free(in.slot);
}

/* The rows of the search, kept for walking back: row d holds the furthest
 * x for the diagonals -d..d. */
struct trace {
	int *row[MAX_D + 1];
};

/* Extends all paths of d-1 changes by one; true when the end is reached. */
static bool search_row(struct trace *t, int d, const struct line *a, int n,
		       const struct line *b, int m)
{
	const int *prev = d ? t->row[d - 1] + (d - 1) : NULL;
	int *row = gs_malloc((size_t)(2 * d + 1) * sizeof(int));
	int k, x;

	t->row[d] = row;
	for (k = -d; k <= d; k += 2) {
		if (!prev)
			x = 0;
		else if (k == -d || (k != d && prev[k - 1] < prev[k + 1]))
			x = prev[k + 1];
		else
			x = prev[k - 1] + 1;
		while (x < n && x - k < m && x - k >= 0 &&
		       a[x].id == b[x - k].id)
			x++;
		row[k + d] = x;
		if (x >= n && x - k >= m)
			return true;
	}
	return false;
}

static void walk_back(const struct trace *t, int d, struct line *a, int x,
		      struct line *b, int y)
{
	for (; d > 0; d--) {
		const int *prev = t->row[d - 1] + (d - 1);
		int k = x - y;
		bool down = k == -d || (k != d && prev[k - 1] < prev[k + 1]);
		int from = down ? k + 1 : k - 1;

		x = prev[from];
		y = x - from;
		if (down)
			b[y].changed = true;
		else
			a[x].changed = true;
	}
}

static void mark_all(struct line *l, size_t n)
{
	while (n > 0)
		l[--n].changed = true;
}

static void compare(struct line *a, size_t n, struct line *b, size_t m)
{
	struct trace t;
	bool found = false;
	int d;

	while (n && m && a[0].id == b[0].id)
		a++, b++, n--, m--;
	while (n && m && a[n - 1].id == b[m - 1].id)
		n--, m--;
	if (!n || !m || n > INT32_MAX / 4 || m > INT32_MAX / 4) {
		mark_all(a, n);
		mark_all(b, m);
		return;
	}
	memset(&t, 0, sizeof(t));
	for (d = 0; d <= MAX_D && !found; d++)
		found = search_row(&t, d, a, (int)n, b, (int)m);
	if (found) {
		walk_back(&t, d - 1, a, (int)n, b, (int)m);
	} else {
		mark_all(a, n);
		mark_all(b, m);
	}
	for (d = 0; d <= MAX_D; d++)
		free(t.row[d]);
}

static void diff_lines(struct side *sa, const struct gs_buf *a,
		       struct side *sb, const struct gs_buf *b)
{
	split(sa, a);
	split(sb, b);
	number_lines(sa, sb);
	compare(sa->v, sa->n, sb->v, sb->n);
}

static void put_line(struct gs_buf *out, char mark, const struct line *l)
{
	gs_buf_addc(out, mark);
	gs_buf_add(out, l->p, l->n);
	if (l->p[l->n - 1] != '\n')
		gs_buf_adds(out, "\n\\ No newline at end of file\n");
}

static void put_range(struct gs_buf *out, char mark, size_t from, size_t n)
{
	/* An empty range names the line before it. */
	size_t first = n ? from + 1 : from;

	if (n == 1)
		gs_buf_addf(out, "%c%zu", mark, first);
	else
		gs_buf_addf(out, "%c%zu,%zu", mark, first, n);
}

static void put_body(struct gs_buf *out, const struct side *a, size_t i,
		     size_t i_end, const struct side *b, size_t j,
		     size_t j_end)
{
	while (i < i_end || j < j_end) {
		if (i < i_end && a->v[i].changed) {
			put_line(out, '-', &a->v[i++]);
		} else if (j < j_end && b->v[j].changed) {
			put_line(out, '+', &b->v[j++]);
		} else {
			put_line(out, ' ', &a->v[i++]);
			j++;
		}
	}
}

/* Moves *i and *j behind the hunk whose first change they stand at: a gap
 * of more than two contexts of equal lines ends it. */
static void hunk_end(const struct side *a, size_t *i, const struct side *b,
		     size_t *j)
{
	size_t same = 0;

	for (;;) {
		if (*i < a->n && a->v[*i].changed) {
			(*i)++;
			same = 0;
		} else if (*j < b->n && b->v[*j].changed) {
			(*j)++;
			same = 0;
		} else if (*i < a->n && same < 2 * CONTEXT) {
			(*i)++, (*j)++;
			same++;
		} else {
			break;
		}
	}
	if (same > CONTEXT) {
		*i -= same - CONTEXT;
		*j -= same - CONTEXT;
	}
}

static void put_hunks(struct gs_buf *out, const struct side *a,
		      const struct side *b)
{
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n) {
		bool change = (i < a->n && a->v[i].changed) ||
			      (j < b->n && b->v[j].changed);
		size_t lead = i < CONTEXT ? i : CONTEXT;
		size_t i0 = i - lead, j0 = j - lead;

		if (!change) {
			i++, j++;
			continue;
		}
		hunk_end(a, &i, b, &j);
		gs_buf_adds(out, "@@ ");
		put_range(out, '-', i0, i - i0);
		gs_buf_addc(out, ' ');
		put_range(out, '+', j0, j - j0);
		gs_buf_adds(out, " @@\n");
		put_body(out, a, i0, i, b, j0, j);
	}
}

void gs_diff_hunks(const struct gs_buf *a, const struct gs_buf *b,
		   struct gs_buf *out)
{
	struct side sa = { NULL, 0, 0 }, sb = { NULL, 0, 0 };

	diff_lines(&sa, a, &sb, b);
	put_hunks(out, &sa, &sb);
	free(sa.v);
	free(sb.v);
}

void gs_diff_count(const struct gs_buf *a, const struct gs_buf *b,
		   int *added, int *removed)
{
	struct side sa = { NULL, 0, 0 }, sb = { NULL, 0, 0 };
	size_t i;

	diff_lines(&sa, a, &sb, b);
	*added = *removed = 0;
	for (i = 0; i < sa.n; i++)
		*removed += sa.v[i].changed;
	for (i = 0; i < sb.n; i++)
		*added += sb.v[i].changed;
	free(sa.v);
	free(sb.v);
}
