/* SPDX-License-Identifier: MIT */
/* Every go on PATH and in the known places; go-facts.c says what each is. */
#include "config.h"

#include "detect/go-facts.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/path.h"

/* Where the tools and packages of the world put trees.  ~ is HOME, @ the
 * system's root, % the module cache. */
static const char *const places[] = {
	"~/sdk/current/bin/go",
	"~/sdk/*/bin/go",
	"~/go/sdk/*/bin/go",            /* GoLand */
	"~/.gvm/gos/*/bin/go",
	"~/.goenv/versions/*/bin/go",
	"~/.asdf/installs/golang/*/go/bin/go",
	"~/.local/share/mise/installs/go/*/bin/go",
	"~/.g/go/bin/go",
	"~/.g/versions/*/bin/go",
	"~/.gobrew/versions/*/go/bin/go",
	"~/.gimme/versions/*/bin/go",
	"~/.go/bin/go",
	"~/.local/go/bin/go",
	"~/go/bin/go",                  /* GOROOT where GOPATH should be */
	"~/go[0-9]*/bin/go",
	"~/.nix-profile/bin/go",
	"%/golang.org/toolchain@*/bin/go",
	"@/usr/local/go/bin/go",
	"@/usr/local/lib/gosetup/*/bin/go",
	"@/usr/local/go[0-9]*/bin/go",
	"@/usr/lib/go/bin/go",
	"@/usr/lib/go-*/bin/go",
	"@/usr/lib/golang/bin/go",
	"@/usr/lib64/go/*/bin/go",
	"@/usr/lib/go/*/bin/go",
	"@/snap/go/current/bin/go",
	"@/var/lib/snapd/snap/go/current/bin/go",
	"@/opt/go*/bin/go",
	"@/opt/homebrew/bin/go",
	"@/opt/local/lib/go/bin/go",
	"@/home/linuxbrew/.linuxbrew/bin/go",
	"@/nix/var/nix/profiles/default/bin/go",
};

static char *module_cache(const struct gs_facts *f)
{
	gs_autofree char *text = gs_read_text(f->goenv_path, 1 << 20);
	const char *env = gs_facts_getenv(f, "GOMODCACHE");
	char *set = NULL;

	if (gs_empty(env) && text)
		env = set = gs_goenv_value(text, strlen(text), "GOMODCACHE");
	if (gs_path_is_abs(env))
		return set ? set : gs_strdup(env);
	free(set);
	set = NULL;
	env = gs_facts_getenv(f, "GOPATH");
	if (gs_empty(env) && text)
		env = set = gs_goenv_value(text, strlen(text), "GOPATH");
	if (gs_path_is_abs(env)) {
		gs_autofree char *first = gs_strndup(env, strcspn(env, ":"));

		free(set);
		return gs_path_join(first, "pkg/mod");
	}
	free(set);
	return gs_empty(f->home) ? NULL : gs_path_join(f->home, "go/pkg/mod");
}

/* The pattern with its first letter replaced; NULL when there is no home. */
static char *full_pattern(const struct gs_look *l, const char *pattern,
			  const char *modcache)
{
	const char *base = pattern[0] == '~' ? l->f->home :
			   pattern[0] == '%' ? modcache : l->f->root;

	if (!base || (gs_empty(base) && pattern[0] != '@'))
		return NULL;
	return gs_printf("%s%s", base, pattern + 1);
}

static void add_if_there(struct gs_look *l, const char *path)
{
	if (gs_look_executable(l, path))
		gs_go_add(l, path, -1);
}

/* Names in dir that match, sorted. */
static void list_names(const struct gs_look *l, const char *dir,
		       const char *pattern, struct gs_strv *out)
{
	DIR *d = gs_look_alive(l, dir) ? opendir(dir) : NULL;
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (fnmatch(pattern, e->d_name, FNM_PERIOD) == 0)
			gs_strv_add(out, e->d_name);
	if (d)
		closedir(d);
	gs_strv_sort(out);
}

/* Not glob(3): it would follow a link to a file system that does not
 * answer.  The wild part is in the pattern, never in what replaced its first
 * letter. */
static void add_place(struct gs_look *l, const char *pattern,
		      const char *modcache)
{
	gs_autofree char *full = full_pattern(l, pattern, modcache);
	size_t wild = strcspn(pattern, "*["), tail, start = wild;
	gs_autofree char *dir = NULL, *name = NULL;
	struct gs_strv names = GS_STRV_INIT;

	if (!full)
		return;
	if (!pattern[wild]) {
		add_if_there(l, full);
		return;
	}
	while (pattern[start - 1] != '/')
		start--;
	tail = wild + strcspn(pattern + wild, "/");
	name = gs_strndup(pattern + start, tail - start);
	dir = gs_strndup(full, strlen(full) - strlen(pattern + start) - 1);
	list_names(l, dir, name, &names);
	for (size_t i = 0; i < names.n; i++) {
		gs_autofree char *path = gs_printf("%s/%s%s", dir, names.v[i],
						   pattern + tail);

		add_if_there(l, path);
	}
	gs_strv_release(&names);
}

/* Go of Windows, by the names of the directories alone: looking into all of
 * them would take longer than everything else together. */
static void add_windows(struct gs_look *l)
{
	const char *s = l->f->path_env;

	for (int index = 0; *s; index++) {
		size_t n = strcspn(s, ":");
		gs_autofree char *dir = gs_strndup(s, n);
		size_t len = strlen(dir);

		s += n + (s[n] == ':');
		if (len > 7 && gs_strieq(dir + len - 7, "/go/bin") &&
		    gs_look_windows(l, dir)) {
			gs_autofree char *exe = gs_path_join(dir, "go.exe");

			if (gs_look_exists(l, exe))
				gs_go_add(l, exe, index);
		}
	}
}

void gs_look_go(struct gs_look *l)
{
	gs_autofree char *modcache = NULL;
	struct gs_facts *f = l->f;

	for (size_t i = 0; i < l->n_path; i++) {
		gs_autofree char *path = gs_path_join(l->path[i].dir, "go");

		if (gs_look_executable(l, path))
			gs_go_add(l, path, l->path[i].index);
	}
	if (f->wsl)
		add_windows(l);
	if (gs_look_alive(l, f->home) && gs_look_alive(l, f->goenv_path))
		modcache = module_cache(f);
	for (size_t i = 0; i < GS_COUNT(places); i++)
		add_place(l, places[i], modcache);
	for (size_t i = 0; i < f->n_go; i++)
		gs_go_look(l, i);
}
