/* SPDX-License-Identifier: MIT */
/* The plan as text, and what follows when it is wanted. */
#include "config.h"

#include "ui/plain/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "ui/plain/prompt.h"
#include "ui/say.h"

int gs_plain_attend(struct gs_plain *p, enum gs_task task)
{
	struct gs_error err = GS_ERROR_INIT;
	int rc = gs_attend(p->s, task, &err);

	if (rc && rc != GS_ERR_VERIFY)
		gs_say_error(&err);
	p->code = gs_error_exit_code((enum gs_err)rc);
	return rc;
}

static int fail(struct gs_plain *p, const struct gs_error *err)
{
	gs_say_error(err);
	p->code = gs_error_exit_code(err->code);
	return err->code;
}

/* ---- after the plan is wanted ------------------------------------------ */

static void verify(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_session *s = p->s;
	int rc;

	puts(_("\nChecking that the shells find Go and that it works."));
	if (gs_session_start_verify(s, &s->plan.expect, &err))
		fail(p, &err);
	else
		gs_plain_attend(p, GS_TASK_VERIFY);
	rc = p->code;
	gs_say_checks(stdout, &s->checks, s->opts.verbose);
	/* The change is made, whatever became of its check. */
	p->code = rc ? gs_error_exit_code(GS_ERR_VERIFY) : 0;
}

static void say_result(const struct gs_plain *p)
{
	const struct gs_session *s = p->s;
	struct gs_strv lines = GS_STRV_INIT;

	putchar('\n');
	if (!gs_empty(s->plan.expect.version))
		printf(_("Go %s is installed.\n"), s->plan.expect.version);
	for (size_t i = 0; i < s->plan.manual.n; i++) {
		puts(_("To be done by hand:"));
		gs_say_wrapped(stdout, "  ", s->plan.manual.v[i]);
	}
	gs_next_lines(s, &s->plan.expect, &lines);
	for (size_t i = 0; i < lines.n; i++)
		puts(lines.v[i]);
	if (s->receipt.changed)
		printf(_("'gosetup undo %s' takes everything back.\n"),
		       s->receipt.run);
	gs_strv_release(&lines);
}

static void apply(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;

	puts(_("\nMaking the changes. Ctrl-C stops and takes back what was "
	       "done."));
	if (gs_session_start_apply(p->s, &err)) {
		fail(p, &err);
		return;
	}
	if (gs_plain_attend(p, GS_TASK_WORK))
		return;
	if (!p->s->opts.no_verify)
		verify(p);
	say_result(p);
}

/* ---- saving ------------------------------------------------------------ */

static void save(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *path = gs_path_join(p->s->facts.home,
					      "gosetup-answers.json");
	gs_autofree char *prompt =
		gs_printf(_("File for the answers, < back [%s]: "), path);
	gs_autofree char *text = NULL;
	json_t *v;

	if (gs_plain_read(p, prompt) != GS_MOVE_NEXT)
		return;
	if (p->line.len > 0)
		gs_set(&path, gs_buf_str(&p->line));
	v = gs_answers_to_json(&p->s->answers, false);
	text = gs_json_dump(v, true);
	json_decref(v);
	if (gs_save_file(path, text, strlen(text), 0600, &err))
		gs_say_error(&err);
	else
		printf(_("The answers stand in '%s'. On another machine: "
			 "gosetup apply --answers FILE\n"), path);
}

/* ---- the page ---------------------------------------------------------- */

static void show_diff(const struct gs_plan *plan)
{
	struct gs_buf diff = GS_BUF_INIT;

	gs_plan_diff(plan, &diff);
	if (diff.len == 0)
		puts(_("No file is edited."));
	gs_say_diff(&diff);
	gs_buf_release(&diff);
}

static void show_text(const struct gs_plan *plan)
{
	struct gs_buf text = GS_BUF_INIT;

	gs_plan_text(plan, &text);
	putchar('\n');
	fwrite(gs_buf_str(&text), 1, text.len, stdout);
	gs_buf_release(&text);
}

/* Why this plan cannot be applied, or NULL. */
static const char *hindrance(const struct gs_session *s)
{
	if (s->opts.facts_file)
		return _("This plan is for another machine (--facts); it "
			 "cannot be carried out here.");
	if (s->plan.needs_root)
		return _("Some of these steps need root: save the answers, "
			 "and start gosetup with sudo, or go back and choose "
			 "your account only.");
	return NULL;
}

static enum gs_move decide(struct gs_plain *p)
{
	const char *word = gs_buf_str(&p->line);
	const char *why_not = hindrance(p->s);

	if (gs_streq(word, "d"))
		show_diff(&p->s->plan);
	else if (gs_streq(word, "s"))
		save(p);
	else if (gs_strieq(word, "yes") || gs_streq(word, _("yes"))) {
		if (!why_not) {
			apply(p);
			return GS_MOVE_QUIT;
		}
		gs_say_wrapped(stdout, "", why_not);
	} else {
		puts(_("yes makes these changes, d shows each line that would "
		       "change, s saves the answers, < goes back to the "
		       "questions, q quits without a change."));
	}
	return GS_MOVE_AGAIN;
}

static enum gs_move nothing_to_do(struct gs_plain *p)
{
	enum gs_move move;

	p->code = 0;
	do {
		move = gs_plain_read(p, _("Enter ends, < goes back to the "
					  "questions: "));
	} while (move == GS_MOVE_AGAIN);
	return move == GS_MOVE_BACK ? move : GS_MOVE_QUIT;
}

enum gs_move gs_plain_review(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	enum gs_move move;

	if (gs_session_plan(p->s, &err)) {
		putchar('\n');
		gs_say_error(&err);
		puts(_("Please change that answer."));
		return GS_MOVE_BACK;
	}
	show_text(&p->s->plan);
	if (p->s->plan.changes == 0)
		return nothing_to_do(p);
	if (hindrance(p->s))
		gs_say_wrapped(stdout, "", hindrance(p->s));
	do {
		move = gs_plain_read(p, _("Make these changes? yes, d diff, s "
					  "save answers, < back, q quit: "));
		if (move == GS_MOVE_NEXT)
			move = decide(p);
	} while (move == GS_MOVE_AGAIN);
	return move;
}

/* ---- a former run ------------------------------------------------------ */

static void undo_run(struct gs_plain *p, const char *id)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_session *s = p->s;
	char *run = NULL, *dir = NULL;

	if (gs_session_find_run(s, id, &run, &dir, &err) ||
	    gs_session_plan_undo(s, dir, run, &err)) {
		fail(p, &err);
		goto out;
	}
	show_text(&s->plan);
	p->code = gs_error_exit_code(GS_ERR_CANCELLED);
	if (!gs_prompt_yes(stdout, _("Take this run back?"), &s->plan))
		goto out;
	if (gs_session_start_undo(s, dir, run, &err))
		fail(p, &err);
	else if (gs_plain_attend(p, GS_TASK_WORK) == 0)
		printf(_("Run %s is taken back.\n"), run);
out:
	free(run);
	free(dir);
}

static size_t show_runs(const struct gs_runs *runs)
{
	size_t n = 0;

	putchar('\n');
	for (size_t i = 0; i < runs->n; i++) {
		const struct gs_run *r = &runs->v[i];

		if (r->can_undo)
			printf("  %zu. %s  %s\n", ++n, r->when, r->what);
	}
	return n;
}

static const char *nth_run(const struct gs_runs *runs, size_t n)
{
	for (size_t i = 0; i < runs->n; i++)
		if (runs->v[i].can_undo && --n == 0)
			return runs->v[i].id;
	return NULL;
}

enum gs_move gs_plain_undo(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *prompt = NULL;
	enum gs_move move = GS_MOVE_BACK;
	struct gs_runs runs;
	size_t n, chosen = 0;

	if (gs_session_history(p->s, &runs, &err)) {
		gs_say_error(&err);
		return GS_MOVE_BACK;
	}
	n = show_runs(&runs);
	if (n == 0)
		puts(_("There is no former run that can be taken back."));
	prompt = gs_printf(_("Which run, 1 to %zu, < back, q quit [1]: "), n);
	while (n > 0 && !chosen) {
		move = gs_plain_read(p, prompt);
		if (move != GS_MOVE_NEXT)
			break;
		chosen = p->line.len == 0 ? 1
			: gs_plain_number(gs_buf_str(&p->line), n);
	}
	if (chosen) {
		undo_run(p, nth_run(&runs, chosen));
		move = GS_MOVE_QUIT;
	}
	gs_runs_release(&runs);
	return move;
}
