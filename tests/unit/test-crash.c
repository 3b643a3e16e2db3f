/* SPDX-License-Identifier: MIT */
/*
 * A run that is killed, or that meets an error, at each of its system calls:
 * after one recovery everything is as before or as previewed, success told is
 * success, failure told is "as before", and nothing of ours is left over.
 */
#include "config.h"

#include "tests/unit/apply-lib.h"

static char *before, *after;
/* The variants of a sweep that was made in full try every fifth call, unless
 * GS_THOROUGH is set. */
static long stride = 5;

static const char block[] = "# >>> gosetup >>>\nx\n# <<< gosetup <<<\n";

static void start_home(void)
{
	gs_autofree char *link = NULL;

	fault_disarm();
	gs_fs_remove_tree(AT_FDCWD, home);
	gs_fs_remove_tree(AT_FDCWD, state_dir);
	mkdir(home, 0755);
	put_bytes("dot-bashrc", "# mine\n", 7, 0600);
	link = in_home(".bashrc");
	if (symlink("dot-bashrc", link) < 0)
		exit(97);
	put_bytes(".zshrc", "no newline \xff\0 at the end", 24, 0444);
	link = (free(link), in_home("current"));
	if (symlink("go1.0", link) < 0)
		exit(97);
}

static void make_plan(struct gs_plan *p)
{
	gs_autofree char *rc = gs_printf("# mine\n%s", block);

	plan_init(p);
	plan_dir(p, "sdk");
	plan_tree(p, "sdk/go1.2.3");
	plan_link(p, "current", "sdk/go1.2.3");
	plan_dir(p, ".config");
	plan_text(p, ".config/env.sh", "PATH=x\n");
	plan_text(p, ".bashrc", rc);
	plan_text(p, ".zshrc", block);
}

static int do_apply(struct gs_error *err)
{
	struct gs_plan p;
	struct gs_receipt r;
	int ret;

	make_plan(&p);
	gs_receipt_init(&r);
	ret = gs_apply(&p, NULL, &r, err);
	gs_receipt_release(&r);
	gs_plan_release(&p);
	return ret;
}

static int do_undo(struct gs_error *err)
{
	struct gs_receipt r;
	int ret;

	gs_receipt_init(&r);
	ret = gs_undo(state_dir, NULL, NULL, &r, err);
	gs_receipt_release(&r);
	return ret;
}

static int do_recover(struct gs_error *err)
{
	gs_autofree char *did = NULL;

	return gs_recover(state_dir, NULL, &did, err);
}

typedef int (*work_fn)(struct gs_error *err);

/* In a child, killed at call `at` (0: never); true when it was killed. */
static bool killed_at(work_fn work, long at, long *calls)
{
	int fd[2], st;
	pid_t pid;

	if (pipe(fd) < 0)
		exit(96);
	pid = fork();
	if (pid == 0) {
		struct gs_error err = GS_ERROR_INIT;
		int ret;

		fault_arm(at, 0);
		ret = work(&err);
		if (write(fd[1], &fault.calls, sizeof(fault.calls)) < 0)
			_exit(95);
		_exit(ret ? 1 : 0);
	}
	close(fd[1]);
	waitpid(pid, &st, 0);
	if (read(fd[0], calls, sizeof(*calls)) < 0)
		*calls = 0;
	close(fd[0]);
	return WIFSIGNALED(st);
}

/* Everything as before or as after, nothing left to do, nothing left over. */
static bool good_state(const char *what, long at)
{
	gs_autofree char *now = NULL;
	gs_autofree char *again = NULL;
	struct gs_error err = GS_ERROR_INIT;
	int ret = do_recover(&err);

	now = picture(false);
	if (!ret && !gs_needs_recovery(state_dir) && do_recover(&err) == 0) {
		again = picture(false);
		if (gs_streq(now, again) &&
		    (gs_streq(now, before) || gs_streq(now, after)))
			return true;
	}
	printf("# %s, call %ld: recovery %d %s\n# now:\n# %s\n", what, at, ret,
	       err.text, now);
	return false;
}

static void pictures(void)
{
	struct gs_error err = GS_ERROR_INIT;

	start_home();
	before = picture(false);
	is_int(do_apply(&err), 0, "the run itself works (%s)", err.text);
	after = picture(false);
	ok(!gs_streq(before, after), "and changes something");
	is_int(do_undo(&err), 0, "its undo works (%s)", err.text);
	ok(same_picture(before, false), "and brings everything back");
}

static void done_first(void)
{
	struct gs_error err = GS_ERROR_INIT;

	start_home();
	if (do_apply(&err))
		printf("# setup: %s\n", err.text);
}

static void sweep_kill(const char *what, work_fn work, bool undo, long step)
{
	long at, calls, n_before = 0, n_after = 0, bad = 0;
	bool killed = true;

	for (at = 1; killed && at < 5000; at += step) {
		gs_autofree char *now = NULL;

		undo ? done_first() : start_home();
		killed = killed_at(work, at, &calls);
		bad += !good_state(what, at);
		now = picture(false);
		n_before += gs_streq(now, before);
		n_after += gs_streq(now, after);
	}
	is_int(bad, 0, "%s killed at every %ld. of %ld calls: %ld as before, "
	       "%ld as after", what, step, at - step - 1, n_before, n_after);
	ok(n_before > 5 && n_after > 5, "both ends are reached");
}

/* Killed at `first`, then the recovery is killed at each of its calls. */
static void sweep_recovery(long first)
{
	long at, calls, bad = 0;
	bool killed = true;

	for (at = 1; killed && at < 5000; at++) {
		start_home();
		killed_at(do_apply, first, &calls);
		killed = killed_at(do_recover, at, &calls);
		bad += !good_state("recovery", at);
	}
	is_int(bad, 0, "apply killed at %ld, its recovery at each of %ld calls",
	       first, at - 2);
}

static long count_calls(work_fn work)
{
	long calls = 0;

	start_home();
	killed_at(work, 0, &calls);
	return calls;
}

/* What was told must hold; only names of ours may wait for the next start. */
static bool told_right(const char *what, int ret, const struct gs_error *err,
		       bool undo, long at)
{
	gs_autofree char *now = NULL;
	const char *from = undo ? after : before;
	const char *to = undo ? before : after;
	bool good = good_state(what, at);

	now = picture(false);
	if (good && (ret == GS_ERR_LEFT || gs_streq(now, ret ? from : to)))
		return true;
	printf("# %s, call %ld: told %d '%s'\n", what, at, ret, err->text);
	return false;
}

static void sweep_error(const char *what, work_fn work, bool undo, int error,
			bool always, long step)
{
	long at, bad = 0, failed = 0, left = 0;
	bool hit = true;

	for (at = 1; hit && at < 5000; at += step) {
		struct gs_error err = GS_ERROR_INIT;
		int ret;

		undo ? done_first() : start_home();
		fault_arm(at, error);
		fault.always = always;
		ret = work(&err);
		hit = fault.calls >= at;
		fault_disarm();
		failed += ret != 0;
		left += ret == GS_ERR_LEFT;
		bad += !told_right(what, ret, &err, undo, at);
	}
	is_int(bad, 0, "%s, %s %s every %ld. of %ld calls: %ld failed, %ld "
	       "left to recover", what, strerror(error),
	       always ? "from" : "at", step, at - step - 1, failed, left);
	ok(failed > 10, "many of them made it fail");
}

/* NFS: the rename reports an error and has happened. */
static void sweep_happened(void)
{
	long at, bad = 0;
	bool hit = true;

	for (at = 1; hit && at < 100; at++) {
		struct gs_error err = GS_ERROR_INIT;
		int ret;

		start_home();
		fault_arm(at, EIO);
		fault.after = true;
		fault.only = "rename";
		ret = do_apply(&err);
		hit = fault.calls >= at;
		fault_disarm();
		bad += !told_right("rename", ret, &err, false, at);
	}
	is_int(bad, 0, "each of %ld renames that fails but happened", at - 2);
	ok(at > 5, "there were some");
}

/* A file system that knows no exchange: NFS, old kernels. */
static int (*real_rename)(int, const char *, int, const char *, unsigned);

static int old_rename(int dir, const char *from, int to_dir, const char *to,
		      unsigned flags)
{
	if (flags) {
		errno = EINVAL;
		return -1;
	}
	return real_rename(dir, from, to_dir, to, flags);
}

static int apply_old(struct gs_error *err)
{
	real_rename = fault_table.rename;
	fault_table.rename = old_rename;
	return do_apply(err);
}

static int undo_old(struct gs_error *err)
{
	real_rename = fault_table.rename;
	fault_table.rename = old_rename;
	return do_undo(err);
}

int main(void)
{
	long calls;

	if (getenv("GS_THOROUGH"))
		stride = 1;
	make_scratch();
	pictures();
	sweep_kill("apply", do_apply, false, 1);
	sweep_kill("undo", do_undo, true, 1);
	sweep_kill("apply without exchange", apply_old, false, stride);
	sweep_kill("undo without exchange", undo_old, true, stride);
	calls = count_calls(do_apply);
	sweep_recovery(calls / 3);
	sweep_recovery(calls * 3 / 4);
	sweep_recovery(calls * 9 / 10);
	sweep_error("apply", do_apply, false, EIO, false, 1);
	sweep_error("apply", do_apply, false, ENOSPC, true, stride);
	sweep_error("undo", do_undo, true, EIO, false, stride);
	sweep_happened();
	free(before);
	free(after);
	drop_scratch();
	return tap_done();
}
