/* SPDX-License-Identifier: MIT */
/* Env files, hooks in rc files, and what the user must do by hand. */
#include "config.h"

#include "plan/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

struct work {
	struct gs_planner *p;
	struct gs_shell_home home;
	struct gs_shell_want want;
	struct gs_strv vars;
	char *go_bin, *gobin;           /* owned parts of want */
	bool env_done[3];               /* by enum gs_syntax */
	struct gs_strv told;            /* files that are left to the user */
};

/* The path as it is on the machine itself, without --root. */
static char *without_root(const struct gs_planner *p, const char *path)
{
	const char *root = p->facts->root;

	if (!gs_empty(root) && gs_path_within(path, root))
		return gs_strdup(path + strlen(root));
	return gs_strdup(path);
}

static void add_var(struct work *w, const char *name, const char *value)
{
	if (!gs_empty(value))
		gs_strv_addf(&w->vars, "%s=%s", name, value);
}

/* GOROOT through the stable link, which a later `gosetup use` changes. */
static void add_goroot(struct work *w)
{
	struct gs_expect *e = &w->p->plan->expect;
	bool keep = gs_streq(gs_answers_get(w->p->answers, "method"), "keep");
	gs_autofree char *behind = keep ? gs_strdup(e->goroot)
					: gs_path_dir(e->go_bin);
	gs_autofree char *root = without_root(w->p, behind);

	add_var(w, "GOROOT", root);
}

/* Is exported even where Go's default holds: for tools that read $GOPATH
 * without asking Go. */
static void add_gopath(struct work *w)
{
	gs_autofree char *dflt = gs_path_join(w->p->facts->home, "go");

	if (gs_empty(gs_answers_get(w->p->answers, "gopath")))
		add_var(w, "GOPATH", dflt);
}

static void fill_vars(struct work *w)
{
	static const char *const proxies[] = {
		"http_proxy", "https_proxy", "no_proxy",
	};
	struct gs_planner *p = w->p;
	bool all = gs_answers_bool(p->answers, "export_vars");

	if (all)
		add_gopath(w);
	for (const char *const *k = gs_goenv_keys(); all && *k; k++) {
		gs_autofree char *name = gs_goenv_name(*k);

		add_var(w, name, gs_answers_get(p->answers, *k));
	}
	for (size_t i = 0; i < GS_COUNT(proxies); i++)
		add_var(w, proxies[i], gs_answers_get(p->answers, proxies[i]));
	if (gs_answers_bool(p->answers, "set_goroot"))
		add_goroot(w);
}

/* A go that is kept may be found already, as /usr/bin/go is. */
static bool needs_path(const struct gs_planner *p)
{
	const char *version = gs_answers_get(p->answers, "version");
	const struct gs_go_fact *g;

	if (!gs_streq(gs_answers_get(p->answers, "method"), "keep"))
		return true;
	g = gs_keep_candidate(p->facts, version);
	return g && gs_keep_needs_path(g);
}

static void fill_work(struct work *w)
{
	const struct gs_facts *f = w->p->facts;
	const struct gs_shell_fact *zsh = gs_facts_shell(f, "zsh");
	const char *go_bin = w->p->plan->expect.go_bin;

	w->home = (struct gs_shell_home){ f->home, f->xdg_config, NULL, NULL,
					  f->root ? f->root : "" };
	if (zsh) {
		w->home.zdotdir_env = zsh->zdotdir_env;
		w->home.zdotdir_rc = zsh->zdotdir_rc;
	}
	fill_vars(w);
	if (!gs_empty(go_bin) && needs_path(w->p))
		w->go_bin = without_root(w->p, go_bin);
	if (gs_answers_bool(w->p->answers, "path_gobin"))
		w->gobin = gs_plan_gobin(w->p);
	w->want = (struct gs_shell_want){ w->go_bin, w->gobin, f->home,
					  &w->vars };
}

/* A file that cannot be edited: the lines to add go to `manual`. */
static void by_hand(struct work *w, const struct gs_shell_def *d,
		    const struct gs_shell_edit *e, const char *why)
{
	struct gs_buf text = GS_BUF_INIT;

	if (gs_shell_edit_text(d, &w->home, &w->want, e, NULL, &text,
			       NULL) == 0)
		gs_strv_addf(&w->p->plan->manual,
			     _("'%s' cannot be edited (%s). Add these lines "
			       "to it yourself:\n%s"),
			     e->path, why, gs_buf_str(&text));
	gs_buf_release(&text);
}

static bool planned(const struct gs_plan *plan, const char *path)
{
	for (size_t i = 0; i < plan->steps.n; i++)
		if (plan->steps.v[i].kind == GS_STEP_FILE &&
		    gs_streq(plan->steps.v[i].target, path))
			return true;
	return false;
}

/* Two names of one file, by links: it is edited once. */
static bool planned_real(const struct gs_plan *plan, const char *real)
{
	for (size_t i = 0; i < plan->steps.n; i++)
		if (plan->steps.v[i].kind == GS_STEP_FILE &&
		    gs_streq(plan->steps.v[i].real, real))
			return true;
	return false;
}

/* A file with a password in it is nobody else's business. */
static mode_t env_mode(const struct work *w)
{
	for (size_t i = 0; i < w->vars.n; i++)
		if (gs_url_has_secret(w->vars.v[i]))
			return 0600;
	return 0644;
}

static int add_env_file(struct work *w, enum gs_syntax syntax,
			struct gs_error *err)
{
	gs_autofree char *path = gs_env_file_path(&w->home, syntax);
	struct gs_buf text = GS_BUF_INIT;
	struct gs_step *s;
	int rc;

	if (w->env_done[syntax] || planned(w->p->plan, path))
		return 0;
	w->env_done[syntax] = true;
	rc = gs_env_file_text(syntax, &w->want, &text, err);
	if (!rc) {
		s = gs_plan_add_file(w->p, path, &text, env_mode(w), err);
		if (s) {
			s->after.mode &= env_mode(w);
			gs_set(&s->summary, _("write what puts go on PATH"));
			gs_set(&s->reason, _("the shells read it through a "
					     "hook of three lines"));
		} else {
			rc = GS_ERR_FAILED;
		}
	}
	gs_buf_release(&text);
	return rc;
}

static int add_hook(struct work *w, const struct gs_shell_def *d,
		    const struct gs_shell_edit *e, const struct gs_file *file,
		    struct gs_error *err)
{
	struct gs_error why = GS_ERROR_INIT;
	struct gs_buf text = GS_BUF_INIT;
	bool exists = file->type == GS_FILE_REGULAR;
	struct gs_step *s;
	int rc;

	rc = gs_shell_edit_text(d, &w->home, &w->want, e,
				exists ? &file->bytes : NULL, &text, &why);
	if (rc == GS_ERR_REFUSED) {             /* damaged markers */
		by_hand(w, d, e, why.text);
		gs_strv_add(&w->told, file->real);
		rc = 0;
	} else if (rc) {
		gs_error_set(err, rc, "%s", why.text);
		gs_error_hint(err, "%s", why.hint);
	} else {
		s = gs_plan_add_file(w->p, e->path, &text, 0644, err);
		rc = s ? 0 : GS_ERR_FAILED;
		if (s) {
			gs_set(&s->reason, e->reason);
			s->summary = gs_printf(exists ? _("set up %s")
						      : _("set up %s: new "
							  "file"), d->name);
		}
	}
	gs_buf_release(&text);
	return rc;
}

static int add_edit(struct work *w, const struct gs_shell_def *d,
		    const struct gs_shell_edit *e, struct gs_error *err)
{
	const struct gs_file *file = gs_facts_file(w->p->facts, e->path);
	const char *why;

	if (!file)
		return gs_error_set(err, GS_ERR_FAILED,
				    _("the facts say nothing about '%s'"),
				    e->path);
	if (gs_strv_has(&w->told, file->real) ||
	    planned_real(w->p->plan, file->real))
		return 0;
	why = gs_plan_why_not_edit(w->p, file);
	if (why) {
		by_hand(w, d, e, why);
		gs_strv_add(&w->told, file->real);
		return 0;
	}
	return add_hook(w, d, e, file, err);
}

static bool look(void *user, const char *path, struct gs_shell_file *out)
{
	const struct gs_facts *f = user;
	const struct gs_file *file = gs_facts_file(f, path);

	memset(out, 0, sizeof(*out));
	if (!file || file->type == GS_FILE_ABSENT)
		return file != NULL;
	out->exists = true;
	out->bytes = gs_buf_str(&file->bytes);
	out->len = file->bytes.len;
	return true;
}

static int add_shell(struct work *w, const char *name, struct gs_error *err)
{
	const struct gs_shell_def *d = gs_shell_find(name);
	struct gs_shell_edits edits;
	bool env = false;
	int rc;

	if (!d)
		return 0;
	memset(&edits, 0, sizeof(edits));
	rc = gs_shell_edits(d, &w->home, w->p->system, look,
			    (void *)(uintptr_t)w->p->facts, &edits, err);
	for (size_t i = 0; i < edits.n; i++)
		env |= edits.v[i].rule != GS_PLACE_OWN_FILE &&
		       !edits.v[i].system;
	if (!rc && env)
		rc = add_env_file(w, d->syntax, err);
	for (size_t i = 0; !rc && i < edits.n; i++)
		rc = add_edit(w, d, &edits.v[i], err);
	gs_shell_edits_release(&edits);
	return rc;
}

int gs_plan_add_shells(struct gs_planner *p, struct gs_error *err)
{
	const struct gs_strv *shells = &p->plan->expect.shells;
	struct work w;
	int rc = 0;

	memset(&w, 0, sizeof(w));
	w.p = p;
	fill_work(&w);
	if (w.go_bin || w.gobin || w.vars.n)
		for (size_t i = 0; !rc && i < shells->n; i++)
			rc = add_shell(&w, shells->v[i], err);
	free(w.go_bin);
	free(w.gobin);
	gs_strv_release(&w.vars);
	gs_strv_release(&w.told);
	return rc;
}
