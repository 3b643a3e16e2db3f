/* SPDX-License-Identifier: MIT */
/* The table of options: parsing and --help come from it. */
#include "config.h"

#include "ui/cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

enum kind { KIND_FLAG, KIND_TEXT, KIND_LIST };

struct option_row {
	const char *name;
	char letter;            /* 0: none */
	enum kind kind;
	size_t offset;          /* into struct gs_cli */
	const char *value;      /* "FILE" */
	const char *commands;   /* " plan apply ", NULL: all */
	const char *help;       /* N_() */
};

#define OF(member) offsetof(struct gs_cli, member)
#define OPT(member) offsetof(struct gs_cli, session.opts.member)

static const struct option_row rows[] = {
	{ "with-files", 0, KIND_FLAG, OF(with_files), NULL, " detect ",
	  N_("add the contents of the files that a plan reads") },
	{ "diff", 0, KIND_FLAG, OF(diff), NULL, " plan ",
	  N_("one unified diff of all file edits, for patch -d / -p1") },
	{ "script", 0, KIND_FLAG, OF(script), NULL, " plan ",
	  N_("a POSIX shell script that does the same") },
	{ "plan", 0, KIND_TEXT, OF(plan_file), "FILE", " apply ",
	  N_("do what 'gosetup plan --json' wrote to FILE") },
	{ "remote", 0, KIND_FLAG, OF(remote), NULL, " list ",
	  N_("the versions that could be installed, too") },

	{ "answers", 0, KIND_TEXT, OPT(answers_file), "FILE", NULL,
	  N_("answers to the questions, as a JSON object") },
	{ "set", 0, KIND_LIST, OPT(set), "KEY=VALUE", NULL,
	  N_("one answer; wins over the file; may be repeated") },
	{ "yes", 'y', KIND_FLAG, OPT(yes), NULL, NULL,
	  N_("consent to everything that the plan lists") },
	{ "json", 0, KIND_FLAG, OPT(json), NULL, NULL,
	  N_("one JSON document on stdout") },
	{ "plain", 0, KIND_FLAG, OPT(plain), NULL, NULL,
	  N_("line prompts instead of the full screen") },
	{ "color", 0, KIND_TEXT, OPT(color), "WHEN", NULL,
	  N_("auto, always or never") },
	{ "ascii", 0, KIND_FLAG, OPT(ascii), NULL, NULL,
	  N_("draw with ASCII characters only") },
	{ "lang", 0, KIND_TEXT, OPT(lang), "LANG", NULL,
	  N_("language of the messages: en, zh_CN") },
	{ "mirror", 0, KIND_TEXT, OPT(mirror), "URL", NULL,
	  N_("where the archives come from: http, https, file") },
	{ "index", 0, KIND_TEXT, OPT(index), "URL", NULL,
	  N_("the release index: http, https, file, or a path") },
	{ "offline", 0, KIND_FLAG, OPT(offline), NULL, NULL,
	  N_("do not use the network") },
	{ "facts", 0, KIND_TEXT, OPT(facts_file), "FILE", NULL,
	  N_("plan for the machine that 'detect --json' described") },
	{ "root", 0, KIND_TEXT, OPT(root), "DIR", NULL,
	  N_("system files below DIR instead of /") },
	{ "data", 0, KIND_TEXT, OPT(data_dir), "DIR", NULL,
	  N_("data files that replace the built-in ones") },
	{ "no-verify", 0, KIND_FLAG, OPT(no_verify), NULL, NULL,
	  N_("do not check the result after apply") },
	{ "quiet", 'q', KIND_FLAG, OPT(quiet), NULL, NULL,
	  N_("only errors, and what was asked for") },
	{ "verbose", 'v', KIND_FLAG, OPT(verbose), NULL, NULL,
	  N_("say more") },
	{ "version", 'V', KIND_FLAG, OF(version), NULL, NULL,
	  N_("show the version of gosetup") },
	{ "help", 'h', KIND_FLAG, OF(help), NULL, NULL,
	  N_("show this help, or that of a command") },
};

#define N_ROWS GS_COUNT(rows)
#define FIRST_LONG 256          /* getopt's value of row 0 */

/* ---- help -------------------------------------------------------------- */

static bool belongs(const struct option_row *row, const char *command)
{
	gs_autofree char *word = gs_printf(" %s ", command ? command : "");

	return !row->commands || strstr(row->commands, word);
}

static void print_row(const struct option_row *row)
{
	gs_autofree char *left = gs_printf("--%s%s%s", row->name,
					   row->value ? " " : "",
					   row->value ? row->value : "");

	if (row->letter)
		printf("  -%c, %-17s %s\n", row->letter, left, _(row->help));
	else
		printf("      %-17s %s\n", left, _(row->help));
}

static void print_own_rows(const char *command)
{
	bool first = true;

	for (size_t i = 0; i < N_ROWS; i++) {
		if (!rows[i].commands || !belongs(&rows[i], command))
			continue;
		if (first)
			printf("\n%s\n", _("Options of this command:"));
		print_row(&rows[i]);
		first = false;
	}
}

/* "detect [--with-files]" */
static char *synopsis(const struct gs_command *c)
{
	struct gs_buf b = GS_BUF_INIT;

	gs_buf_adds(&b, c->name);
	if (*c->operands)
		gs_buf_addf(&b, " %s", c->operands);
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].commands && belongs(&rows[i], c->name))
			gs_buf_addf(&b, " [--%s%s%s]", rows[i].name,
				    rows[i].value ? " " : "",
				    rows[i].value ? rows[i].value : "");
	return gs_buf_steal(&b);
}

static void print_commands(void)
{
	const struct gs_command *c = gs_commands();
	const char *none = _("(none)");

	printf("\n%s\n", _("Commands:"));
	/* printf would count bytes. */
	printf("  %s%*s %s\n", none, 25 - gs_text_columns(none), "",
	       _(c->summary));
	for (c++; c->run; c++) {
		gs_autofree char *left = synopsis(c);

		printf("  %-25s %s\n", left, _(c->summary));
	}
}

static void print_exit_codes(void)
{
	printf("\n%s\n", _("Exit codes:"));
	puts(_("  0 done, or nothing to do\n"
	       "  1 failed, and everything is as it was before\n"
	       "  2 wrong usage or answers; nothing was touched\n"
	       "  3 refused: a file changed since the preview, or another run "
	       "is at work\n"
	       "  4 applied, but the verification found a problem\n"
	       "  5 cut off with work left: gosetup recover\n"
	       "  130 cancelled, everything is as it was before"));
}

void gs_cli_help(const struct gs_command *command)
{
	bool all = !command || !command->name;

	if (all) {
		puts(_("usage: gosetup [COMMAND] [OPTION]..."));
		puts("");
		puts(_("Gets Go ready on this machine: looks, asks, shows "
		       "exactly what it would\nchange, does it, checks the "
		       "result, and can take it all back."));
		print_commands();
	} else {
		gs_autofree char *how = synopsis(command);

		printf(_("usage: gosetup %s [OPTION]...\n"), how);
		printf("\n%s\n", _(command->summary));
		print_own_rows(command->name);
	}
	printf("\n%s\n", _("Options of all commands:"));
	for (size_t i = 0; i < N_ROWS; i++)
		if (!rows[i].commands)
			print_row(&rows[i]);
	if (all)
		print_exit_codes();
}

/* ---- parsing ----------------------------------------------------------- */

const char *gs_cli_peek(int argc, char **argv, const char *name, bool value)
{
	gs_autofree char *plain = gs_printf("--%s", name);
	gs_autofree char *equals = gs_printf("--%s=", name);

	for (int i = 1; i < argc && !gs_streq(argv[i], "--"); i++) {
		if (gs_streq(argv[i], plain))
			return value ? argv[i + 1] : "";
		if (value && gs_starts(argv[i], equals))
			return argv[i] + strlen(equals);
	}
	return NULL;
}

static void store(struct gs_cli *cli, const struct option_row *row,
		  const char *value)
{
	char *at = (char *)cli + row->offset;

	if (row->kind == KIND_FLAG)
		*(bool *)at = true;
	else if (row->kind == KIND_LIST)
		gs_strv_add((struct gs_strv *)(void *)at, value);
	else
		gs_set((char **)(void *)at, value);
}

static void make_table(struct option *longs, char *shorts)
{
	*shorts++ = '+';
	*shorts++ = ':';
	for (size_t i = 0; i < N_ROWS; i++) {
		longs[i].name = rows[i].name;
		longs[i].has_arg = rows[i].kind == KIND_FLAG
			? no_argument : required_argument;
		longs[i].val = FIRST_LONG + (int)i;
		if (rows[i].letter)
			*shorts++ = rows[i].letter;
	}
	*shorts = '\0';
}

static const struct option_row *row_of(int c)
{
	if (c >= FIRST_LONG)
		return &rows[c - FIRST_LONG];
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].letter && rows[i].letter == c)
			return &rows[i];
	return NULL;
}

static int bad_option(const char *word, int c, struct gs_error *err)
{
	const struct option_row *row = row_of(optopt);

	if (c == ':')
		gs_error_set(err, GS_ERR_USAGE, _("option '%s' needs a value"),
			     word);
	else if (row && optopt >= FIRST_LONG)
		gs_error_set(err, GS_ERR_USAGE,
			     _("option '--%s' takes no value"), row->name);
	else
		gs_error_set(err, GS_ERR_USAGE, _("unknown option '%s'"),
			     word);
	gs_error_hint(err, _("'gosetup --help' shows the options."));
	return GS_ERR_USAGE;
}

/* Options in any place: with '+' getopt stops at each operand, whatever
 * POSIXLY_CORRECT and the C library think of that. */
static int read_arguments(struct gs_cli *cli, int argc, char **argv,
			  unsigned *seen, struct gs_error *err)
{
	struct option longs[N_ROWS + 1] = { { NULL, 0, NULL, 0 } };
	char shorts[N_ROWS + 3];
	int c, at;

	make_table(longs, shorts);
	opterr = 0;
	optind = 1;
	while (optind < argc) {
		at = optind;
		c = getopt_long(argc, argv, shorts, longs, NULL);
		if (c == '?' || c == ':')
			return bad_option(argv[at], c, err);
		if (c != -1) {
			const struct option_row *row = row_of(c);

			store(cli, row, optarg);
			*seen |= 1u << (row - rows);
		} else if (at == optind) {
			gs_strv_add(&cli->operands, argv[optind++]);
		} else {
			while (optind < argc)
				gs_strv_add(&cli->operands, argv[optind++]);
		}
	}
	return 0;
}

/* ---- checks ------------------------------------------------------------ */

static int unknown_command(const char *name, struct gs_error *err)
{
	struct gs_strv names = GS_STRV_INIT;
	const char *near;

	for (const struct gs_command *c = gs_commands() + 1; c->run; c++)
		gs_strv_add(&names, c->name);
	near = gs_suggest(name, &names);
	gs_error_set(err, GS_ERR_USAGE,
		     _("unknown command '%s'; see gosetup --help"), name);
	if (near)
		gs_error_hint(err, _("Did you mean '%s'?"), near);
	gs_strv_release(&names);
	return GS_ERR_USAGE;
}

static int take_command(struct gs_cli *cli, struct gs_error *err)
{
	int n = (int)cli->operands.n - 1;

	cli->command = gs_commands();
	if (n < 0)
		return 0;
	cli->command = gs_command_find(cli->operands.v[0]);
	if (!cli->command)
		return unknown_command(cli->operands.v[0], err);
	if (cli->help)
		return 0;
	if (n < cli->command->min_operands) {
		gs_error_set(err, GS_ERR_USAGE, _("'gosetup %s' needs %s"),
			     cli->command->name, cli->command->operands);
		gs_error_hint(err, _("'gosetup list' shows the versions that "
				     "are here."));
		return GS_ERR_USAGE;
	}
	if (n > cli->command->max_operands)
		return gs_error_set(err, GS_ERR_USAGE,
				    _("too many words for 'gosetup %s': '%s'"),
				    cli->command->name,
				    cli->operands.v[cli->command->max_operands
						    + 1]);
	return 0;
}

static int check_owners(const struct gs_cli *cli, unsigned seen,
			struct gs_error *err)
{
	for (size_t i = 0; i < N_ROWS; i++) {
		if (!(seen & 1u << i) || belongs(&rows[i], cli->command->name))
			continue;
		gs_error_set(err, GS_ERR_USAGE,
			     _("option '--%s' does not belong to 'gosetup%s%s'"),
			     rows[i].name, cli->command->name ? " " : "",
			     cli->command->name ? cli->command->name : "");
		gs_error_hint(err, _("'gosetup --help' shows which options "
				     "belong to which command."));
		return GS_ERR_USAGE;
	}
	return 0;
}

static bool is_url(const char *text)
{
	return gs_starts(text, "http://") || gs_starts(text, "https://") ||
		gs_starts(text, "file://");
}

static int check_dir(const char *name, char **dir, struct gs_error *err)
{
	char *clean;

	if (!*dir)
		return 0;
	if (!gs_path_is_abs(*dir))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("--%s wants an absolute path, not '%s'"),
				    name, *dir);
	if (!gs_is_dir(*dir))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("--%s: '%s' is no directory"), name,
				    *dir);
	clean = gs_path_clean(*dir);
	free(*dir);
	*dir = clean;
	return 0;
}

static int check_values(struct gs_options *o, struct gs_error *err)
{
	int rc;

	if (o->color && !gs_streq(o->color, "auto") &&
	    !gs_streq(o->color, "always") && !gs_streq(o->color, "never"))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("--color wants auto, always or never, "
				      "not '%s'"), o->color);
	if (o->mirror && !is_url(o->mirror))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("--mirror wants a URL that begins with "
				      "http://, https:// or file://, not "
				      "'%s'"), o->mirror);
	rc = check_dir("root", &o->root, err);
	if (rc == 0 && gs_streq(o->root, "/"))
		gs_set(&o->root, "");
	if (rc == 0)
		rc = check_dir("data", &o->data_dir, err);
	return rc;
}

int gs_cli_parse(struct gs_cli *cli, int argc, char **argv,
		 struct gs_error *err)
{
	unsigned seen = 0;
	int rc = read_arguments(cli, argc, argv, &seen, err);

	if (rc == 0 && cli->version && !cli->help)
		return 0;
	if (rc == 0)
		rc = take_command(cli, err);
	if (rc == 0)
		rc = check_owners(cli, seen, err);
	if (rc == 0 && !cli->help)
		rc = check_values(&cli->session.opts, err);
	if (rc == 0 && !cli->session.opts.root)
		gs_set(&cli->session.opts.root, "");
	return rc;
}
