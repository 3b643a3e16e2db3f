/* SPDX-License-Identifier: MIT */
/* A plan as JSON and back. */
#include "config.h"

#include "plan/parts.h"

#include "base/http.h"
#include "base/i18n.h"

/* NAME=value of e, without those whose value holds a password. */
static json_t *goenv_to_json(const struct gs_expect *e, bool with_secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->goenv.n; i++) {
		gs_autofree char *masked = gs_url_mask(e->goenv.v[i]);

		if (with_secrets || gs_streq(masked, e->goenv.v[i]))
			json_array_append_new(list,
					      gs_json_text(e->goenv.v[i]));
	}
	return list;
}

json_t *gs_expect_to_json(const struct gs_expect *e, bool with_secrets)
{
	json_t *o = json_object();

	gs_json_set(o, "go_bin", gs_json_path_new(e->go_bin));
	gs_json_set(o, "goroot", gs_json_path_new(e->goroot));
	gs_json_set(o, "version", gs_json_text(e->version));
	gs_json_set(o, "gobin_dir", gs_json_path_new(e->gobin_dir));
	gs_json_set(o, "gobin_on_path", json_boolean(e->gobin_on_path));
	gs_json_set(o, "shells", gs_json_from_strv(&e->shells));
	gs_json_set(o, "goenv", goenv_to_json(e, with_secrets));
	gs_json_set(o, "runs_here", json_boolean(e->runs_here));
	return o;
}

void gs_expect_from_json(struct gs_expect *e, const json_t *o)
{
	e->go_bin = gs_json_path(o, "go_bin");
	e->goroot = gs_json_path(o, "goroot");
	e->version = gs_strdup(gs_json_str(o, "version", NULL));
	e->gobin_dir = gs_json_path(o, "gobin_dir");
	e->gobin_on_path = gs_json_bool(o, "gobin_on_path", false);
	gs_json_strv(o, "shells", &e->shells);
	gs_json_strv(o, "goenv", &e->goenv);
	e->runs_here = gs_json_bool(o, "runs_here", true);
}

json_t *gs_plan_to_json(const struct gs_plan *p, bool with_content)
{
	json_t *o = json_object(), *steps = json_array();

	for (size_t i = 0; i < p->steps.n; i++)
		json_array_append_new(steps, gs_step_to_json(&p->steps.v[i],
							     with_content));
	gs_json_set(o, "format", json_integer(1));
	gs_json_set(o, "answers", p->answers ? json_incref(p->answers)
					     : json_object());
	gs_json_set(o, "steps", steps);
	gs_json_set(o, "changes", json_integer(p->changes));
	gs_json_set(o, "needs_root", json_boolean(p->needs_root));
	gs_json_set(o, "notes", gs_json_from_strv(&p->notes));
	gs_json_set(o, "manual", gs_json_from_strv(&p->manual));
	gs_json_set(o, "download_bytes", json_integer(p->download_bytes));
	gs_json_set(o, "disk_bytes", json_integer(p->disk_bytes));
	gs_json_set(o, "expect", gs_expect_to_json(&p->expect, true));
	gs_json_set(o, "root", gs_json_path_new(p->root));
	gs_json_set(o, "home", gs_json_path_new(p->home));
	gs_json_set(o, "state_dir", gs_json_path_new(p->state_dir));
	gs_json_set(o, "fingerprint", gs_json_text(p->fingerprint));
	return o;
}

static int steps_from_json(struct gs_plan *p, const json_t *v,
			   struct gs_error *err)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(v, "steps"), i, item) {
		struct gs_step *s = gs_steps_add(&p->steps, GS_STEP_FILE, "");
		int rc;

		gs_step_release(s);
		gs_step_init(s);
		rc = gs_step_from_json(s, item, err);
		if (rc)
			return rc;
	}
	return 0;
}

int gs_plan_from_json(struct gs_plan *p, const json_t *v, struct gs_error *err)
{
	int rc;

	if (gs_json_int(v, "format", 0) != 1 ||
	    !json_is_array(json_object_get(v, "steps")))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("this is not a plan of gosetup "
				      "(format 1)"));
	rc = steps_from_json(p, v, err);
	if (rc)
		return rc;
	p->answers = json_incref(json_object_get(v, "answers"));
	p->changes = (int)gs_json_int(v, "changes", 0);
	p->needs_root = gs_json_bool(v, "needs_root", false);
	gs_json_strv(v, "notes", &p->notes);
	gs_json_strv(v, "manual", &p->manual);
	p->download_bytes = gs_json_int(v, "download_bytes", 0);
	p->disk_bytes = gs_json_int(v, "disk_bytes", 0);
	gs_expect_from_json(&p->expect, json_object_get(v, "expect"));
	p->root = gs_json_path(v, "root");
	p->home = gs_json_path(v, "home");
	p->state_dir = gs_json_path(v, "state_dir");
	p->fingerprint = gs_strdup(gs_json_str(v, "fingerprint", ""));
	if (gs_empty(p->home) || gs_empty(p->state_dir))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the plan lacks 'home' or 'state_dir'"));
	return 0;
}
