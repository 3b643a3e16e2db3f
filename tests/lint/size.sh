#!/bin/sh
# SPDX-License-Identifier: MIT
# Files of at most 500 lines, functions of at most 100, lines of 80 columns.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

long_files()
{
	cd "$1" || return 1
	sources src ui | while IFS= read -r f; do
		n=$(wc -l <"$f")
		[ "$n" -le 500 ] || echo "$f: $n lines"
	done
}

# functions TOP LIMIT: those with more lines between their braces.  A brace
# in the first column opens a function, as the style has it.
functions()
{
	cd "$1" || return 1
	sources src ui | grep '\.c$' | xargs awk -v limit="$2" '
	FNR == 1 { open = 0 }
	/^[A-Za-z_].*\(/ && !/;$/ {
		name = $0
		sub(/\(.*/, "", name)
		sub(/.*[ *]/, "", name)
	}
	/^{/ { open = FNR }
	/^}/ && open {
		if (FNR - open - 1 > limit)
			print FILENAME ":" open ": " name ": " \
				FNR - open - 1 " lines"
		open = 0
	}'
}

# Columns, not bytes: a tab goes to the next multiple of 8, a byte that
# continues a UTF-8 character takes no room.  Messages stay in one piece, so
# that a search finds them.
wide_lines()
{
	cd "$1" || return 1
	sources src ui | LC_ALL=C xargs awk -v limit="$2" '
	/_\("/ || /^[ \t]*"/ { next }
	length($0) > 80 || /\t/ {
		line = $0
		gsub(/[\200-\277]/, "", line)
		n = split(line, part, "\t")
		width = 0
		for (i = 1; i <= n; i++) {
			width += length(part[i])
			if (i < n)
				width += 8 - width % 8
		}
		if (width > limit)
			print FILENAME ":" FNR ": " width " columns"
	}'
}

rule "no file of more than 500 lines" long_files "$GS_TOP_SRCDIR"
rule "no function of more than 100 lines" functions "$GS_TOP_SRCDIR" 100
rule "no line of more than 80 columns" wide_lines "$GS_TOP_SRCDIR" 80
functions "$GS_TOP_SRCDIR" 60 | sed 's/^/# more than 60: /'

mkdir -p "$lint_tmp/src" "$lint_tmp/ui"
{
	printf 'int\nf(int a)\n{\n'
	awk 'BEGIN { for (i = 0; i < 120; i++) print "\ta++;" }'
	printf '\treturn a;\n}\n'
} >"$lint_tmp/src/a.c"
catches "a long function is found" functions "$lint_tmp" 100
cat "$lint_tmp/src/a.c" "$lint_tmp/src/a.c" "$lint_tmp/src/a.c" \
	"$lint_tmp/src/a.c" "$lint_tmp/src/a.c"  >"$lint_tmp/src/b.c"
catches "a long file is found" long_files "$lint_tmp"
printf '\t\t\t\t\t\t\t\t\tint wide_line;\n' >"$lint_tmp/src/a.c"
catches "a wide line is found" wide_lines "$lint_tmp" 80
finish
