/* SPDX-License-Identifier: MIT */
/* What the files of plan/ share.  Private to plan/. */
#ifndef GS_PLAN_PARTS_H
#define GS_PLAN_PARTS_H

#include "plan/plan.h"

/* A plan while it is made. */
struct gs_planner {
	struct gs_plan *plan;
	const struct gs_qctx *ctx;
	const struct gs_facts *facts;
	const struct gs_answers *answers;
	bool system;            /* scope */
};

/* Adds a FILE step for path with the contents `after` (NULL: the file goes
 * away), its missing parents before it.  new_mode: for a file that does not
 * exist yet.  Borrowed step, or NULL with err set. */
struct gs_step *gs_plan_add_file(struct gs_planner *p, const char *path,
				 const struct gs_buf *after, mode_t new_mode,
				 struct gs_error *err);
/* Why this file cannot be edited here (translated, borrowed or static), or
 * NULL when it can. */
const char *gs_plan_why_not_edit(const struct gs_planner *p,
				 const struct gs_file *file);

/* Env files, hooks in rc files, and what the user must do by hand. */
int gs_plan_add_shells(struct gs_planner *p, struct gs_error *err);
/* Go's own settings file. */
int gs_plan_add_goenv(struct gs_planner *p, struct gs_error *err);
/* ~/.config/gosetup/answers.json */
int gs_plan_add_answers(struct gs_planner *p, struct gs_error *err);
/* Settings elsewhere that would beat ours: notes for the Review page. */
void gs_plan_add_notes(struct gs_planner *p);

/* Settings text with NAME set to value (NULL: its lines are removed); all
 * other bytes stay.  Format: `go help environment`, go-facts in
 * cmd/go/internal/cfg: the last line of a name wins, no quoting. */
void gs_goenv_edit(const struct gs_buf *old, const char *name,
		   const char *value, struct gs_buf *out);
/* Where `go install` puts programs with these answers. Owned. */
char *gs_plan_gobin(const struct gs_planner *p);

#endif
