/* SPDX-License-Identifier: MIT */
/* An archive that lies on this machine already. */
#include "config.h"

#include "methods/parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

char *gs_archive_version(const char *name, const char *platform)
{
	gs_autofree char *tail = gs_printf(".%s.tar.gz", platform);
	char *version;
	struct gs_version v;
	size_t n = strlen(name), t = strlen(tail);

	if (!gs_starts(name, "go") || n <= t + 2 ||
	    !gs_streq(name + n - t, tail))
		return NULL;
	version = gs_strndup(name + 2, n - t - 2);
	if (!gs_version_parse(&v, version))
		gs_set(&version, NULL);
	return version;
}

/* The version of the archive: from its name, else as answered. */
static char *archive_version(const struct gs_method_request *r,
			     const char *platform)
{
	struct gs_version v;
	char *version = NULL;

	if (!gs_empty(r->archive))
		version = gs_archive_version(gs_path_base(r->archive),
					     platform);
	if (!version && !gs_empty(r->version) &&
	    gs_version_parse(&v, r->version))
		version = gs_strdup(gs_starts(r->version, "go") ?
				    r->version + 2 : r->version);
	return version;
}

static void describe(const struct gs_method_request *r,
		     struct gs_method_info *info)
{
	gs_autofree char *platform = gs_facts_platform(r->facts);
	char *version = archive_version(r, platform);

	info->possible = true;
	info->version = version ? version : gs_strdup("");
	gs_refuse(info, gs_platform_refusal(r->facts, info->version));
	if (gs_empty(r->archive))
		gs_strv_addf(&info->cons, _("You have to bring the file, for "
			"example go1.26.4.%s.tar.gz."), platform);
	gs_describe_tree(r, info->version,
			 gs_typical_archive_bytes(info->version), false, info);
	gs_strv_add(&info->pros, _("It works without a network."));
	gs_strv_add(&info->pros, _("The checksum of the file is still "
		"compared with the published one."));
	info->upgrade = gs_strdup(_("Bring a newer archive, and run gosetup "
		"again."));
	info->score = gs_empty(r->archive) ? 10 : 300;
}

/* The file of the catalogue that has this name; borrowed, or NULL. */
static const struct gs_release_file *known_file(const struct gs_catalog *c,
						const char *version,
						const char *platform,
						const char *name)
{
	const struct gs_release *rel = gs_catalog_find(c, version, platform,
						       NULL);
	const struct gs_release_file *file =
		rel ? gs_release_archive(rel, platform) : NULL;

	return file && gs_streq(file->filename, name) ? file : NULL;
}

static int refuse_unknown(const char *name, struct gs_error *err)
{
	gs_error_set(err, GS_ERR_USAGE, _("nobody knows the checksum of '%s': "
		     "it cannot be told whether the archive is the real one"),
		     name);
	gs_error_hint(err, _("Give the file the name that it has on go.dev, "
		      "or say trust=index if you know where it comes from."));
	return GS_ERR_USAGE;
}

static int expect_sum(const struct gs_method_request *r, const char *platform,
		      struct gs_tree_source *src, struct gs_error *err)
{
	struct gs_release_file unknown;
	const struct gs_release_file *file =
		known_file(r->catalog, src->version, platform, src->filename);
	int ret;

	memset(&unknown, 0, sizeof(unknown));
	unknown.filename = src->filename;
	ret = gs_catalog_expect(r->catalog, file ? file : &unknown,
				r->trust_index, src->sha256, &src->proof, err);
	if (ret == 0 && src->proof == GS_PROOF_NONE && !r->trust_index)
		ret = refuse_unknown(src->filename, err);
	if (ret == 0 && file)
		src->size_bytes = file->size_bytes;
	return ret;
}

static int refuse_nameless(const char *path, const char *platform,
			   struct gs_error *err)
{
	gs_error_set(err, GS_ERR_USAGE, _("cannot tell the version of the "
		     "archive '%s' from its name"), path);
	gs_error_hint(err, _("Give it the name that it has on go.dev, such as "
		      "go1.26.4.%s.tar.gz, or answer 'version' with the "
		      "exact version."), platform);
	return GS_ERR_USAGE;
}

static int plan(const struct gs_method_request *r, struct gs_steps *steps,
		char **go_bin, char **goroot, char **version,
		struct gs_error *err)
{
	gs_autofree char *platform = gs_facts_platform(r->facts);
	gs_autofree char *v = archive_version(r, platform);
	struct gs_tree_source src;
	struct gs_layout l;
	int ret;

	if (gs_empty(r->archive))
		return gs_error_set(err, GS_ERR_USAGE, _("method 'local' "
			"needs the answer 'archive': the path of the file"));
	if (!v)
		return refuse_nameless(r->archive, platform, err);
	memset(&src, 0, sizeof(src));
	gs_layout_make(&l, r->facts, r->system, v);
	src.version = gs_strdup(v);
	src.filename = gs_printf("go%s.%s.tar.gz", v, platform);
	src.local_path = gs_strdup(r->archive);
	src.os = gs_strdup(r->facts->os);
	src.arch = gs_strdup(r->facts->arch);
	src.runs_here = true;
	ret = expect_sum(r, platform, &src, err);
	if (ret == 0)
		ret = gs_add_tree(r, steps, &l, &src, err);
	if (ret == 0)
		gs_layout_result(&l, v, go_bin, goroot, version);
	gs_tree_source_clear(&src);
	gs_layout_release(&l);
	return ret;
}

const struct gs_method gs_method_local = {
	.name = "local",
	.title = N_("An archive that I have"),
	.help = N_("Uses a .tar.gz file from this machine, a USB stick or a "
		"network drive. It is checked and unpacked like a downloaded "
		"one."),
	.describe = describe,
	.plan = plan,
};
