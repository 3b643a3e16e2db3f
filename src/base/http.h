/* SPDX-License-Identifier: MIT */
/* One GET of a small document into memory (indexes, probes); http, https
 * and file.  Archives are fetched by install/, not by this. */
#ifndef GS_BASE_HTTP_H
#define GS_BASE_HTTP_H

#include "base/buf.h"
#include "base/error.h"

struct gs_http_get {
	/* in */
	const char *url;
	const char *etag;       /* sends If-None-Match; may be NULL */
	size_t max_bytes;       /* more is an error */
	int timeout_ms;         /* whole transfer */
	bool (*cancelled)(void *user);
	void *user;
	/* out */
	struct gs_buf body;
	long status;            /* 200, 304, ...; 0 for file: */
	char *new_etag;         /* owned, or NULL */
};

/* User name and password never stand in an error text: see gs_url_mask. */
int gs_http_get(struct gs_http_get *g, struct gs_error *err);
void gs_http_get_release(struct gs_http_get *g);
/* Owned copy of url with "user:password@" replaced by "***@". */
char *gs_url_mask(const char *url);
/* "gosetup/VERSION (OS ARCH)", borrowed. */
const char *gs_user_agent(void);
/* Restricts a CURL easy handle to http, https and file, and redirects to the
 * first two. */
void gs_http_protocols(void *easy);
/* Calls curl_global_init once. */
void gs_http_init(void);

#endif
