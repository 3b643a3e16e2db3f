/* SPDX-License-Identifier: MIT */
/* Which paths a plan may read or write, so that it never has to look. */
#include "config.h"

#include "detect/look.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

static void add_join(struct gs_strv *out, const char *dir, const char *name)
{
	gs_strv_steal(out, gs_path_join(dir, name));
}

static void add_shell_files(const struct gs_facts *f, struct gs_strv *out)
{
	const struct gs_shell_fact *zsh = gs_facts_shell(f, "zsh");
	struct gs_shell_home h = {
		.home = f->home,
		.xdg_config = f->xdg_config,
		.zdotdir_env = zsh ? zsh->zdotdir_env : NULL,
		.zdotdir_rc = zsh ? zsh->zdotdir_rc : NULL,
		.root = f->root,
	};

	gs_shell_candidate_files(&h, out);
}

static void add_own_files(const struct gs_facts *f, struct gs_strv *out)
{
	if (!gs_empty(f->home)) {
		gs_strv_add(out, f->home);
		add_join(out, f->home, "sdk/current");
		add_join(out, f->home, "go");
	}
	if (!gs_empty(f->xdg_config))
		add_join(out, f->xdg_config, "gosetup/answers.json");
	if (!gs_empty(f->xdg_state))
		add_join(out, f->xdg_state, "gosetup");
	if (!gs_empty(f->goenv_path))
		gs_strv_add(out, f->goenv_path);
	if (!gs_empty(f->xdg_cache))
		add_join(out, f->xdg_cache, "go-build");
	if (gs_streq(f->os, "darwin") && !gs_empty(f->home))
		add_join(out, f->home, "Library/Caches/go-build");
	gs_strv_steal(out, gs_facts_system_path(f, "/usr/local/go"));
	gs_strv_steal(out, gs_facts_system_path(f, "/usr/local/lib/gosetup"));
}

/* Directories above path: up to HOME for what is below it, else all. */
static void add_parents(const struct gs_facts *f, const char *path,
			struct gs_strv *out)
{
	bool user = !gs_empty(f->home) && gs_path_within(path, f->home);
	const char *top = user ? f->home : "/";
	char *dir = gs_path_dir(path);

	while (gs_path_is_abs(dir) && gs_path_within(dir, top)) {
		char *up;

		gs_strv_add(out, dir);
		if (gs_streq(dir, "/"))
			break;
		up = gs_path_dir(dir);
		free(dir);
		dir = up;
	}
	free(dir);
}

void gs_wanted_files(const struct gs_facts *f, struct gs_strv *out)
{
	struct gs_strv all = GS_STRV_INIT;
	size_t n;

	add_own_files(f, &all);
	add_shell_files(f, &all);
	n = all.n;
	for (size_t i = 0; i < n; i++)
		add_parents(f, all.v[i], &all);
	gs_strv_sort(&all);
	for (size_t i = 0; i < all.n; i++)
		if (gs_path_is_abs(all.v[i]) &&
		    (i == 0 || !gs_streq(all.v[i], all.v[i - 1])))
			gs_strv_add(out, all.v[i]);
	gs_strv_release(&all);
}

/* Directories that every system has. */
static bool basic_dir(const struct gs_facts *f, const char *path)
{
	static const char *const dirs[] = {
		"/usr", "/usr/local", "/usr/local/lib", "/usr/local/bin",
		"/etc", "/var", "/var/lib",
	};

	if (gs_path_within(f->home, path) || gs_path_within(f->root, path))
		return true;
	for (size_t i = 0; i < GS_COUNT(dirs); i++) {
		gs_autofree char *dir = gs_facts_system_path(f, dirs[i]);

		if (gs_streq(dir, path))
			return true;
	}
	return gs_streq(path, "/");
}

/* Something that exists stands below path. */
static bool holds_files(const struct gs_facts *f, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++)
		if (f->files[i].type != GS_FILE_ABSENT &&
		    gs_path_within(f->files[i].path, path))
			return true;
	return false;
}

static void make_up(struct gs_file *file, const struct gs_facts *f, size_t n,
		    const char *path)
{
	bool user = !gs_empty(f->home) && gs_path_within(path, f->home);

	memset(file, 0, sizeof(*file));
	file->path = gs_strdup(path);
	file->real = gs_strdup(path);
	file->writable = file->dir_writable = user || f->is_root;
	if (user && gs_streq(path, f->home))
		file->dir_writable = f->is_root;
	if (!basic_dir(f, path) && !holds_files(f, n, path))
		return;
	file->type = GS_FILE_DIR;
	file->mode = 0755;
	file->uid = user ? f->home_uid : 0;
	file->gid = user ? f->gid : 0;
	file->nlink = 2;
	file->size = 4096;
}

void gs_facts_add_absent(struct gs_facts *f)
{
	struct gs_strv wanted = GS_STRV_INIT;
	size_t n = f->n_files, had = f->n_files;

	gs_wanted_files(f, &wanted);
	f->files = gs_realloc(f->files,
			      (n + wanted.n + 1) * sizeof(*f->files));
	for (size_t i = 0; i < wanted.n; i++) {
		bool known = false;

		for (size_t j = 0; j < had && !known; j++)
			known = gs_streq(f->files[j].path, wanted.v[i]);
		if (!known)
			make_up(&f->files[n++], f, had, wanted.v[i]);
	}
	f->n_files = n;
	gs_facts_sort_files(f);
	gs_strv_release(&wanted);
}

/* ---- looking ----------------------------------------------------------- */
static void add_file(struct gs_look *l, size_t *cap, const char *path)
{
	struct gs_facts *f = l->f;
	struct gs_file *file;

	f->files = gs_grow(f->files, f->n_files, cap, sizeof(*f->files));
	file = &f->files[f->n_files++];
	if (gs_look_alive(l, path)) {
		gs_file_stat(file, path, true);
		return;
	}
	memset(file, 0, sizeof(*file));
	file->path = gs_strdup(path);
	file->real = gs_strdup(path);
	file->type = GS_FILE_UNREADABLE;
	file->why = gs_strdup(_("its file system does not answer"));
}

/* All entries, so that what is not listed is known to be absent. */
static void add_entries(struct gs_look *l, const char *dir,
			struct gs_strv *out)
{
	DIR *d = gs_look_alive(l, dir) ? opendir(dir) : NULL;
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.')
			add_join(out, dir, e->d_name);
	if (d)
		closedir(d);
}

/* Directories that Go's settings name: a plan makes those that are gone. */
static void add_go_dirs(struct gs_look *l, size_t *cap)
{
	static const char *const names[] = { "GOTMPDIR", "GOCACHE" };

	for (size_t i = 0; i < GS_COUNT(names); i++) {
		gs_autofree char *dir = gs_facts_goenv_get(l->f, names[i]);

		if (dir && gs_path_is_abs(dir) && !gs_facts_file(l->f, dir))
			add_file(l, cap, dir);
	}
	gs_facts_sort_files(l->f);
}

void gs_look_files(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	gs_autofree char *sdk = gs_path_join(f->home, "sdk");
	gs_autofree char *all = gs_facts_system_path(
		f, "/usr/local/lib/gosetup");
	struct gs_strv wanted = GS_STRV_INIT;
	size_t cap = 0;

	gs_wanted_files(f, &wanted);
	if (!gs_empty(f->home))
		add_entries(l, sdk, &wanted);
	add_entries(l, all, &wanted);
	gs_strv_sort(&wanted);
	for (size_t i = 0; i < wanted.n; i++)
		if (i == 0 || !gs_streq(wanted.v[i], wanted.v[i - 1]))
			add_file(l, &cap, wanted.v[i]);
	add_go_dirs(l, &cap);
	gs_strv_release(&wanted);
}
