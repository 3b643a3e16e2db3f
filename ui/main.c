/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/cli/cli.h"

int main(int argc, char **argv)
{
	return gs_cli_main(argc, argv);
}
