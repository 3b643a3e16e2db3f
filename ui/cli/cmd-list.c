/* SPDX-License-Identifier: MIT */
/* gosetup list: the Go versions that are here, and those that could be. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"

static int newer_first(const void *a, const void *b)
{
	const struct gs_go_fact *x = *(const struct gs_go_fact *const *)a;
	const struct gs_go_fact *y = *(const struct gs_go_fact *const *)b;

	return gs_version_compare_text(y->version, x->version);
}

/* Sorted pointers into the facts. */
static const struct gs_go_fact **sorted(const struct gs_facts *f)
{
	const struct gs_go_fact **v = gs_calloc(f->n_go + 1, sizeof(*v));

	for (size_t i = 0; i < f->n_go; i++)
		v[i] = &f->go[i];
	if (f->n_go > 1)
		qsort(v, f->n_go, sizeof(*v), newer_first);
	return v;
}

static json_t *go_to_json(const struct gs_go_fact *g)
{
	json_t *v = json_object();

	gs_json_set(v, "version", gs_json_text(g->version));
	gs_json_set(v, "path", gs_json_path_new(g->path));
	gs_json_set(v, "goroot", gs_json_path_new(g->goroot));
	gs_json_set(v, "owner", gs_json_text(gs_go_owner_name(g->owner)));
	gs_json_set(v, "active", json_boolean(g->active));
	return v;
}

static json_t *list_installed(const struct gs_facts *f, bool print)
{
	const struct gs_go_fact **v = sorted(f);
	json_t *list = json_array();

	for (size_t i = 0; i < f->n_go; i++) {
		const char *dir = v[i]->goroot ? v[i]->goroot : v[i]->path;
		gs_autofree char *where = gs_path_tilde(dir, f->home);

		json_array_append_new(list, go_to_json(v[i]));
		if (print)
			printf("%c %-10s %-18s %s\n", v[i]->active ? '*' : ' ',
			       gs_empty(v[i]->version) ? "?" : v[i]->version,
			       gs_go_owner_name(v[i]->owner), where);
	}
	if (print && f->n_go == 0)
		puts(_("No Go was found on this machine."));
	free(v);
	return list;
}

static bool is_here(const struct gs_facts *f, const char *version)
{
	for (size_t i = 0; i < f->n_go; i++)
		if (gs_streq(f->go[i].version, version))
			return true;
	return false;
}

static void print_release(const struct gs_release *r, bool supported, bool here)
{
	printf("  %-10s %-11s%s%s%s\n", r->version,
	       r->first_seen ? r->first_seen : "",
	       r->stable ? "" : _(" preview"),
	       supported && r->stable ? _(" supported") : "",
	       here ? _(" is here") : "");
}

static json_t *list_remote(const struct gs_session *s, bool print)
{
	gs_autofree char *platform = gs_facts_platform(&s->facts);
	gs_autofree char *from = gs_catalog_describe(&s->catalog);
	json_t *list = json_array();

	if (print)
		printf("\n%s (%s)\n", from, platform);
	for (size_t i = 0; i < s->catalog.n; i++) {
		const struct gs_release *r = &s->catalog.releases[i];
		bool supported = gs_catalog_supported(&s->catalog, r->version);
		bool here = is_here(&s->facts, r->version);
		json_t *v;

		if (!gs_release_archive(r, platform))
			continue;
		v = json_object();
		gs_json_set(v, "version", gs_json_text(r->version));
		gs_json_set(v, "stable", json_boolean(r->stable));
		gs_json_set(v, "supported", json_boolean(supported));
		gs_json_set(v, "first_seen", gs_json_text(r->first_seen));
		gs_json_set(v, "installed", json_boolean(here));
		json_array_append_new(list, v);
		if (print)
			print_release(r, supported, here);
	}
	return list;
}

int gs_cmd_list(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_session *s = &cli->session;
	int rc = gs_session_load(s, cli->remote, err);

	if (rc)
		return rc;
	cli->doc = json_object();
	gs_json_set(cli->doc, "installed",
		    list_installed(&s->facts, !s->opts.json));
	if (cli->remote)
		gs_json_set(cli->doc, "remote",
			    list_remote(s, !s->opts.json));
	return 0;
}
