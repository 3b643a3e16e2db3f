/* SPDX-License-Identifier: MIT */
/* Versions, the compiled-in table, and choosing from a catalogue. */
#include "config.h"

#include "base/buf.h"
#include "base/fileio.h"
#include "catalog/catalog.h"
#include "catalog/table.h"
#include "tests/tap.h"

static void test_versions(void)
{
	static const char *const order[] = {
		"1.2.2", "1.4", "1.9", "1.9.2rc2", "1.9.2", "1.10beta1",
		"1.10beta2", "1.10rc1", "1.10rc2", "1.10rc10", "1.10",
		"1.10.1", "1.10.10", "1.20rc1", "1.20", "1.20.1", "1.21rc2",
		"1.21.0", "1.26.7", "1.27rc1", "1.27.0", "1.27.3", "2.0",
	};
	static const char *const bad[] = {
		"", "go", "1", "1.", "1.x", "v1.2", "1.2.3.4", "1.2rc",
		"1.2-3", "1.2 ", " 1.2", "1.02", "stable", "1.2alpha1",
		"1.99999", "devel go1.28", "go1.4-bootstrap-20170531",
	};
	struct gs_version v;
	int wrong = 0;

	for (size_t i = 0; i < GS_COUNT(order); i++)
		for (size_t j = 0; j < GS_COUNT(order); j++) {
			int c = gs_version_compare_text(order[i], order[j]);

			wrong += i < j ? c >= 0 : i > j ? c <= 0 : c != 0;
		}
	is_int(wrong, 0, "beta < rc < release, by number");
	for (size_t i = 0; i < GS_COUNT(bad); i++)
		ok(!gs_version_parse(&v, bad[i]), "'%s' is no version", bad[i]);
	ok(!gs_version_parse(&v, NULL), "nor is nothing");
	is_int(gs_version_compare_text("1.20", "1.20.0"), 0, "1.20 = 1.20.0");
	is_int(gs_version_compare_text("go1.20", "1.20"), 0, "with go or not");
	is_int(gs_version_compare_text("1.2", "junk"), 1, "junk comes first");
	ok(gs_version_parse(&v, "go1.9.2rc2") && v.major == 1 && v.minor == 9 &&
	   v.patch == 2 && v.pre == -1 && v.pre_number == 2, "go1.9.2rc2");
	ok(gs_version_parse(&v, "1.26") && v.patch == -1, "patch not written");
}

/* Every line of the file that the table was made from. */
static void test_table(const char *tsv)
{
	struct gs_buf b = GS_BUF_INIT;
	char hex[GS_SHA256_HEX];
	int lines = 0, wrong = 0;

	if (!ok(gs_read_file(&b, tsv, 8 << 20, NULL) == 0, "reads %s", tsv))
		return;
	for (char *at = b.ptr, *end; (end = strchr(at, '\n')); at = end + 1) {
		char *tab = memchr(at, '\t', (size_t)(end - at));

		*tab = '\0';
		lines++;
		if (!gs_table_checksum(at, hex) || strncmp(hex, tab + 1, 64))
			wrong++;
		tab[1 + 64] = '\0';
	}
	is_int(lines, 5306, "lines in the file");
	is_int(gs_table_count(), 5306, "files in the table");
	is_int(wrong, 0, "all found with their checksums");
	is_str(gs_table_date(), "2026-08-19", "day of the newest entry");
	ok(gs_table_bytes() < 200000, "small: %zu bytes", gs_table_bytes());
	gs_buf_release(&b);
}

static void test_table_misses(void)
{
	static const char *const absent[] = {
		"", "g", "go", "go1", "go1.", "go1.26.4",
		"go1.26.4.linux-amd64.tar", "go1.26.4.linux-amd64.tar.gz.asc",
		"go1.26.4linux-amd64.tar.gz", "Go1.26.4.linux-amd64.tar.gz",
		"go1.99.0.linux-amd64.tar.gz", "go1.1.linux-amd64.tar.gz",
		"go1.20.0.linux-amd64.tar.gz", "../go1.26.4.linux-amd64.tar.gz",
	};
	char hex[GS_SHA256_HEX];
	int found = 0;

	for (size_t i = 0; i < GS_COUNT(absent); i++)
		found += gs_table_checksum(absent[i], hex);
	is_int(found, 0, "what is not in the table is not found");
	ok(gs_table_checksum("go1.14.7.linux-386.tar.gz", hex), "first");
	is_str(hex, "2f5793f10bb6b08eedecd376aa3d594e"
		    "10193c6b5cf198ada46200259ff76547", "its checksum");
	ok(gs_table_checksum("go1.27.0.windows-arm64.zip", hex), "last");
}

static const char *found(const struct gs_catalog *c, const char *want,
			 const char *platform)
{
	const struct gs_release *r = gs_catalog_find(c, want, platform, NULL);

	return r ? r->version : NULL;
}

static void test_find(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_catalog c;

	gs_catalog_init(&c);
	gs_catalog_load_table(&c);
	is_int(c.n, 206, "releases");
	is_str(found(&c, "stable", "linux-amd64"), "1.27.0", "stable");
	is_str(found(&c, "1.20", "linux-arm64"), "1.20.14", "newest of a line");
	is_str(found(&c, "go1.26.4", "linux-386"), "1.26.4", "just this");
	is_str(found(&c, "1.26rc1", "linux-386"), "1.26rc1", "candidate");
	is_str(found(&c, "1.20.0", "linux-386"), "1.20", "1.20.0 is 1.20");
	is_str(found(&c, "stable", "windows-arm"), "1.23.12",
	       "stable where the newest has no archive");
	is_str(found(&c, "1.20", "linux-loong64"), NULL, "before the port");
	is_str(found(&c, "1.99", "linux-amd64"), NULL, "no such line");
	ok(!gs_catalog_find(&c, "1.26.99", "linux-amd64", &err), "no such");
	is_int(err.code, GS_ERR_NOT_FOUND, "not found");
	is_str(err.hint, "Go 1.26.7 is there.", "what is there instead");
	gs_error_clear(&err);
	ok(!gs_catalog_find(&c, "latest", "linux-amd64", &err), "no version");
	is_int(err.code, GS_ERR_USAGE, "is a mistake in the answers");
	gs_error_clear(&err);
	ok(!gs_catalog_find(&c, "stable", "linux-sw64", &err), "no such port");
	is_str(err.text, "no Go archive for linux-sw64 is known", "says so");
	ok(gs_catalog_supported(&c, "1.27.0"), "1.27 is supported");
	ok(gs_catalog_supported(&c, "1.26.1"), "1.26 is supported");
	ok(!gs_catalog_supported(&c, "1.25.14"), "1.25 is not");
	is_str(c.releases[0].first_seen, "2026-08-19", "first seen");
	gs_catalog_release(&c);
}

static int expect(const char *index, bool tls, bool trust_index,
		  char sha[GS_SHA256_HEX], enum gs_proof *proof)
{
	struct gs_catalog c;
	gs_autofree char *text = gs_printf(
		"[{\"version\":\"%s\",\"files\":[{\"filename\":"
		"\"%s.linux-amd64.tar.gz\",\"kind\":\"archive\","
		"\"sha256\":\"%s\"}]}]", index, index, sha);
	int rc;

	gs_catalog_init(&c);
	rc = gs_catalog_parse(&c, text, strlen(text), "test", NULL);
	c.index_tls = tls;
	if (rc == 0)
		rc = gs_catalog_expect(&c, &c.releases[0].files[0],
				       trust_index, sha, proof, NULL);
	gs_catalog_release(&c);
	return rc;
}

static void test_expect(void)
{
	static const char table[] = "675c26c449cbb18fc24b74650de1eabbae"
				    "6e16f64326fd85a283fb3b58280685";
	static const char other[] = "0000000000000000000000000000000000"
				    "000000000000000000000000000000";
	char sha[GS_SHA256_HEX];
	enum gs_proof proof;

	strcpy(sha, table);
	is_int(expect("go1.27.0", false, false, sha, &proof), 0, "agree");
	is_int(proof, GS_PROOF_TABLE, "the table proves it");
	strcpy(sha, other);
	is_int(expect("go1.27.0", true, false, sha, &proof), GS_ERR_CHECKSUM,
	       "a contradiction is refused, even over TLS");
	strcpy(sha, other);
	is_int(expect("go1.27.0", false, true, sha, &proof), 0,
	       "unless the index is trusted on purpose");
	is_int(proof, GS_PROOF_INDEX_USER, "then the index proves it");
	is_str(sha, other, "with its checksum");
	is_int(expect("go1.27.9", true, false, sha, &proof), 0, "new release");
	is_int(proof, GS_PROOF_INDEX_TLS, "the index over TLS proves it");
	is_int(expect("go1.27.9", false, false, sha, &proof), 0, "new release");
	is_int(proof, GS_PROOF_INDEX_USER, "only some index proves it");
	strcpy(sha, "");
	is_int(expect("go1.27.0", false, true, sha, &proof), 0, "no checksum");
	is_int(proof, GS_PROOF_TABLE, "the table has it");
	is_str(sha, table, "that one");
	strcpy(sha, "");
	is_int(expect("go1.5.1", false, false, sha, &proof), 0, "old entry");
	is_int(proof, GS_PROOF_NONE, "nobody knows it");
	is_str(sha, "", "nothing to expect");
}

static void test_mirrors(const char *data_dir)
{
	size_t n;
	const struct gs_mirror *m = gs_mirrors("files", NULL, &n);

	is_int(n, 6, "file mirrors");
	is_str(m[0].url, "https://go.dev/dl", "the first one");
	ok(m[0].official && !m[0].china && m[1].china, "flags");
	m = gs_mirrors("proxies", NULL, &n);
	is_int(n, 5, "module proxies");
	gs_mirrors("files", data_dir, &n);
	is_int(n, 6, "--data DIR without the file changes nothing");
}

int main(int argc, char **argv)
{
	const char *top = getenv("GS_TOP_SRCDIR");
	gs_autofree char *tsv = gs_printf("%s/data/go-releases.tsv",
					  top ? top : ".");

	(void)argc, (void)argv;
	test_versions();
	test_table(tsv);
	test_table_misses();
	test_find();
	test_expect();
	test_mirrors("/nonexistent");
	return tap_done();
}
