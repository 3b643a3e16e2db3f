/* SPDX-License-Identifier: MIT */
/*
 * Answer files.  jansson parses them; it keeps no positions, so a small
 * scanner over the (then known to be valid) text finds the line of each key.
 */
#include "config.h"

#include "questions/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"

#define MAX_ANSWERS (1024 * 1024)

struct scanner {
	const char *p, *end;
	int line;
	int depth;
};

/* p stands on the opening quote; returns the text between the quotes. */
static char *scan_string(struct scanner *s)
{
	const char *start = ++s->p;

	while (s->p < s->end && *s->p != '"')
		s->p += *s->p == '\\' ? 2 : 1;
	if (s->p >= s->end)
		return gs_strdup("");
	return gs_strndup(start, (size_t)(s->p++ - start));
}

static void skip_blanks(struct scanner *s)
{
	for (; s->p < s->end && strchr(" \t\r\n", *s->p); s->p++)
		s->line += *s->p == '\n';
}

/* The next member of the outermost object: owned raw key and its line. */
static char *next_key(struct scanner *s, int *line)
{
	while (s->p < s->end) {
		gs_autofree char *text = NULL;

		skip_blanks(s);
		if (s->p >= s->end)
			break;
		if (*s->p != '"') {
			if (strchr("{[", *s->p))
				s->depth++;
			else if (strchr("}]", *s->p))
				s->depth--;
			s->p++;
			continue;
		}
		*line = s->line;
		text = scan_string(s);
		skip_blanks(s);
		if (s->depth == 1 && s->p < s->end && *s->p == ':') {
			char *key = text;

			text = NULL;
			s->p++;
			return key;
		}
	}
	return NULL;
}

static int unknown_key(const char *name, int line, const char *key,
		       struct gs_error *err)
{
	const struct gs_question *q;
	struct gs_strv keys = GS_STRV_INIT;
	const char *near;

	for (q = gs_questions(); q->key; q++)
		gs_strv_add(&keys, q->key);
	if (line)
		gs_error_set(err, GS_ERR_USAGE, _("%s, line %d: unknown key "
			     "'%s'"), name, line, key);
	else
		gs_error_set(err, GS_ERR_USAGE, _("%s: unknown key '%s'"),
			     name, key);
	near = gs_suggest(key, &keys);
	if (near)
		gs_error_hint(err, _("Did you mean '%s'? 'gosetup questions' "
			      "lists all keys."), near);
	else
		gs_error_hint(err, _("'gosetup questions' lists all keys."));
	gs_strv_release(&keys);
	return GS_ERR_USAGE;
}

static const char *expected_type(const struct gs_question *q)
{
	switch (q->type) {
	case GS_Q_BOOL:
		return _("write true or false, without quotes");
	case GS_Q_MULTI:
		return _("write a list of strings, such as [\"bash\", "
			 "\"zsh\"], or one string");
	case GS_Q_CHOICE:
	case GS_Q_TEXT:
	case GS_Q_PATH:
	case GS_Q_VERSION:
		break;
	}
	return _("write a string in double quotes");
}

static int wrong_type(const char *name, int line, const struct gs_question *q,
		      const json_t *value, struct gs_error *err)
{
	gs_autofree char *text = json_dumps(value, JSON_ENCODE_ANY |
					    JSON_COMPACT |
					    JSON_REAL_PRECISION(12));

	gs_error_set(err, GS_ERR_USAGE, _("%s, line %d: bad value '%s' for "
		     "'%s': %s"), name, line, text ? text : "?", q->key,
		     expected_type(q));
	if (q->type == GS_Q_VERSION && json_is_number(value))
		gs_error_hint(err, _("As a number, 1.20 would be the same as "
			      "1.2; as a string it is a version."));
	return GS_ERR_USAGE;
}

/* Owned text of a JSON value as an answer, or NULL when the type is wrong. */
static char *answer_text(const struct gs_question *q, const json_t *value)
{
	struct gs_strv words = GS_STRV_INIT;
	char *text = NULL;
	const json_t *word;
	size_t i;

	if (json_is_string(value))
		return gs_strdup(json_string_value(value));
	if (q->type == GS_Q_BOOL && json_is_boolean(value))
		return gs_strdup(json_is_true(value) ? "true" : "false");
	if (q->type != GS_Q_MULTI || !json_is_array(value))
		return NULL;
	json_array_foreach(value, i, word) {
		if (!json_is_string(word))
			goto out;
		gs_strv_add(&words, json_string_value(word));
	}
	text = words.n ? gs_strv_join(&words, ",") : gs_strdup("none");
out:
	gs_strv_release(&words);
	return text;
}

static int take_member(struct gs_answers *a, const char *name, int line,
		       const char *key, const json_t *value,
		       struct gs_error *err)
{
	int i = gs_question_index(key);
	gs_autofree char *text = NULL;

	if (gs_streq(key, "format")) {
		if (json_is_integer(value) && json_integer_value(value) == 1)
			return 0;
		return gs_error_set(err, GS_ERR_USAGE, _("%s, line %d: this "
				    "answer file has a format that this "
				    "gosetup does not know"), name, line);
	}
	if (i < 0)
		return unknown_key(name, line, key, err);
	text = answer_text(&gs_questions()[i], value);
	if (!text)
		return wrong_type(name, line, &gs_questions()[i], value, err);
	/* --set wins over the file, whichever was read first. */
	if (a->v[i].from != GS_FROM_SET)
		gs_answers_put(a, key, text, GS_FROM_FILE);
	a->v[i].line = line;
	return 0;
}

/* Owned text of a raw key: escapes resolved. */
static char *decode_key(const char *raw)
{
	gs_autofree char *quoted = gs_printf("\"%s\"", raw);
	json_t *v = json_loads(quoted, JSON_DECODE_ANY, NULL);
	char *key = gs_strdup(v ? json_string_value(v) : raw);

	json_decref(v);
	return key;
}

int gs_answers_parse(struct gs_answers *a, const char *text, size_t n,
		     const char *name, struct gs_error *err)
{
	struct scanner s = { text, text + n, 1, 0 };
	json_t *root;
	char *raw;
	int ret = 0, line;

	/* Windows editors put a byte order mark in front. */
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		s.p += 3;
	root = gs_json_parse(s.p, (size_t)(s.end - s.p), name, err);
	if (!root) {
		gs_error_hint(err, _("An answer file is a JSON object, such "
			      "as {\"version\": \"stable\"}."));
		return GS_ERR_USAGE;
	}
	if (!json_is_object(root))
		ret = gs_error_set(err, GS_ERR_USAGE, _("%s: an answer file "
				   "must be a JSON object, such as "
				   "{\"version\": \"stable\"}"), name);
	while (ret == 0 && (raw = next_key(&s, &line)) != NULL) {
		gs_autofree char *key = decode_key(raw);

		free(raw);
		ret = take_member(a, name, line, key,
				  json_object_get(root, key), err);
	}
	json_decref(root);
	return ret;
}

int gs_answers_load(struct gs_answers *a, const char *file,
		    struct gs_error *err)
{
	struct gs_buf text = GS_BUF_INIT;
	int ret = gs_read_file(&text, file, MAX_ANSWERS, err);

	if (ret == 0)
		ret = gs_answers_parse(a, gs_buf_str(&text), text.len, file,
				       err);
	else
		ret = GS_ERR_USAGE;
	gs_buf_release(&text);
	return ret;
}

int gs_answers_set(struct gs_answers *a, const char *text,
		   struct gs_error *err)
{
	const char *eq = strchr(text, '=');
	gs_autofree char *key = NULL;

	if (!eq || eq == text) {
		gs_error_set(err, GS_ERR_USAGE, _("--set '%s': no KEY=VALUE"),
			     text);
		gs_error_hint(err, _("For example: --set version=stable"));
		return GS_ERR_USAGE;
	}
	key = gs_strndup(text, (size_t)(eq - text));
	if (gs_question_index(key) < 0)
		return unknown_key("--set", 0, key, err);
	gs_answers_put(a, key, eq + 1, GS_FROM_SET);
	return 0;
}
