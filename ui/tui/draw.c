/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/curses-wide.h"
#include "ui/tui/text.h"

static bool ascii_rules;
static int cursor_y, cursor_x;
/* The role of each cell, for the dumps of the tests. */
static unsigned char *roles;
static size_t n_roles;

int gs_draw_width(void)
{
	return COLS;
}

int gs_draw_height(void)
{
	return LINES;
}

void gs_draw_begin(bool ascii)
{
	size_t n = (size_t)LINES * (size_t)COLS;

	ascii_rules = ascii;
	if (n != n_roles) {
		roles = gs_realloc(roles, n);
		n_roles = n;
	}
	memset(roles, GS_ROLE_NORMAL, n);
	erase();
	gs_draw_cursor(LINES - 1, 0);
}

static void use_role(enum gs_role role)
{
	struct gs_look look = gs_role_look(role);
	attr_t a = A_NORMAL;

	if (look.attrs & GS_LOOK_BOLD)
		a |= A_BOLD;
	if (look.attrs & GS_LOOK_REVERSE)
		a |= A_REVERSE;
	if (look.attrs & GS_LOOK_UNDERLINE)
		a |= A_UNDERLINE;
	attr_set(a, (short)look.colour, NULL);
}

static void mark_role(int y, int x, int cols, enum gs_role role)
{
	memset(roles + (size_t)y * (size_t)COLS + (size_t)x, (int)role,
	       (size_t)cols);
}

/* Clips to the screen; false when nothing is left. */
static bool clip(int y, int x, int *cols)
{
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return false;
	if (*cols > COLS - x)
		*cols = COLS - x;
	return *cols > 0;
}

/* text is clean and fits. */
static void put(int y, int x, const char *text)
{
	size_t n = strlen(text), len = 0;
	wchar_t *w = gs_calloc(n + 1, sizeof(*w));

	while (*text) {
		int32_t cp;
		size_t m = gs_text_next(text, &cp);

		w[len++] = cp < 0 ? L'?' : (wchar_t)cp;
		text += m;
	}
	mvaddnwstr(y, x, w, (int)len);
	free(w);
}

int gs_draw(int y, int x, int cols, enum gs_role role, const char *text)
{
	gs_autofree char *fit = NULL;
	int used;

	if (!clip(y, x, &cols))
		return 0;
	fit = gs_text_fit(text, cols);
	used = gs_text_cols(fit);
	use_role(role);
	put(y, x, fit);
	mark_role(y, x, used, role);
	return used;
}

int gs_drawf(int y, int x, int cols, enum gs_role role, const char *fmt, ...)
{
	gs_autofree char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	text = gs_vprintf(fmt, ap);
	va_end(ap);
	return gs_draw(y, x, cols, role, text);
}

int gs_draw_right(int y, int x, int cols, enum gs_role role, const char *text)
{
	int n = gs_text_cols(text);

	if (n >= cols)
		return gs_draw(y, x, cols, role, text);
	return gs_draw(y, x + cols - n, n, role, text);
}

void gs_draw_fill(int y, int x, int cols, enum gs_role role)
{
	if (!clip(y, x, &cols))
		return;
	use_role(role);
	for (int i = 0; i < cols; i++)
		mvaddch(y, x + i, ' ');
	mark_role(y, x, cols, role);
}

void gs_draw_rule(int y, int x, int cols, bool dashed)
{
	const char *unit = ascii_rules ? "-" : "\xe2\x94\x80";
	struct gs_buf b = GS_BUF_INIT;

	if (!clip(y, x, &cols))
		return;
	for (int i = 0; i < cols; i++)
		gs_buf_adds(&b, dashed && i % 2 == 0 ? " " : unit);
	gs_draw(y, x, cols, GS_ROLE_NORMAL, b.ptr);
	gs_buf_release(&b);
}

/* TRANSLATORS: badges are at most 4 columns wide. */
static const struct {
	const char *text;
	enum gs_role role;
} badges[] = {
	[GS_BADGE_OK] = { N_(" ok "), GS_ROLE_BADGE_OK },
	[GS_BADGE_WARN] = { N_("warn"), GS_ROLE_BADGE_WARN },
	[GS_BADGE_FAIL] = { N_("fail"), GS_ROLE_BADGE_FAIL },
	[GS_BADGE_INFO] = { N_("info"), GS_ROLE_BADGE_INFO },
	[GS_BADGE_DONE] = { N_("done"), GS_ROLE_BADGE_OK },
	[GS_BADGE_NOW] = { N_("now "), GS_ROLE_BADGE_INFO },
	[GS_BADGE_OPEN] = { "    ", GS_ROLE_NORMAL },
};

void gs_draw_badge(int y, int x, enum gs_badge badge)
{
	const char *text;
	int pad;

	if (badge == GS_BADGE_NONE)
		return;
	text = badge == GS_BADGE_OPEN ? badges[badge].text
				      : _(badges[badge].text);
	pad = 4 - gs_text_cols(text);
	gs_drawf(y, x, GS_BADGE_COLS, badges[badge].role, "[%s%*s]", text,
		 pad > 0 ? pad : 0, "");
}

void gs_draw_bar(int y, int x, int cols, int permille)
{
	int inner = cols - 2, done;

	if (inner < 4)
		return;
	done = (int)((long)inner * permille / 1000);
	gs_draw(y, x, 1, GS_ROLE_NORMAL, "[");
	for (int i = 0; i < inner; i++)
		gs_draw(y, x + 1 + i, 1,
			i < done ? GS_ROLE_BAR_DONE : GS_ROLE_BAR_REST,
			i < done ? "#" : ".");
	gs_draw(y, x + 1 + inner, 1, GS_ROLE_NORMAL, "]");
}

void gs_draw_cursor(int y, int x)
{
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return;
	cursor_y = y;
	cursor_x = x;
}

void gs_draw_end(void)
{
	move(cursor_y, cursor_x);
	refresh();
}

/* The character of one cell, or nothing for the right half of a wide one. */
static void add_cell(struct gs_buf *out, int y, int x)
{
	cchar_t cell;
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	attr_t attrs;
	short pair;
	char bytes[16];
	mbstate_t state;

	memset(&state, 0, sizeof(state));
	if (mvin_wch(y, x, &cell) == ERR ||
	    getcchar(&cell, text, &attrs, &pair, NULL) == ERR)
		return;
	for (int i = 0; text[i]; i++) {
		size_t n = wcrtomb(bytes, text[i], &state);

		if (n != (size_t)-1)
			gs_buf_add(out, bytes, n);
	}
}

/* Cells from x to end, where a wide character counts for two. */
static void add_cells(struct gs_buf *out, int y, int x, int end)
{
	while (x < end) {
		size_t before = out->len;
		int32_t cp;

		add_cell(out, y, x);
		x++;
		if (out->len > before) {
			gs_text_next(out->ptr + before, &cp);
			if (gs_text_cp_cols(cp) == 2)
				x++;
		}
	}
}

void gs_draw_dump(struct gs_buf *out)
{
	for (int y = 0; y < LINES; y++) {
		size_t start = out->len;

		add_cells(out, y, 0, COLS);
		while (out->len > start && out->ptr[out->len - 1] == ' ')
			out->len--;
		gs_buf_addc(out, '\n');
	}
	move(cursor_y, cursor_x);
}

void gs_draw_dump_roles(struct gs_buf *out)
{
	for (int y = 0; y < LINES; y++) {
		const unsigned char *line = roles + (size_t)y * (size_t)COLS;

		for (int x = 0, end; x < COLS; x = end) {
			end = x + 1;
			while (end < COLS && line[end] == line[x])
				end++;
			if (line[x] == GS_ROLE_NORMAL)
				continue;
			gs_buf_addf(out, "%d %d %d %s ", y, x, end - x,
				    gs_role_name((enum gs_role)line[x]));
			add_cells(out, y, x, end);
			gs_buf_addc(out, '\n');
		}
	}
	gs_buf_addf(out, "cursor %d %d\n", cursor_y, cursor_x);
	move(cursor_y, cursor_x);
}
