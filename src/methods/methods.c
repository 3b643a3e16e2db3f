/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "methods/parts.h"

#include <stdlib.h>
#include <string.h>

/* The order is that of the Method page. */
const struct gs_method *gs_methods(void)
{
	static struct gs_method all[4];

	if (!all[0].name) {
		all[2] = gs_method_keep;
		all[1] = gs_method_local;
		all[0] = gs_method_archive;
	}
	return all;
}

const struct gs_method *gs_method_find(const char *name)
{
	const struct gs_method *m;

	for (m = gs_methods(); m->name; m++)
		if (gs_streq(m->name, name))
			return m;
	return NULL;
}

const struct gs_method *gs_method_recommend(const struct gs_method_request *r)
{
	const struct gs_method *m, *best = gs_methods();
	int score = -1;

	for (m = gs_methods(); m->name; m++) {
		struct gs_method_info info;

		memset(&info, 0, sizeof(info));
		m->describe(r, &info);
		if (info.possible && info.score > score) {
			score = info.score;
			best = m;
		}
		gs_method_info_release(&info);
	}
	return best;
}

void gs_method_info_release(struct gs_method_info *i)
{
	free(i->why_not);
	free(i->version);
	free(i->where);
	free(i->upgrade);
	free(i->note);
	gs_strv_release(&i->pros);
	gs_strv_release(&i->cons);
	memset(i, 0, sizeof(*i));
}

void gs_refuse(struct gs_method_info *info, char *text)
{
	if (info->why_not || !text) {
		free(text);
		return;
	}
	info->why_not = text;
	info->possible = false;
}
