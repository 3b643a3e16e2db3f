/* SPDX-License-Identifier: MIT */
/* Welcome: this machine, and how deep to go. */
#include "config.h"

#include "ui/tui/app.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "ui/tui/layer.h"

/* ---- the facts, one line each ------------------------------------------ */
static char *machine_text(const struct gs_facts *f)
{
	struct gs_strv parts = GS_STRV_INIT;
	char *text;

	gs_strv_add(&parts, !gs_empty(f->distro_name) ? f->distro_name
		    : f->os ? f->os : "?");
	gs_strv_addf(&parts, "%s/%s", f->os ? f->os : "?",
		     f->arch ? f->arch : "?");
	if (!gs_empty(f->libc))
		gs_strv_addf(&parts, "%s %s", f->libc,
			     f->libc_version ? f->libc_version : "");
	if (f->wsl)
		gs_strv_addf(&parts, "WSL %d", f->wsl);
	if (f->container)
		gs_strv_add(&parts, f->container);
	text = gs_words_list(&parts);
	gs_strv_release(&parts);
	return text;
}

static char *session_text(const struct gs_tui *t)
{
	const struct gs_facts *f = &t->s->facts;
	const char *term = getenv("TERM");
	struct gs_strv parts = GS_STRV_INIT;
	char *text;

	if (f->over_ssh && f->ssh_from)
		gs_strv_addf(&parts, _("SSH from %s"), f->ssh_from);
	else
		gs_strv_add(&parts, f->over_ssh ? _("over SSH") : _("local"));
	if (!t->s->opts.facts_file) {
		gs_strv_add(&parts, term ? term : "?");
		gs_strv_add(&parts, gs_i18n_utf8() ? "UTF-8" : "ASCII");
	}
	text = gs_words_list(&parts);
	gs_strv_release(&parts);
	return text;
}

static char *user_text(const struct gs_facts *f)
{
	const char *rights = f->is_root ? _("root: all users can be set up")
		: f->can_sudo ? _("sudo is here") : _("no sudo");

	/* TRANSLATORS: name, number and rights of the user. */
	return gs_printf(_("%s (uid %ld), %s"), f->user ? f->user : "?",
			 (long)f->uid, rights);
}

static enum gs_badge user_badge(const struct gs_facts *f)
{
	return f->is_root || f->under_sudo ? GS_BADGE_INFO : GS_BADGE_OK;
}

static char *home_text(const struct gs_facts *f, enum gs_badge *badge)
{
	const struct gs_place *p = gs_facts_place(f, "home");
	struct gs_buf b = GS_BUF_INIT;

	gs_buf_adds(&b, f->home ? f->home : "?");
	*badge = GS_BADGE_OK;
	if (f->passwd_home && f->home && !gs_streq(f->passwd_home, f->home)) {
		gs_buf_addf(&b, _(", not the account's %s"), f->passwd_home);
		*badge = GS_BADGE_INFO;
	}
	if (p && p->fstype)
		gs_buf_addf(&b, _(" on %s"), p->fstype);
	if (p && p->free_bytes >= 0) {
		gs_autofree char *free_text = gs_words_bytes(p->free_bytes);

		gs_buf_addf(&b, _(", %s free"), free_text);
		if (p->free_bytes < 700000000)
			*badge = GS_BADGE_WARN;
	}
	if (p && (p->hung || p->readonly || !p->writable))
		*badge = GS_BADGE_FAIL;
	return gs_buf_steal(&b);
}

static char *shells_text(const struct gs_facts *f)
{
	struct gs_strv rest = GS_STRV_INIT;
	gs_autofree char *others = NULL;
	const char *login = NULL;

	for (size_t i = 0; i < f->n_shells; i++) {
		const struct gs_shell_fact *s = &f->shells[i];

		if (s->is_login && !login)
			login = s->name;
		else
			gs_strv_add(&rest, s->name);
	}
	others = gs_words_list(&rest);
	gs_strv_release(&rest);
	if (login && !gs_empty(others))
		return gs_printf(_("%s; also installed: %s"), login, others);
	return gs_strdup(login ? login : !gs_empty(others) ? others
			 : _("none found"));
}

static char *network_text(const struct gs_tui *t, enum gs_badge *badge)
{
	gs_autofree char *list = gs_catalog_describe(&t->s->catalog);
	const struct gs_facts *f = &t->s->facts;
	const char *proxy = gs_facts_getenv(f, "https_proxy");

	if (t->looking & GS_TASK_BIT(GS_TASK_CATALOG)) {
		*badge = GS_BADGE_NOW;
		return gs_strdup(_("asking for the list of releases"));
	}
	*badge = t->s->catalog.origin == GS_CATALOG_TABLE ? GS_BADGE_INFO
							   : GS_BADGE_OK;
	return proxy ? gs_printf(_("%s; through a proxy"), list)
		     : gs_strdup(list);
}

static char *go_text(const struct gs_facts *f, enum gs_badge *badge)
{
	const struct gs_go_fact *g = gs_facts_active_go(f);

	*badge = GS_BADGE_OK;
	if (!f->n_go)
		return gs_strdup(_("none yet"));
	if (f->n_go > 1)
		*badge = GS_BADGE_INFO;
	if (!g)
		return gs_printf(GS_NGETTEXT("%zu installation, not on PATH",
					     "%zu installations, none on PATH",
					     f->n_go), f->n_go);
	if (f->n_go == 1)
		return gs_printf(_("%s in %s"), g->version, g->goroot
				 ? g->goroot : g->path);
	return gs_printf(GS_NGETTEXT("%s is used; %zu more is here",
				     "%s is used; %zu more are here",
				     f->n_go - 1), g->version, f->n_go - 1);
}

static void add_facts(struct gs_tui *t, struct gs_rows *r)
{
	const struct gs_facts *f = &t->s->facts;
	enum gs_badge home, network, go;
	gs_autofree char *machine = machine_text(f);
	gs_autofree char *session = session_text(t);
	gs_autofree char *user = user_text(f);
	gs_autofree char *home_line = home_text(f, &home);
	gs_autofree char *shells = shells_text(f);
	gs_autofree char *net = network_text(t, &network);
	gs_autofree char *found = go_text(f, &go);

	gs_rows_fact(r, _("Machine"), machine, GS_BADGE_OK, 2);
	gs_rows_fact(r, _("Session"), session, GS_BADGE_OK, 3);
	gs_rows_fact(r, _("You"), user, user_badge(f), 3);
	gs_rows_fact(r, _("Home"), home_line, home, 2);
	gs_rows_fact(r, _("Login shell"), shells, GS_BADGE_OK, 2);
	gs_rows_fact(r, _("Releases"), net, network, 2);
	gs_rows_fact(r, _("Go"), found, go, 1);
}

static void add_waiting(struct gs_rows *r)
{
	static const char *const labels[] = {
		N_("Machine"), N_("Session"), N_("You"), N_("Home"),
		N_("Login shell"), N_("Releases"), N_("Go"),
	};

	for (size_t i = 0; i < GS_COUNT(labels); i++)
		gs_rows_fact(r, _(labels[i]), "...", GS_BADGE_OPEN, 2);
}

void gs_system_report(struct gs_tui *t, struct gs_buf *out)
{
	struct gs_rows rows = { 0 };

	gs_rows_begin(&rows, 1000);
	add_facts(t, &rows);
	if (out->len)
		gs_buf_adds(out, "\n");
	for (size_t i = 0; i < rows.n; i++)
		gs_buf_addf(out, _("%s: %s\n"), rows.v[i].label,
			    rows.v[i].detail);
	for (size_t i = 0; i < t->s->facts.notes.n; i++)
		gs_buf_addf(out, "%s\n", t->s->facts.notes.v[i]);
	gs_rows_release(&rows);
}

/* ---- how deep to go ---------------------------------------------------- */
static void add_way(struct gs_tui *t, struct gs_rows *r, enum gs_tui_way way,
		    const char *id, const char *label, const char *detail)
{
	gs_rows_add(r, GS_ROW_RADIO, id, label, detail)->on = t->way == way;
	r->v[r->n - 1].group = 1;
}

static void build(struct gs_tui *t, struct gs_rows *r)
{
	gs_rows_text(r, 4, GS_ROLE_NORMAL,
		     _("gosetup gets Go ready on this machine. Nothing is "
		       "written before you confirm it on the Review page, and "
		       "one command takes everything back."));
	gs_rows_blank(r, 6);
	if (t->s->have_facts)
		add_facts(t, r);
	else
		add_waiting(r);
	gs_rows_blank(r, 5);
	add_way(t, r, GS_WAY_RECOMMENDED, "recommended", _("Recommended"),
		_("a few questions, then Review"));
	add_way(t, r, GS_WAY_STEPS, "steps", _("Step by step"),
		_("every page and every setting"));
	add_way(t, r, GS_WAY_CHECK, "check", _("Check only"),
		_("show a report, change nothing"));
	add_way(t, r, GS_WAY_UNDO, "undo", _("Undo a former run"),
		_("see what was done, and take it back"));
}

static bool choose(struct gs_tui *t)
{
	static const char *const ids[] = {
		[GS_WAY_RECOMMENDED] = "recommended",
		[GS_WAY_STEPS] = "steps",
		[GS_WAY_CHECK] = "check",
		[GS_WAY_UNDO] = "undo",
	};
	struct gs_row *row = gs_tui_row(t);

	for (size_t i = 0; row && i < GS_COUNT(ids); i++)
		if (gs_streq(row->id, ids[i]))
			t->way = (enum gs_tui_way)i;
	return true;
}

static bool act(struct gs_tui *t, enum gs_action a, const struct gs_key *key)
{
	(void)key;
	if (a != GS_DO_CHOOSE && a != GS_DO_ENTER)
		return false;
	choose(t);
	return a == GS_DO_CHOOSE;
}

static void buttons(struct gs_tui *t, struct gs_buttons *b)
{
	(void)t;
	gs_buttons_add(b, GS_DO_QUIT, _("Quit"));
	gs_buttons_add(b, GS_DO_NEXT, _("Next"));
}

const struct gs_page gs_page_system = {
	.id = "system",
	.title = N_("System"),
	.build = build,
	.buttons = buttons,
	.act = act,
};
