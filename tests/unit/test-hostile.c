/* SPDX-License-Identifier: MIT */
/* Archives that mean harm, one for each way that is known: none may leave
 * anything outside of the stage, none may pass for a Go tree. */
#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/fileio.h"
#include "base/path.h"
#include "install/install.h"
#include "install/tree.h"
#include "tests/mirror/mirror.h"
#include "tests/tap.h"

/* ---- making archives --------------------------------------------------- */
struct entry {
	const char *name;
	char type;              /* '0' file, '5' directory, '2' link ... */
	unsigned mode;
	const char *body;
	const char *link;
	const char *size;       /* octal, when it shall be a lie */
};

static void put_octal(char *at, int width, unsigned long long v)
{
	for (int i = width - 2; i >= 0; i--, v >>= 3)
		at[i] = (char)('0' + (v & 7));
}

static void add_entry(struct gs_buf *tar, const struct entry *e)
{
	char h[512] = "";
	size_t n = e->body ? strlen(e->body) : 0;
	unsigned sum = 0;

	memcpy(h, e->name, strlen(e->name) > 100 ? 100 : strlen(e->name));
	put_octal(h + 100, 8, e->mode ? e->mode : 0644u);
	put_octal(h + 108, 8, 0);
	put_octal(h + 116, 8, 0);
	put_octal(h + 124, 12, n);
	if (e->size)
		memcpy(h + 124, e->size, strlen(e->size));
	put_octal(h + 136, 12, 1680100000);
	memset(h + 148, ' ', 8);
	h[156] = e->type;
	if (e->link)
		memcpy(h + 157, e->link, strlen(e->link));
	if (e->type == 'S') {                   /* a hole of 4 KiB */
		put_octal(h + 386, 12, 4096);
		put_octal(h + 398, 12, n);
		put_octal(h + 483, 12, 4096 + n);
	}
	memcpy(h + 257, e->type == 'S' ? "ustar  " : "ustar\00000", 8);
	for (int i = 0; i < 512; i++)
		sum += (unsigned char)h[i];
	snprintf(h + 148, 8, "%06o", sum);
	gs_buf_add(tar, h, sizeof(h));
	if (n)
		gs_buf_add(tar, e->body, n);
	while (tar->len % 512)
		gs_buf_addc(tar, '\0');
}

static void add(struct gs_buf *tar, const char *name, char type,
		const char *body)
{
	struct entry e = { .name = name, .type = type, .body = body };

	add_entry(tar, &e);
}

static void add_end(struct gs_buf *tar)
{
	for (int i = 0; i < 1024; i++)
		gs_buf_addc(tar, '\0');
}

/* A file with a name that is too long for its field (GNU). */
static void add_long(struct gs_buf *tar, const char *name)
{
	add(tar, "././@LongLink", 'L', name);
	add(tar, "go/long", '0', "x");
}

static void add_pax(struct gs_buf *tar, const char *key, const char *value)
{
	size_t n = strlen(key) + strlen(value) + 6;
	gs_autofree char *record = gs_printf("%zu %s=%s\n", n, key, value);

	/* three digits: the length counts itself */
	if (strlen(record) != n || n < 10)
		abort();
	add(tar, "go/pax", 'x', record);
}

static void gzip(const struct gs_buf *in, struct gs_buf *out)
{
	z_stream z = { 0 };
	size_t cap;

	deflateInit2(&z, 1, Z_DEFLATED, 16 + MAX_WBITS, 9, 0);
	cap = deflateBound(&z, in->len);
	out->ptr = gs_malloc(cap + 1);
	z.next_in = (Bytef *)in->ptr;
	z.avail_in = (uInt)in->len;
	z.next_out = (Bytef *)out->ptr;
	z.avail_out = (uInt)cap;
	deflate(&z, Z_FINISH);
	out->len = cap - z.avail_out;
	out->cap = cap + 1;
	deflateEnd(&z);
}

static void write_file(const char *path, const struct gs_buf *b)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || gs_write_all(fd, gs_buf_str(b), b->len) < 0)
		abort();
	close(fd);
}

/* ---- trying them ------------------------------------------------------- */
static char *scratch;

static int count_files(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n - 2;
}

/* Installs gz into a new stage and returns what gs_install_tree says. */
static int install(const struct gs_buf *gz, struct gs_error *err)
{
	gs_autofree char *archive = gs_path_join(scratch, "a.tar.gz");
	gs_autofree char *stage = gs_path_join(scratch, "stage");
	char version[] = "1.19.9";
	struct gs_tree_source src = {
		.version = version,
		.filename = archive,
		.local_path = archive,
	};
	struct gs_install_result res;
	int rc;

	scratch_remove(stage);
	mkdir(stage, 0755);
	write_file(archive, gz);
	rc = gs_install_tree(&src, stage, NULL, 0, NULL, &res, err);
	gs_install_result_release(&res);
	return rc;
}

/* tar without its end: a good beginning and end are put around it. */
static int try_tar(const struct gs_buf *middle, bool end, struct gs_error *err)
{
	struct gs_buf tar = GS_BUF_INIT, gz = GS_BUF_INIT;
	int rc;

	add(&tar, "go/", '5', NULL);
	add(&tar, "go/VERSION", '0', "go1.19.9");
	gs_buf_add(&tar, gs_buf_str(middle), middle->len);
	if (end)
		add_end(&tar);
	gzip(&tar, &gz);
	rc = install(&gz, err);
	gs_buf_release(&tar);
	gs_buf_release(&gz);
	return rc;
}

static void refused(const char *what, struct gs_buf *middle)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *outside = gs_path_join(scratch, "outside");

	is_int(try_tar(middle, true, &err), GS_ERR_FORMAT, "refused: %s", what);
	printf("# %s\n", err.text);
	is_int(count_files(outside), 0, "nothing outside");
	is_int(count_files(scratch), 3, "no litter");
	gs_buf_release(middle);
}

static void test_good(void)
{
	struct gs_buf m = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;
	struct entry setuid = { "go/bin/go", '0', 06755, "#!/bin/sh", 0, 0 };
	struct entry open_dir = { "go/src/", '5', 07777, 0, 0, 0 };
	gs_autofree char *go = gs_path_join(scratch, "stage/bin/go");
	gs_autofree char *src = gs_path_join(scratch, "stage/src");
	gs_autofree char *text = gs_path_join(scratch, "stage/src/a");
	gs_autofree char *odd = gs_path_join(scratch, "stage/\xC3\x84x.go");
	struct stat st = { 0 };

	add_entry(&m, &setuid);
	add_entry(&m, &open_dir);
	add(&m, "go/src/a", '0', "x");
	add(&m, "go/\xC3\x84x.go", '0', "x");
	add_pax(&m, "path", "go/deep/below/\xC3\x84"
			    "main-with-a-long-name-so-that-the-length-of-the-"
			    "record-has-three-digits-whatever-it-takes.go");
	add(&m, "go/pax", '0', "x");
	is_int(try_tar(&m, true, &err), 0, "a good archive is unpacked");
	is_str(err.text, "", "without a word");
	stat(go, &st);
	is_int(st.st_mode & 07777, 0755, "setuid and setgid are dropped");
	stat(src, &st);
	is_int(st.st_mode & 07777, 0755, "so is what others might write");
	stat(text, &st);
	is_int(st.st_mode & 07777, 0644, "other files are 0644");
	ok(gs_exists(odd), "names keep their bytes");
	gs_buf_release(&m);
}

static void test_names(void)
{
	static const char *const bad[] = {
		"", "g", "gox", "gox/a", "/go/a", "./go/a", "a", "../a",
		"go/../a", "go/..", "go/.", "go/./a", "go//a", "go/a/../b",
		"go/a/..", "go\\a", "go/a\\b", "go/a\nb", "go/a\033[31m",
		"go/\x7F", "/etc/passwd", "//go/a",
	};
	static const char *const good[] = {
		"go", "go/", "go/a", "go/a/", "go/..a", "go/a..", "go/...",
		"go/.x", "go/a b", "go/\xC3\x84", "go/a/b/c/d/e",
	};
	char name[1200] = "go/";

	for (size_t i = 0; i < GS_COUNT(bad); i++) {
		gs_autofree char *shown = gs_path_encode(bad[i]);

		ok(!gs_tree_name_ok(bad[i]), "bad name: %s", shown);
	}
	for (size_t i = 0; i < GS_COUNT(good); i++)
		ok(gs_tree_name_ok(good[i]), "good name: %s", good[i]);
	memset(name + 3, 'x', 255);
	ok(gs_tree_name_ok(name), "255 bytes in a component");
	name[258] = 'x';
	ok(!gs_tree_name_ok(name), "256 bytes are too many");
	for (int i = 0; i < 65; i++)
		memcpy(name + 3 + 2 * i, "a/", 3);
	ok(!gs_tree_name_ok(name), "65 levels are too many");
	name[2 + 2 * 60] = '\0';
	ok(gs_tree_name_ok(name), "60 are not");
}

static void test_hostile_names(void)
{
	static const char *const names[] = {
		"go/../../outside/evil", "../outside/evil", "outside/evil",
		"/tmp/gs-hostile-evil", "go//evil", "go/./evil", "go/a\\..\\b",
		"go/a\001b", "..", "go/bin/..", "VERSION",
	};
	char deep[2000] = "go";
	struct gs_buf m = GS_BUF_INIT;

	for (size_t i = 0; i < GS_COUNT(names); i++) {
		gs_autofree char *shown = gs_path_encode(names[i]);
		gs_autofree char *dir = gs_printf("directory %s", shown);

		add(&m, names[i], '0', "evil");
		refused(shown, &m);
		add(&m, names[i], '5', NULL);
		refused(dir, &m);
	}
	ok(!gs_exists("/tmp/gs-hostile-evil"), "no file at an absolute name");
	add_long(&m, "go/../../outside/evil");
	refused("long name (GNU) with ..", &m);
	add_pax(&m, "path", "go/../../outside/evil-with-a-name-so-long-that-the-"
			    "record-has-three-digits-for-its-length-whatever");
	add(&m, "go/innocent", '0', "x");
	refused("long name (pax) with ..", &m);
	memset(deep + 2, '/', 1);
	memset(deep + 3, 'x', 256);
	add_long(&m, deep);
	refused("component of 256 bytes", &m);
	for (int i = 0; i < 600; i++)
		memcpy(deep + 2 + 2 * i, "/d", 3);
	add_long(&m, deep);
	refused("600 levels", &m);
}

static void test_twice(void)
{
	static const char *const pairs[][2] = {
		{ "go/a", "go/a" }, { "go/a", "go/A" }, { "go/a/", "go/a/" },
		{ "go/a", "go/a/" }, { "go/a/", "go/a" }, { "go/a", "go/a/b" },
		{ "go/a/b", "go/a" }, { "go/x/a", "go/X/b" },
		{ "go/VERSION", "go/version" }, { "go/a/", "go/A/" },
	};
	struct gs_buf m = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	for (size_t i = 0; i < GS_COUNT(pairs); i++) {
		gs_autofree char *what = gs_printf("%s, then %s", pairs[i][0],
						   pairs[i][1]);

		for (int j = 0; j < 2; j++)
			add(&m, pairs[i][j],
			    gs_ends(pairs[i][j], "/") ? '5' : '0', NULL);
		refused(what, &m);
	}
	add(&m, "go/a/b", '0', "x");
	add(&m, "go/a/", '5', NULL);
	add(&m, "go/a/c", '0', "x");
	add(&m, "go/b/c", '0', "x");
	add(&m, "go/a/d", '0', "x");
	is_int(try_tar(&m, true, &err), 0, "a directory behind its contents");
	gs_buf_release(&m);
}

static void test_types(void)
{
	static const struct entry bad[] = {
		{ "go/l", '2', 0777, NULL, "/etc/passwd", NULL },
		{ "go/l", '2', 0777, NULL, "a", NULL },
		{ "go/h", '1', 0644, NULL, "go/VERSION", NULL },
		{ "go/h", '1', 0644, NULL, "/etc/passwd", NULL },
		{ "go/c", '3', 0644, NULL, NULL, NULL },
		{ "go/b", '4', 0644, NULL, NULL, NULL },
		{ "go/p", '6', 0644, NULL, NULL, NULL },
		{ "go/big", '0', 0644, NULL, NULL, "04000000000" },
		{ "go/neg", '0', 0644, NULL, NULL, "-1" },
		{ "go/S", 'S', 0644, "xxxx", NULL, NULL },
	};
	struct gs_buf m = GS_BUF_INIT;

	for (size_t i = 0; i < GS_COUNT(bad); i++) {
		gs_autofree char *what = gs_printf("type '%c' %s %s",
			bad[i].type, bad[i].name,
			bad[i].link ? bad[i].link : "");

		add_entry(&m, &bad[i]);
		refused(what, &m);
	}
	add_entry(&m, &(struct entry){ "go/l", '2', 0777, NULL, "../outside",
				       NULL });
	add(&m, "go/l/evil", '0', "evil");
	refused("a file through a link", &m);
	add(&m, "go/d/", '5', "contents");
	refused("a directory with contents", &m);
}

/* ---- sizes and ends ---------------------------------------------------- */
static void test_bombs(void)
{
	struct gs_buf m = GS_BUF_INIT;
	char *zeros = gs_calloc(1, 1 << 20);
	struct entry e = { "go/zeros", '0', 0, NULL, NULL, "00620000000" };

	for (int i = 0; i < 60001; i++)
		add(&m, "go/", '5', NULL);
	refused("60000 entries", &m);
	add_entry(&m, &e);                      /* 100 MiB */
	for (int i = 0; i < 100; i++)
		gs_buf_add(&m, zeros, 1 << 20);
	refused("100 MiB of nothing", &m);
	free(zeros);
}

static int try_gz(struct gs_buf *gz, struct gs_error *err)
{
	gs_error_clear(err);
	return install(gz, err);
}

static void test_ends(void)
{
	struct gs_buf tar = GS_BUF_INIT, gz = GS_BUF_INIT, b = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	add(&tar, "go/VERSION", '0', "go1.19.9");
	add_end(&tar);
	gzip(&tar, &gz);
	is_int(try_gz(&gz, &err), 0, "smallest tree");
	for (size_t more = 1; more < 20; more += 3) {
		gs_buf_set(&b, gz.ptr, gz.len);
		for (size_t i = 0; i < more; i++)
			gs_buf_addc(&b, (char)(i * 7));
		is_int(try_gz(&b, &err), GS_ERR_FORMAT,
		       "%zu bytes behind the gzip data", more);
	}
	is_str(err.text + strlen(err.text) - 34,
	       "the archive goes on behind its end", "says so");
	gs_buf_set(&b, gz.ptr, gz.len);
	gs_buf_add(&b, gz.ptr, gz.len);
	is_int(try_gz(&b, &err), GS_ERR_FORMAT, "a second gzip member");
	for (size_t cut = 1; cut < gz.len; cut += gz.len / 9) {
		gs_buf_set(&b, gz.ptr, gz.len - cut);
		is_int(try_gz(&b, &err), GS_ERR_FORMAT, "%zu bytes short", cut);
	}
	gs_buf_set(&b, gz.ptr, gz.len);
	b.ptr[b.len - 6] ^= 1;
	is_int(try_gz(&b, &err), GS_ERR_FORMAT, "wrong CRC");
	gs_buf_reset(&b);
	is_int(try_gz(&b, &err), GS_ERR_FORMAT, "empty file");
	gs_buf_adds(&b, "<html>");
	is_int(try_gz(&b, &err), GS_ERR_FORMAT, "web page");
	gs_buf_release(&b);
	gs_buf_release(&gz);

	gs_buf_add(&tar, "x", 1);
	gzip(&tar, &gz);
	is_int(try_gz(&gz, &err), GS_ERR_FORMAT, "data behind the tar stream");
	gs_buf_release(&gz);
	gs_buf_release(&tar);
}

static void test_content(void)
{
	struct gs_buf tar = GS_BUF_INIT, gz = GS_BUF_INIT, m = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	add(&tar, "go/VERSION", '0', "go1.19.7\n");
	add_end(&tar);
	gzip(&tar, &gz);
	is_int(try_gz(&gz, &err), GS_ERR_CHECKSUM, "another version");
	gs_buf_release(&gz);
	gs_buf_reset(&tar);
	add(&tar, "go/bin/go", '0', "x");
	add_end(&tar);
	gzip(&tar, &gz);
	is_int(try_gz(&gz, &err), GS_ERR_FORMAT, "no VERSION");
	gs_buf_release(&gz);
	gs_buf_reset(&tar);
	add_end(&tar);
	gzip(&tar, &gz);
	is_int(try_gz(&gz, &err), GS_ERR_FORMAT, "no entry at all");
	gs_buf_release(&gz);
	gs_buf_release(&tar);
	add(&m, "go/cut", '0', "x");
	memcpy(m.ptr + 124, "00000010000", 11); /* then the sum is wrong */
	gs_error_clear(&err);
	is_int(try_tar(&m, true, &err), GS_ERR_FORMAT, "wrong header sum");
	gs_buf_release(&m);
	add_entry(&m, &(struct entry){ "go/cut", '0', 0, "x", NULL,
				       "00000010000" });
	gs_error_clear(&err);
	is_int(try_tar(&m, false, &err), GS_ERR_FORMAT, "file cut short");
	gs_buf_release(&m);
}

int main(void)
{
	gs_autofree char *outside = NULL;

	scratch = scratch_make();
	outside = gs_path_join(scratch, "outside");
	mkdir(outside, 0755);
	test_names();
	test_good();
	test_hostile_names();
	test_twice();
	test_types();
	test_bombs();
	test_ends();
	test_content();
	scratch_remove(scratch);
	free(scratch);
	return tap_done();
}
