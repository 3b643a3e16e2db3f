/* SPDX-License-Identifier: MIT */
/* Remarks on values that are valid, but have something to be known. */
#include "config.h"

#include "questions/rows.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

static bool has_blank(const char *s)
{
	return strpbrk(s, " \t") != NULL;
}

static bool has_foreign_letters(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return true;
	return false;
}

char *gs_remark_path(const struct gs_qctx *c, const char *value)
{
	if (has_blank(value))
		return gs_strdup(_("The path holds blanks. Go copes with them; "
			"put the path in quotes when you type it in a shell. "
			"Some makefiles and C tools fail."));
	if (has_foreign_letters(value))
		return gs_strdup(_("The path holds letters beyond ASCII. Go "
			"copes with them; some C compilers and old tools do "
			"not."));
	if (strchr(value, ':'))
		return gs_strdup(_("Of several directories, Go puts modules "
			"and programs into the first."));
	if (c->facts->wsl && gs_starts(value, "/mnt/"))
		return gs_strdup(_("This is a Windows drive: Go is several "
			"times slower there than in the Linux file "
			"system."));
	if (gs_streq(value, c->facts->home))
		return gs_strdup(_("Your home itself as GOPATH: then bin and "
			"pkg stand among your own files."));
	return NULL;
}

char *gs_remark_gocache(const struct gs_qctx *c, const char *value)
{
	const struct gs_place *p = *value ? gs_place_of(c->facts, value)
					  : NULL;

	if (p && p->network)
		return gs_printf(_("This is on a network file system (%s): "
			"every build waits for it."), p->fstype);
	return gs_remark_path(c, value);
}

char *gs_remark_gotmpdir(const struct gs_qctx *c, const char *value)
{
	if (*value && !gs_dir_exists(c->facts, value))
		return gs_strdup(_("The directory is not there yet; gosetup "
			"makes it, because Go does not."));
	return gs_remark_path(c, value);
}

/* ---- network ----------------------------------------------------------- */
/* Proxies that answer no more; they still stand in many tutorials. */
static const char *dead_proxy(const char *value)
{
	static const char *const dead[] = {
		"gocenter.io", "mirrors.huaweicloud.com", "athens.azurefd.net",
	};
	size_t i;

	for (i = 0; i < GS_COUNT(dead); i++)
		if (strstr(value, dead[i]))
			return dead[i];
	return NULL;
}

char *gs_remark_goproxy(const struct gs_qctx *c GS_UNUSED, const char *value)
{
	const char *dead = dead_proxy(value);

	if (dead)
		return gs_printf(_("%s does not serve Go modules any more."),
				 dead);
	if (gs_streq(value, "off"))
		return gs_strdup(_("Go downloads nothing at all: only modules "
			"that are in the cache already can be used."));
	if (gs_url_has_secret(value))
		return gs_strdup(_("The password is written to Go's settings "
			"file in your home; a ~/.netrc file keeps it apart. "
			"It is not saved with your answers."));
	if (*value && !strstr(value, "direct") && !strstr(value, "off"))
		return gs_strdup(_("Without ',direct' at the end, a module "
			"that the proxy does not have cannot be loaded."));
	return NULL;
}

char *gs_remark_gosumdb(const struct gs_qctx *c, const char *value)
{
	const char *tool = gs_answers_get(c->answers, "gotoolchain");

	if (!gs_streq(value, "off"))
		return NULL;
	if (!gs_streq(tool, "local"))
		return gs_strdup(_("Nobody notices a changed module any more, "
			"and a project that asks for a newer Go cannot have "
			"it: toolchains are loaded only when they can be "
			"checked."));
	return gs_strdup(_("Nobody notices a changed module any more."));
}

char *gs_remark_private(const struct gs_qctx *c GS_UNUSED, const char *value)
{
	if (gs_streq(value, "*"))
		return gs_strdup(_("'*' means every module: no proxy, and no "
			"check of any module."));
	return NULL;
}

char *gs_remark_gonosumdb(const struct gs_qctx *c GS_UNUSED, const char *value)
{
	if (gs_streq(value, "*"))
		return gs_strdup(_("'*' means that no module at all is "
			"checked."));
	return NULL;
}

char *gs_remark_goinsecure(const struct gs_qctx *c GS_UNUSED,
			   const char *value)
{
	if (*value)
		return gs_strdup(_("Whoever controls the network between can "
			"change these modules unnoticed."));
	return NULL;
}

/* A Windows program that listens on 127.0.0.1 is another machine. */
static char *remark_wsl_proxy(const struct gs_qctx *c, const char *value)
{
	if (c->facts->wsl == 2 && (strstr(value, "://127.") ||
				   strstr(value, "://localhost")))
		return gs_strdup(_("WSL 2 reaches a proxy of Windows under "
			"127.0.0.1 only with networkingMode=mirrored in "
			".wslconfig."));
	return NULL;
}

char *gs_remark_http_proxy(const struct gs_qctx *c, const char *value)
{
	char *wsl = remark_wsl_proxy(c, value);

	if (wsl)
		return wsl;
	if (gs_url_has_secret(value))
		return gs_strdup(_("The password is written to a file in your "
			"home that only you can read, and is not saved with "
			"your answers."));
	return NULL;
}

/* ---- Go ---------------------------------------------------------------- */
char *gs_remark_version(const struct gs_qctx *c, const char *value)
{
	struct gs_version v;

	if (!gs_version_parse(&v, value))
		return NULL;
	if (v.pre < 0)
		return gs_strdup(_("A preview: good for trying out, not for "
			"work."));
	if (!gs_catalog_supported(c->catalog, value))
		return gs_printf(_("Go %d.%d gets no security fixes any "
			"more."), v.major, v.minor);
	return NULL;
}

char *gs_remark_gotoolchain(const struct gs_qctx *c, const char *value)
{
	struct gs_version v;
	const char *version = gs_answers_get(c->answers, "version");

	if (*value && gs_version_parse(&v, version) && v.minor < 21)
		return gs_printf(_("Go %s does not know GOTOOLCHAIN yet, and "
			"ignores it."), version);
	return NULL;
}

char *gs_remark_go111module(const struct gs_qctx *c GS_UNUSED,
			    const char *value)
{
	if (gs_streq(value, "off") || gs_streq(value, "auto"))
		return gs_strdup(_("Most instructions and tools of today take "
			"for granted that modules are on."));
	return NULL;
}

char *gs_remark_set_goroot(const struct gs_qctx *c GS_UNUSED,
			   const char *value)
{
	if (gs_streq(value, "true"))
		return gs_strdup(_("Every other Go on this machine, also one "
			"that a project fetches by itself, then gets the "
			"wrong standard library."));
	return NULL;
}
