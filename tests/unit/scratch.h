/* SPDX-License-Identifier: MIT */
/* A scratch directory of a test, and things to put there. */
#ifndef GS_TESTS_SCRATCH_H
#define GS_TESTS_SCRATCH_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/path.h"

static char *scratch;           /* its real path */

/* Owned path of a name in it. */
static inline char *at(const char *name)
{
	return gs_path_join(scratch, name);
}

static inline void scratch_make(void)
{
	char template[] = "/tmp/gosetup-test-XXXXXX";

	if (!mkdtemp(template)) {
		perror(template);
		exit(99);
	}
	chmod(template, 0755);
	scratch = realpath(template, NULL);
}

static inline int scratch_remove_one(const char *path, const struct stat *st,
				     int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

static inline void scratch_remove(void)
{
	if (nftw(scratch, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS) < 0)
		perror(scratch);
	free(scratch);
}

/* Directories above are made. */
static inline void make_dirs(const char *path)
{
	gs_autofree char *up = gs_path_dir(path);

	if (!gs_exists(up))
		make_dirs(up);
	if (!gs_exists(path) && mkdir(path, 0755) < 0)
		perror(path);
}

static inline void put_file(const char *name, const char *text, mode_t mode)
{
	gs_autofree char *path = at(name);
	gs_autofree char *up = gs_path_dir(path);
	int fd;

	make_dirs(up);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || gs_write_all(fd, text, strlen(text)) < 0 ||
	    fchmod(fd, mode) < 0)
		perror(path);
	close(fd);
}

static inline void put_link(const char *text, const char *name)
{
	gs_autofree char *path = at(name);
	gs_autofree char *up = gs_path_dir(path);

	make_dirs(up);
	if (symlink(text, path) < 0)
		perror(path);
}

#endif
