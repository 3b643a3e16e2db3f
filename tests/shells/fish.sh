#!/bin/sh
# SPDX-License-Identifier: MIT
# fish in all its modes.
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"
sh=$(command -v fish) || skip_all "fish is not installed"

new_home
install fish GOPROXY=https://proxy.example,direct
all_modes "fish" fish "$sh"
is "$(sed -n 3p "$W/out")" https://proxy.example,direct "fish: a variable"
printf '%s\n' "$W/probe" >"$W/script"
ours "fish, script" "$sh" "$sh" "$W/script"
silent "fish, script"
ours "fish -l -c" "$sh" "$sh" -l -c "$W/probe"
EXTRA=GOPROXY=off
ours "fish, GOPROXY set" "$sh" "$sh" -c "$W/probe"
is "$(sed -n 3p "$W/out")" off "fish: a variable that is set stays"
EXTRA=
install fish GOPROXY=https://proxy.example,direct
is "$(cat "$W/changed")" "" "a second run changes nothing"

ours "fish, nested" "$sh" "$sh" -l -i -c "$sh -i -c '$sh -i -c $W/probe'"
asked "project" "$sh" "$sh" -l -c "set -x PATH /project \$PATH
$sh -c $W/probe"
is "$(sed -n '2s/:.*//p' "$W/out")" /project \
	"fish: what a project put in front stays there"
is "$(ls -A "$H/.config/fish/conf.d")" gosetup.fish "one file of our own"

new_home
XDG_CONFIG_HOME=$W/xdg
export XDG_CONFIG_HOME
install fish
unset XDG_CONFIG_HOME
EXTRA="XDG_CONFIG_HOME=$W/xdg"
all_modes "fish, XDG_CONFIG_HOME" fish "$sh"
EXTRA=
[ -e "$W/xdg/fish/conf.d/gosetup.fish" ] &&
	[ ! -e "$H/.config/fish/conf.d/gosetup.fish" ]
ok $? "fish, XDG_CONFIG_HOME: the file is there"
finish
