/* SPDX-License-Identifier: MIT */
/* What an rc file says about Go, PATH and other installers. */
#include "config.h"
#include "shells/shells.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shells/block.h"
#include "shells/rc-walk.h"

enum { MAX_TEXT = 240 };

struct scan {
	struct gs_rc_scan *out;
	const char *bytes;
	size_t len;
	enum gs_syntax syntax;
	struct gs_block block;          /* empty range: none */
};

static struct gs_rc_finding *add(struct scan *s, enum gs_rc_what what,
				 int line, size_t offset)
{
	struct gs_rc_scan *out = s->out;
	struct gs_rc_finding *f;
	const char *text;
	size_t n = 0, rest;

	while (offset > 0 && s->bytes[offset - 1] != '\n')
		offset--;
	text = s->bytes + offset;
	rest = s->len - offset;
	while (n < rest && text[n] != '\n' && n < MAX_TEXT)
		n++;
	if (n && text[n - 1] == '\r')
		n--;
	out->v = gs_grow(out->v, out->n, &out->cap, sizeof(*out->v));
	f = &out->v[out->n++];
	*f = (struct gs_rc_finding){
		.what = what, .line = line, .text = gs_strndup(text, n),
	};
	return f;
}

static void found(struct scan *s, enum gs_rc_what what,
		  const struct gs_rc_command *c, const char *name,
		  const char *value)
{
	struct gs_rc_finding *f = add(s, what, c->line,
				      (size_t)(c->text - s->bytes));

	f->name = gs_strdup(name);
	f->value = gs_strdup(value);
}

/* ---- PATH ---------------------------------------------------------------- */
/* "$PATH", "${PATH...": but not $PATHS. */
static bool names_var(const char *value, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = value; (p = strchr(p, '$')); p++) {
		const char *v = p + 1 + (p[1] == '{');

		if (strncmp(v, name, n) == 0 &&
		    !isalnum((unsigned char)v[n]) && v[n] != '_')
			return true;
	}
	return false;
}

static bool is_go_dir(const char *dir)
{
	static const char *const vars[] = { "GOPATH", "GOROOT", "GOBIN" };
	const char *base;
	size_t n = strlen(dir);

	for (size_t i = 0; i < GS_COUNT(vars); i++)
		if (names_var(dir, vars[i]))
			return true;
	if (strstr(dir, "go env GO"))
		return true;
	while (n && dir[n - 1] == '/')
		n--;
	if (n < 4 || strncmp(dir + n - 4, "/bin", 4) != 0)
		return false;
	n -= 4;
	base = dir + n;
	while (base > dir && base[-1] != '/')
		base--;
	/* go, .go, go1.22, golang, and ~/sdk/current of our own */
	base += *base == '.';
	if (strncmp(base, "go", 2) != 0)
		return base - dir >= 5 && !strncmp(base - 5, "/sdk/", 5);
	base += 2;
	return base == dir + n || isdigit((unsigned char)*base) ||
	       strncmp(base, "lang", 4) == 0;
}

/* A value of PATH; plain: it is assigned, not added to. */
static void path_value(struct scan *s, const struct gs_rc_command *c,
		       const char *value, bool plain)
{
	gs_autofree char *copy = gs_strdup(value);
	char *dir, *rest = copy;

	if (plain && !names_var(value, "PATH") && !names_var(value, "path"))
		found(s, GS_RC_PATH_RESET, c, "PATH", value);
	/* $(go env GOPATH)/bin holds blanks: one element. */
	if (strstr(value, "$(")) {
		if (is_go_dir(value))
			found(s, GS_RC_PATH_GO, c, "PATH", value);
		return;
	}
	while ((dir = strsep(&rest, ": \t\n()")))
		if (is_go_dir(dir))
			found(s, GS_RC_PATH_GO, c, "PATH", dir);
}

/* ---- variables ----------------------------------------------------------- */
static bool is_go_var(const char *name)
{
	static const char *const vars[] = {
		"CGO_ENABLED", "GO111MODULE", "GO386", "GOAMD64", "GOARCH",
		"GOARM", "GOARM64", "GOAUTH", "GOBIN", "GOCACHE", "GODEBUG",
		"GOENV", "GOEXPERIMENT", "GOFIPS140", "GOFLAGS", "GOGC",
		"GOINSECURE", "GOMAXPROCS", "GOMEMLIMIT", "GOMODCACHE",
		"GONOPROXY", "GONOSUMDB", "GOOS", "GOPATH", "GOPRIVATE",
		"GOPROXY", "GOROOT", "GOROOT_BOOTSTRAP", "GOROOT_FINAL",
		"GOSUMDB", "GOTELEMETRY", "GOTMPDIR", "GOTOOLCHAIN",
		"GOVCS", "GOWORK",
	};

	for (size_t i = 0; i < GS_COUNT(vars); i++)
		if (gs_streq(name, vars[i]))
			return true;
	return false;
}

/* NAME=value or NAME+=value, NAME being n bytes. */
static void assignment(struct scan *s, const struct gs_rc_command *c,
		       const char *word, size_t n)
{
	gs_autofree char *name = gs_strndup(word, n);
	bool plain = word[n] == '=';
	const char *value = word + n + (plain ? 1 : 2);

	if (gs_streq(name, "PATH") || gs_streq(name, "path"))
		path_value(s, c, value, plain);
	else if (is_go_var(name))
		found(s, GS_RC_EXPORT, c, name, value);
}

static bool declares(const char *word)
{
	static const char *const names[] = {
		"export", "typeset", "declare", "readonly", "local",
	};

	for (size_t i = 0; i < GS_COUNT(names); i++)
		if (gs_streq(word, names[i]))
			return true;
	return false;
}

static void look_sh(struct scan *s, const struct gs_rc_command *c)
{
	const struct gs_strv *w = c->words;
	size_t i = 0, first = 0;

	while (i < w->n && gs_rc_assignment(w->v[i]))
		i++;
	/* `GOFLAGS=-v go build` changes nothing for the rest of the file. */
	if (i > 0 && i < w->n)
		return;
	if (i == 0 && w->n > 1 && (gs_streq(w->v[0], "builtin") ||
				   gs_streq(w->v[0], "command")))
		first = 1;
	if (i == 0 && !declares(w->v[first]))
		return;
	for (i = first; i < w->n; i++) {
		size_t n = gs_rc_assignment(w->v[i]);

		if (n)
			assignment(s, c, w->v[i], n);
	}
}

/* set [-gxU] NAME value ...; fish_add_path [-a] dir ... */
static void look_fish(struct scan *s, const struct gs_rc_command *c)
{
	struct gs_strv rest = GS_STRV_INIT;
	const struct gs_strv *w = c->words;
	bool set = gs_streq(w->v[0], "set"), adds = false, asks = false;
	gs_autofree char *value = NULL;
	const char *name = NULL;

	if (gs_streq(w->v[0], "export")) {
		look_sh(s, c);
		return;
	}
	if (!set && !gs_streq(w->v[0], "fish_add_path"))
		return;
	for (size_t i = 1; i < w->n; i++) {
		const char *a = w->v[i];

		if (a[0] == '-' && !name && rest.n == 0) {
			bool lng = a[1] == '-';

			adds |= lng ? !strcmp(a, "--append") ||
				      !strcmp(a, "--prepend")
				    : strpbrk(a, "ap") != NULL;
			asks |= lng ? !strcmp(a, "--query") ||
				      !strcmp(a, "--erase") ||
				      !strcmp(a, "--show") ||
				      !strcmp(a, "--names")
				    : strpbrk(a, "qeSn") != NULL;
		} else if (set && !name) {
			name = a;
		} else {
			gs_strv_add(&rest, a);
		}
	}
	value = gs_strv_join(&rest, ":");
	if (!set)
		path_value(s, c, value, false);
	else if (name && !asks && (gs_streq(name, "PATH") ||
				   gs_streq(name, "fish_user_paths")))
		path_value(s, c, value, !adds && gs_streq(name, "PATH"));
	else if (name && !asks && is_go_var(name))
		found(s, GS_RC_EXPORT, c, name, value);
	gs_strv_release(&rest);
}

/* ---- other installers ---------------------------------------------------- */
static void look_tools(struct scan *s, const struct gs_rc_command *c)
{
	static const struct {
		const char *name, *text;
	} tools[] = {
		{ "gvm", ".gvm/scripts/gvm" }, { "goenv", "goenv init" },
		{ "goenv", ".goenv" }, { "asdf", "asdf.sh" },
		{ "asdf", "asdf.fish" }, { "asdf", ".asdf/shims" },
		{ "asdf", "ASDF_DATA_DIR" }, { "mise", "mise activate" },
		{ "mise", "mise/shims" }, { "mise", "rtx activate" },
		{ "g", ".g/env" }, { "g", ".g/go/bin" },
		{ "gobrew", ".gobrew/" }, { "brew", "brew shellenv" },
		{ "conda", "etc/profile.d/conda.sh" },
		{ "nix", "profile.d/nix" },
	};
	gs_autofree char *text = gs_strndup(c->text, c->len);

	for (size_t i = 0; i < GS_COUNT(tools); i++) {
		bool known = false;

		if (!strstr(text, tools[i].text))
			continue;
		for (size_t k = 0; k < s->out->n && !known; k++)
			known = s->out->v[k].what == GS_RC_TOOL &&
				gs_streq(s->out->v[k].name, tools[i].name);
		if (!known)
			found(s, GS_RC_TOOL, c, tools[i].name, NULL);
	}
}

static void look(void *user, const struct gs_rc_command *c)
{
	struct scan *s = user;
	size_t at = (size_t)(c->text - s->bytes);

	if (at >= s->block.from && at < s->block.to)
		return;
	if (gs_rc_leaves(c))
		found(s, GS_RC_GUARD, c, NULL, NULL);
	look_tools(s, c);
	if (!c->runs_here)
		return;
	if (s->syntax == GS_SYNTAX_FISH)
		look_fish(s, c);
	else
		look_sh(s, c);
}

static int line_of(const char *bytes, size_t offset)
{
	int line = 1;

	for (size_t i = 0; i < offset; i++)
		line += bytes[i] == '\n';
	return line;
}

static int by_line(const void *a, const void *b)
{
	const struct gs_rc_finding *x = a, *y = b;

	return x->line - y->line;
}

void gs_rc_scan(const char *bytes, size_t len, enum gs_syntax syntax,
		struct gs_rc_scan *out)
{
	struct scan s = { .out = out, .bytes = bytes, .len = len,
			  .syntax = syntax };
	const char *nl = len ? memchr(bytes, '\n', len) : NULL;

	out->crlf = nl && nl > bytes && nl[-1] == '\r';
	out->no_final_newline = len && bytes[len - 1] != '\n';
	if (gs_block_find(bytes, len, &s.block, NULL) == 1)
		add(&s, GS_RC_BLOCK, line_of(bytes, s.block.from),
		    s.block.from);
	else
		s.block.from = s.block.to = 0;
	if (syntax == GS_SYNTAX_FISH)
		gs_fish_walk(bytes, len, look, &s);
	else
		gs_sh_walk(bytes, len, look, &s);
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_line);
}

void gs_rc_scan_release(struct gs_rc_scan *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].name);
		free(s->v[i].value);
		free(s->v[i].text);
	}
	free(s->v);
	memset(s, 0, sizeof(*s));
}
