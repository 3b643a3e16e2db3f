#!/bin/sh
# SPDX-License-Identifier: MIT
# Each header compiles alone, each source starts with config.h, each file
# names its licence.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

alone()
{
	(cd "$1" && sources src ui | grep '\.h$') |
	while IFS= read -r h; do
		printf '#include "config.h"\n#include "%s"\n' "${h#src/}" \
			>"$lint_tmp/h.c"
		# shellcheck disable=SC2086 # a command with its options
		(cd "$GS_TOP_BUILDDIR" &&
			$GS_COMPILE -I"$1/src" -I"$1" -fsyntax-only "$lint_tmp/h.c" 2>&1) |
			sed -n "s|^.*error:|$h: error:|p"
	done
}

config_first()
{
	cd "$GS_TOP_SRCDIR" || return 1
	sources src ui | grep '\.c$' | while IFS= read -r c; do
		first=$(grep -m 1 '^# *include' "$c")
		[ "$first" = '#include "config.h"' ] ||
			echo "$c: includes $first before config.h"
	done
}

licence()
{
	cd "$GS_TOP_SRCDIR" || return 1
	{
		sources src ui tests
		find src ui data tests build-aux m4 \( -name '*.sh' \
			-o -name '*.am' -o -name 'gs-*.m4' \
			-o -name '*.awk' -o -name '*.pl' \) |
			grep -v -e '/fixtures/' -e 'tap-driver' \
				-e '/install-sh'
		echo bootstrap
		echo configure.ac
	} | while IFS= read -r f; do
		head -n 3 "$f" | grep -q 'SPDX-License-Identifier: MIT' ||
			echo "$f: no SPDX line"
	done
}

rule "each header compiles alone" alone "$GS_TOP_SRCDIR"
rule "each source includes config.h first" config_first
rule "each file names its licence" licence

mkdir -p "$lint_tmp/src/base" "$lint_tmp/ui"
echo 'size_t gs_x(struct gs_nowhere x);' >"$lint_tmp/src/base/only-here.h"
catches "a header that needs another is found" alone "$lint_tmp"
finish
