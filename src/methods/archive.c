/* SPDX-License-Identifier: MIT */
/* The official archive, downloaded. */
#include "config.h"

#include "methods/parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

/* What was asked for; else the newest release that this machine can run. */
static const struct gs_release *wanted(const struct gs_method_request *r,
				       const char *platform,
				       struct gs_error *err)
{
	const struct gs_release *rel = NULL;

	if (gs_empty(r->version))
		rel = gs_newest_fitting(r->catalog, r->facts);
	if (rel)
		return rel;
	return gs_catalog_find(r->catalog, gs_empty(r->version) ? "stable" :
			       r->version, platform, err);
}

/* A mirror that needs no network. */
static bool mirror_is_file(const struct gs_options *o)
{
	return o && o->mirror && (gs_starts(o->mirror, "file:") ||
				  gs_path_is_abs(o->mirror));
}

static void refuse_offline(const struct gs_method_request *r,
			   struct gs_method_info *info)
{
	if (!r->opts || !r->opts->offline || mirror_is_file(r->opts) ||
	    info->download_bytes == 0)
		return;
	gs_refuse(info, gs_strdup(_("It has to be downloaded, and --offline "
		"forbids that. Choose 'local' with an archive that you "
		"have.")));
}

static void add_reasons(const struct gs_method_request *r,
			struct gs_method_info *info)
{
	const struct gs_go_fact *active = gs_facts_active_go(r->facts);

	if (r->system)
		gs_strv_add(&info->pros, _("Everybody on this machine gets "
			"the same Go."));
	else
		gs_strv_add(&info->pros, _("It needs no administrator, and "
			"touches nobody else's files."));
	gs_strv_add(&info->pros, _("You get the exact version, checked against "
		"its published checksum, and 'gosetup undo' removes it."));
	if (active && !active->broken && active->owner == GS_GO_PACKAGE)
		gs_strv_addf(&info->cons, _("Go %s of the distribution stays "
			"installed; the new one comes first on PATH."),
			active->version);
}

static bool managed_here(const struct gs_facts *f)
{
	size_t i;

	for (i = 0; i < f->n_go; i++)
		if (f->go[i].owner == GS_GO_GOSETUP)
			return true;
	return false;
}

static void describe(const struct gs_method_request *r,
		     struct gs_method_info *info)
{
	gs_autofree char *platform = gs_facts_platform(r->facts);
	const struct gs_release *rel, *any;
	const struct gs_release_file *file = NULL;
	int64_t bytes = 0;

	info->possible = true;
	rel = wanted(r, platform, NULL);
	any = rel ? rel : gs_catalog_find(r->catalog, "stable", platform,
					  NULL);
	if (rel)
		file = gs_release_archive(rel, platform);
	info->version = gs_strdup(rel ? rel->version : "");
	if (file)
		bytes = file->size_bytes ? file->size_bytes :
			gs_typical_archive_bytes(rel->version);
	gs_refuse(info, gs_platform_refusal(r->facts, info->version));
	if (!any)
		gs_refuse(info, gs_printf(_("The Go team publishes no archive "
			"for %s."), platform));
	gs_describe_tree(r, info->version, bytes, true, info);
	refuse_offline(r, info);
	add_reasons(r, info);
	info->upgrade = gs_strdup(_("Run gosetup again, or 'gosetup use "
		"VERSION': the new one gets its own directory, and one link "
		"is changed. No shell has to be restarted."));
	info->score = managed_here(r->facts) ? 200 : 100;
}

static void add_url(struct gs_strv *urls, const char *base, const char *file)
{
	gs_autofree char *url = NULL;

	if (gs_path_is_abs(base))
		url = gs_printf("file://%s%s%s", base,
				gs_ends(base, "/") ? "" : "/", file);
	else
		url = gs_printf("%s%s%s", base, gs_ends(base, "/") ? "" : "/",
				file);
	gs_strv_add_once(urls, url);
}

static void add_china_mirrors(const struct gs_options *o, struct gs_strv *urls,
			      const char *file)
{
	size_t n, i;
	const struct gs_mirror *m = gs_mirrors("files", o ? o->data_dir : NULL,
					       &n);

	for (i = 0; i < n; i++)
		if (m[i].china && !m[i].official)
			add_url(urls, m[i].url, file);
}

/* go.dev/dl and golang.google.cn/dl redirect to dl.google.com: the second
 * address helps where only the redirecting host is out of reach. */
static void add_urls(const struct gs_method_request *r, struct gs_strv *urls,
		     const char *file)
{
	if (r->opts && r->opts->mirror) {
		add_url(urls, r->opts->mirror, file);
		return;
	}
	if (gs_in_china(r->facts)) {
		add_url(urls, "https://golang.google.cn/dl/", file);
		add_china_mirrors(r->opts, urls, file);
	} else {
		add_url(urls, "https://go.dev/dl/", file);
	}
	add_url(urls, "https://dl.google.com/go/", file);
}

static int refuse_unproved(const char *file, struct gs_error *err)
{
	gs_error_set(err, GS_ERR_USAGE, _("nobody knows the checksum of '%s': "
		     "neither gosetup nor the release index"), file);
	gs_error_hint(err, _("Choose another version, or say trust=index if "
		      "you know where this file comes from."));
	return GS_ERR_USAGE;
}

static int fill_source(const struct gs_method_request *r,
		       const struct gs_release *rel,
		       const struct gs_release_file *file,
		       struct gs_tree_source *src, struct gs_error *err)
{
	int ret = gs_catalog_expect(r->catalog, file, r->trust_index,
				    src->sha256, &src->proof, err);

	if (ret != 0)
		return ret;
	if (src->proof == GS_PROOF_NONE && !r->trust_index)
		return refuse_unproved(file->filename, err);
	src->version = gs_strdup(rel->version);
	src->filename = gs_strdup(file->filename);
	src->size_bytes = file->size_bytes;
	src->os = gs_strdup(r->facts->os);
	src->arch = gs_strdup(r->facts->arch);
	src->runs_here = true;
	add_urls(r, &src->urls, file->filename);
	return 0;
}

static int plan(const struct gs_method_request *r, struct gs_steps *steps,
		char **go_bin, char **goroot, char **version,
		struct gs_error *err)
{
	gs_autofree char *platform = gs_facts_platform(r->facts);
	const struct gs_release *rel = wanted(r, platform, err);
	struct gs_tree_source src;
	struct gs_layout l;
	int ret;

	if (!rel)
		return GS_ERR_USAGE;
	memset(&src, 0, sizeof(src));
	gs_layout_make(&l, r->facts, r->system, rel->version);
	ret = fill_source(r, rel, gs_release_archive(rel, platform), &src,
			  err);
	if (ret == 0)
		ret = gs_add_tree(r, steps, &l, &src, err);
	if (ret == 0)
		gs_layout_result(&l, rel->version, go_bin, goroot, version);
	gs_tree_source_clear(&src);
	gs_layout_release(&l);
	return ret;
}

const struct gs_method gs_method_archive = {
	.name = "archive",
	.title = N_("Official archive"),
	.help = N_("gosetup downloads the archive of the Go team, checks it, "
		"unpacks it beside its final place, and switches to it with "
		"one rename. Nothing of an older Go is overwritten."),
	.describe = describe,
	.plan = plan,
};
