/* SPDX-License-Identifier: MIT */
/* A machine from tests/fixtures/facts with answers, for unit tests. */
#ifndef GS_TESTS_FIXTURE_H
#define GS_TESTS_FIXTURE_H

#include "base/fileio.h"
#include "questions/questions.h"
#include "tests/tap.h"

struct fixture {
	struct gs_facts facts;
	struct gs_catalog catalog;
	struct gs_options opts;
	struct gs_answers answers;
	struct gs_qctx ctx;
};

static inline void fixture_load(struct fixture *x, const char *name)
{
	gs_autofree char *path = gs_printf("%s/tests/fixtures/facts/%s.json",
					   getenv("GS_TOP_SRCDIR"), name);
	gs_autofree char *text = gs_read_text(path, 1 << 20);
	struct gs_error err = GS_ERROR_INIT;
	json_t *v;

	memset(x, 0, sizeof(*x));
	v = gs_json_parse(text ? text : "", text ? strlen(text) : 0, name,
			  &err);
	if (!v || gs_facts_from_json(&x->facts, v, &err) != 0) {
		printf("Bail out! %s: %s\n", name, err.text);
		exit(99);
	}
	json_decref(v);
	gs_catalog_init(&x->catalog);
	gs_catalog_load_table(&x->catalog);
	gs_answers_init(&x->answers);
	x->ctx.facts = &x->facts;
	x->ctx.catalog = &x->catalog;
	x->ctx.opts = &x->opts;
	x->ctx.answers = &x->answers;
}

static inline void fixture_release(struct fixture *x)
{
	gs_facts_release(&x->facts);
	gs_catalog_release(&x->catalog);
	gs_options_release(&x->opts);
	gs_answers_release(&x->answers);
}

/* KEY=VALUE as with --set. */
static inline void fixture_set(struct fixture *x, const char *text)
{
	gs_answers_set(&x->answers, text, NULL);
}

static inline struct gs_place *fixture_place(struct fixture *x,
					     const char *what)
{
	size_t i;

	for (i = 0; i < x->facts.n_places; i++)
		if (gs_streq(x->facts.places[i].what, what))
			return &x->facts.places[i];
	return NULL;
}

/* Gives an existing entry of the facts these contents. */
static inline void fixture_file(struct fixture *x, const char *path,
				const char *text)
{
	size_t i;

	for (i = 0; i < x->facts.n_files; i++) {
		struct gs_file *f = &x->facts.files[i];

		if (!gs_streq(f->path, path))
			continue;
		f->type = GS_FILE_REGULAR;
		f->mode = 0644;
		f->uid = x->facts.uid;
		f->gid = x->facts.gid;
		f->nlink = 1;
		f->writable = f->dir_writable = true;
		f->size = (int64_t)strlen(text);
		gs_buf_set(&f->bytes, text, strlen(text));
		gs_sha256_of(text, strlen(text), f->sha256);
		return;
	}
	printf("Bail out! the facts have no entry for %s\n", path);
	exit(99);
}

#endif
