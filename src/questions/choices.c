/* SPDX-License-Identifier: MIT */
/* What can be chosen, on this machine. */
#include "config.h"

#include "questions/rows.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

/* How many older lines the Version page proposes by itself. */
#define LINES_SHOWN 8

void gs_choices_scope(const struct gs_qctx *c, struct gs_choices *out)
{
	const struct gs_facts *f = c->facts;
	bool can = f->is_root || f->can_sudo || !gs_empty(f->root);

	gs_choices_add(out, "user", _("My account only"),
		       _("everything below the home directory"), NULL);
	gs_choices_add(out, "system", _("Everybody on this machine"),
		       _("/usr/local/go; needs root"),
		       can ? NULL : _("there is no sudo or doas here"));
}

static char *method_detail(const struct gs_method_info *i)
{
	gs_autofree char *size = gs_size_text(i->download_bytes);

	if (gs_empty(i->version))
		return gs_strdup(i->possible ? _("a .tar.gz file from go.dev, "
			"already on this machine") : "");
	if (i->download_bytes && i->where)
		return gs_printf(_("Go %s in %s, about %s to download"),
				 i->version, i->where, size);
	return gs_printf(_("Go %s in %s"), i->version,
			 i->where ? i->where : "");
}

void gs_choices_method(const struct gs_qctx *c, struct gs_choices *out)
{
	const struct gs_method *m;
	struct gs_method_request r;

	gs_method_request_from(c, &r);
	for (m = gs_methods(); m->name; m++) {
		struct gs_method_info info;
		gs_autofree char *detail = NULL;

		memset(&info, 0, sizeof(info));
		m->describe(&r, &info);
		detail = method_detail(&info);
		gs_choices_add(out, m->name, _(m->title), detail,
			       info.why_not);
		gs_method_info_release(&info);
	}
}

/* ---- version ----------------------------------------------------------- */
static void add_release(const struct gs_qctx *c, const struct gs_release *rel,
			const char *value, const char *platform,
			struct gs_choices *out)
{
	const struct gs_release_file *file = gs_release_archive(rel, platform);
	gs_autofree char *no = gs_platform_refusal(c->facts, rel->version);
	gs_autofree char *size = NULL;
	gs_autofree char *detail = NULL;
	const char *state = !rel->stable ? _("preview") :
		gs_catalog_supported(c->catalog, rel->version) ?
		_("maintained") : _("no fixes any more");

	if (file && file->size_bytes) {
		size = gs_size_text(file->size_bytes);
		detail = gs_printf("%s  %s  %s", state, rel->first_seen, size);
	} else {
		detail = gs_printf("%s  %s", state, rel->first_seen);
	}
	gs_choices_add(out, value, rel->version, detail, no);
}

static void add_line(const struct gs_release *rel, struct gs_strv *seen,
		     bool *is_new)
{
	struct gs_version v;
	gs_autofree char *line = NULL;

	*is_new = false;
	if (!rel->stable || !gs_version_parse(&v, rel->version))
		return;
	line = gs_printf("%d.%d", v.major, v.minor);
	*is_new = !gs_strv_has(seen, line);
	gs_strv_add_once(seen, line);
}

/* The newest patch of each line; a preview only while it is newer than
 * every release. */
void gs_choices_version(const struct gs_qctx *c, struct gs_choices *out)
{
	gs_autofree char *platform = gs_facts_platform(c->facts);
	const struct gs_release *stable =
		gs_catalog_find(c->catalog, "stable", platform, NULL);
	const struct gs_release *preview = NULL;
	struct gs_strv lines = GS_STRV_INIT;
	size_t i;

	if (stable)
		add_release(c, stable, "stable", platform, out);
	for (i = 0; i < c->catalog->n && lines.n < LINES_SHOWN; i++) {
		const struct gs_release *rel = &c->catalog->releases[i];
		bool is_new;

		if (!gs_release_archive(rel, platform))
			continue;
		if (!rel->stable && lines.n == 0 && !preview)
			preview = rel;
		add_line(rel, &lines, &is_new);
		if (is_new && rel != stable)
			add_release(c, rel, rel->version, platform, out);
	}
	if (preview)
		add_release(c, preview, preview->version, platform, out);
	gs_strv_release(&lines);
}

void gs_choices_trust(const struct gs_qctx *c GS_UNUSED,
		      struct gs_choices *out)
{
	gs_choices_add(out, "known", _("The built-in table"),
		       _("a file that contradicts it is refused"), NULL);
	gs_choices_add(out, "index", _("The index that I give"),
		       _("for archives that your organisation has built"),
		       NULL);
}

/* ---- network ----------------------------------------------------------- */
char *gs_china_goproxy(const struct gs_qctx *c)
{
	struct gs_strv list = GS_STRV_INIT;
	const char *dir = c->opts ? c->opts->data_dir : NULL;
	size_t n, i;
	const struct gs_mirror *m = gs_mirrors("proxies", dir, &n);
	char *value;

	for (i = 0; i < n && list.n < 2; i++)
		if (m[i].china && !m[i].official)
			gs_strv_add(&list, m[i].url);
	if (list.n == 0) {
		gs_strv_add(&list, "https://goproxy.cn");
		gs_strv_add(&list, "https://mirrors.aliyun.com/goproxy/");
	}
	gs_strv_add(&list, "direct");
	value = gs_strv_join(&list, ",");
	gs_strv_release(&list);
	return value;
}

void gs_choices_goproxy(const struct gs_qctx *c, struct gs_choices *out)
{
	gs_autofree char *china = gs_china_goproxy(c);

	gs_choices_add(out, "", _("Go's default"),
		       "https://proxy.golang.org,direct", NULL);
	gs_choices_add(out, china, _("For mainland China"), china, NULL);
	gs_choices_add(out, "direct", _("No proxy"),
		       _("every module from its own repository; needs git"),
		       NULL);
	gs_choices_add(out, "off", _("No downloads"),
		       _("only what is in the module cache"), NULL);
}

void gs_choices_gosumdb(const struct gs_qctx *c GS_UNUSED,
			struct gs_choices *out)
{
	gs_choices_add(out, "", _("Go's default"), "sum.golang.org", NULL);
	gs_choices_add(out, "sum.golang.google.cn", _("For mainland China"),
		       _("the same database, reachable there"), NULL);
	gs_choices_add(out, "off", _("No checks"),
		       _("not recommended: nobody notices a changed module"),
		       NULL);
}

/* ---- Go's own switches ------------------------------------------------- */
void gs_choices_gotoolchain(const struct gs_qctx *c GS_UNUSED,
			    struct gs_choices *out)
{
	gs_choices_add(out, "", _("Go's default"),
		       _("normally auto; some distributions say local"), NULL);
	gs_choices_add(out, "auto", _("Fetch newer toolchains"),
		       _("when a project asks for one"), NULL);
	gs_choices_add(out, "local", _("Never switch"),
		       _("a project that needs a newer Go is refused"), NULL);
	gs_choices_add(out, "path", _("Only from PATH"),
		       _("takes goX.Y.Z programs, downloads nothing"), NULL);
}

void gs_choices_go111module(const struct gs_qctx *c GS_UNUSED,
			    struct gs_choices *out)
{
	gs_choices_add(out, "", _("Go's default"), _("modules are on"), NULL);
	gs_choices_add(out, "on", _("On"), _("the same, said aloud"), NULL);
	gs_choices_add(out, "auto", _("Auto"),
		       _("only where there is a go.mod file"), NULL);
	gs_choices_add(out, "off", _("Off"),
		       _("GOPATH mode: most of today's modules fail"), NULL);
}

void gs_choices_cgo(const struct gs_qctx *c GS_UNUSED, struct gs_choices *out)
{
	gs_choices_add(out, "", _("Go decides"),
		       _("yes when there is a C compiler"), NULL);
	gs_choices_add(out, "0", _("No C code"),
		       _("static programs; no C compiler needed"), NULL);
	gs_choices_add(out, "1", _("C code"), _("needs a C compiler"), NULL);
}

/* ---- shells ------------------------------------------------------------ */
void gs_choices_shells(const struct gs_qctx *c, struct gs_choices *out)
{
	const struct gs_facts *f = c->facts;
	const struct gs_shell_def *d;

	for (d = gs_shell_defs(); d->name; d++) {
		const struct gs_shell_fact *s = gs_facts_shell(f, d->name);
		gs_autofree char *title = NULL;

		if (!s)
			continue;
		title = gs_empty(s->version) ? gs_strdup(d->name) :
			gs_printf("%s %s", d->name, s->version);
		gs_choices_add(out, d->name, title,
			       s->is_login ? _("your login shell") :
			       s->is_parent ? _("the shell you are in") :
			       s->path, NULL);
	}
}

/* ---- visibility -------------------------------------------------------- */
static const char *method_of(const struct gs_qctx *c)
{
	return gs_answers_get(c->answers, "method");
}

bool gs_if_version(const struct gs_qctx *c)
{
	return gs_streq(method_of(c), "archive");
}

bool gs_if_archive(const struct gs_qctx *c)
{
	return gs_streq(method_of(c), "local");
}

bool gs_if_trust(const struct gs_qctx *c)
{
	return gs_streq(method_of(c), "local") ||
	       (c->opts && c->opts->index);
}

bool gs_if_never(const struct gs_qctx *c GS_UNUSED)
{
	return false;
}
