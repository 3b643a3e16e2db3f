#!/bin/sh
# SPDX-License-Identifier: MIT
# What a slow line has to carry: at most 3000 bytes for the first screen, at
# most 250 for a cursor key.  (How fast it is shows `make bench`.)
set -u

home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
trap 'exit 99' HUP INT TERM
cp -R /etc/skel/. "$home" 2>/dev/null
n=0
failed=0
keys=down,up
for _ in 2 3 4 5 6; do
	keys=$keys,enter,down,down,up
done

# within NAME BYTES LIMIT
within()
{
	n=$((n + 1))
	if [ -n "$2" ] && [ "$2" -gt 0 ] && [ "$2" -le "$3" ]; then
		echo "ok $n - $1: $2 bytes, at most $3"
	else
		echo "not ok $n - $1: ${2:-no} bytes, at most $3"
		failed=1
	fi
}

# measure LANGUAGE: the first page, then cursor keys on it and on the five
# pages behind it.
measure()
{
	env -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u GOENV HOME="$home" \
		LC_ALL=C.UTF-8 \
		"$GS_TOP_BUILDDIR/tests/bench/pty-bench" -s 120 \
		-k "$keys" "$GS_TOP_BUILDDIR/gosetup" \
		--lang "$1"
}

for language in en zh_CN; do
	facts=$(measure "$language") || facts=
	n=$((n + 1))
	if printf '%s\n' "$facts" | grep -qx 'full-screen yes'; then
		echo "ok $n - $language: it draws on the whole screen"
	else
		echo "not ok $n - $language: it draws on the whole screen"
		failed=1
	fi
	within "$language: first paint" "$(printf '%s\n' "$facts" |
		sed -n 's/^first-paint-bytes //p')" 3000
	within "$language: down" "$(printf '%s\n' "$facts" |
		awk '/^key down/ && $3 > most { most = $3 } END { print most }')" 250
	within "$language: up" "$(printf '%s\n' "$facts" |
		awk '/^key up/ && $3 > most { most = $3 } END { print most }')" 250
done
echo "1..$n"
exit "$failed"
