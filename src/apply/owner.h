/* SPDX-License-Identifier: MIT */
/*
 * Under sudo the files below HOME are looked at and written with the rights
 * of HOME's owner: the process becomes that user for each such step, so no
 * file of root appears there and a planted link wins nothing.
 */
#ifndef GS_APPLY_OWNER_H
#define GS_APPLY_OWNER_H

#include "apply/sys.h"
#include "base/error.h"

struct gs_owner {
	bool active;            /* we are root, HOME belongs to another */
	bool now;               /* we act as the owner */
	uid_t uid;
	gid_t gid;
	gid_t *groups;
	size_t n_groups;
	gid_t root_gid;
	gid_t *root_groups;
	size_t n_root_groups;
	char *home;
};

void gs_owner_init(struct gs_owner *o, const char *home);
void gs_owner_release(struct gs_owner *o);
/* Is path below HOME, so that the owner must do it? */
bool gs_owner_of(const struct gs_owner *o, const char *path);
/* Acts as the owner (true) or as root (false); nothing to do unless
 * active.  Not being able to is an error of the step. */
int gs_owner_as(struct gs_owner *o, bool owner, struct gs_error *err);
/* For a child process that does a step of the owner: gives root up for
 * good.  0, or -1 with errno. */
int gs_owner_drop(const struct gs_owner *o);

#endif
