/* SPDX-License-Identifier: MIT */
/* The way through the pages, and what keys do on all of them. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/layer.h"

static const struct gs_page *const pages[GS_TUI_PAGES] = {
	[GS_TUI_SYSTEM] = &gs_page_system,
	[GS_TUI_FOUND] = &gs_page_found,
	[GS_TUI_METHOD] = &gs_page_method,
	[GS_TUI_VERSION] = &gs_page_version,
	[GS_TUI_PATHS] = &gs_page_paths,
	[GS_TUI_NETWORK] = &gs_page_network,
	[GS_TUI_EXTRAS] = &gs_page_extras,
	[GS_TUI_SHELLS] = &gs_page_shells,
	[GS_TUI_REVIEW] = &gs_page_review,
	[GS_TUI_APPLY] = &gs_page_apply,
	[GS_TUI_RESULT] = &gs_page_result,
	[GS_TUI_UNDO] = &gs_page_undo,
};

const struct gs_page *gs_tui_page(const struct gs_tui *t, enum gs_page_id p)
{
	(void)t;
	return pages[p];
}

struct gs_page_state *gs_tui_state(struct gs_tui *t)
{
	return &t->pages[t->page];
}

struct gs_row *gs_tui_row(struct gs_tui *t)
{
	struct gs_page_state *st = gs_tui_state(t);

	return st->on_buttons ? NULL : gs_rows_focused(&st->rows);
}

/* ---- the way ----------------------------------------------------------- */
/* Pages whose questions are all beside the point are left out. */
static bool has_questions(const struct gs_tui *t, enum gs_page_id page)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);
	int qpage = gs_page_qpage(page);

	if (qpage < 0 || !t->s->have_facts)
		return true;
	for (const struct gs_question *q = gs_questions(); q->key; q++)
		if ((int)q->page == qpage &&
		    (!q->advanced || t->way == GS_WAY_STEPS) &&
		    (!q->visible || q->visible(&ctx)))
			return true;
	return false;
}

size_t gs_tui_path(const struct gs_tui *t, enum gs_page_id path[GS_TUI_PAGES],
		   int *now)
{
	/* The short way asks what differs from person to person. */
	static const unsigned ways[] = {
		[GS_WAY_RECOMMENDED] = 1u << GS_TUI_METHOD |
			1u << GS_TUI_VERSION | 1u << GS_TUI_NETWORK |
			1u << GS_TUI_SHELLS | 1u << GS_TUI_REVIEW,
		[GS_WAY_STEPS] = ~0u,
		[GS_WAY_CHECK] = 1u << GS_TUI_FOUND,
		[GS_WAY_UNDO] = 1u << GS_TUI_UNDO,
	};
	unsigned way = ways[t->way] | 1u << GS_TUI_SYSTEM;
	size_t n = 0;

	*now = -1;
	if (t->page == GS_TUI_APPLY || t->page == GS_TUI_RESULT)
		way = 1u << GS_TUI_APPLY | 1u << GS_TUI_RESULT;
	else if (t->way != GS_WAY_UNDO)
		way &= (1u << GS_TUI_APPLY) - 1;
	for (unsigned p = 0; p < GS_TUI_PAGES; p++) {
		if (!(way & 1u << p) || !has_questions(t, p))
			continue;
		if (p == t->page)
			*now = (int)n;
		path[n++] = p;
	}
	return n;
}

void gs_tui_go(struct gs_tui *t, enum gs_page_id page)
{
	struct gs_page_state *st;

	t->page = page;
	t->dirty = true;
	gs_set(&t->status, NULL);
	st = gs_tui_state(t);
	st->on_buttons = false;
	if (pages[page]->enter)
		pages[page]->enter(t);
	st->visited = true;
}

static void next_page(struct gs_tui *t)
{
	enum gs_page_id path[GS_TUI_PAGES];
	int now;
	size_t n = gs_tui_path(t, path, &now);

	if (!t->s->have_facts) {
		t->next_wanted = true;
		gs_tui_say(t, GS_BADGE_INFO,
			   _("one moment: still looking at this machine"));
		return;
	}
	if (!gs_ask_check(t) || now < 0 || now + 1 >= (int)n)
		return;
	if (path[now + 1] == GS_TUI_REVIEW && !gs_review_make(t))
		return;
	gs_tui_go(t, path[now + 1]);
}

static bool has_own_answers(const struct gs_tui *t)
{
	for (size_t i = 0; i < t->s->answers.n; i++)
		if (t->s->answers.v[i].from == GS_FROM_USER)
			return true;
	return false;
}

static void quit_answered(struct gs_tui *t, enum gs_action button,
			  const char *text)
{
	(void)text;
	if (button == GS_DO_QUIT)
		gs_tui_end(t, 130);
	else if (button == GS_DO_SAVE)
		gs_review_save_answers(t);
}

static void ask_quit(struct gs_tui *t, bool always)
{
	struct gs_layer *l;

	if (gs_work_running(t)) {
		gs_work_ask_stop(t);
		return;
	}
	if (t->page == GS_TUI_RESULT) {
		gs_tui_end(t, t->exit_code);
		return;
	}
	if (!always && !has_own_answers(t)) {
		gs_tui_end(t, 130);
		return;
	}
	l = gs_dialog_open(t, _("Quit?"), _("Nothing has been changed."),
			   quit_answered);
	l->quits = true;
	gs_dialog_button(l, GS_DO_BACK, _("Stay"));
	if (has_own_answers(t))
		gs_dialog_button(l, GS_DO_SAVE, _("Save answers"));
	gs_dialog_button(l, GS_DO_QUIT, _("Quit"));
}

static void previous_page(struct gs_tui *t)
{
	enum gs_page_id path[GS_TUI_PAGES];
	int now;

	gs_tui_path(t, path, &now);
	if (gs_work_running(t) || t->page == GS_TUI_RESULT)
		return;
	if (t->page == GS_TUI_APPLY)
		gs_tui_go(t, GS_TUI_SYSTEM);
	else if (now > 0)
		gs_tui_go(t, path[now - 1]);
	else
		ask_quit(t, true);
}

void gs_tui_end(struct gs_tui *t, int exit_code)
{
	t->done = true;
	t->exit_code = exit_code;
}

/* ---- focus ------------------------------------------------------------- */
static void to_buttons(struct gs_tui *t, size_t button)
{
	struct gs_page_state *st = gs_tui_state(t);

	if (!t->buttons.n)
		return;
	st->on_buttons = true;
	st->button = button < t->buttons.n ? button : 0;
}

/* The button that Down reaches: the way on, where there is one. */
static size_t main_button(const struct gs_tui *t)
{
	return gs_buttons_find(&t->buttons, GS_DO_NEXT);
}

static void tab(struct gs_tui *t, int dir)
{
	struct gs_page_state *st = gs_tui_state(t);
	size_t n = t->buttons.n;

	if (!st->on_buttons) {
		if (pages[t->page]->draw || !gs_rows_move_group(&st->rows, dir))
			to_buttons(t, dir > 0 ? 0 : n - 1);
	} else if (dir > 0 ? st->button + 1 < n : st->button > 0) {
		st->button += (size_t)dir;
	} else {
		st->on_buttons = false;
		if (!pages[t->page]->draw)
			gs_rows_move_end(&st->rows, dir < 0);
	}
}

static void move_buttons(struct gs_tui *t, enum gs_action a)
{
	struct gs_page_state *st = gs_tui_state(t);

	if (a == GS_DO_LEFT && st->button > 0)
		st->button--;
	else if (a == GS_DO_RIGHT && st->button + 1 < t->buttons.n)
		st->button++;
	else if (a == GS_DO_UP)
		st->on_buttons = false;
}

static bool move(struct gs_tui *t, enum gs_action a)
{
	struct gs_page_state *st = gs_tui_state(t);
	int page = t->frame.body.h > 4 ? t->frame.body.h - 4 : 1;

	if (a == GS_DO_UP)
		gs_rows_move(&st->rows, -1);
	else if (a == GS_DO_DOWN && !gs_rows_move(&st->rows, 1))
		to_buttons(t, main_button(t));
	else if (a == GS_DO_PGUP || a == GS_DO_PGDN)
		gs_rows_move(&st->rows, a == GS_DO_PGUP ? -page : page);
	else if (a == GS_DO_HOME || a == GS_DO_END)
		gs_rows_move_end(&st->rows, a == GS_DO_END);
	else
		return a == GS_DO_DOWN;
	return true;
}

/* ---- actions ----------------------------------------------------------- */
static void found(struct gs_tui *t, enum gs_action button, const char *text)
{
	struct gs_page_state *st = gs_tui_state(t);

	if (button == GS_DO_BACK || gs_empty(text))
		return;
	gs_set(&t->last_find, text);
	st->on_buttons = false;
	if (!gs_rows_find(&st->rows, text, 1))
		gs_tui_say(t, GS_BADGE_INFO, _("'%s' is not here"), text);
	gs_set(&st->focus_id, st->rows.focus < st->rows.n
			      ? st->rows.v[st->rows.focus].id : NULL);
}

static void search(struct gs_tui *t, enum gs_action a)
{
	struct gs_layer *l;

	if (a != GS_DO_SEARCH) {
		if (t->last_find)
			gs_rows_find(&gs_tui_state(t)->rows, t->last_find,
				     a == GS_DO_FIND_NEXT ? 1 : -1);
		return;
	}
	l = gs_dialog_open(t, _("Find"), "", found);
	gs_dialog_field(l, t->last_find ? t->last_find : "");
	gs_dialog_button(l, GS_DO_BACK, _("Cancel"));
	gs_dialog_button(l, GS_DO_SEARCH, _("Find"));
}

static void enter(struct gs_tui *t)
{
	struct gs_row *row = gs_tui_row(t);

	if (!row) {
		next_page(t);
	} else if (row->field && row->field->edited) {
		row->field->edited = false;
		if (row->wrong)
			gs_ask_check(t);
		else if (!gs_rows_move(&gs_tui_state(t)->rows, 1))
			to_buttons(t, main_button(t));
	} else if (row->kind == GS_ROW_ACTION) {
		gs_tui_act(t, GS_DO_CHOOSE, NULL);
	} else {
		if (row->kind == GS_ROW_RADIO && !row->on)
			gs_ask_choose(t, row);
		if (!row->disabled)
			next_page(t);
	}
}

static void general(struct gs_tui *t, enum gs_action a)
{
	switch (a) {
	case GS_DO_NEXT:
		next_page(t);
		break;
	case GS_DO_BACK:
		previous_page(t);
		break;
	case GS_DO_HELP:
		gs_help_open(t);
		break;
	case GS_DO_PLAN:
		gs_review_plan_so_far(t);
		break;
	case GS_DO_SAVE:
		gs_review_save_answers(t);
		break;
	case GS_DO_MOUSE:
		t->mouse = !t->mouse;
		gs_term_mouse(t->mouse);
		gs_tui_say(t, GS_BADGE_INFO, "%s", t->mouse
			   ? _("mouse on; Shift-drag marks text")
			   : _("mouse off"));
		break;
	case GS_DO_REDRAW:
		gs_term_redraw();
		break;
	case GS_DO_SUSPEND:
		gs_term_suspend();
		break;
	case GS_DO_QUIT:
		ask_quit(t, false);
		break;
	default:
		break;
	}
}

static bool on_list(struct gs_tui *t, enum gs_action a)
{
	struct gs_row *row = gs_tui_row(t);

	if (a == GS_DO_SEARCH || a == GS_DO_FIND_NEXT || a == GS_DO_FIND_PREV)
		search(t, a);
	else if (a == GS_DO_CHOOSE)
		return row && gs_ask_choose(t, row);
	else if (a == GS_DO_ENTER)
		enter(t);
	else
		return move(t, a);
	return true;
}

void gs_tui_act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	struct gs_page_state *st = gs_tui_state(t);
	const struct gs_page *page = pages[t->page];

	t->dirty = true;
	if (a == GS_DO_TAB || a == GS_DO_BTAB) {
		tab(t, a == GS_DO_TAB ? 1 : -1);
		return;
	}
	if (st->on_buttons && (a == GS_DO_ENTER || a == GS_DO_CHOOSE)) {
		if (st->button < t->buttons.n)
			gs_tui_act(t, t->buttons.v[st->button].action, NULL);
		return;
	}
	if (st->on_buttons && (a == GS_DO_LEFT || a == GS_DO_RIGHT ||
			       a == GS_DO_UP || a == GS_DO_DOWN)) {
		move_buttons(t, a);
		return;
	}
	if (page->act && page->act(t, a, key))
		return;
	if (page->build && !st->on_buttons && on_list(t, a))
		return;
	general(t, a);
}

unsigned gs_tui_where(struct gs_tui *t)
{
	const struct gs_page *page = pages[t->page];
	struct gs_row *row = page->build ? gs_tui_row(t) : NULL;

	if (t->layer)
		return gs_layer_where(t->layer);
	if (gs_tui_state(t)->on_buttons)
		return GS_IN_BUTTONS;
	if (row && row->field)
		return GS_IN_FIELD;
	return page->where ? page->where : GS_IN_LIST;
}

/* A click: buttons are pressed, rows get the focus. */
static void click(struct gs_tui *t, const struct gs_key *key)
{
	struct gs_page_state *st = gs_tui_state(t);

	for (size_t i = 0; i < t->buttons.n; i++)
		if (key->y == t->frame.buttons_y &&
		    key->x >= t->buttons.v[i].x &&
		    key->x < t->buttons.v[i].x + t->buttons.v[i].w) {
			gs_tui_act(t, t->buttons.v[i].action, NULL);
			return;
		}
	for (size_t i = 0; pages[t->page]->build && i < st->rows.n; i++)
		if (st->rows.v[i].y == key->y &&
		    gs_row_can_focus(&st->rows.v[i])) {
			st->on_buttons = false;
			st->rows.focus = i;
			gs_tui_act(t, GS_DO_CHOOSE, NULL);
			return;
		}
}

/* A field that the focus has left is typed in no more. */
static void remember_focus(struct gs_tui *t)
{
	struct gs_page_state *st = gs_tui_state(t);

	for (size_t i = 0; i < st->rows.n; i++)
		if (st->rows.v[i].field && (i != st->rows.focus ||
					    st->on_buttons))
			st->rows.v[i].field->edited = false;
	if (st->rows.focus < st->rows.n)
		gs_set(&st->focus_id, st->rows.v[st->rows.focus].id);
}

void gs_tui_key(struct gs_tui *t, const struct gs_key *key)
{
	enum gs_page_id page = t->page;
	struct gs_row *row;

	t->dirty = true;
	if (key->code == GS_KEY_RESIZE)
		return;
	if (t->frame.too_small) {
		if (key->code == 'q' || key->code == GS_CTRL('c'))
			ask_quit(t, false);
		return;
	}
	gs_set(&t->status, NULL);
	if (t->layer) {
		gs_layer_key(t, key);
		return;
	}
	row = gs_tui_row(t);
	if (key->code == GS_KEY_MOUSE)
		click(t, key);
	else if (row && row->field && gs_field_key(row->field, key))
		gs_ask_typed(t, row);
	else
		gs_tui_act(t, gs_key_action(key, gs_tui_where(t)), key);
	if (t->page == page)
		remember_focus(t);
}
