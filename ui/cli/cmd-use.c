/* SPDX-License-Identifier: MIT */
/* gosetup use: the stable link leads to another version that is here. */
#include "config.h"

#include "ui/cli/cli.h"
#include "ui/cli/trees.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"

/* As the last run left it, but for the version. */
static void fill_expect(struct gs_session *s, const struct gs_tree_here *t)
{
	struct gs_expect *e = &s->plan.expect;
	struct gs_qctx ctx = gs_session_ctx(s);

	if (!gs_session_last_expect(s, e))
		gs_shells_chosen(&ctx, &e->shells);
	free(e->go_bin);
	e->go_bin = gs_path_join(t->link, "bin");
	gs_set(&e->goroot, t->tree);
	gs_set(&e->version, t->go->version);
	e->runs_here = true;
}

static void plan_link(struct gs_session *s, const struct gs_tree_here *t)
{
	const struct gs_file *now = gs_facts_file(&s->facts, t->link);
	struct gs_step *step = gs_tree_plan(s, t, GS_STEP_LINK, t->link);

	step->summary = gs_printf(_("let %s point at Go %s"), t->link,
				  t->go->version);
	step->link_after = gs_strdup(t->link_text);
	step->link_before_kind = GS_LINK_ABSENT;
	if (now && now->link) {
		step->link_before_kind = GS_LINK_LINK;
		step->link_before = gs_strdup(now->link);
	} else if (now && now->type == GS_FILE_DIR) {
		step->link_before_kind = GS_LINK_DIR;
	}
	step->changes = !gs_streq(step->link_before, step->link_after);
	s->plan.changes = step->changes;
	s->plan.needs_root = s->plan.needs_root && step->changes;
	fill_expect(s, t);
}

int gs_cmd_use(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	struct gs_tree_here t = { 0 };
	int rc = gs_cli_load_for_writing(cli, false, err);

	if (rc == 0)
		rc = gs_session_defaults(s, err);
	if (rc == 0)
		rc = gs_tree_find(s, cli->operands.v[1], &t, err);
	if (rc == 0 && t.go->broken)
		rc = gs_error_set(err, GS_ERR_FAILED,
				  _("Go %s in '%s' does not work: %s"),
				  t.go->version, t.tree, t.go->broken);
	if (rc == 0) {
		plan_link(s, &t);
		rc = gs_cli_carry_out(cli, _("Switch to this version?"), true,
				      err);
	}
	gs_tree_here_release(&t);
	return rc;
}
