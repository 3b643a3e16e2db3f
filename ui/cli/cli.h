/* SPDX-License-Identifier: MIT */
/*
 * The command line: a table of commands, one file for each, a table of
 * options, and what the commands share.
 */
#ifndef GS_UI_CLI_CLI_H
#define GS_UI_CLI_CLI_H

#include "ui/say.h"
#include "ui/session.h"

struct gs_cli;

struct gs_command {
	const char *name;               /* NULL: the wizard */
	const char *operands;           /* "VERSION", "[ID]", "" */
	const char *summary;            /* N_() */
	int min_operands, max_operands;
	/* 0 or a negative enum gs_err.  With --json, cli->doc is printed, or
	 * else the error; without it the command prints by itself.  A code
	 * without a text in err is an exit code and no message. */
	int (*run)(struct gs_cli *cli, struct gs_error *err);
};

struct gs_cli {
	struct gs_session session;
	const struct gs_command *command;
	struct gs_strv operands;
	json_t *doc;                    /* for --json; owned */
	int exit_code;                  /* that a face decided on, or -1 */
	bool help, version;
	/* options of single commands */
	bool with_files, diff, script, remote;
	char *plan_file;
};

/* ---- tables ------------------------------------------------------------ */
/* Ends with run NULL; the first row is the wizard. */
const struct gs_command *gs_commands(void);
const struct gs_command *gs_command_find(const char *name);     /* or NULL */

/* Fills cli from the arguments; options stand before or after the command.
 * GS_ERR_USAGE for what is unknown or does not belong to the command. */
int gs_cli_parse(struct gs_cli *cli, int argc, char **argv,
		 struct gs_error *err);
/* Finds --name or --name=VALUE before anything is parsed, for what has to be
 * known first: borrowed value, "" for an option without one, or NULL. */
const char *gs_cli_peek(int argc, char **argv, const char *name, bool value);
/* --help, from the tables; of the command when there is one. */
void gs_cli_help(const struct gs_command *command);

/* Runs the command line; returns the exit code. */
int gs_cli_main(int argc, char **argv);

/* ---- documents --------------------------------------------------------- */
/* {"text","hint","code"}; code is the exit code. */
json_t *gs_cli_error_json(const struct gs_error *err);

/* ---- what the commands share ------------------------------------------- */
/* Facts, answers and plan (or --plan FILE) for this command line. */
int gs_cli_make_plan(struct gs_cli *cli, struct gs_error *err);
/* Facts for a command that writes: what was cut off is put right first. */
int gs_cli_load_for_writing(struct gs_cli *cli, bool with_catalog,
			    struct gs_error *err);
/* Prints the plan, as the options say. */
int gs_cli_show_plan(struct gs_cli *cli, const struct gs_plan *plan,
		     struct gs_error *err);
/* Consent to the plan: --yes, or asked on the terminal.  Without either the
 * plan is printed and it is GS_ERR_USAGE; GS_ERR_CANCELLED for a no. */
int gs_cli_consent(struct gs_cli *cli, const struct gs_plan *plan,
		   const char *question, struct gs_error *err);
/* Starts the engine on cli's plan (apply) or run (undo) and stays with it;
 * signals meanwhile mean cancel.  The receipt is in cli->session. */
int gs_cli_apply(struct gs_cli *cli, struct gs_error *err);
int gs_cli_undo(struct gs_cli *cli, const char *state_dir, const char *run,
		struct gs_error *err);
int gs_cli_recover(struct gs_cli *cli, const char *state_dir,
		   struct gs_error *err);
/* GS_ERR_VERIFY when a check failed.  all: a line for every check. */
int gs_cli_verify(struct gs_cli *cli, const struct gs_expect *expect, bool all,
		  struct gs_error *err);
/* The whole way for commands that change something by s->plan: consent,
 * apply, verification (unless verify is false), words and document. */
int gs_cli_carry_out(struct gs_cli *cli, const char *question, bool verify,
		     struct gs_error *err);
/* cli->doc from the receipt and the checks. */
void gs_cli_receipt_doc(struct gs_cli *cli);

/* ---- the commands ------------------------------------------------------ */
int gs_cmd_wizard(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_detect(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_questions(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_plan(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_apply(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_verify(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_undo(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_history(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_recover(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_list(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_use(struct gs_cli *cli, struct gs_error *err);
int gs_cmd_remove(struct gs_cli *cli, struct gs_error *err);

#endif
