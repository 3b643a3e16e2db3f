/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/table.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"

/* Length of the version in "go1.26.4.linux-amd64.tar.gz", or 0: all up to
 * the dot behind which something that is no number begins. */
static size_t version_len(const char *filename)
{
	const char *p = filename + 2;

	if (!gs_starts(filename, "go"))
		return 0;
	while ((p = strchr(p, '.')) && p[1] >= '0' && p[1] <= '9')
		p++;
	return p ? (size_t)(p - filename - 2) : 0;
}

/* By order of versions; -1 when the table has none that is spelled so. */
static int find_version(const char *text)
{
	size_t low = 0, high = gs_table_n_versions;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = gs_version_compare_text(
			text, gs_table_versions[mid].version);

		if (c == 0)
			return gs_streq(text, gs_table_versions[mid].version)
				       ? (int)mid : -1;
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return -1;
}

int gs_table_find(const char *filename)
{
	size_t n = version_len(filename);
	gs_autofree char *version = n ? gs_strndup(filename + 2, n) : NULL;
	int v = n ? find_version(version) : -1;

	if (v < 0)
		return -1;
	for (int i = gs_table_versions[v].first;
	     i < gs_table_versions[v + 1].first; i++)
		if (gs_streq(filename + 3 + n,
			     gs_table_suffixes[gs_table_kinds[i]]))
			return i;
	return -1;
}

void gs_table_hex(int file, char hex[GS_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 32; i++) {
		hex[2 * i] = digits[gs_table_hashes[file][i] >> 4];
		hex[2 * i + 1] = digits[gs_table_hashes[file][i] & 15];
	}
	hex[64] = '\0';
}

const char *gs_table_first_seen(const char *version)
{
	int v = find_version(version);

	return v < 0 ? "" : gs_table_versions[v].date;
}

bool gs_table_checksum(const char *filename, char hex[GS_SHA256_HEX])
{
	int file = gs_table_find(filename);

	if (file < 0)
		return false;
	gs_table_hex(file, hex);
	return true;
}

const char *gs_table_date(void)
{
	return gs_table_newest;
}

size_t gs_table_count(void)
{
	return gs_table_versions[gs_table_n_versions].first;
}

size_t gs_table_bytes(void)
{
	size_t n = gs_table_count() * 33 +
		   (gs_table_n_versions + 1) * sizeof(gs_table_versions[0]);
	unsigned char kinds = 0;

	for (size_t i = 0; i < gs_table_count(); i++)
		if (gs_table_kinds[i] >= kinds)
			kinds = gs_table_kinds[i] + 1;
	for (size_t i = 0; i < kinds; i++)
		n += strlen(gs_table_suffixes[i]) + 1 + sizeof(char *);
	return n;
}
