/* SPDX-License-Identifier: MIT */
/* What the files of verify/ share.  Private to verify/. */
#ifndef GS_VERIFY_PARTS_H
#define GS_VERIFY_PARTS_H

#include "base/proc.h"
#include "verify/verify.h"

struct gs_verifier {
	const struct gs_facts *facts;
	const struct gs_expect *expect;
	const struct gs_report *report;
	struct gs_checks *checks;
	struct gs_strv login_paths;     /* PATH as login shells have it */
	char *scratch;                  /* temporary directory */
	bool drop;                      /* run as the owner of HOME */
};

/* Appends a result and tells the face.  Owned texts are taken. */
void gs_verify_add(struct gs_verifier *v, char *id, char *title, bool ok,
		   bool limit, char *detail);
/* A process in the clean environment of a fresh login: HOME, USER, SHELL,
 * PATH, TERM, and what a login would inherit. */
void gs_verify_proc(const struct gs_verifier *v, struct gs_proc *p,
		    const char *shell);
int gs_verify_tick(void *verifier);     /* cancelled? */
/* fish writes history and variables of its own at every start: lets it do
 * so in a copy of its directories, whose entries are links to the real. */
int gs_verify_mirror_fish(const struct gs_verifier *v, struct gs_error *err);
void gs_verify_keep_fish_out(const struct gs_verifier *v, struct gs_proc *p);

int gs_verify_shells(struct gs_verifier *v, struct gs_error *err);
int gs_verify_settings(struct gs_verifier *v);
int gs_verify_build(struct gs_verifier *v, struct gs_error *err);

#endif
