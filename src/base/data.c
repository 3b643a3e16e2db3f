/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/data.h"

#include <stdlib.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

static const size_t max_size = 8 << 20;

/* Reads the override of a data file; its path goes to *from (owned). */
static bool read_override(const char *name, const char *data_dir,
			  struct gs_buf *out, char **from)
{
	const char *dirs[] = { data_dir, "/etc/gosetup" };

	for (size_t i = 0; i < GS_COUNT(dirs); i++) {
		if (gs_empty(dirs[i]))
			continue;
		*from = gs_path_join(dirs[i], name);
		if (gs_read_file(out, *from, max_size, NULL) == 0)
			return true;
		gs_buf_reset(out);
		free(*from);
		*from = NULL;
	}
	return false;
}

static bool read_data(const char *name, const char *data_dir,
		      struct gs_buf *out, char **from)
{
	if (read_override(name, data_dir, out, from))
		return true;
	for (const struct gs_data_file *d = gs_data_files; d->name; d++) {
		if (!gs_streq(d->name, name))
			continue;
		gs_buf_add(out, d->bytes, d->len);
		*from = gs_strdup(name);
		return true;
	}
	return false;
}

bool gs_data_read(const char *name, const char *data_dir, struct gs_buf *out)
{
	gs_autofree char *from = NULL;

	return read_data(name, data_dir, out, &from);
}

json_t *gs_data_json(const char *name, const char *data_dir,
		     struct gs_error *err)
{
	struct gs_buf b = GS_BUF_INIT;
	gs_autofree char *from = NULL;
	json_t *v = NULL;

	if (read_data(name, data_dir, &b, &from))
		v = gs_json_parse(b.ptr, b.len, from, err);
	else
		gs_error_set(err, GS_ERR_NOT_FOUND,
			     _("there is no data file '%s'"), name);
	gs_buf_release(&b);
	return v;
}
