/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "methods/methods.h"

bool gs_in_china(const struct gs_facts *f)
{
	/* The names of the one time zone of the mainland in tzdata, and
	 * its old links. */
	static const char *const zones[] = {
		"Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking",
		"Asia/Urumqi", "Asia/Kashgar", "Asia/Harbin", "PRC",
	};
	size_t i;

	for (i = 0; i < GS_COUNT(zones); i++)
		if (gs_streq(f->timezone, zones[i]))
			return true;
	return f->lang && gs_starts(f->lang, "zh_CN");
}
