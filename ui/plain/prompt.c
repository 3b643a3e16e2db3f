/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/plain/prompt.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/say.h"

#define LINE_MAX_BYTES 65536

bool gs_prompt_possible(void)
{
	return isatty(STDIN_FILENO) &&
		(isatty(STDOUT_FILENO) || isatty(STDERR_FILENO));
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

/* Waits for input with SIGINT let through only while it waits, so that none
 * is lost between the look and the wait. */
static bool wait_for_input(const sigset_t *while_waiting)
{
	fd_set fds;
	int n;

	do {
		FD_ZERO(&fds);
		FD_SET(STDIN_FILENO, &fds);
		n = pselect(STDIN_FILENO + 1, &fds, NULL, NULL, NULL,
			    while_waiting);
	} while (n < 0 && errno == EINTR && !interrupted);
	return n > 0 && !interrupted;
}

/* One byte at a time: what follows the line belongs to whoever reads next.
 * 1, or 0 at end of file, -1 when interrupted. */
static int read_line(struct gs_buf *line, const sigset_t *while_waiting)
{
	while (wait_for_input(while_waiting)) {
		char c;
		ssize_t n = read(STDIN_FILENO, &c, 1);

		if (n < 0)
			return -1;
		if (n == 0)
			return line->len > 0;
		if (c == '\n')
			return 1;
		if (line->len < LINE_MAX_BYTES)
			gs_buf_addc(line, c);
	}
	return -1;
}

static void trim(struct gs_buf *line)
{
	const char *blanks = " \t\r";
	size_t start, n;

	start = strspn(gs_buf_str(line), blanks);
	n = line->len - start;
	while (n > 0 && strchr(blanks, line->ptr[start + n - 1]))
		n--;
	if (line->ptr) {
		memmove(line->ptr, line->ptr + start, n);
		line->ptr[n] = '\0';
		line->len = n;
	}
}

bool gs_prompt_line(FILE *f, const char *prompt, struct gs_buf *line)
{
	struct sigaction sa, old;
	sigset_t held, before;
	int rc;

	interrupted = 0;
	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigprocmask(SIG_BLOCK, &held, &before);
	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_interrupt;
	sigemptyset(&sa.sa_mask);
	gs_buf_reset(line);
	sigaction(SIGINT, &sa, &old);
	fputs(prompt, f);
	fflush(f);
	rc = read_line(line, &before);
	sigaction(SIGINT, &old, NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (rc != 1) {
		fputc('\n', f);
		return false;
	}
	trim(line);
	return true;
}

bool gs_prompt_yes(FILE *f, const char *question, const struct gs_plan *plan)
{
	gs_autofree char *prompt = plan
		? gs_printf(_("%s (yes, no, d shows the diff) [no]: "),
			    question)
		: gs_printf(_("%s (yes, no) [no]: "), question);
	struct gs_buf line = GS_BUF_INIT;
	bool yes = false, done = false;

	while (!done && gs_prompt_line(f, prompt, &line)) {
		const char *word = gs_buf_str(&line);

		yes = gs_strieq(word, "y") || gs_strieq(word, "yes") ||
		      gs_streq(word, _("yes"));
		done = yes || !*word || gs_strieq(word, "n") ||
		       gs_strieq(word, "no") || gs_streq(word, _("no"));
		if (!done && plan && gs_streq(word, "d")) {
			struct gs_buf diff = GS_BUF_INIT;

			gs_plan_diff(plan, &diff);
			gs_say_diff(&diff);
			gs_buf_release(&diff);
		}
	}
	gs_buf_release(&line);
	return yes;
}
