/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/receipt.h"

#include <stdlib.h>
#include <string.h>

void gs_receipt_init(struct gs_receipt *r)
{
	memset(r, 0, sizeof(*r));
	r->run = gs_strdup("");
}

void gs_receipt_release(struct gs_receipt *r)
{
	free(r->run);
	gs_strv_release(&r->step_ids);
	gs_strv_release(&r->step_status);
	free(r->from);
	memset(r, 0, sizeof(*r));
}

json_t *gs_receipt_to_json(const struct gs_receipt *r)
{
	json_t *o = json_object(), *steps = json_array();
	size_t i;

	for (i = 0; i < r->step_ids.n; i++) {
		json_t *s = json_object();

		gs_json_set(s, "id", gs_json_text(r->step_ids.v[i]));
		gs_json_set(s, "status", gs_json_text(r->step_status.v[i]));
		json_array_append_new(steps, s);
	}
	gs_json_set(o, "run", gs_json_text(r->run ? r->run : ""));
	gs_json_set(o, "changed", json_boolean(r->changed));
	gs_json_set(o, "steps", steps);
	gs_json_set(o, "from", gs_json_text(r->from));
	return o;
}

void gs_receipt_from_json(struct gs_receipt *r, const json_t *v)
{
	const json_t *steps = json_object_get(v, "steps");
	const json_t *s;
	size_t i;

	gs_receipt_release(r);
	gs_receipt_init(r);
	gs_set(&r->run, gs_json_str(v, "run", ""));
	r->changed = gs_json_bool(v, "changed", false);
	gs_set(&r->from, gs_json_str(v, "from", NULL));
	json_array_foreach(steps, i, s) {
		gs_strv_add(&r->step_ids, gs_json_str(s, "id", ""));
		gs_strv_add(&r->step_status, gs_json_str(s, "status", ""));
	}
}
