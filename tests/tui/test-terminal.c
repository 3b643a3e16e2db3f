/* SPDX-License-Identifier: MIT */
/* The wizard on a real terminal line: bytes, signals, sizes, odd input. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/proc.h"
#include "tests/tap.h"
#include "tests/tui/pty.h"

static char *home, *program, *facts;

/* The way of all tests: another machine's facts, so that nothing here can
 * be changed, and no network. */
static void start(struct pty *p, const char *term, int cols, int rows)
{
	char *env[] = {
		gs_printf("TERM=%s", term), gs_printf("HOME=%s", home),
		gs_strdup("PATH=/usr/bin:/bin"), gs_strdup("LC_ALL=C.UTF-8"),
		gs_strdup("ASAN_OPTIONS=detect_leaks=0"), NULL,
	};
	char *argv[] = {
		program, gs_strdup("--offline"),
		gs_strdup("--mirror=file:///srv/go"), gs_strdup("--facts"),
		facts, NULL,
	};

	pty_start(p, cols, rows, argv, env);
	for (size_t i = 0; env[i]; i++)
		free(env[i]);
	free(argv[1]);
	free(argv[2]);
	free(argv[3]);
}

static bool shows(const struct pty *p, const char *text)
{
	return gs_starts(gs_buf_str(&p->out), text) ||
	       (p->out.ptr && strstr(p->out.ptr, text));
}

static void quit(struct pty *p)
{
	pty_send(p, "\003\003");
	ok(pty_ends(p, 10000), "Ctrl-C ends it");
	ok(p->ended && WIFEXITED(p->status) && WEXITSTATUS(p->status) == 130,
	   "with 130");
	ok(pty_is_sane(p), "the line is as it was");
	ok(pty_screen_given_back(p), "so is the screen");
	pty_release(p);
}

/* ---- budgets (80x24, xterm-256color) ------------------------------------ */
static size_t cost(struct pty *p, const char *keys)
{
	pty_send(p, keys);
	return pty_quiet(p, 150);
}

static void at_most(size_t n, size_t limit, const char *what)
{
	ok(n <= limit, "%s: %zu bytes, at most %zu", what, n, limit);
}

/* Down on every row of this page, and the most that one cost. */
static size_t walk_down(struct pty *p)
{
	size_t most = 0;

	for (int i = 0; i < 6; i++) {
		size_t n = cost(p, "\033OB");

		most = n > most ? n : most;
	}
	return most;
}

#define UPS "\033OA\033OA\033OA\033OA\033OA\033OA\033OA\033OA"

static void bytes(void)
{
	struct pty p;

	start(&p, "xterm-256color", 80, 24);
	at_most(pty_quiet(&p, 500), 3000, "first paint");
	at_most(walk_down(&p), 250, "a cursor key");
	cost(&p, UPS "\033OB ");
	for (int page = 2; page <= 9; page++) {
		size_t n = cost(&p, "\r");

		ok(n <= 2500, "page %d: %zu bytes, at most 2500", page, n);
		n = walk_down(&p);
		ok(n <= 250, "page %d, a cursor key: %zu bytes, at most 250",
		   page, n);
		cost(&p, UPS);
	}
	p.mark = p.out.len;
	at_most(pty_quiet(&p, 2000), 0, "two idle seconds");
	for (int back = 0; back < 4; back++)
		cost(&p, "b\033OA");
	cost(&p, UPS "/srv");
	at_most(cost(&p, "x"), 40, "a typed character");
	at_most(cost(&p, "\177"), 40, "a deleted character");
	quit(&p);
}

/* ---- signals ------------------------------------------------------------ */
static void dies_well(int sig, const char *name)
{
	struct pty p;

	start(&p, "xterm-256color", 80, 24);
	pty_quiet(&p, 300);
	kill(p.pid, sig);
	ok(pty_ends(&p, 10000), "%s ends it", name);
	/* Under a sanitizer some signals end as an exit. */
	ok(WIFEXITED(p.status) || WTERMSIG(p.status) == sig,
	   "%s: by that signal", name);
	pty_quiet(&p, 300);
	ok(pty_is_sane(&p), "%s: the line is as it was", name);
	ok(pty_screen_given_back(&p), "%s: so is the screen", name);
	pty_release(&p);
}

static void hang_up(void)
{
	struct pty p;
	long long began;
	int status = 0;

	start(&p, "xterm-256color", 80, 24);
	pty_quiet(&p, 300);
	close(p.fd);
	p.fd = -1;
	began = gs_now_ms();
	while (waitpid(p.pid, &status, WNOHANG) == 0 &&
	       gs_now_ms() < began + 10000)
		usleep(10000);
	ok(status, "a line that drops ends it");
	p.ended = true;
	pty_release(&p);
}

/* ---- odd input ---------------------------------------------------------- */
static void split_arrow(void)
{
	struct pty p;

	start(&p, "xterm-256color", 80, 24);
	pty_quiet(&p, 300);
	pty_send(&p, "\033");
	usleep(40000);
	pty_send(&p, "OB");
	pty_quiet(&p, 300);
	ok(!shows(&p, "Quit?"), "a split arrow is no Esc");
	pty_send(&p, "\033");
	pty_quiet(&p, 300);
	ok(shows(&p, "Quit?"), "Esc alone on the first page asks");
	pty_send(&p, "\033[1;5C\033[99;99z\033O~");
	pty_quiet(&p, 300);
	ok(!pty_ends(&p, 200), "unknown sequences are swallowed");
	pty_send(&p, "\033[200~q\003\nq\033[201~");
	pty_quiet(&p, 300);
	ok(!pty_ends(&p, 200), "a paste presses no keys");
	pty_send(&p, "\033");
	pty_quiet(&p, 300);
	quit(&p);
}

static void resizing(void)
{
	static const int sizes[][2] = {
		{ 1, 1 }, { 200, 50 }, { 39, 11 }, { 40, 12 }, { 500, 200 },
		{ 2, 90 }, { 90, 2 }, { 80, 24 }, { 41, 13 }, { 79, 23 },
	};
	struct pty p;

	start(&p, "xterm-256color", 80, 24);
	pty_quiet(&p, 300);
	pty_send(&p, " \r\r");
	for (int i = 0; i < 60; i++) {
		pty_resize(&p, sizes[i % 10][0], sizes[i % 10][1]);
		if (i % 7 == 0)
			pty_quiet(&p, 30);
	}
	pty_resize(&p, 39, 11);
	pty_quiet(&p, 300);
	ok(shows(&p, "needs 40x12"), "too small says so");
	pty_resize(&p, 80, 24);
	ok(pty_quiet(&p, 300) > 500, "and goes on by itself");
	quit(&p);
}

static void terminals(void)
{
	struct pty p;

	start(&p, "xterm-kitty-of-tomorrow", 80, 24);
	pty_quiet(&p, 300);
	ok(shows(&p, "TERM=xterm-kitty-of-tomorrow"),
	   "an unknown terminal of a known family is named");
	quit(&p);
	start(&p, "no-such-terminal", 80, 24);
	pty_quiet(&p, 500);
	ok(!shows(&p, "\033["), "an unknown one gets plain lines");
	pty_release(&p);
	start(&p, "dumb", 80, 24);
	pty_quiet(&p, 500);
	ok(!shows(&p, "\033["), "so does a dumb one");
	pty_release(&p);
}

/* Random keys: no crash, and the way out stays open.  No '/', so that a
 * saved file stays in HOME. */
static void fuzz(unsigned seed)
{
	static const char *const keys[] = {
		"\033OA", "\033OB", "\033OC", "\033OD", "\r", " ", "\t",
		"\033[Z", "b", "?", "d", "s", "n", "N", "[", "]", "1", "5",
		"m", "c", "j", "k", "g", "G", "\033[5~", "\033[6~", "\014",
		"x", "\xe4\xb8\xad", "\xff", "\177", "\025", "\027", "\033",
		"1.26", "~", "\033[200~a\nb\033[201~", "\033[<0;5;5M",
	};
	struct pty p;

	srand(seed);
	start(&p, "xterm-256color", 80, 24);
	pty_quiet(&p, 300);
	for (int i = 0; i < 400 && !p.ended; i++) {
		if (i % 40 == 0)
			pty_resize(&p, 30 + rand() % 100, 8 + rand() % 40);
		pty_send(&p, keys[(size_t)rand() % GS_COUNT(keys)]);
		pty_quiet(&p, 3);
		p.ended = waitpid(p.pid, &p.status, WNOHANG) == p.pid;
	}
	pty_resize(&p, 80, 24);
	pty_quiet(&p, 300);
	for (int i = 0; i < 8 && !pty_ends(&p, 100); i++)
		pty_send(&p, "\003");
	ok(pty_ends(&p, 10000) && WIFEXITED(p.status),
	   "seed %u: random keys, then out", seed);
	ok(pty_is_sane(&p), "seed %u: the line is as it was", seed);
	pty_release(&p);
}

int main(void)
{
	const char *build = getenv("GS_TOP_BUILDDIR");
	const char *src = getenv("GS_TOP_SRCDIR");
	char dir[] = "/tmp/gosetup-tui-XXXXXX";

	home = mkdtemp(dir);
	if (!home || chdir(home) < 0)
		return 99;
	program = gs_printf("%s/gosetup", build ? build : ".");
	facts = gs_printf("%s/tests/fixtures/facts/ubuntu-24.04.json",
			  src ? src : "..");
	bytes();
	dies_well(SIGTERM, "SIGTERM");
	dies_well(SIGHUP, "SIGHUP");
	dies_well(SIGINT, "SIGINT");
	dies_well(SIGQUIT, "SIGQUIT");
	dies_well(SIGSEGV, "SIGSEGV");
	dies_well(SIGABRT, "SIGABRT");
	dies_well(SIGKILL, "SIGKILL");
	hang_up();
	split_arrow();
	resizing();
	terminals();
	for (unsigned seed = 1; seed <= 3; seed++)
		fuzz(seed);
	free(program);
	free(facts);
	return tap_done();
}
