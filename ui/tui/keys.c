/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/tui/text.h"

enum {
	ANY = 511,
	LETTERS = ANY & ~(GS_IN_FIELD | GS_IN_PROMPT),
	MOVES = GS_IN_LIST | GS_IN_FIELD | GS_IN_PAGER | GS_IN_BUTTONS |
		GS_IN_HELP | GS_IN_DIALOG | GS_IN_TABS | GS_IN_WORK |
		GS_IN_PROMPT,
	PAGES = GS_IN_LIST | GS_IN_PAGER | GS_IN_BUTTONS | GS_IN_TABS,
};

/*
 * One row per action.  hint: the rank in the footer, 1 first, 0 never, where
 * the focus is in hint_where; short_text is what the footer says.
 */
struct binding {
	enum gs_action action;
	int keys[4];
	unsigned where;
	const char *names;      /* not translated: what stands on the keys */
	const char *text;       /* N_(), for the help page */
	const char *hint_text;  /* N_(), for the footer, or NULL */
	unsigned hint_where;
	int hint;
};

static const struct binding bindings[] = {
{ GS_DO_UP, { GS_KEY_UP, GS_KEY_WHEEL_UP }, MOVES, "Up, k",
  N_("move up"), NULL, 0, 0 },
{ GS_DO_DOWN, { GS_KEY_DOWN, GS_KEY_WHEEL_DOWN }, MOVES, "Down, j",
  N_("move down"), NULL, 0, 0 },
{ GS_DO_UP, { 'k' }, LETTERS, "k", NULL, NULL, 0, 0 },
{ GS_DO_DOWN, { 'j' }, LETTERS, "j", NULL, NULL, 0, 0 },
{ GS_DO_NOTHING, { 0 }, 0, "Up/Down", NULL, N_("move"),
  GS_IN_LIST | GS_IN_FIELD | GS_IN_BUTTONS, 2 },
{ GS_DO_NOTHING, { 0 }, 0, "Up/Down", NULL, N_("scroll"),
  GS_IN_PAGER | GS_IN_TABS | GS_IN_HELP, 1 },
{ GS_DO_NOTHING, { 0 }, 0, "Left/Right", NULL, N_("move"),
  GS_IN_DIALOG, 2 },
{ GS_DO_CHOOSE, { ' ' }, LETTERS, "Space",
  N_("choose, or switch on and off"), N_("choose"), GS_IN_LIST, 5 },
{ GS_DO_ENTER, { GS_KEY_ENTER }, ANY, "Enter",
  N_("take the focused line and go on; press a button"), N_("next"),
  GS_IN_LIST | GS_IN_FIELD, 1 },
{ GS_DO_NOTHING, { 0 }, 0, "Enter", NULL, N_("press"),
  GS_IN_BUTTONS | GS_IN_DIALOG, 1 },
{ GS_DO_NOTHING, { 0 }, 0, "Enter", NULL, N_("take it"), GS_IN_PROMPT, 1 },
{ GS_DO_NOTHING, { 0 }, 0, "Esc", NULL, N_("cancel"),
  GS_IN_PROMPT | GS_IN_DIALOG, 3 },
{ GS_DO_NOTHING, { 0 }, 0, "Tab", NULL, N_("buttons"),
  GS_IN_PAGER | GS_IN_TABS, 2 },
{ GS_DO_TAB, { GS_KEY_TAB }, ANY, "Tab",
  N_("to the next group, then to the buttons"), NULL, 0, 0 },
{ GS_DO_BTAB, { GS_KEY_BTAB }, ANY, "Shift-Tab", N_("the same backwards"),
  NULL, 0, 0 },
{ GS_DO_LEFT, { GS_KEY_LEFT }, MOVES, "Left", N_("left"), NULL, 0, 0 },
{ GS_DO_RIGHT, { GS_KEY_RIGHT }, MOVES, "Right", N_("right"), NULL, 0, 0 },
{ GS_DO_PGUP, { GS_KEY_PGUP, GS_CTRL('b') }, MOVES, "PgUp, Ctrl-B",
  N_("a page up"), NULL, 0, 0 },
{ GS_DO_PGDN, { GS_KEY_PGDN, GS_CTRL('f') }, MOVES, "PgDn, Ctrl-F",
  N_("a page down"), NULL, 0, 0 },
{ GS_DO_HOME, { GS_KEY_HOME, 'g' }, LETTERS, "Home, g", N_("to the start"),
  NULL, 0, 0 },
{ GS_DO_END, { GS_KEY_END, 'G' }, LETTERS, "End, G", N_("to the end"),
  NULL, 0, 0 },
{ GS_DO_BACK, { 'b', GS_KEY_BACKSPACE }, LETTERS, "b, Backspace",
  N_("back to the page before; answers are kept"), NULL, 0, 0 },
{ GS_DO_BACK, { GS_KEY_ESC }, ANY, "Esc",
  N_("back, also from a field; never quits"), NULL, 0, 0 },
{ GS_DO_NOTHING, { 0 }, 0, "Esc", NULL, N_("back"),
  PAGES | GS_IN_FIELD | GS_IN_HELP, 3 },
{ GS_DO_HELP, { '?' }, LETTERS, "?", N_("help for the focused line"),
  N_("help"), PAGES | GS_IN_WORK, 4 },
{ GS_DO_HELP, { GS_KEY_F1 }, ANY, "F1", N_("the same, also in a field"),
  N_("help"), GS_IN_FIELD, 4 },
{ GS_DO_TAB_PREV, { '[' }, LETTERS, "[", N_("the tab on the left"),
  NULL, 0, 0 },
{ GS_DO_TAB_NEXT, { ']' }, LETTERS, "]", N_("the tab on the right"),
  NULL, 0, 0 },
{ GS_DO_NOTHING, { 0 }, 0, "Left/Right", NULL, N_("tabs"), GS_IN_TABS, 5 },
{ GS_DO_DIGIT, { 0 }, LETTERS, "1-9", N_("that tab"), NULL, 0, 0 },
{ GS_DO_SEARCH, { '/' }, LETTERS, "/", N_("find text in lists and diffs"),
  N_("find"), GS_IN_PAGER | GS_IN_TABS | GS_IN_HELP, 6 },
{ GS_DO_FIND_NEXT, { 'n' }, LETTERS, "n", N_("find the next one"),
  NULL, 0, 0 },
{ GS_DO_FIND_PREV, { 'N' }, LETTERS, "N", N_("find the one before"),
  NULL, 0, 0 },
{ GS_DO_PLAN, { 'd' }, LETTERS, "d", N_("the plan so far, as a diff"),
  N_("plan"), GS_IN_LIST, 6 },
{ GS_DO_SAVE, { 's' }, LETTERS, "s", N_("save the answers to a file"),
  N_("save"), GS_IN_TABS, 7 },
{ GS_DO_SCHEME, { 'c' }, GS_IN_HELP, "c",
  N_("on this page: other colours"), N_("colours"), GS_IN_HELP, 7 },
{ GS_DO_MOUSE, { 'm' }, LETTERS, "m",
  N_("mouse on or off; with Shift it marks text as usual"), NULL, 0, 0 },
{ GS_DO_REDRAW, { GS_CTRL('l') }, ANY, "Ctrl-L",
  N_("draw the screen anew"), NULL, 0, 0 },
{ GS_DO_SUSPEND, { GS_CTRL('z') }, ANY, "Ctrl-Z",
  N_("suspend; 'fg' comes back"), NULL, 0, 0 },
{ GS_DO_QUIT, { 'q' }, LETTERS, "q", N_("quit; asks first"), N_("quit"),
  PAGES, 8 },
{ GS_DO_QUIT, { GS_CTRL('c'), GS_KEY_F10 }, ANY, "Ctrl-C, F10",
  N_("quit; while changes are made: stop or take back"), NULL, 0, 0 },
{ GS_DO_NOTHING, { 0 }, 0, "Ctrl-C", NULL, N_("stop or undo"),
  GS_IN_WORK, 2 },
};

static bool has_key(const struct binding *b, int code)
{
	for (size_t i = 0; i < GS_COUNT(b->keys); i++)
		if (b->keys[i] == code)
			return true;
	return false;
}

enum gs_action gs_key_action(const struct gs_key *key, unsigned where)
{
	if (key->code == GS_KEY_NONE || key->pasted)
		return GS_DO_NOTHING;
	if (key->code >= '1' && key->code <= '9' && (where & LETTERS))
		return GS_DO_DIGIT;
	for (size_t i = 0; i < GS_COUNT(bindings); i++)
		if ((bindings[i].where & where) &&
		    has_key(&bindings[i], key->code))
			return bindings[i].action;
	return GS_DO_NOTHING;
}

static const struct binding *hint_of_rank(unsigned where, int rank)
{
	for (size_t i = 0; i < GS_COUNT(bindings); i++)
		if (bindings[i].hint == rank &&
		    (bindings[i].hint_where & where))
			return &bindings[i];
	return NULL;
}

void gs_key_hints(unsigned where, int cols, struct gs_strv *out)
{
	/* Where columns are scarce: on, back, help, out. */
	static const int wide[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	static const int narrow[] = { 1, 3, 4, 8, 5, 2, 6, 7 };
	const int *ranks = cols < 60 ? narrow : wide;
	int used = 0;

	for (size_t i = 0; i < GS_COUNT(wide); i++) {
		const struct binding *b = hint_of_rank(where, ranks[i]);
		int n;

		if (!b)
			continue;
		n = gs_text_cols(b->names) + 1 + gs_text_cols(_(b->hint_text));
		if (used + n > cols)
			continue;
		used += n + 2;
		gs_strv_add(out, b->names);
		gs_strv_add(out, _(b->hint_text));
	}
}

void gs_key_help(struct gs_strv *out)
{
	int width = 0;

	for (size_t i = 0; i < GS_COUNT(bindings); i++) {
		int n = gs_text_cols(bindings[i].names);

		if (bindings[i].text && n > width)
			width = n;
	}
	for (size_t i = 0; i < GS_COUNT(bindings); i++)
		if (bindings[i].text)
			gs_strv_addf(out, "  %-*s  %s", width,
				     bindings[i].names, _(bindings[i].text));
}

int gs_key_parse(const char *name)
{
	static const struct {
		const char *name;
		int code;
	} names[] = {
		{ "Up", GS_KEY_UP }, { "Down", GS_KEY_DOWN },
		{ "Left", GS_KEY_LEFT }, { "Right", GS_KEY_RIGHT },
		{ "PgUp", GS_KEY_PGUP }, { "PgDn", GS_KEY_PGDN },
		{ "Home", GS_KEY_HOME }, { "End", GS_KEY_END },
		{ "Enter", GS_KEY_ENTER }, { "Tab", GS_KEY_TAB },
		{ "BTab", GS_KEY_BTAB }, { "Esc", GS_KEY_ESC },
		{ "BSpace", GS_KEY_BACKSPACE }, { "Del", GS_KEY_DELETE },
		{ "Space", ' ' }, { "F1", GS_KEY_F1 }, { "F10", GS_KEY_F10 },
	};
	int32_t cp;

	for (size_t i = 0; i < GS_COUNT(names); i++)
		if (gs_streq(names[i].name, name))
			return names[i].code;
	if (gs_starts(name, "C-") && name[2] && !name[3])
		return GS_CTRL(name[2]);
	if (*name && !name[gs_text_next(name, &cp)])
		return cp;
	return GS_KEY_NONE;
}
