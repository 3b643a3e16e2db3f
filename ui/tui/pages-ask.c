/* SPDX-License-Identifier: MIT */
/* The pages that are nothing but questions. */
#include "config.h"

#include "ui/tui/app.h"

#include "base/i18n.h"

int gs_page_qpage(enum gs_page_id page)
{
	switch (page) {
	case GS_TUI_METHOD:
		return GS_PAGE_METHOD;
	case GS_TUI_VERSION:
		return GS_PAGE_VERSION;
	case GS_TUI_PATHS:
		return GS_PAGE_PATHS;
	case GS_TUI_NETWORK:
		return GS_PAGE_NETWORK;
	case GS_TUI_EXTRAS:
		return GS_PAGE_EXTRAS;
	case GS_TUI_SHELLS:
		return GS_PAGE_SHELLS;
	default:
		return -1;
	}
}

static void build_paths(struct gs_tui *t, struct gs_rows *r)
{
	gs_rows_text(r, 3, GS_ROLE_NORMAL,
		     _("Empty means Go's own default. All of it goes to Go's "
		       "settings file, where every shell and editor finds "
		       "it."));
	gs_rows_blank(r, 4);
	gs_ask_build(t, r, GS_PAGE_PATHS);
}

static void build_network(struct gs_tui *t, struct gs_rows *r)
{
	gs_ask_build(t, r, GS_PAGE_NETWORK);
}

static void build_extras(struct gs_tui *t, struct gs_rows *r)
{
	gs_ask_build(t, r, GS_PAGE_EXTRAS);
}

const struct gs_page gs_page_paths = {
	.id = "paths",
	.title = N_("Paths"),
	.build = build_paths,
	.why = gs_ask_why,
};

const struct gs_page gs_page_network = {
	.id = "network",
	.title = N_("Network"),
	.build = build_network,
	.why = gs_ask_why,
};

const struct gs_page gs_page_extras = {
	.id = "extras",
	.title = N_("Extras"),
	.build = build_extras,
	.why = gs_ask_why,
};
