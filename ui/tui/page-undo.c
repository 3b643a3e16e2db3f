/* SPDX-License-Identifier: MIT */
/* Former runs, and what taking one back would do. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/layer.h"

struct gs_undo {
	struct gs_runs runs;
	char *chosen;           /* id, or NULL */
	/* What taking back `planned` would do. */
	char *planned;
	struct gs_plan plan;
	struct gs_error error;
	char *state_dir;
};

static void drop_plan(struct gs_undo *u)
{
	gs_plan_release(&u->plan);
	gs_plan_init(&u->plan);
	gs_error_clear(&u->error);
	gs_set(&u->planned, NULL);
	gs_set(&u->state_dir, NULL);
}

void gs_undo_release(struct gs_tui *t)
{
	struct gs_undo *u = t->undo;

	if (!u)
		return;
	gs_runs_release(&u->runs);
	gs_plan_release(&u->plan);
	free(u->chosen);
	free(u->planned);
	free(u->state_dir);
	free(u);
	t->undo = NULL;
}

static void enter(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_undo *u;

	gs_undo_release(t);
	u = t->undo = gs_calloc(1, sizeof(*u));
	gs_plan_init(&u->plan);
	if (gs_session_history(t->s, &u->runs, &err))
		gs_tui_error(t, _("The history cannot be read"), &err);
	for (size_t i = 0; !u->chosen && i < u->runs.n; i++)
		if (u->runs.v[i].can_undo)
			u->chosen = gs_strdup(u->runs.v[i].id);
	gs_set(&gs_tui_state(t)->focus_id, u->chosen);
}

/* The plan of the run, made once. */
static const struct gs_plan *plan_of(struct gs_tui *t, const char *id)
{
	struct gs_undo *u = t->undo;
	gs_autofree char *found = NULL;

	if (gs_streq(u->planned, id))
		return u->error.code == GS_OK ? &u->plan : NULL;
	drop_plan(u);
	gs_set(&u->planned, id);
	if (gs_session_find_run(t->s, id, &found, &u->state_dir, &u->error) ||
	    gs_undo_plan(u->state_dir, found, &u->plan, &u->error))
		return NULL;
	return &u->plan;
}

/* "2026-08-22T14:10:05+0800" as people write it, to the minute; owned. */
static char *short_time(const char *iso)
{
	char *text = gs_strndup(iso, strlen("2026-08-22T14:10"));
	char *t = strchr(text, 'T');

	if (t)
		*t = ' ';
	return text;
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_undo *u = t->undo;

	gs_rows_add(r, GS_ROW_TITLE, NULL, _("Former runs, newest first"),
		    NULL)->drop = 1;
	if (!u->runs.n)
		gs_rows_text(r, 0, GS_ROLE_NORMAL,
			     _("gosetup has changed nothing here yet."));
	for (size_t i = 0; i < u->runs.n; i++) {
		const struct gs_run *run = &u->runs.v[i];
		gs_autofree char *when = short_time(run->when);
		gs_autofree char *detail = gs_printf("%s   %s", run->state,
						     run->what);
		struct gs_row *row = gs_rows_add(r, GS_ROW_RADIO, run->id,
						 when, detail);

		row->on = gs_streq(run->id, u->chosen);
		row->disabled = !run->can_undo;
		row->group = 1;
	}
}

static void why(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	const struct gs_plan *p;

	if (row->disabled) {
		gs_buf_adds(out, _("There is nothing of this run left to take "
				   "back."));
		return;
	}
	p = plan_of(t, row->id);
	if (!p) {
		gs_buf_addf(out, "%s\n%s", t->undo->error.text,
			    t->undo->error.hint);
		return;
	}
	for (size_t i = 0; i < p->manual.n; i++)
		gs_buf_addf(out, "! %s\n", p->manual.v[i]);
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].changes)
			gs_buf_addf(out, "- %s\n", p->steps.v[i].summary);
}

static void show_diff(struct gs_tui *t)
{
	const struct gs_plan *p = t->undo->chosen
		? plan_of(t, t->undo->chosen) : NULL;
	struct gs_buf b = GS_BUF_INIT;

	if (!p) {
		gs_tui_say(t, GS_BADGE_INFO, _("choose a run first"));
		return;
	}
	gs_review_summary(t, p, &b);
	gs_buf_addc(&b, '\n');
	gs_plan_diff(p, &b);
	gs_pager_open(t, _("What the undo would do"), gs_buf_str(&b), true);
	gs_buf_release(&b);
}

static void undo_answered(struct gs_tui *t, enum gs_action button,
			  const char *text)
{
	gs_autofree char *dir = gs_strdup(t->undo->state_dir);
	gs_autofree char *run = gs_strdup(t->undo->chosen);

	(void)text;
	if (button == GS_DO_UNDO && dir && run)
		gs_work_undo(t, dir, run);
}

static void ask_undo(struct gs_tui *t)
{
	const struct gs_plan *p = t->undo->chosen
		? plan_of(t, t->undo->chosen) : NULL;
	struct gs_layer *l;

	if (!p) {
		gs_tui_say(t, GS_BADGE_INFO, _("choose a run first"));
		return;
	}
	l = gs_dialog_open(t, _("Undo this run?"), p->manual.n
			   ? _("Some files were changed since; only what is "
			       "still ours is taken back. See the diff.")
			   : _("Everything that it changed becomes as it was "
			       "before."), undo_answered);
	gs_dialog_button(l, GS_DO_BACK, _("Keep it"));
	gs_dialog_button(l, GS_DO_UNDO, _("Undo"));
}

static void choose(struct gs_tui *t)
{
	struct gs_row *row = gs_tui_row(t);

	if (row && !row->disabled)
		gs_set(&t->undo->chosen, row->id);
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	bool in_list = !gs_tui_state(t)->on_buttons;

	(void)key;
	if (a == GS_DO_UNDO)
		ask_undo(t);
	else if (a == GS_DO_DIFF)
		show_diff(t);
	else if (a == GS_DO_CHOOSE && in_list)
		choose(t);
	else if (a == GS_DO_ENTER && in_list) {
		choose(t);
		show_diff(t);
	} else
		return a == GS_DO_PLAN || a == GS_DO_SAVE;
	return true;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	gs_buttons_add(b, GS_DO_BACK, _("Back"));
	if (t->undo && t->undo->chosen) {
		gs_buttons_add(b, GS_DO_DIFF, _("Show diff"));
		gs_buttons_add(b, GS_DO_UNDO, _("Undo"));
	}
}

const struct gs_page gs_page_undo = {
	.id = "undo",
	.title = N_("Undo"),
	.enter = enter,
	.build = build,
	.why = why,
	.buttons = buttons,
	.act = act,
};
