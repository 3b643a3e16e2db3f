/* SPDX-License-Identifier: MIT */
/* The diff of a step, applied by the real patch(1), gives the new bytes. */
#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fileio.h"
#include "base/path.h"
#include "base/proc.h"
#include "steps/steps.h"
#include "tests/tap.h"

static char dir[] = "/tmp/gs-diff-XXXXXX";

static void put_file(const char *path, const struct gs_buf *b, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || gs_write_all(fd, b->ptr, b->len) < 0 ||
	    fchmod(fd, mode) < 0 || close(fd) < 0)
		abort();
}

/* One step on `name`, patched in the scratch directory: is the file then
 * what the step says, to the byte and the mode? */
static bool patched(const char *name, const struct gs_content *before,
		    const struct gs_content *after)
{
	gs_autofree char *path = gs_path_join(dir, name);
	gs_autofree char *target = gs_printf("/%s", name);
	struct gs_steps steps = { NULL, 0, 0 };
	struct gs_step *s = gs_steps_add(&steps, GS_STEP_FILE, target);
	struct gs_buf diff = GS_BUF_INIT, got = GS_BUF_INIT;
	struct gs_proc p;
	struct stat st;
	bool good;

	unlink(path);
	if (before->exists) {
		put_file(path, &before->bytes, before->mode);
		gs_content_set(&s->before, before->bytes.ptr,
			       before->bytes.len, before->mode);
	}
	if (after->exists)
		gs_content_set(&s->after, after->bytes.ptr, after->bytes.len,
			       after->mode);
	gs_step_diff(s, &diff);
	if (diff.len) {
		gs_autofree char *file = gs_path_join(dir, "the.diff");

		put_file(file, &diff, 0600);
		gs_proc_init(&p);
		gs_proc_args(&p, "patch", "-s", "-p1", "-d", dir, "-i", file,
			     NULL);
		gs_proc_run(&p);
		if (p.status != 0)
			printf("# patch: %s\n", gs_buf_str(&p.out));
		gs_proc_release(&p);
	}
	good = after->exists == gs_exists(path);
	if (good && after->exists) {
		good = gs_read_file(&got, path, 1 << 24, NULL) == 0 &&
		       gs_buf_eq(&got, &after->bytes) && !stat(path, &st) &&
		       (st.st_mode & 07777) == after->mode;
		if (!good)
			printf("# mode %o, %zu bytes\n", st.st_mode, got.len);
	}
	if (!good)
		printf("# diff:\n# %s\n", gs_buf_str(&diff));
	gs_buf_release(&diff);
	gs_buf_release(&got);
	gs_steps_release(&steps);
	return good;
}

static bool patched_text(const char *name, const char *a, const char *b)
{
	struct gs_content before = { 0 }, after = { 0 };
	bool good;

	if (a)
		gs_content_set(&before, a, strlen(a), 0644);
	if (b)
		gs_content_set(&after, b, strlen(b), 0644);
	good = patched(name, &before, &after);
	gs_content_release(&before);
	gs_content_release(&after);
	return good;
}

static void one_kind(const char *what, const char *a, const char *b)
{
	ok(patched_text("f", a, b), "%s", what);
}

static void test_kinds(void)
{
	one_kind("a new file", NULL, "one\ntwo\n");
	one_kind("a new file without final newline", NULL, "one\ntwo");
	one_kind("a new empty file", NULL, "");
	one_kind("a deleted file", "one\ntwo\n", NULL);
	one_kind("a deleted file without final newline", "one\ntwo", NULL);
	one_kind("a deleted empty file", "", NULL);
	one_kind("lines into an empty file", "", "one\n");
	one_kind("a file emptied but kept", "one\n", "");
	one_kind("nothing", "one\n", "one\n");
	one_kind("final newline added", "one", "one\n");
	one_kind("final newline taken away", "one\n", "one");
	one_kind("append behind a glued line", "a\nb", "a\nb\n# >>>\nx\n");
	one_kind("deleted lines", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n7\n8\n");
	one_kind("line that looks like a header", "-- a\n++ b\nc\n", "c\n");
	one_kind("lines that look like hunks", "@@ -1 +1 @@\nx\n", "x\n");
	one_kind("CRLF", "a\r\nb\r\nc\r\n", "a\r\nnew\nb\r\nc\r\n");
	one_kind("CRLF in the first and last line", "a\r\n", "b\r\n");
	one_kind("a lone CR", "a\rb\n\r", "a\rb\n\rc");
	one_kind("not UTF-8", "\xff\xfe\n\x80\n", "\xff\xfe\nx\n\x80\n");
	one_kind("blank lines", "\n\n\n\n", "\n\nx\n\n\n");
}

static void test_names(void)
{
	ok(patched_text("a b", "1\n", "2\n"), "blank in the name");
	ok(patched_text("a b", NULL, ""), "blank in the name, no hunk");
	ok(patched_text("a  b c", NULL, "x\n"), "blanks, new file");
	ok(patched_text("tab\there", "1\n", "2\n"), "tab in the name");
	ok(patched_text("q\"b\\s", "1\n", NULL), "quote and backslash");
	ok(patched_text("\xe4\xb8\xad \xe6\x96\x87", "1\n", "2\n"),
	   "Chinese name");
	ok(patched_text("\xff\xfe", "1\n", "2\n"), "name that is not UTF-8");
	ok(patched_text("new\nline", NULL, "2\n"), "newline in the name");
}

static void test_modes(void)
{
	struct gs_content before = { 0 }, after = { 0 };

	gs_content_set(&before, "a\n", 2, 0600);
	gs_content_set(&after, "a\nb\n", 4, 0600);
	ok(patched("f", &before, &after), "mode 0600 stays");
	gs_content_set(&after, "a\nb\n", 4, 0755);
	ok(patched("f", &before, &after), "mode and bytes change");
	gs_content_set(&after, "a\n", 2, 0755);
	ok(patched("f", &before, &after), "only the mode changes");
	gs_content_absent(&before);
	gs_content_set(&after, "#!/bin/sh\n", 10, 0755);
	ok(patched("f", &before, &after), "new executable");
	gs_content_release(&after);
}

/* A small generator of our own: the same cases on every machine. */
static unsigned long long seed = 88172645463325252ull;

static unsigned rnd(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 32) % n;
}

static void random_line(struct gs_buf *b)
{
	static const char *const common[] = {
		"", "fi", "export PATH", "\tx", "\r", "# >>> gosetup >>>",
		"-- a", "++ b", "\\ No newline at end of file",
	};
	unsigned n = rnd(12);

	if (rnd(3)) {
		gs_buf_adds(b, common[rnd(GS_COUNT(common))]);
	} else {
		while (n--)
			gs_buf_addc(b, (char)rnd(256));
	}
	gs_buf_addc(b, '\n');
}

static void random_content(struct gs_content *c, const struct gs_buf *from)
{
	struct gs_buf b = GS_BUF_INIT;
	size_t i, start = 0;

	for (i = 0; from && i < from->len; i++) {
		if (from->ptr[i] != '\n')
			continue;
		if (rnd(6))
			gs_buf_add(&b, from->ptr + start, i + 1 - start);
		if (!rnd(8))
			random_line(&b);
		start = i + 1;
	}
	for (i = from ? 0 : rnd(40); i > 0; i--)
		random_line(&b);
	if (b.len && !rnd(3))
		b.len--;
	gs_content_set(c, b.ptr, b.len, 0644);
	gs_buf_release(&b);
}

static void test_random(void)
{
	enum { ROUNDS = 250 };
	struct gs_content before = { 0 }, after = { 0 };
	int i, bad = 0;

	for (i = 0; i < ROUNDS; i++) {
		random_content(&before, NULL);
		random_content(&after, rnd(4) ? &before.bytes : NULL);
		if (!rnd(12))
			gs_content_absent(&before);
		bad += !patched("r", &before, &after);
		gs_content_release(&before);
		gs_content_release(&after);
	}
	is_int(bad, 0, "%d random files of any bytes", (int)ROUNDS);
}

static void test_large(void)
{
	struct gs_content before = { 0 }, after = { 0 };
	struct gs_buf a = GS_BUF_INIT, b = GS_BUF_INIT;
	long long t;
	int i, added, removed;

	for (i = 0; i < 40000; i++) {
		gs_buf_addf(&a, "line %u\n", rnd(1000000));
		gs_buf_addf(&b, "line %u\n", rnd(1000000));
	}
	t = gs_now_ms();
	gs_content_set(&before, a.ptr, a.len, 0644);
	gs_content_set(&after, b.ptr, b.len, 0644);
	ok(patched("big", &before, &after),
	   "40000 lines that all differ, by the bounded fallback");
	ok(gs_now_ms() - t < 20000, "in a bounded time (%lld ms)",
	   gs_now_ms() - t);
	gs_diff_count(&before.bytes, &after.bytes, &added, &removed);
	is_int(added, 40000, "all lines counted as added");
	is_int(removed, 40000, "all lines counted as removed");
	gs_content_release(&before);
	gs_content_release(&after);
	gs_buf_release(&a);
	gs_buf_release(&b);
}

static void test_exact(void)
{
	struct gs_steps steps = { NULL, 0, 0 };
	struct gs_step *s = gs_steps_add(&steps, GS_STEP_FILE,
					 "/home/u/link");
	struct gs_buf out = GS_BUF_INIT;

	s->real = gs_strdup("/home/u/dot files/rc");
	gs_content_set(&s->before, "1\n2\n3\n4\n5\n", 10, 0644);
	gs_content_set(&s->after, "1\n2\n3\n4\nx\n5", 11, 0644);
	gs_step_diff(s, &out);
	is_str(gs_buf_str(&out),
	       "diff --git \"a/home/u/dot files/rc\" "
	       "\"b/home/u/dot files/rc\"\n"
	       "--- a/home/u/dot files/rc\t\n"
	       "+++ b/home/u/dot files/rc\t\n"
	       "@@ -2,4 +2,5 @@\n 2\n 3\n 4\n-5\n+x\n+5\n"
	       "\\ No newline at end of file\n",
	       "the diff names the real file and is exact");
	gs_buf_release(&out);
	gs_steps_release(&steps);
}

static void clean(void)
{
	struct gs_proc p;

	gs_proc_init(&p);
	gs_proc_args(&p, "rm", "-rf", dir, NULL);
	gs_proc_run(&p);
	gs_proc_release(&p);
}

int main(void)
{
	gs_autofree char *patch = gs_proc_which("patch", NULL);

	test_exact();
	if (!patch) {
		tap_skip("diffs for patch(1)", "patch is not installed");
		return tap_done();
	}
	if (!mkdtemp(dir))
		return 99;
	umask(022);
	test_kinds();
	test_names();
	test_modes();
	test_random();
	test_large();
	clean();
	return tap_done();
}
