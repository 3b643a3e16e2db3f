/* SPDX-License-Identifier: MIT */
/* Small readers and writers on top of jansson. */
#ifndef GS_BASE_JSON_H
#define GS_BASE_JSON_H

#include <jansson.h>
#include "base/buf.h"
#include "base/error.h"
#include "base/strv.h"

/* Member of object o, or the default; borrowed. */
const char *gs_json_str(const json_t *o, const char *key, const char *dflt);
bool gs_json_bool(const json_t *o, const char *key, bool dflt);
long long gs_json_int(const json_t *o, const char *key, long long dflt);
/* Appends the strings of array member key. */
void gs_json_strv(const json_t *o, const char *key, struct gs_strv *out);

/* A JSON string for any bytes: UTF-8 stays, other bytes become U+FFFD. */
json_t *gs_json_text(const char *s);              /* NULL gives JSON null */
/* Exact bytes: gs_path_encode()d; read back with gs_json_path (owned). */
json_t *gs_json_path_new(const char *path);
char *gs_json_path(const json_t *o, const char *key);
json_t *gs_json_from_strv(const struct gs_strv *s);
/* Sets o[key] (steals value; NULL values become JSON null). */
void gs_json_set(json_t *o, const char *key, json_t *value);

/* Parses text; errors name `what` and the line. */
json_t *gs_json_parse(const char *text, size_t n, const char *what,
		      struct gs_error *err);
/* Owned text, sorted keys, indented by 2 when pretty. */
char *gs_json_dump(const json_t *v, bool pretty);

#endif
