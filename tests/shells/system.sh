#!/bin/sh
# SPDX-License-Identifier: MIT
# The files for all users, written under a root of their own and then put
# over /etc in a private mount namespace.
if [ -z "${GS_SYSTEM_STAGE-}" ]; then
	for own in -Urm -m; do
		# shellcheck disable=SC2093 # the next one is for a failure
		! unshare $own true 2>/dev/null ||
			GS_SYSTEM_STAGE=1 exec unshare $own sh "$0"
	done
	echo "1..0 # SKIP no mount namespace may be made here"
	exit 0
fi
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"

R=$W/root
mkdir -p "$R/etc" "$W/opt"
for f in profile profile.d bash.bashrc bashrc zsh zshenv fish; do
	[ ! -e "/etc/$f" ] || cp -R "/etc/$f" "$R/etc/$f"
done
mkdir -p "$R/etc/profile.d" "$R/etc/fish/conf.d"
H=$W/admin
mkdir "$H"
new_go "$W/opt/go/bin"
G=$H/go/bin
ROOT=$R
export ROOT
install -s bash zsh fish sh
changed=$(sed "s|^$R||" "$W/changed" | sort | tr '\n' ' ')
note "$changed"
install -s bash zsh fish sh
is "$(cat "$W/changed")" "" "a second run changes nothing"
[ ! -e "$H/.config" ]
ok $? "nothing below HOME"
grep -r -F "$R" "$R/etc"
ok $((! $?)) "the root is not written out"

# Every file or directory that is on both sides; fish has no conf.d in /etc
# when it is not installed.
for f in profile profile.d bash.bashrc bashrc zsh zshenv fish; do
	[ ! -e "/etc/$f" ] || mount --bind "$R/etc/$f" "/etc/$f" || {
		ok 1 "bind /etc/$f"
		finish
	}
done
[ -e /etc/profile.d/gosetup.sh ] || skip_all "there is no /etc/profile.d"

for name in bash zsh fish dash; do
	sh=$(command -v $name) || {
		skip "$name for all users" "$name is not installed"
		continue
	}
	H=$W/user-$name
	G=$H/go/bin
	mkdir "$H"
	[ ! -d /etc/skel ] || cp -R /etc/skel/. "$H/"
	touch "$H/.zshrc"
	case $name in
	zsh) [ -e /etc/zsh/zshenv ] || [ -e /etc/zshenv ] || {
		skip "zsh for all users" "there is no zshenv to put it over"
		continue
	} ;;
	esac
	all_modes "$name for all users" $name "$sh"
	ours "$name for all users, nested" "$sh" \
		"$sh" -l -c "$sh -l -c '$sh -l -c $W/probe'"
done
finish
