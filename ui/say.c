/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/say.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/i18n.h"

#define WRAP_COLUMNS 78

static bool colour[3];          /* by file descriptor */

/* ---- colour ------------------------------------------------------------ */

static bool wants_colour(const struct gs_options *o, int fd)
{
	const char *term = getenv("TERM");

	if (gs_streq(o->color, "always"))
		return true;
	if (gs_streq(o->color, "never") || !gs_empty(getenv("NO_COLOR")))
		return false;
	return isatty(fd) && !gs_empty(term) && !gs_streq(term, "dumb");
}

void gs_say_init(const struct gs_options *o)
{
	for (int fd = 1; fd <= 2; fd++)
		colour[fd] = wants_colour(o, fd);
}

const char *gs_tone(FILE *f, enum gs_tone tone)
{
	static const char *const on[GS_TONE_COUNT] = {
		"\033[0m", "\033[32m", "\033[1;31m", "\033[1m", "\033[36m",
	};

	return colour[f == stderr ? 2 : 1] ? on[tone] : "";
}

/* ---- errors ------------------------------------------------------------ */

void gs_say_error(const struct gs_error *err)
{
	fflush(stdout);
	fprintf(stderr, _("gosetup: %serror:%s %s\n"),
		gs_tone(stderr, GS_TONE_BAD), gs_tone(stderr, GS_TONE_NONE),
		err->text);
	if (*err->hint)
		fprintf(stderr, _("hint: %s\n"), err->hint);
}

void gs_say_warning(const char *text)
{
	fflush(stdout);
	fprintf(stderr, _("gosetup: %swarning:%s %s\n"),
		gs_tone(stderr, GS_TONE_BOLD), gs_tone(stderr, GS_TONE_NONE),
		text);
}

/* ---- diffs ------------------------------------------------------------- */

static enum gs_tone diff_tone(const char *line)
{
	if (gs_starts(line, "@@"))
		return GS_TONE_HEAD;
	if (gs_starts(line, "diff ") || gs_starts(line, "--- ") ||
	    gs_starts(line, "+++ "))
		return GS_TONE_BOLD;
	if (*line == '+')
		return GS_TONE_GOOD;
	return *line == '-' ? GS_TONE_BAD : GS_TONE_NONE;
}

void gs_say_diff(const struct gs_buf *diff)
{
	const char *p = gs_buf_str(diff), *end = p + diff->len;

	if (!colour[1]) {
		fwrite(p, 1, diff->len, stdout);
		return;
	}
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = nl ? (size_t)(nl - p) : (size_t)(end - p);

		fputs(gs_tone(stdout, diff_tone(p)), stdout);
		fwrite(p, 1, n, stdout);
		fputs(gs_tone(stdout, GS_TONE_NONE), stdout);
		fputc('\n', stdout);
		p += n + (nl != NULL);
	}
}

/* ---- width ------------------------------------------------------------- */

/* The character at p: its length in bytes and its columns. */
static size_t one_char(const char *p, int *columns)
{
	mbstate_t state;
	wchar_t wc;
	size_t n;

	memset(&state, 0, sizeof(state));
	n = mbrtowc(&wc, p, strlen(p), &state);
	if (n == 0 || n > strlen(p)) {
		*columns = 1;
		return 1;
	}
	*columns = wcwidth(wc);
	if (*columns < 0)
		*columns = 0;
	return n;
}

int gs_text_columns(const char *text)
{
	int sum = 0, columns;

	while (*text) {
		text += one_char(text, &columns);
		sum += columns;
	}
	return sum;
}

/* Bytes of text that fit in `room` columns: up to the last blank, or between
 * two wide characters; at least one character. */
static size_t fitting(const char *text, int room)
{
	size_t at = 0, best = 0;
	int used = 0, columns;

	while (text[at] && text[at] != '\n') {
		size_t n = one_char(text + at, &columns);

		if (used + columns > room)
			return best ? best : at ? at : n;
		if (text[at] == ' ' || (columns == 2 && at > 0))
			best = at;
		used += columns;
		at += n;
	}
	return at;
}

void gs_say_wrapped(FILE *f, const char *first, const char *text)
{
	int indent = gs_text_columns(first);

	fputs(first, f);
	for (;;) {
		size_t n = fitting(text, WRAP_COLUMNS - indent);

		fprintf(f, "%.*s\n", (int)n, text);
		text += n;
		text += *text == '\n';
		while (*text == ' ')
			text++;
		if (!*text)
			break;
		fprintf(f, "%*s", indent, "");
	}
}

/* ---- after the work ---------------------------------------------------- */

static void say_check(FILE *f, const struct gs_check *k)
{
	enum gs_tone tone = k->ok ? GS_TONE_GOOD
		: k->limit ? GS_TONE_BOLD : GS_TONE_BAD;
	const char *word = k->ok ? _("ok") : k->limit ? _("note")
						      : _("problem");

	fprintf(f, "%s%s%s: %s: %s\n", gs_tone(f, tone), word,
		gs_tone(f, GS_TONE_NONE), k->title, k->detail);
}

void gs_say_checks(FILE *f, const struct gs_checks *c, bool all)
{
	unsigned long good = 0, bad = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct gs_check *k = &c->v[i];

		good += k->ok;
		bad += !k->ok && !k->limit;
		if (all || (!k->ok && !k->limit))
			say_check(f, k);
	}
	fprintf(f, GS_NGETTEXT("%lu check passed.\n", "%lu checks passed.\n",
			       good), good);
	if (bad)
		fprintf(f, GS_NGETTEXT("%lu check found a problem.\n",
				       "%lu checks found a problem.\n", bad),
			bad);
}
