/* SPDX-License-Identifier: MIT */
/* After the apply: do the shells find it, does it build and run? */
#ifndef GS_VERIFY_VERIFY_H
#define GS_VERIFY_VERIFY_H

#include "base/report.h"
#include "detect/facts.h"
#include "plan/plan.h"

struct gs_check {
	char *id;               /* "shell:bash:login-command", "env:GOPATH",
				   "build", "install" */
	char *title;            /* translated */
	bool ok;
	bool limit;             /* not ok, but no file of the user can change
				   it (bash -c): shown, does not fail */
	char *detail;           /* translated: what was found, or why not */
};
struct gs_checks {
	struct gs_check *v;
	size_t n, cap;
};
void gs_checks_release(struct gs_checks *c);
/* {check, ok, limit, title, detail} each. */
json_t *gs_checks_to_json(const struct gs_checks *c);
int gs_checks_from_json(struct gs_checks *c, const json_t *v);
bool gs_checks_all_ok(const struct gs_checks *c);

/* Runs the shells in the real HOME in a clean environment, all in parallel,
 * each with a time limit; builds and runs a hello program; installs a small
 * local module and looks whether PATH finds it.  GOPATH and telemetry
 * directories are temporary and removed; the build cache is the user's.
 * Each result also goes to r as GS_EVENT_CHECK.  Returns 0, or
 * GS_ERR_VERIFY when a check failed. */
int gs_verify(const struct gs_facts *f, const struct gs_expect *expect,
	      const struct gs_report *r, struct gs_checks *out,
	      struct gs_error *err);

#endif
