/* SPDX-License-Identifier: MIT */
/* The answers of the last run, which stay the recommendation where the
 * machine itself does not remember them. */
#include "config.h"

#include "questions/rows.h"

#include "base/i18n.h"
#include "base/path.h"

char *gs_answers_path(const struct gs_facts *f)
{
	return gs_path_join(f->xdg_config, "gosetup/answers.json");
}

char *gs_last_answer(const struct gs_facts *f, const char *key)
{
	gs_autofree char *path = gs_answers_path(f);
	const struct gs_file *file = gs_facts_file(f, path);
	struct gs_answers a;
	char *value = NULL;
	int i = gs_question_index(key);

	if (!file || file->type != GS_FILE_REGULAR || i < 0)
		return NULL;
	gs_answers_init(&a);
	if (gs_answers_parse(&a, gs_buf_str(&file->bytes), file->bytes.len,
			     path, NULL) == 0 &&
	    a.v[i].from == GS_FROM_FILE)
		value = gs_strdup(a.v[i].value);
	gs_answers_release(&a);
	return value;
}

void gs_advise_last(const struct gs_qctx *c, const char *key,
		    struct gs_advice *out)
{
	gs_autofree char *last = gs_last_answer(c->facts, key);
	gs_autofree char *otherwise = NULL;

	if (!last || gs_streq(last, out->value) ||
	    gs_answer_check(c, gs_question_find(key), last, NULL) != 0)
		return;
	otherwise = gs_printf(_("Otherwise '%s' would be recommended."),
			      out->value ? out->value : "");
	gs_advice_release(out);
	out->value = gs_strdup(last);
	out->why_not = gs_strdup(otherwise);
	gs_strv_add(&out->why, _("This was your answer the last time."));
}
