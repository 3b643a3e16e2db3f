/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/undo.h"

#include <string.h>
#include "shells/shells.h"

/* The region that differs, in whole lines: pre[from, from + n_old) became
 * post[from, from + n_new). */
struct region {
	size_t from, n_old, n_new;
};

static size_t common_front(const struct gs_buf *a, const struct gs_buf *b)
{
	size_t n = 0, line = 0;

	while (n < a->len && n < b->len && a->ptr[n] == b->ptr[n]) {
		n++;
		if (a->ptr[n - 1] == '\n')
			line = n;
	}
	return line;
}

static size_t common_back(const struct gs_buf *a, const struct gs_buf *b,
			  size_t front)
{
	size_t n = 0, line = 0;

	while (n < a->len - front && n < b->len - front &&
	       a->ptr[a->len - 1 - n] == b->ptr[b->len - 1 - n]) {
		n++;
		/* A line begins here on both sides. */
		if ((a->len - n == front ||
		     a->ptr[a->len - 1 - n] == '\n') &&
		    (b->len - n == front || b->ptr[b->len - 1 - n] == '\n'))
			line = n;
	}
	return line;
}

static void find_region(const struct gs_buf *pre, const struct gs_buf *post,
			struct region *r)
{
	size_t back;

	r->from = common_front(pre, post);
	back = common_back(pre, post, r->from);
	r->n_old = pre->len - r->from - back;
	r->n_new = post->len - r->from - back;
}

/* The one place where `want` stands as whole lines in b, or -1. */
static long find_once(const struct gs_buf *b, const char *want, size_t n)
{
	long at = -1;
	size_t i;

	for (i = 0; n && i + n <= b->len; i++) {
		if ((i && b->ptr[i - 1] != '\n') ||
		    memcmp(b->ptr + i, want, n))
			continue;
		if (at >= 0)
			return -1;
		at = (long)i;
	}
	return at;
}

static bool merge_region(const struct gs_buf *pre, const struct gs_buf *post,
			 const struct gs_buf *cur, struct gs_buf *out)
{
	struct region r;
	const char *old;
	size_t rest;
	long at;

	find_region(pre, post, &r);
	at = find_once(cur, post->ptr + r.from, r.n_new);
	if (at < 0)
		return false;
	old = pre->ptr + r.from;
	rest = (size_t)at + r.n_new;
	gs_buf_set(out, cur->ptr, (size_t)at);
	gs_buf_add(out, old, r.n_old);
	/* A last line without newline must not swallow what came behind. */
	if (r.n_old && old[r.n_old - 1] != '\n' && rest < cur->len)
		gs_buf_addc(out, '\n');
	gs_buf_add(out, cur->ptr + rest, cur->len - rest);
	return true;
}

bool gs_undo_merge(const struct gs_buf *pre, const struct gs_buf *post,
		   const struct gs_buf *cur, struct gs_buf *out)
{
	struct gs_buf scratch = GS_BUF_INIT;
	bool had = gs_shell_remove_block(pre, &scratch, NULL) != 0;
	bool has = gs_shell_remove_block(post, &scratch, NULL) == 1;
	bool good;

	gs_buf_release(&scratch);
	/* The run put a block in where there was none: that block goes. */
	good = has && !had && gs_shell_remove_block(cur, out, NULL) == 1;
	return good || merge_region(pre, post, cur, out);
}
