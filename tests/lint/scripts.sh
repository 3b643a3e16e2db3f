#!/bin/sh
# SPDX-License-Identifier: MIT
# Our shell scripts: shellcheck, and the syntax of every sh that is here.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"
cd "$GS_TOP_SRCDIR" || exit 99

scripts()
{
	echo bootstrap
	echo .ci/run
	find tests build-aux data po -name '*.sh' |
		grep -v -e '/fixtures/' -e '^build-aux/tap-driver\.sh$'
}

checked()
{
	scripts | xargs shellcheck -S warning -f gcc -x
}

parses()
{
	scripts | while IFS= read -r f; do
		case $(head -n 1 "$f") in
		'#!/bin/sh' | '# SPDX'*) "$@" -n "$f" || echo "$f" ;;
		esac
	done
}

if command -v shellcheck >/dev/null; then
	rule "shellcheck finds nothing" checked
else
	skip "shellcheck finds nothing" "shellcheck is not installed"
fi
for sh in dash 'busybox sh' 'bash --posix'; do
	if command -v "${sh%% *}" >/dev/null; then
		# shellcheck disable=SC2086 # a command with its options
		rule "$sh understands the scripts" parses $sh
	else
		skip "$sh understands the scripts" "${sh%% *} is not installed"
	fi
done
finish
