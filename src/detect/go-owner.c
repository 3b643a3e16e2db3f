/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/go-owner.h"

#include <ctype.h>
#include <string.h>

#include "base/path.h"

/* Pieces of a path that only one tool makes. */
static const struct {
	const char *piece;
	enum gs_go_owner owner;
} pieces[] = {
	{ "/golang.org/toolchain@", GS_GO_MODCACHE },
	{ "/.gvm/gos/", GS_GO_GVM },
	{ "/gvm/gos/", GS_GO_GVM },
	{ "/.goenv/", GS_GO_GOENV },
	{ "/.asdf/", GS_GO_ASDF },
	{ "/asdf/installs/", GS_GO_ASDF },
	{ "/mise/installs/", GS_GO_MISE },
	{ "/mise/shims/", GS_GO_MISE },
	{ "/rtx/installs/", GS_GO_MISE },
	{ "/.g/", GS_GO_G },
	{ "/.gobrew/", GS_GO_GOBREW },
	{ "/Cellar/go", GS_GO_BREW },
	{ "/linuxbrew/", GS_GO_BREW },
	{ "/nix/store/", GS_GO_NIX },
	{ "/snap/go/", GS_GO_SNAP },
	{ "/miniconda3/", GS_GO_CONDA },
	{ "/anaconda3/", GS_GO_CONDA },
	{ "/miniforge3/", GS_GO_CONDA },
	{ "/mambaforge/", GS_GO_CONDA },
};

static bool within(const char *path, const char *dir, const char *sub)
{
	gs_autofree char *full = gs_printf("%s%s", dir ? dir : "", sub);

	return gs_path_within(path, full);
}

/* /usr/bin/go-12, x86_64-linux-gnu-gccgo-go */
static bool is_gccgo(const char *real)
{
	const char *name = gs_path_base(real);

	return strstr(name, "gccgo") ||
	       (gs_starts(name, "go-") && isdigit((unsigned char)name[3]));
}

static enum gs_go_owner of_sdk(const struct gs_go_where *w)
{
	if (w->dl_marker)
		return GS_GO_DL;
	return w->sdk_current ? GS_GO_GOSETUP : GS_GO_TARBALL;
}

enum gs_go_owner gs_go_owner_of(const struct gs_go_where *w)
{
	if (gs_ends(w->path, ".exe"))
		return GS_GO_WINDOWS;
	if (is_gccgo(w->real))
		return GS_GO_GCCGO;
	if (within(w->real, w->root, "/usr/local/lib/gosetup"))
		return GS_GO_GOSETUP;
	if (!gs_empty(w->home) && within(w->real, w->home, "/sdk"))
		return of_sdk(w);
	if (!gs_empty(w->conda) && gs_path_within(w->real, w->conda))
		return GS_GO_CONDA;
	for (size_t i = 0; i < GS_COUNT(pieces); i++)
		if (strstr(w->real, pieces[i].piece) ||
		    strstr(w->path, pieces[i].piece))
			return pieces[i].owner;
	if (within(w->real, w->root, "/usr") &&
	    !within(w->real, w->root, "/usr/local"))
		return GS_GO_PACKAGE;
	return *w->goroot ? GS_GO_TARBALL : GS_GO_UNKNOWN;
}
