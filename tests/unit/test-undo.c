/* SPDX-License-Identifier: MIT */
/*
 * Undo over random bytes: apply then undo is identity; what a user adds
 * meanwhile stays.  And: what a file holds stands in no journal or message.
 */
#include "config.h"

#include "tests/unit/apply-lib.h"
#include "apply/undo.h"

static unsigned long long seed = 2463534242ull;

static unsigned rnd(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 32) % n;
}

static void random_lines(struct gs_buf *b, unsigned lines)
{
	while (lines--) {
		unsigned n = rnd(10);

		while (n--)
			gs_buf_addc(b, (char)rnd(256));
		gs_buf_adds(b, rnd(5) ? "\n" : "\r\n");
	}
	if (b->len && !rnd(3))
		b->len--;
}

static int apply_plan(struct gs_plan *p)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	int ret;

	gs_receipt_init(&r);
	ret = gs_apply(p, NULL, &r, &err);
	if (ret)
		printf("# apply: %s\n", err.text);
	gs_receipt_release(&r);
	gs_plan_release(p);
	return ret;
}

static int undo(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	int ret;

	gs_receipt_init(&r);
	ret = gs_undo(state_dir, NULL, NULL, &r, &err);
	if (ret)
		printf("# undo: %s\n", err.text);
	gs_receipt_release(&r);
	return ret;
}

static const char *const names[] = { ".bashrc", "b c", "\xff\xfe", "d" };

/* Some files are there, some are made, some are removed, some stay. */
static bool identity_once(void)
{
	static const mode_t modes[] = { 0644, 0600, 0444, 0755 };
	gs_autofree char *before = NULL;
	gs_autofree char *now = NULL;
	struct gs_buf b = GS_BUF_INIT;
	struct gs_plan p;
	size_t i;
	bool good;

	/* With few runs behind it: a history of hundreds is slow to read. */
	gs_fs_remove_tree(AT_FDCWD, state_dir);
	gs_fs_remove_tree(AT_FDCWD, home);
	mkdir(home, 0755);
	for (i = 0; i < GS_COUNT(names); i++) {
		if (!rnd(4))
			continue;
		gs_buf_reset(&b);
		random_lines(&b, rnd(30));
		put_bytes(names[i], gs_buf_str(&b), b.len, modes[rnd(4)]);
	}
	before = picture(true);
	plan_init(&p);
	for (i = 0; i < GS_COUNT(names); i++) {
		gs_buf_reset(&b);
		random_lines(&b, 1 + rnd(30));
		gs_buf_addf(&b, "%u", rnd(1000000));
		plan_bytes(&p, names[i], rnd(6) ? gs_buf_str(&b) : NULL,
			   b.len);
	}
	good = apply_plan(&p) == 0;
	now = picture(true);
	/* A plan that removes only what is not there is no run. */
	if (good && !gs_streq(now, before))
		good = undo() == 0 && same_picture(before, true);
	gs_buf_release(&b);
	return good;
}

static void test_identity(void)
{
	enum { ROUNDS = 150 };
	int i, bad = 0;

	fresh_home();
	for (i = 0; i < ROUNDS; i++)
		bad += !identity_once();
	is_int(bad, 0, "apply then undo is identity, %d random cases",
	       (int)ROUNDS);
}

static bool merge_is(const char *pre, const char *post, const char *cur,
		     const char *want)
{
	struct gs_buf a = GS_BUF_INIT, b = GS_BUF_INIT, c = GS_BUF_INIT;
	struct gs_buf out = GS_BUF_INIT;
	bool good;

	gs_buf_adds(&a, pre);
	gs_buf_adds(&b, post);
	gs_buf_adds(&c, cur);
	good = gs_undo_merge(&a, &b, &c, &out);
	if (!want)
		good = !good;
	else
		good = good && gs_streq(gs_buf_str(&out), want);
	if (!good)
		printf("# got '%s'\n", gs_buf_str(&out));
	gs_buf_release(&a);
	gs_buf_release(&b);
	gs_buf_release(&c);
	gs_buf_release(&out);
	return good;
}

#define BLOCK(x) "# >>> gosetup >>>\n" x "\n# <<< gosetup <<<\n"

static void test_merge(void)
{
	ok(merge_is("a\n", "a\n" BLOCK("x"), "0\na\n" BLOCK("x") "b\n",
		    "0\na\nb\n"), "a block with lines around it");
	ok(merge_is("a", "a\n" BLOCK("x"), "a\n" BLOCK("x") "b\n",
		    "a\nb\n"), "no line is glued to another");
	ok(merge_is("a\n" BLOCK("old"), "a\n" BLOCK("new"),
		    "a\n" BLOCK("new") "b\n", "a\n" BLOCK("old") "b\n"),
	   "a block that was there before comes back");
	ok(merge_is("a\n", "a\nx\ny\n", "a\nx\ny\nz\n", "a\nz\n"),
	   "plain lines");
	ok(merge_is("a\nb\nc\n", "a\nX\nc\n", "0\na\nX\nc\n", "0\na\nb\nc\n"),
	   "a changed line");
	ok(merge_is("a\n", "a\nx\n", "a\nx\nb\nx\n", NULL),
	   "twice the same line: not to be told apart");
	ok(merge_is("a\n", "a\nx\n", "a\nxy\n", NULL), "a changed line of ours");
	ok(merge_is("a\n", "a\nx\ny\n", "a\nx\nmine\ny\n", NULL),
	   "a line put between ours");
	ok(merge_is("a\nb\n", "a\n", "a\nc\n", NULL),
	   "a line that we took out: where it was is not known");
}

static bool tree_has(const char *dir, const char *word)
{
	gs_autofree char *path = gs_path_join(state_dir, dir);
	struct gs_strv list = GS_STRV_INIT;
	int fd = open(path, O_RDONLY | O_DIRECTORY);
	bool found = false;
	size_t i;

	gs_sys_real.list(fd, &list);
	for (i = 0; i < list.n; i++) {
		gs_autofree char *file = gs_path_join(path, list.v[i]);
		gs_autofree char *text = gs_read_text(file, 1 << 20);

		found = found || (text && strstr(text, word));
	}
	close(fd);
	gs_strv_release(&list);
	return found;
}

static void test_secrets(void)
{
	struct gs_plan p;

	fresh_home();
	put_bytes(".bashrc", "export TOKEN=hunter2\n", 21, 0600);
	plan_init(&p);
	plan_text(&p, ".bashrc", "export TOKEN=hunter2\nexport P=passw0rd\n");
	is_int(apply_plan(&p), 0, "a file with a secret");
	ok(!tree_has("txn", "hunter2") && !tree_has("txn", "passw0rd"),
	   "no journal holds it");
	ok(tree_has("blob", "hunter2"), "the private backup does");
}

static void test_command_refused(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;

	fresh_home();
	plan_init(&p);
	plan_text(&p, "f", "x\n");
	gs_strv_add(&plan_step(&p, GS_STEP_RUN, "cmd")->argv, "false");
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_USAGE,
	       "a plan with a command: %s", err.text);
	ok(!has_text("f", "x\n"), "nothing done");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

int main(void)
{
	make_scratch();
	fault_disarm();
	test_merge();
	test_identity();
	test_secrets();
	test_command_refused();
	drop_scratch();
	return tap_done();
}
