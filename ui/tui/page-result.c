/* SPDX-License-Identifier: MIT */
/* What came out, and what to type now. */
#include "config.h"

#include "ui/tui/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/say.h"
#include "ui/tui/layer.h"

static const char *failed_title(const struct gs_work *w)
{
	switch (w->error.code) {
	case GS_ERR_CANCELLED:
		return _("Stopped. Everything is as it was before.");
	case GS_ERR_REFUSED:
		return _("Refused. Nothing was touched.");
	case GS_ERR_LEFT:
		return _("Cut off with work left: run 'gosetup recover'.");
	default:
		return w->kind == GS_WORKING_UNDO
			? _("The undo failed.")
			: _("Failed. Everything is as it was before.");
	}
}

static char *title_of(struct gs_tui *t)
{
	const struct gs_work *w = t->work;

	if (w->error.code != GS_OK)
		return gs_strdup(failed_title(w));
	if (w->kind == GS_WORKING_UNDO && w->manual.n)
		return gs_strdup(_("Taken back, except for what was changed "
				   "since."));
	if (w->kind == GS_WORKING_UNDO)
		return gs_strdup(_("Taken back. Everything is as it was "
				   "before that run."));
	if (w->kind == GS_WORKING_RECOVER)
		return gs_strdup(_("The earlier run is put right."));
	if (w->verified && !gs_checks_all_ok(&t->s->checks))
		return gs_printf(_("Go %s is in place, but not everything "
				   "works."), t->s->plan.expect.version);
	if (!t->s->receipt.changed)
		return gs_printf(_("Go %s was ready already; nothing was "
				   "changed."), t->s->plan.expect.version);
	return gs_printf(_("Go %s is ready."), t->s->plan.expect.version);
}

static enum gs_badge check_badge(const struct gs_check *c)
{
	return c->ok ? GS_BADGE_OK : c->limit ? GS_BADGE_INFO : GS_BADGE_FAIL;
}

/* "bash" of "shell:bash:login-command", owned; NULL for other checks. */
static char *shell_of(const struct gs_check *c)
{
	const char *name = c->id + strlen("shell:");

	return gs_starts(c->id, "shell:")
		? gs_strndup(name, strcspn(name, ":")) : NULL;
}

static void check_row(struct gs_rows *r, const struct gs_check *c, int drop)
{
	gs_autofree char *id = gs_printf("check:%s", c->id);
	struct gs_row *row = gs_rows_add(r, GS_ROW_FACT, id, c->title,
					 c->detail);

	row->badge = check_badge(c);
	row->drop = drop;
	row->group = 1;
}

/* All checks of one shell in one row, and what failed in rows of its own. */
static void shell_rows(struct gs_rows *r, const struct gs_checks *c,
		       const char *shell)
{
	gs_autofree char *id = gs_printf("shell:%s", shell);
	gs_autofree char *text = NULL;
	unsigned long good = 0, limits = 0, bad = 0;

	for (size_t i = 0; i < c->n; i++) {
		gs_autofree char *name = shell_of(&c->v[i]);

		if (!gs_streq(name, shell))
			continue;
		good += c->v[i].ok;
		limits += !c->v[i].ok && c->v[i].limit;
		bad += !c->v[i].ok && !c->v[i].limit;
	}
	text = gs_printf(GS_NGETTEXT("finds go when started in %lu way",
				     "finds go when started in %lu ways",
				     good), good);
	gs_rows_add(r, GS_ROW_FACT, id, shell, text)->group = 1;
	r->v[r->n - 1].badge = bad ? GS_BADGE_FAIL : GS_BADGE_OK;
	for (size_t i = 0; (limits || bad) && i < c->n; i++) {
		gs_autofree char *name = shell_of(&c->v[i]);

		if (gs_streq(name, shell) && !c->v[i].ok)
			check_row(r, &c->v[i], c->v[i].limit ? 5 : 0);
	}
}

static void add_checks(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_checks *c = &t->s->checks;
	struct gs_strv shells = GS_STRV_INIT;

	for (size_t i = 0; t->work->verified && i < c->n; i++) {
		gs_autofree char *shell = shell_of(&c->v[i]);

		if (!shell)
			check_row(r, &c->v[i], !c->v[i].ok ? 0 :
				  gs_starts(c->v[i].id, "env:") ? 4 : 1);
		else if (!gs_strv_has(&shells, shell))
			shell_rows(r, c, shell);
		if (shell)
			gs_strv_add_once(&shells, shell);
	}
	gs_strv_release(&shells);
}

static void add_next(struct gs_tui *t, struct gs_rows *r)
{
	struct gs_strv lines = GS_STRV_INIT;

	gs_next_lines(t->s, &t->s->plan.expect, &lines);
	if (lines.n)
		gs_rows_blank(r, 3);
	for (size_t i = 0; i < lines.n; i++)
		gs_rows_add(r, gs_starts(lines.v[i], " ") ? GS_ROW_TITLE
			    : GS_ROW_TEXT, NULL, lines.v[i], NULL);
	gs_strv_release(&lines);
}

static void add_places(struct gs_tui *t, struct gs_rows *r)
{
	gs_autofree char *state = gs_words_home(t, t->s->plan.state_dir);

	gs_rows_blank(r, 3);
	gs_rows_fact(r, _("Answers"), "~/.config/gosetup/answers.json",
		     GS_BADGE_NONE, 2)->group = 2;
	gs_rows_fact(r, _("Log, backups"), state, GS_BADGE_NONE, 2)->group = 2;
	if (!gs_empty(t->s->receipt.run))
		gs_rows_fact(r, _("Run"), t->s->receipt.run, GS_BADGE_NONE,
			     2)->group = 2;
}

static void add_manual(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_strv *manual = &t->work->manual;

	if (!manual->n)
		return;
	gs_rows_blank(r, 3);
	gs_rows_add(r, GS_ROW_TITLE, NULL, _("To be done by hand:"), NULL);
	for (size_t i = 0; i < manual->n; i++) {
		gs_autofree char *said = gs_words_home_in(t, manual->v[i]);
		gs_autofree char *text = gs_printf("- %s", said);

		gs_rows_text(r, 0, GS_ROLE_NORMAL, text);
	}
}

static void add_error(struct gs_rows *r, const struct gs_error *err)
{
	if (err->code == GS_ERR_CANCELLED)
		return;
	gs_rows_blank(r, 3);
	gs_rows_text(r, 0, GS_ROLE_NORMAL, err->text);
	if (*err->hint)
		gs_rows_text(r, 0, GS_ROLE_NORMAL, err->hint);
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_work *w = t->work;
	gs_autofree char *title = title_of(t);

	gs_rows_add(r, GS_ROW_TITLE, NULL, title, NULL);
	if (w->error.code != GS_OK) {
		add_error(r, &w->error);
		return;
	}
	add_manual(t, r);
	if (w->kind != GS_WORKING_APPLY)
		return;
	add_next(t, r);
	if (t->work->verified)
		gs_rows_blank(r, 5);
	add_checks(t, r);
	add_places(t, r);
}

static void add_way(struct gs_buf *out, const struct gs_check *c)
{
	gs_buf_adds(out, c->ok ? "+ " : "- ");
	gs_buf_addf(out, _("%s: %s\n"), c->title, c->detail);
}

/* For a shell: every way it was started in. */
static void more(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	const struct gs_checks *c = &t->s->checks;

	if (!gs_starts(row->id, "shell:")) {
		gs_buf_addf(out, _("%s: %s\n"), row->label, row->detail);
		return;
	}
	for (size_t i = 0; i < c->n; i++)
		if (gs_starts(c->v[i].id, row->id) &&
		    c->v[i].id[strlen(row->id)] == ':')
			add_way(out, &c->v[i]);
}

static void undo_answered(struct gs_tui *t, enum gs_action button,
			  const char *text)
{
	gs_autofree char *dir = gs_strdup(t->s->plan.state_dir);
	gs_autofree char *run = gs_strdup(t->s->receipt.run);

	(void)text;
	if (button == GS_DO_UNDO)
		gs_work_undo(t, dir, run);
}

static void ask_undo(struct gs_tui *t)
{
	struct gs_layer *l = gs_dialog_open(
		t, _("Take it back?"),
		_("Everything that this run has changed becomes as it was "
		  "before."), undo_answered);

	gs_dialog_button(l, GS_DO_BACK, _("Keep it"));
	gs_dialog_button(l, GS_DO_UNDO, _("Undo"));
}

static bool can_undo(const struct gs_tui *t)
{
	return t->work->kind == GS_WORKING_APPLY &&
	       t->work->error.code == GS_OK && !gs_empty(t->s->receipt.run);
}

/* What was put right has changed the facts: look again (150 ms). */
static void begin_again(struct gs_tui *t)
{
	struct gs_error err = GS_ERROR_INIT;

	if (gs_session_load(t->s, false, &err) ||
	    gs_session_defaults(t->s, &err))
		gs_tui_end(t, gs_error_exit_code(err.code));
	else
		gs_tui_go(t, GS_TUI_SYSTEM);
}

static void close_page(struct gs_tui *t)
{
	if (t->work->kind == GS_WORKING_RECOVER &&
	    t->work->error.code == GS_OK)
		begin_again(t);
	else
		gs_tui_end(t, t->exit_code);
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	(void)key;
	if (a == GS_DO_CLOSE)
		close_page(t);
	else if (a == GS_DO_LOG) {
		gs_autofree char *text = gs_strv_join(&t->work->log, "\n");

		gs_pager_open(t, _("What was done"), text, false);
	} else if (a == GS_DO_UNDO && can_undo(t))
		ask_undo(t);
	else if (a == GS_DO_ENTER && !gs_tui_state(t)->on_buttons)
		gs_tui_state(t)->on_buttons = true;
	else
		return a == GS_DO_PLAN || a == GS_DO_SAVE;
	return true;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	gs_buttons_add(b, GS_DO_CLOSE, t->work->kind == GS_WORKING_RECOVER
		       ? _("Go on") : _("Close"));
	gs_buttons_add(b, GS_DO_LOG, _("Show log"));
	if (can_undo(t))
		gs_buttons_add(b, GS_DO_UNDO, _("Undo"));
}

static void enter(struct gs_tui *t)
{
	gs_tui_state(t)->on_buttons = true;
	gs_tui_state(t)->button = 0;
}

const struct gs_page gs_page_result = {
	.id = "result",
	.title = N_("Result"),
	.enter = enter,
	.build = build,
	.more = more,
	.buttons = buttons,
	.act = act,
};
