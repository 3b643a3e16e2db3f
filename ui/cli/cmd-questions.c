/* SPDX-License-Identifier: MIT */
/* gosetup questions: what would be asked, and what is recommended here. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>

#include "base/i18n.h"

static void show_choices(const struct gs_question *q, const struct gs_qctx *ctx)
{
	struct gs_choices c = { 0 };

	if (q->choices)
		q->choices(ctx, &c);
	for (size_t i = 0; i < c.n; i++) {
		const struct gs_choice *k = &c.v[i];

		printf("    %-10s %s%s%s\n", k->value, k->title,
		       k->disabled ? ": " : "", k->disabled ? k->disabled : "");
	}
	gs_choices_release(&c);
}

static void show(const struct gs_question *q, const struct gs_session *s)
{
	struct gs_qctx ctx = gs_session_ctx(s);
	struct gs_advice advice = { 0 };
	const char *now = gs_answers_get(&s->answers, q->key);

	gs_question_advise(q, &ctx, &advice);
	printf("%s%s%s (%s): %s\n", gs_tone(stdout, GS_TONE_BOLD), q->key,
	       gs_tone(stdout, GS_TONE_NONE), gs_qtype_name(q->type),
	       _(q->title));
	show_choices(q, &ctx);
	printf("    = %s\n", gs_empty(now) ? _("(not set)") : now);
	for (size_t i = 0; i < advice.why.n; i++)
		gs_say_wrapped(stdout, "      ", advice.why.v[i]);
	if (advice.why_not)
		gs_say_wrapped(stdout, "      ", advice.why_not);
	gs_advice_release(&advice);
}

int gs_cmd_questions(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	struct gs_qctx ctx;
	int rc = gs_session_load(s, true, err);

	if (rc == 0)
		rc = gs_session_defaults(s, err);
	if (rc)
		return rc;
	ctx = gs_session_ctx(s);
	if (s->opts.json) {
		cli->doc = gs_questions_to_json(&ctx);
		return 0;
	}
	for (const struct gs_question *q = gs_questions(); q->key; q++)
		if (gs_question_visible(q, &ctx))
			show(q, s);
	return 0;
}
