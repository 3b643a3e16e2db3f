/* SPDX-License-Identifier: MIT */
/* gosetup detect: the facts of this machine. */
#include "config.h"

#include "ui/cli/cli.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/path.h"

static void row(const char *title, const char *text)
{
	int pad = 16 - gs_text_columns(title);

	printf("%s%*s%s\n", title, pad > 1 ? pad : 1, "", text);
}

static void show_system(const struct gs_facts *f)
{
	gs_autofree char *machine = gs_printf("%s, %s/%s, %s %s, %s %s",
		f->distro_name ? f->distro_name : "", f->os, f->arch,
		f->libc ? f->libc : "", f->libc_version ? f->libc_version : "",
		_("kernel"), f->kernel ? f->kernel : "");
	gs_autofree char *wsl = gs_printf("WSL %d", f->wsl);

	row(_("Machine"), machine);
	if (f->wsl)
		row("", wsl);
	if (f->container)
		row(_("Container"), f->container);
	if (f->over_ssh)
		row(_("Session"), "SSH");
}

static void show_user(const struct gs_facts *f)
{
	gs_autofree char *who = gs_printf("%s (uid %lu)%s%s",
		f->user ? f->user : "?", (unsigned long)f->uid,
		f->under_sudo ? ", " : "",
		f->under_sudo ? _("under sudo") : "");

	row(_("User"), who);
	row(_("Home"), f->home);
	if (f->passwd_home && !gs_streq(f->passwd_home, f->home)) {
		gs_autofree char *text =
			gs_printf(_("HOME is set to another directory than "
				    "the account's, %s"), f->passwd_home);

		row("", text);
	}
	row(_("Login shell"), f->login_shell ? f->login_shell : "?");
}

static void show_shells(const struct gs_facts *f)
{
	for (size_t i = 0; i < f->n_shells; i++) {
		const struct gs_shell_fact *s = &f->shells[i];
		gs_autofree char *text = gs_printf("%s %s  %s", s->name,
			s->version ? s->version : "", s->path);

		row(i == 0 ? _("Shells") : "", text);
	}
}

static void show_go(const struct gs_facts *f)
{
	if (f->n_go == 0)
		row("Go", _("none was found"));
	for (size_t i = 0; i < f->n_go; i++) {
		const struct gs_go_fact *g = &f->go[i];
		gs_autofree char *where = gs_path_tilde(g->path, f->home);
		gs_autofree char *text = gs_printf("%s  %s  %s%s%s",
			gs_empty(g->version) ? "?" : g->version, where,
			gs_go_owner_name(g->owner),
			g->active ? ", " : "",
			g->active ? _("the one this environment runs") : "");

		row(i == 0 ? "Go" : "", text);
		if (g->broken)
			row("", g->broken);
	}
}

static void show_places(const struct gs_facts *f)
{
	for (size_t i = 0; i < f->n_places; i++) {
		const struct gs_place *p = &f->places[i];
		gs_autofree char *size = p->free_bytes < 0
			? gs_strdup("?") : gs_size_text(p->free_bytes);
		gs_autofree char *text =
			gs_printf(_("%s  %s, %s free"), p->path,
				  p->fstype ? p->fstype : "?", size);

		row(i == 0 ? _("Places") : "", text);
	}
}

static void show_list(const char *title, const struct gs_strv *list)
{
	for (size_t i = 0; i < list->n; i++)
		row(i == 0 ? title : "", list->v[i]);
}

int gs_cmd_detect(struct gs_cli *cli, struct gs_error *err)
{
	struct gs_facts *f = &cli->session.facts;
	int rc = gs_session_load(&cli->session, false, err);

	if (rc)
		return rc;
	gs_facts_mask(f);
	if (cli->session.opts.json) {
		cli->doc = gs_facts_to_json(f, cli->with_files);
		return 0;
	}
	show_system(f);
	show_user(f);
	show_shells(f);
	show_go(f);
	show_list(_("Environment"), &f->env);
	show_places(f);
	show_list(_("Notes"), &f->notes);
	for (size_t i = 0; cli->with_files && i < f->n_files; i++)
		row(i == 0 ? _("Files") : "", f->files[i].path);
	return 0;
}
