/* SPDX-License-Identifier: MIT */
/*
 * A file step as one entry of a git-style diff.  Header rules: git-diff(1)
 * "Generating patch text with -p", and what GNU patch 2.7 reads: C-quoted
 * names, and a tab behind a name with blanks.
 */
#include "config.h"
#include "steps/steps.h"

#include <string.h>

/* Bytes from 0x80 up stay: the diff is for reading, too. */
static bool needs_quotes(const char *name)
{
	const unsigned char *p;

	for (p = (const unsigned char *)name; *p; p++) {
		if (*p < 0x20 || *p == 0x7f || *p == '"' || *p == '\\')
			return true;
	}
	return false;
}

static void put_quoted(struct gs_buf *out, char side, const char *name)
{
	const unsigned char *p;

	gs_buf_addf(out, "\"%c/", side);
	for (p = (const unsigned char *)name; *p; p++) {
		if (*p == '"' || *p == '\\')
			gs_buf_addf(out, "\\%c", *p);
		else if (*p < 0x20 || *p == 0x7f)
			gs_buf_addf(out, "\\%03o", *p);
		else
			gs_buf_addc(out, (char)*p);
	}
	gs_buf_addc(out, '"');
}

static void put_name(struct gs_buf *out, char side, const char *name,
		     bool quote)
{
	if (quote)
		put_quoted(out, side, name);
	else
		gs_buf_addf(out, "%c/%s", side, name);
}

/* The line "diff --git": here blanks need quotes, or the two names cannot
 * be told apart when the entry has no hunk. */
static void put_git_line(struct gs_buf *out, const char *name)
{
	bool quote = needs_quotes(name) || strchr(name, ' ');

	gs_buf_adds(out, "diff --git ");
	put_name(out, 'a', name, quote);
	gs_buf_addc(out, ' ');
	put_name(out, 'b', name, quote);
	gs_buf_addc(out, '\n');
}

static void put_modes(struct gs_buf *out, const struct gs_step *s)
{
	if (!s->before.exists) {
		gs_buf_addf(out, "new file mode 100%03o\n",
			    (unsigned)s->after.mode);
	} else if (!s->after.exists) {
		gs_buf_addf(out, "deleted file mode 100%03o\n",
			    (unsigned)s->before.mode);
	} else if (s->before.mode != s->after.mode) {
		gs_buf_addf(out, "old mode 100%03o\nnew mode 100%03o\n",
			    (unsigned)s->before.mode,
			    (unsigned)s->after.mode);
	}
}

static void put_file_line(struct gs_buf *out, const char *mark, char side,
			  const char *name, bool exists)
{
	gs_buf_addf(out, "%s ", mark);
	if (!exists) {
		gs_buf_adds(out, "/dev/null\n");
		return;
	}
	put_name(out, side, name, needs_quotes(name));
	if (strchr(name, ' ') && !needs_quotes(name))
		gs_buf_addc(out, '\t');
	gs_buf_addc(out, '\n');
}

static bool same(const struct gs_content *a, const struct gs_content *b)
{
	if (a->exists != b->exists)
		return false;
	return !a->exists ||
	       (a->mode == b->mode && gs_buf_eq(&a->bytes, &b->bytes));
}

void gs_step_diff(const struct gs_step *s, struct gs_buf *out)
{
	const char *name = s->real ? s->real : s->target;

	if (s->kind != GS_STEP_FILE || same(&s->before, &s->after))
		return;
	while (*name == '/')
		name++;
	put_git_line(out, name);
	put_modes(out, s);
	if (gs_buf_eq(&s->before.bytes, &s->after.bytes)) {
		/* Without git's name of the empty blob, GNU patch 2.7 takes
		 * the removal of an empty file for one already done. */
		if (!s->after.exists)
			gs_buf_adds(out, "index e69de29..0000000\n");
		return;
	}
	put_file_line(out, "---", 'a', name, s->before.exists);
	put_file_line(out, "+++", 'b', name, s->after.exists);
	gs_diff_hunks(&s->before.bytes, &s->after.bytes, out);
}
