#!/bin/sh
# SPDX-License-Identifier: MIT
# doc/gosetup.1 says what the program says about itself.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

if ! perl -MJSON::PP -e 1 2>/dev/null; then
	echo "1..0 # SKIP perl with JSON::PP is not installed"
	exit 0
fi

# A HOME without answers of earlier runs.
written()
{
	HOME=$lint_tmp perl "$GS_TOP_SRCDIR/build-aux/manual.pl" \
		"$GS_TOP_BUILDDIR/gosetup" "$GS_VERSION"
}

differs()
{
	written | diff "$GS_TOP_SRCDIR/doc/gosetup.1" -
}

warnings()
{
	{ LC_ALL=C.UTF-8 man -l --warnings=all "$1" >/dev/null; } 2>&1
}

rule "the manual is what 'make manual' writes" differs
if command -v man >/dev/null; then
	rule "groff finds nothing wrong in it" \
		warnings "$GS_TOP_SRCDIR/doc/gosetup.1"
else
	skip "groff finds nothing wrong in it" "man is not installed"
fi
finish
