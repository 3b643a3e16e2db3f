/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "plan/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

void gs_plan_init(struct gs_plan *p)
{
	memset(p, 0, sizeof(*p));
}

void gs_expect_release(struct gs_expect *e)
{
	free(e->go_bin);
	free(e->goroot);
	free(e->version);
	free(e->gobin_dir);
	gs_strv_release(&e->shells);
	gs_strv_release(&e->goenv);
	memset(e, 0, sizeof(*e));
}

void gs_plan_release(struct gs_plan *p)
{
	gs_steps_release(&p->steps);
	json_decref(p->answers);
	gs_expect_release(&p->expect);
	gs_strv_release(&p->notes);
	gs_strv_release(&p->manual);
	free(p->root);
	free(p->home);
	free(p->state_dir);
	free(p->fingerprint);
	gs_plan_init(p);
}

char *gs_state_dir(const struct gs_facts *f, bool system)
{
	if (system)
		return gs_facts_system_path(f, "/var/lib/gosetup");
	return gs_path_join(f->xdg_state, "gosetup");
}

/* ---- file steps -------------------------------------------------------- */

const char *gs_plan_why_not_edit(const struct gs_planner *p,
				 const struct gs_file *file)
{
	const struct gs_facts *f = p->facts;
	bool ours = file->uid == f->uid || file->uid == f->home_uid;

	if (file->type == GS_FILE_DIR)
		return _("it is a directory");
	if (file->type == GS_FILE_OTHER || file->type == GS_FILE_UNREADABLE)
		return file->why ? file->why : _("it cannot be read");
	if (file->why)
		return file->why;
	if (p->system)
		return NULL;    /* root can, and without root we ask for it */
	if (file->type == GS_FILE_REGULAR && !ours)
		return _("it belongs to somebody else");
	/* Whoever took the w away from a file of his wants it so, and a
	 * file is replaced in its directory. */
	if (!file->writable || !file->dir_writable)
		return _("it is write-protected");
	return NULL;
}

static void fill_before(struct gs_step *s, const struct gs_file *file)
{
	gs_set(&s->real, file->real);
	if (file->type == GS_FILE_REGULAR)
		gs_content_set(&s->before, file->bytes.ptr, file->bytes.len,
			       file->mode);
	else
		gs_content_absent(&s->before);
}

static void fill_after(struct gs_step *s, const struct gs_buf *after,
		       mode_t new_mode)
{
	if (after)
		gs_content_set(&s->after, after->ptr, after->len,
			       s->before.exists ? s->before.mode : new_mode);
	else
		gs_content_absent(&s->after);
	s->changes = s->before.exists != s->after.exists ||
		     !gs_streq(s->before.sha256, s->after.sha256);
}

struct gs_step *gs_plan_add_file(struct gs_planner *p, const char *path,
				 const struct gs_buf *after, mode_t new_mode,
				 struct gs_error *err)
{
	const struct gs_facts *f = p->facts;
	const struct gs_file *file = gs_facts_file(f, path);
	bool below_home = gs_path_within(path, f->home);
	struct gs_step *s;

	if (!file) {
		gs_error_set(err, GS_ERR_FAILED,
			     _("the facts say nothing about '%s'"), path);
		gs_error_hint(err, _("Nothing was changed. Facts of another "
				     "machine must be made with 'gosetup "
				     "detect --json --with-files'."));
		return NULL;
	}
	if (gs_add_parents(f, &p->plan->steps, path, !below_home, 0755, err))
		return NULL;
	s = gs_steps_add(&p->plan->steps, GS_STEP_FILE, path);
	fill_before(s, file);
	fill_after(s, after, new_mode);
	s->as_owner = below_home;
	s->needs_root = !below_home;
	return s;
}

/* ---- the whole --------------------------------------------------------- */

char *gs_plan_gobin(const struct gs_planner *p)
{
	const char *gobin = gs_answers_get(p->answers, "gobin");
	const char *gopath = gs_answers_get(p->answers, "gopath");
	gs_autofree char *first = NULL;

	if (!gs_empty(gobin))
		return gs_strdup(gobin);
	if (gs_empty(gopath))
		return gs_path_join(p->facts->home, "go/bin");
	first = gs_strndup(gopath, strcspn(gopath, ":"));
	return gs_path_join(first, "bin");
}

static void fill_expect(struct gs_planner *p)
{
	struct gs_expect *e = &p->plan->expect;
	struct gs_strv chosen = GS_STRV_INIT;

	e->gobin_dir = gs_plan_gobin(p);
	e->gobin_on_path = gs_answers_bool(p->answers, "path_gobin");
	gs_shells_chosen(p->ctx, &chosen);
	gs_strv_copy(&e->shells, &chosen);
	gs_strv_release(&chosen);
	for (const char *const *k = gs_goenv_keys(); *k; k++) {
		const char *value = gs_answers_get(p->answers, *k);
		gs_autofree char *name = gs_goenv_name(*k);

		if (!gs_empty(value))
			gs_strv_addf(&e->goenv, "%s=%s", name, value);
	}
	e->runs_here = true;
	for (size_t i = 0; i < p->plan->steps.n; i++)
		if (p->plan->steps.v[i].kind == GS_STEP_TREE)
			e->runs_here = p->plan->steps.v[i].tree.runs_here;
}

static int add_method(struct gs_planner *p, struct gs_error *err)
{
	const char *name = gs_answers_get(p->answers, "method");
	const struct gs_method *m = gs_method_find(name);
	struct gs_expect *e = &p->plan->expect;
	struct gs_method_request r;

	if (!m)
		return gs_error_set(err, GS_ERR_USAGE,
				    _("there is no method '%s'"), name);
	gs_method_request_from(p->ctx, &r);
	return m->plan(&r, &p->plan->steps, &e->go_bin, &e->goroot,
		       &e->version, err);
}

/* GOTMPDIR must exist: Go does not make it.  A build cache outside of HOME,
 * perhaps in /var/tmp, must belong to this user alone: whoever else could
 * write to it would write into our programs. */
static int add_go_dirs(struct gs_planner *p, struct gs_error *err)
{
	static const char *const keys[] = { "gotmpdir", "gocache" };
	const struct gs_facts *f = p->facts;
	int rc = 0;

	for (size_t i = 0; i < GS_COUNT(keys) && !rc; i++) {
		const char *dir = gs_answers_get(p->answers, keys[i]);
		gs_autofree char *inside = gs_path_join(dir, ".");

		if (gs_empty(dir) || (gs_streq(keys[i], "gocache") &&
				      gs_path_within(dir, f->home)))
			continue;
		rc = gs_add_parents(f, &p->plan->steps, inside, false, 0700,
				    err);
	}
	return rc;
}

/* Where Go keeps its build cache with these answers.  Owned. */
static char *build_cache(const struct gs_planner *p)
{
	const struct gs_facts *f = p->facts;
	const char *answer = gs_answers_get(p->answers, "gocache");
	const char *env = gs_facts_getenv(f, "GOCACHE");
	char *stored;

	if (!gs_empty(answer) || !gs_empty(env))
		return gs_strdup(gs_empty(answer) ? env : answer);
	stored = gs_facts_goenv_get(f, "GOCACHE");
	if (!gs_empty(stored))
		return stored;
	free(stored);
	if (gs_streq(f->os, "darwin"))
		return gs_path_join(f->home, "Library/Caches/go-build");
	return gs_path_join(f->xdg_cache, "go-build");
}

/* Verification builds a program into the user's own cache, so that their
 * first build is warm.  A cache that was not there before is a step of its
 * own: undo takes it away again. */
static int add_build_cache(struct gs_planner *p, struct gs_error *err)
{
	gs_autofree char *dir = build_cache(p);
	gs_autofree char *inside = gs_path_join(dir, ".");
	struct gs_steps *steps = &p->plan->steps;
	int rc;

	if (p->ctx->opts->no_verify || !p->plan->expect.runs_here ||
	    !gs_path_is_abs(dir) || gs_dir_exists(p->facts, dir))
		return 0;
	rc = gs_add_parents(p->facts, steps, inside,
			    !gs_path_within(dir, p->facts->home), 0700, err);
	for (size_t i = 0; i < steps->n; i++) {
		if (steps->v[i].kind != GS_STEP_DIR ||
		    !gs_streq(steps->v[i].target, dir))
			continue;
		steps->v[i].cache = true;
		gs_set(&steps->v[i].summary, _("make Go's build cache"));
		gs_set(&steps->v[i].reason, _("the verification builds a "
					      "first program there"));
	}
	return rc;
}

static void hash_step(struct gs_sha256 *h, const struct gs_step *s)
{
	const char *parts[] = {
		s->id, gs_step_kind_name(s->kind), s->before.sha256,
		s->after.sha256, s->link_after, s->tree.filename,
		s->tree.sha256, s->real,
	};

	for (size_t i = 0; i < GS_COUNT(parts); i++) {
		const char *text = parts[i] ? parts[i] : "";

		gs_sha256_add(h, text, strlen(text) + 1);
	}
}

static void add_size(struct gs_plan *p, const struct gs_tree_source *t)
{
	int64_t archive = t->size_bytes ? t->size_bytes
					: gs_typical_archive_bytes(t->version);

	if (!t->local_path)
		p->download_bytes += archive;
	p->disk_bytes += gs_typical_tree_bytes(archive);
}

static void sum_up(struct gs_plan *p, const struct gs_facts *f)
{
	struct gs_sha256 *h = gs_sha256_new();

	p->fingerprint = gs_calloc(1, GS_SHA256_HEX);
	for (size_t i = 0; i < p->steps.n; i++) {
		struct gs_step *s = &p->steps.v[i];

		hash_step(h, s);
		if (!s->changes)
			continue;
		p->changes++;
		p->needs_root |= s->needs_root && !f->is_root;
		if (s->kind == GS_STEP_TREE)
			add_size(p, &s->tree);
	}
	gs_sha256_end(h, p->fingerprint);
}

int gs_plan_make(struct gs_plan *plan, const struct gs_qctx *ctx,
		 struct gs_error *err)
{
	struct gs_planner p = { plan, ctx, ctx->facts, ctx->answers, false };
	int rc;

	if (gs_empty(p.facts->home)) {
		gs_error_set(err, GS_ERR_USAGE, _("HOME is not set"));
		gs_error_hint(err, _("Nothing was changed. Set HOME to your "
				     "home directory and start again."));
		return GS_ERR_USAGE;
	}
	p.system = gs_streq(gs_answers_get(p.answers, "scope"), "system");
	plan->root = gs_strdup(p.facts->root ? p.facts->root : "");
	plan->home = gs_strdup(p.facts->home);
	plan->state_dir = gs_state_dir(p.facts, p.system);
	plan->answers = gs_answers_to_json(p.answers, false);
	rc = add_method(&p, err);
	if (rc)
		return rc;
	fill_expect(&p);
	rc = gs_plan_add_shells(&p, err);
	if (!rc)
		rc = add_go_dirs(&p, err);
	if (!rc)
		rc = add_build_cache(&p, err);
	if (!rc)
		rc = gs_plan_add_goenv(&p, err);
	if (!rc)
		rc = gs_plan_add_answers(&p, err);
	if (rc)
		return rc;
	gs_plan_add_notes(&p);
	sum_up(plan, p.facts);
	return 0;
}
