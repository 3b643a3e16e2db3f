/* SPDX-License-Identifier: MIT */
/* What the official Go needs of a machine, line by line. */
#include "config.h"

#include "methods/parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* From this line (1.N) on, at least this system version. */
struct floor {
	int minor;
	int need[3];
};

/* golang/wiki MinimumRequirements.md, go1.18 and go1.24 release notes. */
static const struct floor linux_floors[] = {
	{ 0, { 2, 6, 23 } }, { 18, { 2, 6, 32 } }, { 24, { 3, 2, 0 } },
};
static const struct floor linux_arm_floors[] = {
	{ 0, { 3, 1, 0 } }, { 24, { 3, 2, 0 } },
};
static const struct floor linux_mips64le_floors[] = { { 0, { 4, 8, 0 } } };
/* Release notes of 1.11, 1.13, 1.15, 1.17, 1.21, 1.23, 1.25, 1.27. */
static const struct floor darwin_floors[] = {
	{ 0, { 10, 8, 0 } }, { 11, { 10, 10, 0 } }, { 13, { 10, 11, 0 } },
	{ 15, { 10, 12, 0 } }, { 17, { 10, 13, 0 } }, { 21, { 10, 15, 0 } },
	{ 23, { 11, 0, 0 } }, { 25, { 12, 0, 0 } }, { 27, { 13, 0, 0 } },
};

static const struct floor *floors_for(const struct gs_facts *f, size_t *n)
{
	if (gs_streq(f->os, "darwin")) {
		*n = GS_COUNT(darwin_floors);
		return darwin_floors;
	}
	if (gs_streq(f->arch, "arm")) {
		*n = GS_COUNT(linux_arm_floors);
		return linux_arm_floors;
	}
	if (gs_streq(f->arch, "mips64le")) {
		*n = GS_COUNT(linux_mips64le_floors);
		return linux_mips64le_floors;
	}
	*n = GS_COUNT(linux_floors);
	return linux_floors;
}

static bool parse_system(const char *text, int v[3])
{
	char *end;
	int i;

	memset(v, 0, 3 * sizeof(*v));
	for (i = 0; i < 3 && text && isdigit((unsigned char)*text); i++) {
		v[i] = (int)strtol(text, &end, 10);
		text = *end == '.' ? end + 1 : NULL;
	}
	return i > 0;
}

static bool below(const int a[3], const int b[3])
{
	int i;

	for (i = 0; i < 3; i++)
		if (a[i] != b[i])
			return a[i] < b[i];
	return false;
}

/* The newest line that this system can still run, 0 when there is none. */
static int newest_fitting(const struct floor *floors, size_t n,
			  const int have[3])
{
	size_t i;

	for (i = n; i-- > 0;)
		if (!below(have, floors[i].need))
			return i + 1 < n ? floors[i + 1].minor - 1
					 : floors[i].minor;
	return 0;
}

static char *too_old(const struct gs_facts *f, const char *version,
		     const int need[3], int fits)
{
	bool mac = gs_streq(f->os, "darwin");
	gs_autofree char *least = need[2] ?
		gs_printf("%d.%d.%d", need[0], need[1], need[2]) :
		gs_printf("%d.%d", need[0], need[1]);
	const char *have = mac ? f->distro_version : f->kernel;

	if (mac && fits)
		return gs_printf(_("Go %s needs macOS %s or newer, and this "
			"is %s. Go 1.%d is the newest line that runs here."),
			version, least, have, fits);
	if (mac)
		return gs_printf(_("Go %s needs macOS %s or newer, and this "
			"is %s."), version, least, have);
	if (fits)
		return gs_printf(_("Go %s needs Linux %s or newer, and this "
			"kernel is %s. Go 1.%d is the newest line that runs "
			"here."), version, least, have, fits);
	return gs_printf(_("Go %s needs Linux %s or newer, and this kernel "
		"is %s."), version, least, have);
}

static char *system_refusal(const struct gs_facts *f, const char *text,
			    const struct gs_version *v)
{
	bool mac = gs_streq(f->os, "darwin");
	const struct floor *floors;
	size_t n, i;
	int have[3];

	if (!mac && !gs_streq(f->os, "linux"))
		return NULL;
	if (!parse_system(mac ? f->distro_version : f->kernel, have))
		return NULL;
	floors = floors_for(f, &n);
	for (i = n; i-- > 0;)
		if (v->minor >= floors[i].minor)
			break;
	if (i >= n || !below(have, floors[i].need))
		return NULL;
	return too_old(f, text, floors[i].need,
		       newest_fitting(floors, n, have));
}

static char *world_refusal(const struct gs_facts *f)
{
	if (gs_streq(f->arch, "loong64") && gs_streq(f->loong_world, "old"))
		return gs_strdup(_("This is an old-world LoongArch system "
			"(/lib64/ld.so.1), and the official Go is made for "
			"the new world: it crashes at its start. What fits: "
			"the golang package of this distribution, or "
			"Loongson's own builds (www.loongnix.cn); then "
			"choose 'keep'."));
	if (gs_streq(f->libc, "bionic"))
		return gs_strdup(_("This is Android (Termux): programs of the "
			"official Go find no name server and no certificates "
			"here. What fits: 'pkg install golang'; then choose "
			"'keep'."));
	if (f->machine && gs_starts(f->machine, "armv5"))
		return gs_printf(_("The official Go for ARM needs an ARMv6 "
			"processor, and this is %s. What fits: the golang "
			"package of this distribution; then choose 'keep'."),
			f->machine);
	return NULL;
}

char *gs_platform_refusal(const struct gs_facts *f, const char *version)
{
	struct gs_version v;
	char *why = world_refusal(f);

	if (why || gs_empty(version) || !gs_version_parse(&v, version))
		return why;
	/* The go command of the archives is linked with glibc up to 1.20
	 * and stands alone since 1.21 (cmd/dist, golang/go#57792). */
	if (gs_streq(f->libc, "musl") && gs_streq(f->os, "linux") &&
	    v.major == 1 && v.minor <= 20)
		return gs_printf(_("Go %s is linked with glibc, and this "
			"system has musl. Go 1.21 and newer run here."),
			version);
	return system_refusal(f, version, &v);
}

const struct gs_release *gs_newest_fitting(const struct gs_catalog *c,
					   const struct gs_facts *f)
{
	gs_autofree char *platform = gs_facts_platform(f);
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct gs_release *rel = &c->releases[i];
		gs_autofree char *no = NULL;

		if (!rel->stable || !gs_release_archive(rel, platform))
			continue;
		no = gs_platform_refusal(f, rel->version);
		if (!no)
			return rel;
	}
	return NULL;
}
