/* SPDX-License-Identifier: MIT */
/* Starts every chosen shell in every mode it has, and asks which go. */
#include "config.h"

#include "verify/parts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/path.h"
#include "shells/shells.h"

/*
 * Works as typed text and as -c argument in every shell: a plain sh asks,
 * with the PATH that the shell exports.  Its echo on a terminal holds
 * "GS%s<", only its output holds "GSV<".
 */
static const char probe[] =
	"/bin/sh -c 'printf \"GS%s<%s><%s>\\n\" V \"$(command -v go)\" "
	"\"$PATH\"'";

enum { LIMIT_MS = 10000, RETYPE_MS = 1500 };

struct trial {
	const struct gs_shell_def *def;
	enum gs_mode mode;
	bool asks;              /* only whether the trial before it reads
				   files of the user */
};

struct trials {
	struct trial *t;
	struct gs_proc *p;
	size_t n, cap_t, cap_p;
	struct gs_strv typed;
};

static struct gs_proc *grow(struct trials *all)
{
	all->t = gs_grow(all->t, all->n, &all->cap_t, sizeof(*all->t));
	all->p = gs_grow(all->p, all->n, &all->cap_p, sizeof(*all->p));
	return &all->p[all->n];
}

/* Takes env. */
static void take_env(struct gs_proc *p, struct gs_strv *env)
{
	for (size_t i = 0; i < env->n; i++) {
		gs_autofree char *name = gs_strndup(env->v[i],
						    strcspn(env->v[i], "="));

		if (strlen(name) < strlen(env->v[i]))
			gs_proc_setenv(p, name, env->v[i] + strlen(name) + 1);
	}
	gs_strv_release(env);
}

static void add_question(struct gs_verifier *v, struct trials *all,
			 const struct gs_shell_def *d, enum gs_mode m,
			 const char *shell_path)
{
	struct gs_strv env = GS_STRV_INIT;
	struct gs_proc *p = grow(all);

	gs_verify_proc(v, p, shell_path);
	if (!gs_shell_reach_probe(d, m, shell_path, &p->argv, &env,
				  &p->input)) {
		gs_proc_release(p);
		return;
	}
	take_env(p, &env);
	p->timeout_ms = LIMIT_MS;
	all->t[all->n++] = (struct trial){ d, m, true };
}

static void add_trial(struct gs_verifier *v, struct trials *all,
		      const struct gs_shell_def *d, enum gs_mode m,
		      const char *shell_path)
{
	struct gs_strv env = GS_STRV_INIT;
	bool pty = false;
	struct gs_proc *p = grow(all);

	gs_verify_proc(v, p, shell_path);
	if (!gs_shell_start(d, m, shell_path, probe, &p->argv, &env, &pty)) {
		gs_proc_release(p);
		gs_strv_release(&env);
		return;
	}
	take_env(p, &env);
	p->timeout_ms = LIMIT_MS;
	p->pty = pty;
	if (d->syntax == GS_SYNTAX_FISH)
		gs_verify_keep_fish_out(v, p);
	if (pty && !d->no_history) {
		gs_proc_args(p, "-i", "-c", probe, NULL);
	} else if (pty) {
		gs_strv_addf(&all->typed, "%s%s\nexit\n", d->no_history,
			     probe);
		p->input = all->typed.v[all->typed.n - 1];
		p->retype_ms = RETYPE_MS;
	}
	all->t[all->n++] = (struct trial){ d, m, false };
	add_question(v, all, d, m, shell_path);
}

static void collect(struct gs_verifier *v, struct trials *all)
{
	const struct gs_strv *shells = &v->expect->shells;

	for (size_t i = 0; i < shells->n; i++) {
		const struct gs_shell_def *d = gs_shell_find(shells->v[i]);
		const struct gs_shell_fact *s = gs_facts_shell(v->facts,
							       shells->v[i]);

		for (int m = 0; d && s && m < GS_MODE_COUNT; m++)
			if (d->modes_all & (1u << m))
				add_trial(v, all, d, (enum gs_mode)m, s->path);
	}
}

/* "GSV<go><PATH>" in the output; owned parts, or false. */
static bool parse(const struct gs_proc *p, char **go, char **path)
{
	const char *at = strstr(gs_buf_str(&p->out), "GSV<");
	const char *mid, *end;

	if (!at)
		return false;
	at += 4;
	mid = strstr(at, "><");
	end = mid ? strpbrk(mid, "\r\n") : NULL;
	if (!end || end[-1] != '>')
		return false;
	*go = gs_strndup(at, (size_t)(mid - at));
	*path = gs_strndup(mid + 2, (size_t)(end - 1 - (mid + 2)));
	return true;
}

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

static int times_on_path(const char *path, const char *dir)
{
	struct gs_strv parts = GS_STRV_INIT;
	int n = 0;

	gs_strv_split(&parts, path, ":");
	for (size_t i = 0; i < parts.n; i++)
		n += gs_streq(parts.v[i], dir);
	gs_strv_release(&parts);
	return n;
}

static char *explain(const struct gs_verifier *v, const struct trial *t,
		     const char *go, const char *path, bool ok, bool limit)
{
	const char *dir = v->expect->go_bin;
	gs_autofree char *tilde = gs_path_tilde(go, v->facts->home);
	int n = times_on_path(path, dir);

	(void)t;
	if (ok && n > 1)
		return gs_printf(_("finds %s, whose directory stands %d times "
				   "on PATH"), tilde, n);
	if (ok)
		return gs_printf(_("finds %s"), tilde);
	if (limit && gs_empty(go))
		return gs_strdup(_("does not find go: no file of yours is "
				   "read in this mode"));
	if (limit)
		return gs_printf(_("finds %s: no file of yours is read in "
				   "this mode"), tilde);
	if (gs_empty(go))
		return gs_strdup(_("does not find go"));
	return gs_printf(_("finds %s instead"), tilde);
}

static void judge(struct gs_verifier *v, const struct trial *t,
		  const struct gs_proc *p, bool reaches)
{
	gs_autofree char *want = gs_path_join(v->expect->go_bin, "go");
	gs_autofree char *go = NULL, *path = NULL;
	bool limit = !reaches || !(t->def->modes_user & (1u << t->mode));
	bool ok = false;
	char *detail;

	if (parse(p, &go, &path)) {
		ok = !gs_empty(go) && (gs_streq(go, want) ||
				       same_file(go, want));
		detail = explain(v, t, go, path, ok, limit);
		if (t->mode == GS_MODE_LOGIN_INTERACTIVE ||
		    t->mode == GS_MODE_LOGIN_COMMAND)
			gs_strv_add(&v->login_paths, path);
	} else if (p->timed_out) {
		detail = gs_printf(_("did not answer within %d seconds"),
				   LIMIT_MS / 1000);
	} else {
		detail = gs_printf(_("ended without an answer (status %d)"),
				   p->status);
	}
	gs_verify_add(v, gs_printf("shell:%s:%s", t->def->name,
				   gs_mode_name(t->mode)),
		      gs_printf("%s, %s", t->def->name,
				gs_mode_title(t->mode)),
		      ok, limit, detail);
}

/* Is the directory of `go install` on the PATH of login shells? */
static void judge_gobin(struct gs_verifier *v)
{
	const char *dir = v->expect->gobin_dir;
	gs_autofree char *tilde = NULL;
	bool ok = true;

	if (!v->expect->gobin_on_path || v->login_paths.n == 0 || !dir)
		return;
	for (size_t i = 0; i < v->login_paths.n; i++)
		ok &= times_on_path(v->login_paths.v[i], dir) > 0;
	tilde = gs_path_tilde(dir, v->facts->home);
	gs_verify_add(v, gs_strdup("path:gobin"),
		      gs_strdup(_("installed programs")), ok, false,
		      gs_printf(ok ? _("%s is on PATH")
				   : _("%s is not on PATH in every login "
				       "shell"), tilde));
}

static void judge_trial(struct gs_verifier *v, const struct trials *all,
			size_t i)
{
	bool asked = i + 1 < all->n && all->t[i + 1].asks;

	if (!all->t[i].asks)
		judge(v, &all->t[i], &all->p[i], !asked ||
		      strstr(gs_buf_str(&all->p[i + 1].out),
			     GS_SHELL_REACHES));
}

/* With --root the shells of this machine do not read what was written. */
static bool elsewhere(struct gs_verifier *v)
{
	const char *root = v->facts->root;

	if (gs_empty(root) || gs_empty(v->expect->go_bin) ||
	    !gs_path_within(v->expect->go_bin, root))
		return false;
	gs_verify_add(v, gs_strdup("shells"), gs_strdup(_("the shells")),
		      false, true,
		      gs_printf(_("not tried: their files lie below %s"),
				root));
	return true;
}

int gs_verify_shells(struct gs_verifier *v, struct gs_error *err)
{
	struct trials all;
	int rc;

	if (elsewhere(v))
		return 0;
	memset(&all, 0, sizeof(all));
	rc = gs_verify_mirror_fish(v, err);
	if (rc)
		return rc;
	collect(v, &all);
	rc = gs_proc_run_all(all.p, all.n, 2 * gs_cores(), gs_verify_tick, v);
	for (size_t i = 0; !rc && i < all.n; i++)
		judge_trial(v, &all, i);
	for (size_t i = 0; i < all.n; i++)
		gs_proc_release(&all.p[i]);
	if (!rc)
		judge_gobin(v);
	free(all.t);
	free(all.p);
	gs_strv_release(&all.typed);
	return rc;
}
