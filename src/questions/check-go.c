/* SPDX-License-Identifier: MIT */
/* Version, archive, shells, and the switches of the go command. */
#include "config.h"

#include "questions/rows.h"

#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

int gs_check_scope(const struct gs_qctx *c, const char *value,
		   struct gs_error *err)
{
	const struct gs_facts *f = c->facts;

	if (!gs_streq(value, "system") || f->is_root || f->can_sudo ||
	    !gs_empty(f->root))
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("installing for everybody needs "
		     "root, and there is no sudo or doas here"));
	gs_error_hint(err, _("Choose 'user', or run gosetup as root."));
	return GS_ERR_USAGE;
}

int gs_check_method(const struct gs_qctx *c, const char *value,
		    struct gs_error *err)
{
	static const char *const later[] = {
		"package", "toolchain", "dl", "gvm", "source",
	};
	const struct gs_method *m = gs_method_find(value);
	struct gs_method_request r;
	struct gs_method_info info;
	int ret = 0;
	size_t i;

	for (i = 0; i < GS_COUNT(later); i++)
		if (gs_streq(value, later[i]))
			return gs_error_set(err, GS_ERR_USAGE, _("method "
				"'%s' is not offered by this version; choose "
				"archive, local or keep"), value);
	if (!m)
		return 0;       /* the list of choices knows better words */
	gs_method_request_from(c, &r);
	memset(&info, 0, sizeof(info));
	m->describe(&r, &info);
	if (!info.possible)
		ret = gs_error_set(err, GS_ERR_USAGE, _("method '%s' is not "
				   "possible here: %s"), value, info.why_not);
	gs_method_info_release(&info);
	return ret;
}

int gs_check_version(const struct gs_qctx *c, const char *value,
		     struct gs_error *err)
{
	gs_autofree char *platform = gs_facts_platform(c->facts);
	gs_autofree char *no = NULL;
	const char *method = gs_answers_get(c->answers, "method");
	const struct gs_release *rel;

	/* Both find their version elsewhere, unless it is said here. */
	if (!gs_streq(method, "archive") && gs_streq(value, "stable"))
		return 0;
	if (gs_streq(method, "local") || gs_streq(method, "keep")) {
		struct gs_version v;

		return gs_version_parse(&v, value) ? 0 :
			gs_error_set(err, GS_ERR_USAGE, _("'%s' is no version "
				"of Go; write it like 1.26.4"), value);
	}
	rel = gs_catalog_find(c->catalog, value, platform, err);
	if (!rel)
		return GS_ERR_USAGE;
	no = gs_platform_refusal(c->facts, rel->version);
	return no ? gs_error_set(err, GS_ERR_USAGE, "%s", no) : 0;
}

/* ---- archive ----------------------------------------------------------- */
static int check_archive_name(const struct gs_qctx *c, const char *path,
			      struct gs_error *err)
{
	gs_autofree char *platform = gs_facts_platform(c->facts);
	gs_autofree char *tail = gs_printf(".%s.tar.gz", platform);
	const char *name = gs_path_base(path);

	if (!gs_ends(name, ".tar.gz") && !gs_ends(name, ".tgz")) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' is not a .tar.gz "
			     "archive"), name);
		gs_error_hint(err, _("The right one for this machine is "
			      "called go1.26.4%s (any version)."), tail);
		return GS_ERR_USAGE;
	}
	if (gs_starts(name, "go1.") && strchr(name, '-') &&
	    !gs_ends(name, tail)) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' is for another "
			     "platform; this machine is %s"), name, platform);
		gs_error_hint(err, _("The right one for this machine is "
			      "called go1.26.4%s (any version)."), tail);
		return GS_ERR_USAGE;
	}
	return 0;
}

/* "1.26" and "stable" leave room, "1.26.4" does not. */
static int check_archive_version(const struct gs_qctx *c, const char *path,
				 struct gs_error *err)
{
	gs_autofree char *platform = gs_facts_platform(c->facts);
	gs_autofree char *have = gs_archive_version(gs_path_base(path),
						    platform);
	const char *want = gs_answers_get(c->answers, "version");
	struct gs_version h, w;

	if (!have || !gs_version_parse(&w, want) ||
	    !gs_version_parse(&h, have) ||
	    gs_version_compare(&h, &w) == 0 ||
	    (w.patch < 0 && w.pre == 0 && w.minor == h.minor))
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("the archive is Go %s, but the "
		     "version asked for is %s"), have, want);
	gs_error_hint(err, _("Leave 'version' out, or bring the other "
		      "archive."));
	return GS_ERR_USAGE;
}

int gs_check_archive(const struct gs_qctx *c, const char *value,
		     struct gs_error *err)
{
	bool elsewhere = c->opts && c->opts->facts_file;

	if (!*value) {
		if (!gs_if_archive(c))
			return 0;
		gs_error_set(err, GS_ERR_USAGE, _("method 'local' needs the "
			     "path of the archive"));
		gs_error_hint(err, _("For example: --set "
			      "archive=%s/go1.26.4.linux-amd64.tar.gz"),
			      c->facts->home);
		return GS_ERR_USAGE;
	}
	if (value[0] == '~' || !gs_path_is_abs(value)) {
		gs_error_set(err, GS_ERR_USAGE, _("the archive must be given "
			     "by its absolute path"));
		if (gs_starts(value, "~/"))
			gs_error_hint(err, _("Write %s%s."), c->facts->home,
				      value + 1);
		return GS_ERR_USAGE;
	}
	/* Facts of another machine say nothing about files of this one. */
	if (!elsewhere && !gs_exists(value))
		return gs_error_set(err, GS_ERR_USAGE, _("there is no file "
			"'%s'"), value);
	if (!elsewhere && gs_is_dir(value))
		return gs_error_set(err, GS_ERR_USAGE, _("'%s' is a "
			"directory, not an archive"), value);
	if (check_archive_name(c, value, err) != 0)
		return GS_ERR_USAGE;
	return check_archive_version(c, value, err);
}

/* ---- shells ------------------------------------------------------------ */
int gs_check_shells(const struct gs_qctx *c, const char *value,
		    struct gs_error *err)
{
	const struct gs_question *q = gs_question_find("shells");
	struct gs_strv words = GS_STRV_INIT;
	int ret = 0;
	size_t i;

	gs_strv_split(&words, value, ",");
	for (i = 0; i < words.n && ret == 0; i++) {
		const char *w = words.v[i];

		if (gs_streq(w, "detected") || (gs_streq(w, "none") &&
						words.n == 1))
			continue;
		if (gs_shell_find(w) && !gs_facts_shell(c->facts, w))
			ret = gs_error_set(err, GS_ERR_USAGE, _("the shell "
					   "'%s' is not installed here"), w);
		else
			ret = gs_check_choice(c, q, w, err);
	}
	gs_strv_release(&words);
	return ret;
}

int gs_check_nothing_yet(const struct gs_qctx *c GS_UNUSED, const char *value,
			 struct gs_error *err)
{
	if (!*value || gs_streq(value, "none"))
		return 0;
	gs_error_set(err, GS_ERR_USAGE, _("this version of gosetup offers "
		     "nothing there yet"));
	gs_error_hint(err, _("Leave the key out, or write \"none\"."));
	return GS_ERR_USAGE;
}

/* ---- GOTOOLCHAIN ------------------------------------------------------- */
static int refuse_toolchain(const char *value, struct gs_error *err)
{
	struct gs_strv known = GS_STRV_INIT;
	const char *near;

	gs_strv_add(&known, "auto");
	gs_strv_add(&known, "local");
	gs_strv_add(&known, "path");
	near = gs_suggest(value, &known);
	gs_error_set(err, GS_ERR_USAGE, _("GOTOOLCHAIN '%s' is unknown to Go; "
		     "every go command would stop with an error"), value);
	if (near)
		gs_error_hint(err, _("Did you mean '%s'?"), near);
	else
		gs_error_hint(err, _("Possible are auto, local, path, and "
			      "names such as go1.26.4 or go1.26.4+auto."));
	gs_strv_release(&known);
	return GS_ERR_USAGE;
}

static bool release_exists(const struct gs_catalog *c, const char *version)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (gs_version_compare_text(c->releases[i].version,
					    version) == 0)
			return true;
	/* Newer than the list: the list may be the one that is old. */
	return c->n == 0 ||
	       gs_version_compare_text(version, c->releases[0].version) > 0;
}

/* cmd/go/internal/toolchain/select.go: goX.Y.Z, with +auto or +path. */
int gs_check_gotoolchain(const struct gs_qctx *c, const char *value,
			 struct gs_error *err)
{
	gs_autofree char *name = gs_strndup(value, strcspn(value, "+"));
	const char *suffix = strchr(value, '+');
	struct gs_version v;

	if (!*value || gs_streq(value, "auto") || gs_streq(value, "local") ||
	    gs_streq(value, "path"))
		return 0;
	if (suffix && !gs_streq(suffix, "+auto") && !gs_streq(suffix, "+path"))
		return refuse_toolchain(value, err);
	if (suffix && gs_streq(name, "local"))
		return 0;
	if (!gs_starts(name, "go") || !gs_version_parse(&v, name)) {
		if (gs_version_parse(&v, name))
			gs_error_hint(err, _("Write go%s."), value);
		return refuse_toolchain(value, err);
	}
	if (v.pre == 0 && v.patch < 0 && v.minor >= 21) {
		gs_error_set(err, GS_ERR_USAGE, _("there is no Go of the name "
			     "'%s': since 1.21 the first release of a line "
			     "ends in .0"), name);
		gs_error_hint(err, _("Write %s.0."), name);
		return GS_ERR_USAGE;
	}
	if (v.minor < 21)
		return gs_error_set(err, GS_ERR_USAGE, _("GOTOOLCHAIN can "
			"switch to 1.21 and newer only, not to %s"), name);
	if (!release_exists(c->catalog, name + 2))
		return gs_error_set(err, GS_ERR_USAGE, _("there is no release "
			"%s"), name);
	return 0;
}

/* ---- GOFLAGS ----------------------------------------------------------- */
/* The flags that some go command has, up to 1.27 (go help build, test, get,
 * list, vet); cmd/go/internal/base/goflags.go refuses all others. */
static const char *const go_flags[] = {
	"C", "a", "artifacts", "asan", "asmflags", "bench", "benchmem",
	"benchtime", "blockprofile", "blockprofilerate", "buildmode",
	"buildvcs", "c", "cache", "changed", "compiled", "compiler", "count",
	"cover", "covermode", "coverpkg", "coverprofile", "cpu", "cpuprofile",
	"deps", "diff", "e", "exec", "export", "f", "failfast", "find", "fix",
	"fullpath", "fuzz", "fuzzcachedir", "fuzzminimizetime", "fuzztime",
	"gccgoflags", "gcflags", "i", "installsuffix", "json", "ldflags",
	"linkshared", "list", "m", "memprofile", "memprofilerate", "mod",
	"modcache", "modcacherw", "modfile", "msan", "mutexprofile",
	"mutexprofilefraction", "n", "o", "outputdir", "overlay", "p",
	"parallel", "pgo", "pkgdir", "race", "retracted", "reuse", "run",
	"short", "shuffle", "skip", "t", "tags", "test", "testcache",
	"timeout", "tool", "toolexec", "trace", "trimpath", "u", "v",
	"versions", "vet", "vettool", "work", "x",
};

static int unknown_flag(const char *name, struct gs_error *err)
{
	struct gs_strv known = GS_STRV_INIT;
	const char *near;
	size_t i;

	for (i = 0; i < GS_COUNT(go_flags); i++)
		gs_strv_add(&known, go_flags[i]);
	near = gs_suggest(name, &known);
	gs_error_set(err, GS_ERR_USAGE, _("no go command has the flag '-%s'; "
		     "with it in GOFLAGS, every one of them would fail"),
		     name);
	if (near)
		gs_error_hint(err, _("Did you mean -%s?"), near);
	gs_strv_release(&known);
	return GS_ERR_USAGE;
}

static int check_flag(const char *word, const char *before,
		      struct gs_error *err)
{
	const char *name = word + (word[0] == '-') +
			   (word[0] == '-' && word[1] == '-');
	gs_autofree char *flag = gs_strndup(name, strcspn(name, "="));
	size_t i;

	if (word[0] != '-' || !*flag || *flag == '-') {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOFLAGS is not a "
			     "flag"), word);
		if (before)
			gs_error_hint(err, _("A flag and its value are one "
				      "word: %s=%s"), before, word);
		return GS_ERR_USAGE;
	}
	for (i = 0; i < GS_COUNT(go_flags); i++)
		if (gs_streq(flag, go_flags[i]))
			return 0;
	return unknown_flag(flag, err);
}

int gs_check_goflags(const struct gs_qctx *c GS_UNUSED, const char *value,
		     struct gs_error *err)
{
	struct gs_strv words = GS_STRV_INIT;
	int ret = 0;
	size_t i;

	if (strpbrk(value, "'\"")) {
		gs_error_set(err, GS_ERR_USAGE, _("GOFLAGS must not hold "
			     "quotes: Go before 1.24 does not understand "
			     "them"));
		gs_error_hint(err, _("Flags whose value holds blanks belong "
			      "on the command line."));
		return GS_ERR_USAGE;
	}
	gs_strv_split(&words, value, " ");
	for (i = 0; i < words.n && ret == 0; i++)
		ret = check_flag(words.v[i], i ? words.v[i - 1] : NULL, err);
	gs_strv_release(&words);
	return ret;
}
