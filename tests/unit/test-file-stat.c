/* SPDX-License-Identifier: MIT */
/* gs_file_stat on every odd thing that can stand at a path. */
#include "config.h"

#include "detect/facts.h"
#include "tests/tap.h"
#include "tests/unit/scratch.h"

static void check(const char *name, enum gs_file_type type, const char *link,
		  const char *real)
{
	gs_autofree char *path = at(name);
	gs_autofree char *want = at(real);
	struct gs_file f;

	gs_file_stat(&f, path, true);
	is_int(f.type, type, "%s: type", name);
	is_str(f.path, path, "%s: path", name);
	is_str(f.link, link, "%s: link text", name);
	is_str(f.real, want, "%s: real path", name);
	ok((f.type == GS_FILE_OTHER || f.type == GS_FILE_UNREADABLE) ==
	   (f.why != NULL), "%s: says why when it cannot be edited", name);
	ok((f.type == GS_FILE_REGULAR) == (f.sha256[0] != '\0'),
	   "%s: a SHA-256 for files only", name);
	gs_file_release(&f);
}

static void test_kinds(void)
{
	put_file("file", "hello\n", 0640);
	check("file", GS_FILE_REGULAR, NULL, "file");
	check("none", GS_FILE_ABSENT, NULL, "none");
	check("no/such/dir/x", GS_FILE_ABSENT, NULL, "no/such/dir/x");
	check("file/x", GS_FILE_UNREADABLE, NULL, "file/x");
	check("sub", GS_FILE_DIR, NULL, "sub");
	check("fifo", GS_FILE_OTHER, NULL, "fifo");
	put_file("empty", "", 0644);
	check("empty", GS_FILE_REGULAR, NULL, "empty");
}

static void test_links(void)
{
	put_link("file", "rel");
	check("rel", GS_FILE_REGULAR, "file", "file");
	put_link("sub/two", "one");
	put_link("../file", "sub/two");
	check("one", GS_FILE_REGULAR, "sub/two", "file");
	put_link("gone/x", "dangling");
	check("dangling", GS_FILE_ABSENT, "gone/x", "gone/x");
	put_link("../none", "sub/dangling");
	check("sub/dangling", GS_FILE_ABSENT, "../none", "none");
	put_link("loop2", "loop1");
	put_link("loop1", "loop2");
	check("loop1", GS_FILE_UNREADABLE, "loop2", "loop1");
	put_link("sub", "dirlink");
	check("dirlink", GS_FILE_DIR, "sub", "sub");
	put_link("fifo", "tofifo");
	check("tofifo", GS_FILE_OTHER, "fifo", "fifo");
	/* ".." behind a linked directory is that of the real one. */
	put_link("dirlink/../file", "through");
	check("through", GS_FILE_REGULAR, "dirlink/../file", "file");
	put_link("sub/", "slash");
	check("slash", GS_FILE_DIR, "sub/", "sub");
}

static void test_members(void)
{
	gs_autofree char *path = at("file");
	gs_autofree char *hard = at("hard");
	struct gs_file f;
	struct stat st;

	if (stat(path, &st) < 0 || link(path, hard) < 0)
		perror(path);
	gs_file_stat(&f, path, true);
	is_int(f.mode, 0640, "mode");
	is_int(f.uid, st.st_uid, "uid");
	is_int(f.gid, st.st_gid, "gid");
	is_int(f.nlink, 2, "hard links");
	is_int(f.size, 6, "size");
	ok(f.writable && f.dir_writable, "writable");
	is_str(gs_buf_str(&f.bytes), "hello\n", "bytes");
	is_str(f.sha256, "5891b5b522d5df086d0ff0b110fbd9d2"
			 "1bb4fc7163af34d08286a2e846f6be03", "SHA-256");
	gs_file_release(&f);
	gs_file_stat(&f, path, false);
	ok(f.type == GS_FILE_REGULAR && f.bytes.len == 0 && !f.sha256[0],
	   "without bytes when they are not asked for");
	gs_file_release(&f);
}

static void test_large(void)
{
	gs_autofree char *path = at("large");
	int fd = open(path, O_WRONLY | O_CREAT, 0644);
	struct gs_file f;

	is_int(ftruncate(fd, 4 << 20), 0, "a file of 4 MiB");
	gs_file_stat(&f, path, true);
	ok(f.type == GS_FILE_REGULAR && f.bytes.len == 4 << 20, "is read");
	gs_file_release(&f);
	is_int(ftruncate(fd, (4 << 20) + 1), 0, "one byte more");
	close(fd);
	gs_file_stat(&f, path, true);
	ok(f.type == GS_FILE_UNREADABLE && f.why && f.bytes.len == 0,
	   "is not: %s", f.why ? f.why : "");
	is_int(f.size, (4 << 20) + 1, "but its size is known");
	gs_file_release(&f);
}

/* Rights do not hold for root: a child gives them up first. */
static int as_nobody(void)
{
	gs_autofree char *secret = at("secret");
	gs_autofree char *ro = at("readonly");
	gs_autofree char *inside = at("closed/x");
	struct gs_file f;

	gs_file_stat(&f, secret, true);
	ok(f.type == GS_FILE_UNREADABLE && f.why && !f.writable,
	   "a file without rights: %s", f.why ? f.why : "");
	gs_file_release(&f);
	gs_file_stat(&f, ro, true);
	ok(f.type == GS_FILE_REGULAR && !f.writable && f.bytes.len == 3,
	   "a file that can only be read");
	gs_file_release(&f);
	gs_file_stat(&f, inside, true);
	ok(f.type == GS_FILE_UNREADABLE && f.why,
	   "in a directory without rights: %s", f.why ? f.why : "");
	gs_file_release(&f);
	return 0;
}

static void test_rights(void)
{
	gs_autofree char *closed = at("closed");

	put_file("secret", "x\n", 0000);
	put_file("readonly", "ro\n", 0444);
	if (mkdir(closed, 0000) < 0)
		perror(closed);
	if (geteuid() == 0 && seteuid(65534) < 0) {
		tap_skip("rights", "cannot become another user");
		return;
	}
	as_nobody();
	if (getuid() == 0 && seteuid(0) < 0)
		perror("seteuid");
	if (chmod(closed, 0700) < 0)
		perror(closed);
}

int main(void)
{
	gs_autofree char *sub = NULL, *fifo = NULL;

	scratch_make();
	sub = at("sub");
	fifo = at("fifo");
	if (mkdir(sub, 0755) < 0 || mkfifo(fifo, 0644) < 0)
		return 99;
	test_kinds();
	test_links();
	test_members();
	test_large();
	test_rights();
	scratch_remove();
	return tap_done();
}
