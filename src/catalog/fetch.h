/* SPDX-License-Identifier: MIT */
#ifndef GS_CATALOG_FETCH_H
#define GS_CATALOG_FETCH_H

#include "catalog/catalog.h"

/* What gs_catalog_load does without --index, with these hosts (NULL ends the
 * list) in place of the official ones: the seam for tests. */
void gs_catalog_load_hosts(struct gs_catalog *c, const char *const *urls,
			   bool offline, const char *cache_file);

#endif
