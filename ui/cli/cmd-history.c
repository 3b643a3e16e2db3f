/* SPDX-License-Identifier: MIT */
/* gosetup history: what was done when. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>

#include "base/i18n.h"

int gs_cmd_history(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_runs runs = { 0 };
	json_t *list;
	int rc = gs_session_load(&cli->session, false, err);

	if (rc == 0)
		rc = gs_session_history(&cli->session, &runs, err);
	if (rc)
		return rc;
	list = json_array();
	for (size_t i = 0; i < runs.n; i++) {
		const struct gs_run *r = &runs.v[i];

		json_array_append(list, r->record);
		if (!cli->session.opts.json)
			printf("%s  %s  %s  %s\n", r->id, r->when, r->state,
			       r->what);
	}
	if (runs.n == 0 && !cli->session.opts.json)
		puts(_("gosetup has changed nothing here so far."));
	cli->doc = json_object();
	gs_json_set(cli->doc, "runs", list);
	gs_runs_release(&runs);
	return 0;
}
