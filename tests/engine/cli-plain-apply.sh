#!/bin/sh
# SPDX-License-Identifier: MIT
# The plain face from its first question to a working Go, and back by its
# own undo.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

need_mirror
cp -r /etc/skel/. "$HOME" 2> /dev/null
snapshot "$HOME" > "$tmp/before"

# say TEXT ARGUMENTS...: what is typed, with \n between the lines.
say()
{
	text=$1
	shift
	# shellcheck disable=SC2059 # \n is meant
	printf "$text" | setsid -w "$gosetup" --plain --set trust=index \
		--mirror "$mirror/dl" --index "$mirror/dl/?mode=json" \
		"$@" > "$tmp/out" 2>&1
	code=$?
	out=$(cat "$tmp/out")
}

enters='\n\n\n\n\n\n\n\n\n\n\n\n\n'

# The method is asked second, the version third: 2 is 1.19.7 of this mirror.
say "2\\n\\n1\\n1.19.8${enters}yes\\n"
is "$code" 0 "step by step: exit 0"
has "$out" "downloading: 100 %" "progress in lines"
has "$out" "Go 1.19.8 is installed." "the result"
has "$out" "gosetup undo" "the way back is named"
hasnt "$out" "$(printf '\r')" "no line is written over"
is "$(env -i HOME="$HOME" PATH=/usr/bin:/bin sh -lc 'command -v go')" \
	"$HOME/sdk/current/bin/go" "a login shell finds it"

say "1\\n\\n" --set version=1.19.8
is "$code" 0 "again: exit 0"
has "$out" "Nothing to do" "again: nothing to do"

say "3\\n1\\nno\\n"
is "$code" 130 "undo, but no: exit 130"
ok "and Go is still here" test -x "$HOME/sdk/current/bin/go"
say "3\\n1\\nd\\nyes\\n"
is "$code" 0 "undo: exit 0"
has "$out" "is taken back." "undo: said so"
snapshot "$HOME" > "$tmp/after"
ok "HOME is as before" diff "$tmp/before" "$tmp/after"
done_testing
