/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/packages.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/path.h"
#include "detect/look.h"

enum { MAX_DATABASE = 64 << 20, MAX_LIST = 8 << 20 };

/* Owned value of "KEY value" in a stanza, which ends at an empty line. */
static char *field(const char *stanza, const char *key)
{
	size_t n = strlen(key);

	while (*stanza && *stanza != '\n') {
		size_t line = strcspn(stanza, "\n");

		if (strncmp(stanza, key, n) == 0)
			return gs_strndup(stanza + n, line - n);
		stanza += line + (stanza[line] == '\n');
	}
	return NULL;
}

/* The stanza with the line `first`, or NULL; `first` opens stanzas of dpkg
 * and may be the second line in those of apk. */
static const char *find_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *p = text; (p = strstr(p, line)) != NULL; p += n)
		if ((p == text || p[-1] == '\n') &&
		    (p[n] == '\n' || p[n] == '\0'))
			return p;
	return NULL;
}

char *gs_dpkg_version(const char *status, const char *name)
{
	gs_autofree char *line = gs_printf("Package: %s", name);
	const char *at = find_line(status, line);
	gs_autofree char *state = at ? field(at, "Status: ") : NULL;

	if (!state || !gs_ends(state, " installed"))
		return NULL;
	return field(at, "Version: ");
}

bool gs_dpkg_lists(const char *list, const char *path)
{
	return find_line(list, path) != NULL;
}

char *gs_apk_version(const char *installed, const char *name)
{
	gs_autofree char *line = gs_printf("P:%s", name);
	const char *at = find_line(installed, line);

	return at ? field(at, "V:") : NULL;
}

/* Stanzas: P:name V:version ... F:usr/lib/go/bin R:go */
char *gs_apk_owner(const char *installed, const char *path)
{
	gs_autofree char *dir = gs_path_dir(path);
	const char *want = gs_path_base(path), *s = installed;
	const char *name = "", *version = "";
	bool here = false;

	while (*s) {
		size_t n = strcspn(s, "\n");

		if (gs_starts(s, "P:"))
			name = s + 2;
		else if (gs_starts(s, "V:"))
			version = s + 2;
		else if (gs_starts(s, "F:"))
			here = n - 2 == strlen(dir) - 1 &&
			       strncmp(s + 2, dir + 1, n - 2) == 0;
		else if (here && gs_starts(s, "R:") &&
			 n - 2 == strlen(want) &&
			 strncmp(s + 2, want, n - 2) == 0)
			return gs_printf("%.*s %.*s",
					 (int)strcspn(name, "\n"), name,
					 (int)strcspn(version, "\n"), version);
		s += n + (s[n] == '\n');
	}
	return NULL;
}

static char *read_apk(const struct gs_look *l)
{
	static const char *const paths[] = {
		"/lib/apk/db/installed", "/usr/lib/apk/db/installed",
	};
	char *text = NULL;

	for (size_t i = 0; i < GS_COUNT(paths) && !text; i++)
		if (gs_look_alive(l, paths[i]))
			text = gs_read_text(paths[i], MAX_DATABASE);
	return text;
}

char *gs_package_version(struct gs_look *l, const char *name)
{
	if (!l->dpkg_status && gs_look_alive(l, "/var/lib/dpkg"))
		l->dpkg_status = gs_read_text("/var/lib/dpkg/status",
					      MAX_DATABASE);
	if (l->dpkg_status)
		return gs_dpkg_version(l->dpkg_status, name);
	if (gs_streq(l->f->pkg_manager, "apk")) {
		gs_autofree char *apk = read_apk(l);

		return apk ? gs_apk_version(apk, name) : NULL;
	}
	return NULL;
}

/* golang-1.19-go.list, golang-1.19-go:amd64.list */
static bool may_own_go(const char *file)
{
	return gs_ends(file, ".list") &&
	       (gs_starts(file, "golang") || gs_starts(file, "go") ||
		gs_starts(file, "gccgo"));
}

/* Owned "name version" of the package that holds path, or NULL. */
static char *dpkg_owner(struct gs_look *l, const char *path)
{
	static const char info[] = "/var/lib/dpkg/info";
	DIR *d = opendir(info);
	struct dirent *e;
	char *owner = NULL;

	while (d && !owner && (e = readdir(d))) {
		gs_autofree char *file = NULL, *list = NULL, *name = NULL;
		gs_autofree char *version = NULL;

		if (!may_own_go(e->d_name))
			continue;
		file = gs_path_join(info, e->d_name);
		list = gs_read_text(file, MAX_LIST);
		if (!list || !gs_dpkg_lists(list, path))
			continue;
		name = gs_strndup(e->d_name, strcspn(e->d_name, ":"));
		if (gs_ends(name, ".list"))
			name[strlen(name) - strlen(".list")] = '\0';
		version = gs_package_version(l, name);
		owner = gs_printf("%s%s%s", name, version ? " " : "",
				  version ? version : "");
	}
	if (d)
		closedir(d);
	return owner;
}

static void unowned(struct gs_go_fact *g)
{
	if (g->owner == GS_GO_PACKAGE)
		g->owner = *g->goroot ? GS_GO_TARBALL : GS_GO_UNKNOWN;
}

/* rpm: "golang-bin-1.21.4-1.x86_64"; pacman -Qo: "... is owned by go 2:1.26";
 * dpkg -S: "golang-go:amd64: /usr/bin/go". */
static void take_owner(struct gs_look *l, const struct gs_proc *p,
		       size_t index)
{
	struct gs_go_fact *g = &l->f->go[index];
	gs_autofree char *line = gs_proc_line(p);
	const char *owned = line ? strstr(line, " is owned by ") : NULL;

	if (!line && p->started && !p->timed_out)
		unowned(g);
	if (!line)
		return;
	if (owned)
		gs_set(&g->package, owned + strlen(" is owned by "));
	else if (gs_streq(l->f->pkg_manager, "apt"))
		g->package = gs_strndup(line, strcspn(line, ":"));
	else
		gs_set(&g->package, line);
}

void gs_look_go_package(struct gs_look *l, size_t index)
{
	struct gs_go_fact *g = &l->f->go[index];
	const char *pm = l->f->pkg_manager;

	if (!gs_look_alive(l, "/var/lib"))
		return;
	if (gs_streq(pm, "apt")) {
		g->package = dpkg_owner(l, g->real);
		if (!g->package)
			gs_proc_args(gs_look_ask(l, index, take_owner),
				     "dpkg", "-S", g->real, NULL);
	} else if (gs_streq(pm, "apk")) {
		gs_autofree char *apk = read_apk(l);

		g->package = apk ? gs_apk_owner(apk, g->real) : NULL;
		if (apk && !g->package)
			unowned(g);
	} else if (gs_streq(pm, "pacman")) {
		gs_proc_args(gs_look_ask(l, index, take_owner), "pacman",
			     "-Qo", g->real, NULL);
	} else if (gs_streq(pm, "dnf") || gs_streq(pm, "yum") ||
		   gs_streq(pm, "zypper")) {
		gs_proc_args(gs_look_ask(l, index, take_owner), "rpm", "-qf",
			     g->real, NULL);
	}
}
