/* SPDX-License-Identifier: MIT */
/* Progress as lines: every tenth on its own line into a file, one line that
 * changes at most twice a second on a terminal. */
#include "config.h"

#include "ui/say.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/proc.h"

#define REDRAW_MS 500

void gs_progress_init(struct gs_progress *p, const struct gs_options *o)
{
	memset(p, 0, sizeof(*p));
	p->verbose = o->verbose;
	if (o->quiet)
		return;
	if (!o->json)
		p->out = stdout;
	else if (isatty(STDERR_FILENO))
		p->out = stderr;
	p->tty = p->out && !o->plain && isatty(fileno(p->out));
}

void gs_progress_end(struct gs_progress *p)
{
	if (p->columns > 0)
		fprintf(p->out, "\r%*s\r", p->columns, "");
	p->columns = 0;
	if (p->out)
		fflush(p->out);
}

static const char *task_name(const char *task)
{
	static const struct { const char *task, *name; } names[] = {
		{ "download", N_("downloading") },
		{ "unpack", N_("unpacking") },
		{ "copy", N_("copying") },
		{ "verify", N_("checking") },
		{ "build", N_("building") },
		{ "remove", N_("removing") },
		{ "sync", N_("writing to disk") },
	};

	for (size_t i = 0; i < GS_COUNT(names); i++)
		if (gs_streq(names[i].task, task))
			return _(names[i].name);
	return task;
}

static char *amount(int64_t done, int64_t total, enum gs_unit unit)
{
	if (unit == GS_UNIT_BYTES && total > 0)
		return gs_printf(_("%.1f of %.1f MB"), (double)done / 1e6,
				 (double)total / 1e6);
	if (unit == GS_UNIT_BYTES)
		return gs_printf(_("%.1f MB"), (double)done / 1e6);
	if (unit == GS_UNIT_FILES)
		return gs_printf(GS_NGETTEXT("%lld file", "%lld files",
					     (unsigned long)done),
				 (long long)done);
	return gs_strdup("");
}

static char *line_of(const char *task, int64_t done, int64_t total,
		     enum gs_unit unit)
{
	gs_autofree char *how_much = amount(done, total, unit);

	if (total <= 0)
		return gs_printf("%s: %s", task_name(task), how_much);
	return gs_printf("%s: %3d %%  %s", task_name(task),
			 (int)(done * 100 / total), how_much);
}

static void redraw(struct gs_progress *p, const char *line)
{
	int columns = gs_text_columns(line);
	int old = p->columns > columns ? p->columns - columns : 0;
	long long now = gs_now_ms();

	if (now - p->shown_ms < REDRAW_MS)
		return;
	p->shown_ms = now;
	fprintf(p->out, "\r%s%*s", line, old, "");
	fflush(p->out);
	p->columns = columns;
}

/* The tenth that was last said about this task. */
static int *mark_of(struct gs_progress *p, int step, const char *task)
{
	size_t i;

	for (i = 0; i < GS_COUNT(p->tasks); i++)
		if (p->tasks[i].step == step &&
		    gs_streq(p->tasks[i].name, task))
			return &p->tasks[i].mark;
	i = p->next_task++ % GS_COUNT(p->tasks);
	snprintf(p->tasks[i].name, sizeof(p->tasks[i].name), "%s", task);
	p->tasks[i].step = step;
	p->tasks[i].mark = 0;
	return &p->tasks[i].mark;
}

static void on_progress(void *user, int step, const char *task, int64_t done,
			int64_t total, enum gs_unit unit)
{
	struct gs_progress *p = user;
	gs_autofree char *line = NULL;
	int tenth = total > 0 ? (int)(done * 10 / total) : 0;
	int *mark = mark_of(p, step, task);

	if (!p->out || (!p->tty && tenth <= *mark))
		return;
	*mark = tenth;
	line = line_of(task, done, total, unit);
	if (p->tty)
		redraw(p, line);
	else
		fprintf(p->out, "%s\n", line);
	fflush(p->out);
}

/* ---- events ------------------------------------------------------------ */

static void say(struct gs_progress *p, enum gs_tone tone, const char *word,
		const char *text)
{
	if (!p->out)
		return;
	gs_progress_end(p);
	fprintf(p->out, "%s%s%s: %s\n", gs_tone(p->out, tone), word,
		gs_tone(p->out, GS_TONE_NONE), text);
	fflush(p->out);
}

static void on_event(void *user, const struct gs_event *ev)
{
	struct gs_progress *p = user;

	switch (ev->type) {
	case GS_EVENT_STEP_DONE:
		say(p, GS_TONE_GOOD, _("done"), ev->text);
		break;
	case GS_EVENT_STEP_FAILED:
		say(p, GS_TONE_BAD, _("failed"), ev->text);
		break;
	case GS_EVENT_NOTE:
		say(p, GS_TONE_BOLD, _("note"), ev->text);
		break;
	case GS_EVENT_WARNING:
		if (p->out)
			gs_progress_end(p);
		gs_say_warning(ev->text);
		break;
	case GS_EVENT_CHECK:    /* gs_say_checks knows more about them */
		break;
	case GS_EVENT_STEP_START:
		if (p->verbose)
			say(p, GS_TONE_BOLD, _("begin"), ev->text);
		break;
	case GS_EVENT_STEP_SAME:
		if (p->verbose)
			say(p, GS_TONE_NONE, _("same"), ev->text);
		break;
	case GS_EVENT_PHASE:
	case GS_EVENT_COMMIT:
		if (p->verbose)
			say(p, GS_TONE_BOLD, _("now"), ev->text);
		break;
	}
}

struct gs_report gs_progress_report(struct gs_progress *p)
{
	struct gs_report r = { p, on_event, on_progress, NULL };

	return r;
}
