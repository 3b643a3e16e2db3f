/* SPDX-License-Identifier: MIT */
/* The directories that would be used, the file systems under them, and
 * which file systems do not answer. */
#include "config.h"

#include "detect/look.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#if defined(__linux__) && defined(HAVE_SYS_QUOTA_H)
#include <sys/quota.h>
#endif

#include "base/i18n.h"
#include "base/path.h"
#include "detect/bounded.h"

enum { LIMIT_MS = 1500, MAX_MOUNTS = 32, MAX_PLACES = 8 };

struct question {
	const char *path;
	const struct gs_mounts *mounts;
	uid_t uid;
};

struct answer {
	bool ok;
	bool noexec, readonly, writable;
	int64_t free_bytes, free_inodes, quota_bytes;
	char real[PATH_MAX];    /* of path, or what exists above it */
};

static int64_t quota_left(const struct question *q, const char *real)
{
#if defined(__linux__) && defined(HAVE_SYS_QUOTA_H) && defined(QIF_BLIMITS)
	const struct gs_mount *m = gs_mounts_find(q->mounts, real);
	struct dqblk d;
	uint64_t limit;

	memset(&d, 0, sizeof(d));
	if (!m || !gs_starts(m->source, "/dev/") ||
	    quotactl((int)QCMD((unsigned)Q_GETQUOTA, USRQUOTA), m->source,
		     (int)q->uid, (void *)&d) < 0 ||
	    !(d.dqb_valid & QIF_BLIMITS))
		return -1;
	limit = d.dqb_bhardlimit ? d.dqb_bhardlimit : d.dqb_bsoftlimit;
	if (limit == 0)
		return -1;
	limit *= 1024;          /* blocks of 1 KiB */
	return d.dqb_curspace >= limit ? 0
				       : (int64_t)(limit - d.dqb_curspace);
#else
	(void)q;
	(void)real;
	return -1;
#endif
}

/* The nearest directory at or above path that exists. */
static bool resolve(const char *path, char real[PATH_MAX])
{
	char *at = gs_strdup(path);

	while (!realpath(at, real)) {
		char *up = gs_path_dir(at);
		bool end = (errno != ENOENT && errno != ENOTDIR) ||
			   gs_streq(up, at);

		free(at);
		at = up;
		if (end)
			return false;
	}
	free(at);
	return true;
}

static void ask(const void *arg, void *out)
{
	const struct question *q = arg;
	struct answer *a = out;
	struct statvfs fs;
	uint64_t blocks;

	a->free_bytes = a->free_inodes = a->quota_bytes = -1;
	if (!resolve(q->path, a->real) || statvfs(a->real, &fs) < 0)
		return;
	a->ok = true;
	blocks = geteuid() == 0 ? fs.f_bfree : fs.f_bavail;
	a->free_bytes = (int64_t)(blocks *
				  (fs.f_frsize ? fs.f_frsize : fs.f_bsize));
	if (fs.f_files > 0)
		a->free_inodes = (int64_t)fs.f_favail;
#if defined(ST_NOEXEC)
	a->noexec = (fs.f_flag & ST_NOEXEC) != 0;
#endif
	a->readonly = (fs.f_flag & ST_RDONLY) != 0;
	a->writable = faccessat(AT_FDCWD, a->real, W_OK | X_OK,
				AT_EACCESS) == 0;
	a->quota_bytes = quota_left(q, a->real);
}

static void add_place(struct gs_facts *f, const char *what, char *path)
{
	struct gs_place *p;

	f->places = gs_realloc(f->places,
			       (f->n_places + 1) * sizeof(*f->places));
	p = &f->places[f->n_places++];
	memset(p, 0, sizeof(*p));
	p->what = gs_strdup(what);
	p->path = path;
	p->free_bytes = p->free_inodes = p->quota_bytes = -1;
}

static void list_places(struct gs_facts *f)
{
	const char *tmp = getenv("TMPDIR");

	if (!gs_empty(f->home))
		add_place(f, "home", gs_strdup(f->home));
	add_place(f, "tmp", gs_strdup(gs_path_is_abs(tmp) ? tmp : "/tmp"));
	if (!gs_empty(f->home))
		add_place(f, "sdk", gs_path_join(f->home, "sdk"));
	if (!gs_empty(f->xdg_cache))
		add_place(f, "cache", gs_strdup(f->xdg_cache));
	if (!gs_empty(f->xdg_state))
		add_place(f, "state", gs_path_join(f->xdg_state, "gosetup"));
	add_place(f, "system", gs_facts_system_path(f, "/usr/local"));
}

static void add_dead(struct gs_look *l, const char *dir)
{
	if (gs_strv_has(&l->dead, dir))
		return;
	gs_strv_add(&l->dead, dir);
	gs_strv_addf(&l->f->notes, _("the file system of '%s' does not "
				     "answer; nothing below it was looked at"),
		     dir);
}

/* The whole mount of path, unless that is the root: then only path. */
static void mark_dead(struct gs_look *l, const char *path)
{
	const struct gs_mount *m = gs_mounts_find(&l->mounts, path);
	bool root = !m || gs_streq(m->point, "/");

	for (size_t i = 0; i < l->dead.n; i++)
		if (gs_path_within(path, l->dead.v[i]))
			return;
	add_dead(l, root ? path : m->point);
}

static void take(struct gs_look *l, struct gs_place *p,
		 enum gs_bounded_result r, const struct answer *a)
{
	bool known = r == GS_BOUNDED_ANSWERED && a->ok;
	const struct gs_mount *m;

	m = gs_mounts_find(&l->mounts, known ? a->real : p->path);
	p->mount = gs_strdup(m ? m->point : "");
	p->fstype = gs_strdup(m ? m->fstype : "");
	p->network = gs_fstype_network(p->fstype);
	p->hung = r == GS_BOUNDED_HUNG;
	if (p->hung)
		mark_dead(l, p->path);
	if (!known)
		return;
	p->free_bytes = a->free_bytes;
	p->free_inodes = a->free_inodes;
	p->quota_bytes = a->quota_bytes;
	p->noexec = a->noexec;
	p->readonly = a->readonly;
	p->writable = a->writable;
}

/* Mounts that depend on another machine or process. */
static size_t doubtful(const struct gs_look *l, struct question *q)
{
	size_t n = 0;

	for (size_t i = 0; i < l->mounts.n && n < MAX_MOUNTS; i++)
		if (!gs_fstype_answers(l->mounts.v[i].fstype))
			q[n++].path = l->mounts.v[i].point;
	return n;
}

void gs_look_places(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	struct question q[MAX_PLACES + MAX_MOUNTS];
	struct gs_bounded b[MAX_PLACES + MAX_MOUNTS];
	struct answer *a = gs_malloc(sizeof(*a));
	size_t n, all;

	gs_mounts_read(&l->mounts);
	list_places(f);
	n = f->n_places;
	for (size_t i = 0; i < n; i++)
		q[i].path = f->places[i].path;
	all = n + doubtful(l, q + n);
	for (size_t i = 0; i < all; i++) {
		q[i].mounts = &l->mounts;
		q[i].uid = f->uid;
		gs_bounded_start(&b[i], LIMIT_MS, ask, &q[i], sizeof(*a));
	}
	/* Mounts first: a place on a dead one is then dead as well. */
	for (size_t i = n; i < all; i++)
		if (gs_bounded_wait(&b[i], a, sizeof(*a)) == GS_BOUNDED_HUNG)
			add_dead(l, q[i].path);
	for (size_t i = 0; i < n; i++)
		take(l, &f->places[i], gs_bounded_wait(&b[i], a, sizeof(*a)),
		     a);
	free(a);
}
