/* SPDX-License-Identifier: MIT */
/* The table of commands: --help and the dispatch come from it. */
#include "config.h"

#include "ui/cli/cli.h"

#include "base/i18n.h"

static const struct gs_command commands[] = {
	{ NULL, "", N_("walk through everything, step by step"),
	  0, 0, gs_cmd_wizard },
	{ "detect", "", N_("show what is on this machine"),
	  0, 0, gs_cmd_detect },
	{ "questions", "", N_("show every question, its choices and why"),
	  0, 0, gs_cmd_questions },
	{ "plan", "", N_("show what apply would do"),
	  0, 0, gs_cmd_plan },
	{ "apply", "", N_("do it"),
	  0, 0, gs_cmd_apply },
	{ "verify", "", N_("check that the shells find Go and that it works"),
	  0, 0, gs_cmd_verify },
	{ "undo", "[ID]", N_("take back the last run, or that one"),
	  0, 1, gs_cmd_undo },
	{ "history", "", N_("show what was done when"),
	  0, 0, gs_cmd_history },
	{ "recover", "", N_("finish or take back a run that was cut off"),
	  0, 0, gs_cmd_recover },
	{ "list", "", N_("show the Go versions that are here"),
	  0, 0, gs_cmd_list },
	{ "use", "VERSION", N_("switch to a version that is here"),
	  1, 1, gs_cmd_use },
	{ "remove", "VERSION", N_("remove a version that is here"),
	  1, 1, gs_cmd_remove },
	{ NULL, NULL, NULL, 0, 0, NULL },
};

const struct gs_command *gs_commands(void)
{
	return commands;
}

const struct gs_command *gs_command_find(const char *name)
{
	for (size_t i = 1; commands[i].run; i++)
		if (gs_streq(commands[i].name, name))
			return &commands[i];
	return NULL;
}
