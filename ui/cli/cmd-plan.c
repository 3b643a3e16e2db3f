/* SPDX-License-Identifier: MIT */
/* gosetup plan: what apply would do. */
#include "config.h"

#include "ui/cli/cli.h"

#include "base/i18n.h"

int gs_cmd_plan(struct gs_cli *cli, struct gs_error *err)
{
	int rc;

	if (cli->diff + cli->script + cli->session.opts.json > 1)
		return gs_error_set(err, GS_ERR_USAGE,
				    _("only one of --diff, --json and "
				      "--script can be given"));
	rc = gs_session_load(&cli->session, true, err);
	if (rc == 0)
		rc = gs_cli_make_plan(cli, err);
	return rc ? rc : gs_cli_show_plan(cli, &cli->session.plan, err);
}
