/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

const char *gs_json_str(const json_t *o, const char *key, const char *dflt)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : dflt;
}

bool gs_json_bool(const json_t *o, const char *key, bool dflt)
{
	json_t *v = json_object_get(o, key);

	return json_is_boolean(v) ? json_is_true(v) : dflt;
}

long long gs_json_int(const json_t *o, const char *key, long long dflt)
{
	json_t *v = json_object_get(o, key);

	return json_is_integer(v) ? json_integer_value(v) : dflt;
}

void gs_json_strv(const json_t *o, const char *key, struct gs_strv *out)
{
	json_t *v;
	size_t i;

	json_array_foreach(json_object_get(o, key), i, v)
		if (json_is_string(v))
			gs_strv_add(out, json_string_value(v));
}

/* Length of the valid UTF-8 sequence at s (n bytes left), or 0. */
static size_t utf8_len(const unsigned char *s, size_t n)
{
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 :
		     s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;

	if (len == 0 || len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	if (len == 3 && ((s[0] == 0xE0 && s[1] < 0xA0) ||
			 (s[0] == 0xED && s[1] > 0x9F)))
		return 0;
	if (len == 4 && ((s[0] == 0xF0 && s[1] < 0x90) ||
			 (s[0] == 0xF4 && s[1] > 0x8F)))
		return 0;
	return len;
}

json_t *gs_json_text(const char *s)
{
	struct gs_buf b = GS_BUF_INIT;
	size_t n;
	json_t *v;

	if (!s)
		return json_null();
	n = strlen(s);
	while (n > 0) {
		size_t len = utf8_len((const unsigned char *)s, n);

		if (len)
			gs_buf_add(&b, s, len);
		else
			gs_buf_adds(&b, "\xEF\xBF\xBD");
		s += len ? len : 1;
		n -= len ? len : 1;
	}
	v = json_stringn(gs_buf_str(&b), b.len);
	gs_buf_release(&b);
	return v;
}

json_t *gs_json_path_new(const char *path)
{
	gs_autofree char *text = NULL;

	if (!path)
		return json_null();
	text = gs_path_encode(path);
	return json_string(text);
}

char *gs_json_path(const json_t *o, const char *key)
{
	const char *s = gs_json_str(o, key, NULL);

	return s ? gs_path_decode(s) : NULL;
}

json_t *gs_json_from_strv(const struct gs_strv *s)
{
	json_t *a = json_array();

	for (size_t i = 0; i < s->n; i++)
		json_array_append_new(a, gs_json_text(s->v[i]));
	return a;
}

void gs_json_set(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value ? value : json_null());
}

json_t *gs_json_parse(const char *text, size_t n, const char *what,
		      struct gs_error *err)
{
	json_error_t why;
	json_t *v = json_loadb(text, n, JSON_REJECT_DUPLICATES, &why);

	if (!v)
		gs_error_set(err, GS_ERR_FORMAT,
			     _("%s is not valid JSON, line %d: %s"), what,
			     why.line, why.text);
	return v;
}

char *gs_json_dump(const json_t *v, bool pretty)
{
	size_t flags = JSON_SORT_KEYS | JSON_ENCODE_ANY;
	char *s = json_dumps(v, flags | (pretty ? JSON_INDENT(2)
						: JSON_COMPACT));

	return s ? s : gs_strdup("null");
}
