/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/cli/trees.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

/* ---- finding ----------------------------------------------------------- */

/* Where CONTRACT says the trees of a scope are. */
static char *trees_dir(const struct gs_facts *f, bool system)
{
	return system ? gs_facts_system_path(f, "/usr/local/lib/gosetup")
		      : gs_path_join(f->home, "sdk");
}

static bool is_below(const struct gs_go_fact *g, const char *dir)
{
	gs_autofree char *parent = g->goroot ? gs_path_dir(g->goroot) : NULL;

	return gs_streq(parent, dir);
}

/* 2: this version; 1: a patch of this line; 0: another. */
static int matches(const struct gs_version *want, const char *text)
{
	struct gs_version have;

	if (!gs_version_parse(&have, text))
		return 0;
	if (gs_version_compare(want, &have) == 0)
		return 2;
	return want->patch < 0 && want->pre == 0 && have.pre == 0 &&
		want->major == have.major && want->minor == have.minor;
}

static const struct gs_go_fact *better(const struct gs_version *want,
				       const struct gs_go_fact *a,
				       const struct gs_go_fact *b)
{
	int ma = a ? matches(want, a->version) : 0;
	int mb = matches(want, b->version);

	if (ma != mb)
		return ma > mb ? a : b;
	if (mb == 0)
		return a;
	return gs_version_compare_text(b->version, a->version) > 0 ? b : a;
}

static const struct gs_go_fact *best_in(const struct gs_facts *f,
					const struct gs_version *want,
					const char *dir)
{
	const struct gs_go_fact *best = NULL;

	for (size_t i = 0; i < f->n_go; i++)
		if (!dir || is_below(&f->go[i], dir))
			best = better(want, best, &f->go[i]);
	return best;
}

static int is_elsewhere(const struct gs_facts *f, const struct gs_go_fact *g,
			struct gs_error *err)
{
	gs_autofree char *where = gs_path_tilde(g->path, f->home);

	gs_error_set(err, GS_ERR_REFUSED,
		     _("Go %s in '%s' is not managed by gosetup: it comes from "
		       "%s"), g->version, where, gs_go_owner_name(g->owner));
	gs_error_hint(err, _("'gosetup apply --set method=keep' puts a Go that "
			     "is here on PATH; what another tool installed is "
			     "removed with that tool."));
	return GS_ERR_REFUSED;
}

static int is_missing(const char *version, struct gs_error *err)
{
	gs_error_set(err, GS_ERR_USAGE, _("Go %s is not on this machine"),
		     version);
	gs_error_hint(err, _("'gosetup list' shows what is here; 'gosetup "
			     "apply --set version=%s' installs it."), version);
	return GS_ERR_USAGE;
}

static void fill(struct gs_tree_here *t, const struct gs_facts *f,
		 const char *dir)
{
	const char *name = gs_path_base(t->go->goroot);

	t->tree = gs_path_join(dir, name);
	if (t->system) {
		t->link = gs_facts_system_path(f, "/usr/local/go");
		t->link_text = gs_path_join("lib/gosetup", name);
	} else {
		t->link = gs_path_join(dir, "current");
		t->link_text = gs_strdup(name);
	}
}

int gs_tree_find(const struct gs_session *s, const char *version,
		 struct gs_tree_here *out, struct gs_error *err)
{
	const struct gs_facts *f = &s->facts;
	bool only_system = gs_streq(gs_answers_get(&s->answers, "scope"),
				    "system");
	struct gs_version want;

	memset(out, 0, sizeof(*out));
	if (!gs_version_parse(&want, version)) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' is no Go version"),
			     version);
		gs_error_hint(err, _("Versions look like 1.26.4, 1.26 or "
				     "1.27rc1."));
		return GS_ERR_USAGE;
	}
	for (int system = only_system; system <= 1; system++) {
		gs_autofree char *dir = trees_dir(f, system);

		out->go = best_in(f, &want, dir);
		out->system = system;
		if (!out->go || !matches(&want, out->go->version))
			continue;
		fill(out, f, dir);
		return 0;
	}
	out->go = best_in(f, &want, NULL);
	if (out->go && matches(&want, out->go->version))
		return is_elsewhere(f, out->go, err);
	return is_missing(version, err);
}

void gs_tree_here_release(struct gs_tree_here *t)
{
	free(t->tree);
	free(t->link);
	free(t->link_text);
	memset(t, 0, sizeof(*t));
}

bool gs_tree_in_use(const struct gs_session *s, const struct gs_tree_here *t)
{
	const struct gs_file *link = gs_facts_file(&s->facts, t->link);

	return link && link->link && gs_streq(link->real, t->tree);
}

/* ---- planning ---------------------------------------------------------- */

struct gs_step *gs_tree_plan(struct gs_session *s,
			     const struct gs_tree_here *t,
			     enum gs_step_kind kind, const char *target)
{
	const struct gs_facts *f = &s->facts;
	struct gs_plan *p = &s->plan;
	struct gs_step *step;

	gs_plan_release(p);
	gs_plan_init(p);
	p->root = gs_strdup(f->root ? f->root : "");
	p->home = gs_strdup(f->home);
	p->state_dir = gs_state_dir(f, t->system);
	p->answers = json_object();
	gs_json_set(p->answers, "version", gs_json_text(t->go->version));
	p->changes = 1;
	step = gs_steps_add(&p->steps, kind, target);
	gs_set(&step->real, target);
	step->changes = true;
	step->as_owner = !t->system;
	step->needs_root = t->system && gs_empty(f->root);
	p->needs_root = step->needs_root && !f->is_root;
	s->have_plan = true;
	return step;
}
