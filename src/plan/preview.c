/* SPDX-License-Identifier: MIT */
/* Previews: diff, script, plain text.  Made from the steps alone. */
#include "config.h"

#include "plan/parts.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"

void gs_plan_diff(const struct gs_plan *p, struct gs_buf *out)
{
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].kind == GS_STEP_FILE)
			gs_step_diff(&p->steps.v[i], out);
}

/* A copy beside the file, made once: a second start of the script would
 * otherwise overwrite it. */
static void keep_old(const struct gs_step *s, struct gs_buf *out)
{
	gs_autofree char *old = gs_printf("%s.gosetup-old", s->target);

	if (s->kind != GS_STEP_FILE || !s->before.exists)
		return;
	gs_buf_adds(out, "[ -e ");
	gs_sh_quote(out, old);
	gs_buf_adds(out, " ] || cp -p ");
	gs_sh_quote(out, s->target);
	gs_buf_addc(out, ' ');
	gs_sh_quote(out, old);
	gs_buf_addc(out, '\n');
}

void gs_plan_script(const struct gs_plan *p, struct gs_buf *out)
{
	gs_buf_adds(out,
		    "#!/bin/sh\n"
		    "# Made by gosetup: does by hand what `gosetup apply` does, without its\n"
		    "# journal and undo. Each file is replaced only if it still has the\n"
		    "# contents that the plan was made for; its old contents are kept beside\n"
		    "# it with the suffix .gosetup-old.\n"
		    "set -eu\n"
		    "umask 022\n");
	for (size_t i = 0; i < p->steps.n; i++) {
		if (!p->steps.v[i].changes)
			continue;
		gs_buf_addc(out, '\n');
		keep_old(&p->steps.v[i], out);
		gs_step_script(&p->steps.v[i], out);
	}
}

/* What the step touches, with the end of its links: "~/.bashrc". */
static char *step_where(const struct gs_plan *p, const struct gs_step *s)
{
	gs_autofree char *where = gs_path_tilde(s->target, p->home);
	gs_autofree char *real = NULL;

	if (s->kind == GS_STEP_LINK && s->link_after)
		return gs_printf("%s -> %s", where, s->link_after);
	if (s->kind == GS_STEP_DIR)
		return gs_printf("%s/", where);
	if (!s->real || gs_streq(s->real, s->target))
		return gs_strdup(where);
	real = gs_path_tilde(s->real, p->home);
	return gs_printf("%s -> %s", where, real);
}

static void text_step(const struct gs_plan *p, const struct gs_step *s,
		      struct gs_buf *out)
{
	gs_autofree char *where = step_where(p, s);
	const char *what = s->summary ? s->summary : s->id;
	int added = 0, removed = 0;

	if (s->kind == GS_STEP_DIR && !s->cache && !s->remove)
		what = _("new directory");
	gs_buf_addf(out, "  %-36s  %s", where, what);
	if (s->kind == GS_STEP_FILE) {
		gs_diff_count(&s->before.bytes, &s->after.bytes, &added,
			      &removed);
		gs_buf_addf(out, " (+%d -%d)", added, removed);
	} else if (s->kind == GS_STEP_TREE && s->tree.size_bytes) {
		gs_autofree char *size = gs_size_text(s->tree.size_bytes);

		gs_buf_addf(out, " (%s)", size);
	}
	if (s->needs_root)
		gs_buf_addf(out, ", %s", _("as root"));
	gs_buf_addc(out, '\n');
}

static void text_list(const char *title, const struct gs_strv *list,
		      struct gs_buf *out)
{
	if (list->n == 0)
		return;
	gs_buf_addf(out, "\n%s\n", title);
	for (size_t i = 0; i < list->n; i++)
		gs_buf_addf(out, "  - %s\n", list->v[i]);
}

void gs_plan_text(const struct gs_plan *p, struct gs_buf *out)
{
	if (p->changes == 0) {
		gs_buf_addf(out, "%s\n", _("Nothing to do: everything is "
					   "already as chosen."));
	} else {
		gs_buf_addf(out,
			    GS_NGETTEXT("gosetup would make %d change:",
					"gosetup would make %d changes:",
					(unsigned long)p->changes),
			    p->changes);
		gs_buf_addc(out, '\n');
	}
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.v[i].changes)
			text_step(p, &p->steps.v[i], out);
	text_list(_("To be done by hand:"), &p->manual, out);
	text_list(_("Worth knowing:"), &p->notes, out);
}
