#!/bin/sh
# SPDX-License-Identifier: MIT
# dash, sh and busybox ash.
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"

mkdir "$W/bin"
busybox=$(command -v busybox) && ln -s "$busybox" "$W/bin/ash"
for name in dash sh ash; do
	sh=$(PATH=$PATH:$W/bin; command -v $name) || {
		skip "$name" "$name is not installed"
		continue
	}
	new_home
	install $name
	all_modes $name $name "$sh"
	install $name
	is "$(cat "$W/changed")" "" "$name: a second run changes nothing"
	ours "$name, nested logins" "$sh" \
		"$sh" -l -c "$sh -l -c '$sh -l -c $W/probe'"
	# Where the system's directories come first again.
	path_helper >"$W/helper"
	cat "$W/helper" "$H/.profile" >"$W/profile"
	cp "$W/profile" "$H/.profile"
	ours "$name after path_helper, login in login" "$sh" \
		"$sh" -l -c "$sh -l -c $W/probe"
done
finish
