/* SPDX-License-Identifier: MIT */
/* The exact changes, one tab for each file; from here they are applied. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "ui/tui/layer.h"
#include "ui/tui/text.h"

struct tab {
	char *label;
	char *what;             /* one line about it */
	struct gs_pager pager;
};

struct gs_review {
	struct tab *v;
	size_t n, cap, now;
};

static void clear_tabs(struct gs_review *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->v[i].label);
		free(r->v[i].what);
		gs_pager_release(&r->v[i].pager);
	}
	r->n = 0;
}

void gs_review_release(struct gs_tui *t)
{
	if (!t->review)
		return;
	clear_tabs(t->review);
	free(t->review->v);
	free(t->review);
	t->review = NULL;
}

static void add_tab(struct gs_review *r, const char *label, const char *what,
		    const char *text, bool diff)
{
	struct tab *tab;

	r->v = gs_grow(r->v, r->n, &r->cap, sizeof(*r->v));
	tab = &r->v[r->n++];
	memset(tab, 0, sizeof(*tab));
	tab->label = gs_strdup(label);
	tab->what = gs_strdup(what ? what : "");
	gs_pager_set(&tab->pager, text, diff);
}

/* "env" says little: then the directory stands before it. */
static char *file_label(const char *path)
{
	const char *base = gs_path_base(path);
	gs_autofree char *dir = gs_path_dir(path);

	if (base[0] == '.' || strchr(base, '.'))
		return gs_strdup(base);
	return gs_printf("%s/%s", gs_path_base(dir), base);
}

static void add_file(struct gs_tui *t, const struct gs_step *s)
{
	struct gs_buf diff = GS_BUF_INIT;
	gs_autofree char *label = file_label(s->target);
	gs_autofree char *path = gs_words_home(t, s->target);
	gs_autofree char *what = gs_empty(s->reason)
		? gs_strdup(path) : gs_printf(_("%s: %s"), path, s->reason);
	const char *text;

	gs_step_diff(s, &diff);
	text = gs_buf_str(&diff);
	if (gs_starts(text, "diff --git "))
		text = strchr(text, '\n') + 1;
	add_tab(t->review, label, what, text, true);
	gs_buf_release(&diff);
}

static void list(struct gs_buf *b, const char *title,
		 const struct gs_strv *items)
{
	if (!items->n)
		return;
	gs_buf_addf(b, "\n%s\n", title);
	for (size_t i = 0; i < items->n; i++)
		gs_buf_addf(b, "- %s\n", items->v[i]);
}

/* A file is named where the sentence does not do it already. */
static bool names_target(const struct gs_step *s, const char *target)
{
	return s->kind != GS_STEP_FILE || strstr(s->summary, target);
}

/* "set up bash   ~/.bashrc  +3 -0" */
static void summary_step(struct gs_tui *t, const struct gs_step *s, int width,
			 struct gs_buf *b)
{
	gs_autofree char *target = gs_words_home(t, s->target);
	int added, removed;

	gs_buf_adds(b, s->summary);
	if (!names_target(s, target))
		gs_buf_addf(b, "%*s  %s", width - gs_text_cols(s->summary),
			    "", target);
	if (s->kind == GS_STEP_FILE) {
		gs_diff_count(&s->before.bytes, &s->after.bytes, &added,
			      &removed);
		gs_buf_addf(b, "  +%d -%d", added, removed);
	}
	if (s->needs_root)
		gs_buf_addf(b, "  %s", _("as root"));
	gs_buf_addc(b, '\n');
}

static int summary_width(struct gs_tui *t, const struct gs_plan *p)
{
	int width = 0;

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct gs_step *s = &p->steps.v[i];
		gs_autofree char *target = gs_words_home(t, s->target);
		int n = gs_text_cols(s->summary);

		if (s->changes && !names_target(s, target) && n > width)
			width = n;
	}
	return width;
}

/* One line for each step, then sizes and remarks. */
void gs_review_summary(struct gs_tui *t, const struct gs_plan *p,
		       struct gs_buf *b)
{
	gs_autofree char *load = gs_words_bytes(p->download_bytes);
	gs_autofree char *disk = gs_words_bytes(p->disk_bytes);
	int width = summary_width(t, p);

	if (!p->changes)
		gs_buf_addf(b, "%s\n", _("Nothing to do: everything is already "
					 "as chosen."));
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].changes)
			summary_step(t, &p->steps.v[i], width, b);
	if (p->download_bytes || p->disk_bytes)
		gs_buf_addf(b, _("\n%s to load, %s on disk.\n"), load, disk);
	list(b, _("To be done by hand:"), &p->manual);
	list(b, _("Worth knowing:"), &p->notes);
}

static void make_tabs(struct gs_tui *t)
{
	struct gs_review *r = t->review;
	const struct gs_plan *p = &t->s->plan;
	struct gs_buf b = GS_BUF_INIT;

	clear_tabs(r);
	gs_review_summary(t, p, &b);
	add_tab(r, _("Summary"), "", gs_buf_str(&b), false);
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == GS_STEP_FILE &&
		    p->steps.v[i].changes)
			add_file(t, &p->steps.v[i]);
	gs_buf_release(&b);
	if (r->now >= r->n)
		r->now = 0;
}

bool gs_review_make(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;

	if (!t->review)
		t->review = gs_calloc(1, sizeof(*t->review));
	if (gs_session_plan(t->s, &err)) {
		gs_tui_error(t, _("There is no plan yet"), &err);
		return false;
	}
	make_tabs(t);
	return true;
}

void gs_review_plan_so_far(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_buf b = GS_BUF_INIT;

	if (!t->s->have_facts || gs_work_running(t)) {
		gs_tui_say(t, GS_BADGE_INFO, _("there is no plan yet"));
		return;
	}
	if (gs_session_plan(t->s, &err)) {
		gs_tui_error(t, _("There is no plan yet"), &err);
		return;
	}
	gs_review_summary(t, &t->s->plan, &b);
	gs_buf_addc(&b, '\n');
	gs_plan_diff(&t->s->plan, &b);
	gs_pager_open(t, _("The plan so far"), gs_buf_str(&b), true);
	gs_buf_release(&b);
}

/* ---- drawing ----------------------------------------------------------- */
static int tab_width(const struct gs_review *r, size_t i)
{
	return gs_text_cols(r->v[i].label) + (i < 9 ? 4 : 2) + 1;
}

/* First tab to draw so that the current one is in sight. */
static size_t first_tab(const struct gs_review *r, int cols)
{
	size_t first = 0;

	for (;;) {
		int used = first ? 2 : 0;

		for (size_t i = first; i <= r->now; i++)
			used += tab_width(r, i);
		if (used <= cols || first == r->now)
			return first;
		first++;
	}
}

static void draw_tabs(struct gs_tui *t, struct gs_rect b)
{
	struct gs_review *r = t->review;
	size_t first = first_tab(r, b.w - 4);
	int x = b.w < 60 ? 0 : 1;

	if (first)
		x += gs_draw(b.y, x, 2, GS_ROLE_MUTED, "<") + 1;
	for (size_t i = first; i < r->n; i++) {
		bool now = i == r->now;
		gs_autofree char *number = i < 9
			? gs_printf("%zu ", i + 1) : gs_strdup("");

		if (x + tab_width(r, i) > b.w) {
			gs_draw(b.y, b.w - 1, 1, GS_ROLE_MUTED, ">");
			break;
		}
		x += gs_drawf(b.y, x, b.w - x, now ? GS_ROLE_FOCUS
			      : GS_ROLE_NORMAL, now ? "[%s%s]" : " %s%s ",
			      number, r->v[i].label) + 1;
	}
}

static void draw(struct gs_tui *t, struct gs_rect b)
{
	struct gs_review *r = t->review;
	struct tab *tab = &r->v[r->now];
	gs_autofree char *where = NULL;

	draw_tabs(t, b);
	b.y++;
	b.h--;
	if (*tab->what && b.h > 8) {
		gs_draw(b.y, 1, b.w - 2, GS_ROLE_TITLE, tab->what);
		b.y++;
		b.h--;
	}
	gs_pager_draw(&tab->pager, b);
	where = gs_pager_position(&tab->pager);
	if (where)
		gs_tui_note(t, where);
}

/* ---- saving ------------------------------------------------------------ */
static char *absolute(struct gs_tui *t, const char *path)
{
	if (gs_starts(path, "~/"))
		return gs_path_join(t->s->facts.home, path + 2);
	return gs_strdup(path);
}

bool gs_save_text(struct gs_tui *t, const char *path, const char *text,
		  size_t n, mode_t mode)
{
	gs_autofree char *file = absolute(t, path);
	struct gs_error err = GS_ERROR_INIT;

	if (gs_save_file(file, text, n, mode, &err) == 0)
		return true;
	gs_tui_error(t, _("Not saved"), &err);
	return false;
}

static void save_script(struct gs_tui *t, const char *path)
{
	struct gs_buf b = GS_BUF_INIT;

	gs_plan_script(&t->s->plan, &b);
	if (gs_save_text(t, path, b.ptr, b.len, 0755))
		gs_tui_say(t, GS_BADGE_OK, _("saved; run it with: sh %s"),
			   path);
	gs_buf_release(&b);
}

static void save_answers(struct gs_tui *t, const char *path)
{
	json_t *v = gs_answers_to_json(&t->s->answers, false);
	gs_autofree char *json = gs_json_dump(v, true);
	gs_autofree char *text = gs_printf("%s\n", json);

	json_decref(v);
	if (gs_save_text(t, path, text, strlen(text), 0600))
		gs_tui_say(t, GS_BADGE_OK,
			   _("saved; elsewhere: gosetup apply --answers %s"),
			   path);
}

static void save_answered(struct gs_tui *t, enum gs_action button,
			  const char *path)
{
	if (button == GS_DO_SAVE_SCRIPT && !gs_empty(path))
		save_script(t, path);
	else if (button == GS_DO_SAVE && !gs_empty(path))
		save_answers(t, path);
}

static void ask_path(struct gs_tui *t, const char *title, const char *text,
		     const char *path, enum gs_action action)
{
	struct gs_layer *l = gs_dialog_open(t, title, text, save_answered);

	gs_dialog_field(l, path);
	gs_dialog_button(l, GS_DO_BACK, _("Cancel"));
	gs_dialog_button(l, action, _("Save"));
}

void gs_review_save_answers(struct gs_tui *t)
{
	if (!t->s->have_facts)
		return;
	ask_path(t, _("Save answers"),
		 _("For the next machine, or to start from here again. "
		   "Passwords are left out. A file of that name is replaced."),
		 "~/gosetup-answers.json", GS_DO_SAVE);
}

/* ---- acting ------------------------------------------------------------ */
static void explain(struct gs_tui *t, const char *title, const char *text)
{
	struct gs_layer *l = gs_dialog_open(t, title, text, NULL);

	gs_dialog_button(l, GS_DO_BACK, _("Close"));
}

static void apply(struct gs_tui *t)
{
	if (t->s->opts.facts_file)
		explain(t, _("Not here"),
			_("This plan is for another machine (--facts). Save "
			  "the answers or the script, and use them there."));
	else if (t->s->plan.needs_root)
		explain(t, _("This needs root"),
			_("Some of these steps write outside of your home. "
			  "Save the answers, quit, and run\n"
			  "  sudo gosetup --answers ~/gosetup-answers.json\n"
			  "or go back and choose your account only."));
	else
		gs_work_apply(t);
}

static void searched(struct gs_tui *t, enum gs_action button, const char *text)
{
	struct gs_review *r = t->review;

	if (button == GS_DO_BACK || gs_empty(text))
		return;
	if (!gs_pager_find(&r->v[r->now].pager, text, 1))
		gs_tui_say(t, GS_BADGE_INFO, _("'%s' is not here"), text);
}

static void search(struct gs_tui *t)
{
	struct gs_layer *l = gs_dialog_open(t, _("Find"), "", searched);

	gs_dialog_field(l, "");
	gs_dialog_button(l, GS_DO_BACK, _("Cancel"));
	gs_dialog_button(l, GS_DO_SEARCH, _("Find"));
}

/* Enter reads on: a page down, then the next tab; it never applies. */
static void read_on(struct gs_tui *t)
{
	struct gs_review *r = t->review;
	struct gs_pager *p = &r->v[r->now].pager;
	size_t top = p->top;

	gs_pager_do(p, GS_DO_PGDN);
	if (p->top != top)
		return;
	if (r->now + 1 < r->n)
		r->now++;
	else
		gs_tui_say(t, GS_BADGE_INFO,
			   _("that is all; Tab reaches the buttons"));
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	struct gs_review *r = t->review;
	size_t digit = key && key->code >= '1' && key->code <= '9'
		? (size_t)(key->code - '1') : 0;

	if (a == GS_DO_APPLY)
		apply(t);
	else if (a == GS_DO_SAVE_SCRIPT)
		ask_path(t, _("Save as script"),
			 _("A shell script that makes the same changes "
			   "without gosetup. A file of that name is "
			   "replaced."), "~/gosetup-plan.sh", a);
	else if (gs_tui_state(t)->on_buttons)
		return false;
	else if (a == GS_DO_LEFT || a == GS_DO_TAB_PREV)
		r->now = r->now ? r->now - 1 : 0;
	else if (a == GS_DO_RIGHT || a == GS_DO_TAB_NEXT)
		r->now = r->now + 1 < r->n ? r->now + 1 : r->now;
	else if (a == GS_DO_DIGIT)
		r->now = digit < r->n ? digit : r->now;
	else if (a == GS_DO_ENTER)
		read_on(t);
	else if (a == GS_DO_SEARCH)
		search(t);
	else
		return gs_pager_do(&r->v[r->now].pager, a);
	return true;
}

static void enter(struct gs_tui *t)
{
	t->review->now = 0;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	bool narrow = t->frame.w < 60;

	gs_buttons_add(b, GS_DO_BACK, _("Back"));
	gs_buttons_add(b, GS_DO_SAVE,
		       narrow ? _("Answers") : _("Save answers"));
	gs_buttons_add(b, GS_DO_SAVE_SCRIPT,
		       narrow ? _("Script") : _("Save as script"));
	gs_buttons_add(b, GS_DO_APPLY, t->s->plan.changes
		       ? _("Apply") : _("Verify"));
}

const struct gs_page gs_page_review = {
	.id = "review",
	.title = N_("Review"),
	.enter = enter,
	.draw = draw,
	.buttons = buttons,
	.act = act,
	.where = GS_IN_TABS,
};
