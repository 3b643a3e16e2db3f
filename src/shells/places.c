/* SPDX-License-Identifier: MIT */
/* Which files of a shell to edit, from its row and from what is there. */
#include "config.h"
#include "shells/shells.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/rc-walk.h"
#include "shells/rows.h"

char *gs_shell_dir_path(const struct gs_shell_home *h, enum gs_shell_dir dir,
			const char *name)
{
	switch (dir) {
	case GS_DIR_CONFIG:
		return gs_path_join(h->xdg_config, name);
	case GS_DIR_ZENV:
		return gs_path_join(h->zdotdir_env ? h->zdotdir_env : h->home,
				    name);
	case GS_DIR_ZRC:
		return gs_path_join(h->zdotdir_rc ? h->zdotdir_rc : h->home,
				    name);
	case GS_DIR_ETC:
		return gs_printf("%s/etc/%s", h->root ? h->root : "", name);
	case GS_DIR_HOME:
		break;
	}
	return gs_path_join(h->home, name);
}

/* ---- every path ---------------------------------------------------------- */
static void add_places(const struct gs_shell_home *h,
		       const struct gs_shell_place *p, struct gs_strv *out)
{
	for (size_t i = 0; i < GS_MAX_PLACES && p[i].names[0]; i++) {
		for (size_t k = 0; k < GS_MAX_NAMES && p[i].names[k]; k++) {
			gs_autofree char *path = gs_shell_dir_path(h, p[i].dir,
							   p[i].names[k]);

			gs_strv_add_once(out, path);
		}
		if (p[i].decides) {
			gs_autofree char *dir = gs_shell_dir_path(h, p[i].dir,
							  p[i].decides);

			gs_strv_add_once(out, dir);
		}
	}
}

void gs_shell_candidate_files(const struct gs_shell_home *h,
			      struct gs_strv *out)
{
	for (const struct gs_shell_def *d = gs_shell_defs(); d->name; d++) {
		const struct gs_shell_row *row = d->priv;

		add_places(h, row->system, out);
		if (gs_empty(h->home))
			continue;
		add_places(h, row->user, out);
		for (size_t k = 0; k < GS_MAX_NAMES && row->reads[k]; k++) {
			gs_autofree char *path = gs_shell_dir_path(h,
						row->reads_dir, row->reads[k]);

			gs_strv_add_once(out, path);
		}
		if (d->syntax != GS_SYNTAX_FISH) {
			gs_autofree char *path = gs_env_file_path(h, d->syntax);

			gs_strv_add_once(out, path);
		}
	}
}

/* ---- the edits ----------------------------------------------------------- */
struct looking {
	const struct gs_shell_home *h;
	gs_shell_file_fn look;
	void *user;
};

static bool look_at(const struct looking *l, const char *path,
		    struct gs_shell_file *f)
{
	memset(f, 0, sizeof(*f));
	return l->look(l->user, path, f) && f->exists;
}

/* Does some command name a path that starts like `word`, our own aside? */
struct mention {
	const char *word;
	bool found;
};

static void look_for_word(void *user, const struct gs_rc_command *c)
{
	struct mention *m = user;

	for (size_t i = 0; i < c->words->n; i++)
		if (strstr(c->words->v[i], m->word) &&
		    !strstr(c->words->v[i], GS_SYSTEM_ENV_FILE))
			m->found = true;
}

static bool mentions(const struct gs_shell_file *f, const char *word)
{
	struct mention m = { word, false };

	if (f->bytes)
		gs_sh_walk(f->bytes, f->len, look_for_word, &m);
	return m.found;
}

static char *choose(const struct looking *l, const struct gs_shell_place *p)
{
	struct gs_shell_file f;
	char *path = NULL;

	if (p->decides) {
		gs_autofree char *dir = gs_shell_dir_path(l->h, p->dir,
							  p->decides);
		bool there = look_at(l, dir, &f);

		return gs_shell_dir_path(l->h, p->dir, p->names[there ? 0 : 1]);
	}
	for (size_t k = 0; k < GS_MAX_NAMES && p->names[k]; k++) {
		free(path);
		path = gs_shell_dir_path(l->h, p->dir, p->names[k]);
		if (look_at(l, path, &f))
			break;
	}
	return path;
}

static bool wanted(const struct looking *l, const struct gs_shell_place *p,
		   const char *path)
{
	struct gs_shell_file f;

	if (p->when == GS_ALWAYS)
		return true;
	if (!look_at(l, path, &f))
		return false;
	if (p->when == GS_IF_ALONE)
		return !mentions(&f, "/etc/profile.d");
	return p->when == GS_IF_EXISTS || mentions(&f, "path_helper");
}

static bool has_path(const struct gs_shell_edits *e, const char *path)
{
	for (size_t i = 0; i < e->n; i++)
		if (gs_streq(e->v[i].path, path))
			return true;
	return false;
}

int gs_shell_edits(const struct gs_shell_def *d, const struct gs_shell_home *h,
		   bool system, gs_shell_file_fn look, void *user,
		   struct gs_shell_edits *out, struct gs_error *err)
{
	const struct gs_shell_row *row = d->priv;
	const struct gs_shell_place *p = system ? row->system : row->user;
	struct looking l = { h, look, user };

	if (!system && gs_empty(h->home))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("there is no home directory"));
	for (size_t i = 0; i < GS_MAX_PLACES && p[i].names[0]; i++) {
		char *path = choose(&l, &p[i]);

		if (!wanted(&l, &p[i], path) || has_path(out, path)) {
			free(path);
			continue;
		}
		out->v = gs_grow(out->v, out->n, &out->cap, sizeof(*out->v));
		out->v[out->n++] = (struct gs_shell_edit){
			.path = path, .rule = p[i].rule, .login = p[i].login,
			.system = system, .reason = gs_strdup(_(p[i].reason)),
		};
	}
	return 0;
}

void gs_shell_edits_release(struct gs_shell_edits *e)
{
	for (size_t i = 0; i < e->n; i++) {
		free(e->v[i].path);
		free(e->v[i].reason);
	}
	free(e->v);
	memset(e, 0, sizeof(*e));
}
