/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/pager.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/text.h"

void gs_pager_release(struct gs_pager *p)
{
	gs_strv_release(&p->raw);
	gs_strv_release(&p->lines);
	free(p->origin);
	free(p->find);
	memset(p, 0, sizeof(*p));
}

void gs_pager_set(struct gs_pager *p, const char *text, bool diff)
{
	gs_pager_release(p);
	p->diff = diff;
	p->found = SIZE_MAX;
	while (*text) {
		size_t n = strcspn(text, "\n");

		gs_strv_steal(&p->raw, gs_strndup(text, n));
		text += n + (text[n] == '\n');
	}
}

static void wrap(struct gs_pager *p, int cols)
{
	if (cols == p->cols && p->lines.n)
		return;
	gs_strv_release(&p->lines);
	p->cols = cols;
	for (size_t i = 0; i < p->raw.n; i++) {
		size_t n = p->lines.n;

		if (p->diff)
			gs_text_chop(&p->lines, p->raw.v[i], cols, 4);
		else
			gs_text_wrap(&p->lines, p->raw.v[i], cols,
				     GS_HANG_NATURAL);
		for (; n < p->lines.n; n++) {
			p->origin = gs_grow(p->origin, n, &p->cap,
					    sizeof(*p->origin));
			p->origin[n] = i;
		}
	}
	p->found = SIZE_MAX;
}

static enum gs_role role_of(const struct gs_pager *p, size_t line)
{
	const char *raw = p->raw.v[p->origin[line]];

	if (line == p->found)
		return GS_ROLE_FOUND;
	if (!p->diff)
		return GS_ROLE_NORMAL;
	if (gs_starts(raw, "+++") || gs_starts(raw, "---") ||
	    gs_starts(raw, "diff "))
		return GS_ROLE_TITLE;
	if (gs_starts(raw, "@@"))
		return GS_ROLE_DIFF_HUNK;
	if (*raw == '+')
		return GS_ROLE_DIFF_ADD;
	return *raw == '-' ? GS_ROLE_DIFF_DEL : GS_ROLE_NORMAL;
}

static size_t last_top(const struct gs_pager *p)
{
	size_t h = p->h > 0 ? (size_t)p->h : 0;

	return p->lines.n > h ? p->lines.n - h : 0;
}

void gs_pager_draw(struct gs_pager *p, struct gs_rect where)
{
	int margin = where.w < 60 ? 0 : 1;

	wrap(p, where.w - margin);
	p->h = where.h;
	if (p->top > last_top(p))
		p->top = last_top(p);
	for (int i = 0; i < where.h; i++) {
		size_t line = p->top + (size_t)i;

		if (line >= p->lines.n)
			break;
		gs_draw(where.y + i, where.x + margin, where.w - margin,
			role_of(p, line), p->lines.v[line]);
	}
	gs_draw_cursor(where.y, where.x + margin);
}

static void scroll_by(struct gs_pager *p, long n)
{
	size_t last = last_top(p);
	long top = (long)p->top + n;

	if (top < 0)
		top = 0;
	p->top = (size_t)top < last ? (size_t)top : last;
}

bool gs_pager_do(struct gs_pager *p, enum gs_action action)
{
	int page = p->h > 2 ? p->h - 1 : 1;

	if (action == GS_DO_UP)
		scroll_by(p, -1);
	else if (action == GS_DO_DOWN)
		scroll_by(p, 1);
	else if (action == GS_DO_PGUP)
		scroll_by(p, -page);
	else if (action == GS_DO_PGDN || action == GS_DO_CHOOSE)
		scroll_by(p, page);
	else if (action == GS_DO_HOME)
		p->top = 0;
	else if (action == GS_DO_END)
		p->top = last_top(p);
	else if (action == GS_DO_FIND_NEXT && p->find)
		gs_pager_find(p, NULL, 1);
	else if (action == GS_DO_FIND_PREV && p->find)
		gs_pager_find(p, NULL, -1);
	else
		return false;
	return true;
}

bool gs_pager_find(struct gs_pager *p, const char *text, int dir)
{
	size_t n = p->lines.n, from = p->found;

	if (text)
		gs_set(&p->find, text);
	if (!p->find || !n)
		return false;
	if (from == SIZE_MAX)
		from = (p->top + n - (dir > 0)) % n;
	for (size_t k = 1; k <= n; k++) {
		size_t i = (from + (dir > 0 ? k : n - k)) % n;

		if (!gs_text_holds(p->lines.v[i], p->find))
			continue;
		p->found = i;
		if (i < p->top || i >= p->top + (size_t)p->h)
			p->top = i < last_top(p) ? i : last_top(p);
		return true;
	}
	return false;
}

char *gs_pager_position(const struct gs_pager *p)
{
	size_t h = p->h > 0 ? (size_t)p->h : 0;

	if (p->lines.n <= h)
		return NULL;
	/* TRANSLATORS: first and last line in sight, and how many. */
	return gs_printf(_("lines %zu-%zu of %zu"), p->top + 1, p->top + h,
			 p->lines.n);
}
