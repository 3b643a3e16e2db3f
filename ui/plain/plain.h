/* SPDX-License-Identifier: MIT */
/*
 * The whole questionnaire as line prompts: for screen readers, dumb
 * terminals and serial lines.
 */
#ifndef GS_UI_PLAIN_PLAIN_H
#define GS_UI_PLAIN_PLAIN_H

#include "ui/session.h"

/* From the first question to the result; returns the exit code. */
int gs_plain_run(struct gs_session *s);

#endif
