#!/bin/sh
# SPDX-License-Identifier: MIT
# Options, commands, exit codes and messages of the command line.
# shellcheck disable=SC2086 # $offline is meant to be split
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

# No network; the archives are said to be in a folder, so that they can be
# planned for.
offline='--offline --mirror file:///nowhere'

# ---- help and version
run --version
is "$code" 0 "--version: exit 0"
has "$out" "gosetup " "--version names the program"
run --help
is "$code" 0 "--help: exit 0"
for word in detect questions plan apply verify undo history recover list \
	use remove --answers --set --yes --json --plain --color --ascii \
	--lang --mirror --index --offline --facts --root --data --no-verify \
	--quiet --verbose --version --help --diff --script --with-files \
	--remote; do
	has "$out" "$word" "--help shows $word"
done
is "$(printf '%s\n' "$out" | awk 'length > 80')" "" \
	"--help fits 80 columns"
run plan --help
has "$out" "--script" "plan --help shows an option of plan"
hasnt "$out" "--with-files" "plan --help shows no option of detect"
run --help plan
has "$out" "usage: gosetup plan" "--help before the command"

# ---- what is unknown
for word in doctor explain bundle bench frobnicate; do
	run "$word"
	is "$code" 2 "$word: exit 2"
	has "$err" "gosetup: error: unknown command '$word'; see gosetup --help" \
		"$word: unknown command"
done
run aply
has "$err" "Did you mean 'apply'?" "a near miss is suggested"
run plan --prove
is "$code" 2 "plan --prove: exit 2"
has "$err" "unknown option '--prove'" "plan --prove: unknown option"
run plan -x
has "$err" "unknown option '-x'" "unknown letter"
run plan --answers
is "$code" 2 "an option without its value: exit 2"
has "$err" "option '--answers' needs a value" "an option without its value"
run plan --yes=1
has "$err" "option '--yes' takes no value" "a flag with a value"
run list --diff
is "$code" 2 "an option of another command: exit 2"
has "$err" "option '--diff' does not belong to 'gosetup list'" \
	"an option of another command"
run plan extra
is "$code" 2 "too many words: exit 2"
has "$err" "'extra'" "too many words are named"
run use
is "$code" 2 "use without a version: exit 2"
run plan --color=sometimes
is "$code" 2 "--color=sometimes: exit 2"
run plan --mirror ftp://example.com
is "$code" 2 "--mirror ftp: exit 2"
run plan --root relative
is "$code" 2 "--root relative: exit 2"
run plan --diff --script
is "$code" 2 "two forms of a plan: exit 2"

# ---- places of options
run $offline plan --set version=1.26.4
plain=$out
is "$code" 0 "options before and after the command"
run plan --set=version=1.26.4 $offline
is "$out" "$plain" "--option=value means the same"
run plan $offline --set version=1.26.3 --set version=1.26.4
is "$out" "$plain" "the last --set wins"
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
run plan $offline --set version=1.26.4
is "$out" "$plain" "POSIXLY_CORRECT changes nothing"
unset POSIXLY_CORRECT
run -- plan $offline
is "$code" 2 "after -- there are no options"

# ---- answers
echo '{ "version": "1.26.4",
  "vresion": "1" }' > "$tmp/bad.json"
run plan $offline --answers "$tmp/bad.json"
is "$code" 2 "unknown key in the answer file: exit 2"
has "$err" "vresion" "the key is named"
has "$err" "2" "the line is named"
has "$err" "version" "what would be right is named"
echo '{ "scope": "galaxy" }' > "$tmp/bad.json"
run plan $offline --answers "$tmp/bad.json"
is "$code" 2 "bad value: exit 2"
has "$err" "galaxy" "the value is named"
echo '{ "scope": "us' > "$tmp/bad.json"
run plan $offline --answers "$tmp/bad.json"
is "$code" 2 "broken JSON: exit 2"
run plan $offline --answers "$tmp/none.json"
is "$code" 2 "no such answer file: exit 2"
run plan $offline --set nonsense
is "$code" 2 "--set without a value: exit 2"
echo '{ "version": "1.25.3" }' > "$tmp/good.json"
run plan $offline --answers "$tmp/good.json"
has "$out" "1.25.3" "the answer file counts"
run plan $offline --answers "$tmp/good.json" --set version=1.26.4
has "$out" "1.26.4" "--set wins over the file"
run apply --plan "$tmp/good.json" --set version=1.26.4
is "$code" 2 "--plan and --set: exit 2"
run apply --yes --plan "$tmp/good.json"
is "$code" 2 "--plan with a file that is no plan: exit 2"
run plan --facts "$tmp/good.json"
is "$code" 2 "--facts with a file that holds none: exit 2"
run apply --yes --facts "$GS_TOP_SRCDIR/tests/fixtures/facts/alpine-3.20.json"
is "$code" 2 "apply --facts: exit 2"

# ---- HOME
(unset HOME; "$gosetup" plan < /dev/null > /dev/null 2> "$tmp/err")
is "$?" 2 "no HOME: exit 2"
has "$(cat "$tmp/err")" "HOME is not set" "no HOME: said so"
HOME=$tmp/nowhere "$gosetup" plan < /dev/null > /dev/null 2> "$tmp/err"
is "$?" 2 "HOME that is not there: exit 2"
(unset HOME; "$gosetup" --help > /dev/null)
is "$?" 0 "--help needs no HOME"

# ---- output
run plan $offline --color=always --diff
has "$out" "$(printf '\033[')" "--color=always colours"
run plan $offline --diff
hasnt "$out" "$(printf '\033[')" "no colour into a file"
"$gosetup" list --remote $offline 2> "$tmp/err" | head -n 1 > /dev/null
is "$(cat "$tmp/err")" "" "a reader that goes away is no error"
if [ -c /dev/full ]; then
	"$gosetup" --help > /dev/full 2> "$tmp/err"
	is "$?" 1 "a full disk behind stdout: exit 1"
	has "$(cat "$tmp/err")" "cannot write the output" "and it is said"
fi
run history
is "$code" 0 "history of nothing: exit 0"
run undo --yes
is "$code" 0 "undo of nothing: exit 0"
run undo --yes 20200101-000000-0000
is "$code" 2 "undo of an unknown run: exit 2"
run recover
is "$code" 0 "recover of nothing: exit 0"
run remove 1.2.3
is "$code" 2 "remove of what is not here: exit 2"
run use not-a-version
is "$code" 2 "use of no version: exit 2"
is "$(find "$HOME" | wc -l | tr -d ' ')" 1 "and HOME is still empty"
done_testing
