/* SPDX-License-Identifier: MIT */
/*
 * Ways to install Go: one small file and one row of the table each.
 */
#ifndef GS_METHODS_METHODS_H
#define GS_METHODS_METHODS_H

#include "catalog/catalog.h"
#include "detect/facts.h"
#include "steps/steps.h"

/* What is asked of a method.  All borrowed. */
struct gs_method_request {
	const struct gs_facts *facts;
	const struct gs_catalog *catalog;
	const struct gs_options *opts;
	bool system;            /* scope */
	const char *version;    /* as answered: "stable", "1.26", "1.26.4" */
	const char *archive;    /* method local: path, "" when not given */
	bool trust_index;
};

/* What it would mean here. */
struct gs_method_info {
	bool possible;
	char *why_not;          /* translated, when not possible */
	char *version;          /* that it would give, "" unknown */
	bool needs_root;
	bool touches_packages;
	int64_t download_bytes, disk_bytes;     /* 0 unknown */
	int seconds;            /* estimate, 0 unknown */
	char *where;            /* target directory */
	char *upgrade;          /* translated: how it is upgraded later */
	struct gs_strv pros, cons;      /* translated reasons from this machine */
	char *note;             /* translated, e.g. /usr/local/go is kept */
	int score;              /* the highest possible one is recommended */
};

struct gs_method {
	const char *name;               /* answer: "archive" */
	const char *title;              /* N_() */
	const char *help;               /* N_() */
	void (*describe)(const struct gs_method_request *r,
			 struct gs_method_info *info);
	/* Appends steps; sets *go_bin (owned) to the directory that PATH
	 * shall hold, *goroot (owned) and *version (owned). */
	int (*plan)(const struct gs_method_request *r, struct gs_steps *steps,
		    char **go_bin, char **goroot, char **version,
		    struct gs_error *err);
};

const struct gs_method *gs_methods(void);       /* ends with name NULL */
const struct gs_method *gs_method_find(const char *name);
void gs_method_info_release(struct gs_method_info *i);
/* The method with the best score that is possible; never NULL. */
const struct gs_method *gs_method_recommend(const struct gs_method_request *r);

#endif
