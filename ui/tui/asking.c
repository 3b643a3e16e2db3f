/* SPDX-License-Identifier: MIT */
/* Questions as rows: radio buttons, switches and fields from the table. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"

#define MORE_ID "more"

static struct gs_entry *entry_of(struct gs_tui *t, const struct gs_question *q)
{
	if (!t->entries)
		t->entries = gs_calloc(gs_questions_count(),
				       sizeof(*t->entries));
	return &t->entries[gs_question_index(q->key)];
}

static const char *answer(const struct gs_tui *t, const struct gs_question *q)
{
	const char *v = gs_answers_get(&t->s->answers, q->key);

	return v ? v : "";
}

static void entry_clear(struct gs_entry *e)
{
	free(e->error);
	free(e->hint);
	e->error = e->hint = NULL;
}

void gs_ask_release(struct gs_tui *t)
{
	for (size_t i = 0; t->entries && i < gs_questions_count(); i++) {
		gs_field_release(&t->entries[i].field);
		entry_clear(&t->entries[i]);
	}
	free(t->entries);
	t->entries = NULL;
}

/* ---- building ---------------------------------------------------------- */
static struct gs_row *question_row(struct gs_rows *r, enum gs_row_kind kind,
				   const struct gs_question *q,
				   const char *value, const char *label,
				   const char *detail)
{
	gs_autofree char *id = value ? gs_printf("%s=%s", q->key, value)
				     : gs_strdup(q->key);
	struct gs_row *row = gs_rows_add(r, kind, id, label, detail);

	row->q = q;
	row->value = gs_strdup(value);
	row->group = gs_question_index(q->key) + 1;
	return row;
}

static void question_title(struct gs_tui *t, struct gs_rows *r,
			   const struct gs_question *q)
{
	bool first = !r->n;

	if (!first)
		gs_rows_blank(r, 4);
	/* On a low screen the header's word for the page has to do. */
	gs_rows_add(r, GS_ROW_TITLE, NULL, _(q->title), NULL)->drop =
		first && t->frame.body.h < 12;
}

/* The value with "***" for passwords, also in a list of addresses; owned,
 * NULL when it holds none. */
static char *masked(const struct gs_question *q, const char *value)
{
	struct gs_buf b = GS_BUF_INIT;

	if (!q->secret || !strchr(value, '@'))
		return NULL;
	while (*value) {
		size_t n = strcspn(value, ",|");
		gs_autofree char *one = gs_strndup(value, n);
		gs_autofree char *shown = gs_url_mask(one);

		gs_buf_adds(&b, shown);
		gs_buf_add(&b, value + n, value[n] != '\0');
		value += n + (value[n] != '\0');
	}
	return gs_buf_steal(&b);
}

/* Rows of fields of one page stand under each other. */
static void fill_field(struct gs_tui *t, struct gs_row *row, bool is_advised)
{
	struct gs_entry *e = entry_of(t, row->q);
	const char *value = answer(t, row->q);

	if (!e->error && !gs_streq(gs_field_text(&e->field), value))
		gs_field_set(&e->field, value);
	row->field = &e->field;
	row->masked = masked(row->q, gs_field_text(&e->field));
	row->wrong = e->error != NULL;
	if (e->error)
		row->tail = gs_strdup(_("not valid"));
	else if (is_advised)
		row->tail = gs_strdup(*value ? _("recommended")
					     : _("Go's default"));
}

static void build_field(struct gs_tui *t, struct gs_rows *r,
			const struct gs_question *q,
			const struct gs_advice *advice)
{
	struct gs_row *row;

	if (r->n && r->v[r->n - 1].kind == GS_ROW_RADIO)
		gs_rows_blank(r, 4);
	row = question_row(r, GS_ROW_FIELD, q, NULL, _(q->title), NULL);
	row->group = 1000 + (int)q->page;
	fill_field(t, row, gs_streq(answer(t, q), advice->value));
}

static void build_bool(struct gs_tui *t, struct gs_rows *r,
		       const struct gs_question *q,
		       const struct gs_advice *advice)
{
	struct gs_row *row = question_row(r, GS_ROW_CHECK, q, NULL,
					  _(q->title), NULL);

	row->on = gs_answers_bool(&t->s->answers, q->key);
	if (gs_streq(answer(t, q), advice->value))
		row->tail = gs_strdup(_("recommended"));
}

/* Is choice one of the answer's?  "detected" means all that can be. */
static bool is_member(const char *value, const struct gs_choice *c)
{
	struct gs_strv list = GS_STRV_INIT;
	bool is;

	gs_strv_split(&list, value, ",");
	is = gs_strv_has(&list, c->value) ||
	     (gs_strv_has(&list, "detected") && !c->disabled);
	gs_strv_release(&list);
	return is;
}

static void build_choice(struct gs_tui *t, struct gs_rows *r,
			 const struct gs_question *q,
			 const struct gs_choice *c,
			 const struct gs_advice *advice)
{
	bool multi = q->type == GS_Q_MULTI;
	const char *now = answer(t, q);
	gs_autofree char *detail = gs_words_home_in(
		t, c->disabled ? c->disabled : c->detail ? c->detail : "");
	struct gs_row *row = question_row(r, multi ? GS_ROW_CHECK
						   : GS_ROW_RADIO,
					  q, c->value, c->title, detail);

	row->disabled = c->disabled != NULL;
	row->on = multi ? is_member(now, c)
			: gs_streq(now, c->value) && !entry_of(t, q)->other;
	if (!multi && gs_streq(c->value, advice->value))
		row->tail = gs_strdup(_("recommended"));
}

/* A row to type something else in. */
static void build_other(struct gs_tui *t, struct gs_rows *r,
			const struct gs_question *q, bool is_choice)
{
	struct gs_entry *e = entry_of(t, q);
	struct gs_row *row = question_row(r, GS_ROW_RADIO, q, "#other",
					  _("Other"), NULL);

	if (!is_choice)
		e->other = true;
	row->on = e->other;
	if (!e->other)
		gs_field_set(&e->field, "");
	else if (!e->error && !is_choice &&
		 !gs_streq(gs_field_text(&e->field), answer(t, q)))
		gs_field_set(&e->field, answer(t, q));
	row->field = &e->field;
	row->masked = masked(q, gs_field_text(&e->field));
	row->wrong = e->error != NULL;
	if (e->error)
		row->tail = gs_strdup(_("not valid"));
}

static void build_choices(struct gs_tui *t, struct gs_rows *r,
			  const struct gs_question *q,
			  const struct gs_qctx *ctx,
			  const struct gs_advice *advice)
{
	struct gs_choices c = { 0 };
	bool is_choice = false;

	q->choices(ctx, &c);
	question_title(t, r, q);
	for (size_t i = 0; i < c.n; i++) {
		is_choice = is_choice || gs_streq(answer(t, q), c.v[i].value);
		build_choice(t, r, q, &c.v[i], advice);
	}
	if (q->type == GS_Q_TEXT || q->type == GS_Q_VERSION)
		build_other(t, r, q, is_choice);
	gs_choices_release(&c);
}

static void build_question(struct gs_tui *t, struct gs_rows *r,
			   const struct gs_question *q)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);
	struct gs_advice advice = { 0 };

	if (q->advise)
		q->advise(&ctx, &advice);
	if (q->choices)
		build_choices(t, r, q, &ctx, &advice);
	else if (q->type == GS_Q_BOOL)
		build_bool(t, r, q, &advice);
	else
		build_field(t, r, q, &advice);
	gs_advice_release(&advice);
}

/* Advanced questions stay folded until asked for, unless they have been
 * answered differently from Go's own ways. */
static bool is_folded(struct gs_tui *t, const struct gs_question *q)
{
	int i = gs_question_index(q->key);

	return q->advanced && !gs_tui_state(t)->more &&
	       t->s->answers.v[i].from == GS_FROM_DEFAULT &&
	       !entry_of(t, q)->error;
}

static bool is_asked(struct gs_tui *t, const struct gs_question *q,
		     enum gs_qpage qpage)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);

	return q->page == qpage && (!q->visible || q->visible(&ctx));
}

static bool only_advanced(struct gs_tui *t, enum gs_qpage qpage)
{
	for (const struct gs_question *q = gs_questions(); q->key; q++)
		if (is_asked(t, q, qpage) && !q->advanced)
			return false;
	return true;
}

void gs_ask_build(struct gs_tui *t, struct gs_rows *r, enum gs_qpage qpage)
{
	bool all = only_advanced(t, qpage);
	unsigned long folded = 0;

	for (const struct gs_question *q = gs_questions(); q->key; q++) {
		if (!is_asked(t, q, qpage))
			continue;
		if (!all && is_folded(t, q))
			folded++;
		else
			build_question(t, r, q);
	}
	if (folded) {
		gs_autofree char *label = gs_printf(
			GS_NGETTEXT("%lu more setting", "%lu more settings",
				    folded), folded);

		gs_rows_blank(r, 3);
		gs_rows_add(r, GS_ROW_ACTION, MORE_ID, label, NULL);
	}
}

/* ---- answering --------------------------------------------------------- */
static bool take(struct gs_tui *t, const struct gs_question *q,
		 const char *value)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_entry *e = entry_of(t, q);

	entry_clear(e);
	if (gs_session_answer(t->s, q->key, value, &err) == 0)
		return true;
	e->error = gs_strdup(err.text);
	e->hint = *err.hint ? gs_strdup(err.hint) : NULL;
	return false;
}

static void toggle_member(struct gs_tui *t, const struct gs_question *q,
			  const char *value)
{
	struct gs_page_state *st = gs_tui_state(t);
	struct gs_strv list = GS_STRV_INIT;
	gs_autofree char *text = NULL;

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct gs_row *row = &st->rows.v[i];

		if (row->q == q && row->value &&
		    row->on != gs_streq(row->value, value))
			gs_strv_add(&list, row->value);
	}
	text = list.n ? gs_strv_join(&list, ",") : gs_strdup("none");
	if (!take(t, q, text))
		gs_tui_say(t, GS_BADGE_WARN, "%s", entry_of(t, q)->error);
	gs_strv_release(&list);
}

static void choose_radio(struct gs_tui *t, const struct gs_row *row)
{
	struct gs_entry *e = entry_of(t, row->q);

	if (gs_streq(row->value, "#other")) {
		e->other = true;
		return;
	}
	e->other = false;
	gs_field_set(&e->field, "");
	if (!take(t, row->q, row->value)) {
		gs_tui_say(t, GS_BADGE_WARN, "%s", e->error);
		entry_clear(e);
	}
}

bool gs_ask_choose(struct gs_tui *t, struct gs_row *row)
{
	if (gs_streq(row->id, MORE_ID)) {
		gs_tui_state(t)->more = true;
		return true;
	}
	if (!row->q)
		return false;
	if (row->disabled)
		gs_tui_say(t, GS_BADGE_INFO, "%s", row->detail);
	else if (row->kind == GS_ROW_RADIO)
		choose_radio(t, row);
	else if (row->kind == GS_ROW_CHECK && row->value)
		toggle_member(t, row->q, row->value);
	else if (row->kind == GS_ROW_CHECK)
		take(t, row->q, row->on ? "false" : "true");
	return true;
}

void gs_ask_typed(struct gs_tui *t, const struct gs_row *row)
{
	struct gs_entry *e;

	if (!row->q || !row->field->edited)
		return;
	e = entry_of(t, row->q);
	if (row->kind == GS_ROW_RADIO)
		e->other = true;
	take(t, row->q, gs_field_text(row->field));
}

void gs_ask_forget(struct gs_tui *t, const char *key)
{
	struct gs_entry *e = entry_of(t, gs_question_find(key));

	entry_clear(e);
	e->other = false;
	gs_field_set(&e->field, "");
}

/* ---- checking ---------------------------------------------------------- */
/* The row where question q is answered: the one that is on, or the field. */
static void focus_question(struct gs_tui *t, const struct gs_question *q)
{
	struct gs_page_state *st = gs_tui_state(t);

	if (is_folded(t, q))
		st->more = true;
	gs_tui_rebuild(t);
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct gs_row *row = &st->rows.v[i];

		if (row->q == q && gs_row_can_focus(row) &&
		    (row->kind != GS_ROW_RADIO || row->on)) {
			st->rows.focus = i;
			gs_set(&st->focus_id, row->id);
			break;
		}
	}
	st->on_buttons = false;
}

bool gs_ask_check(struct gs_tui *t)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);
	int qpage = gs_page_qpage(t->page);

	for (const struct gs_question *q = gs_questions(); q->key; q++) {
		struct gs_error err = GS_ERROR_INIT;
		struct gs_entry *e = entry_of(t, q);

		if (qpage < 0 || !is_asked(t, q, (enum gs_qpage)qpage))
			continue;
		if (e->other && !e->error &&
		    !gs_streq(gs_field_text(&e->field), answer(t, q)))
			take(t, q, gs_field_text(&e->field));
		if (!e->error &&
		    gs_answer_check(&ctx, q, answer(t, q), &err) == 0)
			continue;
		if (!e->error) {
			e->error = gs_strdup(err.text);
			e->hint = *err.hint ? gs_strdup(err.hint) : NULL;
		}
		focus_question(t, q);
		gs_tui_say(t, GS_BADGE_FAIL, "%s", e->error);
		return false;
	}
	return true;
}

/* ---- saying why -------------------------------------------------------- */
static void why_field(struct gs_tui *t, const struct gs_row *row,
		      const struct gs_advice *a, struct gs_buf *out)
{
	if (!gs_streq(answer(t, row->q), a->value) && !gs_empty(a->value)) {
		gs_autofree char *shown = masked(row->q, a->value);

		gs_buf_addf(out, _("Recommended: %s\n"),
			    shown ? shown : a->value);
	}
	for (size_t i = 0; i < a->why.n; i++)
		gs_buf_addf(out, "%s\n", a->why.v[i]);
}

/* Reasons for what is recommended; they stand still while the focus moves
 * among the choices of one question. */
static void why_choice(const struct gs_advice *a, struct gs_buf *out)
{
	if (a->why.n == 1)
		gs_buf_addf(out, _("Recommended: %s\n"), a->why.v[0]);
	else if (a->why.n)
		gs_buf_adds(out, _("Recommended, because:\n"));
	for (size_t i = 0; a->why.n > 1 && i < a->why.n; i++)
		gs_buf_addf(out, "+ %s\n", a->why.v[i]);
	if (a->why_not)
		gs_buf_addf(out, "%s\n", a->why_not);
}

void gs_ask_why(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	struct gs_qctx ctx = gs_session_ctx(t->s);
	struct gs_advice advice = { 0 };
	struct gs_entry *e;
	gs_autofree char *remark = NULL;

	if (!row->q)
		return;
	/* While somebody types, the pane stands still. */
	e = entry_of(t, row->q);
	if (e->error && row->field && !row->field->edited) {
		gs_buf_addf(out, "%s\n%s", e->error, e->hint ? e->hint : "");
		return;
	}
	if (row->q->remark && !(row->field && row->field->edited))
		remark = row->q->remark(&ctx, answer(t, row->q));
	if (remark)
		gs_buf_addf(out, "%s\n", remark);
	if (row->q->advise)
		row->q->advise(&ctx, &advice);
	if (row->kind == GS_ROW_FIELD || row->kind == GS_ROW_CHECK)
		why_field(t, row, &advice, out);
	else
		why_choice(&advice, out);
	gs_advice_release(&advice);
}
