/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef ENABLE_NLS
#include <libintl.h>
#endif

#include "base/data.h"

/* A message catalogue in GNU MO format, as msgfmt writes it (gettext
 * manual, "The Format of GNU MO Files"), in the byte order of the build. */
struct catalogue {
	const char *bytes;
	size_t len;
	uint32_t n, ids, texts;         /* count, offsets of the two tables */
};

static struct catalogue built_in;
static char language[32] = "en";
static bool is_utf8;

static uint32_t word(const struct catalogue *c, size_t at)
{
	uint32_t v = 0;

	if (at + 4 <= c->len)
		memcpy(&v, c->bytes + at, 4);
	return v;
}

/* String i of the table at `table`, checked against the file's end. */
static const char *mo_string(const struct catalogue *c, uint32_t table,
			     uint32_t i)
{
	size_t len = word(c, table + 8 * (size_t)i);
	size_t at = word(c, table + 8 * (size_t)i + 4);

	if (at >= c->len || len >= c->len - at || c->bytes[at + len] != '\0')
		return "";
	return c->bytes + at;
}

static void open_built_in(const char *name)
{
	gs_autofree char *file = gs_printf("%s.mo", name);

	for (const struct gs_data_file *d = gs_data_files; d->name; d++) {
		struct catalogue c = { (const char *)d->bytes, d->len,
				       0, 0, 0 };

		if (!gs_streq(d->name, file) ||
		    word(&c, 0) != 0x950412deu)
			continue;
		c.n = word(&c, 8);
		c.ids = word(&c, 12);
		c.texts = word(&c, 16);
		built_in = c;
	}
}

static const char *look_up(const char *msgid)
{
	uint32_t low = 0, high = built_in.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int cmp = strcmp(msgid,
				 mo_string(&built_in, built_in.ids, mid));

		if (cmp == 0) {
			const char *t = mo_string(&built_in, built_in.texts,
						  mid);
			return *t ? t : msgid;
		}
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* The name of the wanted language: "zh_CN", "de", or "en". */
static void choose_language(const char *lang)
{
	static const char *const vars[] = {
		"LC_ALL", "LC_MESSAGES", "LANG",
	};
	const char *want = lang;
	size_t n;

	for (size_t i = 0; !want && i < GS_COUNT(vars); i++)
		if (!gs_empty(getenv(vars[i])))
			want = getenv(vars[i]);
	if (!want || gs_streq(want, "C") || gs_streq(want, "POSIX") ||
	    gs_starts(want, "C."))
		want = "en";
	else if (!lang && !gs_empty(getenv("LANGUAGE")))
		want = getenv("LANGUAGE");
	n = strcspn(want, ".@:");
	if (n == 0 || n >= sizeof(language))
		return;
	memcpy(language, want, n);
	language[n] = '\0';
	for (char *p = language; *p; p++)
		if (*p == '-')
			*p = '_';
	if (gs_strieq(language, "zh") || gs_strieq(language, "zh_CN") ||
	    gs_strieq(language, "zh_SG") || gs_strieq(language, "zh_Hans") ||
	    gs_strieq(language, "zh_Hans_CN"))
		memcpy(language, "zh_CN", sizeof("zh_CN"));
}

/* The character set: the user's, and UTF-8 where the named locale is not
 * installed or a language was asked for that needs it. */
static void choose_charset(bool lang_asked)
{
	bool known = setlocale(LC_CTYPE, "") != NULL;

	setlocale(LC_MESSAGES, "");
	is_utf8 = known && gs_strieq(nl_langinfo(CODESET), "UTF-8");
	if (!is_utf8 && (!known || lang_asked)) {
		if (setlocale(LC_CTYPE, "C.UTF-8") ||
		    setlocale(LC_CTYPE, "en_US.UTF-8"))
			is_utf8 = true;
	}
}

void gs_i18n_init(const char *lang)
{
	choose_language(gs_empty(lang) ? NULL : lang);
	choose_charset(!gs_empty(lang) && !gs_streq(language, "en"));
	memset(&built_in, 0, sizeof(built_in));
#ifdef ENABLE_NLS
	if (is_utf8)
		open_built_in(language);
	if (!built_in.n) {
		if (!gs_empty(lang))
			setenv("LANGUAGE", language, 1);
		bindtextdomain(PACKAGE, GS_LOCALEDIR);
		bind_textdomain_codeset(PACKAGE, nl_langinfo(CODESET));
		textdomain(PACKAGE);
	}
#else
	(void)open_built_in;
#endif
	if (!built_in.n && gs_streq(language, "zh_CN"))
		memcpy(language, "en", sizeof("en"));
}

const char *gs_tr(const char *msgid)
{
	const char *t;

	if (!*msgid)
		return msgid;
	if (built_in.n) {
		t = look_up(msgid);
		return t ? t : msgid;
	}
#ifdef ENABLE_NLS
	return gettext(msgid);
#else
	return msgid;
#endif
}

/* The built-in catalogues have one plural form (nplurals=1). */
const char *gs_trn(const char *one, const char *many, unsigned long n)
{
	if (built_in.n) {
		const char *t = look_up(one);

		return t ? t : n == 1 ? one : many;
	}
#ifdef ENABLE_NLS
	return ngettext(one, many, n);
#else
	return n == 1 ? one : many;
#endif
}

bool gs_i18n_utf8(void)
{
	return is_utf8;
}

const char *gs_i18n_lang(void)
{
	return language;
}
