/* SPDX-License-Identifier: MIT */
/* The Go that is here: nothing is installed. */
#include "config.h"

#include "methods/parts.h"

#include "base/i18n.h"
#include "base/path.h"

static bool is_default_path_dir(const char *dir)
{
	static const char *const dirs[] = {
		"/usr/bin", "/bin", "/usr/local/bin", "/snap/bin",
		"/usr/sbin", "/sbin",
	};
	size_t i;

	for (i = 0; i < GS_COUNT(dirs); i++)
		if (gs_streq(dir, dirs[i]))
			return true;
	return false;
}

/* Tools that put their Go on PATH themselves, and want to go on doing so. */
static bool has_own_hook(enum gs_go_owner owner)
{
	return owner == GS_GO_GVM || owner == GS_GO_GOENV ||
	       owner == GS_GO_ASDF || owner == GS_GO_MISE ||
	       owner == GS_GO_G || owner == GS_GO_GOBREW ||
	       owner == GS_GO_CONDA || owner == GS_GO_NIX ||
	       owner == GS_GO_BREW || owner == GS_GO_SNAP;
}

bool gs_keep_needs_path(const struct gs_go_fact *g)
{
	gs_autofree char *dir = gs_path_dir(g->path);

	if (is_default_path_dir(dir))
		return false;
	return !(g->path_index >= 0 && has_own_hook(g->owner));
}

/* A Windows go.exe is no Go for Linux, and gccgo's go is another program. */
static bool usable(const struct gs_go_fact *g)
{
	return !g->broken && !gs_empty(g->version) &&
	       g->owner != GS_GO_WINDOWS && g->owner != GS_GO_GCCGO &&
	       g->owner != GS_GO_MODCACHE;
}

/* "1.21" wants any 1.21.x, "1.21.5" that one; "stable" and "" any. */
static bool fits(const struct gs_go_fact *g, const char *want)
{
	struct gs_version w, v;

	if (gs_empty(want) || !gs_version_parse(&w, want))
		return true;
	if (!gs_version_parse(&v, g->version))
		return false;
	if (w.patch < 0 && w.pre == 0)
		return v.major == w.major && v.minor == w.minor;
	return gs_version_compare(&v, &w) == 0;
}

const struct gs_go_fact *gs_keep_candidate(const struct gs_facts *f,
					   const char *version)
{
	const struct gs_go_fact *active = gs_facts_active_go(f), *best = NULL;
	size_t i;

	if (active && usable(active) && fits(active, version))
		return active;
	for (i = 0; i < f->n_go; i++) {
		const struct gs_go_fact *g = &f->go[i];

		if (usable(g) && fits(g, version) &&
		    (!best || gs_version_compare_text(g->version,
						      best->version) > 0))
			best = g;
	}
	return best;
}

static bool managed(const struct gs_go_fact *g)
{
	return g->owner == GS_GO_GOSETUP;
}

/* Newest patch of a maintained line: nothing to gain from another one. */
static bool is_fresh(const struct gs_method_request *r,
		     const struct gs_go_fact *g)
{
	gs_autofree char *platform = gs_facts_platform(r->facts);
	const struct gs_release *newest;
	gs_autofree char *line = NULL;
	struct gs_version v;

	if (!gs_catalog_supported(r->catalog, g->version) ||
	    !gs_version_parse(&v, g->version))
		return false;
	line = gs_printf("%d.%d", v.major, v.minor);
	newest = gs_catalog_find(r->catalog, line, platform, NULL);
	return !newest ||
	       gs_version_compare_text(g->version, newest->version) >= 0;
}

static void judge(const struct gs_method_request *r,
		  const struct gs_go_fact *g, struct gs_method_info *info)
{
	bool fresh = is_fresh(r, g);

	info->score = managed(g) ? 20 : fresh ? 150 : 50;
	gs_strv_add(&info->pros, _("Nothing is downloaded or installed."));
	if (fresh)
		gs_strv_addf(&info->pros, _("Go %s is maintained and "
			"up to date."), g->version);
	else if (gs_catalog_supported(r->catalog, g->version))
		gs_strv_addf(&info->cons, _("Go %s misses the latest fixes of "
			"its line."), g->version);
	else
		gs_strv_addf(&info->cons, _("Go %s gets no security fixes any "
			"more."), g->version);
}

static void describe_upgrade(const struct gs_go_fact *g,
			     struct gs_method_info *info)
{
	if (g->owner == GS_GO_PACKAGE || g->owner == GS_GO_SNAP ||
	    g->owner == GS_GO_BREW)
		info->upgrade = gs_strdup(_("By your package manager, with "
			"the rest of the system."));
	else if (managed(g))
		info->upgrade = gs_strdup(_("Run gosetup again."));
	else
		info->upgrade = gs_strdup(_("As it was installed; gosetup "
			"does not touch it."));
}

/* Nothing to keep: what is wrong with what is there. */
static char *why_nothing(const struct gs_facts *f)
{
	const struct gs_go_fact *g;
	size_t i;

	for (i = 0; i < f->n_go; i++)
		if (usable(&f->go[i]))
			return gs_printf(_("Go %s is here, not the version "
				"that was asked for."), f->go[i].version);
	if (f->n_go == 0)
		return gs_strdup(_("There is no Go on this machine yet."));
	g = &f->go[0];
	if (g->owner == GS_GO_WINDOWS)
		return gs_printf(_("%s is a program for Windows, which cannot "
			"be the Go of this Linux."), g->path);
	if (g->broken)
		return gs_printf(_("%s does not work: %s."), g->path,
				 g->broken);
	return gs_printf(_("%s is not a Go that gosetup can set up."),
			 g->path);
}

static void describe(const struct gs_method_request *r,
		     struct gs_method_info *info)
{
	const struct gs_go_fact *g = gs_keep_candidate(r->facts, r->version);

	info->possible = g != NULL;
	info->version = gs_strdup(g ? g->version : "");
	if (!g) {
		gs_refuse(info, why_nothing(r->facts));
		return;
	}
	info->where = gs_strdup(gs_empty(g->goroot) ? g->path : g->goroot);
	describe_upgrade(g, info);
	judge(r, g, info);
}

static int plan(const struct gs_method_request *r,
		struct gs_steps *steps GS_UNUSED, char **go_bin, char **goroot,
		char **version, struct gs_error *err)
{
	const struct gs_go_fact *g = gs_keep_candidate(r->facts, r->version);

	if (!g) {
		gs_error_set(err, GS_ERR_USAGE, _("there is no working Go to "
			     "keep"));
		gs_error_hint(err, _("Choose method 'archive'."));
		return GS_ERR_USAGE;
	}
	*go_bin = gs_path_dir(g->path);
	*goroot = gs_strdup(g->goroot);
	*version = gs_strdup(g->version);
	return 0;
}

const struct gs_method gs_method_keep = {
	.name = "keep",
	.title = N_("Keep the Go that is here"),
	.help = N_("Installs nothing. gosetup makes sure that your shells "
		"find this Go, and writes the settings you choose."),
	.describe = describe,
	.plan = plan,
};
