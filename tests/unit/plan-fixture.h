/* SPDX-License-Identifier: MIT */
/* Plans for the machines of tests/fixtures/facts, and looking into them. */
#ifndef GS_TESTS_PLAN_FIXTURE_H
#define GS_TESTS_PLAN_FIXTURE_H

#include "base/path.h"
#include "plan/plan.h"
#include "tests/unit/fixture.h"

static inline int make(struct fixture *x, struct gs_plan *p, struct gs_error *err)
{
	gs_plan_init(p);
	gs_error_clear(err);
	gs_answers_fill(&x->answers, &x->ctx);
	if (gs_answers_check(&x->answers, &x->ctx, err) != 0)
		return err->code;
	return gs_plan_make(p, &x->ctx, err);
}

/* Sorted targets of the FILE steps that change something, ~ for HOME. */
static inline char *changed_files(const struct gs_plan *p)
{
	struct gs_strv all = GS_STRV_INIT;
	char *text;
	size_t i;

	for (i = 0; i < p->steps.n; i++) {
		const struct gs_step *s = &p->steps.v[i];

		if (s->kind == GS_STEP_FILE && s->changes)
			gs_strv_steal(&all, gs_path_tilde(s->target,
							  p->home));
	}
	gs_strv_sort(&all);
	text = gs_strv_join(&all, " ");
	gs_strv_release(&all);
	return text;
}

static inline struct gs_step *of_kind(struct gs_plan *p, enum gs_step_kind kind)
{
	size_t i;

	for (i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == kind)
			return &p->steps.v[i];
	return NULL;
}

static inline const char *after(struct gs_plan *p, const char *path)
{
	gs_autofree char *id = gs_printf("file:%s", path);
	struct gs_step *s = gs_steps_find(&p->steps, id);

	return s ? gs_buf_str(&s->after.bytes) : NULL;
}

static inline bool mentions(const struct gs_strv *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (strstr(list->v[i], text))
			return true;
	return false;
}

static inline bool told(const struct gs_strv *list, const char *text)
{
	size_t i;

	if (mentions(list, text))
		return true;
	for (i = 0; i < list->n; i++)
		printf("# %s\n", list->v[i]);
	return false;
}

static inline char *dump(const struct gs_plan *p)
{
	json_t *v = gs_plan_to_json(p, true);
	char *text = gs_json_dump(v, true);

	json_decref(v);
	return text;
}

static inline struct gs_file *entry(struct fixture *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->facts.n_files; i++)
		if (gs_streq(x->facts.files[i].path, path))
			return &x->facts.files[i];
	printf("Bail out! no entry for %s\n", path);
	exit(99);
}

#endif
