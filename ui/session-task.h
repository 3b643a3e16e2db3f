/* SPDX-License-Identifier: MIT */
/* Between the files of the session; not for the faces. */
#ifndef GS_UI_SESSION_TASK_H
#define GS_UI_SESSION_TASK_H

#include "ui/session.h"

/* Starts DETECT or CATALOG. */
int gs_session_start_look_task(struct gs_session *s, enum gs_task task,
			       struct gs_error *err);
/* Owned: where the release index of this user is kept, or NULL. */
char *gs_session_index_cache(const struct gs_session *s);
/* Keeps a freshly fetched index for the next time. */
void gs_session_keep_index(const struct gs_session *s,
			   const struct gs_catalog *c);

#endif
