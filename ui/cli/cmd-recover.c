/* SPDX-License-Identifier: MIT */
/* gosetup recover: finishes or takes back what was cut off. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>

#include "base/i18n.h"

int gs_cmd_recover(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	gs_autofree char *dir = NULL;
	int rc = gs_session_load(s, false, err);

	if (rc)
		return rc;
	dir = gs_session_interrupted(s);
	if (dir)
		rc = gs_cli_recover(cli, dir, err);
	if (rc)
		return rc;
	gs_cli_receipt_doc(cli);
	gs_json_set(cli->doc, "recovered", json_boolean(dir != NULL));
	if (!dir && !s->opts.json && !s->opts.quiet)
		puts(_("Nothing was cut off; there is nothing to recover."));
	return 0;
}
