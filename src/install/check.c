/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/check.h"

#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "base/proc.h"

static int check_version_file(const char *version, const char *stage_dir,
			      struct gs_error *err)
{
	gs_autofree char *path = gs_path_join(stage_dir, "VERSION");
	gs_autofree char *want = gs_printf("go%s", version);
	gs_autofree char *text = gs_read_text(path, 4096);

	if (!text)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive holds no go/VERSION, so it is no Go archive"));
	text[strcspn(text, "\r\n")] = '\0';
	if (!gs_streq(text, want)) {
		gs_autofree char *shown = gs_path_encode(text);

		return gs_error_set(err, GS_ERR_CHECKSUM,
				    _("the archive holds %s, not %s"), shown,
				    want);
	}
	return 0;
}

static int tick(void *user)
{
	return gs_report_cancelled(user);
}

static int explain(const struct gs_proc *p, const char *go,
		   struct gs_error *err)
{
	const char *said = p->errout.len ? gs_buf_str(&p->errout)
					 : gs_buf_str(&p->out);
	gs_autofree char *line = gs_strndup(said, strcspn(said, "\r\n"));

	if (!p->started)
		gs_error_set(err, GS_ERR_FAILED, _("'%s' cannot be run"), go);
	else if (p->timed_out)
		gs_error_set(err, GS_ERR_FAILED, _("'%s version' hangs"), go);
	else
		gs_error_set(err, GS_ERR_FAILED,
			     _("'%s version' failed with status %d: %s"), go,
			     p->status, line);
	gs_error_hint(err, _("The archive may be for another kind of machine, or the place may be mounted without permission to run programs (noexec)."));
	return GS_ERR_FAILED;
}

static int check_go(const char *version, const char *stage_dir,
		    const struct gs_report *r, struct gs_error *err)
{
	gs_autofree char *go = gs_path_join(stage_dir, "bin/go");
	gs_autofree char *want = gs_printf("go version go%s ", version);
	struct gs_report none = { 0 };
	struct gs_report report = r ? *r : none;
	struct gs_proc p;
	int rc = 0;

	gs_proc_init(&p);
	gs_proc_args(&p, go, "version", NULL);
	gs_proc_env_clear(&p);
	gs_proc_setenv(&p, "PATH", "/usr/bin:/bin");
	gs_proc_setenv(&p, "GOENV", "off");
	gs_proc_setenv(&p, "GOTOOLCHAIN", "local");
	p.timeout_ms = 20000;
	if (gs_proc_run_all(&p, 1, 1, tick, &report) == GS_ERR_CANCELLED)
		rc = gs_error_set(err, GS_ERR_CANCELLED, _("cancelled"));
	else if (p.status != 0 || !gs_starts(gs_buf_str(&p.out), want))
		rc = explain(&p, go, err);
	gs_proc_release(&p);
	return rc;
}

int gs_install_check(const struct gs_tree_source *src, const char *stage_dir,
		     const struct gs_report *r, struct gs_error *err)
{
	int rc = check_version_file(src->version, stage_dir, err);

	if (rc == 0 && src->runs_here)
		rc = check_go(src->version, stage_dir, r, err);
	return rc;
}
