/* SPDX-License-Identifier: MIT */
/* Settings elsewhere that beat the chosen ones: told, never touched. */
#include "config.h"

#include "plan/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

/* The answer of a Go variable ("GOPROXY"), or NULL when it is none. */
static const char *answer_of(const struct gs_planner *p, const char *name)
{
	for (const char *const *k = gs_goenv_keys(); *k; k++) {
		gs_autofree char *have = gs_goenv_name(*k);

		if (gs_streq(have, name))
			return gs_answers_get(p->answers, *k);
	}
	return NULL;
}

static void note_export(struct gs_planner *p, const char *file,
			const struct gs_rc_finding *r)
{
	const char *want = answer_of(p, r->name);
	gs_autofree char *where = gs_path_tilde(file, p->facts->home);
	gs_autofree char *value = gs_url_mask(r->value ? r->value : "");

	if (gs_streq(r->name, "GOROOT"))
		gs_strv_addf(&p->plan->notes,
			     _("%s, line %d sets GOROOT=%s: that makes every "
			       "other Go use the wrong standard library. "
			       "Better remove that line."),
			     where, r->line, value);
	else if (!gs_empty(want) && !gs_streq(want, r->value))
		gs_strv_addf(&p->plan->notes,
			     _("%s, line %d sets %s=%s, which beats the chosen "
			       "value in these shells. Remove that line to let "
			       "the choice count."),
			     where, r->line, r->name, value);
}

static void note_path_reset(struct gs_planner *p, const char *file, int line)
{
	gs_autofree char *where = gs_path_tilde(file, p->facts->home);

	gs_strv_addf(&p->plan->notes,
		     _("%s, line %d replaces the whole PATH. If go is not "
		       "found afterwards, that is why."), where, line);
}

static void scan_file(struct gs_planner *p, const struct gs_file *file)
{
	enum gs_syntax syntax = gs_ends(file->path, ".fish")
				? GS_SYNTAX_FISH : GS_SYNTAX_SH;
	struct gs_rc_scan scan;

	memset(&scan, 0, sizeof(scan));
	gs_rc_scan(file->bytes.ptr, file->bytes.len, syntax, &scan);
	for (size_t i = 0; i < scan.n; i++) {
		if (scan.v[i].what == GS_RC_EXPORT && scan.v[i].name)
			note_export(p, file->path, &scan.v[i]);
		else if (scan.v[i].what == GS_RC_PATH_RESET)
			note_path_reset(p, file->path, scan.v[i].line);
	}
	gs_rc_scan_release(&scan);
}

/* Variables of the environment that gosetup was started in. */
static void note_environment(struct gs_planner *p)
{
	for (size_t i = 0; i < p->facts->env.n; i++) {
		const char *entry = p->facts->env.v[i];
		size_t n = strcspn(entry, "=");
		gs_autofree char *name = gs_strndup(entry, n);
		const char *value = entry[n] ? entry + n + 1 : "";
		const char *want = answer_of(p, name);

		if (gs_streq(name, "GOROOT") && !gs_empty(value))
			gs_strv_addf(&p->plan->notes,
				     _("GOROOT=%s is set in this session: "
				       "with it, go uses the standard library "
				       "of that place. Say 'unset GOROOT'."),
				     value);
		if (!gs_empty(want) && !gs_empty(value) &&
		    !gs_streq(want, value))
			gs_strv_addf(&p->plan->notes,
				     _("%s is set in this session to another "
				       "value, which beats the chosen one until "
				       "you log in again."), name);
	}
}

void gs_plan_add_notes(struct gs_planner *p)
{
	const struct gs_facts *f = p->facts;
	struct gs_strv paths = GS_STRV_INIT;
	struct gs_shell_home h = { f->home, f->xdg_config, NULL, NULL,
				   f->root };
	const struct gs_shell_fact *zsh = gs_facts_shell(f, "zsh");

	if (zsh) {
		h.zdotdir_env = zsh->zdotdir_env;
		h.zdotdir_rc = zsh->zdotdir_rc;
	}
	gs_shell_candidate_files(&h, &paths);
	for (size_t i = 0; i < paths.n; i++) {
		const struct gs_file *file = gs_facts_file(f, paths.v[i]);

		if (file && file->type == GS_FILE_REGULAR &&
		    gs_path_within(paths.v[i], f->home) &&
		    !strstr(paths.v[i], "/gosetup"))
			scan_file(p, file);
	}
	note_environment(p);
	if (p->system && p->plan->expect.goenv.n)
		gs_strv_addf(&p->plan->notes,
			     _("Go for everybody, but Go's settings are "
			       "per user: they are stored for %s. With "
			       "export_vars=true all users get them."),
			     f->user);
	gs_strv_release(&paths);
}
