/* SPDX-License-Identifier: MIT */
/* gosetup verify: do the shells find Go, and does it work? */
#include "config.h"

#include "ui/cli/cli.h"

/* What the last run left is right; without one, or with other answers, what
 * apply would make is. */
static int find_expect(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	bool answered = s->opts.answers_file || s->opts.set.n > 0;
	int rc = gs_session_load(s, answered, err);

	if (rc || (!answered && gs_session_last_expect(s, &s->plan.expect)))
		return rc;
	if (!answered)
		rc = gs_session_load(s, true, err);
	return rc ? rc : gs_cli_make_plan(cli, err);
}

int gs_cmd_verify(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc = find_expect(cli, err);

	if (rc)
		return rc;
	rc = gs_cli_verify(cli, &s->plan.expect, true, err);
	if (rc == 0 || rc == GS_ERR_VERIFY) {
		cli->doc = json_object();
		gs_json_set(cli->doc, "verify", gs_checks_to_json(&s->checks));
	}
	return rc;
}
