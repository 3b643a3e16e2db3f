/* SPDX-License-Identifier: MIT */
/* Steps as JSON and back. Paths are %XX encoded, contents base64. */
#include "config.h"
#include "steps/steps.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"

static const char *const link_kinds[] = {
	[GS_LINK_ABSENT] = "absent",
	[GS_LINK_LINK] = "link",
	[GS_LINK_DIR] = "directory",
};

static void put_content(json_t *o, const char *side,
			const struct gs_content *c, bool with_content)
{
	gs_autofree char *sha_key = gs_printf("%s_sha256", side);
	gs_autofree char *mode_key = gs_printf("%s_mode", side);
	gs_autofree char *bytes_key = gs_printf("%s_base64", side);
	gs_autofree char *text = NULL;
	gs_autofree char *mtime_key = gs_printf("%s_mtime_ns", side);

	gs_json_set(o, sha_key, c->exists ? json_string(c->sha256) : NULL);
	gs_json_set(o, mode_key, c->exists ? json_integer(c->mode) : NULL);
	if (c->exists && c->mtime_ns)
		gs_json_set(o, mtime_key, json_integer(c->mtime_ns));
	if (!with_content || !c->exists)
		return;
	text = gs_base64(c->bytes.ptr, c->bytes.len);
	gs_json_set(o, bytes_key, json_string(text));
}

static json_t *tree_to_json(const struct gs_tree_source *t)
{
	json_t *o = json_object();

	gs_json_set(o, "version", gs_json_text(t->version));
	gs_json_set(o, "filename", gs_json_text(t->filename));
	gs_json_set(o, "urls", gs_json_from_strv(&t->urls));
	if (t->local_path)
		gs_json_set(o, "local_path",
			    gs_json_path_new(t->local_path));
	gs_json_set(o, "sha256", json_string(t->sha256));
	gs_json_set(o, "size_bytes", json_integer(t->size_bytes));
	gs_json_set(o, "proof", json_string(gs_proof_name(t->proof)));
	gs_json_set(o, "os", gs_json_text(t->os));
	gs_json_set(o, "arch", gs_json_text(t->arch));
	gs_json_set(o, "runs_here", json_boolean(t->runs_here));
	return o;
}

static void put_link(json_t *o, const struct gs_step *s)
{
	gs_json_set(o, "link_before_kind",
		    json_string(link_kinds[s->link_before_kind]));
	if (s->link_before)
		gs_json_set(o, "link_before",
			    gs_json_path_new(s->link_before));
	if (s->link_after)
		gs_json_set(o, "link_after", gs_json_path_new(s->link_after));
	if (s->kept)
		gs_json_set(o, "kept", gs_json_path_new(s->kept));
}

json_t *gs_step_to_json(const struct gs_step *s, bool with_content)
{
	json_t *o = json_object();

	gs_json_set(o, "id", gs_json_text(s->id));
	gs_json_set(o, "kind", json_string(gs_step_kind_name(s->kind)));
	gs_json_set(o, "target", gs_json_path_new(s->target));
	if (s->real)
		gs_json_set(o, "real", gs_json_path_new(s->real));
	gs_json_set(o, "summary", gs_json_text(s->summary));
	gs_json_set(o, "reason", gs_json_text(s->reason));
	gs_json_set(o, "needs_root", json_boolean(s->needs_root));
	gs_json_set(o, "as_owner", json_boolean(s->as_owner));
	gs_json_set(o, "changes", json_boolean(s->changes));
	if (s->remove)
		gs_json_set(o, "remove", json_true());
	if (s->cache)
		gs_json_set(o, "cache", json_true());
	/* CONTRACT promises these two members for every kind. */
	put_content(o, "before", &s->before, with_content);
	put_content(o, "after", &s->after, with_content);
	if (s->kind == GS_STEP_DIR)
		gs_json_set(o, "mode", json_integer(s->mode));
	if (s->kind == GS_STEP_TREE)
		gs_json_set(o, "tree", tree_to_json(&s->tree));
	if (s->kind == GS_STEP_LINK)
		put_link(o, s);
	if (s->kind == GS_STEP_RUN)
		gs_json_set(o, "argv", gs_json_from_strv(&s->argv));
	return o;
}

static int get_bytes(struct gs_content *c, const char *text, const char *id,
		     const char *sha, mode_t mode, struct gs_error *err)
{
	size_t n = 0;
	gs_autofree void *bytes = gs_base64_decode(text, &n);

	if (!bytes)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("step '%s': contents are not base64"),
				    id);
	gs_content_set(c, bytes, n, mode);
	if (!gs_streq(c->sha256, sha))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("step '%s': contents do not match "
				      "their checksum"), id);
	return 0;
}

static int get_content(struct gs_content *c, const json_t *v,
		       const char *side, const char *id, struct gs_error *err)
{
	gs_autofree char *sha_key = gs_printf("%s_sha256", side);
	gs_autofree char *mode_key = gs_printf("%s_mode", side);
	gs_autofree char *bytes_key = gs_printf("%s_base64", side);
	const char *sha = gs_json_str(v, sha_key, NULL);
	const char *text = gs_json_str(v, bytes_key, NULL);
	gs_autofree char *mtime_key = gs_printf("%s_mtime_ns", side);
	long long mode = gs_json_int(v, mode_key, 0644);

	gs_content_absent(c);
	c->mtime_ns = gs_json_int(v, mtime_key, 0);
	if (!sha)
		return 0;
	if (!gs_sha256_valid(sha))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("step '%s': '%s' is not a checksum"),
				    id, sha_key);
	if (!text) {
		gs_error_set(err, GS_ERR_FORMAT,
			     _("step '%s' has no contents"), id);
		gs_error_hint(err, _("The plan must hold what it writes; "
				     "make it again with this version of "
				     "gosetup."));
		return GS_ERR_FORMAT;
	}
	return get_bytes(c, text, id, sha, (mode_t)mode, err);
}

static enum gs_proof parse_proof(const char *name)
{
	int p;

	for (p = GS_PROOF_TABLE; p <= GS_PROOF_INDEX_USER; p++) {
		if (gs_streq(name, gs_proof_name((enum gs_proof)p)))
			return (enum gs_proof)p;
	}
	return GS_PROOF_NONE;
}

static int get_tree(struct gs_tree_source *t, const json_t *o, const char *id,
		    struct gs_error *err)
{
	const char *sha = gs_json_str(o, "sha256", "");

	if (*sha && !gs_sha256_valid(sha))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("step '%s': '%s' is not a checksum"),
				    id, "sha256");
	gs_set(&t->version, gs_json_str(o, "version", NULL));
	gs_set(&t->filename, gs_json_str(o, "filename", NULL));
	gs_json_strv(o, "urls", &t->urls);
	t->local_path = gs_json_path(o, "local_path");
	memcpy(t->sha256, sha, strlen(sha) + 1);
	t->size_bytes = gs_json_int(o, "size_bytes", 0);
	t->proof = parse_proof(gs_json_str(o, "proof", ""));
	gs_set(&t->os, gs_json_str(o, "os", NULL));
	gs_set(&t->arch, gs_json_str(o, "arch", NULL));
	t->runs_here = gs_json_bool(o, "runs_here", false);
	if (!t->version || !t->filename ||
	    strchr(t->version, '/') || strchr(t->filename, '/'))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("step '%s' does not name a version and "
				      "an archive"), id);
	return 0;
}

static int get_link(struct gs_step *s, const json_t *v, struct gs_error *err)
{
	const char *kind = gs_json_str(v, "link_before_kind", "");
	size_t i;

	s->link_before = gs_json_path(v, "link_before");
	s->link_after = gs_json_path(v, "link_after");
	s->kept = gs_json_path(v, "kept");
	for (i = 0; i < GS_COUNT(link_kinds); i++) {
		if (gs_streq(kind, link_kinds[i])) {
			s->link_before_kind = (enum gs_link_before)i;
			return 0;
		}
	}
	return gs_error_set(err, GS_ERR_FORMAT,
			    _("step '%s': '%s' is not a kind of link"),
			    s->id, kind);
}

static int get_common(struct gs_step *s, const json_t *v,
		      struct gs_error *err)
{
	const char *name = gs_json_str(v, "kind", "");
	int kind = gs_step_kind_parse(name);

	gs_set(&s->id, gs_json_str(v, "id", NULL));
	s->target = gs_json_path(v, "target");
	s->real = gs_json_path(v, "real");
	if (kind < 0)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("unknown kind of step '%s'"), name);
	s->kind = (enum gs_step_kind)kind;
	if (!s->id || !s->target || s->target[0] != '/')
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("a step of the plan has no absolute "
				      "target"));
	gs_set(&s->summary, gs_json_str(v, "summary", NULL));
	gs_set(&s->reason, gs_json_str(v, "reason", NULL));
	s->needs_root = gs_json_bool(v, "needs_root", false);
	s->as_owner = gs_json_bool(v, "as_owner", false);
	s->changes = gs_json_bool(v, "changes", true);
	s->remove = gs_json_bool(v, "remove", false);
	s->cache = gs_json_bool(v, "cache", false);
	return 0;
}

static int get_kind(struct gs_step *s, const json_t *v, struct gs_error *err)
{
	int ret = 0;

	switch (s->kind) {
	case GS_STEP_FILE:
		ret = get_content(&s->before, v, "before", s->id, err);
		if (!ret)
			ret = get_content(&s->after, v, "after", s->id, err);
		break;
	case GS_STEP_DIR:
		s->mode = (mode_t)gs_json_int(v, "mode", 0755) & 07777;
		break;
	case GS_STEP_TREE:
		ret = get_tree(&s->tree, json_object_get(v, "tree"), s->id,
			       err);
		break;
	case GS_STEP_LINK:
		ret = get_link(s, v, err);
		break;
	case GS_STEP_RUN:
		gs_json_strv(v, "argv", &s->argv);
		break;
	case GS_STEP_KIND_COUNT:
		break;
	}
	return ret;
}

int gs_step_from_json(struct gs_step *s, const json_t *v, struct gs_error *err)
{
	int ret;

	gs_step_init(s);
	ret = get_common(s, v, err);
	if (!ret)
		ret = get_kind(s, v, err);
	if (ret)
		gs_step_release(s);
	return ret;
}
