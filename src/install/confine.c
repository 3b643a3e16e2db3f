/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef HAVE_SYS_PRCTL_H
#include <sys/prctl.h>
#endif
#ifdef HAVE_LINUX_LANDLOCK_H
#include <linux/landlock.h>
#endif

/* 0, 1 and 2 become /dev/null: libarchive writes there when it runs out of
 * memory, and a file that we open must not get such a number. */
static void silence(int a, int b)
{
	int fd = open("/dev/null", O_RDWR);

	for (int i = 0; fd >= 0 && i < 3; i++)
		if (i != a && i != b)
			dup2(fd, i);
	if (fd > 2 && fd != a && fd != b)
		close(fd);
}

static void close_others(int a, int b)
{
	struct rlimit l;
	long max = 65536;

	if (getrlimit(RLIMIT_NOFILE, &l) == 0 && l.rlim_cur < (rlim_t)max)
		max = (long)l.rlim_cur;
#ifdef HAVE_CLOSE_RANGE
	unsigned low = (unsigned)(a < b ? a : b);
	unsigned high = (unsigned)(a < b ? b : a);

	if (a < 0)
		low = high;
	if ((low <= 3 || close_range(3, low - 1, 0) == 0) &&
	    (low + 1 >= high || close_range(low + 1, high - 1, 0) == 0) &&
	    close_range(high + 1, ~0u, 0) == 0)
		return;
#endif
	for (int fd = 3; fd < max; fd++)
		if (fd != a && fd != b)
			close(fd);
}

static void limit(int what, rlim_t value)
{
	struct rlimit l = { value, value };

	setrlimit(what, &l);
}

#ifdef HAVE_LINUX_LANDLOCK_H
/* As the kernel defines them; headers may be older than the kernel. */
struct ruleset {
	uint64_t fs, net, scoped;
};

/* Rights and size of the structure by ABI version (Linux 5.13 to 6.12): all
 * that the kernel can control shall be denied. */
static size_t everything(int abi, struct ruleset *r)
{
	int rights = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13;

	r->fs = (UINT64_C(1) << rights) - 1;
	r->net = abi >= 4 ? 3 : 0;      /* bind and connect by TCP */
	r->scoped = abi >= 6 ? 3 : 0;   /* abstract sockets, signals */
	return abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
}

static bool landlock(int stage_fd)
{
	struct ruleset all;
	struct landlock_path_beneath_attr below = {
		.allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE |
				  LANDLOCK_ACCESS_FS_MAKE_DIR |
				  LANDLOCK_ACCESS_FS_MAKE_REG,
		.parent_fd = stage_fd,
	};
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
			   LANDLOCK_CREATE_RULESET_VERSION);
	bool done;
	int fd;

	if (abi < 1)
		return false;
	fd = (int)syscall(SYS_landlock_create_ruleset, &all,
			  everything((int)abi, &all), 0);
	if (fd < 0)
		return false;
	done = (stage_fd < 0 ||
		syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH,
			&below, 0) == 0) &&
	       syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	return done;
}
#else
static bool landlock(int stage_fd)
{
	(void)stage_fd;
	return false;
}
#endif

bool gs_confine(int stage_fd, int keep, long long max_file_bytes)
{
	silence(stage_fd, keep);
	close_others(stage_fd, keep);
	umask(022);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, (rlim_t)max_file_bytes);
	signal(SIGXFSZ, SIG_IGN);
#ifdef HAVE_SYS_PRCTL_H
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
	return landlock(stage_fd);
}
