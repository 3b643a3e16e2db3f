#!/bin/sh
# SPDX-License-Identifier: MIT
# The plain face, driven through a pipe: questions, help, back, review.
# shellcheck disable=SC2086 # $offline is meant to be split
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

offline='--plain --offline --mirror file:///nowhere --set version=1.26.4'

# say TEXT ARGUMENTS...: what is typed, with \n between the lines.
say()
{
	text=$1
	shift
	printf "$text" | setsid -w "$gosetup" "$@" > "$tmp/out" 2>&1
	code=$?
	out=$(cat "$tmp/out")
}

# ---- the way in and out
say 'q\n' $offline
is "$code" 130 "q: exit 130"
has "$out" "Cancelled. Nothing was changed." "q: said so"
say '' $offline
is "$code" 130 "end of file: exit 130"
say '4\n' $offline
is "$code" 130 "Quit: exit 130"
say 'x\nq\n' $offline
has "$out" "takes" "what is not understood is explained"
say '2\n' $offline
is "$code" 130 "end of file in the middle is no default"
hasnt "$out" "Make these changes" "and leads to no plan"

# ---- questions
say '2\n?\nq\n' $offline
has "$out" "1/" "a heading with its number"
has "$out" "  1. " "choices have numbers"
has "$out" "(recommended)" "the recommendation is marked"
has "$out" "Recommended because:" "and has reasons"
has "$out" "Type the number of a choice." "? helps"
say '2\n99\nq\n' $offline
has "$out" "That does not do:" "a wrong number is refused"
say '2\n\n\n<\nq\n' $offline
first=$(printf '%s\n' "$out" | grep -c '^2/')
is "$first" 2 "< goes back"
say '2\n<\nq\n' $offline
is "$(printf '%s\n' "$out" | grep -c '^What do you want')" 2 \
	"< in front of the first question leads to the start"

plan_of()
{
	sed -n '/would make/,/Make these/{/Make these/d;p;}'
}

# Enter on every question leads to the plan; so the default is what
# "recommended" shows.
enters=$(printf '\\n%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
say "2$enters" $offline
has "$out" "Make these changes?" "Enter alone leads to the plan"
printf '%s\n' "$out" | plan_of > "$tmp/walked"
say '1\nq\n' $offline
printf '%s\n' "$out" | plan_of > "$tmp/shown"
ok "and to the same plan as recommended" cmp "$tmp/walked" "$tmp/shown"
is "$code" 130 "q at the plan: exit 130"

n_plain=$(say '2\nq\n' $offline; printf '%s\n' "$out" |
	sed -n 's,^1/\([0-9]*\) .*,\1,p')
say '2\na\n\nq\n' $offline
n_all=$(printf '%s\n' "$out" | sed -n 's,^2/\([0-9]*\) .*,\1,p')
ok "a adds the advanced questions" [ "$n_all" -gt "$n_plain" ]

# ---- answers
to_gopath=$(say "2$enters" $offline; printf '%s\n' "$out" |
	sed -n 's,^\([0-9]*\)/[0-9]* GOPATH$,\1,p')
before=$(printf '\\n%.0s' $(seq 2 "$to_gopath"))
say "2\\n${before}~/deep/go\\nq\\n" $offline
has "$out" "OK: $HOME/deep/go" "~ in a path is the home directory"
say "2\\n${before}relative\\nq\\n" $offline
has "$out" "That does not do:" "a relative GOPATH is refused"
say "2\\n${before}~/deep/go\\n<\\n!\\nq\\n" $offline
has "$out" "OK: nothing set" "! empties a value"

# ---- review
say '1\nd\nq\n' $offline
has "$out" "+++ b/" "d shows the diff"
say '1\n\nq\n' $offline
has "$out" "yes makes these changes" "Enter at the plan explains, no more"
say "1\\ns\\n$tmp/saved.json\\nq\\n" $offline
is "$("$json_get" version < "$tmp/saved.json")" 1.26.4 \
	"s saves the answers"
say '1\ns\n<\nq\n' $offline
is "$code" 130 "< leaves the question for a file name"
say '3\nq\n' $offline
has "$out" "no former run" "undo of nothing says so"
say '1\nyes\nq\n' $offline \
	--facts "$GS_TOP_SRCDIR/tests/fixtures/facts/ubuntu-24.04.json"
has "$out" "another machine" "another machine's plan is not applied"

# ---- the language
LANG=zh_CN.UTF-8 say '2\nq\n' $offline
is "$code" 130 "LANG=zh_CN.UTF-8: the same way"
is "$(printf '%s\n' "$out" | iconv -f UTF-8 -t UTF-8 2>&1 | cksum)" \
	"$(printf '%s\n' "$out" | cksum)" "LANG=zh_CN.UTF-8: valid UTF-8"
is "$(find "$HOME" | wc -l | tr -d ' ')" 1 "HOME is still empty"
done_testing
