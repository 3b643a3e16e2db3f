/* SPDX-License-Identifier: MIT */
/*
 * facts + answers + catalogue -> ordered steps.  Pure: same input, same
 * bytes out.  Previews are made from the steps alone.
 */
#ifndef GS_PLAN_PLAN_H
#define GS_PLAN_PLAN_H

#include "questions/questions.h"
#include "steps/steps.h"

/* What verification checks; part of the plan and of the receipt. */
struct gs_expect {
	char *go_bin;           /* directory that must win on PATH */
	char *goroot;
	char *version;          /* "1.26.4" */
	char *gobin_dir;        /* where go install puts programs */
	bool gobin_on_path;
	struct gs_strv shells;  /* chosen shells */
	struct gs_strv goenv;   /* NAME=value that `go env` must show */
	bool runs_here;
};

struct gs_plan {
	struct gs_steps steps;
	json_t *answers;        /* gs_answers_to_json, all */
	struct gs_expect expect;
	struct gs_strv notes;   /* translated remarks for the Review page */
	struct gs_strv manual;  /* translated: what the user must do by hand
				   (a read-only rc file: the lines to add) */
	int changes;            /* steps with .changes */
	bool needs_root;        /* some step needs it and we are not root */
	int64_t download_bytes, disk_bytes;
	char *root;             /* of facts */
	char *home;
	char *state_dir;        /* where the journal goes */
	char *fingerprint;      /* sha256 of the steps: ids, before, after */
};

/* Without secrets: for the journal, where passwords never stand. */
json_t *gs_expect_to_json(const struct gs_expect *e, bool with_secrets);
/* Fills an empty e; what v lacks stays empty. */
void gs_expect_from_json(struct gs_expect *e, const json_t *v);
void gs_expect_release(struct gs_expect *e);

void gs_plan_init(struct gs_plan *p);
void gs_plan_release(struct gs_plan *p);

/* Answers must be filled and checked. */
int gs_plan_make(struct gs_plan *p, const struct gs_qctx *ctx,
		 struct gs_error *err);

/* One unified diff of all file edits, for `patch -d / -p1`. */
void gs_plan_diff(const struct gs_plan *p, struct gs_buf *out);
/* CONTRACT's object; with_content makes it good for apply --plan. */
json_t *gs_plan_to_json(const struct gs_plan *p, bool with_content);
int gs_plan_from_json(struct gs_plan *p, const json_t *v, struct gs_error *err);
/* A readable POSIX script that does the same. */
void gs_plan_script(const struct gs_plan *p, struct gs_buf *out);
/* Human summary, plain lines. */
void gs_plan_text(const struct gs_plan *p, struct gs_buf *out);

/* ~/.local/state/gosetup for scope user, /var/lib/gosetup (under root) for
 * scope system.  Owned. */
char *gs_state_dir(const struct gs_facts *f, bool system);

#endif
