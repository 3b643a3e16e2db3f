/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fileio.h"
#include "base/http.h"
#include "base/i18n.h"

enum {
	MAX_INDEX = 32 << 20,
	TIMEOUT_MS = 15000,     /* connecting has 3 s of its own */
	FRESH_SECONDS = 3600,
};

/* Both are run by the Go project; the second is meant for mainland China. */
static const char *const official[] = {
	"https://go.dev/dl/?mode=json&include=all",
	"https://golang.google.cn/dl/?mode=json&include=all",
	NULL,
};

struct cache {
	char *url, *etag, *body;
	int64_t fetched_at;
};

static void cache_release(struct cache *k)
{
	free(k->url);
	free(k->etag);
	free(k->body);
}

static bool is_official(const char *url)
{
	return gs_starts(url, "https://go.dev/") ||
	       gs_starts(url, "https://golang.google.cn/");
}

/* Leaves k empty when there is no cache that can be used. */
static void cache_read(struct cache *k, const char *const *urls,
		       const char *file)
{
	struct gs_buf b = GS_BUF_INIT;
	const char *url;
	json_t *v = NULL;

	memset(k, 0, sizeof(*k));
	if (!file || gs_read_file(&b, file, 2 * MAX_INDEX, NULL) != 0)
		goto out;
	v = gs_json_parse(gs_buf_str(&b), b.len, file, NULL);
	url = gs_json_str(v, "url", "");
	while (*urls && !gs_streq(*urls, url))
		urls++;
	if (!*urls)
		goto out;
	k->url = gs_strdup(url);
	k->etag = gs_strdup(gs_json_str(v, "etag", NULL));
	k->body = gs_strdup(gs_json_str(v, "body", NULL));
	k->fetched_at = gs_json_int(v, "fetched_at", 0);
out:
	json_decref(v);
	gs_buf_release(&b);
}

void gs_catalog_cache_bytes(const struct gs_catalog *c, struct gs_buf *out)
{
	json_t *v;
	gs_autofree char *text = NULL;

	if (c->raw.len == 0)
		return;
	v = json_object();
	gs_json_set(v, "format", json_integer(1));
	gs_json_set(v, "url", gs_json_text(c->index_url));
	gs_json_set(v, "etag", gs_json_text(c->etag));
	gs_json_set(v, "fetched_at", json_integer(c->fetched_at));
	gs_json_set(v, "body", gs_json_text(gs_buf_str(&c->raw)));
	text = gs_json_dump(v, false);
	json_decref(v);
	gs_buf_adds(out, text);
}

static void set_origin(struct gs_catalog *c, enum gs_catalog_origin origin,
		       const char *url, int64_t when)
{
	free(c->index_url);
	c->index_url = gs_url_mask(url);
	c->index_tls = is_official(url);
	c->origin = origin;
	c->fetched_at = when;
}

/* One official host; the cached text when the host says it is still good. */
static int try_host(struct gs_catalog *c, const char *url,
		    const struct cache *k, struct gs_error *err)
{
	bool known = k->body && gs_streq(k->url, url);
	struct gs_http_get g = {
		.url = url,
		.etag = known ? k->etag : NULL,
		.max_bytes = MAX_INDEX,
		.timeout_ms = TIMEOUT_MS,
	};
	const char *text;
	int rc = gs_http_get(&g, err);

	if (rc != 0)
		goto out;
	if (known && g.status == 304)
		gs_buf_set(&g.body, k->body, strlen(k->body));
	text = gs_buf_str(&g.body);
	rc = gs_catalog_parse(c, text, g.body.len, url, err);
	if (rc != 0)
		goto out;
	set_origin(c, GS_CATALOG_INDEX, url, (int64_t)time(NULL));
	gs_buf_set(&c->raw, text, g.body.len);
	gs_set(&c->etag, g.status == 304 ? k->etag : g.new_etag);
out:
	gs_http_get_release(&g);
	return rc;
}

static int load_cache(struct gs_catalog *c, const struct cache *k,
		      const char *note)
{
	int rc = gs_catalog_parse(c, k->body, strlen(k->body), k->url, NULL);

	if (rc != 0)
		return rc;
	set_origin(c, GS_CATALOG_CACHE, k->url, k->fetched_at);
	gs_set(&c->note, note);
	return 0;
}

static bool is_fresh(const struct cache *k)
{
	int64_t age = (int64_t)time(NULL) - k->fetched_at;

	return k->body && age >= 0 && age < FRESH_SECONDS;
}

void gs_catalog_load_hosts(struct gs_catalog *c, const char *const *urls,
			   bool offline, const char *cache_file)
{
	struct gs_error first = GS_ERROR_INIT;
	struct cache k;
	int rc = GS_ERR_FAILED;

	cache_read(&k, urls, cache_file);
	if (is_fresh(&k))
		rc = load_cache(c, &k, NULL);
	for (size_t i = 0; rc != 0 && !offline && urls[i]; i++)
		rc = try_host(c, urls[i], &k, &first);
	if (offline)
		gs_error_set(&first, GS_ERR_NETWORK, _("offline"));
	if (rc != 0 && k.body)
		rc = load_cache(c, &k, first.text);
	if (rc != 0) {
		gs_catalog_release(c);
		gs_set(&c->note, first.text);
	}
	cache_release(&k);
	gs_catalog_merge_table(c);
}

static int load_user(struct gs_catalog *c, const char *where,
		     struct gs_error *err)
{
	struct gs_http_get g = {
		.url = where,
		.max_bytes = MAX_INDEX,
		.timeout_ms = TIMEOUT_MS,
	};
	gs_autofree char *name = gs_url_mask(where);
	int rc;

	if (strstr(where, "://"))
		rc = gs_http_get(&g, err);
	else
		rc = gs_read_file(&g.body, where, MAX_INDEX, err);
	if (rc == 0)
		rc = gs_catalog_parse(c, gs_buf_str(&g.body), g.body.len, name,
				      err);
	if (rc == 0)
		set_origin(c, GS_CATALOG_USER_INDEX, where,
			   (int64_t)time(NULL));
	gs_http_get_release(&g);
	return rc;
}

int gs_catalog_load(struct gs_catalog *c, const struct gs_options *opts,
		    const char *cache_file, struct gs_error *err)
{
	gs_catalog_release(c);
	if (!gs_empty(opts->index))
		return load_user(c, opts->index, err);
	gs_catalog_load_hosts(c, official, opts->offline, cache_file);
	return 0;
}
