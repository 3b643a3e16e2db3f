/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/install.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/proc.h"
#include "install/check.h"
#include "install/fetch.h"

static int open_part(struct gs_fetch *f, const char *part_file,
		     struct gs_error *err)
{
	if (!part_file || f->src->local_path)
		return 0;
	f->part_fd = open(part_file, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW |
			  O_CLOEXEC, 0600);
	if (f->part_fd < 0)
		return gs_error_sys(err, errno, _("cannot open '%s'"),
				    part_file);
	return gs_fetch_part(f, err);
}

/* All bytes of the archive, from wherever, through the flow. */
static int fetch(struct gs_fetch *f, const char *part_file,
		 struct gs_error *err)
{
	int rc;

	if (f->src->local_path)
		return gs_fetch_file(f, f->src->local_path, err);
	rc = open_part(f, part_file, err);
	if (rc == 0 && (f->got == 0 || f->got != f->total))
		rc = gs_fetch_urls(f, err);
	return rc;
}

static const char *source_name(const struct gs_fetch *f)
{
	return f->from ? f->from : f->src->filename;
}

static void hint_source(const struct gs_fetch *f, struct gs_error *err)
{
	if (f->resumed)
		gs_error_hint(err, _("What an earlier run had kept of the download may be damaged; it was thrown away. Try again."));
	else if (!f->src->local_path)
		gs_error_hint(err, _("The mirror has a damaged or forged file; choose another one with --mirror."));
}

static int check_sum(const struct gs_fetch *f, const char *sha256,
		     struct gs_error *err)
{
	if (gs_empty(f->src->sha256) ||
	    strcasecmp(sha256, f->src->sha256) == 0)
		return 0;
	gs_error_set(err, GS_ERR_CHECKSUM,
		     _("'%s' is not the file that was expected: its SHA-256 is %s, not %s"),
		     source_name(f), sha256, f->src->sha256);
	hint_source(f, err);
	return GS_ERR_CHECKSUM;
}

/* An archive that cannot be unpacked is not the one that was expected. */
static void blame_source(const struct gs_fetch *f, struct gs_error *err)
{
	const char *name = source_name(f);
	struct gs_error why;

	if (err->code != GS_ERR_FORMAT || strstr(err->text, name))
		return;
	why = *err;
	gs_error_clear(err);
	gs_error_set(err, gs_empty(f->src->sha256) ? GS_ERR_FORMAT
						   : GS_ERR_CHECKSUM,
		     "'%s': %s", name, why.text);
	hint_source(f, err);
}

/* The part is kept for what another run can go on with. */
static void end_part(struct gs_fetch *f, const char *part_file, int rc)
{
	if (f->part_fd < 0)
		return;
	close(f->part_fd);
	if (f->got == 0 ||
	    (rc != GS_ERR_NETWORK && rc != GS_ERR_CANCELLED))
		unlink(part_file);
}

static int run(struct gs_fetch *f, const char *stage_dir,
	       const char *part_file, struct gs_install_result *out,
	       struct gs_error *err)
{
	int stage = open(stage_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc;

	if (stage < 0)
		return gs_error_sys(err, errno, _("cannot open '%s'"),
				    stage_dir);
	rc = gs_flow_start(f->flow, stage, f->report, f->step, err);
	close(stage);
	if (rc == 0)
		rc = fetch(f, part_file, err);
	if (rc == 0)
		rc = gs_flow_end(f->flow, out->sha256, err);
	if (rc == 0)
		gs_fetch_report(f, true);
	if (rc == 0)
		rc = check_sum(f, out->sha256, err);
	if (rc == 0)
		rc = gs_install_check(f->src, stage_dir, f->report, err);
	return rc;
}

int gs_install_tree(const struct gs_tree_source *src, const char *stage_dir,
		    const char *part_file, int step, const struct gs_report *r,
		    struct gs_install_result *out, struct gs_error *err)
{
	long long start = gs_now_ms();
	struct gs_error own = GS_ERROR_INIT, *e = err ? err : &own;
	struct gs_flow flow;
	struct gs_fetch f = {
		.src = src, .flow = &flow, .report = r, .step = step,
		.part_fd = -1, .total = src->size_bytes,
	};
	int rc;

	memset(out, 0, sizeof(*out));
	memset(&flow, 0, sizeof(flow));
	rc = run(&f, stage_dir, part_file, out, e);
	blame_source(&f, e);
	if (e->code == GS_ERR_SPACE)
		gs_error_hint(e, _("Free some space there, or choose another place."));
	if (rc != 0)
		rc = e->code;
	out->archive_bytes = flow.in_bytes;
	out->tree_bytes = flow.child.bytes;
	out->files = flow.child.files;
	out->resumed = f.resumed;
	out->from = f.from;
	out->elapsed_ms = (long)(gs_now_ms() - start);
	gs_flow_release(&flow);
	end_part(&f, part_file, rc);
	return rc;
}

void gs_install_result_release(struct gs_install_result *res)
{
	free(res->from);
	res->from = NULL;
}
