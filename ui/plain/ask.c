/* SPDX-License-Identifier: MIT */
/* One question as text: heading, choices, reasons, prompt, answer. */
#include "config.h"

#include "ui/plain/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"
#include "base/path.h"
#include "ui/say.h"

/* ---- showing ----------------------------------------------------------- */

static void show_choices(const struct gs_choices *c, const char *best)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct gs_choice *k = &c->v[i];

		printf("  %zu. %s", i + 1, gs_empty(k->title) ? k->value
							      : k->title);
		if (k->disabled)
			printf(_(" (not possible here: %s)"), k->disabled);
		else if (gs_streq(k->value, best))
			fputs(_(" (recommended)"), stdout);
		putchar('\n');
		if (!gs_empty(k->detail))
			gs_say_wrapped(stdout, "     ", k->detail);
	}
}

static void show_reasons(const struct gs_advice *a)
{
	if (a->why.n > 0)
		puts(_("Recommended because:"));
	for (size_t i = 0; i < a->why.n; i++)
		gs_say_wrapped(stdout, "  - ", a->why.v[i]);
	if (a->why_not)
		gs_say_wrapped(stdout, "  - ", a->why_not);
}

static void show_help(const struct gs_question *q)
{
	gs_say_wrapped(stdout, "", _(q->help));
	switch (q->type) {
	case GS_Q_CHOICE:
		gs_say_wrapped(stdout, "", _("Type the number of a choice."));
		break;
	case GS_Q_VERSION:
		gs_say_wrapped(stdout, "",
			       _("Type the number of a choice, or a version "
				 "such as 1.26.4."));
		break;
	case GS_Q_MULTI:
		gs_say_wrapped(stdout, "",
			       _("Type numbers or names, separated by "
				 "commas; ! for none."));
		break;
	case GS_Q_BOOL:
		gs_say_wrapped(stdout, "", _("Type yes or no."));
		break;
	case GS_Q_TEXT:
	case GS_Q_PATH:
		gs_say_wrapped(stdout, "",
			       _("Type a value; ! empties it; = in front of "
				 "a value that would mean something else "
				 "here, such as =q."));
		break;
	}
	gs_say_wrapped(stdout, "",
		       _("Enter alone keeps what stands in brackets. a goes "
			 "through all questions, < goes back, q quits; "
			 "nothing is written before you confirm the plan."));
}

/* ---- the prompt -------------------------------------------------------- */

static const char *place_in(const struct gs_choices *c, const char *value,
			    char *number, size_t size)
{
	for (size_t i = 0; i < c->n; i++)
		if (gs_streq(c->v[i].value, value)) {
			snprintf(number, size, "%zu", i + 1);
			return number;
		}
	return value;
}

/* A value for showing.  Owned. */
static char *shown(const struct gs_question *q, const char *value)
{
	if (!*value)
		return gs_strdup(_("nothing set"));
	if (q->type == GS_Q_BOOL)
		return gs_strdup(gs_streq(value, "true") ? _("yes") : _("no"));
	return q->secret ? gs_url_mask(value) : gs_strdup(value);
}

static char *prompt_for(const struct gs_question *q, const struct gs_choices *c,
			const char *now)
{
	gs_autofree char *masked = shown(q, now);
	char number[24];

	switch (q->type) {
	case GS_Q_CHOICE:
		return gs_printf(_("Choice, 1 to %zu, ? help, < back, q quit "
				   "[%s]: "), c->n,
				 place_in(c, now, number, sizeof(number)));
	case GS_Q_VERSION:
		return gs_printf(_("Choice, 1 to %zu, or a version, ? help, "
				   "< back, q quit [%s]: "), c->n,
				 place_in(c, now, number, sizeof(number)));
	case GS_Q_BOOL:
		return gs_printf(_("Yes or no, ? help, < back, q quit [%s]: "),
				 masked);
	case GS_Q_MULTI:
		return gs_printf(_("Numbers or names, ? help, < back, q quit "
				   "[%s]: "), masked);
	case GS_Q_TEXT:
	case GS_Q_PATH:
		break;
	}
	return gs_printf(_("Value, ? help, < back, q quit [%s]: "), masked);
}

/* ---- the answer -------------------------------------------------------- */

static char *multi_value(const struct gs_choices *c, const char *text)
{
	struct gs_strv words = GS_STRV_INIT, values = GS_STRV_INIT;
	char *joined;

	gs_strv_split(&words, text, ", ");
	for (size_t i = 0; i < words.n; i++) {
		size_t n = gs_plain_number(words.v[i], c->n);

		gs_strv_add_once(&values, n ? c->v[n - 1].value : words.v[i]);
	}
	joined = gs_strv_join(&values, ",");
	gs_strv_release(&words);
	gs_strv_release(&values);
	return joined;
}

static bool is_word(const char *text, const char *word, const char *translated)
{
	return gs_strieq(text, word) || gs_streq(text, translated) ||
		(strlen(text) == 1 && gs_strieq(text, (char[]){ *word, 0 }));
}

static char *path_value(const char *text, const char *home)
{
	if (gs_streq(text, "~"))
		return gs_strdup(home);
	if (gs_starts(text, "~/"))
		return gs_path_join(home, text + 2);
	return gs_strdup(text);
}

/* What the typed text means as a value of q.  Owned. */
static char *value_of(const struct gs_session *s, const struct gs_question *q,
		      const struct gs_choices *c, const char *text)
{
	size_t n = gs_plain_number(text, c->n);

	if (gs_streq(text, "!") && q->type != GS_Q_BOOL)
		return gs_strdup("");
	switch (q->type) {
	case GS_Q_CHOICE:
	case GS_Q_VERSION:
		return gs_strdup(n ? c->v[n - 1].value : text);
	case GS_Q_MULTI:
		return multi_value(c, text);
	case GS_Q_BOOL:
		if (is_word(text, "yes", _("yes")))
			return gs_strdup("true");
		if (is_word(text, "no", _("no")))
			return gs_strdup("false");
		return gs_strdup(text);
	case GS_Q_TEXT:
	case GS_Q_PATH:
		break;
	}
	if (*text == '=')
		text++;
	return q->type == GS_Q_PATH ? path_value(text, s->facts.home)
				    : gs_strdup(text);
}

static void confirm(const struct gs_session *s, const struct gs_question *q,
		    const struct gs_choices *c, const char *value)
{
	struct gs_qctx ctx = gs_session_ctx(s);
	gs_autofree char *remark = q->remark ? q->remark(&ctx, value) : NULL;
	gs_autofree char *text = shown(q, value);

	for (size_t i = 0; i < c->n; i++)
		if (gs_streq(c->v[i].value, value) && *c->v[i].title)
			gs_set(&text, c->v[i].title);
	printf(_("OK: %s\n"), text);
	if (remark)
		gs_say_wrapped(stdout, "", remark);
}

static enum gs_move take(struct gs_plain *p, const struct gs_question *q,
			 const struct gs_choices *c, const char *now)
{
	struct gs_error err = GS_ERROR_INIT;
	const char *text = gs_buf_str(&p->line);
	gs_autofree char *value = NULL;

	if (gs_streq(text, "?")) {
		show_help(q);
		return GS_MOVE_AGAIN;
	}
	if (gs_streq(text, "a")) {
		p->advanced = true;
		puts(_("From here on the advanced questions are asked, too; < "
		       "leads to those before."));
		return GS_MOVE_AGAIN;
	}
	value = *text ? value_of(p->s, q, c, text) : gs_strdup(now);
	if (*text && gs_session_answer(p->s, q->key, value, &err)) {
		printf(_("That does not do: %s\n"), err.text);
		if (*err.hint)
			gs_say_wrapped(stdout, "", err.hint);
		return GS_MOVE_AGAIN;
	}
	confirm(p->s, q, c, value);
	return GS_MOVE_NEXT;
}

enum gs_move gs_plain_ask(struct gs_plain *p, const struct gs_question *q,
			  size_t number, size_t count)
{
	struct gs_qctx ctx = gs_session_ctx(p->s);
	gs_autofree char *now =
		gs_strdup(gs_answers_get(&p->s->answers, q->key));
	gs_autofree char *prompt = NULL;
	struct gs_choices choices = { 0 };
	struct gs_advice advice = { 0 };
	enum gs_move move;

	if (q->choices)
		q->choices(&ctx, &choices);
	gs_question_advise(q, &ctx, &advice);
	printf("\n%zu/%zu %s\n", number, count, _(q->title));
	show_choices(&choices, advice.value);
	show_reasons(&advice);
	prompt = prompt_for(q, &choices, now ? now : "");
	do {
		move = gs_plain_read(p, prompt);
		if (move == GS_MOVE_NEXT)
			move = take(p, q, &choices, now ? now : "");
	} while (move == GS_MOVE_AGAIN);
	gs_advice_release(&advice);
	gs_choices_release(&choices);
	return move;
}
