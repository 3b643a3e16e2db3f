/* SPDX-License-Identifier: MIT */
/* gosetup undo: takes the last run back, or the one that is named. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"

/* No run at all, and none was named: nothing to do is no error. */
static int nothing(struct gs_cli *cli, struct gs_error *err)
{
	gs_error_clear(err);
	gs_cli_receipt_doc(cli);
	if (!cli->session.opts.json && !cli->session.opts.quiet)
		puts(_("There is nothing to undo."));
	return 0;
}

static int undo(struct gs_cli *cli, const char *dir, const char *run,
		struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc = gs_session_plan_undo(s, dir, run, err);

	if (rc == 0)
		rc = gs_cli_consent(cli, &s->plan, _("Take this run back?"),
				    err);
	if (rc == 0)
		rc = gs_cli_undo(cli, dir, run, err);
	if (rc)
		return rc;
	gs_cli_receipt_doc(cli);
	if (!s->opts.json && !s->opts.quiet)
		printf(_("Run %s is taken back.\n"), run);
	return 0;
}

int gs_cmd_undo(struct gs_cli *cli, struct gs_error *err)
{
	const char *id = cli->operands.n > 1 ? cli->operands.v[1] : NULL;
	char *run = NULL, *dir = NULL;
	int rc = gs_cli_load_for_writing(cli, false, err);

	if (rc)
		return rc;
	rc = gs_session_find_run(&cli->session, id, &run, &dir, err);
	if (rc == 0)
		rc = undo(cli, dir, run, err);
	else if (rc == GS_ERR_NOT_FOUND && !id)
		rc = nothing(cli, err);
	free(run);
	free(dir);
	return rc;
}
