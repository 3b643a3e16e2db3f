/* SPDX-License-Identifier: MIT */
/* The distribution, and which package manager owns it. */
#include "config.h"

#include "detect/look.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "detect/release.h"

/* Kylin and UOS come with apt or with rpm under the same ID, and a Debian
 * may have rpm installed as a tool: what counts is the program together
 * with the database of a system that was installed with it. */
static const struct manager {
	const char *name;
	const char *programs[4];
	const char *databases[4];
} managers[] = {
	{ "apt", { "/usr/bin/apt-get" },
	  { "/var/lib/dpkg/info/base-files.list" } },
	{ "zypper", { "/usr/bin/zypper" },
	  { "/usr/lib/sysimage/rpm", "/var/lib/rpm" } },
	{ "dnf", { "/usr/bin/dnf", "/usr/bin/dnf5", "/usr/bin/microdnf" },
	  { "/var/lib/rpm", "/usr/lib/sysimage/rpm" } },
	{ "yum", { "/usr/bin/yum" }, { "/var/lib/rpm" } },
	{ "pacman", { "/usr/bin/pacman" }, { "/var/lib/pacman/local" } },
	{ "apk", { "/sbin/apk", "/usr/bin/apk", "/usr/sbin/apk" },
	  { "/lib/apk/db/installed", "/usr/lib/apk/db/installed" } },
	/* A small system without base-files. */
	{ "apt", { "/usr/bin/apt-get" }, { "/var/lib/dpkg/status" } },
	{ "brew",
	  { "/opt/homebrew/bin/brew", "/usr/local/bin/brew",
	    "/home/linuxbrew/.linuxbrew/bin/brew" },
	  { "/" } },
};

static bool any(const struct gs_look *l, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n && paths[i]; i++)
		if (gs_look_system_exists(l, paths[i]))
			return true;
	return false;
}

static void find_manager(struct gs_look *l)
{
	for (size_t i = 0; i < GS_COUNT(managers); i++) {
		const struct manager *m = &managers[i];

		if (any(l, m->programs, GS_COUNT(m->programs)) &&
		    any(l, m->databases, GS_COUNT(m->databases))) {
			gs_set(&l->f->pkg_manager, m->name);
			return;
		}
	}
}

static void take(char **dst, const char *text, const char *key)
{
	char *v = gs_release_value(text, key);

	if (!v)
		return;
	free(*dst);
	*dst = v;
}

static void lower(char *s)
{
	for (; *s; s++)
		*s = (char)tolower((unsigned char)*s);
}

static bool from_os_release(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	gs_autofree char *text = gs_look_system_text(l, "/etc/os-release");

	if (!text)
		text = gs_look_system_text(l, "/usr/lib/os-release");
	if (!text)
		return false;
	take(&f->distro_id, text, "ID");
	take(&f->distro_version, text, "VERSION_ID");
	take(&f->distro_like, text, "ID_LIKE");
	take(&f->distro_name, text, "NAME");
	take(&f->distro_name, text, "PRETTY_NAME");
	/* openEuler, Deepin, Loongnix: written with capitals. */
	lower(f->distro_id);
	lower(f->distro_like);
	return true;
}

/* Systems older than os-release: "CentOS release 6.10 (Final)". */
static void from_old_file(struct gs_look *l)
{
	static const struct {
		const char *path, *id;
	} files[] = {
		{ "/etc/kylin-release", "kylin" },
		{ "/etc/centos-release", "centos" },
		{ "/etc/redhat-release", "rhel" },
		{ "/etc/alpine-release", "alpine" },
		{ "/etc/debian_version", "debian" },
	};
	struct gs_facts *f = l->f;

	for (size_t i = 0; i < GS_COUNT(files); i++) {
		gs_autofree char *text = gs_look_system_text(l,
							     files[i].path);

		if (!text)
			continue;
		text[strcspn(text, "\r\n")] = '\0';
		gs_set(&f->distro_id, files[i].id);
		gs_set(&f->distro_name, text);
		free(f->distro_version);
		f->distro_version = gs_version_word(text);
		return;
	}
}

/* <key>ProductVersion</key> <string>14.6.1</string> */
static void from_macos(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	gs_autofree char *text = gs_look_system_text(
		l, "/System/Library/CoreServices/SystemVersion.plist");
	const char *at = text ? strstr(text, "ProductVersion<") : NULL;

	gs_set(&f->distro_id, "macos");
	at = at ? strstr(at, "<string>") : NULL;
	if (at) {
		at += strlen("<string>");
		free(f->distro_version);
		f->distro_version = gs_strndup(at, strcspn(at, "<"));
	}
	free(f->distro_name);
	f->distro_name = gs_printf("macOS %s", f->distro_version);
}

void gs_look_distro(struct gs_look *l)
{
	if (gs_streq(l->f->os, "darwin"))
		from_macos(l);
	else if (!from_os_release(l))
		from_old_file(l);
	find_manager(l);
}
