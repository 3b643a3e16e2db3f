/* SPDX-License-Identifier: MIT */
/* A catalogue as JSON, for another process of ours.  Only what the index
 * said is passed; the table is in every process. */
#include "config.h"

#include "catalog/catalog.h"

#include <string.h>

#include "base/i18n.h"

static json_t *file_to_json(const struct gs_release_file *f)
{
	json_t *v = json_object();

	gs_json_set(v, "filename", gs_json_text(f->filename));
	gs_json_set(v, "os", gs_json_text(f->os));
	gs_json_set(v, "arch", gs_json_text(f->arch));
	gs_json_set(v, "kind", gs_json_text(f->kind));
	gs_json_set(v, "sha256", gs_json_text(f->sha256));
	gs_json_set(v, "size", json_integer(f->size_bytes));
	return v;
}

static json_t *release_to_json(const struct gs_release *r)
{
	gs_autofree char *version = gs_printf("go%s", r->version);
	json_t *v = json_object(), *files = json_array();

	gs_json_set(v, "version", gs_json_text(version));
	gs_json_set(v, "stable", json_boolean(r->stable));
	gs_json_set(v, "files", files);
	for (size_t i = 0; i < r->n_files; i++)
		if (r->files[i].indexed)
			json_array_append_new(files,
					      file_to_json(&r->files[i]));
	return v;
}

json_t *gs_catalog_to_json(const struct gs_catalog *c)
{
	json_t *v = json_object(), *releases = json_array();

	gs_json_set(v, "format", json_integer(1));
	gs_json_set(v, "origin", json_integer(c->origin));
	gs_json_set(v, "index_url", gs_json_text(c->index_url));
	gs_json_set(v, "index_tls", json_boolean(c->index_tls));
	gs_json_set(v, "fetched_at", json_integer(c->fetched_at));
	gs_json_set(v, "note", gs_json_text(c->note));
	gs_json_set(v, "releases", releases);
	for (size_t i = 0; i < c->n; i++) {
		json_t *r = release_to_json(&c->releases[i]);

		if (json_array_size(json_object_get(r, "files")) > 0)
			json_array_append(releases, r);
		json_decref(r);
	}
	return v;
}

int gs_catalog_from_json(struct gs_catalog *c, const json_t *v,
			 struct gs_error *err)
{
	long long origin = gs_json_int(v, "origin", -1);

	gs_catalog_release(c);
	if (origin < GS_CATALOG_TABLE || origin > GS_CATALOG_USER_INDEX)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("this is not a list of Go releases"));
	gs_catalog_add_index(c, json_object_get(v, "releases"));
	c->origin = (enum gs_catalog_origin)origin;
	gs_set(&c->index_url, gs_json_str(v, "index_url", NULL));
	c->index_tls = gs_json_bool(v, "index_tls", false);
	c->fetched_at = gs_json_int(v, "fetched_at", 0);
	gs_set(&c->note, gs_json_str(v, "note", NULL));
	if (c->origin != GS_CATALOG_USER_INDEX)
		gs_catalog_merge_table(c);
	return 0;
}
