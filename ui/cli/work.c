/* SPDX-License-Identifier: MIT */
/* What the commands that plan, change and check have in common. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "ui/plain/prompt.h"

#define PLAN_MAX (64u << 20)

/* ---- loading ----------------------------------------------------------- */

static int read_plan(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	struct gs_buf text = GS_BUF_INIT;
	json_t *v = NULL;
	int rc = gs_read_file(&text, cli->plan_file, PLAN_MAX, err);

	if (rc == 0)
		v = gs_json_parse(text.ptr, text.len, cli->plan_file, err);
	if (v)
		rc = gs_plan_from_json(&s->plan, v, err);
	else
		rc = GS_ERR_USAGE;
	if (rc && err->code != GS_OK)
		err->code = GS_ERR_USAGE;
	s->have_plan = rc == 0;
	json_decref(v);
	gs_buf_release(&text);
	return rc ? GS_ERR_USAGE : 0;
}

int gs_cli_make_plan(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc;

	if (cli->plan_file)
		return read_plan(cli, err);
	rc = gs_session_defaults(s, err);
	return rc ? rc : gs_session_plan(s, err);
}

static int recover_first(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	gs_autofree char *dir = gs_session_interrupted(s);
	int rc;

	if (!dir)
		return 0;
	rc = gs_cli_recover(cli, dir, err);
	/* The world is another one now. */
	return rc ? rc : gs_session_load(s, false, err);
}

int gs_cli_load_for_writing(struct gs_cli *cli, bool with_catalog,
			    struct gs_error *err)
{
	int rc;

	if (cli->session.opts.facts_file) {
		gs_error_set(err, GS_ERR_USAGE,
			     _("'gosetup %s' changes this machine, and --facts "
			       "describes another"), cli->command->name);
		gs_error_hint(err, _("'gosetup plan --facts FILE' shows the "
				     "plan for that machine."));
		return GS_ERR_USAGE;
	}
	rc = gs_session_load(&cli->session, with_catalog, err);
	return rc ? rc : recover_first(cli, err);
}

/* ---- showing ----------------------------------------------------------- */

static void show_text(const struct gs_plan *plan, FILE *f)
{
	struct gs_buf b = GS_BUF_INIT;

	gs_plan_text(plan, &b);
	fwrite(gs_buf_str(&b), 1, b.len, f);
	gs_buf_release(&b);
}

int gs_cli_show_plan(struct gs_cli *cli, const struct gs_plan *plan,
		     struct gs_error *err)
{
	struct gs_buf b = GS_BUF_INIT;

	(void)err;
	if (cli->session.opts.json) {
		json_decref(cli->doc);
		cli->doc = gs_plan_to_json(plan, true);
		return 0;
	}
	if (cli->diff) {
		gs_plan_diff(plan, &b);
		gs_say_diff(&b);
	} else if (cli->script) {
		gs_plan_script(plan, &b);
		fwrite(gs_buf_str(&b), 1, b.len, stdout);
	} else {
		show_text(plan, stdout);
	}
	gs_buf_release(&b);
	return 0;
}

/* ---- consent ----------------------------------------------------------- */

static int refuse_without_terminal(struct gs_cli *cli,
				   const struct gs_plan *plan,
				   struct gs_error *err)
{
	gs_cli_show_plan(cli, plan, err);
	gs_error_set(err, GS_ERR_USAGE,
		     _("there is no terminal to ask on, and --yes was not "
		       "given; nothing was changed"));
	gs_error_hint(err, _("Add --yes to consent to everything that the plan "
			     "lists."));
	return GS_ERR_USAGE;
}

static int needs_root(struct gs_error *err)
{
	gs_error_set(err, GS_ERR_USAGE,
		     _("some steps of this plan need root; nothing was "
		       "changed"));
	gs_error_hint(err, _("Run the same command with sudo, or choose "
			     "--set scope=user."));
	return GS_ERR_USAGE;
}

int gs_cli_consent(struct gs_cli *cli, const struct gs_plan *plan,
		   const char *question, struct gs_error *err)
{
	bool json = cli->session.opts.json;

	if (!cli->session.opts.yes && !gs_prompt_possible())
		return refuse_without_terminal(cli, plan, err);
	if (plan->needs_root)
		return needs_root(err);
	if (cli->session.opts.yes)
		return 0;
	show_text(plan, json ? stderr : stdout);
	if (gs_prompt_yes(json ? stderr : stdout, question, plan))
		return 0;
	return gs_error_set(err, GS_ERR_CANCELLED,
			    _("cancelled; nothing was changed"));
}

/* ---- the engine -------------------------------------------------------- */

int gs_cli_apply(struct gs_cli *cli, struct gs_error *err)
{
	int rc = gs_session_start_apply(&cli->session, err);

	return rc ? rc : gs_attend(&cli->session, GS_TASK_WORK, err);
}

int gs_cli_undo(struct gs_cli *cli, const char *state_dir, const char *run,
		struct gs_error *err)
{
	int rc = gs_session_start_undo(&cli->session, state_dir, run, err);

	return rc ? rc : gs_attend(&cli->session, GS_TASK_WORK, err);
}

int gs_cli_recover(struct gs_cli *cli, const char *state_dir,
		   struct gs_error *err)
{
	int rc = gs_session_start_recover(&cli->session, state_dir, err);

	return rc ? rc : gs_attend(&cli->session, GS_TASK_WORK, err);
}

/* ---- after ------------------------------------------------------------- */

int gs_cli_verify(struct gs_cli *cli, const struct gs_expect *expect, bool all,
		  struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc = gs_session_start_verify(s, expect, err);

	if (rc == 0)
		rc = gs_attend(s, GS_TASK_VERIFY, err);
	if (rc == 0 || rc == GS_ERR_VERIFY) {
		if (!s->opts.json && !s->opts.quiet)
			gs_say_checks(stdout, &s->checks,
				      all || s->opts.verbose);
		gs_error_hint(err, _("Each check that is not in order "
					"says what was found."));
	}
	return rc;
}

static void say_manual(const struct gs_plan *plan)
{
	for (size_t i = 0; i < plan->manual.n; i++) {
		puts(_("To be done by hand:"));
		gs_say_wrapped(stdout, "  ", plan->manual.v[i]);
	}
}

/* A removed tree comes back by installing it, the rest by undo. */
static void say_way_back(const struct gs_session *s)
{
	const struct gs_step *first = &s->plan.steps.v[0];

	if (first->kind == GS_STEP_TREE && first->remove)
		printf(_("Done. 'gosetup apply --set version=%s' installs it "
			 "again.\n"), first->tree.version);
	else
		printf(_("Done. 'gosetup undo %s' takes it back.\n"),
		       s->receipt.run);
}

static void say_done(const struct gs_cli *cli)
{
	const struct gs_session *s = &cli->session;
	struct gs_strv lines = GS_STRV_INIT;

	if (s->opts.json || s->opts.quiet)
		return;
	if (!s->receipt.changed)
		puts(_("Nothing to do: everything is already as chosen. "
		       "No file was touched."));
	else
		say_way_back(s);
	say_manual(&s->plan);
	if (s->receipt.changed)
		gs_next_lines(s, &s->plan.expect, &lines);
	for (size_t i = 0; i < lines.n; i++)
		puts(lines.v[i]);
	gs_strv_release(&lines);
}

void gs_cli_receipt_doc(struct gs_cli *cli)
{
	struct gs_session *s = &cli->session;

	json_decref(cli->doc);
	cli->doc = gs_receipt_to_json(&s->receipt);
	gs_json_set(cli->doc, "verify", gs_checks_to_json(&s->checks));
}

/* A run that changes nothing needs no engine: not even a lock is taken. */
static void nothing_to_do(struct gs_session *s)
{
	for (size_t i = 0; i < s->plan.steps.n; i++) {
		gs_strv_add(&s->receipt.step_ids, s->plan.steps.v[i].id);
		gs_strv_add(&s->receipt.step_status, "same");
	}
	if (!s->receipt.run)
		s->receipt.run = gs_strdup("");
}

int gs_cli_carry_out(struct gs_cli *cli, const char *question, bool verify,
		     struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc = 0;

	if (s->plan.changes == 0) {
		nothing_to_do(s);
	} else {
		rc = gs_cli_consent(cli, &s->plan, question, err);
		if (rc == 0)
			rc = gs_cli_apply(cli, err);
	}
	if (rc)
		return rc;
	if (verify && s->receipt.changed && !s->opts.no_verify)
		rc = gs_cli_verify(cli, &s->plan.expect, false, err);
	/* Whatever became of the verification, the change is made. */
	if (rc && err->code != GS_ERR_VERIFY)
		err->code = GS_ERR_VERIFY;
	rc = rc ? GS_ERR_VERIFY : 0;
	gs_cli_receipt_doc(cli);
	say_done(cli);
	return rc;
}
