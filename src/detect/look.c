/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/look.h"

#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/path.h"

enum { MAX_TEXT = 1 << 20, MAX_LINKS = 40, LIMIT_MS = 1000, JOBS = 8 };

static bool is_dead(const struct gs_look *l, const char *path)
{
	for (size_t i = 0; i < l->dead.n; i++)
		if (gs_path_within(path, l->dead.v[i]))
			return true;
	return false;
}

/* One component of *ahead onto *at; false when that leads to the dead. */
static bool advance(const struct gs_look *l, char **at, char **ahead,
		    int *links)
{
	const char *s = *ahead + strspn(*ahead, "/");
	size_t n = strcspn(s, "/");
	gs_autofree char *name = gs_strndup(s, n);
	gs_autofree char *joined = gs_path_join(*at, name);
	gs_autofree char *next = gs_path_clean(joined);
	gs_autofree char *text = NULL;
	char *rest;

	if (is_dead(l, next))
		return false;
	text = gs_readlink(next);
	rest = text ? gs_printf("%s/%s", text, s + n) : gs_strdup(s + n);
	if (text)
		++*links;
	if (!text)
		gs_set(at, next);
	else if (gs_path_is_abs(text))
		gs_set(at, "/");
	free(*ahead);
	*ahead = rest;
	return true;
}

bool gs_look_alive(const struct gs_look *l, const char *path)
{
	char *at, *ahead;
	bool alive = true;
	int links = 0;

	if (l->dead.n == 0)
		return true;
	at = gs_strdup("/");
	ahead = gs_strdup(path);
	while (alive && ahead[strspn(ahead, "/")] && links <= MAX_LINKS)
		alive = advance(l, &at, &ahead, &links);
	free(at);
	free(ahead);
	return alive;
}

char *gs_look_real(const struct gs_look *l, const char *path)
{
	return gs_look_alive(l, path) ? realpath(path, NULL) : NULL;
}

bool gs_look_exists(const struct gs_look *l, const char *path)
{
	return gs_look_alive(l, path) && gs_exists(path);
}

bool gs_look_executable(const struct gs_look *l, const char *path)
{
	return gs_look_alive(l, path) && gs_is_executable(path);
}

char *gs_look_text(const struct gs_look *l, const char *path)
{
	return gs_look_alive(l, path) ? gs_read_text(path, MAX_TEXT) : NULL;
}

bool gs_look_system_exists(const struct gs_look *l, const char *path)
{
	gs_autofree char *full = gs_facts_system_path(l->f, path);

	return gs_look_exists(l, full);
}

char *gs_look_system_text(const struct gs_look *l, const char *path)
{
	gs_autofree char *full = gs_facts_system_path(l->f, path);

	return gs_look_text(l, full);
}

char *gs_look_which(const struct gs_look *l, const char *name)
{
	for (size_t i = 0; i < l->n_path; i++) {
		char *path = gs_path_join(l->path[i].dir, name);

		if (gs_look_executable(l, path))
			return path;
		free(path);
	}
	return NULL;
}

/* A drive of Windows; wsl.conf may mount them elsewhere than in /mnt. */
bool gs_look_windows(const struct gs_look *l, const char *dir)
{
	const struct gs_mount *m = gs_mounts_find(&l->mounts, dir);

	if (!l->f->wsl)
		return false;
	if (m && (gs_streq(m->fstype, "9p") || gs_streq(m->fstype, "drvfs") ||
		  gs_streq(m->fstype, "virtiofs")))
		return true;
	return gs_starts(dir, "/mnt/") && dir[5] &&
	       (dir[6] == '/' || dir[6] == '\0');
}

void gs_look_path(struct gs_look *l)
{
	const char *s = l->f->path_env;

	for (int index = 0; *s; index++) {
		size_t n = strcspn(s, ":");
		gs_autofree char *dir = gs_strndup(s, n);

		s += n + (s[n] == ':');
		/* Windows directories are slow to look at, and what is in
		 * them are not programs of this system. */
		if (!gs_path_is_abs(dir) || !gs_look_alive(l, dir) ||
		    gs_look_windows(l, dir))
			continue;
		l->path = gs_grow(l->path, l->n_path, &l->path_cap,
				  sizeof(*l->path));
		l->path[l->n_path].dir = gs_strdup(dir);
		l->path[l->n_path++].index = index;
	}
}

struct gs_proc *gs_look_ask(struct gs_look *l, size_t index,
			    void (*done)(struct gs_look *l,
					 const struct gs_proc *p,
					 size_t index))
{
	struct gs_proc *p;

	l->procs = gs_grow(l->procs, l->n_procs, &l->procs_cap,
			   sizeof(*l->procs));
	l->asks = gs_grow(l->asks, l->n_procs, &l->asks_cap,
			  sizeof(*l->asks));
	l->asks[l->n_procs] = (struct gs_ask){ done, index };
	p = &l->procs[l->n_procs++];
	gs_proc_init(p);
	gs_proc_env_clear(p);
	gs_proc_setenv(p, "PATH", "/usr/local/bin:/usr/bin:/bin");
	gs_proc_setenv(p, "LC_ALL", "C");
	/* Nothing can be made below it, not even by root. */
	gs_proc_setenv(p, "HOME", "/dev/null");
	p->timeout_ms = LIMIT_MS;
	return p;
}

void gs_look_run(struct gs_look *l)
{
	gs_proc_run_all(l->procs, l->n_procs, JOBS, NULL, NULL);
	for (size_t i = 0; i < l->n_procs; i++) {
		l->asks[i].done(l, &l->procs[i], l->asks[i].index);
		gs_proc_release(&l->procs[i]);
	}
	l->n_procs = 0;
}
