/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/tui/pty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#ifdef HAVE_PTY_H
#include <pty.h>
#else
#include <util.h>
#endif

#include "base/fileio.h"
#include "base/proc.h"

void pty_start(struct pty *p, int cols, int rows, char *const argv[],
	       char *const env[])
{
	struct winsize size = { .ws_col = (unsigned short)cols,
				.ws_row = (unsigned short)rows };

	memset(p, 0, sizeof(*p));
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid == 0) {
		execve(argv[0], argv, env);
		_exit(127);
	}
}

/* What is there now; false when the other end is closed. */
static bool take(struct pty *p, int timeout_ms, bool *any)
{
	struct pollfd fd = { p->fd, POLLIN, 0 };
	char bytes[4096];
	ssize_t n;

	*any = false;
	if (poll(&fd, 1, timeout_ms) <= 0)
		return true;
	n = read(p->fd, bytes, sizeof(bytes));
	if (n <= 0)
		return false;
	gs_buf_add(&p->out, bytes, (size_t)n);
	*any = true;
	return true;
}

size_t pty_quiet(struct pty *p, int quiet_ms)
{
	long long end = gs_now_ms() + 20000;
	bool any = true;
	size_t n;

	while (any && gs_now_ms() < end && take(p, quiet_ms, &any))
		;
	n = p->out.len - p->mark;
	p->mark = p->out.len;
	return n;
}

void pty_send(struct pty *p, const char *bytes)
{
	gs_write_all(p->fd, bytes, strlen(bytes));
}

void pty_resize(struct pty *p, int cols, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)cols,
				.ws_row = (unsigned short)rows };

	ioctl(p->fd, TIOCSWINSZ, &size);
}

bool pty_ends(struct pty *p, int ms)
{
	long long end = gs_now_ms() + ms;
	bool any;

	while (!p->ended && gs_now_ms() < end) {
		if (!take(p, 20, &any))
			poll(NULL, 0, 5);
		if (waitpid(p->pid, &p->status, WNOHANG) == p->pid)
			p->ended = true;
	}
	return p->ended;
}

bool pty_is_sane(const struct pty *p)
{
	struct termios mode;

	return tcgetattr(p->fd, &mode) == 0 && (mode.c_lflag & ICANON) &&
	       (mode.c_lflag & ECHO) && (mode.c_lflag & ISIG);
}

/* Position behind the last occurrence of what, or 0. */
static size_t last(const struct pty *p, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = p->out.len; i >= n && n; i--)
		if (memcmp(p->out.ptr + i - n, what, n) == 0)
			return i;
	return 0;
}

bool pty_screen_given_back(const struct pty *p)
{
	return last(p, "\033[?1049l") > last(p, "\033[?1049h") &&
	       last(p, "\033[?2004l") > last(p, "\033[?2004h") &&
	       last(p, "\033[?25h") >= last(p, "\033[?25l");
}

void pty_release(struct pty *p)
{
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
	}
	if (p->fd >= 0)
		close(p->fd);
	gs_buf_release(&p->out);
}
