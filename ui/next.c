/* SPDX-License-Identifier: MIT */
/* What to type in the shell that gosetup was started from: a program cannot
 * change the PATH of its parent. */
#include "config.h"

#include "ui/say.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

static bool look(void *user, const char *path, struct gs_shell_file *out)
{
	const struct gs_file *f = gs_facts_file(user, path);

	memset(out, 0, sizeof(*out));
	if (!f)
		return false;
	out->exists = f->type != GS_FILE_ABSENT;
	out->bytes = f->bytes.ptr;
	out->len = f->bytes.len;
	return true;
}

static bool is_chosen(const struct gs_expect *e, const char *name)
{
	return !gs_empty(name) && gs_strv_has(&e->shells, name);
}

/* Owned: the file of this shell that puts go in front; NULL: none. */
static char *file_to_read(const struct gs_session *s,
			  const struct gs_shell_def *d)
{
	const struct gs_facts *f = &s->facts;
	const struct gs_shell_fact *fact = gs_facts_shell(f, d->name);
	struct gs_shell_home h = { f->home, f->xdg_config, NULL, NULL,
				   f->root };
	bool system = gs_streq(gs_json_str(s->plan.answers, "scope", ""),
			       "system");
	struct gs_shell_edits edits = { 0 };
	char *path = NULL;

	if (fact) {
		h.zdotdir_env = fact->zdotdir_env;
		h.zdotdir_rc = fact->zdotdir_rc;
	}
	gs_shell_edits(d, &h, system, look, (void *)(uintptr_t)f, &edits,
		       NULL);
	for (size_t i = 0; i < edits.n; i++)
		if (!path || edits.v[i].login) {
			free(path);
			path = gs_path_tilde(edits.v[i].path, f->home);
			if (edits.v[i].login)
				break;
		}
	gs_shell_edits_release(&edits);
	return path;
}

static bool is_found_already(const struct gs_session *s,
			     const struct gs_expect *e)
{
	const struct gs_go_fact *go = gs_facts_active_go(&s->facts);
	gs_autofree char *dir = go ? gs_path_dir(go->path) : NULL;

	return gs_streq(dir, e->go_bin);
}

void gs_next_lines(const struct gs_session *s, const struct gs_expect *e,
		   struct gs_strv *out)
{
	const struct gs_facts *f = &s->facts;
	const struct gs_shell_def *d = NULL;
	gs_autofree char *path = NULL;

	if (gs_empty(e->go_bin) || is_found_already(s, e) ||
	    !gs_checks_all_ok(&s->checks))
		return;
	if (is_chosen(e, f->parent_shell))
		d = gs_shell_find(f->parent_shell);
	if (d)
		path = file_to_read(s, d);
	if (!path) {
		gs_strv_add(out, _("New shells find this Go: log in again, or "
				   "open a new terminal."));
		return;
	}
	gs_strv_add(out, _("New shells find this Go. In this one, type:"));
	gs_strv_addf(out, "    %s %s",
		     d->syntax == GS_SYNTAX_SH ? "." : "source", path);
}
