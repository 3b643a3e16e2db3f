/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "catalog/catalog.h"
#include "install/fetch.h"
#include "install/install.h"

/* "go1.21.0\ntime 2023-..." gives "1.21.0". */
static int read_version(const char *path, char *text, char **version,
			struct gs_error *err)
{
	struct gs_version v;

	text[strcspn(text, "\r\n")] = '\0';
	if (!gs_starts(text, "go") || !gs_version_parse(&v, text))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("'%s' does not say which Go it holds"),
				    path);
	*version = gs_strdup(text + 2);
	return 0;
}

int gs_archive_probe(const char *path, char **version,
		     char sha256[GS_SHA256_HEX], struct gs_error *err)
{
	struct gs_error own = GS_ERROR_INIT;
	struct gs_flow flow;
	struct gs_fetch f = { .flow = &flow, .part_fd = -1 };
	int rc;

	*version = NULL;
	memset(&flow, 0, sizeof(flow));
	rc = gs_flow_start(&flow, -1, NULL, -1, &own);
	if (rc == 0)
		rc = gs_fetch_file(&f, path, &own);
	if (rc == 0)
		rc = gs_flow_end(&flow, sha256, &own);
	gs_flow_release(&flow);
	if (rc == 0)
		rc = read_version(path, flow.version, version, &own);
	if (rc != 0 && strstr(own.text, path))
		gs_error_set(err, own.code, "%s", own.text);
	else if (rc != 0)
		gs_error_set(err, own.code, "'%s': %s", path, own.text);
	free(f.from);
	return rc;
}
