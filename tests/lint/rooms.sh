#!/bin/sh
# SPDX-License-Identifier: MIT
# A room imports only rooms above it in this list, and no room a face.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

rooms='base steps catalog shells detect methods doctor questions plan install
apply verify'

wrong_order()
{
	cd "$1" || return 1
	sources src | with_texts | awk -v rooms="$rooms" '
	BEGIN {
		n = split(rooms, list)
		for (i = 1; i <= n; i++)
			place[list[i]] = i
	}
	match($0, /# *include *"[^"]*"/) {
		name = substr($0, RSTART, RLENGTH)
		gsub(/# *include *|"/, "", name)
		if (name == "config.h")
			next
		split($0, file, "/")
		split(name, part, "/")
		if (!(part[1] in place) || !(file[2] in place) ||
		    place[part[1]] > place[file[2]])
			print
	}'
}

# A directory that is not in the list is in nobody's order.
unknown_rooms()
{
	for dir in "$1"/src/*/; do
		dir=${dir%/}
		case " $(echo "$rooms" | tr '\n' ' ') " in
		*" ${dir##*/} "*) ;;
		*) echo "src/${dir##*/} is not in the list of rooms" ;;
		esac
	done
}

rule "each room includes only rooms above it" wrong_order "$GS_TOP_SRCDIR"
rule "each room stands in the list" unknown_rooms "$GS_TOP_SRCDIR"

mkdir -p "$lint_tmp/src/base" "$lint_tmp/src/plan" "$lint_tmp/src/attic"
printf '#include "plan/plan.h"\n' >"$lint_tmp/src/base/bad.c"
catches "a room that looks down is found" wrong_order "$lint_tmp"
printf '#include "ui/tui/term.h"\n' >"$lint_tmp/src/base/bad.c"
catches "a room that knows a face is found" wrong_order "$lint_tmp"
printf '/* #include "plan/plan.h" */\n' >"$lint_tmp/src/base/bad.c"
rule "a comment is no include" wrong_order "$lint_tmp"
catches "a room outside the list is found" unknown_rooms "$lint_tmp"
finish
