/* SPDX-License-Identifier: MIT */
/* From what curses reads to our key codes. */
#include "config.h"

#include "ui/tui/term.h"

#include <string.h>

#include "base/mem.h"
#include "base/proc.h"
#include "ui/tui/curses-wide.h"

/* A paste whose end got lost is over after this silence. */
enum { PASTE_SILENCE_MS = 1000 };

static bool pasting;
static long long last_key_ms;

static void end_old_paste(void)
{
	long long now = gs_now_ms();

	if (now - last_key_ms > PASTE_SILENCE_MS)
		pasting = false;
	last_key_ms = now;
}

static int plain_code(int c)
{
	switch (c) {
	case '\r':
	case '\n':
		return GS_KEY_ENTER;
	case '\t':
		return GS_KEY_TAB;
	case 0x1b:
		return GS_KEY_ESC;
	case 0x7f:
	case '\b':
		return GS_KEY_BACKSPACE;
	default:
		return c;
	}
}

static int special_code(int c)
{
	static const struct {
		int curses, code;
	} map[] = {
		{ KEY_UP, GS_KEY_UP }, { KEY_DOWN, GS_KEY_DOWN },
		{ KEY_LEFT, GS_KEY_LEFT }, { KEY_RIGHT, GS_KEY_RIGHT },
		{ KEY_PPAGE, GS_KEY_PGUP }, { KEY_NPAGE, GS_KEY_PGDN },
		{ KEY_HOME, GS_KEY_HOME }, { KEY_END, GS_KEY_END },
		{ KEY_A1, GS_KEY_HOME }, { KEY_C1, GS_KEY_END },
		{ KEY_ENTER, GS_KEY_ENTER }, { KEY_BTAB, GS_KEY_BTAB },
		{ KEY_BACKSPACE, GS_KEY_BACKSPACE }, { KEY_DC, GS_KEY_DELETE },
		{ KEY_F(1), GS_KEY_F1 }, { KEY_F(10), GS_KEY_F10 },
		{ KEY_RESIZE, GS_KEY_RESIZE },
	};

	for (size_t i = 0; i < GS_COUNT(map); i++)
		if (map[i].curses == c)
			return map[i].code;
	return GS_KEY_NONE;
}

static void mouse_key(struct gs_key *key)
{
	MEVENT e;

	key->code = GS_KEY_NONE;
	if (getmouse(&e) == ERR)
		return;
	key->y = e.y;
	key->x = e.x;
	if (e.bstate & (BUTTON1_CLICKED | BUTTON1_PRESSED))
		key->code = GS_KEY_MOUSE;
#ifdef BUTTON5_PRESSED
	else if (e.bstate & BUTTON4_PRESSED)
		key->code = GS_KEY_WHEEL_UP;
	else if (e.bstate & BUTTON5_PRESSED)
		key->code = GS_KEY_WHEEL_DOWN;
#endif
}

/* A sequence that terminfo does not know (Ctrl-arrow of some terminals)
 * must not be taken for Escape and some letters. */
static bool swallow_sequence(void)
{
	wint_t c = 0;
	int rc = get_wch(&c);

	if (rc == ERR)
		return false;
	if (rc == KEY_CODE_YES) {
		ungetch((int)c);
		return false;
	}
	if (c != '[' && c != 'O') {
		unget_wch((wchar_t)c);
		return false;
	}
	while (get_wch(&c) == OK && (c < 0x40 || c > 0x7e || c == '['))
		;
	return true;
}

bool gs_term_key(struct gs_key *key)
{
	wint_t c = 0;
	int rc = gs_term_readable() ? get_wch(&c) : ERR;

	memset(key, 0, sizeof(*key));
	if (rc == ERR)
		return false;
	gs_term_alive();
	end_old_paste();
	if (rc == KEY_CODE_YES &&
	    (c == GS_TERM_PASTE_BEGIN || c == GS_TERM_PASTE_END))
		pasting = c == GS_TERM_PASTE_BEGIN;
	else if (rc == KEY_CODE_YES && c == KEY_MOUSE)
		mouse_key(key);
	else if (rc == KEY_CODE_YES)
		key->code = special_code((int)c);
	else if (c != 0x1b || !swallow_sequence())
		key->code = plain_code((int)c);
	key->pasted = pasting && key->code != GS_KEY_RESIZE;
	return true;
}
