/* SPDX-License-Identifier: MIT */
/*
 * GOSETUP_SCRIPT: a file that plays the user, for tests and for pictures in
 * the manual.  Words are keys as gs_key_parse names them; "text" types each
 * character.  Lines beginning with ':' are commands:
 *
 *	:size 40x12     another size of the screen
 *	:ready          wait until nothing runs in the background
 *	:page method    wait until this page is shown, at most 60 s
 *	:dump FILE      write the screen as text
 *	:roles FILE     write what is emphasised and why
 *
 * '#' begins a comment.  At the end of the file the user is gone: exit 130,
 * unless the wizard has ended before.
 */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/proc.h"
#include "ui/tui/text.h"

enum { SCRIPT_MAX = 1 << 20, DEADLINE_MS = 60000 };

static void fail(struct gs_tui *t, const char *what)
{
	free(t->farewell);
	t->farewell = gs_printf("gosetup: script: %s\n", what);
	gs_tui_end(t, 1);
}

static void press(struct gs_tui *t, int code)
{
	struct gs_key key = { .code = code };

	if (t->done)
		return;
	gs_tui_key(t, &key);
	if (!t->done)
		gs_tui_paint(t);
}

static void type_text(struct gs_tui *t, const char *s, size_t n)
{
	size_t at = 0;

	while (at < n) {
		int32_t cp;

		at += gs_text_next(s + at, &cp);
		press(t, cp);
	}
}

static bool is_busy(const struct gs_tui *t)
{
	return t->looking || gs_work_running(t);
}

static void wait_ready(struct gs_tui *t)
{
	long long end = gs_now_ms() + DEADLINE_MS;

	while (!t->done && is_busy(t) && gs_now_ms() < end)
		gs_tui_poll(t, 100);
	if (is_busy(t))
		fail(t, "still busy after a minute");
	if (!t->done)
		gs_tui_paint(t);
}

static void wait_page(struct gs_tui *t, const char *id)
{
	long long end = gs_now_ms() + DEADLINE_MS;

	while (!t->done && gs_now_ms() < end &&
	       !gs_streq(gs_tui_page(t, t->page)->id, id))
		gs_tui_poll(t, 100);
	if (!gs_streq(gs_tui_page(t, t->page)->id, id))
		fail(t, "the page did not come within a minute");
	if (!t->done)
		gs_tui_paint(t);
}

static void write_out(struct gs_tui *t, const char *file, bool roles)
{
	struct gs_buf b = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	if (roles)
		gs_draw_dump_roles(&b);
	else
		gs_draw_dump(&b);
	if (gs_save_file(file, b.ptr, b.len, 0644, &err))
		fail(t, err.text);
	gs_buf_release(&b);
}

static void resize(struct gs_tui *t, const char *text)
{
	char *end;
	long w = strtol(text, &end, 10), h = 0;

	if (*end == 'x')
		h = strtol(end + 1, &end, 10);
	if (w < 1 || h < 1 || w > 500 || h > 500) {
		fail(t, "a size is written as 80x24");
		return;
	}
	gs_term_resize((int)h, (int)w);
	press(t, GS_KEY_RESIZE);
}

static void command(struct gs_tui *t, const char *line)
{
	size_t n = strcspn(line, " ");
	const char *arg = line[n] ? line + n + 1 : "";
	gs_autofree char *name = gs_strndup(line, n);

	if (gs_streq(name, "size"))
		resize(t, arg);
	else if (gs_streq(name, "ready"))
		wait_ready(t);
	else if (gs_streq(name, "page"))
		wait_page(t, arg);
	else if (gs_streq(name, "dump") || gs_streq(name, "roles"))
		write_out(t, arg, gs_streq(name, "roles"));
	else
		fail(t, "unknown command");
}

static void keys(struct gs_tui *t, const char *line)
{
	while (*line && *line != '#' && !t->done) {
		size_t n = strcspn(line, " \t");

		if (*line == '"') {
			n = strcspn(line + 1, "\"");
			type_text(t, line + 1, n);
			n += line[n + 1] ? 2 : 1;
		} else if (n) {
			gs_autofree char *word = gs_strndup(line, n);
			int code = gs_key_parse(word);

			if (code == GS_KEY_NONE)
				fail(t, "unknown key");
			else
				press(t, code);
		}
		line += n;
		line += strspn(line, " \t");
	}
}

void gs_script_run(struct gs_tui *t, const char *file)
{
	struct gs_buf b = GS_BUF_INIT;
	struct gs_strv lines = GS_STRV_INIT;

	if (gs_read_file(&b, file, SCRIPT_MAX, NULL))
		fail(t, "cannot read it");
	gs_strv_split(&lines, gs_buf_str(&b), "\n");
	for (size_t i = 0; i < lines.n && !t->done; i++) {
		if (lines.v[i][0] == ':')
			command(t, lines.v[i] + 1);
		else
			keys(t, lines.v[i]);
	}
	gs_strv_release(&lines);
	gs_buf_release(&b);
}
