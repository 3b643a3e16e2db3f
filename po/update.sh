#!/bin/sh
# SPDX-License-Identifier: MIT
# Keeps the lists of messages right.
#
#   po/update.sh merge      all of the below, merged into each catalogue;
#                           then translate what is empty or fuzzy
#   po/update.sh lists      write po/POTFILES.in and po/data-messages.c
#   po/update.sh potfiles   print what belongs into po/POTFILES.in
#   po/update.sh data       print what belongs into po/data-messages.c
#   po/update.sh pot        print the template of all messages
set -eu
cd "$(dirname "$0")/.."

# The files that hold messages.
potfiles()
{
	echo '# SPDX-License-Identifier: MIT'
	echo '# Written by po/update.sh.'
	{
		grep -rlE '(^|[^A-Za-z0-9_])(N?_|GS_NGETTEXT)\(' src ui \
			--include='*.c' --include='*.h' |
			grep -v '^src/base/i18n\.h$'
		echo po/data-messages.c
	} | LC_ALL=C sort
}

# xgettext does not read JSON: the texts of data/ that are shown, as C.
# They stand one member a line there.
data_messages()
{
	echo '/* SPDX-License-Identifier: MIT */'
	echo '/* Texts of data/, for translators; written by po/update.sh. */'
	sed -n 's/^[ {]*"\(title\|cause\|fix\|text\|hint\|reason\|note\)": *\("\([^"\\]\|\\.\)*"\).*/N_(\2)/p' \
		data/*.json | LC_ALL=C sort -u
}

# shellcheck disable=SC2120 # its arguments come from po/Makevars
pot()
{
	potfiles | grep -v '^#' >"$tmp/files"
	eval "set -- $(sed -n 's/^XGETTEXT_OPTIONS *= *//p' po/Makevars)"
	xgettext "$@" --package-name=gosetup --sort-by-file \
		--copyright-holder='The gosetup authors' \
		--files-from="$tmp/files" --output="$tmp/messages.pot"
	cat "$tmp/messages.pot"
}

lists()
{
	data_messages >"$tmp/data-messages.c"
	cat "$tmp/data-messages.c" >po/data-messages.c
	potfiles >"$tmp/POTFILES.in"
	cat "$tmp/POTFILES.in" >po/POTFILES.in
}

merge()
{
	lists
	pot >"$tmp/new.pot"
	for language in $(cat po/LINGUAS); do
		msgmerge --update --backup=none --no-wrap \
			--add-location=file "po/$language.po" "$tmp/new.pot"
		msgattrib --no-obsolete --no-wrap -o "po/$language.po" \
			"po/$language.po"
		msgfmt --statistics -c -o /dev/null "po/$language.po"
	done
}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
case ${1-} in
potfiles) potfiles ;;
data) data_messages ;;
pot) pot ;;
lists) lists ;;
merge) merge ;;
*)
	echo "usage: po/update.sh merge|lists|potfiles|data|pot" >&2
	exit 2
	;;
esac
