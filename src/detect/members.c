/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/members.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "detect/detect.h"

static const char *const file_types[] = {
	[GS_FILE_ABSENT] = "absent",
	[GS_FILE_REGULAR] = "regular",
	[GS_FILE_DIR] = "directory",
	[GS_FILE_OTHER] = "other",
	[GS_FILE_UNREADABLE] = "unreadable",
};

/* ---- any bytes --------------------------------------------------------- */
/* UTF-8 text is a string, other bytes are {"base64": "..."}. */
json_t *gs_bytes_to_json(const char *p, size_t n)
{
	gs_autofree char *text = NULL;
	json_t *v = NULL;

	if (!memchr(p, '\0', n))
		v = json_stringn(p, n);
	if (v)
		return v;
	text = gs_base64(p, n);
	return json_pack("{s:s}", "base64", text);
}

/* Owned, NULL when v holds no bytes. */
char *gs_bytes_from_json(const json_t *v, size_t *n)
{
	const char *b64 = gs_json_str(v, "base64", NULL);

	if (json_is_string(v)) {
		*n = json_string_length(v);
		return gs_strndup(json_string_value(v), *n);
	}
	return b64 ? gs_base64_decode(b64, n) : NULL;
}

static json_t *text_to_json(const char *s)
{
	return s ? gs_bytes_to_json(s, strlen(s)) : json_null();
}

static char *text_from_json(const json_t *v)
{
	gs_autofree char *p = NULL;
	size_t n = 0;

	p = gs_bytes_from_json(v, &n);
	return p ? gs_strndup(p, n) : NULL;
}

/* ---- members ----------------------------------------------------------- */
static json_t *strv_to_json(const struct gs_strv *s)
{
	json_t *a = json_array();

	for (size_t i = 0; i < s->n; i++)
		json_array_append_new(a, text_to_json(s->v[i]));
	return a;
}

static json_t *mode_to_json(mode_t mode)
{
	gs_autofree char *text = gs_printf("%04o", (unsigned)mode);

	return json_string(text);
}

static json_t *member_to_json(const struct gs_member *m, const void *at)
{
	switch (m->kind) {
	case GS_M_TEXT:
	case GS_M_MAYBE:
		return text_to_json(*(char *const *)at);
	case GS_M_BOOL:
		return json_boolean(*(const bool *)at);
	case GS_M_INT:
		return json_integer(*(const int *)at);
	case GS_M_UNSIGNED:
		return json_integer(*(const unsigned *)at);
	case GS_M_INT64:
		return json_integer(*(const int64_t *)at);
	case GS_M_UID:
		return json_integer(*(const uid_t *)at);
	case GS_M_GID:
		return json_integer(*(const gid_t *)at);
	case GS_M_MODE:
		return mode_to_json(*(const mode_t *)at);
	case GS_M_STRV:
		return strv_to_json(at);
	case GS_M_OWNER:
		return json_string(
			gs_go_owner_name(*(const enum gs_go_owner *)at));
	case GS_M_FILE_TYPE:
		return json_string(
			file_types[*(const enum gs_file_type *)at]);
	}
	return json_null();
}

json_t *gs_struct_to_json(const struct gs_member *m, const void *base)
{
	json_t *o = json_object();

	for (; m->name; m++)
		gs_json_set(o, m->name,
			    member_to_json(m, (const char *)base + m->offset));
	return o;
}

static void strv_from_json(const json_t *v, struct gs_strv *out)
{
	json_t *item;
	size_t i;

	gs_strv_release(out);
	json_array_foreach(v, i, item) {
		char *s = text_from_json(item);

		if (s)
			gs_strv_steal(out, s);
	}
}

static enum gs_file_type file_type_from_json(const json_t *v)
{
	const char *name = json_string_value(v);

	for (size_t i = 0; i < GS_COUNT(file_types); i++)
		if (gs_streq(name, file_types[i]))
			return (enum gs_file_type)i;
	return GS_FILE_REGULAR;
}

static void member_from_json(const struct gs_member *m, const json_t *v,
			     void *at)
{
	long long n = json_is_integer(v) ? json_integer_value(v) : m->dflt;
	const char *s = json_string_value(v);

	switch (m->kind) {
	case GS_M_TEXT:
	case GS_M_MAYBE:
		free(*(char **)at);
		*(char **)at = text_from_json(v);
		if (m->kind == GS_M_TEXT && !*(char **)at)
			*(char **)at = gs_strdup("");
		break;
	case GS_M_BOOL:
		*(bool *)at = json_is_true(v);
		break;
	case GS_M_INT:
		*(int *)at = (int)n;
		break;
	case GS_M_UNSIGNED:
		*(unsigned *)at = (unsigned)n;
		break;
	case GS_M_INT64:
		*(int64_t *)at = (int64_t)n;
		break;
	case GS_M_UID:
		*(uid_t *)at = (uid_t)n;
		break;
	case GS_M_GID:
		*(gid_t *)at = (gid_t)n;
		break;
	case GS_M_MODE:
		*(mode_t *)at = s ? (mode_t)strtoul(s, NULL, 8) & 07777 : 0;
		break;
	case GS_M_STRV:
		strv_from_json(v, at);
		break;
	case GS_M_OWNER:
		*(enum gs_go_owner *)at = gs_go_owner_parse(s);
		break;
	case GS_M_FILE_TYPE:
		*(enum gs_file_type *)at = file_type_from_json(v);
		break;
	}
}

void gs_struct_from_json(const struct gs_member *m, const json_t *o,
			     void *base)
{
	for (; m->name; m++)
		member_from_json(m, json_object_get(o, m->name),
				 (char *)base + m->offset);
}

/* ---- lists ------------------------------------------------------------- */
json_t *gs_list_to_json(const struct gs_member *m, const void *v, size_t n,
			size_t size)
{
	json_t *a = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(a, gs_struct_to_json(
					m, (const char *)v + i * size));
	return a;
}

void *gs_list_from_json(const struct gs_member *m, const json_t *o,
			const char *key, size_t *n, size_t size)
{
	const json_t *a = json_object_get(o, key);
	char *v;

	*n = json_array_size(a);
	v = *n ? gs_calloc(*n, size) : NULL;
	for (size_t i = 0; i < *n; i++)
		gs_struct_from_json(m, json_array_get(a, i), v + i * size);
	return v;
}
