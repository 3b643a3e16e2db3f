/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/catalog.h"

#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "catalog/table.h"

const struct gs_release_file *gs_release_archive(const struct gs_release *r,
						 const char *platform)
{
	for (size_t i = 0; i < r->n_files; i++) {
		const struct gs_release_file *f = &r->files[i];
		gs_autofree char *p = gs_printf("%s-%s", f->os, f->arch);

		if (gs_streq(f->kind, "archive") && gs_streq(p, platform))
			return f;
	}
	return NULL;
}

/* Is `v` what was asked for: any release, one of a line, or just this? */
static bool fits(const struct gs_release *r, const struct gs_version *v,
		 const char *want)
{
	struct gs_version rv;

	if (gs_streq(want, "stable"))
		return r->stable;
	gs_version_parse(&rv, r->version);
	if (v->patch < 0 && v->pre == 0)
		return r->stable && rv.major == v->major &&
		       rv.minor == v->minor;
	return gs_version_compare(&rv, v) == 0;
}

/* What there is instead: the newest of the same line, else the newest stable
 * release. */
static const struct gs_release *nearest(const struct gs_catalog *c,
					const struct gs_version *v,
					const char *platform)
{
	const struct gs_release *last = NULL;

	for (size_t i = 0; i < c->n; i++) {
		struct gs_version rv;

		if (!gs_release_archive(&c->releases[i], platform))
			continue;
		gs_version_parse(&rv, c->releases[i].version);
		if (rv.major == v->major && rv.minor == v->minor)
			return &c->releases[i];
		if (!last && c->releases[i].stable)
			last = &c->releases[i];
	}
	return last;
}

static void explain(const struct gs_catalog *c, const struct gs_version *v,
		    const char *want, const char *platform,
		    struct gs_error *err)
{
	const struct gs_release *near = nearest(c, v, platform);

	if (gs_streq(want, "stable"))
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("no Go archive for %s is known"), platform);
	else
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("there is no Go '%s' for %s"), want, platform);
	if (near)
		gs_error_hint(err, _("Go %s is there."), near->version);
	else
		gs_error_hint(err, _("Go may have to be built from source on this platform."));
}

const struct gs_release *gs_catalog_find(const struct gs_catalog *c,
					 const char *want, const char *platform,
					 struct gs_error *err)
{
	struct gs_version v = { .patch = -1 };

	if (!gs_streq(want, "stable") && !gs_version_parse(&v, want)) {
		gs_error_set(err, GS_ERR_USAGE,
			     _("'%s' is not a Go version"), want);
		gs_error_hint(err, _("Write 'stable', a line such as '1.26', or a release such as '1.26.4'."));
		return NULL;
	}
	for (size_t i = 0; i < c->n; i++)
		if (fits(&c->releases[i], &v, want) &&
		    gs_release_archive(&c->releases[i], platform))
			return &c->releases[i];
	explain(c, &v, want, platform, err);
	return NULL;
}

/* ---- support ----------------------------------------------------------- */
/* Takes the line of `version` into the two newest lines. */
static void note_line(int newest[2], const char *version)
{
	struct gs_version v;
	int line;

	if (!gs_version_parse(&v, version) || v.pre != 0)
		return;
	line = v.major * 10000 + v.minor;
	if (line > newest[0]) {
		newest[1] = newest[0];
		newest[0] = line;
	} else if (line < newest[0] && line > newest[1]) {
		newest[1] = line;
	}
}

bool gs_catalog_supported(const struct gs_catalog *c, const char *version)
{
	struct gs_version v;
	int newest[2] = { -1, -1 };

	if (!gs_version_parse(&v, version))
		return false;
	for (size_t i = 0; i < c->n; i++)
		note_line(newest, c->releases[i].version);
	/* The index of a small mirror does not make an old Go supported. */
	for (size_t i = 0; i < gs_table_n_versions; i++)
		note_line(newest, gs_table_versions[i].version);
	return v.major * 10000 + v.minor >= newest[1];
}

/* ---- trust ------------------------------------------------------------- */
static enum gs_proof index_proof(const struct gs_catalog *c)
{
	return c->index_tls ? GS_PROOF_INDEX_TLS : GS_PROOF_INDEX_USER;
}

int gs_catalog_expect(const struct gs_catalog *c,
		      const struct gs_release_file *file, bool trust_index,
		      char sha256[GS_SHA256_HEX], enum gs_proof *proof,
		      struct gs_error *err)
{
	const char *from_index = file->indexed ? file->sha256 : "";
	bool in_table = gs_table_checksum(file->filename, sha256);

	if (in_table && (gs_empty(from_index) ||
			 gs_streq(sha256, from_index))) {
		*proof = GS_PROOF_TABLE;
		return 0;
	}
	if (in_table && !trust_index) {
		gs_error_set(err, GS_ERR_CHECKSUM,
			     _("'%s': the checksum in the index contradicts the built-in one"),
			     file->filename);
		gs_error_hint(err, _("The index or the mirror offers another file than the Go project published. Use another one; only if you made that file yourself, answer trust=index."));
		return GS_ERR_CHECKSUM;
	}
	memcpy(sha256, from_index, strlen(from_index) + 1);
	*proof = gs_empty(from_index) ? GS_PROOF_NONE : index_proof(c);
	return 0;
}

/* ---- showing ----------------------------------------------------------- */
static char *age(int64_t seconds)
{
	long minutes = (long)(seconds / 60), hours = minutes / 60;
	long days = hours / 24;

	if (minutes < 1)
		return gs_strdup(_("just fetched"));
	if (hours < 1)
		return gs_printf(GS_NGETTEXT("%ld minute old",
					     "%ld minutes old",
					     (unsigned long)minutes), minutes);
	if (days < 2)
		return gs_printf(GS_NGETTEXT("%ld hour old", "%ld hours old",
					     (unsigned long)hours), hours);
	return gs_printf(GS_NGETTEXT("%ld day old", "%ld days old",
				     (unsigned long)days), days);
}

/* "go.dev" of a URL; a path stays. */
static char *place(const char *url)
{
	const char *at, *host = url ? strstr(url, "://") : NULL;
	size_t n;

	if (!host)
		return gs_strdup(url ? url : "?");
	host += 3;
	n = strcspn(host, "/?#");
	at = memchr(host, '@', n);
	if (at) {
		n -= (size_t)(at + 1 - host);
		host = at + 1;
	}
	return n ? gs_strndup(host, n) : gs_strdup(url);
}

char *gs_catalog_describe(const struct gs_catalog *c)
{
	gs_autofree char *from = place(c->index_url);
	gs_autofree char *old = age((int64_t)time(NULL) - c->fetched_at);

	if (c->origin == GS_CATALOG_TABLE && !gs_empty(c->note))
		return gs_printf(_("built-in list of %s: %s"), gs_table_date(),
				 c->note);
	if (c->origin == GS_CATALOG_TABLE)
		return gs_printf(_("built-in list of %s"), gs_table_date());
	if (c->origin == GS_CATALOG_CACHE && !gs_empty(c->note))
		return gs_printf(_("list from %s, %s: %s"), from, old,
				 c->note);
	return gs_printf(_("list from %s, %s"), from, old);
}
