/* SPDX-License-Identifier: MIT */
/*
 * Directories.  Go itself accepts a relative GOBIN or GOCACHE, and a GOPATH
 * that is a Go installation, and fails later (cmd/go/internal/envcmd).
 */
#include "config.h"

#include "questions/rows.h"

#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/path.h"

static bool is_utf8(const char *s)
{
	json_t *v = json_string(s);

	json_decref(v);
	return v != NULL;
}

int gs_check_text(const char *key, const char *value, struct gs_error *err)
{
	const char *p;

	for (p = value; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			return gs_error_set(err, GS_ERR_USAGE,
				_("'%s' must not hold a line break or another "
				  "control character"), key);
	if (!is_utf8(value))
		return gs_error_set(err, GS_ERR_USAGE, _("'%s' is not UTF-8 "
			"text, which Go's settings file must be"), key);
	return 0;
}

/* ---- the shape of a path ----------------------------------------------- */
static int refuse_tilde(const struct gs_qctx *c, const char *name,
			const char *value, struct gs_error *err)
{
	const char *home = c->facts->home;

	gs_error_set(err, GS_ERR_USAGE, _("%s must not start with '~': Go "
		     "does not expand it"), name);
	if (value[1] == '/' || !value[1])
		gs_error_hint(err, _("Write %s%s."), home, value + 1);
	return GS_ERR_USAGE;
}

static int check_shape(const struct gs_qctx *c, const char *name,
		       const char *value, struct gs_error *err)
{
	if (value[0] == '~')
		return refuse_tilde(c, name, value, err);
	if (strchr("\"'", value[0]))
		return gs_error_set(err, GS_ERR_USAGE, _("%s must not stand "
			"in quotes: they would become part of the name"),
			name);
	if (value[0] == '$') {
		gs_error_set(err, GS_ERR_USAGE, _("%s must not hold a "
			     "variable: Go does not expand it"), name);
		gs_error_hint(err, _("Write the whole path, such as %s/..."),
			      c->facts->home);
		return GS_ERR_USAGE;
	}
	if (!gs_path_is_abs(value)) {
		gs_error_set(err, GS_ERR_USAGE, _("%s must be an absolute "
			     "path, and '%s' is not one"), name, value);
		gs_error_hint(err, _("Write the whole path, such as %s/%s."),
			      c->facts->home, value);
		return GS_ERR_USAGE;
	}
	if (strchr(value, ':')) {
		gs_error_set(err, GS_ERR_USAGE, _("%s must not contain ':', "
			     "which separates the directories of PATH"), name);
		return GS_ERR_USAGE;
	}
	return 0;
}

/* ---- where it must not lie --------------------------------------------- */
/* Is path a Go installation, or inside one: found here, or of ours? */
static const char *inside_go(const struct gs_qctx *c, const char *path)
{
	static const char *const ours[] = {
		"/usr/local/go", "/usr/local/lib/gosetup",
	};
	const struct gs_facts *f = c->facts;
	size_t i;

	for (i = 0; i < GS_COUNT(ours); i++)
		if (gs_path_within(path, ours[i]))
			return ours[i];
	for (i = 0; i < f->n_go; i++)
		if (!gs_empty(f->go[i].goroot) && !f->go[i].broken &&
		    gs_path_within(path, f->go[i].goroot))
			return f->go[i].goroot;
	return NULL;
}

/* ~/sdk holds the Go trees; a version switch replaces what is in them. */
static bool inside_our_sdk(const struct gs_qctx *c, const char *path)
{
	gs_autofree char *sdk = gs_path_join(c->facts->home, "sdk");
	const char *rest;

	if (!gs_path_within(path, sdk) || gs_streq(path, sdk))
		return false;
	rest = path + strlen(sdk) + 1;
	return gs_path_within(rest, "current") ||
	       (gs_starts(rest, "go") && rest[2] >= '0' && rest[2] <= '9');
}

static const char *system_dir(const char *path)
{
	static const char *const dirs[] = {
		"/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc",
		"/run", "/sbin", "/snap", "/sys", "/usr",
	};
	size_t i;

	if (gs_streq(path, "/"))
		return "/";
	for (i = 0; i < GS_COUNT(dirs); i++)
		if (gs_path_within(path, dirs[i]))
			return dirs[i];
	return NULL;
}

static int check_owner(const struct gs_qctx *c, const char *name,
		       const char *path, struct gs_error *err)
{
	const struct gs_facts *f = c->facts;
	const char *dir = system_dir(path);

	/* A home may lie anywhere, even in /usr. */
	if (!gs_streq(f->home, "/") && gs_path_within(path, f->home))
		return 0;
	if (!dir && gs_path_within(path, "/root"))
		dir = "/root";
	if (!dir)
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("%s cannot be in %s: that belongs "
		     "to the system and its administrator"), name, dir);
	gs_error_hint(err, _("Choose a directory of your own, such as "
		      "%s/go."), f->home);
	return GS_ERR_USAGE;
}

static int check_dir(const struct gs_qctx *c, const char *name,
		     const char *value, struct gs_error *err)
{
	gs_autofree char *path = NULL;
	const char *go;
	int ret = check_shape(c, name, value, err);

	if (ret != 0)
		return ret;
	path = gs_path_clean(value);
	go = inside_go(c, path);
	if (go) {
		gs_error_set(err, GS_ERR_USAGE, _("%s cannot be in %s: that "
			     "is a Go installation (GOROOT)"), name, go);
		gs_error_hint(err, _("The two must be apart; %s/go is the "
			      "usual place."), c->facts->home);
		return GS_ERR_USAGE;
	}
	if (inside_our_sdk(c, path))
		return gs_error_set(err, GS_ERR_USAGE, _("%s cannot be in "
			"'%s': gosetup keeps Go itself there"), name, value);
	return check_owner(c, name, path, err);
}

/* ---- the rows ---------------------------------------------------------- */
/* GOPATH may be a list; every entry counts. */
int gs_check_gopath(const struct gs_qctx *c, const char *value,
		    struct gs_error *err)
{
	struct gs_strv dirs = GS_STRV_INIT;
	int ret = 0;
	size_t i;

	gs_strv_split(&dirs, value, ":");
	if (*value && dirs.n == 0)
		ret = gs_error_set(err, GS_ERR_USAGE, _("GOPATH holds no "
				   "directory"));
	for (i = 0; i < dirs.n && ret == 0; i++)
		ret = check_dir(c, "GOPATH", dirs.v[i], err);
	gs_strv_release(&dirs);
	return ret;
}

int gs_check_gobin(const struct gs_qctx *c, const char *value,
		   struct gs_error *err)
{
	return *value ? check_dir(c, "GOBIN", value, err) : 0;
}

int gs_check_gocache(const struct gs_qctx *c, const char *value,
		     struct gs_error *err)
{
	if (gs_streq(value, "off"))
		return gs_error_set(err, GS_ERR_USAGE, _("GOCACHE cannot be "
			"'off': Go needs a build cache since 1.12"));
	return *value ? check_dir(c, "GOCACHE", value, err) : 0;
}

int gs_check_gomodcache(const struct gs_qctx *c, const char *value,
			struct gs_error *err)
{
	return *value ? check_dir(c, "GOMODCACHE", value, err) : 0;
}

int gs_check_gotmpdir(const struct gs_qctx *c, const char *value,
		      struct gs_error *err)
{
	const struct gs_place *place;
	int ret = *value ? check_dir(c, "GOTMPDIR", value, err) : 0;

	if (ret != 0 || !*value)
		return ret;
	place = gs_place_of(c->facts, value);
	if (!place || !place->noexec)
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("GOTMPDIR cannot be on %s: it is "
		     "mounted noexec, and Go runs test programs from there"),
		     place->mount);
	gs_error_hint(err, _("Choose a directory from which programs may "
		      "run."));
	return GS_ERR_USAGE;
}
