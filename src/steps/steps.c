/* SPDX-License-Identifier: MIT */
/* The step structs: names of the kinds, memory, contents. */
#include "config.h"
#include "steps/steps.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/path.h"

static const char *const kind_names[GS_STEP_KIND_COUNT] = {
	[GS_STEP_FILE] = "file",
	[GS_STEP_DIR] = "dir",
	[GS_STEP_TREE] = "tree",
	[GS_STEP_LINK] = "link",
	[GS_STEP_RUN] = "run",
};

const char *gs_step_kind_name(enum gs_step_kind kind)
{
	return kind_names[kind];
}

int gs_step_kind_parse(const char *name)
{
	int i;

	for (i = 0; i < GS_STEP_KIND_COUNT; i++) {
		if (gs_streq(name, kind_names[i]))
			return i;
	}
	return -1;
}

const char *gs_proof_name(enum gs_proof proof)
{
	switch (proof) {
	case GS_PROOF_TABLE:
		return "table";
	case GS_PROOF_INDEX_TLS:
		return "index-tls";
	case GS_PROOF_INDEX_USER:
		return "index-user";
	case GS_PROOF_NONE:
		break;
	}
	return "none";
}

const char *gs_proof_title(enum gs_proof proof)
{
	switch (proof) {
	case GS_PROOF_TABLE:
		return _("checksum compiled into gosetup");
	case GS_PROOF_INDEX_TLS:
		return _("checksum from the official list over TLS");
	case GS_PROOF_INDEX_USER:
		return _("checksum from the list you named");
	case GS_PROOF_NONE:
		break;
	}
	return _("no known checksum");
}

void gs_content_set(struct gs_content *c, const void *p, size_t n, mode_t mode)
{
	c->exists = true;
	gs_buf_set(&c->bytes, p, n);
	c->mode = mode & 07777;
	gs_sha256_of(p, n, c->sha256);
}

void gs_content_absent(struct gs_content *c)
{
	gs_content_release(c);
}

void gs_content_release(struct gs_content *c)
{
	gs_buf_release(&c->bytes);
	memset(c, 0, sizeof(*c));
}

void gs_step_init(struct gs_step *s)
{
	memset(s, 0, sizeof(*s));
}

static void tree_release(struct gs_tree_source *t)
{
	free(t->version);
	free(t->filename);
	gs_strv_release(&t->urls);
	free(t->local_path);
	free(t->os);
	free(t->arch);
}

void gs_step_release(struct gs_step *s)
{
	free(s->id);
	free(s->target);
	free(s->real);
	free(s->summary);
	free(s->reason);
	gs_content_release(&s->before);
	gs_content_release(&s->after);
	tree_release(&s->tree);
	free(s->link_before);
	free(s->link_after);
	free(s->kept);
	gs_strv_release(&s->argv);
	gs_step_init(s);
}

struct gs_step *gs_steps_add(struct gs_steps *s, enum gs_step_kind kind,
			     const char *target)
{
	gs_autofree char *name = gs_path_encode(target);
	struct gs_step *step;

	s->v = gs_grow(s->v, s->n, &s->cap, sizeof(*s->v));
	step = &s->v[s->n++];
	gs_step_init(step);
	step->kind = kind;
	step->target = gs_strdup(target);
	step->id = gs_printf("%s:%s", gs_step_kind_name(kind), name);
	return step;
}

struct gs_step *gs_steps_find(struct gs_steps *s, const char *id)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (gs_streq(s->v[i].id, id))
			return &s->v[i];
	}
	return NULL;
}

void gs_steps_release(struct gs_steps *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		gs_step_release(&s->v[i]);
	free(s->v);
	memset(s, 0, sizeof(*s));
}
