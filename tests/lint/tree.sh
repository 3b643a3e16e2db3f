#!/bin/sh
# SPDX-License-Identifier: MIT
# What git holds, what the tarball holds, and how lines end.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

# All text that ever came in, compared with the empty tree.
whitespace()
{
	empty=$(git hash-object -t tree /dev/null)
	git diff --check "$empty" -- . | grep -E '^[^:]*:[0-9]+: '
}

# po/ has its own makefile with its own list; a directory in the list stands
# for all below it.
not_packed()
{
	MAKEFLAGS='' make -s -C "$GS_TOP_BUILDDIR" --no-print-directory dist-list |
		sed -e "s|^$GS_TOP_SRCDIR/||" -e 's|^\.\./||' |
		LC_ALL=C sort -u >"$lint_tmp/packed"
	git ls-files |
		grep -v -E '^(\.gitignore|\.gitattributes|po/.*)$' |
	awk '
	NR == FNR { packed[$0] = 1; next }
	{
		name = $0
		while (!(name in packed) && sub(/\/[^\/]*$/, "", name))
			;
		if (!(name in packed))
			print $0 ": not in the tarball (EXTRA_DIST)"
	}' "$lint_tmp/packed" -
}

cd "$GS_TOP_SRCDIR" || exit 99
if [ -e .git ] && command -v git >/dev/null && git status >/dev/null 2>&1; then
	rule "no stray whitespace" whitespace
	rule "all of git is in the tarball" not_packed
else
	skip "no stray whitespace" "not a git tree"
	skip "all of git is in the tarball" "not a git tree"
fi
finish
