/* SPDX-License-Identifier: MIT */
/* The journals as a list of runs. */
#ifndef GS_APPLY_HISTORY_H
#define GS_APPLY_HISTORY_H

#include "apply/apply.h"
#include "apply/journal.h"

/* Owned records of run id, or of the newest run that can be undone (NULL).
 * GS_ERR_NOT_FOUND, or GS_ERR_REFUSED when it cannot be undone. */
int gs_history_find(const struct gs_state *s, const char *id, json_t **records,
		    struct gs_error *err);
/* Owned HOME of the newest run in this state directory, or NULL. */
char *gs_state_home(const char *state_dir);

#endif
