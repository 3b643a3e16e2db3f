/* SPDX-License-Identifier: MIT */
/*
 * Steps as POSIX shell.  A fragment reads well (the lines that an edit puts
 * in stand in it as they are), keeps owner, mode and links (files are written
 * through), and stops when the file is not the one that was previewed.
 */
#include "config.h"
#include "steps/steps.h"

#include <stdint.h>
#include <string.h>
#include "base/i18n.h"
#include "base/path.h"

#define MARK "GOSETUP_END"

void gs_sh_quote(struct gs_buf *out, const char *s)
{
	gs_buf_addc(out, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			gs_buf_adds(out, "'\\''");
		else
			gs_buf_addc(out, *s);
	}
	gs_buf_addc(out, '\'');
}

/* POSIX cksum(1): CRC-32 with polynomial 0x04C11DB7, the length behind. */
static uint32_t cksum_byte(uint32_t crc, unsigned char c)
{
	int bit;

	crc ^= (uint32_t)c << 24;
	for (bit = 0; bit < 8; bit++)
		crc = crc & 0x80000000u ? (crc << 1) ^ 0x04C11DB7u : crc << 1;
	return crc;
}

static uint32_t cksum(const struct gs_buf *b)
{
	uint32_t crc = 0;
	size_t i;

	for (i = 0; i < b->len; i++)
		crc = cksum_byte(crc, (unsigned char)b->ptr[i]);
	for (i = b->len; i; i >>= 8)
		crc = cksum_byte(crc, i & 0xff);
	return ~crc;
}

static void put_comment(struct gs_buf *out, const struct gs_step *s)
{
	const char *text = s->summary ? s->summary : s->id;

	gs_buf_adds(out, "# ");
	for (; *text; text++)
		gs_buf_addc(out, *text == '\n' ? ' ' : *text);
	gs_buf_addc(out, '\n');
}

/* Stops the script unless the file is as it was in the preview. */
static void put_check(struct gs_buf *out, const char *quoted,
		      const struct gs_content *before)
{
	if (before->exists)
		gs_buf_addf(out, "[ \"$(cksum < %s)\" = '%lu %zu' ]", quoted,
			    (unsigned long)cksum(&before->bytes),
			    before->bytes.len);
	else
		gs_buf_addf(out, "[ ! -e %s ]", quoted);
	gs_buf_addf(out, " || { echo %s has changed >&2; exit 3; }\n",
		    quoted);
}

/* Can these bytes stand in a here-document as they are? */
static bool is_text(const char *p, size_t n)
{
	if (!n || p[n - 1] != '\n' || memchr(p, '\0', n) ||
	    memchr(p, '\r', n))
		return false;
	return !memmem(p, n, MARK, strlen(MARK));
}

static void put_here(struct gs_buf *out, const char *p, size_t n)
{
	gs_buf_adds(out, " <<'" MARK "'\n");
	gs_buf_add(out, p, n);
	gs_buf_adds(out, MARK "\n");
}

/* Any bytes, one printf for each line: octal for what is not printable. */
static void put_printf(struct gs_buf *out, const char *p, size_t n)
{
	size_t i;
	bool open = false;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (!open)
			gs_buf_adds(out, "printf '");
		open = true;
		if (c < 0x20 || c >= 0x7f || c == '\'')
			gs_buf_addf(out, "\\%03o", c);
		else if (c == '\\' || c == '%')
			gs_buf_addf(out, "%c%c", c, c);
		else
			gs_buf_addc(out, (char)c);
		if (c == '\n') {
			gs_buf_adds(out, "'\n");
			open = false;
		}
	}
	if (open)
		gs_buf_adds(out, "'\n");
}

/* Where `after` is `before` with some bytes put in at the start of a line or
 * at the end: the place, and false when the edit is of another kind. */
static bool insertion(const struct gs_buf *before, const struct gs_buf *after,
		      size_t *at)
{
	size_t front = 0, back = 0, more, p;

	if (after->len <= before->len || !before->len)
		return false;
	more = after->len - before->len;
	while (front < before->len && before->ptr[front] == after->ptr[front])
		front++;
	while (back < before->len &&
	       before->ptr[before->len - 1 - back] ==
	       after->ptr[after->len - 1 - back])
		back++;
	if (front + back < before->len)
		return false;
	for (p = before->len - back; p <= front; p++) {
		if ((p == 0 || p == before->len ||
		     before->ptr[p - 1] == '\n') &&
		    is_text(after->ptr + p, more)) {
			*at = p;
			return true;
		}
	}
	return false;
}

static size_t count_lines(const char *p, size_t n)
{
	size_t lines = 0, i;

	for (i = 0; i < n; i++)
		lines += p[i] == '\n';
	return lines;
}

static void put_insertion(struct gs_buf *out, const char *quoted,
			  const struct gs_step *s, size_t at)
{
	const struct gs_buf *b = &s->before.bytes, *a = &s->after.bytes;
	size_t lines = count_lines(b->ptr, at);

	gs_buf_adds(out, "new=$(mktemp) || exit\n{\n");
	if (at == b->len)
		gs_buf_addf(out, "cat %s\n", quoted);
	else if (at > 0)
		gs_buf_addf(out, "head -n %zu %s\n", lines, quoted);
	gs_buf_adds(out, "cat");
	put_here(out, a->ptr + at, a->len - b->len);
	if (at < b->len)
		gs_buf_addf(out, "tail -n +%zu %s\n", lines + 1, quoted);
	gs_buf_addf(out, "} > \"$new\" && cat \"$new\" > %s && "
		    "rm -f \"$new\" || exit\n", quoted);
}

static void put_whole(struct gs_buf *out, const char *quoted,
		      const struct gs_buf *bytes)
{
	if (is_text(bytes->ptr, bytes->len)) {
		gs_buf_addf(out, "cat > %s", quoted);
		put_here(out, bytes->ptr, bytes->len);
	} else {
		gs_buf_adds(out, "{\n:\n");
		put_printf(out, bytes->ptr, bytes->len);
		gs_buf_addf(out, "} > %s\n", quoted);
	}
}

static void file_script(const struct gs_step *s, const char *quoted,
			struct gs_buf *out)
{
	size_t at;

	put_check(out, quoted, &s->before);
	if (!s->after.exists) {
		gs_buf_addf(out, "rm -f %s || exit\n", quoted);
		return;
	}
	if (insertion(&s->before.bytes, &s->after.bytes, &at))
		put_insertion(out, quoted, s, at);
	else
		put_whole(out, quoted, &s->after.bytes);
	if (!s->before.exists || s->before.mode != s->after.mode)
		gs_buf_addf(out, "chmod %04o %s || exit\n",
			    (unsigned)s->after.mode, quoted);
}

static void fetch_script(const struct gs_tree_source *t, struct gs_buf *out)
{
	size_t i;

	if (t->local_path) {
		gs_buf_adds(out, "archive=");
		gs_sh_quote(out, t->local_path);
		gs_buf_addc(out, '\n');
		return;
	}
	gs_buf_adds(out, "archive=$(mktemp) || exit\n");
	for (i = 0; i < t->urls.n; i++) {
		gs_buf_adds(out, i ? " || \\\n" : "");
		gs_buf_adds(out, "curl -fL -o \"$archive\" ");
		gs_sh_quote(out, t->urls.v[i]);
	}
	gs_buf_adds(out, t->urls.n ? " || exit\n" : "");
}

static void tree_script(const struct gs_step *s, const char *quoted,
			struct gs_buf *out)
{
	const struct gs_tree_source *t = &s->tree;

	if (s->remove) {
		gs_buf_addf(out, "rm -rf %s || exit\n", quoted);
		return;
	}
	gs_buf_addf(out, "if [ ! -d %s ]; then\n", quoted);
	fetch_script(t, out);
	if (*t->sha256)
		gs_buf_addf(out, "printf '%%s  %%s\\n' %s \"$archive\" | "
			    "sha256sum -c - || exit\n", t->sha256);
	gs_buf_addf(out, "stage=%s.new\n", quoted);
	gs_buf_adds(out, "mkdir \"$stage\" || exit\n"
		    "tar -xf \"$archive\" -C \"$stage\" "
		    "--strip-components=1 || exit\n");
	gs_buf_addf(out, "mv \"$stage\" %s || exit\n", quoted);
	if (!t->local_path)
		gs_buf_adds(out, "rm -f \"$archive\"\n");
	gs_buf_adds(out, "fi\n");
}

static void link_script(const struct gs_step *s, const char *quoted,
			struct gs_buf *out)
{
	if (s->link_before_kind == GS_LINK_DIR)
		gs_buf_addf(out, "mv %s %s.gosetup-kept || exit\n", quoted,
			    quoted);
	else
		gs_buf_addf(out, "rm -f %s || exit\n", quoted);
	if (s->kept) {
		gs_autofree char *dir = gs_path_dir(s->target);
		gs_autofree char *kept = gs_path_join(dir, s->kept);

		gs_buf_adds(out, "mv ");
		gs_sh_quote(out, kept);
		gs_buf_addf(out, " %s || exit\n", quoted);
	}
	if (!s->link_after)
		return;
	gs_buf_adds(out, "ln -s ");
	gs_sh_quote(out, s->link_after);
	gs_buf_addf(out, " %s || exit\n", quoted);
}

static void run_script(const struct gs_step *s, struct gs_buf *out)
{
	size_t i;

	for (i = 0; i < s->argv.n; i++) {
		gs_buf_adds(out, i ? " " : "");
		gs_sh_quote(out, s->argv.v[i]);
	}
	gs_buf_adds(out, " || exit\n");
}

void gs_step_script(const struct gs_step *s, struct gs_buf *out)
{
	struct gs_buf q = GS_BUF_INIT;

	gs_sh_quote(&q, s->target);
	put_comment(out, s);
	switch (s->kind) {
	case GS_STEP_FILE:
		file_script(s, q.ptr, out);
		break;
	case GS_STEP_DIR:
		if (s->remove)
			gs_buf_addf(out, "rmdir %s || :\n", q.ptr);
		else
			gs_buf_addf(out, "[ -d %s ] || mkdir -m %04o %s || "
				    "exit\n", q.ptr, (unsigned)s->mode,
				    q.ptr);
		break;
	case GS_STEP_TREE:
		tree_script(s, q.ptr, out);
		break;
	case GS_STEP_LINK:
		link_script(s, q.ptr, out);
		break;
	case GS_STEP_RUN:
		run_script(s, out);
		break;
	case GS_STEP_KIND_COUNT:
		break;
	}
	gs_buf_release(&q);
}
