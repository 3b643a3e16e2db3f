#!/bin/sh
# SPDX-License-Identifier: MIT
# The env file and the hook alone: every shell that is here, strict options,
# names of HOME that shells like to misread, no HOME, no PATH.
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"

# Written for one HOME, read in many: nothing in it may name that HOME.
H=$W/first
G=$H/go/bin
mkdir "$H" "$W/bin"
new_go "$H/sdk/current/bin"
install sh GOPROXY=https://proxy.example,direct GOPATH="$H/my go"
env=$H/.config/gosetup/env.sh
hook=$H/.profile
grep -F "$H" "$env" "$hook"
ok $((! $?)) "HOME is not written out"
busybox=$(command -v busybox) && ln -s "$busybox" "$W/bin/ash"

run()   # HOME and PATH as NAME=value ..., then the text
{
	script=$1
	shift
	# shellcheck disable=SC2086 # a shell and its options
	env -i LC_ALL=C.UTF-8 "$@" $shell $strict -c "$script" 2>&1
}

check_shell()
{
	for home in /h "/ho me's \$x" '/a*b[c]?' '/a\b"q`r' '/h#!&;(x)' "/é ~"; do
		is "$(run ". '$env'; . '$env'; PATH=/sys:\$PATH
			_gosetup_front=1; . '$env'; . '$env'
			/usr/bin/printf %s \"\$PATH\"" \
			HOME="$home" PATH=/usr/bin:/bin:/b*:)" \
			"$home/sdk/current/bin:/sys:/usr/bin:/bin:/b*::$home/go/bin" \
			"$title, HOME=$home"
	done
	is "$(run ". '$env'; /usr/bin/printf %s \"\$PATH\"" HOME=/h PATH=::/bin::/x:)" \
		"/h/sdk/current/bin:::/bin::/x::/h/go/bin" \
		"$title: empty entries stay"
	is "$(run "_gosetup_front=1; . '$env'; /usr/bin/printf %s \"\$PATH\"" HOME=/h \
		PATH=/h/sdk/current/bin:/x:/h/sdk/current/bin:/h/sdk/current/bin:/b)" \
		/h/sdk/current/bin:/x:/b:/h/go/bin "$title: repeated entries"
	is "$(run ". '$env'; /usr/bin/printf %s \"\$PATH\"" HOME=/h PATH=/x/h/go/bin:/h)" \
		/h/sdk/current/bin:/x/h/go/bin:/h:/h/go/bin \
		"$title: a path that ends like ours"
	is "$(run "unset HOME; . '$env'; /usr/bin/printf %s \"\$PATH\"" PATH=/bin)" \
		/bin "$title: no HOME"
	is "$(run "unset PATH; . '$env'; /bin/echo \${PATH-none}" HOME=/h)" \
		none "$title: no PATH"
	is "$(run ". '$env'; /usr/bin/printf %s \"\$GOPROXY,\$GOPATH\"" HOME=/h PATH=/b)" \
		"https://proxy.example,direct,/h/my go" "$title: variables"
	is "$(run ". '$env'; /usr/bin/printf %s \"\$GOPROXY\"" HOME=/h PATH=/b \
		GOPROXY=off)" off "$title: a variable that is set stays"
	is "$(run ". '$env'; /usr/bin/printf %s \"\$GOPROXY\"" HOME=/h PATH=/b \
		GOPROXY=)" "" "$title: an empty one, too"
	is "$(run ". '$env'; set" HOME=/h PATH=/usr/bin:/bin |
		grep '^_gosetup')" "" "$title: nothing is left over"
	is "$(run ". '$hook'; echo \$?; command -v go" HOME="$H" PATH=/bin)" \
		"0
$H/sdk/current/bin/go" "$title: the hook"
	is "$(run ". '$hook'; echo \$?" HOME=/nowhere PATH=/bin)" 0 \
		"$title: the hook without its file"
	is "$(run "unset HOME; . '$hook'; echo \$?" PATH=/bin)" 0 \
		"$title: the hook without HOME"
}

while read -r shell; do
	[ -n "$shell" ] || continue
	command -v "${shell%% *}" >/dev/null || {
		skip "$shell" "it is not installed"
		continue
	}
	case $shell in
	*' '*) shell="$(command -v "${shell%% *}") ${shell#* }" ;;
	*) shell=$(command -v "$shell") ;;
	esac
	for strict in '' -eu; do
		title="${shell##*/} $strict"
		check_shell </dev/null
	done
done <<EOF
dash
bash
bash --posix
zsh -f
zsh --emulate sh -f
zsh -f -o KSH_ARRAYS -o SH_WORD_SPLIT -o GLOB_SUBST -o NOMATCH
zsh -f -o NULL_GLOB -o GLOB_ASSIGN -o EXTENDED_GLOB -o RC_EXPAND_PARAM
$W/bin/ash
ksh93
mksh
mksh -o posix
posh
yash
yash -o posixly-correct
EOF

# fish, which reads its file from HOME itself.
if command -v fish >/dev/null; then
	for home in "$W/ho me's \$x" "$W/a*b[c]?" "$W/a\\b\"q"; do
		H=$home
		G=$H/go/bin
		mkdir "$H"
		new_go "$H/sdk/current/bin"
		install fish
		file=.config/fish/conf.d/gosetup.fish
		is "$(env -i HOME="$H" PATH=/usr/bin:/bin:/b fish -c \
			"source ~/$file; source ~/$file; printenv PATH" 2>&1)" \
			"$H/sdk/current/bin:/usr/bin:/bin:/b:$H/go/bin" \
			"fish, HOME=${H#"$W"}"
	done
else
	skip fish "it is not installed"
fi
finish
