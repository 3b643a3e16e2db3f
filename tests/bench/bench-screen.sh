#!/bin/sh
# SPDX-License-Identifier: MIT
# The wizard in an 80x24 terminal: how soon, how many bytes, how much memory.
set -u

home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
cp -R /etc/skel/. "$home" 2>/dev/null

# look OPTION...
look()
{
	env -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u GOENV HOME="$home" \
		LC_ALL=C.UTF-8 \
		"$GS_TOP_BUILDDIR/tests/bench/pty-bench" -n 11 "$@" \
		"$GS_TOP_BUILDDIR/gosetup"
}

# The first screen is there at once and its rows fill in: the first pause of
# 5 ms ends the one, the first long one the other.
look -q 5 -k down | awk -v OFS='\t' '
/^first-screen-ms/ { print "start to first screen", $2, "ms", 50 }'
facts=$(look -k down,up,f1,esc) || exit 1
printf '%s\n' "$facts" | grep -qx 'full-screen yes' || {
	echo "the wizard does not draw on the whole screen" >&2
	exit 1
}
printf '%s\n' "$facts" | awk -v OFS='\t' '
/^first-screen-ms/ { print "start to all rows filled in", $2, "ms", "-" }
/^first-paint-bytes/ { print "first paint", $2, "bytes", 3000 }
/^key (up|down)/ { print "cursor key " $2, $3, "bytes", 250
	print "cursor key " $2 ", until drawn", $4, "ms", 20 }
/^key f1/ { print "opening the help", $3, "bytes", "-" }
/^peak-memory/ { print "wizard, peak memory", $2, "KiB", "-" }'
