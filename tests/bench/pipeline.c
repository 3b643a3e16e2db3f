/* SPDX-License-Identifier: MIT */
/* pipeline URL SHA256 VERSION STAGE [PART]: gs_install_tree alone, for
 * measuring.  Prints milliseconds, bytes and peak memory of both processes. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "install/install.h"

static long peak_kb(int who)
{
	struct rusage u;

	return getrusage(who, &u) == 0 ? u.ru_maxrss : 0;
}

int main(int argc, char **argv)
{
	struct gs_tree_source src = { .runs_here = true };
	struct gs_install_result res;
	struct gs_error err = GS_ERROR_INIT;
	int rc;

	if (argc < 5)
		return 2;
	if (strstr(argv[1], "://"))
		gs_strv_add(&src.urls, argv[1]);
	else
		src.local_path = argv[1];
	src.filename = argv[1];
	snprintf(src.sha256, sizeof(src.sha256), "%s", argv[2]);
	src.version = argv[3];
	rc = gs_install_tree(&src, argv[4], argc > 5 ? argv[5] : NULL, 0, NULL,
			     &res, &err);
	if (rc != 0)
		printf("error %d: %s\nhint: %s\n", rc, err.text, err.hint);
	printf("%ld ms, %lld -> %lld bytes, %lld entries, %ld + %ld kB\n",
	       res.elapsed_ms, (long long)res.archive_bytes,
	       (long long)res.tree_bytes, (long long)res.files,
	       peak_kb(RUSAGE_SELF), peak_kb(RUSAGE_CHILDREN));
	gs_install_result_release(&res);
	gs_strv_release(&src.urls);
	return rc ? 1 : 0;
}
