/* SPDX-License-Identifier: MIT */
/* What the command line says to every stage (see gosetup --help). */
#ifndef GS_BASE_OPTIONS_H
#define GS_BASE_OPTIONS_H

#include "base/strv.h"

struct gs_options {
	char *mirror;           /* --mirror: URL of the archives, or NULL */
	char *index;            /* --index: URL or path of a release index */
	char *root;             /* --root: "" or a directory without final / */
	char *data_dir;         /* --data */
	char *facts_file;       /* --facts */
	char *answers_file;     /* --answers */
	struct gs_strv set;     /* --set KEY=VALUE */
	char *lang;             /* --lang */
	char *color;            /* auto, always, never; NULL is auto */
	bool offline, yes, json, plain, ascii, quiet, verbose, no_verify;
};

void gs_options_release(struct gs_options *o);

#endif
