/* SPDX-License-Identifier: MIT */
/*
 * Go's own settings file.  Settings belong there and not into shells,
 * because every shell, editor, service and cron job reads it.
 */
#include "config.h"

#include "plan/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

/* Does the line at p (n bytes) set name? */
static bool sets(const char *p, size_t n, const char *name)
{
	size_t len = strlen(name);

	return n > len && memcmp(p, name, len) == 0 && p[len] == '=';
}

static size_t line_length(const char *p, size_t left)
{
	const char *nl = memchr(p, '\n', left);

	return nl ? (size_t)(nl - p) + 1 : left;
}

/* Offset of the last line that sets name, or -1. */
static long last_line(const struct gs_buf *b, const char *name)
{
	long found = -1;

	for (size_t at = 0; at < b->len;) {
		size_t n = line_length(b->ptr + at, b->len - at);

		if (sets(b->ptr + at, n, name))
			found = (long)at;
		at += n;
	}
	return found;
}

void gs_goenv_edit(const struct gs_buf *old, const char *name,
		   const char *value, struct gs_buf *out)
{
	long last = last_line(old, name);

	for (size_t at = 0; at < old->len;) {
		size_t n = line_length(old->ptr + at, old->len - at);

		if (!sets(old->ptr + at, n, name))
			gs_buf_add(out, old->ptr + at, n);
		else if (value && (long)at == last)
			gs_buf_addf(out, "%s=%s\n", name, value);
		else if (value)         /* an earlier one, without effect */
			gs_buf_add(out, old->ptr + at, n);
		at += n;
	}
	if (!value || last >= 0)
		return;
	if (out->len && out->ptr[out->len - 1] != '\n')
		gs_buf_addc(out, '\n');
	gs_buf_addf(out, "%s=%s\n", name, value);
}

/* The value that the file has now, owned, or NULL. */
static char *current(const struct gs_buf *b, const char *name)
{
	long at = last_line(b, name);
	size_t n, skip = strlen(name) + 1;

	if (at < 0)
		return NULL;
	n = line_length(b->ptr + at, b->len - (size_t)at);
	if (n && b->ptr[(size_t)at + n - 1] == '\n')
		n--;
	return gs_strndup(b->ptr + (size_t)at + skip, n - skip);
}

/* Go's default needs no line of its own. */
static bool is_default(const struct gs_planner *p, const char *key,
		       const char *value)
{
	gs_autofree char *gopath = gs_path_join(p->facts->home, "go");

	return gs_streq(key, "gopath") && gs_streq(value, gopath);
}

/* Brings one setting into text. */
static void edit_key(struct gs_planner *p, const char *key,
		     struct gs_buf *text)
{
	gs_autofree char *name = gs_goenv_name(key);
	gs_autofree char *now = current(text, name);
	gs_autofree char *ours = gs_last_answer(p->facts, key);
	const char *value = gs_answers_get(p->answers, key);
	struct gs_buf out = GS_BUF_INIT;

	if (gs_streq(now ? now : "", value ? value : ""))
		return;
	/* No answer: only a value that we had put there ourselves goes. */
	if (gs_empty(value) && (gs_empty(ours) || !gs_streq(now, ours)))
		return;
	if (!now && is_default(p, key, value))
		return;
	gs_goenv_edit(text, name, gs_empty(value) ? NULL : value, &out);
	gs_buf_release(text);
	*text = out;
}

static bool wants_any(const struct gs_planner *p)
{
	for (const char *const *k = gs_goenv_keys(); *k; k++)
		if (!gs_empty(gs_answers_get(p->answers, *k)))
			return true;
	return false;
}

/* The file cannot be written: say what to do instead. */
static void by_hand(struct gs_planner *p, const char *path, const char *why)
{
	struct gs_buf lines = GS_BUF_INIT;

	for (const char *const *k = gs_goenv_keys(); *k; k++) {
		const char *value = gs_answers_get(p->answers, *k);
		gs_autofree char *name = gs_goenv_name(*k);
		gs_autofree char *shown =
			gs_answer_shown(gs_question_find(*k), value);

		if (!gs_empty(value))
			gs_buf_addf(&lines, "%s=%s\n", name, shown);
	}
	if (!path)
		gs_strv_add(&p->plan->manual,
			    _("GOENV=off switches Go's settings file off, so "
			      "the chosen settings cannot be stored there. "
			      "Unset GOENV and run gosetup again."));
	else
		gs_strv_addf(&p->plan->manual,
			     _("Go's settings file '%s' cannot be edited (%s). "
			       "Put these lines into it yourself:\n%s"),
			     path, why, gs_buf_str(&lines));
	gs_buf_release(&lines);
}

int gs_plan_add_goenv(struct gs_planner *p, struct gs_error *err)
{
	const char *path = p->facts->goenv_path;
	const struct gs_file *file;
	struct gs_buf text = GS_BUF_INIT;
	struct gs_step *s;
	bool secret;
	int rc = 0;

	if (gs_empty(path)) {
		if (wants_any(p))
			by_hand(p, NULL, NULL);
		return 0;
	}
	file = gs_facts_file(p->facts, path);
	if (file && file->type == GS_FILE_REGULAR)
		gs_buf_add(&text, file->bytes.ptr, file->bytes.len);
	for (const char *const *k = gs_goenv_keys(); *k; k++)
		edit_key(p, *k, &text);
	if (file && text.len == file->bytes.len &&
	    (text.len == 0 || !memcmp(text.ptr, file->bytes.ptr, text.len)))
		goto out;       /* as it is, or absent and empty */
	if (file && gs_plan_why_not_edit(p, file)) {
		by_hand(p, path, gs_plan_why_not_edit(p, file));
		goto out;
	}
	secret = gs_url_has_secret(gs_answers_get(p->answers, "goproxy"));
	s = gs_plan_add_file(p, path, &text, secret ? 0600 : 0644, err);
	if (!s) {
		rc = GS_ERR_FAILED;
		goto out;
	}
	gs_set(&s->summary, s->before.exists ? _("change Go's settings file")
					     : _("create Go's settings file"));
	gs_set(&s->reason, _("every shell, editor and service reads it, "
			     "like after 'go env -w'"));
out:
	gs_buf_release(&text);
	return rc;
}

int gs_plan_add_answers(struct gs_planner *p, struct gs_error *err)
{
	gs_autofree char *path = gs_answers_path(p->facts);
	gs_autofree char *json = gs_json_dump(p->plan->answers, true);
	const struct gs_file *file = gs_facts_file(p->facts, path);
	struct gs_buf text = GS_BUF_INIT;
	struct gs_step *s;

	if (file && gs_plan_why_not_edit(p, file))
		return 0;       /* a convenience, not worth a failure */
	gs_buf_addf(&text, "%s\n", json);
	s = gs_plan_add_file(p, path, &text, 0600, err);
	gs_buf_release(&text);
	if (!s)
		return GS_ERR_FAILED;
	gs_set(&s->summary, _("save the answers"));
	gs_set(&s->reason, _("for the next run, and for other machines: "
			     "--answers"));
	return 0;
}
