/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/tui/curses-wide.h"
#include "ui/tui/term-guard.h"
#include "ui/tui/text.h"
#include "ui/tui/theme.h"
#include <term.h>

static struct {
	SCREEN *screen;
	FILE *in, *out;
	int fd_in, fd_out;
	bool headless, tty_opened, mouse, hung_up;
	int idle_reads;         /* readable, but no key came */
	const char *instead;
	struct termios before;
	int signal_pipe[2];
	struct sigaction curses_winch;
} t = { .fd_in = -1, .fd_out = -1, .signal_pipe = { -1, -1 } };

/* For the handlers: what gives the terminal back. */
#define is_up (*gs_guard_up)
static char restore[256];
static size_t restore_len;
static volatile sig_atomic_t stop_wanted, continued;

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1000l\033[?1006l"

/* ---- giving it back ---------------------------------------------------- */
static int add_restore(int c)
{
	if (restore_len < sizeof(restore))
		restore[restore_len++] = (char)c;
	return c;
}

static void add_capability(const char *name)
{
	char *text = tigetstr(name);

	if (text && text != (char *)-1)
		tputs(text, 1, add_restore);
}

static void prepare_restore(void)
{
	restore_len = 0;
	for (const char *p = PASTE_OFF MOUSE_OFF; *p; p++)
		add_restore(*p);
	add_capability("sgr0");
	add_capability("op");
	add_capability("rmkx");
	add_capability("cnorm");
	add_capability("rmcup");
}

/* Only what POSIX allows in a signal handler. */
static void give_back_now(void)
{
	ssize_t n;

	if (!is_up)
		return;
	is_up = 0;
	n = write(t.fd_out, restore, restore_len);
	(void)n;
	tcsetattr(t.fd_in, TCSANOW, &t.before);
}

static void on_fatal(int sig)
{
	give_back_now();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void wake(int sig)
{
	int saved = errno;
	char c = (char)sig;
	ssize_t n = write(t.signal_pipe[1], &c, 1);

	(void)n;
	errno = saved;
}

static void on_winch(int sig)
{
	if (t.curses_winch.sa_handler != SIG_DFL &&
	    t.curses_winch.sa_handler != SIG_IGN)
		t.curses_winch.sa_handler(sig);
	wake(sig);
}

static void on_stop(int sig)
{
	stop_wanted = 1;
	wake(sig);
}

static void on_continue(int sig)
{
	continued = 1;
	wake(sig);
}

static void handle(int sig, void (*fn)(int))
{
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = fn;
	sigemptyset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

static void handle_signals(void)
{
	static const int fatal[] = {
		SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGSEGV, SIGABRT, SIGBUS,
		SIGFPE, SIGILL,
	};

	for (size_t i = 0; i < GS_COUNT(fatal); i++)
		handle(fatal[i], on_fatal);
	handle(SIGPIPE, SIG_IGN);
	sigaction(SIGWINCH, NULL, &t.curses_winch);
	handle(SIGWINCH, on_winch);
	handle(SIGTSTP, on_stop);
	handle(SIGCONT, on_continue);
}

static void on_oom(void)
{
	static const char text[] = "gosetup: out of memory\n";
	ssize_t n;

	give_back_now();
	n = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)n;
}

void gs_term_die(int sig)
{
	give_back_now();
	signal(sig, SIG_DFL);
	raise(sig);
	_exit(128 + sig);
}

/* ---- taking it --------------------------------------------------------- */
/* Names of terminals that understand what xterm understands; their own
 * entries are missing on many servers that people reach with them. */
static bool is_like_xterm(const char *name)
{
	static const char *const like[] = {
		"xterm", "kitty", "ghostty", "alacritty", "foot", "wezterm",
		"putty", "st-", "konsole", "contour", "rio", "vte", "gnome",
		"iterm", "mintty", "tmux", "screen",
	};

	if (gs_streq(name, "st"))
		return true;
	for (size_t i = 0; i < GS_COUNT(like); i++)
		if (gs_starts(name, like[i]))
			return true;
	return false;
}

/* newterm() accepts TERM=dumb and prints text without positions: look
 * whether it can address its cursor first. */
static bool usable(const char *name)
{
	int status = 0;
	char *cup = NULL;

	if (setupterm(name, STDOUT_FILENO, &status) != OK)
		return false;
	cup = tigetstr("cup");
	del_curterm(cur_term);
	return cup && cup != (char *)-1;
}

static const char *choose_name(bool headless)
{
	static const char *const substitutes[] = {
		"xterm-256color", "xterm", "screen", "vt100", "ansi",
	};
	const char *name = getenv("TERM");

	if (!headless && gs_empty(name))
		return NULL;
	if (!headless && usable(name))
		return name;
	if (!headless && !is_like_xterm(name))
		return NULL;
	for (size_t i = 0; i < GS_COUNT(substitutes); i++)
		if (usable(substitutes[i])) {
			t.instead = headless ? NULL : substitutes[i];
			return substitutes[i];
		}
	return NULL;
}

static FILE *open_stream(const char *name, const char *mode)
{
	int fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);

	return fd < 0 ? NULL : fdopen(fd, mode);
}

static bool open_files(bool headless)
{
	const char *name = headless ? "/dev/null" : "/dev/tty";
	bool direct = !headless && isatty(STDIN_FILENO) &&
		      isatty(STDOUT_FILENO);

	if (!headless && direct) {
		t.in = stdin;
		t.out = stdout;
	} else {
		t.in = open_stream(name, "r");
		t.out = open_stream(name, "w");
		t.tty_opened = true;
	}
	if (!t.in || !t.out)
		return false;
	t.fd_in = fileno(t.in);
	t.fd_out = fileno(t.out);
	return headless || tcgetattr(t.fd_in, &t.before) == 0;
}

static void close_files(void)
{
	if (t.tty_opened && t.in)
		fclose(t.in);
	if (t.tty_opened && t.out)
		fclose(t.out);
	t.in = t.out = NULL;
	t.tty_opened = false;
}

/* Every key comes to us, except that Ctrl-\ still ends a program that no
 * longer listens; Ctrl-S does not freeze the screen. */
static void set_modes(void)
{
	struct termios mode;

	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	meta(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	if (tcgetattr(t.fd_in, &mode) == 0) {
		mode.c_lflag |= ISIG;
		mode.c_cc[VINTR] = _POSIX_VDISABLE;
		mode.c_cc[VSUSP] = _POSIX_VDISABLE;
#ifdef VDSUSP
		mode.c_cc[VDSUSP] = _POSIX_VDISABLE;
#endif
		tcsetattr(t.fd_in, TCSADRAIN, &mode);
		def_prog_mode();
	}
	define_key("\033[200~", GS_TERM_PASTE_BEGIN);
	define_key("\033[201~", GS_TERM_PASTE_END);
}

static bool set_colours(void)
{
	static const short pairs[GS_COLOUR_COUNT][2] = {
		[GS_COLOUR_GREEN] = { COLOR_GREEN, -1 },
		[GS_COLOUR_RED] = { COLOR_RED, -1 },
		[GS_COLOUR_ON_GREEN] = { COLOR_BLACK, COLOR_GREEN },
		[GS_COLOUR_ON_YELLOW] = { COLOR_BLACK, COLOR_YELLOW },
		[GS_COLOUR_ON_RED] = { COLOR_WHITE, COLOR_RED },
	};

	if (!has_colors() || start_color() == ERR)
		return false;
	use_default_colors();
	for (short i = 1; i < GS_COLOUR_COUNT; i++)
		init_pair(i, pairs[i][0], pairs[i][1]);
	return true;
}

static void say(const char *text)
{
	if (!t.headless && gs_write_all(t.fd_out, text, strlen(text)) < 0)
		t.hung_up = true;
}

static bool open_pipe(void)
{
	if (pipe(t.signal_pipe) < 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(t.signal_pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(t.signal_pipe[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

static int start(const char *name, const struct gs_term_options *o)
{
	if (!getenv("ESCDELAY"))
		set_escdelay(100);
	if (gs_text_is_utf8())
		setenv("NCURSES_NO_UTF8_ACS", "1", 1);
	use_env(TRUE);
	use_tioctl(TRUE);
	t.screen = newterm(name, t.out, t.in);
	if (!t.screen)
		return -1;
	set_term(t.screen);
	if (t.headless) {
		resizeterm(24, 80);
	} else {
		prepare_restore();
		handle_signals();
		gs_oom_handler = on_oom;
		is_up = 1;
		gs_guard_start(&(struct gs_guard){ t.fd_out, restore,
						   restore_len, &t.before });
		set_modes();
	}
	gs_scheme_use(gs_scheme_choose(o->color, set_colours()));
	say(PASTE_ON);
	return 0;
}

int gs_term_open(const struct gs_term_options *o)
{
	static bool registered;
	const char *name;

	t.headless = o->headless;
	gs_text_init(gs_i18n_utf8());
	name = choose_name(o->headless);
	if (!name || !open_files(o->headless) || !open_pipe() ||
	    start(name, o) < 0) {
		close_files();
		return -1;
	}
	if (!registered)
		atexit(gs_term_close);
	registered = true;
	return 0;
}

void gs_term_close(void)
{
	if (!t.screen)
		return;
	if (is_up) {
		say(PASTE_OFF);
		gs_term_mouse(false);
	}
	endwin();
	if (is_up)
		tcsetattr(t.fd_in, TCSADRAIN, &t.before);
	is_up = 0;
	gs_guard_stop();
	delscreen(t.screen);
	t.screen = NULL;
	close_files();
}

const char *gs_term_instead(void)
{
	return t.instead;
}

/* ---- waiting ------------------------------------------------------------- */
static void drain_signals(void)
{
	char bytes[64];

	while (read(t.signal_pipe[0], bytes, sizeof(bytes)) > 0)
		;
	if (stop_wanted) {
		stop_wanted = 0;
		gs_term_suspend();
	}
	if (continued) {
		continued = 0;
		if (is_up) {
			reset_prog_mode();
			gs_term_redraw();
		}
	}
}

enum { OWN_FDS = 2, MAX_FDS = 16 };

void gs_term_wait(struct pollfd *fds, size_t n, int timeout_ms)
{
	struct pollfd all[OWN_FDS + MAX_FDS] = {
		{ t.signal_pipe[0], POLLIN, 0 },
		{ t.headless ? -1 : t.fd_in, POLLIN, 0 },
	};

	if (n > MAX_FDS)
		n = MAX_FDS;
	memcpy(all + OWN_FDS, fds, n * sizeof(*fds));
	if (poll(all, (nfds_t)(OWN_FDS + n), timeout_ms) < 0)
		return;
	memcpy(fds, all + OWN_FDS, n * sizeof(*fds));
	if (all[0].revents)
		drain_signals();
	if (all[1].revents & POLLIN)
		t.idle_reads++;         /* until a key shows it was alive */
	if ((all[1].revents & (POLLHUP | POLLERR | POLLNVAL)) ||
	    t.idle_reads > 20)
		t.hung_up = true;
}

bool gs_term_hung_up(void)
{
	return t.hung_up;
}

bool gs_term_readable(void)
{
	return !t.headless && !t.hung_up;
}

void gs_term_alive(void)
{
	t.idle_reads = 0;
}

/* ---- the rest ---------------------------------------------------------- */
void gs_term_redraw(void)
{
	clearok(curscr, TRUE);
}

void gs_term_suspend(void)
{
	if (!is_up)
		return;
	say(PASTE_OFF);
	endwin();
	tcsetattr(t.fd_in, TCSADRAIN, &t.before);
	is_up = 0;
	handle(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	/* Here again after SIGCONT. */
	handle(SIGTSTP, on_stop);
	is_up = 1;
	reset_prog_mode();
	say(PASTE_ON);
	gs_term_redraw();
}

void gs_term_mouse(bool on)
{
	if (on != t.mouse)
		mousemask(on ? ALL_MOUSE_EVENTS : 0, NULL);
	t.mouse = on;
}

void gs_term_resize(int h, int w)
{
	if (t.headless)
		resizeterm(h, w);
}
