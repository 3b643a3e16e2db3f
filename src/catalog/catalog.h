/* SPDX-License-Identifier: MIT */
/*
 * Which Go releases exist, in which order, and what their files hash to.
 * Two sources: the table compiled in from data/go-releases.tsv, and the
 * release index in the shape of go.dev/dl/?mode=json&include=all.
 */
#ifndef GS_CATALOG_CATALOG_H
#define GS_CATALOG_CATALOG_H

#include <stdint.h>
#include "base/hash.h"
#include "base/json.h"
#include "base/options.h"
#include "steps/steps.h"

/* ---- versions ---------------------------------------------------------- */
struct gs_version {
	int major, minor, patch;   /* patch -1 when not written ("1.20") */
	int pre;                   /* 0 release, -1 rc, -2 beta */
	int pre_number;
};
/* Accepts "1.26.4", "go1.26.4", "1.27rc1", "1.9.2rc2"; false for others. */
bool gs_version_parse(struct gs_version *v, const char *text);
/* beta < rc < release, numeric; "1.20" and "1.20.0" are equal. */
int gs_version_compare(const struct gs_version *a, const struct gs_version *b);
int gs_version_compare_text(const char *a, const char *b);

/* ---- compiled-in table ------------------------------------------------- */
/* Fills hex and returns true when the table knows the file. */
bool gs_table_checksum(const char *filename, char hex[GS_SHA256_HEX]);
/* "2026-08-19": the day of its newest entry. */
const char *gs_table_date(void);
size_t gs_table_count(void);

/* ---- catalogue --------------------------------------------------------- */
struct gs_release_file {
	char *filename;
	char *os, *arch;        /* as the index writes them: arch "armv6l" */
	char *kind;             /* archive, installer, source */
	char sha256[GS_SHA256_HEX];     /* "" when the index has none */
	int64_t size_bytes;     /* 0 unknown */
	bool indexed;           /* named by the index, not only by the table */
};

struct gs_release {
	char *version;          /* "1.26.4" without "go" */
	bool stable;
	char *first_seen;       /* YYYY-MM-DD from the table, or "" */
	struct gs_release_file *files;
	size_t n_files, cap_files;
};

enum gs_catalog_origin {
	GS_CATALOG_TABLE,       /* no index could be had */
	GS_CATALOG_CACHE,       /* cached official index */
	GS_CATALOG_INDEX,       /* official index, just fetched */
	GS_CATALOG_USER_INDEX,  /* --index */
};

struct gs_catalog {
	struct gs_release *releases;    /* newest first */
	size_t n, cap;
	enum gs_catalog_origin origin;
	char *index_url;                /* masked, or NULL */
	bool index_tls;                 /* came over https from an official
					   host */
	int64_t fetched_at;             /* unix time of the index, 0 unknown */
	char *note;                     /* why there is no fresh index */
	/* Fresh index to keep, for gs_state_save_index; empty otherwise. */
	struct gs_buf raw;
	char *etag;
};

void gs_catalog_init(struct gs_catalog *c);
void gs_catalog_release(struct gs_catalog *c);
/* Only the compiled-in table: instant, cannot fail. */
void gs_catalog_load_table(struct gs_catalog *c);
/* The whole story: --index (an error when it cannot be read), else the
 * official hosts go.dev then golang.google.cn unless opts->offline, with
 * the cache file (may be NULL) and its ETag, else the table.  A cache less
 * than an hour old is used as it is: go.dev keeps its own answer as long.
 * Table rows are merged in, except into the index of --index: that one says
 * what its mirror has, the table only vouches for it. */
int gs_catalog_load(struct gs_catalog *c, const struct gs_options *opts,
		    const char *cache_file, struct gs_error *err);
/* Replaces the contents from index text.  Skipped without a word: releases and
 * files with odd names (bootstrap tarballs), unknown kinds.  An invalid
 * checksum counts as none.  GS_ERR_FORMAT for a web page, broken JSON, or no
 * release in it. */
int gs_catalog_parse(struct gs_catalog *c, const char *text, size_t n,
		     const char *what, struct gs_error *err);
/* Adds the releases of a parsed index (a JSON array, else nothing). */
void gs_catalog_add_index(struct gs_catalog *c, const json_t *releases);
/* Adds the rows of the compiled-in table that are not there yet. */
void gs_catalog_merge_table(struct gs_catalog *c);
/* The bytes of the cache file that gs_catalog_load reads: JSON with url,
 * etag, fetched_at and body; appends nothing when there is no fresh index
 * (raw is empty). */
void gs_catalog_cache_bytes(const struct gs_catalog *c, struct gs_buf *out);
/* Compact JSON both ways, for passing between processes.  raw and
 * etag are not passed: whoever loads the catalogue saves its index. */
json_t *gs_catalog_to_json(const struct gs_catalog *c);
int gs_catalog_from_json(struct gs_catalog *c, const json_t *v,
			 struct gs_error *err);

/* want: "stable", "1.26" (newest patch), "1.26.4", "1.27rc1", "go1.26.4".
 * Only releases with an archive for platform ("linux-amd64").  Borrowed, or
 * NULL with an error that says what would be there instead. */
const struct gs_release *gs_catalog_find(const struct gs_catalog *c,
					 const char *want, const char *platform,
					 struct gs_error *err);
const struct gs_release_file *gs_release_archive(const struct gs_release *r,
						 const char *platform);
/* Is this line (1.N) one of the two newest stable ones? */
bool gs_catalog_supported(const struct gs_catalog *c, const char *version);
/* What sha256 to expect and why to believe it.  trust_index: answer
 * trust=index.  A contradiction between table and index is
 * GS_ERR_CHECKSUM unless trust_index.  Unknown to both: GS_PROOF_NONE, "". */
int gs_catalog_expect(const struct gs_catalog *c,
		      const struct gs_release_file *file, bool trust_index,
		      char sha256[GS_SHA256_HEX], enum gs_proof *proof,
		      struct gs_error *err);
/* One translated line: "list from go.dev, 4 minutes old",
 * "built-in list of 2026-08-19: no network". Owned. */
char *gs_catalog_describe(const struct gs_catalog *c);

/* ---- mirrors and module proxies (data/mirrors.json) -------------------- */
struct gs_mirror {
	const char *id, *url, *title;   /* title translated */
	const char *english;            /* the title as data has it */
	bool china;                     /* recommended inside mainland China */
	bool official;
};
/* kind: "files" or "proxies".  Borrowed array, count in *n.  data_dir: the
 * --data override or NULL. */
const struct gs_mirror *gs_mirrors(const char *kind, const char *data_dir,
				   size_t *n);

#endif
