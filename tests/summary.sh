#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tests/summary.sh DIR...
# Sums up the results below DIRs (.trs files with their .log beside them, as
# automake's TAP driver leaves them): shows the logs of what failed, lists
# what was skipped and why.  The last line is "N passed, N failed, N skipped".
set -u

results=$(find "$@" -name '*.trs' | sort)
tmp=$(mktemp) || exit 1
trap 'rm -f "$tmp"' EXIT

[ -z "$results" ] || for trs in $results; do
	awk -v log_file="${trs%.trs}.log" '
	/^:test-result: *(PASS|XFAIL)/ { n["passed"]++ }
	/^:test-result: *(FAIL|XPASS|ERROR)/ { n["failed"]++ }
	/^:test-result: *SKIP/ { n["skipped"]++ }
	END {
		# A test that left no result at all has not passed.
		if (n["passed"] + n["failed"] + n["skipped"] == 0)
			n["failed"]++
		for (k in n)
			if (n[k] > 0)
				print k, n[k], log_file
	}' "$trs"
done >"$tmp"

awk '$1 == "failed" { print $3 }' "$tmp" | while IFS= read -r log; do
	printf '\n==== failed: %s\n' "$log"
	# What went wrong first, then how it ended.
	grep -n -A 6 -i '^not ok' "$log" | head -n 60
	printf -- '---- the end of it\n'
	tail -n 30 "$log"
done
awk '$1 == "skipped" { print $3 }' "$tmp" | while IFS= read -r log; do
	grep -i -E '^(ok|1\.\.0).*# *skip' "$log" | sed "s|^|skipped: $log: |"
done
awk '{ n[$1] += $2 }
END {
	printf "%d passed, %d failed, %d skipped\n",
		n["passed"], n["failed"], n["skipped"]
	exit n["failed"] > 0 || n["passed"] == 0
}' "$tmp"
