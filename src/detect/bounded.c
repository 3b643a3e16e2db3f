/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/bounded.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/proc.h"

void gs_bounded_start(struct gs_bounded *b, int limit_ms,
		      void (*fn)(const void *arg, void *answer),
		      const void *arg, size_t n)
{
	int fds[2];

	b->pid = -1;
	b->fd = -1;
	b->until_ms = gs_now_ms() + limit_ms;
	if (pipe(fds) < 0)
		return;
	fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	fcntl(fds[1], F_SETFD, FD_CLOEXEC);
	b->pid = fork();
	if (b->pid == 0) {
		void *answer = gs_calloc(1, n);

		signal(SIGPIPE, SIG_IGN);
		fn(arg, answer);
		_exit(gs_write_all(fds[1], answer, n) < 0);
	}
	close(fds[1]);
	if (b->pid < 0)
		close(fds[0]);
	else
		b->fd = fds[0];
}

static enum gs_bounded_result read_answer(struct gs_bounded *b, char *at,
					  size_t n)
{
	while (n > 0) {
		struct pollfd p = { b->fd, POLLIN, 0 };
		long long left = b->until_ms - gs_now_ms();
		ssize_t got;
		int r = poll(&p, 1, left > 0 ? (int)left : 0);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return GS_BOUNDED_HUNG;
		got = read(b->fd, at, n);
		if (got <= 0)
			return GS_BOUNDED_FAILED;
		at += got;
		n -= (size_t)got;
	}
	return GS_BOUNDED_ANSWERED;
}

/* A child in a system call of a dead NFS server may not even die. */
static void leave(pid_t pid)
{
	struct timespec ms = { 0, 1000000 };

	kill(pid, SIGKILL);
	for (int i = 0; i < 20; i++) {
		if (waitpid(pid, NULL, WNOHANG) != 0)
			return;
		nanosleep(&ms, NULL);
	}
}

enum gs_bounded_result gs_bounded_wait(struct gs_bounded *b, void *answer,
				       size_t n)
{
	enum gs_bounded_result r;

	if (b->pid < 0)
		return GS_BOUNDED_FAILED;
	r = read_answer(b, answer, n);
	close(b->fd);
	if (r == GS_BOUNDED_HUNG)
		leave(b->pid);
	else
		waitpid(b->pid, NULL, 0);
	b->pid = -1;
	return r;
}
