/* SPDX-License-Identifier: MIT */
/*
 * json-get PATH < DOCUMENT: prints the value at PATH ("steps.0.id", "" for
 * all of it; "steps.#" for a count).  Exit 1 unless stdin is exactly one JSON
 * document, 2 when there is no such value.
 */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *member(json_t *v, const char *key, size_t n)
{
	char name[200];

	if (n >= sizeof(name))
		return NULL;
	memcpy(name, key, n);
	name[n] = '\0';
	if (json_is_array(v))
		return json_array_get(v, (size_t)strtoul(name, NULL, 10));
	return json_object_get(v, name);
}

static void print(const json_t *v)
{
	char *text;

	if (json_is_string(v)) {
		puts(json_string_value(v));
		return;
	}
	text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
	puts(text);
	free(text);
}

/* Prints what is at path; 0, or 2 when nothing is. */
static int get(json_t *v, const char *path)
{
	while (v && *path) {
		size_t n = strcspn(path, ".");

		if (n == 1 && *path == '#') {
			printf("%zu\n", json_array_size(v));
			return 0;
		}
		v = member(v, path, n);
		path += n + (path[n] == '.');
	}
	if (!v)
		return 2;
	print(v);
	return 0;
}

int main(int argc, char **argv)
{
	json_error_t err;
	json_t *doc = json_loadf(stdin, 0, &err);
	int rc;

	if (!doc) {
		fprintf(stderr, "json-get: line %d: %s\n", err.line, err.text);
		return 1;
	}
	rc = get(doc, argc > 1 ? argv[1] : "");
	json_decref(doc);
	return rc;
}
