/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/text.h"

void gs_frame_layout(struct gs_frame *f, int w, int h)
{
	f->w = w;
	f->h = h;
	f->too_small = w < GS_MIN_COLS || h < GS_MIN_LINES;
	f->rail = w >= 80 && h >= 16;
	f->low = h < 20;
	f->hints_y = h - 1;
	f->buttons_y = h - 2;
	f->status_y = f->low ? h - 2 : h - 3;
	f->body.x = 0;
	f->body.w = w;
	f->body.y = f->rail ? 3 : 2;
	f->body.h = (f->low ? f->status_y : f->status_y - 1) - f->body.y;
}

/* ---- header and rail --------------------------------------------------- */
/* Only whole parts, and only as long as they fit. */
static void add_part(struct gs_buf *b, int cols, const char *part)
{
	int gap = b->len ? 3 : 0;

	if (gs_empty(part) || (b->len && gs_text_cols(b->ptr) + gap +
			       gs_text_cols(part) > cols))
		return;
	gs_buf_addf(b, "%*s%s", gap, "", part);
}

/* Who and where, from the facts as far as they are known; what matters most
 * first. */
static void describe_machine(const struct gs_tui *t, struct gs_buf *b,
			     int cols)
{
	const struct gs_facts *f = &t->s->facts;
	gs_autofree char *who = NULL, *what = NULL;

	if (!t->s->have_facts)
		return;
	who = gs_printf("%s@%s", f->user ? f->user : "?",
			f->hostname ? f->hostname : "?");
	what = gs_printf("%s %s %s", f->distro_id ? f->distro_id : f->os,
			 f->distro_version ? f->distro_version : "", f->arch);
	if (f->is_root)
		add_part(b, cols, _("AS ROOT"));
	add_part(b, cols, who);
	if (t->s->opts.facts_file)
		add_part(b, cols, "--facts");
	add_part(b, cols, what);
	if (f->over_ssh)
		add_part(b, cols, _("over SSH"));
}

static char *step_text(const struct gs_tui *t)
{
	enum gs_page_id path[GS_TUI_PAGES];
	int now;
	size_t n = gs_tui_path(t, path, &now);

	if (t->page == GS_TUI_APPLY || t->page == GS_TUI_RESULT ||
	    t->page == GS_TUI_UNDO || now < 0)
		return gs_strdup(_(gs_tui_page(t, t->page)->title));
	if (!t->frame.rail)
		return gs_printf("%d/%zu %s", now + 1, n,
				 _(gs_tui_page(t, t->page)->title));
	return gs_printf(_("Step %d of %zu"), now + 1, n);
}

static void header_wide(struct gs_tui *t, const char *step)
{
	struct gs_buf b = GS_BUF_INIT;
	int w = t->frame.w, right = gs_text_cols(step) + 2;

	add_part(&b, w, "gosetup " PACKAGE_VERSION);
	describe_machine(t, &b, w - right - 2);
	gs_draw(0, 1, w - right - 2, GS_ROLE_HEADER, b.ptr);
	gs_draw_right(0, w - right, right - 1, GS_ROLE_HEADER, step);
	gs_buf_release(&b);
}

static void header_narrow(struct gs_tui *t, const char *step)
{
	const struct gs_facts *f = &t->s->facts;
	int w = t->frame.w, used;
	const char *right = !t->s->have_facts ? "gosetup"
			    : f->is_root ? _("AS ROOT") : f->hostname;

	used = gs_draw(0, 0, w, GS_ROLE_HEADER, step);
	gs_draw_right(0, used + 2, w - used - 2, GS_ROLE_HEADER,
		      right ? right : "");
}

static void draw_rail(struct gs_tui *t)
{
	enum gs_page_id path[GS_TUI_PAGES];
	int now, x = 1;
	size_t n = gs_tui_path(t, path, &now);

	for (size_t i = 0; i < n; i++) {
		const char *title = _(gs_tui_page(t, path[i])->title);
		bool is_now = (int)i == now;

		x += gs_drawf(1, is_now ? x : x, t->frame.w - x,
			      is_now ? GS_ROLE_RAIL_NOW
			      : (int)i < now ? GS_ROLE_RAIL_DONE
					     : GS_ROLE_MUTED,
			      is_now ? "[%s]" : "%s", title);
		x += 2;
	}
}

void gs_frame_header(struct gs_tui *t)
{
	gs_autofree char *step = step_text(t);
	int w = t->frame.w;

	gs_draw_fill(0, 0, w, GS_ROLE_HEADER);
	if (w >= 80)
		header_wide(t, step);
	else
		header_narrow(t, step);
	if (t->frame.rail)
		draw_rail(t);
	gs_draw_rule(t->frame.body.y - 1, 0, w, false);
	if (!t->frame.low)
		gs_draw_rule(t->frame.status_y - 1, 0, w, false);
}

/* ---- below the body ---------------------------------------------------- */
void gs_buttons_add(struct gs_buttons *b, enum gs_action action,
		    const char *label)
{
	if (b->n == GS_COUNT(b->v))
		return;
	b->v[b->n].action = action;
	b->v[b->n].label = label;
	b->n++;
}

size_t gs_buttons_find(const struct gs_buttons *b, enum gs_action action)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->v[i].action == action)
			return i;
	return 0;
}

/* Columns that all buttons take; tight leaves the inner blanks out. */
static int buttons_width(const struct gs_buttons *b, bool tight)
{
	int w = 0;

	for (size_t i = 0; i < b->n; i++)
		w += gs_text_cols(b->v[i].label) + (tight ? 3 : 6);
	return w;
}

void gs_frame_buttons(struct gs_tui *t, struct gs_buttons *b, int focus)
{
	const struct gs_frame *f = &t->frame;
	bool tight = buttons_width(b, false) > f->w;
	int x = f->w - buttons_width(b, tight);

	if (x < 0)
		x = 0;
	for (size_t i = 0; i < b->n; i++) {
		struct gs_button *v = &b->v[i];
		bool is_focus = (int)i == focus;

		v->x = x;
		v->w = gs_drawf(f->buttons_y, x, f->w - x,
				is_focus ? GS_ROLE_FOCUS : GS_ROLE_NORMAL,
				tight ? "<%s>" : "< %s >", v->label);
		if (is_focus)
			gs_draw_cursor(f->buttons_y, x + (tight ? 1 : 2));
		x += v->w + (tight ? 1 : 2);
	}
}

void gs_frame_status(struct gs_tui *t, enum gs_badge badge, const char *text)
{
	const struct gs_frame *f = &t->frame;
	int x = f->low ? 0 : 1, end = f->w;

	if (f->low && t->buttons.n)
		end = t->buttons.v[0].x - 1;
	if (gs_empty(text) || end - x < 8 ||
	    (f->low && gs_text_cols(text) > end - x))
		return;
	if (badge != GS_BADGE_NONE && !f->low) {
		gs_draw_badge(f->status_y, x, badge);
		x += GS_BADGE_COLS + 1;
	}
	gs_draw(f->status_y, x, end - x, GS_ROLE_NORMAL, text);
}

void gs_frame_message(struct gs_tui *t, const char *text)
{
	gs_draw(t->frame.status_y, 0, t->frame.w, GS_ROLE_SELECTED, text);
}

void gs_frame_hints(struct gs_tui *t, unsigned where)
{
	struct gs_strv hints = GS_STRV_INIT;
	int margin = t->frame.w < 60 ? 0 : 1, x = margin;
	int y = t->frame.hints_y, w = t->frame.w;

	gs_key_hints(where, w - margin - 1, &hints);
	for (size_t i = 0; i + 1 < hints.n; i += 2) {
		x += gs_draw(y, x, w - x, GS_ROLE_HINT_KEY, hints.v[i]) + 1;
		x += gs_draw(y, x, w - x, GS_ROLE_HINT_TEXT, hints.v[i + 1]);
		x += 2;
	}
	gs_strv_release(&hints);
}

void gs_frame_too_small(struct gs_tui *t)
{
	gs_drawf(0, 0, t->frame.w, GS_ROLE_NORMAL, _("needs %dx%d"),
		 GS_MIN_COLS, GS_MIN_LINES);
	gs_drawf(1, 0, t->frame.w, GS_ROLE_NORMAL, _("have %dx%d"),
		 t->frame.w, t->frame.h);
	gs_draw(2, 0, t->frame.w, GS_ROLE_NORMAL, _("please enlarge"));
	gs_draw(3, 0, t->frame.w, GS_ROLE_NORMAL, _("q quits"));
}
