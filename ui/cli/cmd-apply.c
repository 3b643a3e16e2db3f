/* SPDX-License-Identifier: MIT */
/* gosetup apply: the plan, done and checked. */
#include "config.h"

#include "ui/cli/cli.h"

#include "base/i18n.h"

int gs_cmd_apply(struct gs_cli *cli, struct gs_error *err)
{
	const struct gs_options *o = &cli->session.opts;
	int rc;

	if (cli->plan_file && (o->answers_file || o->set.n > 0))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("the file of --plan holds its answers: "
				      "--answers and --set cannot change "
				      "them"));
	rc = gs_cli_load_for_writing(cli, !cli->plan_file, err);
	if (rc == 0)
		rc = gs_cli_make_plan(cli, err);
	return rc ? rc : gs_cli_carry_out(cli, _("Make these changes?"), true,
					  err);
}
