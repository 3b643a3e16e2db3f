/* SPDX-License-Identifier: MIT */
/* Sizes, for when no release index tells them. */
#include "config.h"

#include "methods/parts.h"

#define MB 1000000

int64_t gs_typical_archive_bytes(const char *version)
{
	/* From this line on, a linux-amd64 archive has about this size:
	 * 1.20 stopped shipping the compiled standard library, 1.25 most
	 * of the prebuilt tools. */
	static const struct {
		int minor;
		int64_t bytes;
	} sizes[] = {
		{ 25, 60 * (int64_t)MB }, { 21, 70 * (int64_t)MB },
		{ 20, 100 * (int64_t)MB }, { 0, 140 * (int64_t)MB },
	};
	struct gs_version v;
	size_t i;

	if (!gs_version_parse(&v, version))
		return 0;
	for (i = 0; i < GS_COUNT(sizes); i++)
		if (v.minor >= sizes[i].minor)
			return sizes[i].bytes;
	return 0;
}

int64_t gs_typical_tree_bytes(int64_t archive_bytes)
{
	return archive_bytes * 39 / 10;
}

char *gs_size_text(int64_t bytes)
{
	if (bytes >= 10000 * (int64_t)MB)
		return gs_printf("%lld GB", (long long)(bytes / (1000 * MB)));
	if (bytes >= 1000 * (int64_t)MB)
		return gs_printf("%.1f GB", (double)bytes / (1000.0 * MB));
	return gs_printf("%lld MB", (long long)((bytes + MB - 1) / MB));
}
