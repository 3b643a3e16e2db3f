/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "base/i18n.h"

/* Kept for the life of the program: callers borrow from them. */
static struct list {
	struct list *next;
	char *kind, *data_dir;
	json_t *source;
	struct gs_mirror *v;
	size_t n;
} *lists;

static struct list *find_list(const char *kind, const char *data_dir)
{
	for (struct list *l = lists; l; l = l->next)
		if (gs_streq(l->kind, kind) &&
		    gs_streq(l->data_dir, data_dir))
			return l;
	return NULL;
}

static void add_mirror(struct list *l, const json_t *v)
{
	struct gs_mirror *m = &l->v[l->n];

	m->id = gs_json_str(v, "id", "");
	m->url = gs_json_str(v, "url", "");
	m->english = gs_json_str(v, "title", m->url);
	m->china = gs_json_bool(v, "china", false);
	m->official = gs_json_bool(v, "official", false);
	if (!gs_empty(m->id) && !gs_empty(m->url))
		l->n++;
}

static struct list *load_list(const char *kind, const char *data_dir)
{
	struct list *l = gs_calloc(1, sizeof(*l));
	json_t *array, *mirror;
	size_t i;

	l->kind = gs_strdup(kind);
	l->data_dir = gs_strdup(data_dir);
	l->source = gs_data_json("mirrors.json", data_dir, NULL);
	array = json_object_get(l->source, kind);
	l->v = gs_calloc(json_array_size(array) + 1, sizeof(*l->v));
	json_array_foreach(array, i, mirror)
		add_mirror(l, mirror);
	l->next = lists;
	lists = l;
	return l;
}

const struct gs_mirror *gs_mirrors(const char *kind, const char *data_dir,
				   size_t *n)
{
	struct list *l = find_list(kind, data_dir);

	if (!l)
		l = load_list(kind, data_dir);
	/* The language may have been chosen since the list was loaded. */
	for (size_t i = 0; i < l->n; i++)
		l->v[i].title = _(l->v[i].english);
	*n = l->n;
	return l->v;
}
