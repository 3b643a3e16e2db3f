/* SPDX-License-Identifier: MIT */
/* What one go is, without running it where a file says the same: a go that
 * is run may switch to another toolchain, or fetch one. */
#include "config.h"

#include "detect/go-facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "detect/elf.h"
#include "detect/go-owner.h"
#include "detect/release.h"

/* Directories of little programs that start the chosen version. */
static const struct shim {
	const char *dir;        /* piece of the path */
	const char *chosen;     /* file that names the version, below HOME */
	const char *key;        /* the word before the version, or "" */
	const char *tree;       /* below HOME, %s is the version */
} shims[] = {
	{ "/.goenv/shims/", ".goenv/version", "", ".goenv/versions/%s" },
	{ "/.asdf/shims/", ".tool-versions", "golang",
	  ".asdf/installs/golang/%s/go" },
	{ "/mise/shims/", ".config/mise/config.toml", "go",
	  ".local/share/mise/installs/go/%s" },
};

/* `key VERSION`, `key = "VERSION"`, or with an empty key the first word. */
static char *chosen_version(const char *text, const char *key)
{
	size_t n = strlen(key);

	while (*text) {
		size_t line = strcspn(text, "\n");

		if (strncmp(text, key, n) == 0 &&
		    (n == 0 || strchr(" \t=", text[n]))) {
			const char *v = text + n;

			v += strspn(v, " \t=\"'");
			return gs_strndup(v, strcspn(v, " \t\r\n\"'"));
		}
		text += line + (text[line] == '\n');
	}
	return NULL;
}

/* Owned path of the go that a shim starts, or NULL. */
static char *behind_shim(const struct gs_look *l, const char *path)
{
	for (size_t i = 0; i < GS_COUNT(shims); i++) {
		gs_autofree char *file = NULL, *text = NULL, *version = NULL;
		const char *mark;

		if (!strstr(path, shims[i].dir) || gs_empty(l->f->home))
			continue;
		file = gs_path_join(l->f->home, shims[i].chosen);
		text = gs_look_text(l, file);
		version = text ? chosen_version(text, shims[i].key) : NULL;
		mark = strstr(shims[i].tree, "%s");
		if (gs_empty(version))
			return NULL;
		return gs_printf("%s/%.*s%s%s/bin/go", l->f->home,
				 (int)(mark - shims[i].tree), shims[i].tree,
				 version, mark + 2);
	}
	return NULL;
}

/* Where path ends: links, shims, and snap's one program for all. */
static char *real_go(const struct gs_look *l, const char *path)
{
	gs_autofree char *shim = behind_shim(l, path);
	char *real = gs_look_real(l, shim ? shim : path);

	if (real && gs_ends(real, "/bin/snap")) {
		const char *tree = "/snap/go/current/bin/go";

		free(real);
		real = gs_look_real(l, tree);
		return real ? real : gs_strdup(tree);
	}
	return real ? real : gs_strdup(path);
}

void gs_go_add(struct gs_look *l, const char *path, int path_index)
{
	struct gs_facts *f = l->f;
	char *real = real_go(l, path);
	struct gs_go_fact *g;

	for (size_t i = 0; i < f->n_go; i++) {
		if (gs_streq(f->go[i].real, real)) {
			free(real);
			return;
		}
	}
	f->go = gs_realloc(f->go, (f->n_go + 1) * sizeof(*f->go));
	g = &f->go[f->n_go++];
	memset(g, 0, sizeof(*g));
	g->path = gs_strdup(path);
	g->real = real;
	g->goroot = gs_strdup("");
	g->version = gs_strdup("");
	g->path_index = path_index;
}

static bool holds(const struct gs_look *l, const char *dir, const char *name)
{
	gs_autofree char *path = gs_path_join(dir, name);

	return gs_look_exists(l, path);
}

static void find_goroot(struct gs_look *l, struct gs_go_fact *g)
{
	gs_autofree char *bin = gs_path_dir(g->real);
	gs_autofree char *top = gs_path_dir(bin);

	if (gs_streq(gs_path_base(bin), "bin") &&
	    (holds(l, top, "VERSION") || holds(l, top, "pkg/tool") ||
	     holds(l, top, "src/runtime")))
		gs_set(&g->goroot, top);
}

static void find_owner(struct gs_look *l, struct gs_go_fact *g)
{
	const struct gs_facts *f = l->f;
	gs_autofree char *current = gs_path_join(f->home, "sdk/current");
	struct gs_go_where w = {
		.path = g->path, .real = g->real, .goroot = g->goroot,
		.home = f->home, .root = f->root,
		.conda = getenv("CONDA_PREFIX"),
		.dl_marker = *g->goroot &&
			     holds(l, g->goroot, ".unpacked-success"),
		.sdk_current = !gs_empty(f->home) &&
			       gs_look_exists(l, current),
	};

	g->owner = gs_go_owner_of(&w);
}

/* ---- does it work? ----------------------------------------------------- */
static bool runs_here(const char *arch, const char *program)
{
	static const char *const also[][2] = {
		{ "amd64", "386" }, { "arm64", "arm" }, { "ppc64le", "" },
	};

	if (gs_streq(arch, program))
		return true;
	for (size_t i = 0; i < GS_COUNT(also); i++)
		if (gs_streq(also[i][0], arch) &&
		    gs_streq(also[i][1], program))
			return true;
	return false;
}

/* The kernel's view: wrong machine, or its interpreter is missing. */
static void check_program(struct gs_look *l, struct gs_go_fact *g)
{
	const char *machine_arch = gs_arch_of_machine(l->f->machine);
	const char *arch;
	struct gs_elf e;

	if (!gs_look_alive(l, g->real) || gs_elf_read(&e, g->real) < 0)
		return;
	arch = gs_elf_goarch(&e);
	if (arch && !runs_here(l->f->arch, arch) &&
	    !runs_here(machine_arch ? machine_arch : "", arch)) {
		g->broken = gs_printf(_("it is a program for %s, and this "
					"system is %s"), arch, l->f->arch);
		return;
	}
	if (e.interp[0] && !gs_look_exists(l, e.interp))
		g->broken = gs_printf(_("it needs '%s', which this system "
					"does not have"), e.interp);
}

static void check_tree(struct gs_look *l, struct gs_go_fact *g)
{
	if (*g->goroot && !holds(l, g->goroot, "pkg/tool"))
		gs_set(&g->broken, _("its tree has no pkg/tool: it was not "
				     "unpacked completely"));
	else if (*g->goroot && !holds(l, g->goroot, "src"))
		gs_set(&g->broken, _("its tree has no src: the standard "
				     "library is missing"));
}

static void take_version(struct gs_look *l, const struct gs_proc *p,
			 size_t index)
{
	struct gs_go_fact *g = &l->f->go[index];
	char *v = gs_go_version_of_output(gs_buf_str(&p->out));
	const char *err = gs_buf_str(&p->errout);

	if (v) {
		free(g->version);
		g->version = v;
		if (strstr(gs_buf_str(&p->out), "gccgo"))
			g->owner = GS_GO_GCCGO;
	} else if (p->timed_out) {
		gs_set(&g->broken, _("it did not say its version within a "
				     "second"));
	} else if (!g->broken && *err) {
		g->broken = gs_strndup(err, strcspn(err, "\r\n"));
	} else if (!g->broken) {
		gs_set(&g->broken, _("it does not say its version"));
	}
}

/* GOTOOLCHAIN, GOENV, cwd: otherwise it may answer for another toolchain,
 * after having downloaded it. */
static void ask_version(struct gs_look *l, size_t index)
{
	struct gs_proc *p = gs_look_ask(l, index, take_version);

	gs_proc_args(p, l->f->go[index].real, "version", NULL);
	gs_proc_setenv(p, "GOTOOLCHAIN", "local");
	gs_proc_setenv(p, "GOENV", "off");
	gs_proc_setenv(p, "GOFLAGS", "");
}

static void find_version(struct gs_look *l, size_t index)
{
	struct gs_go_fact *g = &l->f->go[index];
	gs_autofree char *file = gs_path_join(g->goroot, "VERSION");
	gs_autofree char *text = *g->goroot ? gs_look_text(l, file) : NULL;
	char *v = text ? gs_go_version_of_file(text) : NULL;
	/* A shim or snap's launcher would go looking for a version. */
	bool own = *g->goroot || g->owner == GS_GO_GCCGO ||
		   g->owner == GS_GO_PACKAGE || g->owner == GS_GO_UNKNOWN;

	if (v) {
		free(g->version);
		g->version = v;
	} else if (own && !g->broken) {
		ask_version(l, index);
	}
}

static void find_windows_root(struct gs_look *l, struct gs_go_fact *g)
{
	gs_autofree char *bin = gs_path_dir(g->path);

	(void)l;
	free(g->goroot);
	g->goroot = gs_path_dir(bin);
}

void gs_go_look(struct gs_look *l, size_t index)
{
	struct gs_go_fact *g = &l->f->go[index];

	if (gs_ends(g->path, ".exe"))
		find_windows_root(l, g);
	else
		find_goroot(l, g);
	find_owner(l, g);
	if (g->owner != GS_GO_WINDOWS) {
		bool first = g->path_index >= 0;

		for (size_t i = 0; i < index; i++)
			first &= !l->f->go[i].active;
		g->active = first;
		check_program(l, g);
		if (!g->broken)
			check_tree(l, g);
	}
	g->has_go_env = *g->goroot && holds(l, g->goroot, "go.env");
	find_version(l, index);
	if (g->owner == GS_GO_PACKAGE)
		gs_look_go_package(l, index);
}
