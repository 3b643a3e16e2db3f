#!/bin/sh
# SPDX-License-Identifier: MIT
# Functions that overflow, race, or depend on what cannot be known.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

banned_calls()
{
	cd "$1" || return 1
	sources src ui | code |
		calls strcpy strcat strncat stpcpy sprintf vsprintf strtok \
			strtok_r atoi atol atoll atof gets system popen \
			mktemp tmpnam tempnam ctime asctime localtime gmtime \
			access alloca strdupa scanf sscanf fscanf vfork \
			strncpy
}

cpp_comments()
{
	cd "$1" || return 1
	sources src ui | tr '\n' '\0' |
		xargs -0 grep -nE '(^|[^:"])//( |$)'
}

unfinished()
{
	cd "$1" || return 1
	sources src ui | tr '\n' '\0' |
		xargs -0 grep -nE 'TODO|FIXME|\bXXX\b|HACK\b|not (yet )?implemented'
}

rule "no banned function is called" banned_calls "$GS_TOP_SRCDIR"
rule "comments are /* */" cpp_comments "$GS_TOP_SRCDIR"
rule "nothing is marked unfinished" unfinished "$GS_TOP_SRCDIR"

mkdir -p "$lint_tmp/src" "$lint_tmp/ui"
printf 'int f(void)\n{\n\treturn atoi("1");\n}\n' >"$lint_tmp/src/a.c"
catches "atoi is found" banned_calls "$lint_tmp"
printf 'int f(void)\n{\n\treturn x.access(g("atoi(1)"));\n}\n' \
	>"$lint_tmp/src/a.c"
rule "texts and members are not" banned_calls "$lint_tmp"
printf 'int f; /* TODO */ // no\n' >"$lint_tmp/src/a.c"
catches "a // comment is found" cpp_comments "$lint_tmp"
catches "an unfinished place is found" unfinished "$lint_tmp"
finish
