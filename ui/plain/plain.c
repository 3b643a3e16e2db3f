/* SPDX-License-Identifier: MIT */
/* The way through the plain face: look, choose a way, questions, plan. */
#include "config.h"

#include "ui/plain/parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "ui/plain/prompt.h"
#include "ui/say.h"

/* ---- reading ----------------------------------------------------------- */

enum gs_move gs_plain_read(struct gs_plain *p, const char *prompt)
{
	const char *word;

	if (!gs_prompt_line(stdout, prompt, &p->line)) {
		p->code = gs_error_exit_code(GS_ERR_CANCELLED);
		return GS_MOVE_QUIT;
	}
	word = gs_buf_str(&p->line);
	if (gs_streq(word, "q")) {
		p->code = gs_error_exit_code(GS_ERR_CANCELLED);
		return GS_MOVE_QUIT;
	}
	return gs_streq(word, "<") ? GS_MOVE_BACK : GS_MOVE_NEXT;
}

size_t gs_plain_number(const char *text, size_t n)
{
	char *end;
	unsigned long v;

	if (*text < '0' || *text > '9')
		return 0;
	v = strtoul(text, &end, 10);
	return *end == '\0' && v <= n ? v : 0;
}

/* ---- looking ----------------------------------------------------------- */

static void show_machine(const struct gs_facts *f)
{
	const struct gs_go_fact *go = gs_facts_active_go(f);

	printf(_("This is %s on %s, %s/%s.\n"),
	       gs_empty(f->distro_name) ? f->os : f->distro_name,
	       f->hostname ? f->hostname : "?", f->os, f->arch);
	printf(_("You are %s; the home directory is %s.\n"), f->user, f->home);
	if (go && !go->broken)
		printf(_("The Go in use is %s, in %s.\n"), go->version,
		       go->path);
	else if (f->n_go > 0)
		printf(GS_NGETTEXT("%zu Go is on this machine, but none is in "
				   "use.\n",
				   "%zu Go are on this machine, but none is "
				   "in use.\n", (unsigned long)f->n_go),
		       f->n_go);
	else
		puts(_("There is no Go on this machine yet."));
}

static int look(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_session *s = p->s;

	puts(PACKAGE_STRING);
	puts(_("gosetup gets Go ready on this machine. Nothing is written "
	       "before you confirm\nthe plan, and one command undoes it."));
	if (gs_session_start_look(s, &err)) {
		gs_say_error(&err);
		p->code = gs_error_exit_code(err.code);
		return err.code;
	}
	if (gs_plain_attend(p, GS_TASK_DETECT))
		return p->code;
	show_machine(&s->facts);
	return 0;
}

/* The list of releases has been loading since the start. */
static int load_questions(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *from = NULL, *text = NULL;

	if (gs_plain_attend(p, GS_TASK_CATALOG))
		return p->code;
	if (gs_session_defaults(p->s, &err)) {
		gs_say_error(&err);
		p->code = gs_error_exit_code(err.code);
		return err.code;
	}
	from = gs_catalog_describe(&p->s->catalog);
	text = gs_printf(_("Releases: %s."), from);
	gs_say_wrapped(stdout, "", text);
	return 0;
}

static int offer_recovery(struct gs_plain *p)
{
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *dir = gs_session_interrupted(p->s);

	if (!dir)
		return 0;
	puts(_("A former run was cut off. It is put right first."));
	if (gs_session_start_recover(p->s, dir, &err)) {
		gs_say_error(&err);
		p->code = gs_error_exit_code(err.code);
		return err.code;
	}
	if (gs_plain_attend(p, GS_TASK_WORK))
		return p->code;
	return gs_session_load(p->s, false, NULL);
}

/* ---- the way ----------------------------------------------------------- */

static enum gs_move questions_and_review(struct gs_plain *p, bool ask)
{
	bool from_last = false;

	for (;;) {
		enum gs_move move = ask ? gs_plain_walk(p, from_last)
					: GS_MOVE_NEXT;

		if (move == GS_MOVE_NEXT)
			move = gs_plain_review(p);
		else
			return move;
		if (move != GS_MOVE_BACK)
			return move;
		ask = from_last = true;
	}
}

static void show_ways(void)
{
	puts(_("\nWhat do you want?"));
	puts(_("  1. The recommended set-up: see the plan at once"));
	puts(_("  2. Step by step: every question"));
	puts(_("  3. Undo a former run"));
	puts(_("  4. Quit"));
}

static enum gs_move take_way(struct gs_plain *p)
{
	const char *word = gs_buf_str(&p->line);
	size_t way = *word ? gs_plain_number(word, 4) : 1;

	if (way == 0) {
		puts(_("1 shows what would be changed for a set-up that fits "
		       "this machine; 2 asks you\neverything first; 3 takes "
		       "back what gosetup did before."));
		return GS_MOVE_AGAIN;
	}
	if (way == 4) {
		p->code = gs_error_exit_code(GS_ERR_CANCELLED);
		return GS_MOVE_QUIT;
	}
	if (way == 3)
		return gs_plain_undo(p);
	if (load_questions(p))
		return GS_MOVE_QUIT;
	return questions_and_review(p, way == 2);
}

static void start(struct gs_plain *p)
{
	enum gs_move move;

	do {
		show_ways();
		move = gs_plain_read(p, _("Choice, 1 to 4, ? help, q quit "
					  "[1]: "));
		if (move == GS_MOVE_NEXT)
			move = take_way(p);
	} while (move != GS_MOVE_QUIT);
}

int gs_plain_run(struct gs_session *s)
{
	struct gs_plain p = { s, GS_BUF_INIT, false, 0 };

	if (look(&p) == 0 && offer_recovery(&p) == 0)
		start(&p);
	if (p.code == gs_error_exit_code(GS_ERR_CANCELLED) &&
	    !s->receipt.changed)
		puts(_("Cancelled. Nothing was changed."));
	gs_buf_release(&p.line);
	return p.code;
}
