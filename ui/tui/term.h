/* SPDX-License-Identifier: MIT */
/*
 * The terminal.  term.c is the only file that starts and ends curses, that
 * installs signal handlers and that knows escape sequences.  It asks the
 * terminal nothing and sends no title, no OSC.
 */
#ifndef GS_TUI_TERM_H
#define GS_TUI_TERM_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

/* Codes above Unicode for keys that are no characters. */
enum gs_key_code {
	GS_KEY_NONE,
	GS_KEY_UP = 0x110000,
	GS_KEY_DOWN,
	GS_KEY_LEFT,
	GS_KEY_RIGHT,
	GS_KEY_PGUP,
	GS_KEY_PGDN,
	GS_KEY_HOME,
	GS_KEY_END,
	GS_KEY_ENTER,
	GS_KEY_TAB,
	GS_KEY_BTAB,
	GS_KEY_ESC,
	GS_KEY_BACKSPACE,
	GS_KEY_DELETE,
	GS_KEY_F1,
	GS_KEY_F10,
	GS_KEY_RESIZE,
	GS_KEY_MOUSE,           /* a click at y, x */
	GS_KEY_WHEEL_UP,
	GS_KEY_WHEEL_DOWN,
};

/* Ctrl with a letter, as the terminal sends it. */
#define GS_CTRL(c) ((c) & 0x1f)

struct gs_key {
	int code;               /* code point or enum gs_key_code */
	bool pasted;            /* inside a bracketed paste: text, no command */
	int y, x;               /* GS_KEY_MOUSE */
};

struct gs_term_options {
	const char *color;      /* --color, or NULL */
	bool headless;          /* on /dev/null, 80x24: for GOSETUP_SCRIPT */
};

/* Takes the terminal (stdin and stdout, else /dev/tty) and sets the colour
 * scheme.  -1: it cannot address its cursor, or there is none; nothing was
 * sent to it then. */
int gs_term_open(const struct gs_term_options *o);
/* Gives it back as it was.  Also runs at exit; harmless when called twice. */
void gs_term_close(void);
/* What TERM was taken to be, when its own entry is missing; or NULL. */
const char *gs_term_instead(void);

/* Waits until a key, a signal, one of fds, or the time; -1 waits for ever.
 * fds get their revents. */
void gs_term_wait(struct pollfd *fds, size_t n, int timeout_ms);
/* The next key, without waiting; false when there is none. */
bool gs_term_key(struct gs_key *key);
/* The terminal is gone: end, do not read again. */
bool gs_term_hung_up(void);

/* Between term.c and term-keys.c: may it be read, and a key came. */
enum { GS_TERM_PASTE_BEGIN = 0x300, GS_TERM_PASTE_END };
bool gs_term_readable(void);
void gs_term_alive(void);

/* The whole screen is sent anew with the next frame. */
void gs_term_redraw(void);
/* Ctrl-Z: gives the terminal back until the program is continued. */
void gs_term_suspend(void);
/* Mouse reports on or off; off at the start, so that text can be marked. */
void gs_term_mouse(bool on);
/* Headless only: another size. */
void gs_term_resize(int h, int w);
/* Raises SIGQUIT's or another signal's end after giving the terminal back. */
void gs_term_die(int sig) __attribute__((noreturn));

#endif
