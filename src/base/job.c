/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"

static void child(int fd, gs_job_fn fn, void *arg, int flags)
{
	struct gs_job_side side = { fd, GS_BUF_INIT, 0, false };
	int null = open("/dev/null", O_RDWR);

	for (int s = 1; s < 32; s++)
		signal(s, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	if (flags & GS_JOB_OWN_SESSION)
		setsid();
	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	if (null > 2)
		close(null);
	_exit(fn(&side, arg));
}

int gs_job_start(struct gs_job *job, gs_job_fn fn, void *arg, int flags,
		 struct gs_error *err)
{
	int sv[2];

	memset(job, 0, sizeof(*job));
	job->fd = -1;
	job->ended = true;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sv) < 0)
		return gs_error_sys(err, errno, _("cannot start a process"));
	job->pid = fork();
	if (job->pid < 0) {
		close(sv[0]);
		close(sv[1]);
		return gs_error_sys(err, errno, _("cannot start a process"));
	}
	if (job->pid == 0) {
		close(sv[0]);
		child(sv[1], fn, arg, flags);
	}
	close(sv[1]);
	job->fd = sv[0];
	job->ended = false;
	return 0;
}

/* Takes one whole line out of the buffer; 1 and *msg, or 0. */
static int take_line(struct gs_buf *in, size_t *pos, json_t **msg)
{
	char *nl = in->len > *pos
		? memchr(in->ptr + *pos, '\n', in->len - *pos) : NULL;

	if (!nl)
		return 0;
	*msg = json_loadb(in->ptr + *pos, (size_t)(nl - in->ptr) - *pos,
			  JSON_DECODE_ANY, NULL);
	*pos = (size_t)(nl - in->ptr) + 1;
	if (*pos == in->len) {
		gs_buf_reset(in);
		*pos = 0;
	}
	return *msg ? 1 : take_line(in, pos, msg);
}

/* 1 message, 0 nothing yet, -1 the other end is closed. */
static int read_msg(int fd, struct gs_buf *in, size_t *pos, int timeout_ms,
		    json_t **msg)
{
	*msg = NULL;
	for (;;) {
		struct pollfd p = { fd, POLLIN, 0 };
		char chunk[65536];
		ssize_t n;

		if (take_line(in, pos, msg))
			return 1;
		if (fd < 0)
			return -1;
		n = poll(&p, 1, timeout_ms);
		if (n <= 0)
			return 0;
		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		gs_buf_add(in, chunk, (size_t)n);
	}
}

static int send_msg(int fd, json_t *msg)
{
	char *text = gs_json_dump(msg, false);
	size_t n = strlen(text), done = 0;
	int rc = 0;

	text[n++] = '\n';               /* in place of the NUL */
	while (done < n) {
		ssize_t w = send(fd, text + done, n - done, MSG_NOSIGNAL);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0) {
			rc = GS_ERR_FAILED;
			break;
		}
		done += (size_t)w;
	}
	free(text);
	json_decref(msg);
	return rc;
}

int gs_job_read(struct gs_job *job, int timeout_ms, json_t **msg)
{
	return read_msg(job->fd, &job->in, &job->in_pos, timeout_ms, msg);
}

int gs_job_send(struct gs_job *job, json_t *msg)
{
	return send_msg(job->fd, msg);
}

int gs_job_end(struct gs_job *job)
{
	int st = 0;

	if (job->fd >= 0)
		close(job->fd);
	job->fd = -1;
	gs_buf_release(&job->in);
	if (job->ended)
		return job->status;
	while (waitpid(job->pid, &st, 0) < 0 && errno == EINTR)
		;
	job->ended = true;
	job->status = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	return job->status;
}

void gs_job_kill(struct gs_job *job, int sig)
{
	if (!job->ended)
		kill(job->pid, sig);
}

int gs_job_side_send(struct gs_job_side *side, json_t *msg)
{
	int rc = send_msg(side->fd, msg);

	if (rc)
		side->parent_gone = true;
	return rc;
}

int gs_job_side_read(struct gs_job_side *side, int timeout_ms, json_t **msg)
{
	int rc = read_msg(side->fd, &side->in, &side->in_pos, timeout_ms, msg);

	if (rc < 0)
		side->parent_gone = true;
	return rc;
}
