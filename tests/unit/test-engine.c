/* SPDX-License-Identifier: MIT */
/*
 * The engine process: what reaches it before the commit point is a clean
 * abort, behind it nothing does.
 */
#include "config.h"

#include "tests/unit/apply-lib.h"

/* An installation that lasts until somebody cancels (at most 20 s). */
static int endless_tree(const struct gs_tree_source *src,
			const char *stage_dir, const char *part_file, int step,
			const struct gs_report *r,
			struct gs_install_result *out, struct gs_error *err)
{
	long long start = gs_now_ms();

	(void)src, (void)part_file, (void)out;
	write_small(stage_dir, "half", "half\n");
	while (gs_now_ms() - start < 20000) {
		gs_report_progress(r, step, "download", 1, 2, GS_UNIT_BYTES);
		if (gs_report_cancelled(r))
			return gs_error_set(err, GS_ERR_CANCELLED,
					    "cancelled");
		usleep(2000);
	}
	return gs_error_set(err, GS_ERR_FAILED, "nobody cancelled");
}

/* Behind the commit point: slow, so that it can be disturbed. */
static int slow_rename(int dir, const char *from, int to_dir, const char *to,
		       unsigned flags)
{
	if (flags & GS_RENAME_EXCHANGE)
		usleep(300000);
	return gs_sys_real.rename(dir, from, to_dir, to, flags);
}

static void make_plan(struct gs_plan *p, bool endless)
{
	fault_disarm();
	fresh_home();
	put_text(".bashrc", "old\n");
	plan_init(p);
	if (endless) {
		fault_table.install_tree = endless_tree;
		plan_tree(p, "go1.2.3");
	} else {
		fault_table.rename = slow_rename;
	}
	plan_text(p, ".bashrc", "new\n");
}

/* Reads until a message of this type and event (or -1) is there. */
static json_t *wait_for(struct gs_job *job, const char *type, int event)
{
	long long start = gs_now_ms();
	json_t *msg;

	while (gs_now_ms() - start < 20000) {
		int got = gs_job_read(job, 100, &msg);

		if (got < 0)
			return NULL;
		if (got == 0)
			continue;
		if (gs_streq(gs_json_str(msg, "type", ""), type) &&
		    (event < 0 || gs_json_int(msg, "event", -1) == event))
			return msg;
		json_decref(msg);
	}
	return NULL;
}

static bool saw(struct gs_job *job, const char *type, int event)
{
	json_t *msg = wait_for(job, type, event);
	bool there = msg != NULL;

	json_decref(msg);
	return there;
}

/* Waits until no engine holds the lock any more. */
static bool engine_ended(void)
{
	long long start = gs_now_ms();
	struct gs_state s;
	bool busy = true;

	while (busy && gs_now_ms() - start < 20000) {
		busy = gs_state_look(&s, state_dir, NULL) == 0 &&
		       gs_state_busy(&s);
		gs_state_close(&s);
		usleep(10000);
	}
	return !busy;
}

enum how { BY_MESSAGE, BY_SIGINT, BY_SIGTERM, BY_SIGHUP };

static void disturb(struct gs_job *job, enum how how)
{
	static const int sigs[] = { 0, SIGINT, SIGTERM, SIGHUP };

	if (how == BY_MESSAGE)
		gs_job_send(job, json_pack("{ss}", "type", "cancel"));
	else
		gs_job_kill(job, sigs[how]);
}

static void test_cancel(const char *what, enum how how)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *before = NULL;
	struct gs_receipt r;
	struct gs_plan p;
	struct gs_engine_request req = { .work = GS_WORK_APPLY, .plan = &p };
	struct gs_job job;
	json_t *msg;

	make_plan(&p, true);
	before = picture(true);
	is_int(gs_engine_start(&job, &req, &err), 0, "%s: started", what);
	ok(saw(&job, "progress", -1), "%s: at work", what);
	disturb(&job, how);
	msg = wait_for(&job, "result", -1);
	gs_receipt_init(&r);
	ok(msg && gs_engine_dispatch(msg, NULL, &r, &err) == 1,
	   "%s: a result", what);
	is_int(err.code, GS_ERR_CANCELLED, "%s: cancelled (%s)", what,
	       err.text);
	is_int(gs_job_end(&job), 130, "%s: exit code", what);
	ok(same_picture(before, true), "%s: HOME as before", what);
	json_decref(msg);
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_after_commit(const char *what, enum how how)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;
	struct gs_engine_request req = { .work = GS_WORK_APPLY, .plan = &p };
	struct gs_job job;
	json_t *msg;

	make_plan(&p, false);
	gs_engine_start(&job, &req, &err);
	ok(saw(&job, "event", GS_EVENT_COMMIT), "%s: behind the commit", what);
	disturb(&job, how);
	msg = wait_for(&job, "result", -1);
	gs_receipt_init(&r);
	ok(msg && gs_engine_dispatch(msg, NULL, &r, &err) == 1 && r.changed,
	   "%s: it finishes (%s)", what, err.text);
	gs_job_end(&job);
	ok(has_text(".bashrc", "new\n"), "%s: the file is there", what);
	ok(!gs_needs_recovery(state_dir), "%s: nothing left", what);
	json_decref(msg);
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

/* A face in a process of its own, killed when the engine is that far. */
static void killed_face(const char *what, bool endless, const char *type,
			int event)
{
	struct gs_plan p;
	struct gs_engine_request req = { .work = GS_WORK_APPLY, .plan = &p };
	int fd[2];
	char c;
	pid_t pid;

	make_plan(&p, endless);
	if (pipe(fd) < 0)
		exit(96);
	pid = fork();
	if (pid == 0) {
		struct gs_job job;

		close(fd[0]);
		fcntl(fd[1], F_SETFD, FD_CLOEXEC);
		gs_engine_start(&job, &req, NULL);
		if (!saw(&job, type, event) || write(fd[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	close(fd[1]);
	is_int(read(fd[0], &c, 1), 1, "%s: that far", what);
	close(fd[0]);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	ok(engine_ended(), "%s: the engine ends", what);
	gs_plan_release(&p);
}

static void test_killed_face(void)
{
	gs_autofree char *now = NULL;

	killed_face("face killed before the commit", true, "progress", -1);
	now = picture(false);
	ok(has_text(".bashrc", "old\n") && !strstr(now, "stage"),
	   "clean abort: nothing changed, nothing left");
	ok(!gs_needs_recovery(state_dir), "nothing to recover");
	killed_face("face killed behind it", false, "event", GS_EVENT_COMMIT);
	ok(has_text(".bashrc", "new\n"), "the engine has finished");
	ok(!gs_needs_recovery(state_dir), "all of it");
}

/* The engine itself is killed: told as what it is. */
static void test_killed_engine(void)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *did = NULL;
	struct gs_receipt r;
	struct gs_plan p;
	struct gs_engine_request req = { .work = GS_WORK_APPLY, .plan = &p };

	make_plan(&p, false);
	/* Behind the head of the journal, before its end. */
	fault_arm(120, 0);
	gs_receipt_init(&r);
	is_int(gs_engine_run(&req, NULL, &r, &err), GS_ERR_LEFT,
	       "a killed engine is told: %s", err.text);
	fault_disarm();
	ok(gs_needs_recovery(state_dir), "work is left");
	is_int(gs_recover(state_dir, NULL, &did, &err), 0, "recovery");
	ok(did && *did, "says what it did: %s", did ? did : "");
	ok(has_text(".bashrc", "old\n") || has_text(".bashrc", "new\n"),
	   "the file is one of the two");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

int main(void)
{
	make_scratch();
	test_cancel("cancel", BY_MESSAGE);
	test_cancel("SIGINT", BY_SIGINT);
	test_cancel("SIGTERM", BY_SIGTERM);
	test_cancel("SIGHUP", BY_SIGHUP);
	test_after_commit("late cancel", BY_MESSAGE);
	test_after_commit("late SIGTERM", BY_SIGTERM);
	test_after_commit("late SIGHUP", BY_SIGHUP);
	test_killed_face();
	test_killed_engine();
	drop_scratch();
	return tap_done();
}
