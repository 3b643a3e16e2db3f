/* SPDX-License-Identifier: MIT */
/* Earlier runs: those of this user, and those for all users. */
#include "config.h"

#include "ui/session-task.h"

#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

void gs_session_state_dirs(const struct gs_session *s, struct gs_strv *out)
{
	gs_strv_steal(out, gs_state_dir(&s->facts, false));
	gs_autofree char *system = gs_state_dir(&s->facts, true);

	gs_strv_add_once(out, system);
}

static void append(struct gs_runs *to, struct gs_run *run)
{
	to->v = gs_grow(to->v, to->n, &to->cap, sizeof(*to->v));
	to->v[to->n++] = *run;
}

/* Both are in their own order, newest first, and stay in it. */
static void merge(struct gs_runs *a, struct gs_runs *b)
{
	struct gs_runs all = { 0 };
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n) {
		bool from_a = j == b->n ||
			(i < a->n && strcmp(a->v[i].when, b->v[j].when) >= 0);

		append(&all, from_a ? &a->v[i++] : &b->v[j++]);
	}
	a->n = b->n = 0;
	gs_runs_release(a);
	gs_runs_release(b);
	*a = all;
}

int gs_session_history(const struct gs_session *s, struct gs_runs *out,
		       struct gs_error *err)
{
	struct gs_strv dirs = GS_STRV_INIT;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	gs_session_state_dirs(s, &dirs);
	for (size_t i = 0; rc == 0 && i < dirs.n; i++) {
		struct gs_runs some = { 0 };

		/* The runs for all users are root's to read. */
		if (i > 0 && gs_exists(dirs.v[i]) &&
		    faccessat(AT_FDCWD, dirs.v[i], R_OK | X_OK, AT_EACCESS))
			continue;
		rc = gs_history(dirs.v[i], &some, err);
		merge(out, &some);
	}
	gs_strv_release(&dirs);
	if (rc)
		gs_runs_release(out);
	return rc;
}

static bool holds(const char *dir, const char *id)
{
	struct gs_runs runs = { 0 };
	bool found = false;

	if (gs_history(dir, &runs, NULL) == 0)
		for (size_t i = 0; i < runs.n; i++)
			found = found || gs_streq(runs.v[i].id, id);
	gs_runs_release(&runs);
	return found;
}

static int not_found(const char *id, struct gs_error *err)
{
	if (!id) {
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("there is nothing to undo"));
		return GS_ERR_NOT_FOUND;
	}
	gs_error_set(err, GS_ERR_USAGE, _("there is no run '%s'"), id);
	gs_error_hint(err, _("'gosetup history' shows the runs and their "
			     "ids."));
	return GS_ERR_USAGE;
}

int gs_session_find_run(const struct gs_session *s, const char *id,
			char **found, char **state_dir, struct gs_error *err)
{
	struct gs_strv dirs = GS_STRV_INIT;
	struct gs_runs runs = { 0 };
	int rc = gs_session_history(s, &runs, err);

	*found = *state_dir = NULL;
	if (rc)
		return rc;
	for (size_t i = 0; !*found && i < runs.n; i++)
		if (id ? gs_streq(runs.v[i].id, id) : runs.v[i].can_undo)
			*found = gs_strdup(runs.v[i].id);
	gs_session_state_dirs(s, &dirs);
	for (size_t i = 0; *found && !*state_dir && i < dirs.n; i++)
		if (holds(dirs.v[i], *found))
			*state_dir = gs_strdup(dirs.v[i]);
	gs_strv_release(&dirs);
	gs_runs_release(&runs);
	return *state_dir ? 0 : not_found(id, err);
}

int gs_session_plan_undo(struct gs_session *s, const char *state_dir,
			 const char *run, struct gs_error *err)
{
	struct gs_plan *p = &s->plan;
	int rc;

	gs_plan_release(p);
	gs_plan_init(p);
	rc = gs_undo_plan(state_dir, run, p, err);
	if (rc || p->changes > 0 || p->manual.n == 0)
		return rc;
	gs_error_set(err, GS_ERR_FAILED,
		     _("nothing of run '%s' can be taken back"), run);
	gs_error_hint(err, "%s", p->manual.v[0]);
	return GS_ERR_FAILED;
}

bool gs_session_last_expect(const struct gs_session *s, struct gs_expect *out)
{
	struct gs_runs runs;
	bool found = false;

	memset(out, 0, sizeof(*out));
	if (gs_session_history(s, &runs, NULL))
		return false;
	for (size_t i = 0; !found && i < runs.n; i++) {
		const json_t *e = json_object_get(runs.v[i].record, "expect");

		found = runs.v[i].can_undo &&
			!gs_empty(gs_json_str(e, "go_bin", NULL));
		if (found)
			gs_expect_from_json(out, e);
	}
	gs_runs_release(&runs);
	return found;
}

char *gs_session_interrupted(const struct gs_session *s)
{
	struct gs_strv dirs = GS_STRV_INIT;
	char *found = NULL;

	gs_session_state_dirs(s, &dirs);
	for (size_t i = 0; !found && i < dirs.n; i++)
		if (gs_needs_recovery(dirs.v[i]) &&
		    !faccessat(AT_FDCWD, dirs.v[i], W_OK | X_OK, AT_EACCESS))
			found = gs_strdup(dirs.v[i]);
	gs_strv_release(&dirs);
	return found;
}

/* ---- the kept index ---------------------------------------------------- */

/* The state directory by the environment alone: detection takes longer than
 * the release index should wait. */
static char *early_state_dir(const struct gs_session *s, bool system)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_STATE_HOME");
	gs_autofree char *state = NULL;
	struct gs_facts f;
	char *dir = NULL;

	gs_facts_init(&f);
	gs_set(&f.root, s->opts.root ? s->opts.root : "");
	if (!gs_empty(home)) {
		state = !gs_empty(xdg) && gs_path_is_abs(xdg)
			? gs_strdup(xdg) : gs_path_join(home, ".local/state");
		gs_set(&f.home, home);
		gs_set(&f.xdg_state, state);
		dir = gs_state_dir(&f, system);
	}
	gs_facts_release(&f);
	return dir;
}

/* The first state directory that is there and ours. */
static char *keeping_dir(const struct gs_session *s)
{
	for (int system = 0; system <= 1; system++) {
		char *dir = early_state_dir(s, system);

		if (dir && !faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS))
			return dir;
		free(dir);
	}
	return NULL;
}

char *gs_session_index_cache(const struct gs_session *s)
{
	gs_autofree char *dir = keeping_dir(s);

	return dir ? gs_state_index_path(dir) : NULL;
}

void gs_session_keep_index(const struct gs_session *s,
			   const struct gs_catalog *c)
{
	gs_autofree char *dir = keeping_dir(s);

	if (dir && c->raw.len > 0)
		gs_state_save_index(dir, c);
}
