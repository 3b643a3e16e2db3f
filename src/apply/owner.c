/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/path.h"

#ifdef __APPLE__
typedef int group_id;           /* type of getgrouplist() there */
#else
typedef gid_t group_id;
#endif

static void find_groups(struct gs_owner *o)
{
	const struct passwd *pw = getpwuid(o->uid);
	int n = 32, i;
	group_id *list;

	o->groups = gs_calloc(1, sizeof(gid_t));
	o->groups[0] = o->gid;
	o->n_groups = 1;
	if (!pw)
		return;
	o->gid = pw->pw_gid;
	for (;;) {
		int had = n;

		list = gs_calloc((size_t)n, sizeof(*list));
		if (getgrouplist(pw->pw_name, (group_id)o->gid, list,
				 &n) >= 0 || n <= had)
			break;
		free(list);
	}
	free(o->groups);
	o->groups = gs_calloc((size_t)n + 1, sizeof(gid_t));
	for (i = 0; i < n; i++)
		o->groups[i] = (gid_t)list[i];
	o->n_groups = (size_t)n;
	free(list);
}

static void find_own_groups(struct gs_owner *o)
{
	int n = getgroups(0, NULL);

	o->root_gid = getegid();
	o->root_groups = gs_calloc((size_t)(n > 0 ? n : 1), sizeof(gid_t));
	if (n > 0)
		n = getgroups(n, o->root_groups);
	o->n_root_groups = n > 0 ? (size_t)n : 0;
}

void gs_owner_init(struct gs_owner *o, const char *home)
{
	struct stat st;

	memset(o, 0, sizeof(*o));
	o->home = gs_strdup(home);
	if (geteuid() != 0 || gs_empty(home) ||
	    gs_sys->fstatat(AT_FDCWD, home, &st, 0) < 0 || st.st_uid == 0)
		return;
	o->active = true;
	o->uid = st.st_uid;
	o->gid = st.st_gid;
	find_groups(o);
	find_own_groups(o);
}

void gs_owner_release(struct gs_owner *o)
{
	gs_owner_as(o, false, NULL);
	free(o->groups);
	free(o->root_groups);
	free(o->home);
	memset(o, 0, sizeof(*o));
}

bool gs_owner_of(const struct gs_owner *o, const char *path)
{
	return o->active && gs_path_within(path, o->home);
}

int gs_owner_as(struct gs_owner *o, bool owner, struct gs_error *err)
{
	int ret;

	if (!o->active || o->now == owner)
		return 0;
	if (owner)
		ret = gs_sys->become(o->uid, o->gid, o->groups, o->n_groups);
	else
		ret = gs_sys->become(0, o->root_gid, o->root_groups,
				     o->n_root_groups);
	if (ret == 0) {
		o->now = owner;
		return 0;
	}
	/* Half a change of identity must not go on. */
	if (!owner)
		abort();
	if (gs_sys->become(0, o->root_gid, o->root_groups,
			   o->n_root_groups) < 0)
		abort();
	return gs_error_sys(err, errno, _("cannot act as the owner of '%s'"),
			    o->home);
}

int gs_owner_drop(const struct gs_owner *o)
{
	if (!o->active)
		return 0;
	if (geteuid() != 0 && seteuid(0) < 0)
		return -1;
	if (setgroups((int)o->n_groups, o->groups) < 0)
		return -1;
#ifdef __APPLE__
	return setgid(o->gid) < 0 || setuid(o->uid) < 0 ? -1 : 0;
#else
	return setresgid(o->gid, o->gid, o->gid) < 0 ||
	       setresuid(o->uid, o->uid, o->uid) < 0 ? -1 : 0;
#endif
}
