#!/bin/sh
# SPDX-License-Identifier: MIT
# Every message stands in the template, and every one of them in Chinese:
# none is missing, none fuzzy, none left over.  `po/update.sh merge` brings
# the catalogue up to date.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"
cd "$GS_TOP_SRCDIR" || exit 99

for tool in xgettext msgmerge msgattrib msgfmt; do
	if ! command -v "$tool" >/dev/null; then
		echo "1..0 # SKIP $tool is not installed"
		exit 0
	fi
done

differs()
{
	sh po/update.sh "$1" | diff "$2" - | sed -n '/^[<>]/p'
}

# count DESCRIPTION OPTION FILE: its messages of that kind.
entries()
{
	msgattrib "$1" --no-wrap "$2" | awk '
	/^(#~ )?msgid / && !/msgid ""$/ { print }
	# A text of several lines: its first one.
	/^(#~ )?msgid ""$/ { first = 1; next }
	first && /^(#~ )?"/ && !/Project-Id-Version/ { print }
	{ first = 0 }'
}

merged()
{
	msgmerge --quiet --no-fuzzy-matching --no-wrap "$1" \
		"$lint_tmp/all.pot" -o "$lint_tmp/merged.po"
	cat "$lint_tmp/merged.po"
}

missing()
{
	merged "$1" >"$lint_tmp/check.po"
	entries --untranslated "$lint_tmp/check.po"
}

stale()
{
	merged "$1" >"$lint_tmp/check.po"
	entries --only-obsolete "$lint_tmp/check.po"
}

well_formed()
{
	msgfmt -c -o /dev/null "$1"
}

sh po/update.sh pot >"$lint_tmp/all.pot"
rule "po/POTFILES.in names all files with messages" \
	differs potfiles po/POTFILES.in
rule "po/data-messages.c holds the texts of data/" \
	differs data po/data-messages.c
while read -r language; do
	po=po/$language.po
	rule "$language: no message is missing" missing "$po"
	rule "$language: none is fuzzy" entries --only-fuzzy "$po"
	rule "$language: none is left over" stale "$po"
	rule "$language: formats and header are right" well_formed "$po"
done <po/LINGUAS

sed '/^msgstr/,$d' po/zh_CN.po >"$lint_tmp/empty.po"
printf 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' \
	>>"$lint_tmp/empty.po"
catches "a missing message is found" missing "$lint_tmp/empty.po"
printf 'msgid "left over"\nmsgstr "x"\n' >>"$lint_tmp/empty.po"
catches "a message left over is found" stale "$lint_tmp/empty.po"
printf '#, fuzzy\nmsgid "doubtful"\nmsgstr "x"\n' >>"$lint_tmp/empty.po"
catches "a fuzzy message is found" entries --only-fuzzy "$lint_tmp/empty.po"
printf '#, c-format\nmsgid "%%s"\nmsgstr "%%d"\n' >>"$lint_tmp/empty.po"
catches "a wrong format is found" well_formed "$lint_tmp/empty.po"
finish
