/* SPDX-License-Identifier: MIT */
/* What was done when, read from the journals. */
#include "config.h"
#include "apply/history.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/i18n.h"

struct past {
	char *name;             /* of the journal */
	json_t *records;
	long long seq;
};

struct pasts {
	struct past *v;
	size_t n, cap;
};

static const json_t *begin_of(const struct past *p)
{
	return gs_journal_find(p->records, "BEGIN");
}

static int newest_first(const void *a, const void *b)
{
	const struct past *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? 1 : -1;
	return strcmp(y->name, x->name);
}

static void pasts_release(struct pasts *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->v[i].name);
		json_decref(p->v[i].records);
	}
	free(p->v);
	memset(p, 0, sizeof(*p));
}

/* A damaged journal does not hide the others. */
static int load(const struct gs_state *s, struct pasts *out,
		struct gs_error *err)
{
	struct gs_strv names = GS_STRV_INIT;
	json_t *records;
	size_t i;
	int ret = gs_journal_list(s, &names, err);

	for (i = 0; i < names.n && !ret; i++) {
		struct past *p;

		if (gs_journal_read(s, names.v[i], &records, NULL, NULL))
			continue;
		out->v = gs_grow(out->v, out->n, &out->cap, sizeof(*out->v));
		p = &out->v[out->n++];
		p->name = gs_strdup(names.v[i]);
		p->records = records;
		p->seq = gs_json_int(begin_of(p), "seq", 0);
	}
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), newest_first);
	gs_strv_release(&names);
	return ret;
}

static char *iso_time(int64_t when)
{
	time_t t = (time_t)when;
	char text[64];
	struct tm tm;

	if (!localtime_r(&t, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S%z", &tm))
		return gs_strdup("");
	return gs_strdup(text);
}

static bool is_done(const struct past *p)
{
	return !gs_ends(p->name, ".live") &&
	       gs_journal_has(p->records, "DONE");
}

static bool undone_by(const struct pasts *all, const char *id)
{
	size_t i;

	for (i = 0; i < all->n; i++) {
		if (is_done(&all->v[i]) &&
		    gs_streq(gs_json_str(begin_of(&all->v[i]), "undo_of",
					 NULL), id))
			return true;
	}
	return false;
}

/* A removed tree comes back by installing it, not by undo. */
static bool only_removes_trees(const struct past *p)
{
	const json_t *v;
	size_t i;

	json_array_foreach(p->records, i, v) {
		const json_t *post = json_object_get(v, "post");

		if (gs_streq(gs_json_str(v, "r", NULL), "OP") &&
		    (!gs_streq(gs_json_str(v, "kind", NULL), "tree") ||
		     !gs_streq(gs_json_str(post, "type", NULL), "absent")))
			return false;
	}
	return true;
}

static char *state_of(const struct pasts *all, const struct past *p,
		      const char *id, bool *can_undo)
{
	const char *undo_of = gs_json_str(begin_of(p), "undo_of", NULL);

	*can_undo = false;
	if (gs_ends(p->name, ".live"))
		return gs_strdup("interrupted");
	if (!is_done(p))
		return gs_strdup("aborted");
	if (undo_of)
		return gs_printf("undo of %s", undo_of);
	if (undone_by(all, id))
		return gs_strdup("undone");
	*can_undo = !only_removes_trees(p);
	return gs_strdup("done");
}

static json_t *steps_of(const struct past *p)
{
	json_t *steps = json_array();
	json_t *v;
	size_t i;

	json_array_foreach(p->records, i, v) {
		json_t *o;

		if (!gs_streq(gs_json_str(v, "r", NULL), "OP"))
			continue;
		o = json_copy(v);
		json_object_del(o, "r");
		json_array_append_new(steps, o);
	}
	return steps;
}

static json_t *record_of(const struct gs_run *run, const struct past *p)
{
	json_t *o = json_object();

	gs_json_set(o, "run", gs_json_text(run->id));
	gs_json_set(o, "when", gs_json_text(run->when));
	gs_json_set(o, "what", gs_json_text(run->what));
	gs_json_set(o, "state", gs_json_text(run->state));
	gs_json_set(o, "can_undo", json_boolean(run->can_undo));
	gs_json_set(o, "steps", steps_of(p));
	gs_json_set(o, "expect", json_deep_copy(json_object_get(begin_of(p),
								"expect")));
	return o;
}

static void add_run(struct gs_runs *out, const struct pasts *all,
		    const struct past *p)
{
	const json_t *begin = begin_of(p);
	struct gs_run *run;

	if (!begin)
		return;
	out->v = gs_grow(out->v, out->n, &out->cap, sizeof(*out->v));
	run = &out->v[out->n++];
	run->id = gs_strdup(gs_json_str(begin, "id", ""));
	run->when = iso_time(gs_json_int(begin, "time", 0));
	run->what = gs_strdup(gs_json_str(begin, "what", ""));
	run->state = state_of(all, p, run->id, &run->can_undo);
	run->record = record_of(run, p);
}

int gs_history(const char *state_dir, struct gs_runs *out,
	       struct gs_error *err)
{
	struct pasts all = { NULL, 0, 0 };
	struct gs_state s;
	size_t i;
	int ret;

	memset(out, 0, sizeof(*out));
	ret = gs_state_look(&s, state_dir, err);
	if (!ret)
		ret = load(&s, &all, err);
	for (i = 0; i < all.n && !ret; i++)
		add_run(out, &all, &all.v[i]);
	pasts_release(&all);
	gs_state_close(&s);
	/* No state directory: nothing was ever done. */
	return ret == GS_ERR_NOT_FOUND ? 0 : ret;
}

void gs_runs_release(struct gs_runs *r)
{
	size_t i;

	for (i = 0; i < r->n; i++) {
		free(r->v[i].id);
		free(r->v[i].when);
		free(r->v[i].what);
		free(r->v[i].state);
		json_decref(r->v[i].record);
	}
	free(r->v);
	memset(r, 0, sizeof(*r));
}

static int no_such_run(const char *id, struct gs_error *err)
{
	if (id)
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("there is no run '%s'"), id);
	else
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("there is nothing to undo"));
	gs_error_hint(err, _("'gosetup history' lists the runs."));
	return GS_ERR_NOT_FOUND;
}

static bool can_undo(const struct pasts *all, const struct past *p)
{
	bool can;
	char *state = state_of(all, p, gs_json_str(begin_of(p), "id", ""),
			       &can);

	free(state);
	return can;
}

static int not_undoable(const struct pasts *all, const struct past *p,
			const char *id, struct gs_error *err)
{
	bool can;
	gs_autofree char *state = state_of(all, p, id, &can);

	if (gs_streq(state, "done")) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("run '%s' removed a Go version, which undo does "
			       "not bring back"), id);
		gs_error_hint(err, _("'gosetup apply --set version=VERSION' "
				     "installs it again."));
		return GS_ERR_REFUSED;
	}
	gs_error_set(err, GS_ERR_REFUSED,
		     _("run '%s' cannot be undone: it is '%s'"), id, state);
	gs_error_hint(err, _("'gosetup history' lists the runs."));
	return GS_ERR_REFUSED;
}

int gs_history_find(const struct gs_state *s, const char *id, json_t **records,
		    struct gs_error *err)
{
	struct pasts all = { NULL, 0, 0 };
	const struct past *found = NULL;
	size_t i;
	int ret = load(s, &all, err);

	*records = NULL;
	for (i = 0; i < all.n && !found && !ret; i++) {
		const struct past *p = &all.v[i];

		if (id ? gs_streq(gs_json_str(begin_of(p), "id", ""), id)
		       : can_undo(&all, p))
			found = p;
	}
	if (!ret && !found)
		ret = no_such_run(id, err);
	if (!ret && !can_undo(&all, found))
		ret = not_undoable(&all, found, id, err);
	if (!ret)
		*records = json_incref(found->records);
	pasts_release(&all);
	return ret;
}

char *gs_state_home(const char *state_dir)
{
	struct pasts all = { NULL, 0, 0 };
	char *home = NULL;
	struct gs_state s;
	size_t i;

	if (gs_state_look(&s, state_dir, NULL) == 0)
		load(&s, &all, NULL);
	for (i = 0; i < all.n && !home; i++)
		home = gs_json_path(begin_of(&all.v[i]), "home");
	pasts_release(&all);
	gs_state_close(&s);
	return home;
}
