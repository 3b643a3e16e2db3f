/* SPDX-License-Identifier: MIT */
/*
 * Builds, runs and installs a small program: the proof that this Go works.
 * Everything is temporary but the build cache, which is the user's own, so
 * that their first build is already warm.
 */
#include "config.h"

#include "verify/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "verify/scratch.h"

static const char go_mod[] = "module example.com/gosetup-hello\n";
static const char main_go[] =
	"package main\n\n"
	"import \"fmt\"\n\n"
	"func main() {\n"
	"\tfmt.Println(\"hello from Go\")\n"
	"}\n";

enum { LIMIT_MS = 180000 };

/* go with the scratch directory for all that it would leave behind: GOPATH,
 * programs, telemetry (in the configuration directory). */
static void go_proc(const struct gs_verifier *v, struct gs_proc *p,
		    const char *go, const char *verb)
{
	static const char *const own[][2] = {
		{ "GOPATH", "gopath" }, { "GOBIN", "bin" },
		{ "XDG_CONFIG_HOME", "config" }, { "GOTMPDIR", "tmp" },
		{ "GOMODCACHE", "gopath/pkg/mod" },
	};

	gs_verify_proc(v, p, NULL);
	for (size_t i = 0; i < GS_COUNT(own); i++) {
		gs_autofree char *dir = gs_path_join(v->scratch, own[i][1]);

		gs_proc_setenv(p, own[i][0], dir);
	}
	if (!gs_empty(v->facts->goenv_path))
		gs_proc_setenv(p, "GOENV", v->facts->goenv_path);
	gs_proc_setenv(p, "GOPROXY", "off");
	gs_proc_setenv(p, "GOFLAGS", "-mod=mod");
	gs_proc_setenv(p, "GO111MODULE", "on");
	gs_proc_setenv(p, "GOTOOLCHAIN", "local");
	gs_proc_setenv(p, "GOWORK", "off");
	free(p->cwd);
	p->cwd = gs_path_join(v->scratch, "hello");
	p->timeout_ms = LIMIT_MS;
	gs_proc_args(p, go, verb, NULL);
}

/* Runs a program that go made; true when it greets. */
static bool greets(const struct gs_verifier *v, const char *program)
{
	struct gs_proc p;
	gs_autofree char *line = NULL;

	gs_verify_proc(v, &p, NULL);
	gs_proc_args(&p, program, NULL);
	gs_proc_run(&p);
	line = gs_proc_line(&p);
	gs_proc_release(&p);
	return gs_streq(line, "hello from Go");
}

/* Why a go command failed: owned, what it said without its last newline. */
static char *failure(const struct gs_proc *p)
{
	gs_autofree char *said = gs_strdup(gs_buf_str(&p->errout));

	if (p->timed_out)
		return gs_strdup(_("it took too long"));
	for (size_t n = strlen(said); n && said[n - 1] == '\n'; n--)
		said[n - 1] = '\0';
	return gs_printf(_("failed: %.300s"), said);
}

/* One go command and the program it leaves at `program`. */
static int try_go(struct gs_verifier *v, const char *go, const char *verb,
		  const char *program, const char *title)
{
	gs_autofree char *path = gs_path_join(v->scratch, program);
	struct gs_proc p;
	bool ok;
	int rc;

	go_proc(v, &p, go, verb);
	if (gs_streq(verb, "build"))
		gs_proc_args(&p, "-o", path, NULL);
	gs_proc_args(&p, ".", NULL);
	rc = gs_proc_run_all(&p, 1, 1, gs_verify_tick, v);
	if (!rc) {
		ok = p.status == 0 && greets(v, path);
		gs_verify_add(v, gs_strdup(verb), gs_strdup(title), ok, false,
			      ok ? gs_printf(_("built and run in %ld.%ld s"),
					     p.elapsed_ms / 1000,
					     p.elapsed_ms % 1000 / 100)
				 : failure(&p));
	}
	gs_proc_release(&p);
	return rc;
}

static int fill_scratch(const struct gs_verifier *v, struct gs_error *err)
{
	static const struct { const char *name, *text; } files[] = {
		{ "hello/go.mod", go_mod },
		{ "hello/main.go", main_go },
		{ "tmp/keep", "" },
	};
	int rc = 0;

	for (size_t i = 0; !rc && i < GS_COUNT(files); i++)
		rc = gs_scratch_write(v->scratch, files[i].name, files[i].text,
				      v->facts->home_uid, v->facts->gid, err);
	return rc;
}

int gs_verify_build(struct gs_verifier *v, struct gs_error *err)
{
	gs_autofree char *go = NULL;
	int rc;

	if (gs_empty(v->expect->go_bin))
		return 0;
	if (!v->expect->runs_here) {
		gs_verify_add(v, gs_strdup("build"),
			      gs_strdup(_("a first program")), false, true,
			      gs_strdup(_("not tried: this Go is for another "
					  "kind of machine")));
		return 0;
	}
	gs_report_event(v->report, GS_EVENT_PHASE, -1, true, "%s",
			_("building a first program"));
	go = gs_path_join(v->expect->go_bin, "go");
	rc = fill_scratch(v, err);
	if (!rc)
		rc = try_go(v, go, "build", "hello/hello", _("a first program"));
	if (!rc)
		rc = try_go(v, go, "install", "bin/gosetup-hello",
			    _("go install"));
	return rc;
}
