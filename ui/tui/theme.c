/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/theme.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

#define BOLD GS_LOOK_BOLD
#define REVERSE GS_LOOK_REVERSE
#define UNDERLINE GS_LOOK_UNDERLINE

static const struct gs_look schemes[GS_SCHEME_COUNT][GS_ROLE_COUNT] = {
	[GS_SCHEME_AUTO] = {
		[GS_ROLE_HEADER] = { REVERSE, 0 },
		[GS_ROLE_RAIL_NOW] = { BOLD, 0 },
		[GS_ROLE_FOCUS] = { REVERSE, 0 },
		[GS_ROLE_SELECTED] = { BOLD, 0 },
		[GS_ROLE_TITLE] = { BOLD, 0 },
		[GS_ROLE_FIELD] = { UNDERLINE, 0 },
		[GS_ROLE_FIELD_ERROR] = { BOLD, GS_COLOUR_RED },
		[GS_ROLE_BADGE_OK] = { 0, GS_COLOUR_ON_GREEN },
		[GS_ROLE_BADGE_WARN] = { 0, GS_COLOUR_ON_YELLOW },
		[GS_ROLE_BADGE_FAIL] = { BOLD, GS_COLOUR_ON_RED },
		[GS_ROLE_DIFF_ADD] = { 0, GS_COLOUR_GREEN },
		[GS_ROLE_DIFF_DEL] = { 0, GS_COLOUR_RED },
		[GS_ROLE_DIFF_HUNK] = { BOLD, 0 },
		[GS_ROLE_BAR_DONE] = { REVERSE, 0 },
		[GS_ROLE_FOUND] = { REVERSE, 0 },
	},
	[GS_SCHEME_MONO] = {
		[GS_ROLE_HEADER] = { REVERSE, 0 },
		[GS_ROLE_RAIL_NOW] = { BOLD, 0 },
		[GS_ROLE_FOCUS] = { REVERSE, 0 },
		[GS_ROLE_SELECTED] = { BOLD, 0 },
		[GS_ROLE_TITLE] = { BOLD, 0 },
		[GS_ROLE_FIELD] = { UNDERLINE, 0 },
		[GS_ROLE_FIELD_ERROR] = { BOLD, 0 },
		[GS_ROLE_BADGE_WARN] = { BOLD, 0 },
		[GS_ROLE_BADGE_FAIL] = { REVERSE, 0 },
		[GS_ROLE_DIFF_ADD] = { BOLD, 0 },
		[GS_ROLE_DIFF_DEL] = { UNDERLINE, 0 },
		[GS_ROLE_DIFF_HUNK] = { BOLD, 0 },
		[GS_ROLE_BAR_DONE] = { REVERSE, 0 },
		[GS_ROLE_FOUND] = { REVERSE, 0 },
	},
	[GS_SCHEME_CONTRAST] = {
		[GS_ROLE_NORMAL] = { BOLD, 0 },
		[GS_ROLE_HEADER] = { BOLD | REVERSE, 0 },
		[GS_ROLE_RAIL_NOW] = { BOLD | REVERSE, 0 },
		[GS_ROLE_RAIL_DONE] = { BOLD, 0 },
		[GS_ROLE_FOCUS] = { BOLD | REVERSE, 0 },
		[GS_ROLE_SELECTED] = { BOLD | UNDERLINE, 0 },
		[GS_ROLE_HINT_KEY] = { BOLD | UNDERLINE, 0 },
		[GS_ROLE_HINT_TEXT] = { BOLD, 0 },
		[GS_ROLE_TITLE] = { BOLD | UNDERLINE, 0 },
		[GS_ROLE_MUTED] = { BOLD, 0 },
		[GS_ROLE_FIELD] = { BOLD | UNDERLINE, 0 },
		[GS_ROLE_FIELD_ERROR] = { BOLD | REVERSE, 0 },
		[GS_ROLE_BADGE_OK] = { BOLD, 0 },
		[GS_ROLE_BADGE_WARN] = { BOLD | REVERSE, 0 },
		[GS_ROLE_BADGE_FAIL] = { BOLD | REVERSE, 0 },
		[GS_ROLE_BADGE_INFO] = { BOLD, 0 },
		[GS_ROLE_DIFF_ADD] = { BOLD, 0 },
		[GS_ROLE_DIFF_DEL] = { BOLD | UNDERLINE, 0 },
		[GS_ROLE_DIFF_HUNK] = { BOLD, 0 },
		[GS_ROLE_BAR_DONE] = { BOLD | REVERSE, 0 },
		[GS_ROLE_BAR_REST] = { BOLD, 0 },
		[GS_ROLE_FOUND] = { BOLD | REVERSE, 0 },
	},
};

static const char *const role_names[GS_ROLE_COUNT] = {
	[GS_ROLE_NORMAL] = "normal",
	[GS_ROLE_HEADER] = "header",
	[GS_ROLE_RAIL_NOW] = "rail-now",
	[GS_ROLE_RAIL_DONE] = "rail-done",
	[GS_ROLE_FOCUS] = "focus",
	[GS_ROLE_SELECTED] = "selected",
	[GS_ROLE_HINT_KEY] = "hint-key",
	[GS_ROLE_HINT_TEXT] = "hint-text",
	[GS_ROLE_TITLE] = "title",
	[GS_ROLE_MUTED] = "muted",
	[GS_ROLE_FIELD] = "field",
	[GS_ROLE_FIELD_ERROR] = "field-error",
	[GS_ROLE_BADGE_OK] = "badge-ok",
	[GS_ROLE_BADGE_WARN] = "badge-warn",
	[GS_ROLE_BADGE_FAIL] = "badge-fail",
	[GS_ROLE_BADGE_INFO] = "badge-info",
	[GS_ROLE_DIFF_ADD] = "diff-add",
	[GS_ROLE_DIFF_DEL] = "diff-del",
	[GS_ROLE_DIFF_HUNK] = "diff-hunk",
	[GS_ROLE_BAR_DONE] = "bar-done",
	[GS_ROLE_BAR_REST] = "bar-rest",
	[GS_ROLE_FOUND] = "found",
};

static const char *const scheme_titles[GS_SCHEME_COUNT] = {
	[GS_SCHEME_AUTO] = N_("automatic colours"),
	[GS_SCHEME_MONO] = N_("no colours"),
	[GS_SCHEME_CONTRAST] = N_("high contrast"),
};

static enum gs_scheme current;

enum gs_scheme gs_scheme_choose(const char *color, bool can_colour)
{
	if (!can_colour || gs_streq(color, "never"))
		return GS_SCHEME_MONO;
	if (!gs_streq(color, "always") && !gs_empty(getenv("NO_COLOR")))
		return GS_SCHEME_MONO;
	return GS_SCHEME_AUTO;
}

void gs_scheme_use(enum gs_scheme scheme)
{
	current = scheme;
}

enum gs_scheme gs_scheme_now(void)
{
	return current;
}

const char *gs_scheme_title(enum gs_scheme scheme)
{
	return _(scheme_titles[scheme]);
}

struct gs_look gs_role_look(enum gs_role role)
{
	return schemes[current][role];
}

const char *gs_role_name(enum gs_role role)
{
	return role_names[role];
}
