#!/bin/sh
# SPDX-License-Identifier: MIT
# ./bootstrap on machines that have nothing, with each package manager:
# which command it runs, how it becomes root, what it says when it cannot.
# The package managers here are scripts that write down their arguments.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

bin=$lint_tmp/bin
calls=$lint_tmp/calls

# A PATH with the tools of a minimal system and what is named here.
machine()
{
	rm -rf "$bin"
	mkdir "$bin"
	: >"$calls"
	for tool in sh env cat cut sed grep tr sort date dirname mkdir \
		tail head rm find tee sleep; do
		ln -s "$(command -v "$tool")" "$bin/$tool"
	done
	printf '#!/bin/sh\necho Linux\n' >"$bin/uname"
	for name in "$@"; do
		case $name in
		uid=*) printf '#!/bin/sh\necho %s\n' "${name#uid=}" \
			>"$bin/id" ;;
		sudo) printf '#!/bin/sh\nshift\necho "sudo $1" >>%s\n"$@"\n' \
			"$calls" >"$bin/sudo" ;;
		awk) ln -s "$(command -v awk)" "$bin/awk" ;;
		*) printf '#!/bin/sh\necho "%s $*" >>%s\n' "$name" "$calls" \
			>"$bin/$name" ;;
		esac
	done
	chmod +x "$bin"/* 2>/dev/null
}

# run SHELL: the output; bootstrap must fail, for nothing got installed.
run()
{
	cp "$GS_TOP_SRCDIR/bootstrap" "$lint_tmp/bootstrap"
	if PATH=$bin "$@" "$lint_tmp/bootstrap" build \
		</dev/null >"$lint_tmp/out" 2>&1; then
		echo "bootstrap succeeded" >>"$lint_tmp/out"
	fi
}

# expect NAME FILE PATTERN
expect()
{
	if grep -q -e "$3" "$2"; then
		result ok "$1"
	else
		result no "$1"
		sed 's/^/# /' "$calls" "$lint_tmp/out" | head -n 60
	fi
}

sh=$(command -v dash || command -v sh)
while read -r manager command package; do
	machine uid=0 awk "$manager"
	run "$sh"
	expect "$manager installs" "$calls" \
		"^$manager .*${command} .*$package"
	expect "$manager: says so when it did not help" "$lint_tmp/out" \
		'still missing'
done <<'END'
apt-get install libcurl4-openssl-dev
dnf install libcurl-devel
yum install libcurl-devel
pacman --noconfirm libarchive
zypper install libcurl-devel
apk add curl-dev
brew install libarchive
END

machine uid=0 awk apt-get apt-cache
run "$sh"
rule "apt: known packages need no new lists" grep update "$calls"
printf '#!/bin/sh\nexit 100\n' >"$bin/apt-cache"
: >"$calls"
run "$sh"
expect "apt: an unknown package does" "$calls" '^apt-get .*update'

machine uid=1000 awk sudo dnf
run "$sh"
expect "a user installs with sudo" "$calls" '^sudo dnf'
machine uid=1000 awk dnf
run "$sh"
expect "without sudo it says what root has to run" "$lint_tmp/out" \
	'run as root: dnf'
rule "and installs nothing" grep install "$calls"
machine uid=1000 awk sudo brew
run "$sh"
rule "brew never runs as root" grep sudo "$calls"

machine uid=0
run "$sh"
expect "an unknown system gets the list" "$lint_tmp/out" 'libarchive *unpack'
expect "and the names of the managers" "$lint_tmp/out" 'zypper, apk, brew'

for other in 'busybox sh' 'bash --posix'; do
	interpreter=${other%% *}
	path=$(command -v "$interpreter") || {
		skip "$other runs it" "$interpreter is not installed"
		continue
	}
	machine uid=0 awk apk
	# shellcheck disable=SC2086 # its arguments, if any
	run "$path" ${other#"$interpreter"}
	expect "$other runs it" "$calls" '^apk add .*curl-dev'
done

PATH=$bin "$sh" "$lint_tmp/bootstrap" nonsense >"$lint_tmp/out" 2>&1
expect "a wrong word shows the usage" "$lint_tmp/out" '^usage: '
finish
