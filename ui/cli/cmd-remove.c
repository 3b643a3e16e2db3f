/* SPDX-License-Identifier: MIT */
/* gosetup remove: takes a version away that gosetup put here. */
#include "config.h"

#include "ui/cli/cli.h"
#include "ui/cli/trees.h"

#include "base/i18n.h"

static int check(const struct gs_session *s, const struct gs_tree_here *t,
		 struct gs_error *err)
{
	if (t->go->owner != GS_GO_GOSETUP) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("Go %s in '%s' was not installed by gosetup, "
			       "but by %s; nothing was changed"),
			     t->go->version, t->tree,
			     gs_go_owner_name(t->go->owner));
		gs_error_hint(err, _("Remove it with the tool that installed "
				     "it."));
		return GS_ERR_REFUSED;
	}
	if (gs_tree_in_use(s, t)) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("Go %s is the version in use: '%s' points at "
			       "it; nothing was changed"), t->go->version,
			     t->link);
		gs_error_hint(err, _("Switch first with 'gosetup use "
				     "VERSION', or take the whole set-up back "
				     "with 'gosetup undo'."));
		return GS_ERR_REFUSED;
	}
	return 0;
}

int gs_cmd_remove(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	struct gs_tree_here t = { 0 };
	struct gs_step *step;
	int rc = gs_cli_load_for_writing(cli, false, err);

	if (rc == 0)
		rc = gs_session_defaults(s, err);
	if (rc == 0)
		rc = gs_tree_find(s, cli->operands.v[1], &t, err);
	if (rc == 0)
		rc = check(s, &t, err);
	if (rc == 0) {
		step = gs_tree_plan(s, &t, GS_STEP_TREE, t.tree);
		step->remove = true;
		gs_set(&step->tree.version, t.go->version);
		step->summary = gs_printf(_("remove Go %s"), t.go->version);
		rc = gs_cli_carry_out(cli, _("Remove this version?"), false,
				      err);
	}
	gs_tree_here_release(&t);
	return rc;
}
