/* SPDX-License-Identifier: MIT */
/* Where Go trees go, and the steps that put one there. */
#include "config.h"

#include "methods/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

void gs_layout_make(struct gs_layout *l, const struct gs_facts *f, bool system,
		    const char *version)
{
	gs_autofree char *name = gs_printf("go%s", version);
	gs_autofree char *base = NULL;

	if (system) {
		base = gs_facts_system_path(f, "/usr/local/lib/gosetup");
		l->link = gs_facts_system_path(f, "/usr/local/go");
		l->link_text = gs_path_join("lib/gosetup", name);
	} else {
		base = gs_path_join(f->home, "sdk");
		l->link = gs_path_join(base, "current");
		l->link_text = gs_strdup(name);
	}
	l->tree = gs_path_join(base, name);
}

void gs_layout_release(struct gs_layout *l)
{
	free(l->tree);
	free(l->link);
	free(l->link_text);
	memset(l, 0, sizeof(*l));
}

void gs_layout_result(const struct gs_layout *l, const char *v, char **go_bin,
		      char **goroot, char **version)
{
	*go_bin = gs_path_join(l->link, "bin");
	*goroot = gs_strdup(l->tree);
	*version = gs_strdup(v);
}

/* The tree of .../bin/go. */
static bool is_go_of(const char *go, const char *tree)
{
	gs_autofree char *bin = go ? gs_path_dir(go) : NULL;
	gs_autofree char *root = bin ? gs_path_dir(bin) : NULL;

	return gs_streq(root, tree);
}

const struct gs_go_fact *gs_go_at(const struct gs_facts *f, const char *tree)
{
	size_t i;

	for (i = 0; i < f->n_go; i++) {
		const struct gs_go_fact *g = &f->go[i];

		if (gs_streq(g->goroot, tree) || is_go_of(g->path, tree) ||
		    is_go_of(g->real, tree))
			return g;
	}
	return NULL;
}

/* ---- directories ------------------------------------------------------- */
/* Directories that every system has: nobody has to look. */
static bool always_there(const struct gs_facts *f, const char *dir)
{
	static const char *const standard[] = {
		"/", "/etc", "/usr", "/usr/local", "/usr/local/lib", "/var",
		"/var/lib", "/var/tmp", "/tmp", "/opt",
	};
	size_t i;

	if (!gs_empty(f->home) && gs_path_within(f->home, dir))
		return true;
	if (!gs_empty(f->root) && gs_path_within(f->root, dir))
		return true;
	for (i = 0; i < GS_COUNT(standard); i++)
		if (gs_streq(dir, standard[i]))
			return true;
	return false;
}

bool gs_dir_exists(const struct gs_facts *f, const char *dir)
{
	const struct gs_file *file = gs_facts_file(f, dir);
	size_t i;

	if (file)
		return file->type == GS_FILE_DIR;
	if (always_there(f, dir))
		return true;
	/* What holds something is there. */
	for (i = 0; i < f->n_files; i++)
		if (f->files[i].type != GS_FILE_ABSENT &&
		    gs_path_within(f->files[i].path, dir))
			return true;
	for (i = 0; i < f->n_go; i++)
		if (f->go[i].path && gs_path_within(f->go[i].path, dir))
			return true;
	return false;
}

static bool has_step(const struct gs_steps *steps, const char *dir)
{
	size_t i;

	for (i = 0; i < steps->n; i++)
		if (steps->v[i].kind == GS_STEP_DIR &&
		    gs_streq(steps->v[i].target, dir))
			return true;
	return false;
}

static void add_dir(const struct gs_facts *f, struct gs_steps *steps,
		    const char *dir, bool system, mode_t mode)
{
	struct gs_step *s = gs_steps_add(steps, GS_STEP_DIR, dir);
	gs_autofree char *shown = gs_path_tilde(dir, f->home);

	gs_set(&s->real, dir);
	s->summary = gs_printf(_("make the directory %s"), shown);
	s->mode = mode;
	s->needs_root = system && gs_empty(f->root);
	s->as_owner = !system;
	s->changes = true;
}

int gs_add_parents(const struct gs_facts *f, struct gs_steps *steps,
		   const char *path, bool system, mode_t mode,
		   struct gs_error *err)
{
	gs_autofree char *dir = gs_path_dir(path);
	const struct gs_file *file = gs_facts_file(f, dir);
	int ret;

	if (file && file->type != GS_FILE_DIR && file->type != GS_FILE_ABSENT) {
		gs_error_set(err, GS_ERR_FAILED,
			     _("cannot use '%s': it is not a directory"), dir);
		gs_error_hint(err, _("Move it away, and start again."));
		return GS_ERR_FAILED;
	}
	if (gs_dir_exists(f, dir) || has_step(steps, dir))
		return 0;
	ret = gs_add_parents(f, steps, dir, system, mode, err);
	if (ret == 0)
		add_dir(f, steps, dir, system, mode);
	return ret;
}

/* ---- steps ------------------------------------------------------------- */
void gs_tree_source_clear(struct gs_tree_source *src)
{
	free(src->version);
	free(src->filename);
	gs_strv_release(&src->urls);
	free(src->local_path);
	free(src->os);
	free(src->arch);
	memset(src, 0, sizeof(*src));
}

static void add_tree_step(const struct gs_method_request *r,
			  struct gs_steps *steps, const struct gs_layout *l,
			  struct gs_tree_source *src)
{
	const struct gs_go_fact *there = gs_go_at(r->facts, l->tree);
	struct gs_step *s = gs_steps_add(steps, GS_STEP_TREE, l->tree);
	gs_autofree char *shown = gs_path_tilde(l->tree, r->facts->home);

	gs_set(&s->real, l->tree);
	s->tree = *src;
	memset(src, 0, sizeof(*src));
	s->needs_root = r->system && gs_empty(r->facts->root);
	s->as_owner = !r->system;
	s->changes = !there || there->broken ||
		     gs_version_compare_text(there->version, s->tree.version);
	if (!s->changes)
		s->summary = gs_printf(_("keep Go %s in %s"), s->tree.version,
				       shown);
	else
		s->summary = gs_printf(_("install Go %s in %s"),
				       s->tree.version, shown);
	s->reason = s->changes && there ?
		gs_strdup(_("What lies there now is not a whole Go: move it "
			    "away before you apply.")) :
		gs_strdup(_("Each version has a directory of its own, so that "
			    "an old one stays usable."));
}

static int add_link_step(const struct gs_method_request *r,
			 struct gs_steps *steps, const struct gs_layout *l,
			 const char *version, struct gs_error *err)
{
	const struct gs_file *now = gs_facts_file(r->facts, l->link);
	gs_autofree char *shown = gs_path_tilde(l->link, r->facts->home);
	struct gs_step *s;

	if (now && !now->link && now->type != GS_FILE_ABSENT &&
	    now->type != GS_FILE_DIR) {
		gs_error_set(err, GS_ERR_FAILED, _("cannot make the link "
			     "'%s': there is a file of that name"), l->link);
		gs_error_hint(err, _("Move it away, and start again."));
		return GS_ERR_FAILED;
	}
	s = gs_steps_add(steps, GS_STEP_LINK, l->link);
	gs_set(&s->real, l->link);
	s->link_after = gs_strdup(l->link_text);
	s->link_before_kind = GS_LINK_ABSENT;
	if (now && now->link) {
		s->link_before = gs_strdup(now->link);
		s->link_before_kind = GS_LINK_LINK;
	} else if (now && now->type == GS_FILE_DIR) {
		s->link_before_kind = GS_LINK_DIR;
	}
	s->needs_root = r->system && gs_empty(r->facts->root);
	s->as_owner = !r->system;
	s->changes = !gs_streq(s->link_before, s->link_after);
	s->summary = gs_printf(_("let %s point at Go %s"), shown, version);
	s->reason = s->link_before_kind == GS_LINK_DIR ?
		gs_strdup(_("The directory that is there now steps aside; "
			    "'gosetup undo' puts it back.")) :
		gs_strdup(_("PATH holds this link: switching to another "
			    "version changes the link and no shell file."));
	return 0;
}

int gs_add_tree(const struct gs_method_request *r, struct gs_steps *steps,
		const struct gs_layout *l, struct gs_tree_source *src,
		struct gs_error *err)
{
	gs_autofree char *version = gs_strdup(src->version);
	int ret = gs_add_parents(r->facts, steps, l->tree, r->system, 0755,
				 err);

	if (ret == 0)
		ret = gs_add_parents(r->facts, steps, l->link, r->system,
				     0755, err);
	if (ret == 0) {
		add_tree_step(r, steps, l, src);
		ret = add_link_step(r, steps, l, version, err);
	}
	gs_tree_source_clear(src);
	return ret;
}
