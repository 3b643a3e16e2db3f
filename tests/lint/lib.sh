# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the rules of the house.  Each rule is a function that prints the lines
# that break it; `rule` turns that into a test, `catches` proves with a
# planted offence that the rule can fail at all.
set -u

lint_n=0
lint_failed=0
lint_dir=$GS_TOP_SRCDIR/tests/lint
lint_tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$lint_tmp"' EXIT
trap 'exit 99' HUP INT TERM

result()
{
	lint_n=$((lint_n + 1))
	if [ "$1" = ok ]; then
		printf 'ok %d - %s\n' "$lint_n" "$2"
	else
		lint_failed=1
		printf 'not ok %d - %s\n' "$lint_n" "$2"
	fi
}

# rule NAME COMMAND...: passes when the command prints nothing.
rule()
{
	name=$1
	shift
	found=$("$@" 2>&1)
	if [ -z "$found" ]; then
		result ok "$name"
	else
		result no "$name"
		printf '%s\n' "$found" | head -n 100 | sed 's/^/# /'
	fi
}

# catches NAME COMMAND...: passes when the command prints something.
catches()
{
	name=$1
	shift
	if [ -n "$("$@" 2>&1)" ]; then
		result ok "$name"
	else
		result no "$name"
	fi
}

skip()
{
	lint_n=$((lint_n + 1))
	printf 'ok %d - %s # SKIP %s\n' "$lint_n" "$1" "$2"
}

finish()
{
	printf '1..%d\n' "$lint_n"
	exit "$lint_failed"
}

# sources DIR...: our own C files below them.
sources()
{
	find "$@" -name '*.[ch]' | LC_ALL=C sort
}

# Files from stdin as "file:line:code" without comments (and without texts,
# unless with_texts).
code()
{
	xargs awk -f "$lint_dir/code.awk"
}

with_texts()
{
	xargs awk -v keep=1 -f "$lint_dir/code.awk"
}

# calls NAMES...: of such lines, those that call one of these functions.
calls()
{
	names=$(printf '%s|' "$@")
	grep -E "(^|[^A-Za-z0-9_>.])(${names%|}) *\("
}

# Objects or archives from stdin as "object symbol" of what each takes from
# outside.
symbols()
{
	xargs nm -A -u | sed -n 's/^\(.*\.o\):.* U \([^@]*\).*/\1 \2/p'
}

# uses NAMES...: of such lines, those with one of these symbols, also as
# compilers and libc rename them: fortified, C99, large files.
uses()
{
	names=$(printf '%s|' "$@")
	grep -E " (__)?(isoc(99|23)_)?(${names%|})(64)?(_chk|_2)?\$"
}
