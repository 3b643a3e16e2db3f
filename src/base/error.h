/* SPDX-License-Identifier: MIT */
/*
 * Errors: functions return 0 or a negative enum gs_err and describe it in a
 * struct gs_error owned by the caller (may be NULL).  The first error wins:
 * it is set where the fact is known and passed up untouched.
 *
 * Text: translated, lower case, no final stop, what failed first, subject in
 * quotes, then why.  hint: the next action for the user, a full sentence.
 */
#ifndef GS_BASE_ERROR_H
#define GS_BASE_ERROR_H

#include "base/mem.h"

enum gs_err {
	GS_OK = 0,
	GS_ERR_FAILED = -1,     /* failed; all is as it was */
	GS_ERR_USAGE = -2,      /* bad answers or options */
	GS_ERR_REFUSED = -3,    /* changed since preview, or locked */
	GS_ERR_VERIFY = -4,     /* applied, but verification found a problem */
	GS_ERR_LEFT = -5,       /* cut off with work left: recover */
	GS_ERR_CANCELLED = -6,  /* by the user, everything as before */
	GS_ERR_NOT_FOUND = -7,
	GS_ERR_NETWORK = -8,
	GS_ERR_CHECKSUM = -9,   /* bytes are not the ones expected */
	GS_ERR_FORMAT = -10,    /* malformed input */
	GS_ERR_SPACE = -11,     /* disk, inodes, quota */
};

struct gs_error {
	enum gs_err code;       /* GS_OK while unset */
	int sys_errno;
	char text[600];
	char hint[400];
};

#define GS_ERROR_INIT { GS_OK, 0, "", "" }

/* Both return `code` (gs_error_sys: GS_ERR_SPACE for ENOSPC/EDQUOT, else
 * GS_ERR_FAILED) and set nothing when e is NULL or already set.
 * gs_error_sys appends ": " and strerror(errnum). */
int gs_error_set(struct gs_error *e, enum gs_err code, const char *fmt, ...)
	GS_PRINTF(3, 4);
int gs_error_sys(struct gs_error *e, int errnum, const char *fmt, ...)
	GS_PRINTF(3, 4);
/* Adds the hint when none is set yet. */
void gs_error_hint(struct gs_error *e, const char *fmt, ...) GS_PRINTF(2, 3);
/* Puts a sentence in front of the hint, once: what state things are in. */
void gs_error_state(struct gs_error *e, const char *sentence);
void gs_error_clear(struct gs_error *e);
/* The exit code of the command line that CONTRACT names for it. */
int gs_error_exit_code(enum gs_err code);

#endif
