/* SPDX-License-Identifier: MIT */
/* Reading release indexes: odd, damaged, cached, passed on. */
#include "config.h"

#include <time.h>

#include "base/fileio.h"
#include "catalog/catalog.h"
#include "catalog/fetch.h"
#include "tests/mirror/mirror.h"
#include "tests/tap.h"

static const char odd[] =
	"[{\"version\":\"go1.28.0\",\"stable\":true,\"later\":{},\"files\":["
	"{\"filename\":\"go1.28.0.src.tar.gz\",\"os\":\"\",\"arch\":\"\","
	"\"kind\":\"source\",\"size\":5},"
	"{\"filename\":\"go1.28.0.linux-armv6l.tar.gz\",\"os\":\"linux\","
	"\"arch\":\"armv6l\",\"kind\":\"archive\",\"size\":7,\"sha256\":"
	"\"ABCDEF0000000000000000000000000000000000000000000000000000000000\"},"
	"{\"filename\":\"go1.28.0.linux-amd64.tar.gz\",\"os\":\"linux\","
	"\"arch\":\"amd64\",\"kind\":\"hologram\"},"
	"{\"filename\":\"../../go1.28.0.evil\",\"kind\":\"archive\"},"
	"{\"filename\":\"go1.28.0./../x\",\"kind\":\"archive\"},"
	"{\"filename\":\"go1.4-bootstrap-20170531.tar.gz\","
	"\"kind\":\"source\"}, 5, null, {}]},"
	"{\"version\":\"go1.9.2rc2\",\"stable\":false,\"files\":["
	"{\"filename\":\"go1.9.2rc2.linux-amd64.tar.gz\",\"os\":\"linux\","
	"\"arch\":\"amd64\",\"kind\":\"archive\",\"sha256\":\"\",\"size\":0}]},"
	"{\"version\":\"go1.9.2\",\"stable\":true,\"files\":[]},"
	"{\"version\":\"go1.4-bootstrap-20170531\",\"files\":[]},"
	"{\"version\":7}, \"text\", null]";

static int parse(struct gs_catalog *c, const char *text, struct gs_error *err)
{
	return gs_catalog_parse(c, text, strlen(text), "index", err);
}

static void test_odd(void)
{
	const struct gs_release_file *f;
	struct gs_catalog c;

	gs_catalog_init(&c);
	is_int(parse(&c, odd, NULL), 0, "odd entries are no error");
	is_int(c.n, 3, "releases with a name");
	is_str(c.releases[0].version, "1.28.0", "newest first");
	is_str(c.releases[2].version, "1.9.2rc2", "candidate of a patch");
	ok(!c.releases[2].stable, "is not stable");
	is_int(c.releases[0].n_files, 2, "files with good names and kinds");
	f = gs_release_archive(&c.releases[0], "linux-armv6l");
	ok(f && f->size_bytes == 7, "found by platform");
	ok(f && gs_starts(f->sha256, "abcdef00"), "checksum in lower case");
	f = gs_release_archive(&c.releases[2], "linux-amd64");
	ok(f && gs_empty(f->sha256), "empty checksum stays empty");
	ok(!gs_release_archive(&c.releases[0], "linux-amd64"), "unknown kind");
	gs_catalog_merge_table(&c);
	is_int(c.n, 3 + 206, "with the table");
	is_str(c.releases[1].version, "1.27.0", "still newest first");
	gs_catalog_release(&c);
}

static void test_broken(void)
{
	static const char *const texts[] = {
		"", " ", "{}", "[]", "null", "[{\"version\":\"go1.28.0\"",
		"[1,2]", "[{\"version\":\"1.28.0\"}]", "\xFF\xFE",
	};
	static const char page[] = "\xEF\xBB\xBF \n<!DOCTYPE html>";
	struct gs_error err = GS_ERROR_INIT;
	struct gs_catalog c;

	gs_catalog_init(&c);
	for (size_t i = 0; i < GS_COUNT(texts); i++) {
		struct gs_error e = GS_ERROR_INIT;

		is_int(parse(&c, texts[i], &e), GS_ERR_FORMAT, "refused: %s",
		       i == 8 ? "binary" : texts[i]);
		ok(e.text[0], "says why: %s", e.text);
	}
	is_int(parse(&c, page, &err), GS_ERR_FORMAT, "a web page");
	is_str(err.text, "'index' is a web page, not a release index",
	       "is called one");
	gs_catalog_release(&c);
}

static void test_pass(void)
{
	struct gs_catalog a, b;
	gs_autofree char *ta = NULL, *tb = NULL;
	json_t *va, *vb;

	gs_catalog_init(&a);
	gs_catalog_init(&b);
	parse(&a, odd, NULL);
	a.origin = GS_CATALOG_CACHE;
	a.fetched_at = 1234567;
	gs_set(&a.index_url, "https://go.dev/dl/");
	gs_set(&a.note, "why");
	gs_catalog_merge_table(&a);
	va = gs_catalog_to_json(&a);
	is_int(gs_catalog_from_json(&b, va, NULL), 0, "passes on");
	vb = gs_catalog_to_json(&b);
	ta = gs_json_dump(va, false);
	tb = gs_json_dump(vb, false);
	is_str(tb, ta, "comes back the same");
	is_int(b.n, a.n - 1, "but for the release without files");
	json_decref(va);
	json_decref(vb);
	va = json_object();
	is_int(gs_catalog_from_json(&b, va, NULL), GS_ERR_FORMAT,
	       "anything else is refused");
	json_decref(va);
	gs_catalog_release(&a);
	gs_catalog_release(&b);
}

/* ---- fetching ---------------------------------------------------------- */
static void write_file(const char *path, const char *p, size_t n)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(p, 1, n, f) != n || fclose(f) != 0)
		abort();
}

/* Changes a member of the cache file: its age, its body. */
static void edit_cache(const char *path, const char *key, json_t *value)
{
	struct gs_buf b = GS_BUF_INIT;
	gs_autofree char *text = NULL;
	json_t *v;

	gs_read_file(&b, path, 1 << 20, NULL);
	v = gs_json_parse(gs_buf_str(&b), b.len, path, NULL);
	gs_json_set(v, key, value);
	text = gs_json_dump(v, false);
	write_file(path, text, strlen(text));
	json_decref(v);
	gs_buf_release(&b);
}

static void test_hosts(const char *port, const char *cache)
{
	gs_autofree char *bad = gs_printf("http://127.0.0.1:%s/html/x", port);
	gs_autofree char *url = gs_printf(
		"http://127.0.0.1:%s/dl/?mode=json&include=all", port);
	const char *const urls[] = { bad, url, NULL };
	const char *const dead[] = { url + strlen(url), bad, NULL };
	struct gs_buf b = GS_BUF_INIT;
	struct gs_catalog c;
	gs_autofree char *etag = NULL, *shown = NULL, *platform = NULL;

	gs_catalog_init(&c);
	gs_catalog_load_hosts(&c, urls, false, cache);
	is_int(c.origin, GS_CATALOG_INDEX, "the second host answers");
	is_int(c.n, 206, "index and table together");
	platform = mirror("platform", NULL);
	ok(gs_catalog_find(&c, "1.19.8", platform, NULL), "found");
	ok(c.raw.len > 0 && !gs_empty(c.etag), "text and ETag are kept");
	ok(!c.index_tls, "no proof without TLS");
	etag = gs_strdup(c.etag);
	gs_catalog_cache_bytes(&c, &b);
	write_file(cache, b.ptr, b.len);

	gs_catalog_load_hosts(&c, dead, false, cache);
	is_int(c.origin, GS_CATALOG_TABLE, "cache of another host: not used");
	gs_catalog_load_hosts(&c, urls, false, cache);
	is_int(c.origin, GS_CATALOG_CACHE, "a fresh cache is not asked for");
	is_int(c.raw.len, 0, "and need not be written again");
	edit_cache(cache, "fetched_at", json_integer(time(NULL) - 7200));
	gs_catalog_load_hosts(&c, urls, false, cache);
	is_int(c.origin, GS_CATALOG_INDEX, "an old one is");
	is_str(c.etag, etag, "with its ETag");
	edit_cache(cache, "body", json_string("[{\"version\":\"go1.30.0\","
		"\"files\":[{\"filename\":\"go1.30.0.linux-386.tar.gz\","
		"\"os\":\"linux\",\"arch\":\"386\",\"kind\":\"archive\"}]}]"));
	gs_catalog_load_hosts(&c, urls, false, cache);
	is_int(c.origin, GS_CATALOG_INDEX, "not modified, says the host");
	is_str(c.releases[0].version, "1.30.0", "so the cached text serves");
	gs_catalog_load_hosts(&c, urls, true, cache);
	is_int(c.origin, GS_CATALOG_CACHE, "offline: the cache");
	shown = gs_catalog_describe(&c);
	ok(gs_starts(shown, "list from 127.0.0.1:") &&
	   gs_ends(shown, ", 2 hours old: offline"), "described: %s", shown);
	gs_buf_release(&b);
	gs_catalog_release(&c);
}

static void test_offline(void)
{
	struct gs_options opts = { .offline = true };
	gs_autofree char *shown = NULL;
	struct gs_catalog c;

	gs_catalog_init(&c);
	is_int(gs_catalog_load(&c, &opts, NULL, NULL), 0, "offline, no cache");
	is_int(c.origin, GS_CATALOG_TABLE, "the table serves");
	shown = gs_catalog_describe(&c);
	is_str(shown, "built-in list of 2026-08-19: offline", "and says so");
	gs_catalog_release(&c);
}

static void test_user_index(const char *port, const char *dir)
{
	gs_autofree char *url = gs_printf("http://u:pw@127.0.0.1:%s/dl/", port);
	gs_autofree char *gone = gs_printf("http://u:pw@127.0.0.1:%s/notfound/",
					   port);
	gs_autofree char *path = gs_printf("%s/www/index.json", dir);
	struct gs_error err = GS_ERROR_INIT;
	struct gs_options opts = { .index = url };
	struct gs_catalog c;

	gs_catalog_init(&c);
	is_int(gs_catalog_load(&c, &opts, NULL, NULL), 0, "--index URL");
	is_int(c.n, 2, "has only what it says");
	is_int(c.origin, GS_CATALOG_USER_INDEX, "is the user's");
	ok(!strstr(c.index_url, "pw"), "password hidden: %s", c.index_url);
	opts.index = path;
	is_int(gs_catalog_load(&c, &opts, NULL, NULL), 0, "--index PATH");
	is_int(c.n, 2, "the same");
	opts.index = gone;
	is_int(gs_catalog_load(&c, &opts, NULL, &err), GS_ERR_NETWORK, "404");
	ok(!strstr(err.text, "pw"), "password hidden: %s", err.text);
	gs_catalog_release(&c);
}

int main(void)
{
	gs_autofree char *dir = scratch_make(), *port = NULL, *cache = NULL;

	test_odd();
	test_broken();
	test_pass();
	test_offline();
	cache = gs_printf("%s/cache.json", dir);
	port = mirror("start", dir);
	if (gs_empty(port)) {
		tap_skip("fetching", "no local mirror here");
	} else {
		test_hosts(port, cache);
		test_user_index(port, dir);
		free(mirror("stop", dir));
	}
	scratch_remove(dir);
	return tap_done();
}
