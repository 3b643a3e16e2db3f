/* SPDX-License-Identifier: MIT */
/*
 * The journal of one run: lines "<crc32c, 8 hex digits> <json>\n", appended
 * and never changed.  It is txn/<id>.live while the run has work left, and
 * txn/<id> afterwards; what stands in it is the history and what undo works
 * from.  Contents of files never stand in it.
 */
#ifndef GS_APPLY_JOURNAL_H
#define GS_APPLY_JOURNAL_H

#include "apply/state.h"

enum { GS_JOURNAL_LINE_MAX = 65536, GS_JOURNAL_VERSION = 1 };

struct gs_journal {
	int fd;                 /* -1 when closed */
	int dir;                /* borrowed: the txn directory */
	char *id;
	off_t good;             /* length of the valid part */
	bool broken;            /* nothing may be appended any more */
};

void gs_journal_init(struct gs_journal *j);
/* New journal of run id; the caller syncs with gs_journal_sync. */
int gs_journal_create(struct gs_journal *j, const struct gs_state *s,
		      const char *id, struct gs_error *err);
/* Steals record.  Not durable before gs_journal_sync. */
int gs_journal_add(struct gs_journal *j, json_t *record, struct gs_error *err);
/* A record {"r": name}. */
int gs_journal_mark(struct gs_journal *j, const char *name,
		    struct gs_error *err);
int gs_journal_sync(struct gs_journal *j, struct gs_error *err);
/* No work left: takes the name away that makes the next start recover. */
int gs_journal_finish(struct gs_journal *j, struct gs_error *err);
void gs_journal_close(struct gs_journal *j);

/* Reads the journal file `name` ("ID" or "ID.live") into an array of
 * records.  A torn last line is left out; any other damage, or a newer
 * version, is GS_ERR_FORMAT.  *good (may be NULL): length of the valid part. */
int gs_journal_read(const struct gs_state *s, const char *name,
		    json_t **records, off_t *good, struct gs_error *err);
/* Opens a live journal for going on with it; cuts a torn line off. */
int gs_journal_resume(struct gs_journal *j, const struct gs_state *s,
		      const char *id, off_t good, struct gs_error *err);
/* Ids of runs, oldest first by name; live ones have ".live". */
int gs_journal_list(const struct gs_state *s, struct gs_strv *names,
		    struct gs_error *err);
/* Number of the next run: runs are ordered by it, clocks jump. */
long long gs_journal_next_seq(const struct gs_state *s);
/* Name of a record: "BEGIN", "OP", "PREPARED", "COMMIT", "ABORT", "DONE",
 * "CONFLICT".  has: is there one of that name?  find: borrowed, or NULL. */
bool gs_journal_has(const json_t *records, const char *name);
const json_t *gs_journal_find(const json_t *records, const char *name);

#endif
