/* SPDX-License-Identifier: MIT */
/* Which Go: the lines that matter, and all releases to filter. */
#include "config.h"

#include "ui/tui/app.h"

#include "base/i18n.h"
#include "ui/tui/layer.h"
#include "ui/tui/text.h"

#define ALL_ID "all-releases"

static size_t count_releases(struct gs_tui *t, const char *platform)
{
	const struct gs_catalog *c = &t->s->catalog;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += gs_release_archive(&c->releases[i], platform) != NULL;
	return n;
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_question *q = gs_question_find("version");
	struct gs_qctx ctx = gs_session_ctx(t->s);
	gs_autofree char *platform = gs_facts_platform(&t->s->facts);
	gs_autofree char *from = gs_catalog_describe(&t->s->catalog);
	size_t n = count_releases(t, platform);
	gs_autofree char *label = gs_printf(
		GS_NGETTEXT("%zu release to search in",
			    "all %zu releases, to search in", n), n);

	if (q->visible && !q->visible(&ctx)) {
		gs_ask_build(t, r, GS_PAGE_VERSION);
		return;
	}
	gs_rows_text(r, 3, GS_ROLE_NORMAL, from);
	gs_ask_build(t, r, GS_PAGE_VERSION);
	gs_rows_add(r, GS_ROW_ACTION, ALL_ID, label, NULL);
}

static void fill(struct gs_tui *t, struct gs_rows *r, const char *filter)
{
	const struct gs_catalog *c = &t->s->catalog;
	gs_autofree char *platform = gs_facts_platform(&t->s->facts);

	for (size_t i = 0; i < c->n; i++) {
		const struct gs_release *rel = &c->releases[i];
		gs_autofree char *detail = NULL;
		struct gs_row *row;

		if (!gs_release_archive(rel, platform) ||
		    !gs_text_holds(rel->version, filter))
			continue;
		detail = gs_printf("%s  %s", rel->first_seen
				   ? rel->first_seen : "",
				   rel->stable ? "" : _("preview"));
		row = gs_rows_add(r, GS_ROW_FACT, rel->version, rel->version,
				  detail);
		row->group = 1;
	}
	if (!r->n)
		gs_rows_text(r, 0, GS_ROLE_NORMAL,
			     _("No release for this machine matches."));
}

static void picked(struct gs_tui *t, enum gs_action button, const char *id)
{
	struct gs_error err = GS_ERROR_INIT;

	if (button != GS_DO_ENTER)
		return;
	if (gs_session_answer(t->s, "version", id, &err)) {
		gs_tui_say(t, GS_BADGE_WARN, "%s", err.text);
		return;
	}
	gs_ask_forget(t, "version");
	gs_set(&gs_tui_state(t)->focus_id, "version=#other");
	gs_tui_say(t, GS_BADGE_OK, _("Go %s is chosen"), id);
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	struct gs_row *row = gs_tui_row(t);
	bool on_it = row && gs_streq(row->id, ALL_ID);

	(void)key;
	if (a != GS_DO_SEARCH && !(on_it && a == GS_DO_CHOOSE))
		return false;
	gs_picker_open(t, _("All releases for this machine"), fill, picked);
	return true;
}

const struct gs_page gs_page_version = {
	.id = "version",
	.title = N_("Version"),
	.build = build,
	.why = gs_ask_why,
	.act = act,
};
