/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/path.h"

enum { MAX_OUT = 1 << 20, MAX_ERR = 64 << 10, LINGER_MS = 200 };

long long gs_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int gs_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (int)n : 1;
}

void gs_proc_init(struct gs_proc *p)
{
	memset(p, 0, sizeof(*p));
	p->fd_in = p->fd_out = p->fd_err = -1;
}

void gs_proc_release(struct gs_proc *p)
{
	gs_strv_release(&p->argv);
	gs_strv_release(&p->env);
	free(p->cwd);
	gs_buf_release(&p->out);
	gs_buf_release(&p->errout);
	gs_proc_init(p);
}

void gs_proc_args(struct gs_proc *p, ...)
{
	va_list ap;
	const char *s;

	va_start(ap, p);
	while ((s = va_arg(ap, const char *)))
		gs_strv_add(&p->argv, s);
	va_end(ap);
}

#if !defined(_GNU_SOURCE)
extern char **environ;
#endif

void gs_proc_env_clear(struct gs_proc *p)
{
	gs_strv_release(&p->env);
	/* An empty environment still has one harmless entry, because an
	 * empty vector means "inherit ours". */
	gs_strv_add(&p->env, "GOSETUP=1");
}

void gs_proc_setenv(struct gs_proc *p, const char *name, const char *value)
{
	size_t n = strlen(name);
	char *entry = gs_printf("%s=%s", name, value);

	if (p->env.n == 0)
		for (char **e = environ; *e; e++)
			gs_strv_add(&p->env, *e);
	for (size_t i = 0; i < p->env.n; i++) {
		if (strncmp(p->env.v[i], entry, n + 1) == 0) {
			free(p->env.v[i]);
			p->env.v[i] = entry;
			return;
		}
	}
	gs_strv_steal(&p->env, entry);
}

char *gs_proc_which(const char *name, const char *path)
{
	if (strchr(name, '/'))
		return gs_is_executable(name) ? gs_strdup(name) : NULL;
	if (!path)
		path = getenv("PATH");
	while (path && *path) {
		size_t n = strcspn(path, ":");
		gs_autofree char *dir = gs_strndup(path, n);
		char *full = gs_path_join(n ? dir : ".", name);

		if (gs_is_executable(full))
			return full;
		free(full);
		path += n;
		if (*path == ':')
			path++;
	}
	return NULL;
}

static const char *env_get(const struct gs_strv *env, const char *name)
{
	size_t n = strlen(name);

	if (env->n == 0)
		return getenv(name);
	for (size_t i = 0; i < env->n; i++)
		if (strncmp(env->v[i], name, n) == 0 && env->v[i][n] == '=')
			return env->v[i] + n + 1;
	return NULL;
}

/* In the child: descriptors, signals, session, directory, exec. */
static void become(struct gs_proc *p, const char *program, int in, int out,
		   int errfd)
{
	sigset_t none;

	setsid();
	if (p->pty)
		ioctl(in, TIOCSCTTY, 0);
	for (int s = 1; s < 32; s++)
		signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(in, 0);
	dup2(out, 1);
	dup2(errfd, 2);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	if (p->drop && (setgroups(1, &p->gid) < 0 || setgid(p->gid) < 0 ||
			setuid(p->uid) < 0))
		_exit(127);
	if (chdir(p->cwd ? p->cwd : "/") < 0)
		_exit(127);
	execve(program, p->argv.v, p->env.n ? p->env.v : environ);
	_exit(127);
}

static int open_pty(int *slave)
{
	struct winsize size = { 24, 80, 0, 0 };
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	const char *name;

	if (master < 0)
		return -1;
	if (grantpt(master) < 0 || unlockpt(master) < 0 ||
	    !(name = ptsname(master))) {
		close(master);
		return -1;
	}
	*slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave < 0) {
		close(master);
		return -1;
	}
	ioctl(*slave, TIOCSWINSZ, &size);
	return master;
}

static void set_nonblock(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

struct ends {
	int in, out, err;       /* the child's */
};

static int open_pipes(struct gs_proc *p, struct ends *e)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, er[2] = { -1, -1 };

	if (pipe2(out, O_CLOEXEC) < 0 || pipe2(er, O_CLOEXEC) < 0)
		goto fail;
	if (p->input) {
		if (pipe2(in, O_CLOEXEC) < 0)
			goto fail;
	} else {
		in[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	}
	p->fd_in = in[1];
	p->fd_out = out[0];
	p->fd_err = er[0];
	*e = (struct ends){ in[0], out[1], er[1] };
	return 0;
fail:
	close_fd(&out[0]);
	close_fd(&out[1]);
	close_fd(&er[0]);
	close_fd(&er[1]);
	return -1;
}

static int open_ends(struct gs_proc *p, struct ends *e)
{
	if (!p->pty)
		return open_pipes(p, e);
	p->fd_out = open_pty(&e->in);
	if (p->fd_out < 0)
		return -1;
	p->fd_in = p->input ? dup(p->fd_out) : -1;
	e->out = e->in;
	e->err = e->in;
	return 0;
}

static void start(struct gs_proc *p)
{
	gs_autofree char *program = NULL;
	struct ends e = { -1, -1, -1 };

	p->status = 127;
	p->reap_state = 2;
	p->started_at_ms = p->typed_at_ms = gs_now_ms();
	if (p->argv.n == 0)
		return;
	program = gs_proc_which(p->argv.v[0], env_get(&p->env, "PATH"));
	if (!program || open_ends(p, &e) < 0)
		return;
	p->pid = fork();
	if (p->pid == 0)
		become(p, program, e.in, e.out, e.err);
	close(e.in);
	if (!p->pty) {
		close(e.out);
		close(e.err);
	}
	if (p->pid < 0) {
		close_fd(&p->fd_in);
		close_fd(&p->fd_out);
		close_fd(&p->fd_err);
		return;
	}
	p->started = true;
	p->reap_state = 0;
	if (p->fd_in >= 0)
		set_nonblock(p->fd_in);
	set_nonblock(p->fd_out);
	if (p->fd_err >= 0)
		set_nonblock(p->fd_err);
}

static void drain(int *fd, struct gs_buf *b, size_t max)
{
	char chunk[16384];

	for (;;) {
		ssize_t n = read(*fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {           /* EOF; a pty says EIO */
			close_fd(fd);
			return;
		}
		if (b->len + (size_t)n <= max)
			gs_buf_add(b, chunk, (size_t)n);
	}
}

/* write() to a child that may have closed its end: an error, no signal. */
static ssize_t write_quietly(int fd, const char *p, size_t n)
{
	sigset_t sigpipe, before, pending;
	bool was_pending;
	int saved, sig;
	ssize_t w;

	sigemptyset(&sigpipe);
	sigaddset(&sigpipe, SIGPIPE);
	sigpending(&pending);
	was_pending = sigismember(&pending, SIGPIPE) == 1;
	sigprocmask(SIG_BLOCK, &sigpipe, &before);
	w = write(fd, p, n);
	saved = errno;
	sigpending(&pending);
	if (!was_pending && sigismember(&pending, SIGPIPE) == 1)
		sigwait(&sigpipe, &sig);
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = saved;
	return w;
}

/* Types or pipes the input, and types it again where that was asked for. */
static void feed(struct gs_proc *p)
{
	size_t len = strlen(p->input);
	ssize_t n;

	if (p->input_done < len) {
		n = write_quietly(p->fd_in, p->input + p->input_done,
				  len - p->input_done);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n > 0)
			p->input_done += (size_t)n;
		else
			p->input_done = len;
	}
	if (p->input_done < len)
		return;
	if (!p->retype_ms)
		close_fd(&p->fd_in);
	else if (gs_now_ms() - p->typed_at_ms > p->retype_ms) {
		p->typed_at_ms = gs_now_ms();
		p->input_done = 0;
	}
}

static void finish(struct gs_proc *p)
{
	close_fd(&p->fd_in);
	close_fd(&p->fd_out);
	close_fd(&p->fd_err);
	p->elapsed_ms = (long)(gs_now_ms() - p->started_at_ms);
	p->reap_state = 2;
}

static void kill_group(struct gs_proc *p)
{
	kill(-p->pid, SIGKILL);
	kill(p->pid, SIGKILL);
}

/* reap_state: 0 running, 1 ended but a grandchild holds the pipe, 2 done. */
static void reap(struct gs_proc *p)
{
	int timeout = p->timeout_ms > 0 ? p->timeout_ms : 10000;
	long long now = gs_now_ms();
	int st;

	if (p->reap_state == 0) {
		pid_t got = waitpid(p->pid, &st, WNOHANG);

		if (got == p->pid) {
			p->status = WIFEXITED(st) ? WEXITSTATUS(st)
						  : 128 + WTERMSIG(st);
			p->reap_state = 1;
			p->elapsed_ms = (long)(now - p->started_at_ms);
		} else if (got < 0 && errno != EINTR) {
			finish(p);
			return;
		} else if (!p->timed_out && now - p->started_at_ms > timeout) {
			p->timed_out = true;
			kill_group(p);
		}
	}
	if (p->reap_state == 1 &&
	    ((p->fd_out < 0 && p->fd_err < 0) || p->timed_out ||
	     now - p->started_at_ms - p->elapsed_ms > LINGER_MS))
		finish(p);
}

/* Fills fds for one child; returns how many. */
static nfds_t watch(struct gs_proc *p, struct pollfd *fds)
{
	nfds_t n = 0;

	if (p->fd_out >= 0)
		fds[n++] = (struct pollfd){ p->fd_out, POLLIN, 0 };
	if (p->fd_err >= 0)
		fds[n++] = (struct pollfd){ p->fd_err, POLLIN, 0 };
	if (p->fd_in >= 0 && p->input_done < strlen(p->input))
		fds[n++] = (struct pollfd){ p->fd_in, POLLOUT, 0 };
	return n;
}

static void serve(struct gs_proc *p)
{
	if (p->fd_in >= 0)
		feed(p);
	if (p->fd_out >= 0)
		drain(&p->fd_out, &p->out, MAX_OUT);
	if (p->fd_err >= 0)
		drain(&p->fd_err, &p->errout, MAX_ERR);
	reap(p);
}

int gs_proc_run_all(struct gs_proc *p, size_t n, int jobs,
		    int (*tick)(void *), void *user)
{
	struct pollfd *fds = gs_calloc(n * 3 + 1, sizeof(*fds));
	size_t next = 0;
	int running = 0, rc = 0;

	if (jobs <= 0)
		jobs = gs_cores();
	while (next < n || running > 0) {
		nfds_t nfds = 0;
		bool closed = false;

		while (next < n && running < jobs) {
			start(&p[next]);
			running += p[next].reap_state != 2;
			next++;
		}
		for (size_t i = 0; i < next; i++) {
			if (p[i].reap_state == 2)
				continue;
			nfds += watch(&p[i], fds + nfds);
			closed |= p[i].fd_out < 0 && p[i].fd_err < 0;
		}
		/* A child whose pipes are closed is about to end. */
		poll(fds, nfds, closed ? 1 : 20);
		for (size_t i = 0; i < next; i++) {
			if (p[i].reap_state == 2)
				continue;
			serve(&p[i]);
			running -= p[i].reap_state == 2;
		}
		if (!rc && tick && tick(user)) {
			rc = GS_ERR_CANCELLED;
			next = n;       /* start no more */
			for (size_t i = 0; i < n; i++)
				if (p[i].started && p[i].reap_state != 2)
					kill_group(&p[i]);
		}
	}
	free(fds);
	return rc;
}

int gs_proc_run(struct gs_proc *p)
{
	return gs_proc_run_all(p, 1, 1, NULL, NULL);
}

char *gs_proc_line(const struct gs_proc *p)
{
	const char *s = gs_buf_str(&p->out);

	if (!p->started || p->status != 0 || !*s)
		return NULL;
	return gs_strndup(s, strcspn(s, "\r\n"));
}
