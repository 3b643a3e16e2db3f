#!/bin/sh
# SPDX-License-Identifier: MIT
# Stopped by a signal, or killed, while it downloads: all is as before.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

need_mirror
cp -r /etc/skel/. "$HOME" 2> /dev/null
snapshot "$HOME" > "$tmp/before"

# A mirror that takes minutes, so that the signal always comes in between.
begin()
{
	rm -f "$tmp/out"
	"$gosetup" apply --yes --set scope=user --set method=archive \
		--set trust=index --set version=1.19.8 \
		--index "$mirror/dl/?mode=json" --mirror "$mirror/slow" "$@" \
		< /dev/null > "$tmp/out" 2> "$tmp/err" &
	pid=$!
	try=0
	while [ -z "$(find "$HOME" -name '.stage-*' 2> /dev/null)" ] &&
		[ $try -lt 200 ]; do
		try=$((try + 1))
		sleep 0.05
	done
	is "$((try < 200))" 1 "it has begun"
}

as_before()
{
	# The engine may need a moment when nobody waits for it.
	try=0
	while ! { snapshot "$HOME" > "$tmp/after"
		cmp -s "$tmp/before" "$tmp/after"; } && [ $try -lt 100 ]; do
		try=$((try + 1))
		sleep 0.05
	done
	ok "$1: HOME is as before" diff "$tmp/before" "$tmp/after"
}

# A shell without job control starts children with SIGINT ignored, and who
# ignores it keeps ignoring it; so a terminal's Ctrl-C is tried there.
begin
kill -TERM "$pid"
wait "$pid"
is "$?" 143 "SIGTERM: exit 128 + 15"
as_before SIGTERM
begin --json
kill -HUP "$pid"
wait "$pid"
is "$?" 129 "SIGHUP: exit 128 + 1"
as_before SIGHUP
begin
kill -KILL "$pid"
wait "$pid" 2> /dev/null
as_before "a killed face"
run recover --json
is "$code" 0 "recover afterwards: exit 0"
as_before "recover afterwards"

if command -v expect > /dev/null; then
	NO_COLOR=1 expect -f - -- "$gosetup" apply --yes --set scope=user \
		--set method=archive --set trust=index --set version=1.19.8 \
		--index "$mirror/dl/?mode=json" --mirror "$mirror/slow" \
		> "$tmp/out" <<-'END'
	set timeout 20
	eval spawn -noecho $argv
	expect "downloading" {} timeout { exit 99 }
	send "\003"
	expect eof {} timeout { exit 99 }
	exit [lindex [wait] 3]
	END
	is "$?" 130 "Ctrl-C: exit 130"
	has "$(cat "$tmp/out")" "error: " "Ctrl-C: said so"
	as_before "Ctrl-C"
fi
run history --json
is "$(json runs.0.can_undo)" false "what was stopped needs no undo"
done_testing
