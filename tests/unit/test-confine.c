/* SPDX-License-Identifier: MIT */
/* The child that unpacks can write below the stage and nowhere else. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"
#include "install/confine.h"
#include "tests/mirror/mirror.h"
#include "tests/tap.h"

/* What the confined child found, by bits. */
enum {
	LANDLOCK = 1, CAN_WRITE_STAGE = 2, CAN_WRITE_OUTSIDE = 4,
	CAN_FOLLOW = 8, CAN_READ = 16, HAS_OTHER_FDS = 32, CAN_DUMP = 64,
	CAN_LINK = 128,
};

static bool can(int fd)
{
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int look(int stage, int keep, const char *outside)
{
	struct rlimit core = { 1, 1 };
	int found = 0;

	if (gs_confine(stage, keep, 1 << 20))
		found |= LANDLOCK;
	if (can(openat(stage, "new", O_WRONLY | O_CREAT | O_EXCL, 0644)) &&
	    mkdirat(stage, "dir", 0755) == 0)
		found |= CAN_WRITE_STAGE;
	if (can(open(outside, O_WRONLY | O_CREAT, 0644)))
		found |= CAN_WRITE_OUTSIDE;
	if (can(openat(stage, "link", O_WRONLY | O_CREAT, 0644)))
		found |= CAN_FOLLOW;
	if (can(open("/etc/passwd", O_RDONLY)))
		found |= CAN_READ;
	for (int fd = 3; fd < 256; fd++)
		if (fd != stage && fd != keep && fcntl(fd, F_GETFD) >= 0)
			found |= HAS_OTHER_FDS;
	getrlimit(RLIMIT_CORE, &core);
	if (core.rlim_cur != 0)
		found |= CAN_DUMP;
	if (symlinkat("x", stage, "made") == 0)
		found |= CAN_LINK;
	return found;
}

static int run(int stage, int keep, const char *outside)
{
	int p[2], found = -1, status;
	pid_t pid;

	if (pipe(p) < 0)
		return -1;
	pid = fork();
	if (pid == 0) {
		dup2(p[1], keep);
		found = look(stage, keep, outside);
		_exit(write(keep, &found, sizeof(found)) != sizeof(found));
	}
	close(p[1]);
	if (read(p[0], &found, sizeof(found)) != sizeof(found))
		found = -1;
	close(p[0]);
	waitpid(pid, &status, 0);
	return found;
}

int main(void)
{
	gs_autofree char *dir = scratch_make();
	gs_autofree char *stage_dir = gs_path_join(dir, "stage");
	gs_autofree char *outside = gs_path_join(dir, "outside");
	gs_autofree char *target = gs_path_join(dir, "target");
	gs_autofree char *link_path = gs_path_join(stage_dir, "link");
	int stage, found;

	mkdir(stage_dir, 0755);
	close(open(target, O_WRONLY | O_CREAT, 0644));
	if (symlink(target, link_path) < 0)
		return EXIT_FAILURE;
	stage = open(stage_dir, O_RDONLY | O_DIRECTORY);
	dup2(stage, 60);
	dup2(stage, 200);
	found = run(stage, 77, outside);
	ok(found >= 0, "the child answers");
	ok(!(found & HAS_OTHER_FDS), "no other descriptor is open");
	ok(!(found & CAN_DUMP), "no core dumps");
	ok(found & CAN_WRITE_STAGE, "it can write the stage");
	if (found & LANDLOCK) {
		ok(!(found & CAN_WRITE_OUTSIDE), "nothing outside");
		ok(!(found & CAN_FOLLOW), "nor through a link");
		ok(!(found & CAN_READ), "it reads no file");
		ok(!(found & CAN_LINK), "it makes no link");
	} else {
		tap_skip("only the stage", "no Landlock in this kernel");
	}
	scratch_remove(dir);
	return tap_done();
}
