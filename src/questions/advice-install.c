/* SPDX-License-Identifier: MIT */
/* What to recommend for scope, method, version and shells. */
#include "config.h"

#include "questions/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

static void say(struct gs_advice *out, const char *value)
{
	gs_set(&out->value, value);
}

void gs_method_request_from(const struct gs_qctx *ctx,
			    struct gs_method_request *out)
{
	const struct gs_answers *a = ctx->answers;

	out->facts = ctx->facts;
	out->catalog = ctx->catalog;
	out->opts = ctx->opts;
	out->system = gs_streq(gs_answers_get(a, "scope"), "system");
	out->version = gs_answers_get(a, "version");
	out->archive = gs_answers_get(a, "archive");
	out->trust_index = gs_streq(gs_answers_get(a, "trust"), "index");
}

/* ---- scope ------------------------------------------------------------- */
/* Why nothing can be installed below the home directory: owned, or NULL. */
static char *home_refusal(const struct gs_qctx *c)
{
	const struct gs_place *p = gs_tree_place(c->facts, false);

	if (!p)
		return NULL;
	if (p->noexec)
		return gs_printf(_("%s is mounted noexec: a Go in it could "
			"not be run."), p->path);
	if (p->readonly || !p->writable)
		return gs_printf(_("%s cannot be written to."), p->path);
	return NULL;
}

void gs_advise_scope(const struct gs_qctx *c, struct gs_advice *out)
{
	const struct gs_facts *f = c->facts;
	gs_autofree char *no_home = home_refusal(c);

	if (no_home && (f->is_root || f->can_sudo)) {
		say(out, "system");
		gs_strv_add(&out->why, no_home);
		return;
	}
	say(out, "user");
	gs_strv_add(&out->why, _("It needs no administrator, touches nobody "
		"else's files, and 'gosetup undo' takes it away again."));
	if (f->is_root)
		out->why_not = gs_strdup(_("For all users: right if others on "
			"this machine shall have this Go too; it changes "
			"/usr/local and /etc for everybody."));
	else if (!f->can_sudo)
		out->why_not = gs_strdup(_("For all users: needs root, and "
			"there is no sudo or doas here."));
	else
		out->why_not = gs_strdup(_("For all users: needs root, and "
			"everybody gets what you choose."));
}

/* ---- method ------------------------------------------------------------ */
static void runner_up(const struct gs_method_request *r,
		      const struct gs_method *best, struct gs_advice *out)
{
	const struct gs_method *m;
	int score = -1;

	for (m = gs_methods(); m->name; m++) {
		struct gs_method_info info;
		const char *reason;

		memset(&info, 0, sizeof(info));
		m->describe(r, &info);
		reason = info.why_not ? info.why_not :
			 info.cons.n ? info.cons.v[0] : NULL;
		if (m != best && reason && info.score > score) {
			score = info.score;
			free(out->why_not);
			/* TRANSLATORS: method, and why it is second best */
			out->why_not = gs_printf(_("Why not '%s': %s"),
						 _(m->title), reason);
		}
		gs_method_info_release(&info);
	}
}

void gs_advise_method(const struct gs_qctx *c, struct gs_advice *out)
{
	struct gs_method_request r;
	struct gs_method_info info;
	const struct gs_method *best;

	gs_method_request_from(c, &r);
	best = gs_method_recommend(&r);
	memset(&info, 0, sizeof(info));
	best->describe(&r, &info);
	say(out, best->name);
	gs_strv_copy(&out->why, &info.pros);
	gs_method_info_release(&info);
	runner_up(&r, best, out);
}

/* ---- version, archive, trust ------------------------------------------- */
/* How new "the newest" is, depends on the list that it stands on. */
static void say_newest(const struct gs_qctx *c, const struct gs_release *rel,
		       struct gs_advice *out)
{
	if (c->catalog->origin == GS_CATALOG_TABLE)
		gs_strv_addf(&out->why, _("%s is the newest release on the "
			"built-in list of %s; with a network, gosetup looks "
			"for newer ones."), rel->version, gs_table_date());
	else if (!gs_catalog_supported(c->catalog, rel->version))
		gs_strv_addf(&out->why, _("%s is the newest release on this "
			"list."), rel->version);
	else
		gs_strv_addf(&out->why, _("%s is the newest release, with all "
			"security fixes."), rel->version);
	gs_strv_add(&out->why, _("Go keeps old programs working: code for an "
		"older Go builds with a newer one."));
	if (gs_catalog_supported(c->catalog, rel->version))
		out->why_not = gs_strdup(_("The line before it is maintained "
			"as well, but for half a year less."));
}

void gs_advise_version(const struct gs_qctx *c, struct gs_advice *out)
{
	gs_autofree char *platform = gs_facts_platform(c->facts);
	const struct gs_release *newest =
		gs_catalog_find(c->catalog, "stable", platform, NULL);
	const struct gs_release *fits = gs_newest_fitting(c->catalog,
							  c->facts);
	gs_autofree char *no = NULL;
	struct gs_version v;

	say(out, "stable");
	if (!newest)
		return;
	if (fits == newest) {
		say_newest(c, newest, out);
		return;
	}
	no = gs_platform_refusal(c->facts, newest->version);
	gs_strv_add(&out->why, no);
	if (fits && gs_version_parse(&v, fits->version)) {
		free(out->value);
		out->value = gs_printf("%d.%d", v.major, v.minor);
	}
}

void gs_advise_archive(const struct gs_qctx *c GS_UNUSED,
		       struct gs_advice *out)
{
	say(out, "");
}

void gs_advise_trust(const struct gs_qctx *c GS_UNUSED, struct gs_advice *out)
{
	say(out, "known");
	gs_strv_add(&out->why, _("A wrong mirror or index cannot slip in "
		"another file."));
	out->why_not = gs_strdup(_("'index' is only for archives that your "
		"own organisation has built."));
}

/* ---- shells ------------------------------------------------------------ */
static bool installed(const struct gs_facts *f, const char *name)
{
	return gs_shell_find(name) && gs_facts_shell(f, name);
}

static void add_installed(const struct gs_facts *f, struct gs_strv *out)
{
	const char *first[3];
	size_t i;

	first[0] = f->login_shell ? gs_path_base(f->login_shell) : NULL;
	first[1] = f->env_shell ? gs_path_base(f->env_shell) : NULL;
	first[2] = f->parent_shell ? gs_path_base(f->parent_shell) : NULL;
	for (i = 0; i < GS_COUNT(first); i++)
		if (first[i] && installed(f, first[i]))
			gs_strv_add_once(out, first[i]);
	for (i = 0; i < f->n_shells; i++)
		if (installed(f, f->shells[i].name))
			gs_strv_add_once(out, f->shells[i].name);
}

void gs_shells_chosen(const struct gs_qctx *ctx, struct gs_strv *out)
{
	struct gs_strv words = GS_STRV_INIT;
	size_t i;

	gs_answers_list(ctx->answers, "shells", &words);
	for (i = 0; i < words.n; i++)
		if (gs_streq(words.v[i], "detected"))
			add_installed(ctx->facts, out);
		else
			gs_strv_add_once(out, words.v[i]);
	gs_strv_release(&words);
}

void gs_advise_shells(const struct gs_qctx *c, struct gs_advice *out)
{
	struct gs_strv all = GS_STRV_INIT;
	gs_autofree char *list = NULL;

	add_installed(c->facts, &all);
	list = gs_strv_join(&all, ", ");
	say(out, "detected");
	if (all.n)
		gs_strv_addf(&out->why, _("Installed here: %s. So go is found "
			"wherever you type it."), list);
	if (c->facts->login_shell)
		gs_strv_addf(&out->why, _("%s is your login shell."),
			     c->facts->login_shell);
	out->why_not = gs_strdup(_("Only some of them: then go would be "
		"missing after a change of the shell, and in scripts of the "
		"others."));
	gs_strv_release(&all);
	gs_advise_last(c, "shells", out);
}

void gs_advise_export_vars(const struct gs_qctx *c, struct gs_advice *out)
{
	say(out, "false");
	gs_strv_add(&out->why, _("Go reads its own settings file in every "
		"shell, editor and service."));
	out->why_not = gs_strdup(_("An exported value would win over a later "
		"'go env -w', which surprises."));
	gs_advise_last(c, "export_vars", out);
}

void gs_advise_set_goroot(const struct gs_qctx *c, struct gs_advice *out)
{
	const char *now = gs_facts_getenv(c->facts, "GOROOT");

	say(out, "false");
	gs_strv_add(&out->why, _("Go finds its own directory."));
	if (!gs_empty(now))
		gs_strv_addf(&out->why, _("GOROOT=%s is set in this "
			"environment; better remove it."), now);
	out->why_not = gs_strdup(_("A fixed GOROOT makes every other Go use "
		"the wrong standard library."));
	gs_advise_last(c, "set_goroot", out);
}

void gs_advise_nothing(const struct gs_qctx *c GS_UNUSED,
		       struct gs_advice *out)
{
	say(out, "none");
}
