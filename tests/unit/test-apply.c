/* SPDX-License-Identifier: MIT */
/* Apply, undo and history of small plans in a scratch HOME. */
#include "config.h"

#include "tests/unit/apply-lib.h"

static const char rc[] = "# mine\nexport A=1\n";
static const char rc_new[] = "# mine\nexport A=1\n# >>> gosetup >>>\n"
	"x\n# <<< gosetup <<<\n";

/* Two rc files, directories, a new file, a tree and a link. */
static void usual_plan(struct gs_plan *p)
{
	plan_init(p);
	plan_dir(p, "sdk");
	plan_tree(p, "sdk/go1.2.3");
	plan_link(p, "sdk/current", "go1.2.3");
	plan_dir(p, ".config");
	plan_dir(p, ".config/gosetup");
	plan_text(p, ".config/gosetup/env.sh", "PATH=x\n");
	plan_text(p, ".bashrc", rc_new);
	plan_text(p, ".zshenv", "# >>> gosetup >>>\nx\n# <<< gosetup <<<\n");
}

static int apply(struct gs_plan *p, struct gs_receipt *out,
		 struct gs_error *err)
{
	gs_receipt_init(out);
	gs_error_clear(err);
	return gs_apply(p, NULL, out, err);
}

static void test_apply_and_undo(void)
{
	struct gs_plan p;
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *before = NULL;
	gs_autofree char *after = NULL;
	gs_autofree char *again = NULL;

	fresh_home();
	put_bytes(".bashrc", rc, strlen(rc), 0600);
	before = picture(true);
	usual_plan(&p);
	is_int(apply(&p, &r, &err), 0, "apply (%s)", err.text);
	ok(r.changed && *r.run, "the receipt says so, with an id");
	is_str(r.from, "test", "and where the tree came from");
	is_int((int)r.step_status.n, 8, "a status for each step");
	is_str(r.step_status.v[1], "done", "the tree is done");
	ok(has_text(".bashrc", rc_new), "rc file edited");
	ok(has_text("sdk/current/VERSION", "go1.2.3\n"), "tree and link");
	ok(has_text(".config/gosetup/env.sh", "PATH=x\n"), "new file");
	gs_receipt_release(&r);

	after = picture(true);
	is_int(apply(&p, &r, &err), 0, "apply again");
	ok(!r.changed, "changes nothing");
	is_str(r.run, "", "and is no run");
	ok(same_picture(after, true), "not even a time");
	gs_receipt_release(&r);

	gs_receipt_init(&r);
	is_int(gs_undo(state_dir, NULL, NULL, &r, &err), 0, "undo (%s)",
	       err.text);
	ok(r.changed, "undo changed something");
	ok(same_picture(before, true),
	   "HOME is as it was: bytes, modes and times");
	gs_receipt_release(&r);
	again = picture(true);
	gs_receipt_init(&r);
	gs_error_clear(&err);
	is_int(gs_undo(state_dir, NULL, NULL, &r, &err), GS_ERR_NOT_FOUND,
	       "nothing left to undo: %s", err.text);
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_history(void)
{
	struct gs_runs runs;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *of = NULL;

	is_int(gs_history(state_dir, &runs, &err), 0, "history");
	is_int((int)runs.n, 2, "two runs");
	of = gs_printf("undo of %s", runs.v[1].id);
	is_str(runs.v[0].state, of, "the newest is the undo");
	is_str(runs.v[1].state, "undone", "of the first, now undone");
	is_str(runs.v[1].what, "go 1.2.3, bash", "what it was");
	ok(!runs.v[1].can_undo, "which cannot be undone again");
	ok(strlen(runs.v[0].when) > 15, "when: %s", runs.v[0].when);
	is_int((int)json_array_size(json_object_get(runs.v[1].record,
						    "steps")), 8,
	       "its record has the steps");
	gs_runs_release(&runs);
	is_int(gs_history("/nonexistent", &runs, &err), 0,
	       "no state directory is an empty history");
	is_int((int)runs.n, 0, "really empty");
}

static void test_no_change_writes_nothing(void)
{
	struct gs_plan p;
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct stat st;

	fresh_home();
	put_text(".bashrc", rc_new);
	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	is_int(apply(&p, &r, &err), 0, "a plan that is already so");
	ok(!r.changed, "changed is false");
	ok(stat(state_dir, &st) < 0, "no state directory was made");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void expect_refused(struct gs_plan *p, const char *word)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *before = picture(true);

	is_int(apply(p, &r, &err), GS_ERR_REFUSED, "refused");
	ok(strstr(err.text, word) != NULL, "says: %s", err.text);
	ok(err.hint[0], "hint: %s", err.hint);
	ok(same_picture(before, true), "HOME untouched");
	gs_receipt_release(&r);
	gs_plan_release(p);
}

static void test_refusals(void)
{
	gs_autofree char *path = in_home(".bashrc");
	gs_autofree char *other = in_home("other");
	struct gs_plan p;

	fresh_home();
	put_text(".bashrc", rc);
	put_text(".zshenv", "a\n");
	plan_init(&p);
	plan_text(&p, ".zshenv", "b\n");
	plan_text(&p, ".bashrc", rc_new);
	put_text(".bashrc", "edited\n");
	expect_refused(&p, "changed since the preview");

	plan_init(&p);
	plan_text(&p, ".profile", "new\n");
	put_text(".profile", "made meanwhile\n");
	expect_refused(&p, "changed since the preview");

	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	ok(link(path, other) == 0, "hard link");
	expect_refused(&p, "hard links");
	unlink(other);

	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	unlink(path);
	mkfifo(path, 0600);
	expect_refused(&p, "pipe");
	unlink(path);

	mkdir(path, 0755);
	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	expect_refused(&p, "is a directory");
	rmdir(path);

	plan_init(&p);
	plan_text(&p, "no/such/dir/file", "x\n");
	expect_refused(&p, "does not exist");

	put_text("sdk", "a file\n");
	plan_init(&p);
	plan_dir(&p, "sdk");
	expect_refused(&p, "not a directory");
}

static void test_tree_in_the_way(void)
{
	gs_autofree char *tree = in_home("go1.2.3");
	gs_autofree char *bin = in_home("go1.2.3/bin");
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;

	fresh_home();
	mkdir(tree, 0755);
	plan_init(&p);
	plan_tree(&p, "go1.2.3");
	expect_refused(&p, "not a whole Go");
	mkdir(bin, 0755);
	put_text("go1.2.3/bin/go", "x");
	put_text("go1.2.3/VERSION", "go1.2.3\ntime 2020\n");
	plan_init(&p);
	plan_tree(&p, "go1.2.3");
	is_int(apply(&p, &r, &err), 0, "a whole tree of that version");
	ok(!r.changed, "is the same");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

/* /usr/local/go of an earlier hand installation. */
static void test_directory_exchanged(void)
{
	gs_autofree char *dir = in_home("go");
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;
	gs_autofree char *before = NULL;
	gs_autofree char *kept = NULL;

	fresh_home();
	mkdir(dir, 0755);
	put_text("go/VERSION", "go1.0\n");
	before = picture(true);
	plan_init(&p);
	plan_tree(&p, "go1.2.3");
	plan_link(&p, "go", "go1.2.3");
	is_int(apply(&p, &r, &err), 0, "a directory becomes a link (%s)",
	       err.text);
	ok(has_text("go/VERSION", "go1.2.3\n"), "the link leads to the tree");
	kept = gs_printf("go.gosetup-kept-%s/VERSION", r.run);
	ok(has_text(kept, "go1.0\n"), "the directory is kept beside it");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	gs_receipt_init(&r);
	is_int(gs_undo(state_dir, NULL, NULL, &r, &err), 0, "undo (%s)",
	       err.text);
	ok(same_picture(before, true), "brings it back");
	gs_receipt_release(&r);
}

static void undo_with(struct gs_error *err)
{
	struct gs_receipt r;

	gs_receipt_init(&r);
	gs_error_clear(err);
	is_int(gs_undo(state_dir, NULL, NULL, &r, err), 0, "undo (%s)",
	       err->text);
	gs_receipt_release(&r);
}

static void test_undo_respects_edits(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p, u;

	fresh_home();
	put_text(".bashrc", rc);
	put_text("goenv", "A=1\n");
	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	plan_text(&p, ".zshenv", "# >>> gosetup >>>\nx\n# <<< gosetup <<<\n");
	plan_text(&p, "goenv", "A=1\nGOPROXY=x\n");
	plan_text(&p, "env.sh", "PATH=x\n");
	apply(&p, &r, &err);
	gs_receipt_release(&r);
	gs_plan_release(&p);

	put_text(".bashrc", "# mine\nexport A=1\n# >>> gosetup >>>\n"
		 "x\n# <<< gosetup <<<\nexport LATER=1\n");
	put_text(".zshenv", "# >>> gosetup >>>\nx\n# <<< gosetup <<<\nmy=1\n");
	put_text("goenv", "A=1\nGOPROXY=x\nGOFLAGS=y\n");
	put_text("env.sh", "PATH=mine\n");
	is_int(gs_undo_plan(state_dir, NULL, &u, &err), 0, "undo plan");
	is_int(u.changes, 3, "three files lose our part");
	is_int((int)u.manual.n, 1, "one is left to the user: %s",
	       u.manual.n ? u.manual.v[0] : "");
	gs_plan_release(&u);
	undo_with(&err);
	ok(has_text(".bashrc", "# mine\nexport A=1\nexport LATER=1\n"),
	   "only our block went");
	ok(has_text(".zshenv", "my=1\n"), "also in a file we had made");
	ok(has_text("goenv", "A=1\nGOFLAGS=y\n"), "lines without markers");
	ok(has_text("env.sh", "PATH=mine\n"), "a changed line stays");
}

static void test_undo_keeps_used_dirs(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;

	fresh_home();
	plan_init(&p);
	plan_dir(&p, "made");
	plan_dir(&p, "made/deep");
	plan_text(&p, "made/deep/f", "x\n");
	apply(&p, &r, &err);
	gs_receipt_release(&r);
	gs_plan_release(&p);
	put_text("made/theirs", "keep\n");
	undo_with(&err);
	ok(has_text("made/theirs", "keep\n"), "a used directory stays");
	ok(!has_text("made/deep/f", "x\n"), "our file in it does not");
}

static void test_link_moved_on(void)
{
	gs_autofree char *current = in_home("current");
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;

	fresh_home();
	plan_init(&p);
	plan_tree(&p, "go1.2.3");
	plan_link(&p, "current", "go1.2.3");
	apply(&p, &r, &err);
	gs_receipt_release(&r);
	gs_plan_release(&p);
	unlink(current);
	ok(symlink("elsewhere", current) == 0, "the user moves the link");
	undo_with(&err);
	gs_autofree char *text = gs_readlink(current);
	is_str(text, "elsewhere", "it stays");
	ok(!has_text("go1.2.3/VERSION", "go1.2.3\n"), "the tree goes");
}

static void test_delete_file(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;
	gs_autofree char *before = NULL;

	fresh_home();
	put_bytes("old", "a\0b", 3, 0640);
	before = picture(true);
	plan_init(&p);
	plan_bytes(&p, "old", NULL, 0);
	is_int(apply(&p, &r, &err), 0, "a plan that removes a file");
	ok(!has_text("old", ""), "it is gone");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	undo_with(&err);
	ok(same_picture(before, true), "undo brings it back");
}

static bool yes(void *user)
{
	int *calls = user;

	return ++*calls > 1;
}

static void test_cancel(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;
	int calls = 0;
	struct gs_report rep = { .user = &calls, .cancelled = yes };
	gs_autofree char *before = NULL;

	fresh_home();
	put_text(".bashrc", rc);
	before = picture(true);
	usual_plan(&p);
	gs_receipt_init(&r);
	is_int(gs_apply(&p, &rep, &r, &err), GS_ERR_CANCELLED, "cancelled");
	ok(same_picture(before, true), "everything as before, no litter");
	is_str(r.step_status.v[7], "not-done", "status says so");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	ok(!gs_needs_recovery(state_dir), "nothing to recover");
	ok(!gs_exists(state_dir), "nor a directory of ours that was not there");
}

static void test_two_at_once(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_state s;
	struct gs_plan p;
	gs_autofree char *before = NULL;

	fresh_home();
	put_text(".bashrc", rc);
	before = picture(true);
	is_int(gs_state_open(&s, state_dir, &err), 0, "one holds the lock");
	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	is_int(apply(&p, &r, &err), GS_ERR_REFUSED, "the second is refused");
	ok(strstr(err.text, "process") != NULL, "says who: %s", err.text);
	ok(same_picture(before, true), "nothing touched");
	gs_receipt_release(&r);
	gs_state_close(&s);
	is_int(apply(&p, &r, &err), 0, "then it works");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_engine(void)
{
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;
	struct gs_engine_request req = { .work = GS_WORK_APPLY, .plan = &p };

	fresh_home();
	put_text(".bashrc", rc);
	plan_init(&p);
	plan_text(&p, ".bashrc", rc_new);
	gs_receipt_init(&r);
	is_int(gs_engine_run(&req, NULL, &r, &err), 0, "the engine applies");
	ok(r.changed && r.step_ids.n == 1, "its receipt arrives");
	ok(has_text(".bashrc", rc_new), "and the file is there");
	put_text(".bashrc", "other\n");
	is_int(gs_engine_run(&req, NULL, &r, &err), GS_ERR_REFUSED,
	       "its errors arrive: %s", err.text);
	ok(err.hint[0], "with the hint");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_modes_of_state(void)
{
	gs_autofree char *blobs = gs_path_join(state_dir, "blob");
	struct gs_strv names = GS_STRV_INIT;
	struct stat st;
	int fd = open(blobs, O_RDONLY | O_DIRECTORY);
	size_t i;
	int bad = 0;

	ok(stat(state_dir, &st) == 0 && (st.st_mode & 07777) == 0700,
	   "state directory is 0700");
	gs_sys_real.list(fd, &names);
	for (i = 0; i < names.n; i++) {
		if (fstatat(fd, names.v[i], &st, 0) ||
		    (st.st_mode & 07777) != 0600)
			bad++;
	}
	ok(names.n > 0, "%zu blobs", names.n);
	is_int(bad, 0, "all 0600");
	close(fd);
	gs_strv_release(&names);
}

int main(void)
{
	make_scratch();
	fault_disarm();
	test_apply_and_undo();
	test_history();
	test_modes_of_state();
	test_no_change_writes_nothing();
	test_refusals();
	test_tree_in_the_way();
	test_directory_exchanged();
	test_undo_respects_edits();
	test_undo_keeps_used_dirs();
	test_link_moved_on();
	test_delete_file();
	test_cancel();
	test_two_at_once();
	test_engine();
	drop_scratch();
	return tap_done();
}
