#!/bin/sh
# SPDX-License-Identifier: MIT
# --json prints exactly one document, whatever happens.
# shellcheck disable=SC2086 # $offline is meant to be split
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

# No network; the archives are said to be in a folder, so that they can be
# planned for.
offline='--offline --mirror file:///nowhere'

# one NAME CODE ARGUMENTS...
one()
{
	name=$1
	want=$2
	shift 2
	run "$@" --json
	is "$code" "$want" "$name: exit $want"
	is "$(json format)" 1 "$name: one document of format 1"
}

one "detect" 0 detect
is "$(json user.home)" "$HOME" "detect: user.home"
is "$(json files)" "" "detect: no files"
one "detect --with-files" 0 detect --with-files
ok "detect --with-files: files" "$json_get" files.0.path < "$tmp/out"
cp "$tmp/out" "$tmp/facts.json"

one "questions" 0 questions $offline
ok "questions: keys" "$json_get" questions.0.key < "$tmp/out"
ok "questions: reasons" "$json_get" questions.0.why < "$tmp/out"

one "plan" 0 plan $offline --set version=1.26.4
is "$(json answers.version)" 1.26.4 "plan: answers"
for member in id kind target summary needs_root before_sha256 after_sha256; do
	ok "plan: steps have $member" "$json_get" "steps.0.$member" \
		< "$tmp/out"
done
cp "$tmp/out" "$tmp/plan.json"
run plan --json $offline --set version=1.26.4
ok "the same plan again, byte for byte" cmp "$tmp/out" "$tmp/plan.json"
run plan --json $offline --set version=1.26.4 --facts "$tmp/facts.json"
ok "and the same by --facts" cmp "$tmp/out" "$tmp/plan.json"

one "apply without a terminal" 2 apply $offline
is "$(json error.code)" 2 "apply without a terminal: error.code"
ok "apply without a terminal: the plan, too" "$json_get" steps.0.id \
	< "$tmp/out"
one "no command" 2
one "history" 0 history
is "$(json runs.#)" 0 "history: no runs"
one "undo of nothing" 0 undo --yes
is "$(json changed)" false "undo of nothing: changed"
one "recover of nothing" 0 recover
is "$(json recovered)" false "recover of nothing: recovered"
one "list" 0 list
one "list --remote" 0 list --remote $offline
ok "list --remote: releases" "$json_get" remote.0.version < "$tmp/out"
one "version" 0 --version

one "unknown command" 2 frobnicate
has "$(json error.text)" frobnicate "unknown command: error.text"
one "unknown option" 2 plan --frobnicate
one "bad answer" 2 plan $offline --set scope=galaxy
ok "bad answer: error.hint" "$json_get" error.hint < "$tmp/out"
one "unknown version" 2 plan $offline --set version=1.99.7
one "unreadable index" 1 plan --index "$tmp/no-index.json"
is "$(find "$HOME" | wc -l | tr -d ' ')" 1 "HOME is still empty"
done_testing
