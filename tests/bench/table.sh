#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: table.sh SCRIPT...
# Runs the benchmarks and prints their results as one table; fails when a
# value is above its limit, or a benchmark fails.  See bench.am.
set -u

tmp=$(mktemp) || exit 1
trap 'rm -f "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

for script in "$@"; do
	case $script in
	/*) ;;
	*) script=$GS_TOP_SRCDIR/tests/bench/${script##*/} ;;
	esac
	echo "running ${script##*/} ..." >&2
	if ! sh "$script" >>"$tmp"; then
		echo "${script##*/} failed" >&2
		failed=1
	fi
done

awk -F'\t' '
NF == 4 {
	verdict = "-"
	if ($4 != "-")
		verdict = $2 + 0 <= $4 + 0 ? "ok" : "ABOVE THE LIMIT"
	if (verdict ~ /^A/)
		failed = 1
	if (!lines++)
		printf "%-44s %10s %-6s %8s  %s\n",
			"what", "value", "unit", "limit", "verdict"
	printf "%-44s %10s %-6s %8s  %s\n", $1, $2, $3, $4, verdict
}
END { exit failed || !lines }' "$tmp" || failed=1
exit "$failed"
