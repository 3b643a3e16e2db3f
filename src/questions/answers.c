/* SPDX-License-Identifier: MIT */
/* The slots that hold what was answered. */
#include "config.h"

#include "questions/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

size_t gs_questions_count(void)
{
	const struct gs_question *q = gs_questions();
	size_t n = 0;

	while (q[n].key)
		n++;
	return n;
}

int gs_question_index(const char *key)
{
	const struct gs_question *q = gs_questions();
	int i;

	for (i = 0; q[i].key; i++)
		if (gs_streq(q[i].key, key))
			return i;
	return -1;
}

const char *gs_qtype_name(enum gs_qtype t)
{
	static const char *const names[] = {
		[GS_Q_CHOICE] = "choice",
		[GS_Q_MULTI] = "list",
		[GS_Q_BOOL] = "boolean",
		[GS_Q_TEXT] = "text",
		[GS_Q_PATH] = "path",
		[GS_Q_VERSION] = "version",
	};

	return names[t];
}

void gs_answers_init(struct gs_answers *a)
{
	size_t i;

	a->n = gs_questions_count();
	a->v = gs_calloc(a->n, sizeof(*a->v));
	for (i = 0; i < a->n; i++)
		a->v[i].value = gs_strdup("");
}

void gs_answers_release(struct gs_answers *a)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		free(a->v[i].value);
	free(a->v);
	a->v = NULL;
	a->n = 0;
}

void gs_answers_copy(struct gs_answers *dst, const struct gs_answers *src)
{
	size_t i;

	gs_answers_init(dst);
	for (i = 0; i < src->n && i < dst->n; i++) {
		gs_set(&dst->v[i].value, src->v[i].value);
		dst->v[i].from = src->v[i].from;
		dst->v[i].line = src->v[i].line;
	}
}

const char *gs_answers_get(const struct gs_answers *a, const char *key)
{
	int i = gs_question_index(key);

	return i < 0 || (size_t)i >= a->n ? "" : a->v[i].value;
}

bool gs_answers_bool(const struct gs_answers *a, const char *key)
{
	return gs_streq(gs_answers_get(a, key), "true");
}

void gs_answers_list(const struct gs_answers *a, const char *key,
		     struct gs_strv *out)
{
	const char *value = gs_answers_get(a, key);

	if (!gs_streq(value, "none"))
		gs_strv_split(out, value, ",");
}

void gs_answers_put(struct gs_answers *a, const char *key, const char *value,
		    enum gs_source from)
{
	int i = gs_question_index(key);

	if (i < 0 || (size_t)i >= a->n)
		return;
	gs_set(&a->v[i].value, value ? value : "");
	a->v[i].from = from;
	a->v[i].line = 0;
}

bool gs_question_visible(const struct gs_question *q,
			 const struct gs_qctx *ctx)
{
	return !q->visible || q->visible(ctx);
}

void gs_question_advise(const struct gs_question *q,
			const struct gs_qctx *ctx, struct gs_advice *out)
{
	memset(out, 0, sizeof(*out));
	q->advise(ctx, out);
	if (!out->value)
		out->value = gs_strdup("");
}

void gs_answers_fill(struct gs_answers *a, const struct gs_qctx *ctx)
{
	const struct gs_question *q = gs_questions();
	size_t i;

	for (i = 0; i < a->n; i++) {
		struct gs_advice advice;

		if (a->v[i].from != GS_FROM_DEFAULT)
			continue;
		gs_question_advise(&q[i], ctx, &advice);
		gs_set(&a->v[i].value, advice.value);
		gs_advice_release(&advice);
	}
}

/* ---- checking ---------------------------------------------------------- */
static int check_bool(const struct gs_question *q, const char *value,
		      struct gs_error *err)
{
	if (gs_streq(value, "true") || gs_streq(value, "false"))
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("'%s' must be true or false"),
		     q->key);
	return GS_ERR_USAGE;
}

static void suggest_choice(const struct gs_choices *c, const char *word,
			   struct gs_error *err)
{
	struct gs_strv all = GS_STRV_INIT;
	gs_autofree char *list = NULL;
	const char *near;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!gs_empty(c->v[i].value))
			gs_strv_add(&all, c->v[i].value);
	near = gs_suggest(word, &all);
	list = gs_strv_join(&all, ", ");
	if (near)
		gs_error_hint(err, _("Did you mean '%s'? Possible here: %s."),
			      near, list);
	else
		gs_error_hint(err, _("Possible here: %s."), list);
	gs_strv_release(&all);
}

int gs_check_choice(const struct gs_qctx *ctx, const struct gs_question *q,
		    const char *word, struct gs_error *err)
{
	struct gs_choices c = { NULL, 0, 0 };
	int ret = 0;
	size_t i;

	q->choices(ctx, &c);
	for (i = 0; i < c.n; i++)
		if (gs_streq(c.v[i].value, word))
			break;
	if (i == c.n) {
		ret = gs_error_set(err, GS_ERR_USAGE,
				   _("'%s' is no choice for '%s'"), word,
				   q->key);
		suggest_choice(&c, word, err);
	} else if (c.v[i].disabled) {
		ret = gs_error_set(err, GS_ERR_USAGE,
				   _("%s '%s' is not possible here: %s"),
				   q->key, word, c.v[i].disabled);
	}
	gs_choices_release(&c);
	return ret;
}

int gs_answer_check(const struct gs_qctx *ctx, const struct gs_question *q,
		    const char *value, struct gs_error *err)
{
	int ret = gs_check_text(q->key, value, err);

	if (ret == 0 && q->validate)
		ret = q->validate(ctx, value, err);
	if (ret == 0 && q->type == GS_Q_BOOL)
		ret = check_bool(q, value, err);
	if (ret == 0 && q->type == GS_Q_CHOICE)
		ret = gs_check_choice(ctx, q, value, err);
	return ret;
}

/* Says where the bad value stands, so that it can be found and mended. */
static int blame(const struct gs_qctx *ctx, const struct gs_question *q,
		 const struct gs_answer *a, const struct gs_error *why,
		 struct gs_error *err)
{
	gs_autofree char *value = gs_answer_shown(q, a->value);
	const char *file = ctx->opts ? ctx->opts->answers_file : NULL;

	if (a->from == GS_FROM_FILE)
		gs_error_set(err, GS_ERR_USAGE,
			     _("%s, line %d: bad value '%s' for '%s': %s"),
			     file ? file : _("answers"), a->line, value,
			     q->key, why->text);
	else if (a->from == GS_FROM_DEFAULT)    /* nobody said it */
		gs_error_set(err, GS_ERR_USAGE, "%s", why->text);
	else
		gs_error_set(err, GS_ERR_USAGE, _("bad value '%s' for '%s': %s"),
			     value, q->key, why->text);
	if (why->hint[0])
		gs_error_hint(err, "%s", why->hint);
	return GS_ERR_USAGE;
}

int gs_answers_check(const struct gs_answers *a, const struct gs_qctx *ctx,
		     struct gs_error *err)
{
	const struct gs_question *q = gs_questions();
	size_t i;

	for (i = 0; i < a->n; i++) {
		struct gs_error why = GS_ERROR_INIT;
		const struct gs_answer *slot = &a->v[i];

		/* Somebody who wrote a key down gets it checked even where
		 * it plays no part. */
		if (!gs_question_visible(&q[i], ctx) &&
		    slot->from == GS_FROM_DEFAULT)
			continue;
		if (gs_answer_check(ctx, &q[i], slot->value, &why) != 0)
			return blame(ctx, &q[i], slot, &why, err);
	}
	return 0;
}

void gs_choices_add(struct gs_choices *c, const char *value, const char *title,
		    const char *detail, const char *disabled)
{
	struct gs_choice *v;

	c->v = gs_grow(c->v, c->n, &c->cap, sizeof(*c->v));
	v = &c->v[c->n++];
	v->value = gs_strdup(value);
	v->title = gs_strdup(title);
	v->detail = gs_strdup(detail ? detail : "");
	v->disabled = gs_strdup(disabled);
}

void gs_choices_release(struct gs_choices *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		free(c->v[i].value);
		free(c->v[i].title);
		free(c->v[i].detail);
		free(c->v[i].disabled);
	}
	free(c->v);
	memset(c, 0, sizeof(*c));
}

void gs_advice_release(struct gs_advice *a)
{
	free(a->value);
	free(a->why_not);
	gs_strv_release(&a->why);
	memset(a, 0, sizeof(*a));
}
