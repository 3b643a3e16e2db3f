#!/bin/sh
# SPDX-License-Identifier: MIT
# The engine knows no terminal: no curses, nothing printed, no exit().  In
# the faces only ui/tui/term.c knows the terminal.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

curses_headers()
{
	cd "$1" || return 1
	sources src | with_texts |
		grep -E '# *include *[<"](ncursesw/)?(n?curses|menu|form|panel|term)\.h'
}

engine_uses()
{
	echo "$GS_TOP_BUILDDIR/libgosetup.a" | symbols | uses "$@"
}

prints()
{
	engine_uses printf vprintf puts putchar putc fputs fputc fprintf \
		vfprintf dprintf vdprintf perror psignal stdout stderr
}

exits()
{
	engine_uses exit quick_exit atexit err errx warn warnx
}

draws()
{
	engine_uses initscr newterm endwin stdscr curscr LINES COLS \
		'w(add|get|refresh|move|print).*' doupdate setupterm tigetstr
}

terminal='newterm initscr endwin delscreen start_color use_default_colors
assume_default_colors init_pair init_color define_key mousemask
def_prog_mode def_shell_mode reset_prog_mode reset_shell_mode'

# shellcheck disable=SC2086 # a list of names
knows_terminal()
{
	cd "$1" || return 1
	find ui -name '*.o' | grep -v '^ui/tui/gosetup-term\.o$' | symbols |
		uses $terminal
}

# shellcheck disable=SC2086 # a list of names
terminal_calls()
{
	cd "$1" || return 1
	sources ui | grep -v '^ui/tui/term\.c$' | code | calls $terminal
}

rule "src/ includes no curses header" curses_headers "$GS_TOP_SRCDIR"
rule "the engine prints nothing" prints
rule "the engine does not exit" exits
rule "the engine does not draw" draws
rule "only ui/tui/term.c starts and ends the terminal" \
	terminal_calls "$GS_TOP_SRCDIR"
rule "the objects agree" knows_terminal "$GS_TOP_BUILDDIR"

mkdir -p "$lint_tmp/src/base" "$lint_tmp/ui/tui"
printf '#include <ncursesw/curses.h>\n' >"$lint_tmp/src/base/a.c"
catches "a curses header in src/ is found" curses_headers "$lint_tmp"
printf 'void f(void)\n{\n\tendwin();\n}\n' >"$lint_tmp/ui/tui/page.c"
catches "endwin in a page is found" terminal_calls "$lint_tmp"
catches "nm sees what the engine uses" engine_uses malloc
finish
