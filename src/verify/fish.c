/* SPDX-License-Identifier: MIT */
/*
 * fish makes fish_variables, a history and more whenever it starts. For a
 * trial it gets directories of its own, in which everything is a link to
 * the user's files, so that it reads the same and leaves nothing.
 */
#include "config.h"

#include "verify/parts.h"

#include <stdlib.h>

#include "base/path.h"
#include "verify/scratch.h"

struct place {
	const char *var, *name, *below_home;
};
static const struct place places[] = {
	{ "XDG_CONFIG_HOME", "fish-config", ".config" },
	{ "XDG_DATA_HOME", "fish-data", ".local/share" },
};

static char *real_dir(const struct gs_verifier *v, const struct place *p)
{
	const char *set = getenv(p->var);

	if (gs_path_is_abs(set))
		return gs_strdup(set);
	return gs_path_join(v->facts->home, p->below_home);
}

int gs_verify_mirror_fish(const struct gs_verifier *v, struct gs_error *err)
{
	static const char *const not_fish[] = { "fish", NULL };
	static const char *const own[] = {
		"fish_variables", "fish_history", "generated_completions",
		NULL,
	};
	uid_t uid = v->facts->home_uid;
	gid_t gid = v->facts->gid;
	int rc = 0;

	for (size_t i = 0; !rc && i < GS_COUNT(places); i++) {
		gs_autofree char *real = real_dir(v, &places[i]);
		gs_autofree char *fish = gs_path_join(real, "fish");
		gs_autofree char *name = gs_path_join(places[i].name, "fish");

		rc = gs_scratch_mirror(v->scratch, places[i].name, real,
				       not_fish, uid, gid, err);
		if (!rc)
			rc = gs_scratch_mirror(v->scratch, name, fish, own,
					       uid, gid, err);
	}
	/* With this directory there, fish does not start to read all manual
	 * pages in the background. */
	if (!rc)
		rc = gs_scratch_write(v->scratch, "fish-data/fish/"
				      "generated_completions/none", "", uid,
				      gid, err);
	return rc;
}

void gs_verify_keep_fish_out(const struct gs_verifier *v, struct gs_proc *p)
{
	for (size_t i = 0; i < GS_COUNT(places); i++) {
		gs_autofree char *dir = gs_path_join(v->scratch,
						     places[i].name);

		gs_proc_setenv(p, places[i].var, dir);
	}
}
