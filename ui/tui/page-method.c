/* SPDX-License-Identifier: MIT */
/* For whom and how: what each method would mean on this machine. */
#include "config.h"

#include "ui/tui/app.h"

#include <string.h>

#include "base/i18n.h"

static void build(struct gs_tui *t, struct gs_rows *r)
{
	gs_ask_build(t, r, GS_PAGE_METHOD);
}

static void describe(struct gs_tui *t, const char *name,
		     struct gs_method_info *info)
{
	const struct gs_answers *a = &t->s->answers;
	const struct gs_method *m = gs_method_find(name);
	struct gs_method_request r = {
		.facts = &t->s->facts,
		.catalog = &t->s->catalog,
		.opts = &t->s->opts,
		.system = gs_streq(gs_answers_get(a, "scope"), "system"),
		.version = gs_answers_get(a, "version"),
		.archive = gs_answers_get(a, "archive"),
		.trust_index = gs_streq(gs_answers_get(a, "trust"), "index"),
	};

	memset(info, 0, sizeof(*info));
	if (m)
		m->describe(&r, info);
}

/* "Go 1.26.4 in ~/sdk/go1.26.4, no root, 66 MB to load, ~20 s." */
static void add_what(struct gs_tui *t, const struct gs_method_info *i,
		     struct gs_buf *out)
{
	struct gs_strv parts = GS_STRV_INIT;
	gs_autofree char *where = i->where ? gs_words_home(t, i->where) : NULL;
	gs_autofree char *load = gs_words_bytes(i->download_bytes);
	gs_autofree char *disk = gs_words_bytes(i->disk_bytes);
	gs_autofree char *text = NULL;

	if (!gs_empty(i->version) && where)
		gs_strv_addf(&parts, _("Go %s in %s"), i->version, where);
	gs_strv_add(&parts, i->needs_root ? _("needs root") : _("no root"));
	if (i->touches_packages)
		gs_strv_add(&parts, _("uses the package manager"));
	if (i->download_bytes)
		gs_strv_addf(&parts, _("%s to load"), load);
	if (i->disk_bytes)
		gs_strv_addf(&parts, _("%s on disk"), disk);
	if (i->seconds)
		gs_strv_steal(&parts, gs_words_seconds(i->seconds));
	text = gs_words_list(&parts);
	/* TRANSLATORS: makes a sentence of a list. */
	gs_buf_addf(out, _("%s."), text);
	gs_buf_addc(out, '\n');
	gs_strv_release(&parts);
}

static void add_why_not(struct gs_tui *t, const char *name, struct gs_buf *out)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);
	struct gs_advice advice = { 0 };

	gs_question_find("method")->advise(&ctx, &advice);
	if (gs_streq(advice.value, name) && advice.why_not)
		gs_buf_addf(out, "%s\n", advice.why_not);
	gs_advice_release(&advice);
}

/* Most important first: a low screen cuts the end off. */
static void say_method(struct gs_tui *t, const char *name, struct gs_buf *out)
{
	struct gs_method_info info;

	describe(t, name, &info);
	if (!info.possible && info.why_not)
		gs_buf_addf(out, "%s\n", info.why_not);
	else
		add_what(t, &info, out);
	for (size_t i = 0; i < info.pros.n; i++)
		gs_buf_addf(out, "+ %s\n", info.pros.v[i]);
	for (size_t i = 0; i < info.cons.n; i++)
		gs_buf_addf(out, "- %s\n", info.cons.v[i]);
	if (info.note)
		gs_buf_addf(out, "%s\n", info.note);
	add_why_not(t, name, out);
	if (!gs_empty(info.upgrade))
		gs_buf_addf(out, _("Later: %s\n"), info.upgrade);
	gs_method_info_release(&info);
}

/* Always what is chosen, not what has the focus: it stands still while the
 * cursor moves, which slow lines are thankful for, and it shows what the
 * choice of scope does to the method too.  The help tells of the rest. */
static void why(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	const char *name = gs_answers_get(&t->s->answers, "method");
	const struct gs_method *m = gs_method_find(name);
	gs_autofree char *text = NULL;
	struct gs_buf b = GS_BUF_INIT;

	if (row->wrong || !m) {
		gs_ask_why(t, row, out);
		return;
	}
	gs_buf_addf(&b, _("Chosen: %s\n"), _(m->title));
	say_method(t, name, &b);
	text = gs_words_home_in(t, gs_buf_str(&b));
	gs_buf_adds(out, text);
	gs_buf_release(&b);
}

/* What the focused row would mean, for the help page. */
static void more(struct gs_tui *t, const struct gs_row *row,
		 struct gs_buf *out)
{
	if (row->q && gs_streq(row->q->key, "method"))
		say_method(t, row->value, out);
	else
		gs_ask_why(t, row, out);
}

const struct gs_page gs_page_method = {
	.id = "method",
	.title = N_("Method"),
	.build = build,
	.why = why,
	.more = more,
};
