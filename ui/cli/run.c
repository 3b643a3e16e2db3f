/* SPDX-License-Identifier: MIT */
/* From the arguments to the exit code. */
#include "config.h"

#include "ui/cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

json_t *gs_cli_error_json(const struct gs_error *err)
{
	json_t *v = json_object();

	gs_json_set(v, "text", gs_json_text(err->text));
	gs_json_set(v, "hint", gs_json_text(err->hint));
	gs_json_set(v, "code", json_integer(gs_error_exit_code(err->code)));
	return v;
}

/* The one document of --json: the command's own, or the error. */
static void print_document(struct gs_cli *cli, const struct gs_error *err)
{
	gs_autofree char *text = NULL;

	if (!cli->doc)
		cli->doc = json_object();
	if (err->code != GS_OK && *err->text)
		gs_json_set(cli->doc, "error", gs_cli_error_json(err));
	gs_json_set(cli->doc, "format", json_integer(1));
	text = gs_json_dump(cli->doc, true);
	puts(text);
}

static int run(struct gs_cli *cli, struct gs_error *err)
{
	if (cli->version && !cli->help) {
		if (cli->session.opts.json) {
			cli->doc = json_object();
			gs_json_set(cli->doc, "version",
				    json_string(PACKAGE_VERSION));
		} else {
			puts(PACKAGE_STRING);
		}
		return 0;
	}
	if (cli->help) {
		cli->session.opts.json = false;
		gs_cli_help(cli->command);
		return 0;
	}
	return cli->command->run(cli, err);
}

/* A reader that went away (a pipe into head) is no error of ours; a full
 * disk is, and what changed the machine keeps its own exit code. */
static int close_stdout(int code)
{
	bool bad = ferror(stdout) != 0;

	errno = 0;
	if ((fflush(stdout) == 0 && !bad) || errno == EPIPE)
		return code;
	fprintf(stderr, _("gosetup: error: cannot write the output: %s\n"),
		strerror(errno));
	return code == 0 ? 1 : code;
}

int gs_cli_main(int argc, char **argv)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_cli cli;
	int rc, code;

	memset(&cli, 0, sizeof(cli));
	cli.exit_code = -1;
	signal(SIGPIPE, SIG_IGN);
	gs_i18n_init(gs_cli_peek(argc, argv, "lang", true));
	gs_session_init(&cli.session);
	cli.session.opts.json = gs_cli_peek(argc, argv, "json", false) != NULL;
	rc = gs_cli_parse(&cli, argc, argv, &err);
	gs_say_init(&cli.session.opts);
	if (rc == 0)
		rc = run(&cli, &err);
	if (rc && err.code == GS_OK)
		err.code = (enum gs_err)rc;
	if (*err.text)
		gs_say_error(&err);
	if (cli.session.opts.json)
		print_document(&cli, &err);
	code = cli.exit_code;
	if (code < 0 || rc)
		code = gs_error_exit_code((enum gs_err)rc);
	code = close_stdout(code);
	json_decref(cli.doc);
	gs_strv_release(&cli.operands);
	free(cli.plan_file);
	gs_session_release(&cli.session);
	return code;
}
