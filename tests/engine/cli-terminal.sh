#!/bin/sh
# SPDX-License-Identifier: MIT
# With a terminal, without one, and with one that can do little.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

offline='--offline --mirror file:///nowhere'

# typed TEXT ARGUMENTS...: runs gosetup on a terminal of its own, types TEXT
# (a line for each prompt) and ends the input; the screen is in $out.
typed()
{
	text=$1
	shift
	on_terminal "$text" "$gosetup" "$@"
}

# The same for any command.
on_terminal()
{
	expect -f - -- "$@" > "$tmp/out" 2>&1 <<-'END'
	set timeout 20
	set lines [lindex $argv 0]
	set env(COLUMNS) 80
	eval spawn -noecho [lrange $argv 1 end]
	foreach line [split $lines "\n"] {
		expect -re {(\]|quit|questions): $} {} timeout { puts "TIMEOUT"; exit 99 } \
			eof { puts "ENDED"; exit 98 }
		switch -- $line {
			^C { send "\003" }
			ENTER { send "\r" }
			default { send "$line\r" }
		}
	}
	expect eof {} timeout { puts "TIMEOUT"; exit 99 }
	set end [wait]
	if {[llength $end] > 4} { puts "killed: $end"; exit 97 }
	exit [lindex $end 3]
	END
	code=$?
	out=$(tr -d '\r' < "$tmp/out")
}

# ---- nobody there
run
is "$code" 2 "no command, no terminal: exit 2"
has "$err" "there is no terminal to ask on; nothing was changed" \
	"no command, no terminal: said so"
has "$out" "would make" "no command, no terminal: the plan"
run apply
is "$code" 2 "apply, no terminal: exit 2"
has "$out" "would make" "apply, no terminal: the plan"
has "$err" "--yes" "apply, no terminal: how to go on"
run --plain
is "$code" 2 "--plain, no terminal: exit 2"
run use 1.26.4
is "$code" 2 "use, no terminal: exit 2"

command -v expect > /dev/null || {
	echo "ok $((tap_n + 1)) - on a terminal # SKIP no expect"
	tap_n=$((tap_n + 1))
	done_testing
}

# ---- consent
# shellcheck disable=SC2086
{
typed 'no' apply $offline
is "$code" 130 "no: exit 130"
has "$out" "cancelled; nothing was changed" "no: said so"
typed 'ENTER' apply $offline
is "$code" 130 "Enter alone is no consent"
typed "d
nonsense
no" apply $offline
has "$out" "+++ b/" "d shows the diff"
is "$code" 130 "and asks again"
typed '^C' apply $offline
is "$code" 130 "Ctrl-C: exit 130"

# ---- which face
TERM=dumb typed 'q' $offline
has "$out" "cannot draw" "a dumb terminal gets line prompts, and why"
is "$code" 130 "q: exit 130"
(
	unset TERM
	typed 'q' $offline
	printf '%s\n' "$out" > "$tmp/noterm"
)
has "$(cat "$tmp/noterm")" "TERM is not set" \
	"without TERM there are line prompts, and why"
ACCESSIBLE=1 typed 'q' $offline
has "$out" "What do you want?" "ACCESSIBLE gets line prompts"
typed '^C' --plain $offline
is "$code" 130 "Ctrl-C at a prompt: exit 130"
has "$out" "Cancelled. Nothing was changed." "Ctrl-C at a prompt: said so"
hasnt "$(cat "$tmp/out")" "$(printf '\033')" \
	"line prompts move no cursor and use no colour by themselves"

# ---- a terminal that is not stdin or stdout
TERM=dumb
export gosetup offline TERM
on_terminal q sh -c 'echo 4 | $gosetup $offline'
has "$out" "Cancelled" "curl | sh: the terminal is asked, not the pipe"
is "$code" 130 "curl | sh: exit 130"
on_terminal q sh -c '$gosetup $offline > "$HOME.out"'
has "$out" "Cancelled" "stdout in a file: the terminal is asked"
}
is "$(find "$HOME" | wc -l | tr -d ' ')" 1 "HOME is still empty"
done_testing
