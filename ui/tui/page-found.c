/* SPDX-License-Identifier: MIT */
/* The Go that is here already, and what in the shells and the environment
 * decides about it.  Facts only. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"
#include "ui/tui/layer.h"

static enum gs_badge go_badge(const struct gs_go_fact *g)
{
	if (g->broken)
		return GS_BADGE_FAIL;
	return g->active ? GS_BADGE_OK : GS_BADGE_NONE;
}

static char *go_detail(struct gs_tui *t, const struct gs_go_fact *g)
{
	gs_autofree char *path = gs_words_home(t, g->path);
	const char *use = g->broken ? _("broken")
		: g->active ? _("used here")
		: g->path_index >= 0 ? _("on PATH, but not reached")
				     : _("not on PATH");

	return gs_printf("%s   %s   %s", path, gs_go_owner_name(g->owner),
			 use);
}

static void add_go(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_facts *f = &t->s->facts;

	gs_rows_add(r, GS_ROW_TITLE, NULL,
		    _("Go on this machine, as your shell finds it"), NULL)
		->drop = 1;
	if (!f->n_go)
		gs_rows_text(r, 0, GS_ROLE_NORMAL,
			     _("There is none yet."));
	for (size_t i = 0; i < f->n_go; i++) {
		const struct gs_go_fact *g = &f->go[i];
		gs_autofree char *id = gs_printf("go:%s", g->path);
		gs_autofree char *detail = go_detail(t, g);
		struct gs_row *row = gs_rows_add(
			r, GS_ROW_FACT, id,
			gs_empty(g->version) ? "?" : g->version, detail);

		row->badge = go_badge(g);
		row->group = 1;
	}
}

/* ---- what shell files and the environment say -------------------------- */
static const char *what_text(enum gs_rc_what what)
{
	switch (what) {
	case GS_RC_GUARD:
		return NULL;            /* nothing to say about Go */
	case GS_RC_PATH_RESET:
		return _("sets PATH anew, so that entries before it are lost");
	case GS_RC_PATH_GO:
		return _("puts a Go on PATH");
	case GS_RC_EXPORT:
		return _("sets a Go variable: it wins over 'go env -w'");
	case GS_RC_TOOL:
		return _("loads another version manager");
	case GS_RC_BLOCK:
		return _("the lines of gosetup");
	}
	return NULL;
}

static void add_finding(struct gs_tui *t, struct gs_rows *r,
			const struct gs_file *file,
			const struct gs_rc_finding *v)
{
	const char *text = what_text(v->what);
	gs_autofree char *path = gs_words_home(t, file->path);
	gs_autofree char *label = gs_printf("%s:%d", path, v->line);
	gs_autofree char *id = gs_printf("rc:%s:%d", file->path, v->line);
	struct gs_row *row;

	if (!text || (v->what == GS_RC_PATH_RESET &&
		      !gs_path_within(file->path, t->s->facts.home)))
		return;
	row = gs_rows_add(r, GS_ROW_FACT, id, label, v->text ? v->text : "");
	row->badge = v->what == GS_RC_BLOCK ? GS_BADGE_OK : GS_BADGE_INFO;
	row->value = gs_strdup(text);
	row->group = 2;
}

static enum gs_syntax syntax_of(const char *path)
{
	if (gs_ends(path, ".fish"))
		return GS_SYNTAX_FISH;
	if (gs_ends(path, "csh") || gs_ends(path, "cshrc") ||
	    gs_ends(path, ".login"))
		return GS_SYNTAX_CSH;
	return GS_SYNTAX_SH;
}

static void add_files(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_facts *f = &t->s->facts;

	for (size_t i = 0; i < f->n_files; i++) {
		const struct gs_file *file = &f->files[i];
		struct gs_rc_scan scan = { 0 };

		if (file->type != GS_FILE_REGULAR || !file->bytes.len ||
		    gs_ends(file->path, ".json") ||
		    gs_streq(file->path, f->goenv_path))
			continue;
		gs_rc_scan(file->bytes.ptr, file->bytes.len,
			   syntax_of(file->path), &scan);
		for (size_t k = 0; k < scan.n; k++)
			add_finding(t, r, file, &scan.v[k]);
		gs_rc_scan_release(&scan);
	}
}

static void add_environment(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_strv *env = &t->s->facts.env;

	for (size_t i = 0; i < env->n; i++) {
		gs_autofree char *id = gs_printf("env:%s", env->v[i]);
		struct gs_row *row;

		if (!gs_starts(env->v[i], "GO"))
			continue;
		row = gs_rows_add(r, GS_ROW_FACT, id, "$", env->v[i]);
		gs_set(&row->label, _("environment"));
		row->badge = gs_starts(env->v[i], "GOROOT=") ? GS_BADGE_WARN
							    : GS_BADGE_INFO;
		row->value = gs_strdup(gs_starts(env->v[i], "GOROOT=")
			? _("a fixed GOROOT gives every other Go the wrong "
			    "standard library; Go finds its own")
			: _("set in this shell; it wins over 'go env -w'"));
		row->group = 2;
	}
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	size_t before;

	add_go(t, r);
	gs_rows_blank(r, 3);
	gs_rows_add(r, GS_ROW_TITLE, NULL,
		    _("What decides about Go here"), NULL)->drop = 1;
	before = r->n;
	add_environment(t, r);
	add_files(t, r);
	if (r->n == before)
		gs_rows_text(r, 0, GS_ROLE_NORMAL,
			     _("Nothing: no variable and no shell file "
			       "mentions Go."));
}

static const struct gs_go_fact *find_go(const struct gs_facts *f,
					const char *path)
{
	for (size_t i = 0; i < f->n_go; i++)
		if (gs_streq(f->go[i].path, path))
			return &f->go[i];
	return NULL;
}

static void why(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	const struct gs_go_fact *g = NULL;

	if (row->value)
		gs_buf_addf(out, "%s\n", row->value);
	if (gs_starts(row->id, "go:"))
		g = find_go(&t->s->facts, row->id + 3);
	if (!g)
		return;
	if (g->broken)
		gs_buf_addf(out, "%s\n", g->broken);
	if (g->goroot)
		gs_buf_addf(out, "GOROOT %s\n", g->goroot);
	if (g->package)
		gs_buf_addf(out, _("from the package %s\n"), g->package);
	if (g->real && !gs_streq(g->real, g->path))
		gs_buf_addf(out, _("a link to %s\n"), g->real);
}

void gs_found_report(struct gs_tui *t, struct gs_buf *out)
{
	struct gs_rows rows = { 0 };

	gs_rows_begin(&rows, 1000);
	build(t, &rows);
	for (size_t i = 0; i < rows.n; i++) {
		const struct gs_row *v = &rows.v[i];

		gs_buf_addf(out, "%s%s%s\n", v->label, *v->detail ? "  " : "",
			    v->detail);
	}
	gs_rows_release(&rows);
}

static void whole_report(struct gs_tui *t, struct gs_buf *out)
{
	gs_system_report(t, out);
	gs_buf_adds(out, "\n");
	gs_found_report(t, out);
}

static void save_answered(struct gs_tui *t, enum gs_action button,
			  const char *path)
{
	struct gs_buf b = GS_BUF_INIT;

	if (button != GS_DO_SAVE || gs_empty(path))
		return;
	whole_report(t, &b);
	if (gs_save_text(t, path, b.ptr, b.len, 0644))
		gs_tui_say(t, GS_BADGE_OK, _("saved"));
	gs_buf_release(&b);
}

static void ask_save(struct gs_tui *t)
{
	struct gs_layer *l = gs_dialog_open(
		t, _("Save the report"),
		_("A text file, to read later or to send to somebody who "
		  "helps. A file of that name is replaced."), save_answered);

	gs_dialog_field(l, "~/gosetup-report.txt");
	gs_dialog_button(l, GS_DO_BACK, _("Cancel"));
	gs_dialog_button(l, GS_DO_SAVE, _("Save"));
}

static void show_report(struct gs_tui *t)
{
	struct gs_buf b = GS_BUF_INIT;

	whole_report(t, &b);
	gs_pager_open(t, _("Report"), b.ptr, false);
	gs_buf_release(&b);
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	bool check = t->way == GS_WAY_CHECK;

	(void)key;
	if (a == GS_DO_LOG)
		show_report(t);
	else if (check && a == GS_DO_SAVE)
		ask_save(t);
	else if (check && a == GS_DO_CLOSE)
		gs_tui_end(t, 0);
	else if (check && a == GS_DO_ENTER && !gs_tui_state(t)->on_buttons)
		show_report(t);
	else
		return false;
	return true;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	gs_buttons_add(b, GS_DO_BACK, _("Back"));
	gs_buttons_add(b, GS_DO_LOG, _("Report"));
	if (t->way == GS_WAY_CHECK) {
		gs_buttons_add(b, GS_DO_SAVE, _("Save report"));
		gs_buttons_add(b, GS_DO_CLOSE, _("Close"));
	} else {
		gs_buttons_add(b, GS_DO_NEXT, _("Next"));
	}
}

const struct gs_page gs_page_found = {
	.id = "found",
	.title = N_("Found"),
	.build = build,
	.why = why,
	.buttons = buttons,
	.act = act,
};
