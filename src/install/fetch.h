/* SPDX-License-Identifier: MIT */
/* Gets the bytes of an archive, from the net or the disk, into a flow. */
#ifndef GS_INSTALL_FETCH_H
#define GS_INSTALL_FETCH_H

#include "install/flow.h"
#include "steps/steps.h"

struct gs_fetch {
	const struct gs_tree_source *src;
	struct gs_flow *flow;
	const struct gs_report *report;
	int step;
	int part_fd;            /* -1: nothing is kept */
	int64_t got;            /* bytes that went into the flow */
	int64_t total;          /* 0 while not known */
	bool resumed;
	char *from;             /* masked URL or path; owned */
	long long reported_ms;
};

/* Tries the URLs in turn; a connection that breaks is taken up again where
 * it broke, up to 3 times in a row without progress. */
int gs_fetch_urls(struct gs_fetch *f, struct gs_error *err);
/* All of a local file. */
int gs_fetch_file(struct gs_fetch *f, const char *path, struct gs_error *err);
/* What an earlier run kept in part_fd; empties it when it cannot serve. */
int gs_fetch_part(struct gs_fetch *f, struct gs_error *err);
/* Tells the face how far it is, at most every 50 ms unless `now`. */
void gs_fetch_report(struct gs_fetch *f, bool now);

#endif
