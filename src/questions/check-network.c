/* SPDX-License-Identifier: MIT */
/*
 * Network settings.  Go takes any text and fails at the first download
 * (cmd/go/internal/modfetch/{proxy,sumdb}.go, golang.org/x/mod/sumdb/note);
 * so the same rules are applied here, before anything is written.
 */
#include "config.h"

#include "questions/rows.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/http.h"
#include "base/i18n.h"

/* ---- addresses --------------------------------------------------------- */
bool gs_url_has_secret(const char *url)
{
	const char *at, *p = url;

	while ((p = strstr(p, "://")) != NULL) {
		p += 3;
		at = strpbrk(p, "@/,| ");
		if (at && *at == '@' && memchr(p, ':', (size_t)(at - p)))
			return true;
	}
	return false;
}

static bool scheme_in(const char *url, const char *const *schemes)
{
	for (; *schemes; schemes++) {
		size_t n = strlen(*schemes);

		if (strncasecmp(url, *schemes, n) == 0 &&
		    strncmp(url + n, "://", 3) == 0)
			return true;
	}
	return false;
}

/* "host" or "user@host:port" behind "://": something, and no blanks. */
static int check_host(const char *url, struct gs_error *err)
{
	const char *host = strstr(url, "://") + 3;
	size_t n = strcspn(host, "/?#");
	const char *at = memchr(host, '@', n);
	gs_autofree char *shown = gs_url_mask(url);
	const char *p;

	if (gs_starts(host, "***@"))
		return gs_error_set(err, GS_ERR_USAGE, _("the password of "
			"the address '%s' is hidden; write it again"), url);
	if (at) {
		n -= (size_t)(at + 1 - host);
		host = at + 1;
	}
	if (n == 0 || *host == ':')
		return gs_error_set(err, GS_ERR_USAGE, _("the address '%s' "
			"names no host"), shown);
	for (p = url; *p; p++)
		if (strchr(" \"'\\<>^`{}", *p))
			return gs_error_set(err, GS_ERR_USAGE, _("the address "
				"'%s' holds a '%c', which no address may"),
				shown, *p);
	return 0;
}

/* ---- GOPROXY ----------------------------------------------------------- */
static int check_proxy_word(const char *word, struct gs_error *err)
{
	struct gs_strv known = GS_STRV_INIT;
	const char *near;

	gs_strv_add(&known, "direct");
	gs_strv_add(&known, "off");
	near = gs_suggest(word, &known);
	gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOPROXY is no address, and "
		     "the only words it knows are 'direct' and 'off'"), word);
	if (near)
		gs_error_hint(err, _("Did you mean '%s'?"), near);
	else
		gs_error_hint(err, _("Write an address, such as "
			      "https://%s.example.com."), word);
	gs_strv_release(&known);
	return GS_ERR_USAGE;
}

/* A word with '.', ':' or '/' and without ":/" gets https:// from Go. */
static int check_proxy_url(const char *url, struct gs_error *err)
{
	static const char *const schemes[] = { "http", "https", NULL };
	gs_autofree char *full = NULL;
	gs_autofree char *shown = gs_url_mask(url);

	if (gs_starts(url, "file:///"))
		return 0;
	if (gs_starts(url, "https//") || gs_starts(url, "http//") ||
	    gs_starts(url, "https:/") != gs_starts(url, "https://") ||
	    gs_starts(url, "http:/") != gs_starts(url, "http://")) {
		gs_error_set(err, GS_ERR_USAGE, _("the address '%s' in "
			     "GOPROXY is misspelt"), shown);
		gs_error_hint(err, _("An address starts with https:// or "
			      "http://."));
		return GS_ERR_USAGE;
	}
	if (url[0] == '/') {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOPROXY is a path; "
			     "Go wants an address"), url);
		gs_error_hint(err, _("Write file://%s."), url);
		return GS_ERR_USAGE;
	}
	full = strstr(url, ":/") ? gs_strdup(url) :
				   gs_printf("https://%s", url);
	if (!scheme_in(full, schemes)) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOPROXY is not an "
			     "http, https or file address"), shown);
		return GS_ERR_USAGE;
	}
	return check_host(full, err);
}

static int check_proxy_entry(const char *entry, const char *last_word,
			     struct gs_error *err)
{
	gs_autofree char *shown = gs_url_mask(entry);

	if (last_word) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOPROXY stands "
			     "behind '%s' and would never be asked"), shown,
			     last_word);
		gs_error_hint(err, _("Put '%s' at the end."), last_word);
		return GS_ERR_USAGE;
	}
	if (gs_streq(entry, "direct") || gs_streq(entry, "off"))
		return 0;
	if (strchr(entry, ';')) {
		gs_error_set(err, GS_ERR_USAGE, _("the entries of GOPROXY are "
			     "separated by ',' or '|', not by ';'"));
		return GS_ERR_USAGE;
	}
	if (!strpbrk(entry, ".:/"))
		return check_proxy_word(entry, err);
	return check_proxy_url(entry, err);
}

int gs_check_goproxy(const struct gs_qctx *c GS_UNUSED, const char *value,
		     struct gs_error *err)
{
	struct gs_strv list = GS_STRV_INIT;
	const char *last_word = NULL;
	int ret = 0;
	size_t i;

	gs_strv_split(&list, value, ",|");
	if (*value && list.n == 0)
		ret = gs_error_set(err, GS_ERR_USAGE, _("GOPROXY holds no "
				   "entry; leave it empty for Go's default"));
	if (*value == '"' || *value == '\'')
		ret = gs_error_set(err, GS_ERR_USAGE, _("GOPROXY must not "
				   "stand in quotes: they would become part "
				   "of the value"));
	for (i = 0; i < list.n && ret == 0; i++) {
		ret = check_proxy_entry(list.v[i], last_word, err);
		if (gs_streq(list.v[i], "direct") ||
		    gs_streq(list.v[i], "off"))
			last_word = list.v[i];
	}
	gs_strv_release(&list);
	return ret;
}

/* ---- GOSUMDB ----------------------------------------------------------- */
/* name+hash8+base64key: the hash is over name, newline and key. */
static bool is_verifier(const char *key)
{
	gs_autofree char *name = gs_strndup(key, strcspn(key, "+"));
	const char *hash = strchr(key, '+');
	gs_autofree char *text = NULL;
	gs_autofree unsigned char *raw = NULL;
	char hex[GS_SHA256_HEX];
	size_t n, len = strlen(name);

	if (len == 0 || !hash || strcspn(hash + 1, "+") != 8 || !hash[9])
		return false;
	raw = gs_base64_decode(hash + 10, &n);
	if (!raw || n != 33 || raw[0] != 1)
		return false;
	text = gs_malloc(len + 1 + n);
	memcpy(text, name, len);
	text[len] = '\n';
	memcpy(text + len + 1, raw, n);
	gs_sha256_of(text, len + 1 + n, hex);
	return strncasecmp(hex, hash + 1, 8) == 0;
}

static int refuse_sumdb(const char *key, struct gs_error *err)
{
	if (strchr(key, '/')) {
		const char *name = strstr(key, "://");

		gs_error_set(err, GS_ERR_USAGE, _("GOSUMDB '%s' is an address "
			     "without a name; Go would say 'malformed "
			     "verifier id'"), key);
		gs_error_hint(err, _("Write the name, a blank and the "
			      "address: sum.golang.org %s%s"),
			      name ? "" : "https://", key);
		return GS_ERR_USAGE;
	}
	if (strchr(key, '+'))
		return gs_error_set(err, GS_ERR_USAGE, _("the key in GOSUMDB "
			"'%s' is not complete or has a typing error"), key);
	gs_error_set(err, GS_ERR_USAGE, _("GOSUMDB '%s' is not a database "
		     "that Go knows, and has no key"), key);
	gs_error_hint(err, _("Go knows sum.golang.org and "
		      "sum.golang.google.cn; another one needs its key: "
		      "name+hash+key."));
	return GS_ERR_USAGE;
}

static int check_sumdb_fields(const struct gs_strv *f, struct gs_error *err)
{
	static const char *const schemes[] = { "http", "https", NULL };

	if (f->n > 2)
		return gs_error_set(err, GS_ERR_USAGE, _("GOSUMDB has too "
			"many words: it is a name and perhaps an address"));
	if (gs_streq(f->v[0], "off"))
		return f->n == 1 ? 0 : gs_error_set(err, GS_ERR_USAGE,
			_("GOSUMDB 'off' stands alone, without an address"));
	if (!gs_streq(f->v[0], "sum.golang.org") &&
	    !gs_streq(f->v[0], "sum.golang.google.cn") &&
	    !is_verifier(f->v[0]))
		return refuse_sumdb(f->v[0], err);
	if (f->n == 1)
		return 0;
	if (!scheme_in(f->v[1], schemes))
		return gs_error_set(err, GS_ERR_USAGE, _("'%s' in GOSUMDB is "
			"not an http or https address"), f->v[1]);
	return check_host(f->v[1], err);
}

int gs_check_gosumdb(const struct gs_qctx *c, const char *value,
		     struct gs_error *err)
{
	struct gs_strv fields = GS_STRV_INIT;
	const char *tool = gs_answers_get(c->answers, "gotoolchain");
	const char *proxy = gs_answers_get(c->answers, "goproxy");
	int ret = 0;

	gs_strv_split(&fields, value, " ");
	if (fields.n)
		ret = check_sumdb_fields(&fields, err);
	gs_strv_release(&fields);
	/* cmd/go: a toolchain is verified whatever GONOSUMDB says; only
	 * GOPROXY=file:// is exempt. */
	if (ret == 0 && gs_streq(value, "off") && gs_starts(tool, "go") &&
	    !gs_starts(proxy, "file:")) {
		ret = gs_error_set(err, GS_ERR_USAGE, _("GOSUMDB=off does not "
			"go with GOTOOLCHAIN=%s: Go refuses to load a "
			"toolchain that it cannot check"), tool);
		gs_error_hint(err, _("Leave one of the two empty."));
	}
	return ret;
}

/* ---- GOPRIVATE and its kin --------------------------------------------- */
static int check_pattern(const char *p, struct gs_error *err)
{
	const char *colon = strstr(p, "://");
	const char *open = strchr(p, '[');

	if (colon) {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' is an address; a "
			     "module path has no %.*s"), p,
			     (int)(colon + 3 - p), p);
		gs_error_hint(err, _("Write %s."), colon + 3);
		return GS_ERR_USAGE;
	}
	if (*p == '.') {
		gs_error_set(err, GS_ERR_USAGE, _("'%s' would match nothing: "
			     "a pattern is compared with the start of a "
			     "module path"), p);
		gs_error_hint(err, _("Write *%s."), p);
		return GS_ERR_USAGE;
	}
	if (strpbrk(p, " \"'"))
		return gs_error_set(err, GS_ERR_USAGE, _("'%s' holds a blank "
			"or a quote; patterns are separated by commas only"),
			p);
	if ((open && !strchr(open, ']')) || gs_ends(p, "\\"))
		return gs_error_set(err, GS_ERR_USAGE, _("the pattern '%s' is "
			"not complete"), p);
	return 0;
}

int gs_check_patterns(const struct gs_qctx *c GS_UNUSED, const char *value,
		      struct gs_error *err)
{
	struct gs_strv list = GS_STRV_INIT;
	int ret = 0;
	size_t i;

	gs_strv_split(&list, value, ",");
	for (i = 0; i < list.n && ret == 0; i++)
		ret = check_pattern(list.v[i], err);
	gs_strv_release(&list);
	return ret;
}

/* ---- HTTP proxies ------------------------------------------------------ */
int gs_check_http_proxy(const struct gs_qctx *c GS_UNUSED, const char *value,
			struct gs_error *err)
{
	static const char *const schemes[] = {
		"http", "https", "socks5", "socks5h", NULL,
	};
	gs_autofree char *shown = gs_url_mask(value);

	if (!*value)
		return 0;
	if (scheme_in(value, schemes))
		return check_host(value, err);
	gs_error_set(err, GS_ERR_USAGE, _("a proxy address starts with http, "
		     "https or socks5, and ://"));
	if (!strstr(value, "://"))
		gs_error_hint(err, _("Perhaps http://%s is right."), shown);
	return GS_ERR_USAGE;
}

int gs_check_no_proxy(const struct gs_qctx *c GS_UNUSED, const char *value,
		      struct gs_error *err)
{
	if (strstr(value, "://"))
		return gs_error_set(err, GS_ERR_USAGE, _("no_proxy lists "
			"hosts and networks, not addresses with ://"));
	if (strpbrk(value, "\"'; "))
		return gs_error_set(err, GS_ERR_USAGE, _("no_proxy is a list "
			"with commas, without blanks, quotes or ';'"));
	return 0;
}
