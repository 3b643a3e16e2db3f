/* SPDX-License-Identifier: MIT */
/* Which shells, which of their files, and why that one. */
#include "config.h"

#include "ui/tui/app.h"

#include "base/i18n.h"
#include "shells/shells.h"

static void home_of(const struct gs_facts *f, struct gs_shell_home *h)
{
	const struct gs_shell_fact *zsh = gs_facts_shell(f, "zsh");

	h->home = f->home;
	h->xdg_config = f->xdg_config;
	h->zdotdir_env = zsh ? zsh->zdotdir_env : NULL;
	h->zdotdir_rc = zsh ? zsh->zdotdir_rc : NULL;
	h->root = f->root ? f->root : "";
}

static bool look(void *user, const char *path, struct gs_shell_file *out)
{
	const struct gs_file *file = gs_facts_file(user, path);

	if (!file)
		return false;
	out->exists = file->type == GS_FILE_REGULAR;
	out->bytes = gs_buf_str(&file->bytes);
	out->len = file->bytes.len;
	return true;
}

static int edits_of(struct gs_tui *t, const char *name,
		    struct gs_shell_edits *out, struct gs_error *err)
{
	const struct gs_shell_def *d = gs_shell_find(name);
	struct gs_shell_home h;
	bool system = gs_streq(gs_answers_get(&t->s->answers, "scope"),
			       "system");

	home_of(&t->s->facts, &h);
	return d ? gs_shell_edits(d, &h, system, look, &t->s->facts, out, err)
		 : 0;
}

/* "~/.bashrc, ~/.profile" */
static char *files_of(struct gs_tui *t, const char *name)
{
	struct gs_shell_edits e = { 0 };
	struct gs_buf b = GS_BUF_INIT;

	if (edits_of(t, name, &e, NULL) == 0)
		for (size_t i = 0; i < e.n; i++) {
			gs_autofree char *p = gs_words_home(t, e.v[i].path);

			gs_buf_addf(&b, "%s%s", b.len ? ", " : "", p);
		}
	gs_shell_edits_release(&e);
	return gs_buf_steal(&b);
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	gs_ask_build(t, r, GS_PAGE_SHELLS);
	for (size_t i = 0; i < r->n; i++) {
		struct gs_row *row = &r->v[i];
		gs_autofree char *files = NULL;

		if (!row->q || !row->value || !gs_streq(row->q->key, "shells"))
			continue;
		files = files_of(t, row->value);
		if (!row->disabled && *files)
			gs_set(&row->detail, files);
	}
}

static void why_shell(struct gs_tui *t, const struct gs_row *row,
		      struct gs_buf *out)
{
	struct gs_shell_edits e = { 0 };
	struct gs_error err = GS_ERROR_INIT;

	if (edits_of(t, row->value, &e, &err))
		gs_buf_addf(out, "%s\n%s\n", err.text, err.hint);
	for (size_t i = 0; i < e.n; i++) {
		gs_autofree char *p = gs_words_home(t, e.v[i].path);
		const struct gs_file *f = gs_facts_file(&t->s->facts,
							e.v[i].path);

		bool is_new = !f || f->type != GS_FILE_REGULAR;

		gs_buf_addf(out, is_new ? _("%s (new): %s\n") : _("%s: %s\n"),
			    p, e.v[i].reason ? e.v[i].reason : "");
		if (f && f->why)
			gs_buf_addf(out, "  %s\n", f->why);
	}
	gs_shell_edits_release(&e);
}

static void why(struct gs_tui *t, const struct gs_row *row, struct gs_buf *out)
{
	if (row->q && row->value && gs_streq(row->q->key, "shells"))
		why_shell(t, row, out);
	else
		gs_ask_why(t, row, out);
}

const struct gs_page gs_page_shells = {
	.id = "shells",
	.title = N_("Shells"),
	.build = build,
	.why = why,
};
