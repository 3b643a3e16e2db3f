/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/tap.h"

#include "base/proc.h"

static void test_plain(void)
{
	static char many[200000];
	struct gs_proc p;
	char *line;

	memset(many, 'x', sizeof(many) - 1);

	gs_proc_init(&p);
	gs_proc_args(&p, "sh", "-c", "cat; echo e >&2; exit 3", NULL);
	p.input = "in";
	gs_proc_run(&p);
	is_str(gs_buf_str(&p.out), "in", "stdin and stdout");
	is_str(gs_buf_str(&p.errout), "e\n", "stderr");
	is_int(p.status, 3, "exit code");
	gs_proc_release(&p);

	gs_proc_args(&p, "sh", "-c", "echo $A; echo x", NULL);
	gs_proc_setenv(&p, "A", "b c");
	gs_proc_run(&p);
	line = gs_proc_line(&p);
	is_str(line, "b c", "environment and first line");
	free(line);
	gs_proc_release(&p);

	gs_proc_args(&p, "sh", "-c", "exec <&-; sleep 0.2; exit 4", NULL);
	p.input = many;
	gs_proc_run(&p);
	is_int(p.status, 4, "a child that does not read its input");
	gs_proc_release(&p);

	gs_proc_args(&p, "no-such-program", NULL);
	gs_proc_run(&p);
	ok(!p.started && p.status == 127, "a program that is not there");
	gs_proc_release(&p);
}

static void test_limits(void)
{
	struct gs_proc p[3];

	for (int i = 0; i < 3; i++)
		gs_proc_init(&p[i]);
	gs_proc_args(&p[0], "sh", "-c", "sleep 30 & sleep 30", NULL);
	p[0].timeout_ms = 100;
	gs_proc_args(&p[1], "sh", "-c", "sleep 30 & echo a", NULL);
	gs_proc_args(&p[2], "sh", "-c", "kill -9 $$", NULL);
	gs_proc_run_all(p, 3, 3, NULL, NULL);
	ok(p[0].timed_out, "a time limit");
	ok(p[0].elapsed_ms < 5000, "is kept");
	ok(!p[1].timed_out && p[1].elapsed_ms < 5000,
	   "a grandchild that holds the pipe does not hold us");
	is_str(gs_buf_str(&p[1].out), "a\n", "its output is there");
	is_int(p[2].status, 137, "killed by a signal");
	for (int i = 0; i < 3; i++)
		gs_proc_release(&p[i]);
}

static int stop(void *user)
{
	return ++*(int *)user > 2;
}

static void test_pty(void)
{
	struct gs_proc p;
	int ticks = 0;

	gs_proc_init(&p);
	gs_proc_args(&p, "sh", "-c", "test -t 0 && test -t 1 && echo tty",
		     NULL);
	p.pty = true;
	gs_proc_run(&p);
	is_str(gs_buf_str(&p.out), "tty\r\n", "a terminal of its own");
	gs_proc_release(&p);

	/* This one throws away what was typed before it was ready. */
	gs_proc_args(&p, "sh", "-c", "sleep 0.3; stty -echo; "
		     "while read -r x; do test \"$x\" = go && exit 5; done",
		     NULL);
	p.pty = true;
	p.input = "\ngo\n";
	p.retype_ms = 100;
	gs_proc_run(&p);
	is_int(p.status, 5, "typed input arrives");
	gs_proc_release(&p);

	gs_proc_args(&p, "sleep", "30", NULL);
	is_int(gs_proc_run_all(&p, 1, 1, stop, &ticks), GS_ERR_CANCELLED,
	       "cancelled");
	gs_proc_release(&p);
}

int main(void)
{
	test_plain();
	test_limits();
	test_pty();
	return tap_done();
}
