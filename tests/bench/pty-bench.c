/* SPDX-License-Identifier: MIT */
/*
 * Starts a full-screen program in a pseudo-terminal and measures what a user
 * at the other end of a slow line would notice.
 *
 *   pty-bench [-n RUNS] [-q QUIET_MS] [-s SETTLE_MS] [-g COLSxROWS]
 *             [-k KEY,KEY...] COMMAND [ARG...]
 *
 * Prints one fact a line, over RUNS runs medians of times and maxima of
 * bytes and memory:
 *
 *   full-screen yes          the alternate screen was asked for
 *   first-byte-ms 4.1        from fork to the first byte
 *   first-screen-ms 9.8      ... to the last byte before QUIET_MS of silence
 *   first-paint-bytes 1893   bytes until then
 *   key down 87 1.3          for each KEY: bytes, ms to the last of them
 *   peak-memory-kib 14312    of the largest process (getrusage)
 *
 * Keys are sent once nothing came for SETTLE_MS.  A KEY is a name of the
 * table below or one character.  Exit 1 when the program drew nothing or
 * ended by itself before its keys were sent.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_PTY_H
#include <pty.h>
#elif defined(HAVE_UTIL_H)
#include <util.h>
#endif

enum { MAX_RUNS = 101, MAX_KEYS = 32, LONGEST_MS = 5000 };

struct options {
	int runs, quiet_ms, settle_ms;
	struct winsize size;
	const char *keys[MAX_KEYS];
	int nkeys;
};

/* Output until it paused: how much, and when its ends came. */
struct burst {
	long bytes;
	double first_ms, last_ms;       /* since the given moment */
	bool alternate;                 /* smcup of xterm-256color came */
};

struct measured {
	double first_byte_ms[MAX_RUNS], first_screen_ms[MAX_RUNS];
	double key_ms[MAX_KEYS][MAX_RUNS];
	long first_paint_bytes, key_bytes[MAX_KEYS], peak_kib;
	bool full_screen;
};

static const struct {
	const char *name, *bytes;
} key_table[] = {
	{ "up", "\033OA" },
	{ "down", "\033OB" },
	{ "right", "\033OC" },
	{ "left", "\033OD" },
	{ "home", "\033OH" },
	{ "end", "\033OF" },
	{ "pgup", "\033[5~" },
	{ "pgdn", "\033[6~" },
	{ "f1", "\033OP" },
	{ "enter", "\r" },
	{ "tab", "\t" },
	{ "esc", "\033" },
	{ "space", " " },
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static const char *key_bytes(const char *name)
{
	for (size_t i = 0; i < sizeof(key_table) / sizeof(*key_table); i++)
		if (strcmp(key_table[i].name, name) == 0)
			return key_table[i].bytes;
	return name;
}

/* Reads until nothing came for quiet_ms, waiting for the first byte as long
 * as wait_ms.  false when the program closed its end. */
static bool read_burst(int fd, double since, int wait_ms, int quiet_ms,
		       struct burst *b)
{
	char buf[65536];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	double began = now_ms();

	*b = (struct burst){ 0 };
	while (now_ms() - began < LONGEST_MS) {
		int ready = poll(&p, 1, b->bytes ? quiet_ms : wait_ms);
		ssize_t n;

		if (ready == 0)
			return true;
		if (ready < 0)
			continue;
		n = read(fd, buf, sizeof(buf));
		if (n <= 0)
			return n < 0 && errno == EINTR;
		b->last_ms = now_ms() - since;
		if (!b->bytes)
			b->first_ms = b->last_ms;
		b->bytes += n;
		b->alternate |= memmem(buf, (size_t)n, "\033[?1049h", 8) != NULL;
	}
	return true;
}

static pid_t start(char **argv, struct winsize *size, int *fd)
{
	pid_t pid = forkpty(fd, NULL, NULL, size);

	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		unsetenv("COLUMNS");
		unsetenv("LINES");
		execvp(argv[0], argv);
		perror(argv[0]);
		_exit(127);
	}
	return pid;
}

/* Ends the program as a closed terminal would, then for certain. */
static long stop(pid_t pid, int fd)
{
	struct rusage use;
	struct burst rest;
	int status;

	kill(pid, SIGTERM);
	for (int i = 0; i < 40; i++) {
		if (wait4(pid, &status, WNOHANG, &use) == pid)
			goto out;
		read_burst(fd, 0, 50, 10, &rest);
		poll(NULL, 0, 25);
	}
	kill(pid, SIGKILL);
	if (wait4(pid, &status, 0, &use) != pid)
		use.ru_maxrss = 0;
out:
	close(fd);
	return use.ru_maxrss;
}

static bool press(int fd, const struct options *o, int key, int run,
		  struct measured *m)
{
	const char *bytes = key_bytes(o->keys[key]);
	struct burst b;
	double at;

	if (!read_burst(fd, 0, o->settle_ms, o->settle_ms, &b))
		return false;
	at = now_ms();
	if (write(fd, bytes, strlen(bytes)) < 0)
		return false;
	if (!read_burst(fd, at, o->settle_ms, o->quiet_ms, &b))
		return false;
	m->key_ms[key][run] = b.last_ms;
	if (b.bytes > m->key_bytes[key])
		m->key_bytes[key] = b.bytes;
	return true;
}

static bool run_once(char **argv, struct options *o, int run,
		     struct measured *m)
{
	struct burst b;
	double at = now_ms();
	bool good;
	long kib;
	int fd;
	pid_t pid = start(argv, &o->size, &fd);

	if (pid < 0)
		return false;
	good = read_burst(fd, at, LONGEST_MS, o->quiet_ms, &b) && b.bytes;
	m->full_screen = b.alternate;
	m->first_byte_ms[run] = b.first_ms;
	m->first_screen_ms[run] = b.last_ms;
	if (b.bytes > m->first_paint_bytes)
		m->first_paint_bytes = b.bytes;
	for (int key = 0; good && key < o->nkeys; key++)
		good = press(fd, o, key, run, m);
	kib = stop(pid, fd);
	if (kib > m->peak_kib)
		m->peak_kib = kib;
	return good;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof(*v), by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void report(struct measured *m, const struct options *o)
{
	printf("full-screen %s\n", m->full_screen ? "yes" : "no");
	printf("first-byte-ms %.1f\n", median(m->first_byte_ms, o->runs));
	printf("first-screen-ms %.1f\n", median(m->first_screen_ms, o->runs));
	printf("first-paint-bytes %ld\n", m->first_paint_bytes);
	for (int i = 0; i < o->nkeys; i++)
		printf("key %s %ld %.1f\n", o->keys[i], m->key_bytes[i],
		       median(m->key_ms[i], o->runs));
#ifdef __APPLE__
	m->peak_kib /= 1024;    /* bytes there */
#endif
	printf("peak-memory-kib %ld\n", m->peak_kib);
}

static int usage(void)
{
	fputs("usage: pty-bench [-n RUNS] [-q QUIET_MS] [-s SETTLE_MS] "
	      "[-g COLSxROWS] [-k KEY,KEY...] COMMAND [ARG...]\n", stderr);
	return 2;
}

static int number(const char *s, int max)
{
	long n = strtol(s, NULL, 10);

	return n < 1 || n > max ? 1 : (int)n;
}

static void parse_size(const char *s, struct winsize *size)
{
	char *x;

	size->ws_col = (unsigned short)strtoul(s, &x, 10);
	if (*x)
		size->ws_row = (unsigned short)strtoul(x + 1, NULL, 10);
}

int main(int argc, char **argv)
{
	static struct measured m;
	struct options o = { .runs = 1, .quiet_ms = 40, .settle_ms = 300,
			     .size = { .ws_col = 80, .ws_row = 24 } };
	int c;

	/* "+": the options of COMMAND are its own. */
	while ((c = getopt(argc, argv, "+n:q:s:g:k:")) != -1) {
		if (c == 'n')
			o.runs = number(optarg, MAX_RUNS);
		else if (c == 'q')
			o.quiet_ms = number(optarg, LONGEST_MS);
		else if (c == 's')
			o.settle_ms = number(optarg, LONGEST_MS);
		else if (c == 'g')
			parse_size(optarg, &o.size);
		else if (c == 'k')
			for (char *k = strtok(optarg, ",");
			     k && o.nkeys < MAX_KEYS; k = strtok(NULL, ","))
				o.keys[o.nkeys++] = k;
		else
			return usage();
	}
	if (optind >= argc)
		return usage();
	for (int run = 0; run < o.runs; run++)
		if (!run_once(argv + optind, &o, run, &m)) {
			fputs("pty-bench: the program drew nothing or ended "
			      "by itself\n", stderr);
			return 1;
		}
	report(&m, &o);
	return 0;
}
