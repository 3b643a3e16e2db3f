/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "catalog/table.h"

/* 365 releases with about 45 files each were 4 MB in 2026. */
enum { MAX_RELEASES = 10000, MAX_FILES = 500 };

void gs_catalog_init(struct gs_catalog *c)
{
	memset(c, 0, sizeof(*c));
}

static void release_file(struct gs_release_file *f)
{
	free(f->filename);
	free(f->os);
	free(f->arch);
	free(f->kind);
}

static void release_release(struct gs_release *r)
{
	for (size_t i = 0; i < r->n_files; i++)
		release_file(&r->files[i]);
	free(r->files);
	free(r->version);
	free(r->first_seen);
}

static void drop_releases(struct gs_catalog *c)
{
	for (size_t i = 0; i < c->n; i++)
		release_release(&c->releases[i]);
	free(c->releases);
	c->releases = NULL;
	c->n = c->cap = 0;
}

void gs_catalog_release(struct gs_catalog *c)
{
	drop_releases(c);
	free(c->index_url);
	free(c->note);
	free(c->etag);
	gs_buf_release(&c->raw);
	gs_catalog_init(c);
}

/* The release `version`, added at the end when there is none. */
static struct gs_release *want_release(struct gs_catalog *c,
				       const char *version)
{
	struct gs_version v;
	struct gs_release *r;

	for (size_t i = 0; i < c->n; i++)
		if (gs_streq(c->releases[i].version, version))
			return &c->releases[i];
	c->releases = gs_grow(c->releases, c->n, &c->cap, sizeof(*r));
	r = &c->releases[c->n++];
	memset(r, 0, sizeof(*r));
	r->version = gs_strdup(version);
	r->first_seen = gs_strdup(gs_table_first_seen(version));
	r->stable = gs_version_parse(&v, version) && v.pre == 0;
	return r;
}

static struct gs_release_file *find_file(const struct gs_release *r,
					 const char *filename)
{
	for (size_t i = 0; i < r->n_files; i++)
		if (gs_streq(r->files[i].filename, filename))
			return &r->files[i];
	return NULL;
}

static struct gs_release_file *add_file(struct gs_release *r,
					const char *filename)
{
	struct gs_release_file *f;

	r->files = gs_grow(r->files, r->n_files, &r->cap_files, sizeof(*f));
	f = &r->files[r->n_files++];
	memset(f, 0, sizeof(*f));
	f->filename = gs_strdup(filename);
	return f;
}

static int newest_first(const void *a, const void *b)
{
	const struct gs_release *ra = a, *rb = b;

	return gs_version_compare_text(rb->version, ra->version);
}

static void sort_releases(struct gs_catalog *c)
{
	if (c->n > 0)
		qsort(c->releases, c->n, sizeof(*c->releases), newest_first);
}

/* ---- table ------------------------------------------------------------- */
/* Operating system, architecture and kind as the index would write them. */
static void describe_suffix(struct gs_release_file *f, const char *suffix)
{
	const char *dash = strchr(suffix, '-'), *dot = strchr(suffix, '.');
	bool source = gs_starts(suffix, "src.");

	f->kind = gs_strdup(source ? "source" : "archive");
	f->os = dash && !source ? gs_strndup(suffix, (size_t)(dash - suffix))
				 : gs_strdup("");
	f->arch = dash && dot && !source
			  ? gs_strndup(dash + 1, (size_t)(dot - dash - 1))
			  : gs_strdup("");
}

static void merge_version(struct gs_catalog *c, size_t v)
{
	const struct gs_table_version *t = &gs_table_versions[v];
	struct gs_release *r = want_release(c, t->version);

	for (int i = t[0].first; i < t[1].first; i++) {
		const char *suffix = gs_table_suffixes[gs_table_kinds[i]];
		gs_autofree char *name = gs_printf("go%s.%s", t->version,
						   suffix);
		struct gs_release_file *f;

		if (find_file(r, name))
			continue;
		f = add_file(r, name);
		describe_suffix(f, suffix);
		gs_table_hex(i, f->sha256);
	}
}

void gs_catalog_merge_table(struct gs_catalog *c)
{
	for (size_t v = gs_table_n_versions; v-- > 0; )
		merge_version(c, v);
	sort_releases(c);
}

void gs_catalog_load_table(struct gs_catalog *c)
{
	gs_catalog_release(c);
	gs_catalog_merge_table(c);
}

/* ---- index ------------------------------------------------------------- */
/* The name becomes part of a URL and of a path. */
static bool good_name(const char *name, const char *version)
{
	gs_autofree char *start = gs_printf("go%s.", version);

	return name && gs_starts(name, start) && strlen(name) < 128 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789._-+") == strlen(name);
}

static void parse_file(struct gs_release *r, const json_t *v)
{
	const char *name = gs_json_str(v, "filename", NULL);
	const char *kind = gs_json_str(v, "kind", "");
	const char *sha = gs_json_str(v, "sha256", "");
	long long size = gs_json_int(v, "size", 0);
	struct gs_release_file *f;

	if (!good_name(name, r->version) || find_file(r, name) ||
	    r->n_files >= MAX_FILES)
		return;
	if (!gs_streq(kind, "archive") && !gs_streq(kind, "installer") &&
	    !gs_streq(kind, "source"))
		return;
	f = add_file(r, name);
	f->kind = gs_strdup(kind);
	f->os = gs_strdup(gs_json_str(v, "os", ""));
	f->arch = gs_strdup(gs_json_str(v, "arch", ""));
	f->size_bytes = size > 0 ? size : 0;
	f->indexed = true;
	if (gs_sha256_valid(sha))
		for (int i = 0; i < 64; i++)
			f->sha256[i] = sha[i] >= 'A' && sha[i] <= 'F'
					       ? (char)(sha[i] + 32) : sha[i];
}

static void parse_release(struct gs_catalog *c, const json_t *v)
{
	const char *version = gs_json_str(v, "version", NULL);
	struct gs_version parsed;
	struct gs_release *r;
	json_t *file;
	size_t i;

	if (!version || !gs_starts(version, "go") ||
	    !gs_version_parse(&parsed, version) || c->n >= MAX_RELEASES)
		return;
	r = want_release(c, version + 2);
	r->stable = parsed.pre == 0 && gs_json_bool(v, "stable", true);
	json_array_foreach(json_object_get(v, "files"), i, file)
		parse_file(r, file);
}

void gs_catalog_add_index(struct gs_catalog *c, const json_t *releases)
{
	json_t *release;
	size_t i;

	json_array_foreach(releases, i, release)
		parse_release(c, release);
	sort_releases(c);
}

static bool is_web_page(const char *text, size_t n)
{
	size_t i = 0;

	while (i < n && strchr(" \t\r\n\xEF\xBB\xBF", text[i]) && text[i])
		i++;
	return i < n && text[i] == '<';
}

int gs_catalog_parse(struct gs_catalog *c, const char *text, size_t n,
		     const char *what, struct gs_error *err)
{
	json_t *v;

	drop_releases(c);
	if (is_web_page(text, n)) {
		gs_error_set(err, GS_ERR_FORMAT,
			     _("'%s' is a web page, not a release index"),
			     what);
		gs_error_hint(err, _("A portal or proxy may want you to log in first."));
		return GS_ERR_FORMAT;
	}
	v = gs_json_parse(text, n, what, err);
	if (!v)
		return GS_ERR_FORMAT;
	gs_catalog_add_index(c, v);
	json_decref(v);
	if (c->n == 0)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("'%s' names no Go release"), what);
	return 0;
}
