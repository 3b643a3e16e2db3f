/* SPDX-License-Identifier: MIT */
/*
 * Structs and JSON objects, both ways from one table: neither the writer nor
 * the reader can forget a member.
 */
#ifndef GS_DETECT_MEMBERS_H
#define GS_DETECT_MEMBERS_H

#include "base/json.h"

enum gs_member_kind {
	GS_M_TEXT,    /* char *, never NULL once read */
	GS_M_MAYBE,   /* char *, NULL is JSON null */
	GS_M_BOOL,
	GS_M_INT,
	GS_M_UNSIGNED,
	GS_M_INT64,
	GS_M_UID,
	GS_M_GID,
	GS_M_MODE,    /* octal text: "0644" */
	GS_M_STRV,
	GS_M_OWNER,
	GS_M_FILE_TYPE,
};

struct gs_member {
	const char *name;
	enum gs_member_kind kind;
	size_t offset;
	long long dflt;         /* of numbers that are missing */
};

/* A table ends with name NULL. */
json_t *gs_struct_to_json(const struct gs_member *m, const void *base);
/* Strings that are replaced are freed; missing members get their default. */
void gs_struct_from_json(const struct gs_member *m, const json_t *o,
			 void *base);
json_t *gs_list_to_json(const struct gs_member *m, const void *v, size_t n,
			size_t size);
/* Owned array of *n structs of `size` bytes from the list o[key], NULL when
 * empty. */
void *gs_list_from_json(const struct gs_member *m, const json_t *o,
			const char *key, size_t *n, size_t size);

/* UTF-8 text is a string, any other bytes are {"base64": "..."}. */
json_t *gs_bytes_to_json(const char *p, size_t n);
/* Owned and NUL terminated; NULL when v holds no bytes. */
char *gs_bytes_from_json(const json_t *v, size_t *n);

#endif
