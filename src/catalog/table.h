/* SPDX-License-Identifier: MIT */
/*
 * The compiled-in checksum table, as build-aux/releases.awk writes it from
 * data/go-releases.tsv.  File i of a version is "go" version "." suffix.
 */
#ifndef GS_CATALOG_TABLE_H
#define GS_CATALOG_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

struct gs_table_version {
	char version[12];
	char date[11];          /* first seen, YYYY-MM-DD */
	uint16_t first;         /* index of its first file */
};

/* Oldest first; behind the last stands one with only `first`. */
extern const struct gs_table_version gs_table_versions[];
extern const size_t gs_table_n_versions;
extern const char *const gs_table_suffixes[];
extern const unsigned char gs_table_kinds[];            /* suffix of a file */
extern const unsigned char gs_table_hashes[][32];
extern const char gs_table_newest[];                    /* YYYY-MM-DD */

/* Index of a file in the table, or -1. */
int gs_table_find(const char *filename);
void gs_table_hex(int file, char hex[GS_SHA256_HEX]);
/* Borrowed YYYY-MM-DD, "" when the table does not know the version. */
const char *gs_table_first_seen(const char *version);
/* What the table takes in the binary. */
size_t gs_table_bytes(void);

#endif
