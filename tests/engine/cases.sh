#!/bin/sh
# SPDX-License-Identifier: MIT
# Engine cases: given these files and answers, then these files and this
# exit code, a second run changes nothing, and undo restores every byte.
# A case is a text file in cases/; a line with @ begins a directive, and the
# lines below it up to the next one are its text.
#
#   @title TEXT        what the case is about
#   @needs PROGRAM...  skip it where one is missing; "root" means uid 0
#   @file PATH [MODE]  a file in HOME with this text
#   @bytes PATH        a file with what printf '%b' makes of the text
#   @do                shell commands in HOME, before
#   @set KEY=VALUE     an answer
#   @exit N            exit code of apply (0); other than 0: nothing changed
#   @says TEXT         apply says so
#   @want PATH         the file is exactly this afterwards
#   @line PATH LINE    one of its lines is this
#   @keeps PATH        it is as before
#   @none PATH         it is not there
#   @link PATH TEXT    it is this symbolic link
#   @then              shell commands in HOME between apply and undo
#   @left PATH         after undo the file is exactly this, and not as before
#   @gone PATH         after undo it is not there, and not as before
#   @stays PATH        after undo it is there, and not as before
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

cases=$GS_TOP_SRCDIR/tests/engine/cases
platform=$(sh "$mirror_sh" platform)
archive=go1.19.7.$platform.tar.gz

# One archive, and an index that vouches for it, for all cases.
make_archive()
{
	sh "$GS_TOP_SRCDIR/tests/mirror/tiny.sh" "$tmp/tree/go" 1.19.7 \
		"$platform" || exit 99
	mkdir "$tmp/files"
	tar -C "$tmp/tree" -czf "$tmp/files/$archive" go || exit 99
	sum=$(sha256sum "$tmp/files/$archive" | cut -d ' ' -f 1)
	size=$(wc -c < "$tmp/files/$archive")
	cat > "$tmp/index.json" <<-END
	[{"version": "go1.19.7", "stable": true, "files": [{
	"filename": "$archive", "os": "linux", "arch": "${platform#*-}",
	"version": "go1.19.7", "kind": "archive",
	"sha256": "$sum", "size": $size}]}]
	END
}

gosetup_apply()
{
	# shellcheck disable=SC2046,SC2086 # words
	run apply --yes --json --no-verify --index "$tmp/index.json" \
		--mirror "file://$tmp/files" --set scope=user \
		--set method=archive --set version=1.19.7 --set trust=index \
		--set goproxy= --set gosumdb= --set gotoolchain= \
		$(sed 's/^/--set /' "$case_dir/set")
}

# The text of a directive is collected in $case_dir/text; this uses it when
# the next directive begins.  Before the apply only what is given is done.
finish_text()
{
	case $what in
	file)
		mkdir -p "$(dirname "$HOME/$path")"
		cp "$case_dir/text" "$HOME/$path"
		chmod "${extra:-644}" "$HOME/$path"
		;;
	bytes)
		mkdir -p "$(dirname "$HOME/$path")"
		printf '%b' "$(cat "$case_dir/text")" > "$HOME/$path"
		;;
	do) (cd "$HOME" && sh -e "$case_dir/text") || exit 99 ;;
	then) cp "$case_dir/text" "$case_dir/then" ;;
	want | left)
		mkdir -p "$(dirname "$case_dir/$what/$path")"
		cp "$case_dir/text" "$case_dir/$what/$path"
		;;
	esac
	what=
	: > "$case_dir/text"
}

directive()
{
	what=${1#@}
	what=${what%% *}
	rest=${1#"@$what"}
	rest=${rest# }
	path=${rest%% *}
	extra=
	[ "$path" = "$rest" ] || extra=${rest#* }
	case $what in
	title) title=$rest ;;
	needs) needs=$rest ;;
	set) printf '%s\n' "$rest" >> "$case_dir/set" ;;
	exit) wanted=$rest ;;
	says | line | keeps | none | link | gone | stays)
		printf '%s\n' "$what $rest" >> "$case_dir/checks" ;;
	file | bytes | do | then | want | left) ;;
	*)
		echo "Bail out! $case: unknown directive @$what"
		exit 99
		;;
	esac
}

read_case()
{
	title=$case needs='' wanted=0 what=''
	: > "$case_dir/text"
	: > "$case_dir/set"
	: > "$case_dir/checks"
	mkdir "$case_dir/want" "$case_dir/left"
	while IFS= read -r text || [ -n "$text" ]; do
		case $text in
		@*)
			finish_text
			directive "$text"
			;;
		*) printf '%s\n' "$text" >> "$case_dir/text" ;;
		esac
	done < "$1"
	finish_text
}

missing()
{
	for program in $needs; do
		if [ "$program" = root ]; then
			[ "$(id -u)" -eq 0 ] || echo "root"
		else
			command -v "$program" > /dev/null || echo "$program"
		fi
	done
}

# What must be as before: all but the files whose end the case states.
others()
{
	snapshot "$HOME" > "$case_dir/all"
	{
		(cd "$case_dir/left" && find . -type f)
		sed -n -e 's,^gone ,./,p' -e 's,^stays ,./,p' \
			"$case_dir/checks"
	} > "$case_dir/stated"
	grep -v -F -f "$case_dir/stated" "$case_dir/all" ||
		[ -s "$case_dir/stated" ]
}

compare_dir()
{
	(cd "$case_dir/$1" && find . -type f) | while IFS= read -r f; do
		f=${f#./}
		cmp "$case_dir/$1/$f" "$HOME/$f" ||
			diff "$case_dir/$1/$f" "$HOME/$f"
	done > "$case_dir/differs" 2>&1
	cat "$case_dir/differs"
	[ ! -s "$case_dir/differs" ]
}

check_line()
{
	verb=${1%% *}
	rest=${1#* }
	path=${rest%% *}
	extra=${rest#* }
	case $verb in
	says) has "$out$err" "$rest" "$title: says '$rest'" ;;
	line) ok "$title: $path has '$extra'" \
		grep -qxF -e "$extra" "$HOME/$path" ;;
	keeps) ok "$title: $path as before" \
		cmp "$case_dir/home/$path" "$HOME/$path" ;;
	none) ok "$title: no $path" [ ! -e "$HOME/$path" ] ;;
	link) is "$(readlink "$HOME/$path")" "$extra" "$title: link $path" ;;
	esac
}

check_applied()
{
	while IFS= read -r check; do
		check_line "$check"
	done < "$case_dir/checks"
	ok "$title: the files are as wanted" compare_dir want
	snapshot "$HOME" > "$case_dir/once"
	gosetup_apply
	is "$code $(json changed)" "0 false" "$title: again changes nothing"
	snapshot "$HOME" > "$case_dir/twice"
	ok "$title: and touches nothing" \
		diff "$case_dir/once" "$case_dir/twice"
}

check_undone()
{
	[ ! -f "$case_dir/then" ] || (cd "$HOME" && sh -e "$case_dir/then")
	run undo --yes --json
	is "$code" 0 "$title: undo"
	others > "$case_dir/after"
	ok "$title: undo restores every byte" \
		diff "$case_dir/before" "$case_dir/after"
	ok "$title: the edits meanwhile stay" compare_dir left
	while read -r verb path; do
		case $verb in
		gone) ok "$title: $path is gone" [ ! -e "$HOME/$path" ] ;;
		stays) ok "$title: $path stays" [ -L "$HOME/$path" \
			-o -e "$HOME/$path" ] ;;
		esac
	done < "$case_dir/checks"
}

run_case()
{
	case_dir=$tmp/case
	rm -rf "$case_dir" "$HOME"
	mkdir "$case_dir" "$HOME"
	read_case "$1"
	lack=$(missing)
	if [ -n "$lack" ]; then
		tap_n=$((tap_n + 1))
		echo "ok $tap_n - $title # SKIP no $lack"
		return
	fi
	cp -a "$HOME" "$case_dir/home"
	others > "$case_dir/before"
	gosetup_apply
	is "$code" "$wanted" "$title: exit code"
	if [ "$wanted" -eq 0 ]; then
		check_applied
		check_undone
	else
		while IFS= read -r check; do
			check_line "$check"
		done < "$case_dir/checks"
		others > "$case_dir/after"
		ok "$title: nothing changed" \
			diff "$case_dir/before" "$case_dir/after"
	fi
}

make_archive
for file in "$cases"/${GS_CASE:-*}.case; do
	case=$(basename "$file" .case)
	run_case "$file"
done
done_testing
