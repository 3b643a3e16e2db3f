/* SPDX-License-Identifier: MIT */
/*
 * Looking at this machine, shared by the files that do it.
 *
 * Nothing here may wait for long: a path on a file system that does not
 * answer is never touched (gs_look_alive), and programs run together, each
 * with a time limit (gs_look_run).
 */
#ifndef GS_DETECT_LOOK_H
#define GS_DETECT_LOOK_H

#include "base/proc.h"
#include "detect/detect.h"
#include "detect/mounts.h"

/* A program that will be run, and what to do with what it says. */
struct gs_look;
struct gs_ask {
	void (*done)(struct gs_look *l, const struct gs_proc *p, size_t index);
	size_t index;           /* of the shell or the Go it is about */
};

struct gs_path_dir {
	char *dir;
	int index;              /* position in PATH */
};

struct gs_look {
	struct gs_facts *f;
	struct gs_mounts mounts;
	gid_t home_gid;         /* group of the owner of HOME */
	struct gs_strv dead;    /* directories not to go below */
	struct gs_path_dir *path;       /* of PATH, without dead, relative and
					   (WSL) Windows ones */
	size_t n_path, path_cap;
	struct gs_proc *procs;
	struct gs_ask *asks;
	size_t n_procs, procs_cap, asks_cap;
	char *dpkg_status;      /* read once, when needed */
};

void gs_look_release(struct gs_look *l);
/* May path be touched?  Looks at each component and at where links lead. */
bool gs_look_alive(const struct gs_look *l, const char *path);
/* Like realpath, gs_exists, gs_is_executable, gs_read_text; false or NULL
 * when not alive. */
char *gs_look_real(const struct gs_look *l, const char *path);
bool gs_look_exists(const struct gs_look *l, const char *path);
bool gs_look_executable(const struct gs_look *l, const char *path);
char *gs_look_text(const struct gs_look *l, const char *path);
/* The same below --root. */
bool gs_look_system_exists(const struct gs_look *l, const char *path);
char *gs_look_system_text(const struct gs_look *l, const char *path);
/* Owned path of a program on PATH, or NULL. */
char *gs_look_which(const struct gs_look *l, const char *name);

/* WSL: is dir on a drive of Windows? */
bool gs_look_windows(const struct gs_look *l, const char *dir);

/* Queues a program: an environment of PATH and LC_ALL=C only, a HOME in
 * which nothing can be made, cwd /, a limit of one second.  Borrowed until
 * the next call. */
struct gs_proc *gs_look_ask(struct gs_look *l, size_t index,
			    void (*done)(struct gs_look *l,
					 const struct gs_proc *p,
					 size_t index));
void gs_look_run(struct gs_look *l);

/* ---- packages ---------------------------------------------------------- */
/* Version of an installed package of dpkg or apk, owned, or NULL. */
char *gs_package_version(struct gs_look *l, const char *name);
/* Fills in f->go[index].package, at once or when rpm or pacman answers; a
 * tree that no package owns becomes a tarball. */
void gs_look_go_package(struct gs_look *l, size_t index);

/* ---- the parts of gs_detect, in their order ---------------------------- */
void gs_look_kernel(struct gs_look *l);
void gs_look_user(struct gs_look *l);
void gs_look_environment(struct gs_look *l);
/* Fills f->places and l->dead: after it nothing can hang. */
void gs_look_places(struct gs_look *l);
void gs_look_home_owner(struct gs_look *l);
void gs_look_path(struct gs_look *l);
void gs_look_system(struct gs_look *l);
void gs_look_distro(struct gs_look *l);
void gs_look_tools(struct gs_look *l);
void gs_look_shells(struct gs_look *l);
void gs_look_parents(struct gs_look *l);
void gs_look_go(struct gs_look *l);
void gs_look_files(struct gs_look *l);

#endif
