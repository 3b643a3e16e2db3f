/* SPDX-License-Identifier: MIT */
/* Answers and questions as JSON. */
#include "config.h"

#include "questions/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"

/* Each address of a list, its password hidden. */
char *gs_answer_shown(const struct gs_question *q, const char *value)
{
	struct gs_buf out = GS_BUF_INIT;

	if (!q->secret)
		return gs_strdup(value);
	while (*value) {
		size_t n = strcspn(value, ",|");
		gs_autofree char *one = gs_strndup(value, n);
		gs_autofree char *masked = gs_url_mask(one);

		gs_buf_adds(&out, masked);
		value += n;
		if (*value)
			gs_buf_addc(&out, *value++);
	}
	return gs_buf_steal(&out);
}

/* Words that stand alone where otherwise a list stands. */
static bool is_list_word(const char *value)
{
	return gs_streq(value, "detected") || gs_streq(value, "none") ||
	       gs_streq(value, "all") || !*value;
}

static json_t *answer_json(const struct gs_question *q, const char *value)
{
	struct gs_strv words = GS_STRV_INIT;
	json_t *list;

	if (q->type == GS_Q_BOOL)
		return json_boolean(gs_streq(value, "true"));
	if (q->type != GS_Q_MULTI || is_list_word(value))
		return gs_json_text(value);
	gs_strv_split(&words, value, ",");
	list = gs_json_from_strv(&words);
	gs_strv_release(&words);
	return list;
}

json_t *gs_answers_to_json(const struct gs_answers *a, bool only_chosen)
{
	const struct gs_question *q = gs_questions();
	json_t *o = json_object();
	size_t i;

	gs_json_set(o, "format", json_integer(1));
	for (i = 0; i < a->n; i++) {
		if (only_chosen && a->v[i].from == GS_FROM_DEFAULT)
			continue;
		if (q[i].secret && gs_url_has_secret(a->v[i].value))
			continue;
		gs_json_set(o, q[i].key, answer_json(&q[i], a->v[i].value));
	}
	return o;
}

/* ---- questions --------------------------------------------------------- */
static const char *page_name(enum gs_qpage page)
{
	static const char *const names[] = {
		[GS_PAGE_FOUND] = "found",
		[GS_PAGE_METHOD] = "method",
		[GS_PAGE_VERSION] = "version",
		[GS_PAGE_PATHS] = "paths",
		[GS_PAGE_NETWORK] = "network",
		[GS_PAGE_SHELLS] = "shells",
		[GS_PAGE_EXTRAS] = "extras",
	};

	return names[page];
}

static json_t *choices_json(const struct gs_question *q,
			    const struct gs_qctx *ctx)
{
	json_t *list = json_array();
	struct gs_choices c = { NULL, 0, 0 };
	size_t i;

	if (q->choices)
		q->choices(ctx, &c);
	for (i = 0; i < c.n; i++) {
		json_t *o = json_object();

		gs_json_set(o, "value", gs_json_text(c.v[i].value));
		gs_json_set(o, "title", gs_json_text(c.v[i].title));
		gs_json_set(o, "detail", gs_json_text(c.v[i].detail));
		gs_json_set(o, "disabled", gs_json_text(c.v[i].disabled));
		json_array_append_new(list, o);
	}
	gs_choices_release(&c);
	return list;
}

static json_t *question_json(const struct gs_question *q,
			     const struct gs_qctx *ctx)
{
	json_t *o = json_object();
	struct gs_advice advice;
	gs_autofree char *shown = NULL;

	gs_question_advise(q, ctx, &advice);
	shown = gs_answer_shown(q, advice.value);
	gs_json_set(o, "key", gs_json_text(q->key));
	gs_json_set(o, "type", gs_json_text(gs_qtype_name(q->type)));
	gs_json_set(o, "title", gs_json_text(_(q->title)));
	gs_json_set(o, "help", gs_json_text(_(q->help)));
	gs_json_set(o, "page", gs_json_text(page_name(q->page)));
	gs_json_set(o, "advanced", json_boolean(q->advanced));
	gs_json_set(o, "secret", json_boolean(q->secret));
	gs_json_set(o, "visible", json_boolean(gs_question_visible(q, ctx)));
	gs_json_set(o, "default", answer_json(q, shown));
	gs_json_set(o, "why", gs_json_from_strv(&advice.why));
	gs_json_set(o, "why_not", gs_json_text(advice.why_not));
	gs_json_set(o, "choices", choices_json(q, ctx));
	gs_advice_release(&advice);
	return o;
}

json_t *gs_questions_to_json(const struct gs_qctx *ctx)
{
	const struct gs_question *q;
	json_t *root = json_object(), *list = json_array();

	for (q = gs_questions(); q->key; q++)
		json_array_append_new(list, question_json(q, ctx));
	gs_json_set(root, "format", json_integer(1));
	gs_json_set(root, "questions", list);
	return root;
}
