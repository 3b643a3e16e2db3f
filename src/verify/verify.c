/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "verify/parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "verify/scratch.h"

/* PATH of a fresh login before any shell file is read; as sshd and
 * /etc/login.defs of the common distributions set it. */
static const char default_path[] =
	"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

void gs_checks_release(struct gs_checks *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->v[i].id);
		free(c->v[i].title);
		free(c->v[i].detail);
	}
	free(c->v);
	memset(c, 0, sizeof(*c));
}

static struct gs_check *add(struct gs_checks *c)
{
	c->v = gs_grow(c->v, c->n, &c->cap, sizeof(*c->v));
	memset(&c->v[c->n], 0, sizeof(*c->v));
	return &c->v[c->n++];
}

json_t *gs_checks_to_json(const struct gs_checks *c)
{
	json_t *a = json_array();

	for (size_t i = 0; i < c->n; i++) {
		json_t *o = json_object();

		gs_json_set(o, "check", gs_json_text(c->v[i].id));
		gs_json_set(o, "title", gs_json_text(c->v[i].title));
		gs_json_set(o, "ok", json_boolean(c->v[i].ok));
		gs_json_set(o, "limit", json_boolean(c->v[i].limit));
		gs_json_set(o, "detail", gs_json_text(c->v[i].detail));
		json_array_append_new(a, o);
	}
	return a;
}

int gs_checks_from_json(struct gs_checks *c, const json_t *v)
{
	json_t *o;
	size_t i;

	if (!json_is_array(v))
		return GS_ERR_FORMAT;
	json_array_foreach(v, i, o) {
		struct gs_check *k = add(c);

		k->id = gs_strdup(gs_json_str(o, "check", ""));
		k->title = gs_strdup(gs_json_str(o, "title", ""));
		k->ok = gs_json_bool(o, "ok", false);
		k->limit = gs_json_bool(o, "limit", false);
		k->detail = gs_strdup(gs_json_str(o, "detail", ""));
	}
	return 0;
}

bool gs_checks_all_ok(const struct gs_checks *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!c->v[i].ok && !c->v[i].limit)
			return false;
	return true;
}

void gs_verify_add(struct gs_verifier *v, char *id, char *title, bool ok,
		   bool limit, char *detail)
{
	struct gs_check *k = add(v->checks);

	k->id = id;
	k->title = title;
	k->ok = ok;
	k->limit = !ok && limit;
	k->detail = detail;
	gs_report_event(v->report, GS_EVENT_CHECK, -1, ok || limit, "%s: %s",
			title, detail);
}

void gs_verify_proc(const struct gs_verifier *v, struct gs_proc *p,
		    const char *shell)
{
	/* What a login has from PAM or the session, not from shell files. */
	static const char *const inherited[] = {
		"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
		"XDG_STATE_HOME", "GOENV", "LANG", "TMPDIR",
		"http_proxy", "https_proxy", "no_proxy",
		"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
	};
	const struct gs_facts *f = v->facts;

	gs_proc_init(p);
	gs_proc_env_clear(p);
	gs_proc_setenv(p, "HOME", f->home);
	gs_proc_setenv(p, "USER", f->user ? f->user : "");
	gs_proc_setenv(p, "LOGNAME", f->user ? f->user : "");
	gs_proc_setenv(p, "PATH", default_path);
	gs_proc_setenv(p, "TERM", "dumb");
	if (shell)
		gs_proc_setenv(p, "SHELL", shell);
	for (size_t i = 0; i < GS_COUNT(inherited); i++)
		if (getenv(inherited[i]))
			gs_proc_setenv(p, inherited[i], getenv(inherited[i]));
	/* Nothing that the trial does may stand in the user's history. */
	gs_proc_setenv(p, "HISTFILE", "/dev/null");
	gs_proc_setenv(p, "fish_history", "");
	p->cwd = gs_strdup(f->home);
	p->drop = v->drop;
	p->uid = f->home_uid;
	p->gid = f->gid;
}

int gs_verify_tick(void *verifier)
{
	struct gs_verifier *v = verifier;

	return gs_report_cancelled(v->report);
}

int gs_verify(const struct gs_facts *f, const struct gs_expect *expect,
	      const struct gs_report *r, struct gs_checks *out,
	      struct gs_error *err)
{
	struct gs_verifier v = { f, expect, r, out, GS_STRV_INIT, NULL,
				 geteuid() == 0 && f->home_uid != 0 };
	int rc;

	gs_report_event(r, GS_EVENT_PHASE, -1, true, "%s",
			_("starting the shells"));
	v.scratch = gs_scratch_make(f->home_uid, f->gid, err);
	if (!v.scratch)
		return GS_ERR_FAILED;
	rc = gs_verify_shells(&v, err);
	if (!rc)
		rc = gs_verify_settings(&v);
	if (!rc)
		rc = gs_verify_build(&v, err);
	gs_scratch_remove(v.scratch);
	free(v.scratch);
	gs_strv_release(&v.login_paths);
	if (rc == GS_ERR_CANCELLED)
		return gs_error_set(err, rc, _("the verification was "
					       "cancelled; what was applied "
					       "stays"));
	if (!rc && !gs_checks_all_ok(out))
		rc = gs_error_set(err, GS_ERR_VERIFY,
				  _("the verification found a problem"));
	return rc;
}
