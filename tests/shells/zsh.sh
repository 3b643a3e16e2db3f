#!/bin/sh
# SPDX-License-Identifier: MIT
# zsh in all its modes; ZDOTDIR in all its places.
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"
sh=$(command -v zsh) || skip_all "zsh is not installed"

# What a fresh login would answer: where .zshenv is, where the rest is.
ask_zsh()
{
	ZENV=$(clean "$sh" "$sh" -f -c 'print -r -- ${ZDOTDIR:-$HOME}')
	ZRC=$(clean "$sh" "$sh" -c 'print -r -- ${ZDOTDIR:-$HOME}')
	export ZENV ZRC
}

new_home
touch "$H/.zshrc"       # else zsh asks a newcomer what to do
install zsh
all_modes "zsh" zsh "$sh"
typed "zsh, argv0" "$sh" bash -c "exec -a -zsh $sh"
ours "zsh -ilc" "$sh" setsid -w "$sh" -i -l -c "$W/probe"
printf '%s\n' "$W/probe" >"$W/script"
ours "zsh, script" "$sh" "$sh" "$W/script"
silent "zsh, script"
install zsh
is "$(cat "$W/changed")" "" "a second run changes nothing"

# Nested, path_helper, and what stands in front of PATH.
ours "zsh, nested" "$sh" "$sh" -l -i -c "$sh -i -c '$sh -i -c $W/probe'"
ours "zsh, nested logins" "$sh" "$sh" -l -c "$sh -l -c '$sh -l -c $W/probe'"
asked "project" "$sh" "$sh" -l -c "PATH=/project:\$PATH $sh -i -c $W/probe"
is "$(sed -n '2s/:.*//p' "$W/out")" /project \
	"zsh: what a project put in front stays there"
path_helper >"$W/helper"
cat "$W/helper" "$H/.zprofile" >"$W/zprofile"
cp "$W/zprofile" "$H/.zprofile"
ours "zsh after path_helper" "$sh" "$sh" -l -c "$W/probe"
ours "zsh after path_helper, login in login" "$sh" \
	"$sh" -l -c "$sh -l -c $W/probe"
asked "project" "$sh" "$sh" -l -c "PATH=/project:\$PATH $sh -c $W/probe"
is "$(sed -n '2s/:.*//p' "$W/out")" /project \
	"zsh after path_helper: a project's directory stays in front"

# ZDOTDIR set in ~/.zshenv.
new_home
mkdir "$H/z dot"
touch "$H/z dot/.zshrc"
echo 'ZDOTDIR="$HOME/z dot"; export ZDOTDIR' >"$H/.zshenv"
ask_zsh
is "$ZENV, $ZRC" "$H, $H/z dot" "ZDOTDIR in ~/.zshenv: the two directories"
install zsh
all_modes "zsh, ZDOTDIR in .zshenv" zsh "$sh"
ours "zsh, ZDOTDIR in .zshenv, nested" "$sh" "$sh" -c "$sh -c $W/probe"
is "$(cd "$H" && find . -name .zshenv)" ./.zshenv \
	"ZDOTDIR in ~/.zshenv: one .zshenv"
is "$(cd "$H" && find . -name .zprofile)" './z dot/.zprofile' \
	"ZDOTDIR in ~/.zshenv: .zprofile stands there"

# ZDOTDIR only in the environment of the installation: a fresh login does
# not have it.
new_home
touch "$H/.zshrc"
mkdir "$H/elsewhere"
ZDOTDIR=$H/elsewhere
export ZDOTDIR
ask_zsh
install zsh
unset ZDOTDIR
all_modes "zsh, ZDOTDIR from the environment" zsh "$sh"
is "$(cd "$H" && find elsewhere -type f)" "" "nothing in that ZDOTDIR"
unset ZENV ZRC

# Early returns, and options that change the language.
new_home
printf '%s\n' '[[ -o interactive ]] || return' 'A=1' >"$H/.zshenv"
touch "$H/.zshrc"
install zsh
ours "zsh with an early return" "$sh" "$sh" -c "$W/probe"
new_home
echo 'setopt sh_word_split ksh_arrays glob_subst no_unset err_return' \
	>"$H/.zshenv"
touch "$H/.zshrc"
install zsh GOPROXY=off
all_modes "zsh with odd options" zsh "$sh"

mkdir "$W/bin" && ln -s "$sh" "$W/bin/sh"
new_home
install sh
EXTRA="ENV=$W/none"
typed "zsh called sh, login" "$W/bin/sh" "$W/bin/sh" -l
EXTRA=
finish
