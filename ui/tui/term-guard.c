/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/term-guard.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef HAVE_SYS_PRCTL_H
#include <sys/prctl.h>
#endif

#include "base/fileio.h"

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

static volatile sig_atomic_t own_up;
volatile sig_atomic_t *gs_guard_up = &own_up;
static pid_t guard;

static void on_parent_death(int sig)
{
	(void)sig;
}

/* Returns when the parent is gone: at once where the kernel tells (Linux),
 * else within a second. */
static void wait_for_end(pid_t parent)
{
	sigset_t none;

	sigemptyset(&none);
#ifdef PR_SET_PDEATHSIG
	prctl(PR_SET_PDEATHSIG, SIGUSR1);
	while (getppid() == parent)
		sigsuspend(&none);
#else
	while (getppid() == parent)
		sleep(1);
#endif
}

/* The shell may have set its own modes already: only ours are undone. */
static void restore_modes(const struct gs_guard *g)
{
	struct termios now;

	if (tcgetattr(g->fd, &now) == 0 && !(now.c_lflag & ICANON) &&
	    now.c_cc[VINTR] == (cc_t)_POSIX_VDISABLE)
		tcsetattr(g->fd, TCSANOW, g->before);
}

static void watch(const struct gs_guard *g, pid_t parent)
{
	for (int fd = 0; fd < 256; fd++)
		if (fd != g->fd)
			close(fd);
	wait_for_end(parent);
	if (!*gs_guard_up)
		return;
	gs_write_all(g->fd, g->restore, g->restore_len);
	restore_modes(g);
}

/* In a session of its own, where no key and no hangup reaches it. */
static void guard_main(const struct gs_guard *g, pid_t parent,
		       const sigset_t *until_waiting)
{
	for (int s = 1; s < 32; s++)
		signal(s, SIG_IGN);
	signal(SIGUSR1, on_parent_death);
	sigprocmask(SIG_BLOCK, until_waiting, NULL);
	setsid();
	watch(g, parent);
	_exit(0);
}

static bool share_flag(void)
{
	void *page;

	if (gs_guard_up != &own_up)
		return true;
	page = mmap(NULL, sizeof(*gs_guard_up), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return false;
	gs_guard_up = page;
	*gs_guard_up = own_up;
	return true;
}

void gs_guard_start(const struct gs_guard *g)
{
	pid_t parent = getpid();
	sigset_t usr1;

	if (guard > 0 || !share_flag())
		return;
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	guard = fork();
	if (guard == 0)
		guard_main(g, parent, &usr1);
}

void gs_guard_stop(void)
{
	if (guard <= 0)
		return;
	kill(guard, SIGKILL);
	while (waitpid(guard, NULL, 0) < 0 && errno == EINTR)
		;
	guard = 0;
}
