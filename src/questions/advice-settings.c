/* SPDX-License-Identifier: MIT */
/* What to recommend for Go's settings, from what is set here already. */
#include "config.h"

#include "questions/rows.h"

#include <ctype.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"
#include "base/path.h"

const char *const *gs_goenv_keys(void)
{
	static const char *const keys[] = {
		"gopath", "gobin", "gocache", "gomodcache", "gotmpdir",
		"goproxy", "gosumdb", "goprivate", "gonoproxy", "gonosumdb",
		"goinsecure", "gotoolchain", "go111module", "goflags",
		"cgo_enabled", NULL,
	};

	return keys;
}

char *gs_goenv_name(const char *key)
{
	char *name = gs_strdup(key), *p;

	for (p = name; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return name;
}

/* The value that stands in the go env file stays the recommendation, when
 * it is a valid one. */
static bool keep_current(const struct gs_qctx *c, const char *key,
			 struct gs_advice *out)
{
	gs_autofree char *name = gs_goenv_name(key);
	gs_autofree char *now = gs_facts_goenv_get(c->facts, name);
	struct gs_error err = GS_ERROR_INIT;

	if (gs_empty(now))
		return false;
	if (gs_answer_check(c, gs_question_find(key), now, &err) != 0) {
		gs_strv_addf(&out->why, _("%s in your go env file is not "
			"usable: %s."), name, err.text);
		return false;
	}
	gs_set(&out->value, now);
	gs_strv_addf(&out->why, _("It is set so in %s already."),
		     c->facts->goenv_path);
	return true;
}

static void say_exported(const struct gs_qctx *c, const char *key,
			 struct gs_advice *out)
{
	gs_autofree char *name = gs_goenv_name(key);
	const char *now = gs_facts_getenv(c->facts, name);
	gs_autofree char *shown = gs_url_mask(now ? now : "");

	if (!gs_empty(now))
		gs_strv_addf(&out->why, _("%s=%s is set in this environment, "
			"and wins over what is chosen here."), name, shown);
}

/* The common pattern: what is set stays, else Go's default. */
static void advise_default(const struct gs_qctx *c, const char *key,
			   const char *why, const char *why_not,
			   struct gs_advice *out)
{
	gs_set(&out->value, "");
	if (!keep_current(c, key, out)) {
		gs_strv_add(&out->why, why);
		gs_set(&out->why_not, why_not);
	}
	say_exported(c, key, out);
}

/* ---- paths ------------------------------------------------------------- */
/* Is dir itself a Go installation? */
static bool is_goroot(const struct gs_facts *f, const char *dir)
{
	size_t i;

	for (i = 0; i < f->n_go; i++)
		if (gs_streq(f->go[i].goroot, dir))
			return true;
	return false;
}

void gs_advise_gopath(const struct gs_qctx *c, struct gs_advice *out)
{
	gs_autofree char *dflt = gs_path_join(c->facts->home, "go");

	if (is_goroot(c->facts, dflt) && !keep_current(c, "gopath", out)) {
		out->value = gs_path_join(c->facts->home, "gopath");
		gs_strv_addf(&out->why, _("%s, Go's default, holds a Go "
			"installation here, and the two must not be the "
			"same."), dflt);
		say_exported(c, "gopath", out);
		return;
	}
	if (out->value)
		return;
	advise_default(c, "gopath", _("Go's default, 'go' in your home, is "
		"what tools and tutorials expect."),
		_("Another place is worth it only when your home is small or "
		"slow."), out);
}

void gs_advise_gobin(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "gobin", _("Programs go to bin in GOPATH, where "
		"everybody looks for them."),
		_("A GOBIN of its own forbids 'go install' for other "
		"platforms."), out);
}

/* A directory of this user on a disk of this machine. */
static char *local_cache(const struct gs_facts *f)
{
	const struct gs_place *tmp = gs_facts_place(f, "tmp");
	const char *dir = "/var/tmp";

	/* /tmp in memory would lose the cache with every restart. */
	if (tmp && !tmp->network && !gs_streq(tmp->fstype, "tmpfs") &&
	    !gs_streq(tmp->path, "/tmp"))
		dir = tmp->path;
	return gs_printf("%s/%s-go-build", dir, gs_empty(f->user) ? "user" :
			 f->user);
}

void gs_advise_gocache(const struct gs_qctx *c, struct gs_advice *out)
{
	const struct gs_facts *f = c->facts;
	const struct gs_place *home = gs_facts_place(f, "home");
	const struct gs_place *cache = gs_facts_place(f, "cache");
	const struct gs_place *place = cache ? cache : home;

	if (keep_current(c, "gocache", out))
		return;
	if (place && place->network) {
		out->value = local_cache(f);
		gs_strv_addf(&out->why, _("Your home is on a network file "
			"system (%s); builds are several times faster with "
			"the cache on a local disk."), place->fstype);
		out->why_not = gs_strdup(_("In your home the cache would be "
			"shared by all machines, but every build would wait "
			"for the network."));
		say_exported(c, "gocache", out);
		return;
	}
	advise_default(c, "gocache", _("Your home is on a local disk."),
		_("Another disk is worth it only when your home is small."),
		out);
}

void gs_advise_gomodcache(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "gomodcache", _("It follows GOPATH."), NULL, out);
}

void gs_advise_gotmpdir(const struct gs_qctx *c, struct gs_advice *out)
{
	const struct gs_place *tmp = gs_facts_place(c->facts, "tmp");

	if (keep_current(c, "gotmpdir", out))
		return;
	if (tmp && tmp->noexec) {
		out->value = gs_path_join(c->facts->xdg_cache, "go-tmp");
		gs_strv_addf(&out->why, _("%s is mounted noexec: 'go test' "
			"and 'go run' could not start their programs there."),
			tmp->path);
		return;
	}
	advise_default(c, "gotmpdir", _("Programs can run from the system's "
		"temporary directory."), NULL, out);
}

void gs_advise_path_gobin(const struct gs_qctx *c, struct gs_advice *out)
{
	gs_set(&out->value, "true");
	gs_strv_add(&out->why, _("Otherwise programs of 'go install' are not "
		"found by name."));
	out->why_not = gs_strdup(_("Without it, PATH stays shorter, and every "
		"tool has to be called by its full path."));
	gs_advise_last(c, "path_gobin", out);
}

/* ---- network ----------------------------------------------------------- */
void gs_advise_goproxy(const struct gs_qctx *c, struct gs_advice *out)
{
	if (keep_current(c, "goproxy", out)) {
		say_exported(c, "goproxy", out);
		return;
	}
	if (gs_in_china(c->facts)) {
		out->value = gs_china_goproxy(c);
		gs_strv_add(&out->why, _("This machine seems to be in mainland "
			"China (time zone or language), where "
			"proxy.golang.org is slow or out of reach."));
		out->why_not = gs_strdup(_("Go's default is right when you "
			"are elsewhere, or reach it through an HTTP "
			"proxy."));
		say_exported(c, "goproxy", out);
		return;
	}
	advise_default(c, "goproxy", _("Go's own proxy works nearly "
		"everywhere, and every module is checked against the "
		"checksum database."), NULL, out);
}

void gs_advise_gosumdb(const struct gs_qctx *c, struct gs_advice *out)
{
	if (keep_current(c, "gosumdb", out))
		return;
	if (gs_in_china(c->facts)) {
		gs_set(&out->value, "sum.golang.google.cn");
		gs_strv_add(&out->why, _("The same database as "
			"sum.golang.org, signed with the same key, under an "
			"address that mainland China reaches."));
		out->why_not = gs_strdup(_("Never 'off': then nobody notices "
			"a changed module, and newer toolchains are "
			"refused."));
		return;
	}
	advise_default(c, "gosumdb", _("The default proves every public "
		"module."), _("Never 'off': then nobody notices a changed "
		"module."), out);
}

void gs_advise_goprivate(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "goprivate", _("Needed only for modules of your "
		"company or university."), NULL, out);
}

void gs_advise_gonoproxy(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "gonoproxy", _("It follows GOPRIVATE."), NULL, out);
}

void gs_advise_gonosumdb(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "gonosumdb", _("It follows GOPRIVATE."), NULL, out);
}

void gs_advise_goinsecure(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "goinsecure", _("Servers with a proper certificate "
		"need nothing here."), NULL, out);
}

/* ---- Go's own switches ------------------------------------------------- */
void gs_advise_gotoolchain(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "gotoolchain", _("A project that asks for a newer "
		"Go gets it, checked against the checksum database."),
		_("'local' is right without a network, or where only "
		"approved versions may run."), out);
}

void gs_advise_go111module(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "go111module", _("Modules are always on since Go "
		"1.16."), NULL, out);
}

void gs_advise_goflags(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_default(c, "goflags", _("No flag is needed."), NULL, out);
}

/* Up to 1.19 Go tries C code even without a compiler, and fails. */
static bool old_go_chosen(const struct gs_qctx *c)
{
	struct gs_version v;

	return gs_version_parse(&v, gs_answers_get(c->answers, "version")) &&
	       v.major == 1 && v.minor < 20;
}

void gs_advise_cgo_enabled(const struct gs_qctx *c, struct gs_advice *out)
{
	const struct gs_strv *t = &c->facts->tools;
	bool cc = gs_strv_has(t, "gcc") || gs_strv_has(t, "cc") ||
		  gs_strv_has(t, "clang");

	if (!cc && old_go_chosen(c) && !keep_current(c, "cgo_enabled", out)) {
		gs_set(&out->value, "0");
		gs_strv_add(&out->why, _("There is no C compiler here, and "
			"before 1.20 Go does not notice that by itself."));
		return;
	}
	if (out->value)
		return;
	advise_default(c, "cgo_enabled", cc ? _("A C compiler is here; Go "
		"will use it where a package needs it.") :
		_("There is no C compiler here; Go notices that by itself."),
		NULL, out);
}

/* ---- HTTP proxies ------------------------------------------------------ */
/* Does our env file of an earlier run export it?  The value itself, which
 * may hold a password, is taken from the environment. */
static bool exported_by_us(const struct gs_facts *f, const char *name)
{
	gs_autofree char *path = gs_path_join(f->xdg_config, "gosetup/env.sh");
	gs_autofree char *word = gs_printf("export %s", name);
	const struct gs_file *file = gs_facts_file(f, path);

	return file && file->type == GS_FILE_REGULAR &&
	       strstr(gs_buf_str(&file->bytes), word);
}

static void advise_proxy(const struct gs_qctx *c, const char *name,
			 struct gs_advice *out)
{
	const char *now = gs_facts_getenv(c->facts, name);

	if (!gs_empty(now) && exported_by_us(c->facts, name) &&
	    gs_answer_check(c, gs_question_find(name), now, NULL) == 0) {
		gs_set(&out->value, now);
		gs_strv_add(&out->why, _("This was your answer the last "
			"time."));
		return;
	}
	gs_set(&out->value, "");
	if (!gs_empty(now))
		gs_strv_addf(&out->why, _("%s is set in your environment "
			"already; Go and gosetup use it."), name);
	else
		gs_strv_add(&out->why, _("No proxy is set in your "
			"environment."));
	gs_advise_last(c, name, out);
}

void gs_advise_http_proxy(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_proxy(c, "http_proxy", out);
}

void gs_advise_https_proxy(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_proxy(c, "https_proxy", out);
}

void gs_advise_no_proxy(const struct gs_qctx *c, struct gs_advice *out)
{
	advise_proxy(c, "no_proxy", out);
}
