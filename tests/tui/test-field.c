/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/tap.h"
#include "ui/tui/field.h"
#include "ui/tui/keys.h"
#include "ui/tui/text.h"

static struct gs_field f;

static bool press(int code)
{
	struct gs_key key = { .code = code };

	return gs_field_key(&f, &key);
}

static void type(const char *s)
{
	while (*s) {
		int32_t cp;

		s += gs_text_next(s, &cp);
		press(cp);
	}
}

static void editing(void)
{
	gs_field_set(&f, "/home/ana");
	ok(!f.edited, "a text that was set is not edited");
	type("/go");
	is_str(gs_field_text(&f), "/home/ana/go", "typed at the end");
	ok(f.edited, "now it is");
	press(GS_CTRL('w'));
	is_str(gs_field_text(&f), "/home/ana/", "Ctrl-W takes a path part");
	press(GS_KEY_BACKSPACE);
	press(GS_CTRL('a'));
	press(GS_KEY_DELETE);
	type("~/");
	is_str(gs_field_text(&f), "~/home/ana", "at the start");
	press(GS_KEY_RIGHT);
	press(GS_CTRL('k'));
	is_str(gs_field_text(&f), "~/h", "Ctrl-K to the end");
	press(GS_CTRL('u'));
	is_str(gs_field_text(&f), "", "Ctrl-U to the start");
	press(GS_KEY_BACKSPACE);
	press(GS_KEY_DELETE);
	press(GS_KEY_LEFT);
	is_str(gs_field_text(&f), "", "nothing to take from nothing");
}

static void letters(void)
{
	gs_field_set(&f, "");
	type("qjkbds?/ \xe4\xb8\xad\xf0\x9f\x90\xb9");
	is_str(gs_field_text(&f), "qjkbds?/ \xe4\xb8\xad\xf0\x9f\x90\xb9",
	       "letters are text");
	press(GS_KEY_BACKSPACE);
	press(GS_KEY_LEFT);
	type("x");
	is_str(gs_field_text(&f), "qjkbds?/ x\xe4\xb8\xad",
	       "whole characters are moved over and taken");
	ok(!press(GS_KEY_ENTER) && !press(GS_KEY_TAB) && !press(GS_KEY_ESC) &&
	   !press(GS_KEY_UP) && !press(GS_CTRL('c')),
	   "Enter, Tab, Esc, Up and Ctrl-C are not");
}

static void pasting(void)
{
	static const int paste[] = { 'a', GS_KEY_ENTER, 'q', 0x1f, 'b' };

	gs_field_set(&f, "");
	for (size_t i = 0; i < GS_COUNT(paste); i++) {
		struct gs_key key = { .code = paste[i], .pasted = true };

		gs_field_key(&f, &key);
	}
	is_str(gs_field_text(&f), "a qb", "a pasted line end is a blank");
}

static void key_table(void)
{
	struct gs_key q = { .code = 'q' }, pasted = { .code = 'q',
						      .pasted = true };
	struct gs_key esc = { .code = GS_KEY_ESC }, nul = { .code = 0 };
	struct gs_strv hints = GS_STRV_INIT;
	int cols = 0;

	is_int(gs_key_action(&q, GS_IN_LIST), GS_DO_QUIT, "q quits");
	is_int(gs_key_action(&q, GS_IN_FIELD), GS_DO_NOTHING,
	       "but not in a field");
	is_int(gs_key_action(&pasted, GS_IN_LIST), GS_DO_NOTHING,
	       "nor when pasted");
	is_int(gs_key_action(&esc, GS_IN_FIELD), GS_DO_BACK, "Esc is back");
	is_int(gs_key_action(&nul, GS_IN_LIST), GS_DO_NOTHING, "NUL is none");
	is_int(gs_key_parse("C-c"), 3, "Ctrl by name");
	is_int(gs_key_parse("nonsense"), GS_KEY_NONE, "no such key");
	gs_key_hints(GS_IN_LIST, 40, &hints);
	for (size_t i = 0; i < hints.n; i++)
		cols += gs_text_cols(hints.v[i]) + 1;
	ok(hints.n >= 6 && cols <= 42, "hints fit into 40 columns");
	gs_strv_release(&hints);
}

int main(void)
{
	gs_text_init(true);
	editing();
	letters();
	pasting();
	key_table();
	gs_field_release(&f);
	return tap_done();
}
