/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog/catalog.h"

#include <string.h>

/* Reads a number without leading zeros, at most 9999. */
static bool number(const char **at, int *out)
{
	const char *p = *at;
	int n = 0, digits = 0;

	if (p[0] == '0' && p[1] >= '0' && p[1] <= '9')
		return false;
	while (*p >= '0' && *p <= '9' && digits < 5) {
		n = n * 10 + (*p++ - '0');
		digits++;
	}
	*at = p;
	*out = n;
	return digits > 0 && digits < 5;
}

bool gs_version_parse(struct gs_version *v, const char *text)
{
	const char *p = text;

	memset(v, 0, sizeof(*v));
	v->patch = -1;
	if (!p)
		return false;
	if (gs_starts(p, "go"))
		p += 2;
	if (!number(&p, &v->major) || *p++ != '.' || !number(&p, &v->minor))
		return false;
	if (*p == '.') {
		p++;
		if (!number(&p, &v->patch))
			return false;
	}
	if (gs_starts(p, "rc")) {
		v->pre = -1;
		p += 2;
	} else if (gs_starts(p, "beta")) {
		v->pre = -2;
		p += 4;
	}
	if (v->pre != 0 && !number(&p, &v->pre_number))
		return false;
	return *p == '\0';
}

int gs_version_compare(const struct gs_version *a, const struct gs_version *b)
{
	const int d[] = {
		a->major - b->major,
		a->minor - b->minor,
		(a->patch < 0 ? 0 : a->patch) - (b->patch < 0 ? 0 : b->patch),
		a->pre - b->pre,
		a->pre_number - b->pre_number,
	};

	for (size_t i = 0; i < GS_COUNT(d); i++)
		if (d[i] != 0)
			return d[i] < 0 ? -1 : 1;
	return 0;
}

int gs_version_compare_text(const char *a, const char *b)
{
	struct gs_version va, vb;
	bool ok_a = gs_version_parse(&va, a), ok_b = gs_version_parse(&vb, b);

	if (ok_a && ok_b)
		return gs_version_compare(&va, &vb);
	if (ok_a != ok_b)
		return ok_a ? 1 : -1;
	return strcmp(a ? a : "", b ? b : "");
}
