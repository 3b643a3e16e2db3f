/* SPDX-License-Identifier: MIT */
/* gosetup without a command: the wizard, or its plain form. */
#include "config.h"

#include "ui/cli/cli.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/plain/plain.h"
#include "ui/plain/prompt.h"
#include "ui/tui/tui.h"

/* stdin may be a script (curl ... | sh), and stdout a file: the person sits at
 * /dev/tty, and at whichever of stdout and stderr is a terminal. */
static bool take_terminal(void)
{
	int fd;

	if (!isatty(STDOUT_FILENO) && !isatty(STDERR_FILENO))
		return false;
	if (!isatty(STDIN_FILENO)) {
		fd = open("/dev/tty", O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return false;
		dup2(fd, STDIN_FILENO);
		close(fd);
	}
	if (!isatty(STDOUT_FILENO))
		dup2(STDERR_FILENO, STDOUT_FILENO);
	return true;
}

/* --plain with a pipe: whoever is at its other end answers; the end of it
 * is "cancel". */
static bool answers_come_by_pipe(const struct gs_options *o)
{
	struct stat st;

	return o->plain && fstat(STDIN_FILENO, &st) == 0 &&
		(S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode) ||
		 S_ISREG(st.st_mode));
}

static const char *why_plain(const struct gs_options *o)
{
	const char *term = getenv("TERM");

	if (o->plain)
		return "";
	if (!gs_empty(getenv("ACCESSIBLE")))
		return "";
	if (gs_empty(term))
		return _("TERM is not set, so questions come line by line.");
	if (gs_streq(term, "dumb"))
		return _("This terminal cannot draw, so questions come line "
			 "by line.");
	return NULL;
}

static void run_faces(struct gs_cli *cli)
{
	struct gs_session *s = &cli->session;
	const char *why = why_plain(&s->opts);

	if (!why) {
		cli->exit_code = gs_tui_run(s);
		if (cli->exit_code != GS_TUI_USE_PLAIN)
			return;
		why = _("This terminal cannot show the full screen, so "
			"questions come line by line.");
	}
	if (*why)
		puts(why);
	s->opts.plain = true;
	cli->exit_code = gs_plain_run(s);
}

/* Nobody to ask: consent is --yes, else the plan is shown. */
static int without_terminal(struct gs_cli *cli, struct gs_error *err)
{
	int rc;

	if (cli->session.opts.yes)
		return gs_cmd_apply(cli, err);
	rc = gs_session_load(&cli->session, true, err);
	if (rc == 0)
		rc = gs_cli_make_plan(cli, err);
	if (rc == 0)
		rc = gs_cli_show_plan(cli, &cli->session.plan, err);
	if (rc)
		return rc;
	gs_error_set(err, GS_ERR_USAGE,
		     _("there is no terminal to ask on; nothing was changed"));
	gs_error_hint(err, _("'gosetup apply --yes' makes these changes; "
			     "--answers FILE and --set KEY=VALUE choose other "
			     "ones."));
	return GS_ERR_USAGE;
}

int gs_cmd_wizard(struct gs_cli *cli, struct gs_error *err)
{
	const struct gs_options *o = &cli->session.opts;
	bool scripted = !o->plain && !gs_empty(getenv("GOSETUP_SCRIPT"));
	int rc;

	if (!scripted && !answers_come_by_pipe(o) &&
	    (o->json || !take_terminal()))
		return without_terminal(cli, err);
	gs_say_init(o);
	/* Looking begins behind the first paint, which it would slow down. */
	rc = gs_session_check(&cli->session, err);
	if (rc == 0)
		run_faces(cli);
	return rc;
}
