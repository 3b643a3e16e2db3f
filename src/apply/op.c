/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/op.h"

#include <stdlib.h>
#include <string.h>

void gs_op_init(struct gs_op *op)
{
	memset(op, 0, sizeof(*op));
	op->fd = -1;
	op->step = -1;
}

static void op_release(struct gs_op *op)
{
	if (op->fd >= 0)
		gs_sys->close(op->fd);
	free(op->id);
	free(op->target);
	free(op->summary);
	free(op->dir);
	free(op->name);
	free(op->tmp);
	free(op->old);
	free(op->version);
	gs_entry_release(&op->pre);
	gs_entry_release(&op->post);
	gs_buf_release(&op->old_bytes);
	gs_buf_release(&op->new_bytes);
}

void gs_ops_release(struct gs_ops *ops)
{
	size_t i;

	for (i = 0; i < ops->n; i++)
		op_release(&ops->v[i]);
	free(ops->v);
	memset(ops, 0, sizeof(*ops));
}

void gs_ops_drop_last(struct gs_ops *ops)
{
	op_release(&ops->v[--ops->n]);
}

struct gs_op *gs_ops_add(struct gs_ops *ops)
{
	ops->v = gs_grow(ops->v, ops->n, &ops->cap, sizeof(*ops->v));
	gs_op_init(&ops->v[ops->n]);
	return &ops->v[ops->n++];
}

json_t *gs_op_to_json(const struct gs_op *op)
{
	json_t *o = json_object();

	gs_json_set(o, "r", json_string("OP"));
	gs_json_set(o, "id", gs_json_text(op->id));
	gs_json_set(o, "kind", json_string(gs_step_kind_name(op->kind)));
	gs_json_set(o, "target", gs_json_path_new(op->target));
	gs_json_set(o, "summary", gs_json_text(op->summary));
	gs_json_set(o, "dir", gs_json_path_new(op->dir));
	gs_json_set(o, "name", gs_json_path_new(op->name));
	gs_json_set(o, "tmp", gs_json_path_new(op->tmp));
	gs_json_set(o, "old", gs_json_path_new(op->old));
	gs_json_set(o, "as_owner", json_boolean(op->as_owner));
	gs_json_set(o, "keep", json_boolean(op->keep));
	gs_json_set(o, "led", json_boolean(op->led));
	gs_json_set(o, "cache", json_boolean(op->cache));
	gs_json_set(o, "version", gs_json_text(op->version));
	gs_json_set(o, "pre", gs_entry_to_json(&op->pre));
	gs_json_set(o, "post", gs_entry_to_json(&op->post));
	return o;
}

/* A name out of a journal must stay in its directory. */
static bool plain_name(const char *name)
{
	return !gs_empty(name) && !strchr(name, '/') &&
	       !gs_streq(name, ".") && !gs_streq(name, "..");
}

int gs_op_from_json(struct gs_op *op, const json_t *v)
{
	int kind = gs_step_kind_parse(gs_json_str(v, "kind", ""));

	if (kind < 0 || kind == GS_STEP_RUN)
		return GS_ERR_FORMAT;
	op->kind = (enum gs_step_kind)kind;
	gs_set(&op->id, gs_json_str(v, "id", NULL));
	gs_set(&op->summary, gs_json_str(v, "summary", NULL));
	gs_set(&op->version, gs_json_str(v, "version", NULL));
	op->target = gs_json_path(v, "target");
	op->dir = gs_json_path(v, "dir");
	op->name = gs_json_path(v, "name");
	op->tmp = gs_json_path(v, "tmp");
	op->old = gs_json_path(v, "old");
	op->as_owner = gs_json_bool(v, "as_owner", false);
	op->keep = gs_json_bool(v, "keep", false);
	op->led = gs_json_bool(v, "led", false);
	op->cache = gs_json_bool(v, "cache", false);
	if (!op->id || !op->target || gs_empty(op->dir) ||
	    op->dir[0] != '/' || !plain_name(op->name) ||
	    !plain_name(op->tmp) || !plain_name(op->old))
		return GS_ERR_FORMAT;
	if (gs_entry_from_json(&op->pre, json_object_get(v, "pre")) ||
	    gs_entry_from_json(&op->post, json_object_get(v, "post")))
		return GS_ERR_FORMAT;
	return 0;
}
