/* SPDX-License-Identifier: MIT */
/* Archives from good and bad mirrors, broken off and taken up again. */
#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/fileio.h"
#include "base/path.h"
#include "catalog/catalog.h"
#include "install/install.h"
#include "tests/mirror/mirror.h"
#include "tests/tap.h"

static char *scratch, *port, *platform, *stage, *part;
static char *small_name, *big_name, *small_sha, *big_sha;
static int64_t small_size;

/* Filled by the callbacks. */
static struct seen {
	int64_t done, total, files;
	int notes;
	int64_t cancel_at;      /* bytes; 0 never */
} seen;

static void on_progress(void *user, int step, const char *task, int64_t done,
			int64_t total, enum gs_unit unit)
{
	(void)user, (void)step, (void)unit;
	if (gs_streq(task, "download")) {
		seen.done = done;
		seen.total = total;
	} else {
		seen.files = done;
	}
}

static void on_event(void *user, const struct gs_event *ev)
{
	(void)user;
	seen.notes += ev->type == GS_EVENT_NOTE;
}

static bool on_cancelled(void *user)
{
	(void)user;
	return seen.cancel_at && seen.done >= seen.cancel_at;
}

static const struct gs_report report = {
	.event = on_event,
	.progress = on_progress,
	.cancelled = on_cancelled,
};

static char *url(const char *prefix, const char *name)
{
	return gs_printf("http://127.0.0.1:%s/%s/%s", port, prefix, name);
}

static struct gs_tree_source source(void)
{
	struct gs_tree_source s = {
		.version = gs_strdup("1.19.7"),
		.filename = gs_strdup(small_name),
		.size_bytes = small_size,
		.runs_here = true,
	};

	memcpy(s.sha256, small_sha, GS_SHA256_HEX);
	return s;
}

static void source_release(struct gs_tree_source *s)
{
	free(s->version);
	free(s->filename);
	free(s->local_path);
	gs_strv_release(&s->urls);
}

/* Into a new stage; the source is released. */
static int install(struct gs_tree_source *s, const char *part_file,
		   struct gs_install_result *res, struct gs_error *err)
{
	int rc;

	scratch_remove(stage);
	mkdir(stage, 0755);
	gs_error_clear(err);
	seen = (struct seen){ .cancel_at = seen.cancel_at };
	rc = gs_install_tree(s, stage, part_file, 0, &report, res, err);
	source_release(s);
	return rc;
}

static int64_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

/* ---- good and bad mirrors ---------------------------------------------- */
static void test_good(void)
{
	static const char *const ways[] = { "dl", "redirect", "norange",
					    "flaky" };
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;

	for (size_t i = 0; i < GS_COUNT(ways); i++) {
		struct gs_tree_source s = source();
		gs_autofree char *from = url(ways[i], small_name);

		gs_strv_add(&s.urls, from);
		is_int(install(&s, part, &res, &err), 0, "from /%s/", ways[i]);
		is_str(err.text, "", "without a word");
		is_str(res.sha256, small_sha, "checksum");
		is_str(res.from, from, "tells from where");
		is_int(res.archive_bytes, small_size, "bytes");
		is_int(res.files, 12, "entries");
		is_int(seen.done, small_size, "reported to the end");
		is_int(seen.total, small_size, "with the total");
		is_int(size_of(part), -1, "part file removed");
		ok(!res.resumed, "not resumed from an earlier run");
		gs_install_result_release(&res);
	}
}

static void test_bad(void)
{
	static const struct {
		const char *way;
		int code;
		const char *says;
	} bad[] = {
		{ "wrong", GS_ERR_CHECKSUM, "damaged" },
		{ "short", GS_ERR_CHECKSUM, "bytes, not the" },
		{ "evil", GS_ERR_CHECKSUM, "not the 7" },
		{ "html", GS_ERR_NETWORK, "looks like a web page" },
		{ "notfound", GS_ERR_NETWORK, "the server answered 404" },
	};
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;

	for (size_t i = 0; i < GS_COUNT(bad); i++) {
		struct gs_tree_source s = source();

		gs_strv_steal(&s.urls, url(bad[i].way, small_name));
		is_int(install(&s, part, &res, &err), bad[i].code, "from /%s/",
		       bad[i].way);
		ok(strstr(err.text, bad[i].says), "says: %s", err.text);
		ok(strstr(err.hint, "--mirror"), "hint: %s", err.hint);
		is_int(size_of(part), -1, "no part is kept");
		gs_install_result_release(&res);
	}
}

/* A good archive that is not the right one: only the checksum tells. */
static void test_forged(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();

	s.size_bytes = 0;
	gs_strv_steal(&s.urls, url("evil", small_name));
	is_int(install(&s, part, &res, &err), GS_ERR_CHECKSUM, "forged");
	ok(strstr(err.text, "is not the file that was expected") &&
	   strstr(err.text, small_sha), "says: %s", err.text);
	is_int(size_of(part), -1, "no part is kept");
	gs_install_result_release(&res);
	s = source();
	s.size_bytes = 0;
	gs_strv_steal(&s.urls, url("short", small_name));
	is_int(install(&s, part, &res, &err), GS_ERR_CHECKSUM, "cut short");
	ok(strstr(err.text, "cut short"), "says: %s", err.text);
	gs_install_result_release(&res);
}

static void test_fallback(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();

	gs_strv_add(&s.urls, "http://127.0.0.1:1/none");
	gs_strv_steal(&s.urls, url("notfound", small_name));
	gs_strv_steal(&s.urls, url("html", small_name));
	gs_strv_steal(&s.urls, url("short", small_name));
	gs_strv_steal(&s.urls, url("dl", small_name));
	is_int(install(&s, NULL, &res, &err), 0, "the fifth mirror is good");
	is_int(seen.notes, 4, "the others are reported");
	gs_install_result_release(&res);
	s = source();
	is_int(install(&s, NULL, &res, &err), GS_ERR_NETWORK, "no mirror");
	gs_install_result_release(&res);
	s = source();
	gs_strv_add(&s.urls, "http://user:secret@127.0.0.1:1/none");
	is_int(install(&s, NULL, &res, &err), GS_ERR_NETWORK, "nobody there");
	ok(!strstr(err.text, "secret"), "password hidden: %s", err.text);
	gs_install_result_release(&res);
}

/* ---- parts ------------------------------------------------------------- */
static void test_resume(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();

	gs_strv_steal(&s.urls, url("dies", small_name));
	is_int(install(&s, part, &res, &err), GS_ERR_NETWORK, "cut off");
	is_int(size_of(part), small_size / 2, "the part is kept");
	is_int(res.archive_bytes, small_size / 2, "nothing came twice");
	gs_install_result_release(&res);
	s = source();
	gs_strv_steal(&s.urls, url("dl", small_name));
	is_int(install(&s, part, &res, &err), 0, "the next run goes on");
	ok(res.resumed, "from the part");
	is_int(size_of(part), -1, "which is removed then");
	gs_install_result_release(&res);
}

static void make_part(const char *bytes, size_t n)
{
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || gs_write_all(fd, bytes, n) < 0)
		abort();
	close(fd);
}

static void test_bad_part(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();

	make_part("<html>", 6);
	gs_strv_steal(&s.urls, url("dl", small_name));
	is_int(install(&s, part, &res, &err), 0, "a part that is no archive");
	ok(!res.resumed, "is thrown away");
	gs_install_result_release(&res);

	s = source();
	make_part("\x1F\x8B\x08\0\0\0\0\0\0\xFF\xFF\xFF", 12);
	gs_strv_steal(&s.urls, url("dl", small_name));
	is_int(install(&s, part, &res, &err), GS_ERR_CHECKSUM,
	       "a damaged part spoils the run");
	is_int(size_of(part), -1, "but not the next one");
	gs_install_result_release(&res);

	s = source();
	s.sha256[0] = '\0';
	make_part("\x1F\x8B\x08", 3);
	gs_strv_steal(&s.urls, url("dl", small_name));
	is_int(install(&s, part, &res, &err), 0,
	       "without a checksum no part is used");
	ok(!res.resumed, "but all fetched anew");
	gs_install_result_release(&res);
}

static void test_cancel(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();
	long long start = gs_now_ms();

	memcpy(s.sha256, big_sha, GS_SHA256_HEX);
	s.size_bytes = 0;
	s.runs_here = false;
	gs_strv_steal(&s.urls, url("slow", big_name));
	seen.cancel_at = 200000;
	is_int(install(&s, part, &res, &err), GS_ERR_CANCELLED, "cancelled");
	ok(gs_now_ms() - start < 5000, "soon");
	ok(size_of(part) >= 200000, "what came is kept");
	seen.cancel_at = 0;
	gs_install_result_release(&res);
	unlink(part);
}

/* ---- local files ------------------------------------------------------- */
static void test_local(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();
	gs_autofree char *path = gs_printf("%s/www/dl/%s", scratch, small_name);
	gs_autofree char *fifo = gs_path_join(scratch, "fifo");

	s.local_path = gs_strdup(path);
	is_int(install(&s, NULL, &res, &err), 0, "a local archive");
	is_str(res.from, path, "tells which");
	gs_install_result_release(&res);
	s = source();
	gs_strv_steal(&s.urls, gs_printf("file://%s", path));
	is_int(install(&s, part, &res, &err), 0, "a file: URL");
	is_int(res.files, 12, "entries");
	gs_install_result_release(&res);
	s = source();
	s.local_path = gs_strdup(path);
	s.sha256[0] = s.sha256[0] == 'a' ? 'b' : 'a';
	is_int(install(&s, NULL, &res, &err), GS_ERR_CHECKSUM, "wrong sum");
	gs_install_result_release(&res);
	s = source();
	s.local_path = gs_strdup(scratch);
	is_int(install(&s, NULL, &res, &err), GS_ERR_FORMAT, "a directory");
	gs_install_result_release(&res);
	s = source();
	mkfifo(fifo, 0600);
	s.local_path = gs_strdup(fifo);
	is_int(install(&s, NULL, &res, &err), GS_ERR_FORMAT, "a FIFO");
	gs_install_result_release(&res);
	s = source();
	s.local_path = gs_strdup("/nonexistent");
	is_int(install(&s, NULL, &res, &err), GS_ERR_FAILED, "nothing");
	gs_install_result_release(&res);
}

static void test_probe(void)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *path = gs_printf("%s/www/dl/%s", scratch, small_name);
	gs_autofree char *big = gs_printf("%s/www/dl/%s", scratch, big_name);
	gs_autofree char *bad = gs_printf("%s/www/wrong/%s", scratch,
					  small_name);
	char *version = NULL, sha[GS_SHA256_HEX];

	is_int(gs_archive_probe(path, &version, sha, &err), 0, "probe");
	is_str(version, "1.19.7", "version");
	is_str(sha, small_sha, "checksum");
	free(version);
	is_int(gs_archive_probe(big, &version, sha, &err), 0, "a large one");
	is_str(version, "1.19.8", "version");
	is_str(sha, big_sha, "checksum of all of it");
	free(version);
	is_int(gs_archive_probe(bad, &version, sha, &err), GS_ERR_FORMAT,
	       "a damaged one");
	ok(strstr(err.text, bad), "says: %s", err.text);
	gs_error_clear(&err);
	ok(gs_archive_probe(scratch, &version, sha, &err) != 0, "no file");
	is_str(version, NULL, "no version");
}

static void test_runs(void)
{
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_tree_source s = source();

	memcpy(s.sha256, big_sha, GS_SHA256_HEX);
	s.size_bytes = 0;
	gs_set(&s.version, "1.19.8");
	gs_strv_steal(&s.urls, url("flaky", big_name));
	is_int(install(&s, part, &res, &err), 0, "the real Go, broken off");
	is_str(err.text, "", "without a word");
	ok(res.files > 13000 && res.tree_bytes > 400000000,
	   "%lld entries, %lld bytes", (long long)res.files,
	   (long long)res.tree_bytes);
	gs_install_result_release(&res);
}

/* ------------------------------------------------------------------------ */
static bool read_index(void)
{
	gs_autofree char *path = gs_path_join(scratch, "www/index.json");
	struct gs_options opts = { .index = path };
	const struct gs_release_file *a, *b;
	struct gs_catalog c;

	gs_catalog_init(&c);
	if (gs_catalog_load(&c, &opts, NULL, NULL) != 0 || c.n != 2)
		return false;
	a = gs_release_archive(&c.releases[1], platform);
	b = gs_release_archive(&c.releases[0], platform);
	small_name = gs_strdup(a->filename);
	small_sha = gs_strdup(a->sha256);
	small_size = a->size_bytes;
	big_name = gs_strdup(b->filename);
	big_sha = gs_strdup(b->sha256);
	gs_catalog_release(&c);
	return true;
}

int main(void)
{
	scratch = scratch_make();
	port = mirror("start", scratch);
	platform = mirror("platform", NULL);
	stage = gs_path_join(scratch, "stage");
	part = gs_path_join(scratch, "part");
	if (gs_empty(port)) {
		tap_skip("fetching", "no local mirror here");
	} else if (ok(read_index(), "the index of the mirror")) {
		test_good();
		test_bad();
		test_forged();
		test_fallback();
		test_resume();
		test_bad_part();
		test_cancel();
		test_local();
		test_probe();
		test_runs();
		free(mirror("stop", scratch));
	}
	scratch_remove(scratch);
	return tap_done();
}
