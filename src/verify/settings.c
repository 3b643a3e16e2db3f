/* SPDX-License-Identifier: MIT */
/* Does this Go run, and does it see the chosen settings? */
#include "config.h"

#include "verify/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"
#include "base/path.h"
#include "catalog/catalog.h"

static void judge_version(struct gs_verifier *v, const struct gs_proc *p)
{
	gs_autofree char *line = gs_proc_line(p);
	gs_autofree char *want = gs_printf("go version go%s ",
					   v->expect->version);
	bool ok = line && (gs_empty(v->expect->version) ||
			   gs_starts(line, want));
	char *detail;

	if (line)
		detail = gs_strdup(line);
	else if (p->timed_out)
		detail = gs_strdup(_("go version did not answer"));
	else
		detail = gs_printf(_("go version failed: %.200s"),
				   gs_buf_str(&p->errout));
	gs_verify_add(v, gs_strdup("version"), gs_strdup(_("Go itself")), ok,
		      false, detail);
}

static void judge_setting(struct gs_verifier *v, const json_t *env,
			  const char *name, const char *want)
{
	const char *got = gs_json_str(env, name, "");
	gs_autofree char *shown = gs_url_mask(gs_empty(got) ? "\"\"" : got);
	bool ok = gs_streq(got, want);
	/* Go before 1.21 does not know the variable at all. */
	bool limit = gs_streq(name, "GOTOOLCHAIN") &&
		     gs_version_compare_text(v->expect->version, "1.21") < 0;

	gs_verify_add(v, gs_printf("env:%s", name), gs_strdup(name), ok, limit,
		      gs_printf(ok ? _("go env shows %s")
				   : _("go env shows %s, not the chosen "
				       "value"), shown));
}

/* A fixed toolchain would be fetched just for the question. */
static bool fetches(const char *entry)
{
	return gs_starts(entry, "GOTOOLCHAIN=go");
}

static void judge_settings(struct gs_verifier *v, const struct gs_proc *p)
{
	json_t *env = json_loads(gs_buf_str(&p->out), 0, NULL);

	for (size_t i = 0; i < v->expect->goenv.n; i++) {
		const char *entry = v->expect->goenv.v[i];
		gs_autofree char *name = gs_strndup(entry,
						    strcspn(entry, "="));

		if (!fetches(entry))
			judge_setting(v, env, name,
				      entry + strlen(name) + 1);
	}
	json_decref(env);
}

int gs_verify_settings(struct gs_verifier *v)
{
	gs_autofree char *go = NULL;
	struct gs_proc p[2];
	int rc;

	if (!v->expect->runs_here || gs_empty(v->expect->go_bin))
		return 0;
	go = gs_path_join(v->expect->go_bin, "go");
	for (int i = 0; i < 2; i++) {
		gs_verify_proc(v, &p[i], NULL);
		free(p[i].cwd);
		p[i].cwd = gs_strdup("/");      /* no go.mod there */
	}
	gs_proc_args(&p[0], go, "version", NULL);
	gs_proc_setenv(&p[0], "GOTOOLCHAIN", "local");
	gs_proc_args(&p[1], go, "env", "-json", NULL);
	for (size_t i = 0; i < v->expect->goenv.n; i++)
		if (fetches(v->expect->goenv.v[i]))
			gs_proc_setenv(&p[1], "GOTOOLCHAIN", "local");
	rc = gs_proc_run_all(p, 2, 2, gs_verify_tick, v);
	if (!rc) {
		judge_version(v, &p[0]);
		judge_settings(v, &p[1]);
	}
	gs_proc_release(&p[0]);
	gs_proc_release(&p[1]);
	return rc;
}
