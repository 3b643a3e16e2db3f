#!/bin/sh
# SPDX-License-Identifier: MIT
# Screens as they were agreed upon.  The wizard plays golden/*.keys on
# another machine's facts without any terminal; what it would show is
# compared with golden/LANGUAGE/SCENE-SIZE.txt.  GS_UPDATE_GOLDENS=1 (make
# check-update-goldens) keeps the new ones instead: look at the diff.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

golden=$GS_TOP_SRCDIR/tests/tui/golden
facts=$GS_TOP_SRCDIR/tests/fixtures/facts/ubuntu-22.04.json

# play KEYS SIZE DIRECTORY ARGUMENTS...
play()
{
	keys=$golden/$1.keys
	size=$2
	dir=$3
	shift 3
	mkdir -p "$dir"
	{
		echo ":size $size"
		sed "s|^:dump \(.*\)|:dump $dir/\1-$size.txt|" "$keys"
	} > "$tmp/script"
	GOSETUP_SCRIPT=$tmp/script "$gosetup" --ascii --offline \
		--mirror file:///srv/go --facts "$facts" "$@" \
		> "$tmp/played" 2>&1
	code=$?
	is "$code: $(cat "$tmp/played")" "130: " "$size: played to the end"
	# The number of this version is none of the screens' business.
	sed -i 's/gosetup [0-9][0-9.]*[0-9]/gosetup 0.1.0/' "$dir"/*.txt
}

# No line is wider than the screen.
not_wider()
{
	for f in "$1"/*-"$2".txt; do
		cols=$(LC_ALL=C.UTF-8 wc -L < "$f")
		[ "$cols" -le "${2%x*}" ] || {
			echo "${f##*/}: $cols columns"
			return 1
		}
	done
}

compare()
{
	lang=$1
	for new in "$tmp/$lang"/*.txt; do
		name=${new##*/}
		if [ -n "${GS_UPDATE_GOLDENS-}" ]; then
			mkdir -p "$golden/$lang"
			cp "$new" "$golden/$lang/$name"
		fi
		ok "$lang: ${name%.txt}" diff -u "$golden/$lang/$name" "$new"
	done
}

for lang in en zh_CN; do
	[ -d "$golden/$lang" ] || continue
	for size in 80x24 40x12; do
		play walk "$size" "$tmp/$lang" --lang "$lang" --color never
		play check "$size" "$tmp/$lang" --lang "$lang" --color never
		ok "$lang, $size: no line is too wide" \
			not_wider "$tmp/$lang" "$size"
	done
	compare "$lang"
done

# ---- what is said does not depend on colours or on the size of the screen
play walk 80x24 "$tmp/colour" --lang en --color always
play check 80x24 "$tmp/colour" --lang en --color always
ok "colour changes no word" diff -r --exclude='*-40x12.txt' \
	"$tmp/en" "$tmp/colour"
for size in 120x40 79x23 41x13; do
	play walk "$size" "$tmp/other" --lang en
	ok "$size: no line is too wide" not_wider "$tmp/other" "$size"
done
play small 39x11 "$tmp/small" --lang en
has "$(cat "$tmp/small/small-39x11.txt")" "needs 40x12" \
	"below 40x12 it says so"
has "$(cat "$tmp/small/large-39x11.txt")" "Recommended" \
	"and goes on when it is large enough"

# ---- without UTF-8 nothing but ASCII goes out
LC_ALL=C play walk 80x24 "$tmp/ascii" --lang en
ok "LANG=C: the same screens" diff -r --exclude='*-40x12.txt' \
	"$tmp/en/system-80x24.txt" "$tmp/ascii/system-80x24.txt"
ok "LANG=C: only ASCII" sh -c \
	"! LC_ALL=C grep -n '[^ -~]' '$tmp/ascii'/*.txt"
done_testing
