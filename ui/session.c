/* SPDX-License-Identifier: MIT */
/* Facts, answers and the plan of one sitting. */
#include "config.h"

#include "ui/session-task.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

#define FACTS_MAX (32u << 20)

struct gs_qctx gs_session_ctx(const struct gs_session *s)
{
	struct gs_qctx ctx = { &s->facts, &s->catalog, &s->opts, &s->answers };

	return ctx;
}

/* ---- answers ----------------------------------------------------------- */

static int load_given(struct gs_session *s, struct gs_answers *a,
		      struct gs_error *err)
{
	int rc = 0;

	if (s->opts.answers_file)
		rc = gs_answers_load(a, s->opts.answers_file, err);
	for (size_t i = 0; rc == 0 && i < s->opts.set.n; i++)
		rc = gs_answers_set(a, s->opts.set.v[i], err);
	return rc;
}

int gs_session_defaults(struct gs_session *s, struct gs_error *err)
{
	struct gs_answers given;
	int rc;

	gs_answers_init(&given);
	rc = load_given(s, &given, err);
	if (rc)
		goto out;
	for (size_t i = 0; i < given.n; i++)
		if (s->answers.v[i].from == GS_FROM_USER)
			gs_answers_put(&given, gs_questions()[i].key,
				       s->answers.v[i].value, GS_FROM_USER);
	gs_answers_release(&s->answers);
	gs_answers_copy(&s->answers, &given);
	gs_session_refill(s);
out:
	gs_answers_release(&given);
	return rc;
}

void gs_session_refill(struct gs_session *s)
{
	struct gs_qctx ctx = gs_session_ctx(s);

	gs_answers_fill(&s->answers, &ctx);
	s->have_plan = false;
}

int gs_session_answer(struct gs_session *s, const char *key,
		      const char *value, struct gs_error *err)
{
	struct gs_qctx ctx = gs_session_ctx(s);
	int rc = gs_answer_check(&ctx, gs_question_find(key), value, err);

	if (rc)
		return rc;
	gs_answers_put(&s->answers, key, value, GS_FROM_USER);
	gs_session_refill(s);
	return 0;
}

void gs_session_unanswer(struct gs_session *s, const char *key)
{
	gs_answers_put(&s->answers, key, "", GS_FROM_DEFAULT);
	gs_session_refill(s);
}

/* ---- plan -------------------------------------------------------------- */

int gs_session_plan(struct gs_session *s, struct gs_error *err)
{
	struct gs_qctx ctx = gs_session_ctx(s);
	int rc = gs_answers_check(&s->answers, &ctx, err);

	s->have_plan = false;
	gs_plan_release(&s->plan);
	gs_plan_init(&s->plan);
	if (rc == 0)
		rc = gs_plan_make(&s->plan, &ctx, err);
	s->have_plan = rc == 0;
	return rc;
}

/* ---- life -------------------------------------------------------------- */

void gs_session_init(struct gs_session *s)
{
	memset(s, 0, sizeof(*s));
	gs_facts_init(&s->facts);
	gs_catalog_init(&s->catalog);
	gs_catalog_load_table(&s->catalog);
	gs_answers_init(&s->answers);
	gs_plan_init(&s->plan);
	gs_receipt_init(&s->receipt);
}

void gs_session_release(struct gs_session *s)
{
	for (int t = 0; t < GS_TASK_COUNT; t++)
		if (s->running[t]) {
			if (t != GS_TASK_WORK)
				gs_job_kill(&s->jobs[t], SIGTERM);
			gs_job_end(&s->jobs[t]);
		}
	gs_checks_release(&s->checks);
	gs_receipt_release(&s->receipt);
	gs_plan_release(&s->plan);
	gs_answers_release(&s->answers);
	gs_catalog_release(&s->catalog);
	gs_facts_release(&s->facts);
	gs_options_release(&s->opts);
	free(s->work_dir);
	memset(s, 0, sizeof(*s));
}

/* ---- looking ----------------------------------------------------------- */

static int check_home(const struct gs_session *s, struct gs_error *err)
{
	const char *home = getenv("HOME");
	int rc = 0;

	if (s->opts.facts_file)
		return 0;
	if (gs_empty(home))
		rc = gs_error_set(err, GS_ERR_USAGE, _("HOME is not set"));
	else if (!gs_path_is_abs(home))
		rc = gs_error_set(err, GS_ERR_USAGE,
				  _("HOME is '%s', which is no absolute path"),
				  home);
	else if (!gs_is_dir(home))
		rc = gs_error_set(err, GS_ERR_USAGE,
				  _("HOME is '%s', which is no directory"),
				  home);
	if (rc)
		gs_error_hint(err, _("Set HOME to the directory of the user "
				     "that Go is for, for example: "
				     "HOME=/home/ana gosetup"));
	return rc;
}

static int read_facts(struct gs_session *s, struct gs_error *err)
{
	struct gs_buf text = GS_BUF_INIT;
	json_t *v = NULL;
	int rc = gs_read_file(&text, s->opts.facts_file, FACTS_MAX, err);

	if (rc == 0)
		v = gs_json_parse(text.ptr, text.len, s->opts.facts_file, err);
	if (v) {
		gs_facts_release(&s->facts);
		rc = gs_facts_from_json(&s->facts, v, err);
	} else {
		rc = GS_ERR_USAGE;
	}
	s->have_facts = rc == 0;
	json_decref(v);
	gs_buf_release(&text);
	if (rc && err)
		err->code = GS_ERR_USAGE;
	return rc ? GS_ERR_USAGE : 0;
}

/* Mistakes in --answers and --set are told before anything starts. */
static int check_given(struct gs_session *s, struct gs_error *err)
{
	struct gs_answers a;
	int rc;

	gs_answers_init(&a);
	rc = load_given(s, &a, err);
	gs_answers_release(&a);
	return rc;
}

int gs_session_check(struct gs_session *s, struct gs_error *err)
{
	int rc = check_home(s, err);

	return rc ? rc : check_given(s, err);
}

int gs_session_start_look(struct gs_session *s, struct gs_error *err)
{
	int rc;

	if (s->looked)
		return 0;
	s->looked = true;
	rc = gs_session_check(s, err);
	if (rc == 0)
		rc = s->opts.facts_file ? read_facts(s, err)
			: gs_session_start_look_task(s, GS_TASK_DETECT, err);
	if (rc == 0)
		rc = gs_session_start_look_task(s, GS_TASK_CATALOG, err);
	return rc;
}

/* Detection runs its own children; the catalogue is mostly our own work, so
 * it is read here, at the same time, without a way through JSON. */
int gs_session_load(struct gs_session *s, bool with_catalog,
		    struct gs_error *err)
{
	gs_autofree char *cache = gs_session_index_cache(s);
	struct gs_error facts_err = GS_ERROR_INIT;
	int rc = check_home(s, err), facts_rc = 0;

	if (rc)
		return rc;
	if (s->opts.facts_file)
		rc = read_facts(s, err);
	else
		rc = gs_session_start_look_task(s, GS_TASK_DETECT, err);
	if (rc)
		return rc;
	if (with_catalog)
		rc = gs_catalog_load(&s->catalog, &s->opts, cache, err);
	if (with_catalog && rc == 0)
		gs_session_keep_index(s, &s->catalog);
	if (!s->opts.facts_file)
		facts_rc = gs_session_wait(s, GS_TASK_DETECT, NULL,
					   &facts_err);
	if (rc == 0 && facts_rc && err)
		*err = facts_err;
	return rc ? rc : facts_rc;
}
