/* SPDX-License-Identifier: MIT */
/*
 * What a change is.  A step is data: what there was, what there will be,
 * and how it shows itself.  apply/ does it; nothing here touches the disk.
 */
#ifndef GS_STEPS_STEPS_H
#define GS_STEPS_STEPS_H

#include <stdint.h>
#include <sys/types.h>
#include "base/hash.h"
#include "base/json.h"

enum gs_step_kind {
	GS_STEP_FILE,           /* create, replace or delete one file */
	GS_STEP_DIR,            /* make a directory (parents are own steps) */
	GS_STEP_TREE,           /* put a Go tree in place */
	GS_STEP_LINK,           /* make or swap a symbolic link */
	GS_STEP_RUN,            /* run a command (methods of later issues) */
	GS_STEP_KIND_COUNT,
};

/* One side of a GS_STEP_FILE. */
struct gs_content {
	bool exists;
	struct gs_buf bytes;
	mode_t mode;            /* 07777 bits */
	char sha256[GS_SHA256_HEX];     /* "" when !exists */
	int64_t mtime_ns;       /* given to the file by undo; 0: now */
};

/* Where the bytes of a GS_STEP_TREE come from and why they are trusted. */
enum gs_proof {
	GS_PROOF_NONE,          /* local archive nobody knows: user consented */
	GS_PROOF_TABLE,         /* compiled-in checksum table */
	GS_PROOF_INDEX_TLS,     /* official index over TLS */
	GS_PROOF_INDEX_USER,    /* only the index that the user gave */
};

struct gs_tree_source {
	char *version;          /* "1.26.4" */
	char *filename;         /* go1.26.4.linux-amd64.tar.gz */
	struct gs_strv urls;    /* in order of preference; http(s), file */
	char *local_path;       /* method local: the archive, or NULL */
	char sha256[GS_SHA256_HEX];     /* expected, "" when none is known */
	int64_t size_bytes;     /* of the archive, 0 unknown */
	enum gs_proof proof;
	char *os, *arch;        /* GOOS, GOARCH */
	bool runs_here;         /* may `bin/go version` be run to check it? */
};

enum gs_link_before { GS_LINK_ABSENT, GS_LINK_LINK, GS_LINK_DIR };

struct gs_step {
	char *id;               /* stable: "file:/home/u/.bashrc" */
	enum gs_step_kind kind;
	char *target;           /* absolute, as the user knows it */
	char *real;             /* file that is written (links followed) */
	char *summary;          /* translated, one line: what it does */
	char *reason;           /* translated: why this, or NULL */
	bool needs_root;
	bool as_owner;          /* below HOME: done as HOME's owner */
	bool changes;           /* false: already so */
	bool cache;             /* DIR: what comes into it can be made again,
				   so undo takes it away as a whole */
	bool remove;            /* DIR (if empty), TREE: take it away (undo) */

	struct gs_content before, after;        /* FILE */
	mode_t mode;                            /* DIR */
	struct gs_tree_source tree;             /* TREE */
	char *link_before, *link_after;         /* LINK: texts */
	enum gs_link_before link_before_kind;   /* LINK: what is there now */
	char *kept;             /* LINK (undo): name beside it of the directory
				   that comes back */
	struct gs_strv argv;                    /* RUN */
};

struct gs_steps {
	struct gs_step *v;
	size_t n, cap;
};

const char *gs_step_kind_name(enum gs_step_kind kind);  /* "file", "tree" */
int gs_step_kind_parse(const char *name);               /* or -1 */
const char *gs_proof_name(enum gs_proof proof);         /* JSON name */
const char *gs_proof_title(enum gs_proof proof);        /* translated */

void gs_step_init(struct gs_step *s);
void gs_step_release(struct gs_step *s);
/* Appends an empty step; borrowed, valid until the next call. */
struct gs_step *gs_steps_add(struct gs_steps *s, enum gs_step_kind kind,
			     const char *target);
struct gs_step *gs_steps_find(struct gs_steps *s, const char *id);
void gs_steps_release(struct gs_steps *s);

void gs_content_set(struct gs_content *c, const void *p, size_t n, mode_t mode);
void gs_content_absent(struct gs_content *c);
void gs_content_release(struct gs_content *c);

/* Unified diff of a FILE step, git style: a/home/u/.bashrc without the
 * leading slash, /dev/null for absent, "new file mode", "deleted file mode",
 * "\ No newline at end of file"; exact to the byte for patch(1).  Appends
 * nothing when before equals after.  The name is that of `real`. */
void gs_step_diff(const struct gs_step *s, struct gs_buf *out);
/* Diff of any two byte strings, hunks only, 3 lines of context. */
void gs_diff_hunks(const struct gs_buf *a, const struct gs_buf *b,
		   struct gs_buf *out);
void gs_diff_count(const struct gs_buf *a, const struct gs_buf *b,
		   int *added, int *removed);

/* Full JSON both ways (contents as base64 in members before_base64 and
 * after_base64), so that `apply --plan FILE` works. */
json_t *gs_step_to_json(const struct gs_step *s, bool with_content);
int gs_step_from_json(struct gs_step *s, const json_t *v, struct gs_error *err);

/* A POSIX shell fragment that does the step (for plan --script). */
void gs_step_script(const struct gs_step *s, struct gs_buf *out);
/* Appends s quoted for POSIX sh. */
void gs_sh_quote(struct gs_buf *out, const char *s);

#endif
