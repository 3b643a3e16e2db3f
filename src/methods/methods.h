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
	int64_t download_bytes, disk_bytes;     /* 0: unknown */
	int seconds;            /* estimate, 0 unknown */
	char *where;            /* target directory */
	char *upgrade;          /* translated: how it is upgraded later */
	struct gs_strv pros, cons;      /* translated, from this machine */
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

/* ---- shared with the stages below -------------------------------------- */
/* Why the official Go `version` ("" or NULL: any) cannot run on this
 * machine: owned translated sentence, or NULL when it can.  Facts: the
 * minimum requirements in golang/go wiki and release notes, golang/go#68867
 * for old-world LoongArch. */
char *gs_platform_refusal(const struct gs_facts *f, const char *version);
/* The newest stable release that has an archive for this platform and can run
 * on this machine; borrowed, or NULL. */
const struct gs_release *gs_newest_fitting(const struct gs_catalog *c,
					   const struct gs_facts *f);
/* Owned "1.26.4" when the name is goVERSION.PLATFORM.tar.gz, else NULL. */
char *gs_archive_version(const char *name, const char *platform);
/* Does this machine seem to stand in mainland China (timezone, language)?
 * Then go.dev and proxy.golang.org are slow or blocked. */
bool gs_in_china(const struct gs_facts *f);
/* Appends DIR steps for the parents of path that are missing, once each.
 * GS_ERR_FAILED when one of them is no directory. */
int gs_add_parents(const struct gs_facts *f, struct gs_steps *steps,
		   const char *path, bool system, mode_t mode,
		   struct gs_error *err);
/* Does the directory exist, as far as the facts tell? */
bool gs_dir_exists(const struct gs_facts *f, const char *dir);
/* The place where Go trees go: ~/sdk, or /usr/local; or NULL. */
const struct gs_place *gs_tree_place(const struct gs_facts *f, bool system);
/* The place (file system) that a path lies on, or NULL. */
const struct gs_place *gs_place_of(const struct gs_facts *f, const char *path);
/* Typical size of an archive, for when no index tells it ("about"); 0 when
 * the version says nothing.  What it unpacks to: 3.9 times as much. */
int64_t gs_typical_archive_bytes(const char *version);
int64_t gs_typical_tree_bytes(int64_t archive_bytes);
/* "66 MB", "1.2 GB" (decimal units).  Owned. */
char *gs_size_text(int64_t bytes);
/* The Go that method keep would keep: the active one, or else the newest
 * that works; version: a wanted one ("1.21", "1.21.5"), or NULL.  Borrowed,
 * or NULL. */
const struct gs_go_fact *gs_keep_candidate(const struct gs_facts *f,
					   const char *version);
/* Must its directory be put on PATH?  Not when it is a link in /usr/bin, or
 * when another tool (goenv, mise ...) keeps it there. */
bool gs_keep_needs_path(const struct gs_go_fact *g);

#endif
