/* SPDX-License-Identifier: MIT */
/*
 * A home on a file system that does not answer, as behind an NFS server that
 * is gone: a seccomp supervisor lets every system call on a path below it
 * wait for ever.  Detection must come back, and only its children may have
 * touched it.
 */
#include "config.h"

#include "base/proc.h"
#include "detect/facts.h"
#include "tests/tap.h"
#include "tests/unit/scratch.h"

#if defined(__linux__)
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#endif

#if defined(SECCOMP_USER_NOTIF_FLAG_CONTINUE)

/* System calls that take a path, and which argument it is. */
static const struct {
	int nr, arg;
} calls[] = {
	{ __NR_openat, 1 }, { __NR_faccessat, 1 }, { __NR_readlinkat, 1 },
	{ __NR_execve, 0 }, { __NR_statfs, 0 }, { __NR_chdir, 0 },
#if defined(__NR_newfstatat)
	{ __NR_newfstatat, 1 },
#endif
#if defined(__NR_statx)
	{ __NR_statx, 1 },
#endif
#if defined(__NR_faccessat2)
	{ __NR_faccessat2, 1 },
#endif
#if defined(__NR_open)
	{ __NR_open, 0 }, { __NR_stat, 0 }, { __NR_lstat, 0 },
	{ __NR_access, 0 }, { __NR_readlink, 0 },
#endif
};

/* Installs the filter; the listener, or -1. */
static int install(void)
{
	struct sock_filter f[GS_COUNT(calls) + 3];
	struct sock_fprog prog = { GS_COUNT(f), f };
	size_t n = GS_COUNT(calls);

	f[0] = (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < n; i++)
		f[i + 1] = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].nr,
			(unsigned char)(n - i), 0);
	f[n + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
						SECCOMP_RET_ALLOW);
	f[n + 2] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
						SECCOMP_RET_USER_NOTIF);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -1;
	return (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER,
			    SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
}

static void send_fd(int sock, int fd)
{
	char byte = fd < 0 ? 'n' : 'y';
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { .bytes = { 0 } };
	struct iovec iov = { &byte, 1 };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };

	if (fd >= 0) {
		struct cmsghdr *c;

		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(int));
	}
	if (sendmsg(sock, &m, 0) < 0)
		_exit(98);
}

static int receive_fd(int sock)
{
	char byte = 'n';
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { .bytes = { 0 } };
	struct iovec iov = { &byte, 1 };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
			    .msg_control = control.bytes,
			    .msg_controllen = sizeof(control.bytes) };
	int fd = -1;

	if (recvmsg(sock, &m, 0) == 1 && byte == 'y' && CMSG_FIRSTHDR(&m))
		memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(int));
	return fd;
}

/* ---- the supervisor ---------------------------------------------------- */
static int hung, guilty;

/* A path at the end of a mapping is shorter than the buffer. */
static bool read_path(pid_t pid, uint64_t address, char *path, size_t cap)
{
	size_t got = 0;

	while (got + 1 < cap) {
		struct iovec to = { path + got, 1 };
		struct iovec from = { (char *)(uintptr_t)address + got, 1 };

		if (process_vm_readv(pid, &to, 1, &from, 1, 0) != 1)
			return false;
		if (!path[got++])
			return true;
	}
	path[got] = '\0';
	return true;
}

/* By its own name, or through the link beside it. */
static bool leads_to(const char *path, const char *dead)
{
	gs_autofree char *link = at("link/");

	return gs_path_within(path, dead) || gs_starts(path, link);
}

static bool is_dead(const struct seccomp_notif *req, const char *dead,
		    char path[512])
{
	for (size_t i = 0; i < GS_COUNT(calls); i++)
		if (calls[i].nr == req->data.nr)
			return read_path((pid_t)req->pid,
					 req->data.args[calls[i].arg], path,
					 512) &&
			       leads_to(path, dead);
	return false;
}

static void answer(int listener, pid_t child, const char *dead)
{
	struct seccomp_notif req;
	struct seccomp_notif_resp resp;
	char path[512];
	bool dies;

	memset(&req, 0, sizeof(req));
	memset(&resp, 0, sizeof(resp));
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &req) < 0)
		return;
	resp.id = req.id;
	resp.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	dies = is_dead(&req, dead, path);
	if (dies && (pid_t)req.pid == child) {
		printf("# it touched %s\n", path);
		guilty++;
		resp.flags = 0;
		resp.error = -EIO;
	} else if (dies) {
		hung++;
		return;         /* for ever */
	}
	ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &resp);
}

static void supervise(int listener, pid_t child, const char *dead)
{
	for (;;) {
		struct pollfd p = { listener, POLLIN, 0 };

		if (poll(&p, 1, 50) > 0 && (p.revents & POLLIN))
			answer(listener, child, dead);
		else if (waitpid(child, NULL, WNOHANG) != 0)
			return;
	}
}

/* ---- the one who looks ------------------------------------------------- */
static void check(const struct gs_facts *f, long long ms, const char *dead)
{
	const struct gs_place *home = gs_facts_place(f, "home");
	const struct gs_place *tmp = gs_facts_place(f, "tmp");
	gs_autofree char *bashrc = gs_path_join(dead, ".bashrc");
	const struct gs_file *file = gs_facts_file(f, bashrc);
	const struct gs_shell_fact *zsh = gs_facts_shell(f, "zsh");

	ok(ms < 6000, "detection came back");
	printf("# after %lld ms\n", ms);
	ok(home && home->hung && home->free_bytes == -1, "home is dead");
	ok(tmp && !tmp->hung && tmp->free_bytes > 0, "/tmp is not");
	ok(f->notes.n > 0, "says so: %s", f->notes.n ? f->notes.v[0] : "");
	ok(file && file->type == GS_FILE_UNREADABLE && file->why,
	   "~/.bashrc: %s", file && file->why ? file->why : "");
	ok(gs_facts_shell(f, "sh"), "shells are found");
	ok(!zsh || !zsh->zdotdir_env, "zsh was not asked");
}

static int look(int sock, const char *dead)
{
	gs_autofree char *path = gs_printf("%s/bin:%s/link/bin:/usr/bin:/bin",
					   dead, scratch);
	struct gs_options opts = { .root = at("alive") };
	struct gs_facts f;
	long long start;
	int listener;

	clearenv();
	setenv("HOME", dead, 1);
	setenv("PATH", path, 1);
	listener = install();
	send_fd(sock, listener);
	if (listener < 0) {
		tap_skip("dead file system", "no seccomp notifications");
		return tap_done();
	}
	close(listener);
	start = gs_now_ms();
	gs_detect(&f, &opts, NULL);
	check(&f, gs_now_ms() - start, dead);
	gs_facts_release(&f);
	free(opts.root);
	fflush(stdout);
	return 0;
}

int main(void)
{
	gs_autofree char *dead = NULL;
	int socks[2], listener;
	pid_t child;

	scratch_make();
	/* Beside it, but leading there. */
	put_link("../../dead", "alive/opt/go-link");
	put_file("dead/bin/go", "#!/bin/sh\n", 0755);
	put_link("dead", "link");
	dead = at("dead");
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, socks) < 0)
		return 99;
	child = fork();
	if (child == 0)
		_exit(look(socks[1], dead));
	close(socks[1]);
	listener = receive_fd(socks[0]);
	if (listener < 0) {
		waitpid(child, NULL, 0);
		scratch_remove();
		return 0;
	}
	supervise(listener, child, dead);
	tap_n = 7;              /* the child's */
	ok(hung > 0, "the probes hung");
	is_int(guilty, 0, "nobody else touched the dead file system");
	scratch_remove();
	return tap_done();
}

#else

int main(void)
{
	tap_skip("dead file system", "no seccomp notifications here");
	return tap_done();
}

#endif
