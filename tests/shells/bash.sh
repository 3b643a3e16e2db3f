#!/bin/sh
# SPDX-License-Identifier: MIT
# bash in all its modes, with the files of /etc/skel and with others.
. "$GS_TOP_SRCDIR/tests/shells/lib.sh"
sh=$(command -v bash) || skip_all "bash is not installed"

new_home
[ -e "$H/.bashrc" ] || printf '[[ $- != *i* ]] && return\n' >"$H/.bashrc"
cp -R "$H" "$W/before"
install bash
all_modes "bash" bash "$sh"
typed "bash, argv0" "$sh" "$sh" -c "exec -a -bash $sh"
ours "bash -ilc" "$sh" setsid -w "$sh" -i -l -c "$W/probe"
install bash
is "$(cat "$W/changed")" "" "a second run changes nothing"
for f in .bashrc .profile; do
	"$drv" remove "$H/$f"
	cmp "$H/$f" "$W/before/$f"
	ok $? "$f without the block is as before"
done
asked "after that" "$sh" "$drv" start bash login-command "$sh" "$W/probe"
is "$(entries "$D")" 0 "after that, go is not found"

new_home
rm -f "$H/.profile" "$H/.bash_profile" "$H/.bash_login"
install bash
is "$(cd "$H" && ls -d .bash_profile .bash_login .profile 2>/dev/null)" \
	.profile "without a login file, .profile is made"
all_modes "bash, new .profile" bash "$sh"

for f in .bash_profile .bash_login; do
	new_home
	echo 'A=1' >"$H/$f"
	cp "$H/.profile" "$W/profile" 2>/dev/null
	install bash
	typed "bash with $f, login" "$sh" "$sh" -l
	ours "bash with $f, login-command" "$sh" "$sh" -l -c "$W/probe"
	cmp -s "$H/.profile" "$W/profile" || [ ! -e "$W/profile" ]
	ok $? "bash with $f: .profile is not touched"
done

new_home
echo '. "$HOME/.bashrc"' >"$H/.bash_profile"
install bash
all_modes "bash with .bash_profile that reads .bashrc" bash "$sh"

# The same file for bash and sh.
new_home
install bash sh dash
is "$(grep -c '^# >>> gosetup' "$H/.profile")" 1 \
	"bash, sh and dash share one block"

# Nested, and with what stands in front of PATH.
new_home
install bash
ours "bash, nested" "$sh" "$sh" -l -i -c "$sh -i -c '$sh -i -c $W/probe'"
ours "bash, nested logins" "$sh" "$sh" -l -c "$sh -l -c '$sh -l -c $W/probe'"
asked "project" "$sh" "$sh" -l -c "PATH=/project:\$PATH $sh -i -c $W/probe"
is "$(sed -n '2s/:.*//p' "$W/out")" /project \
	"bash: what a project put in front stays there"
path_helper >"$W/helper"
cat "$W/helper" "$H/.profile" >"$W/profile" && cp "$W/profile" "$H/.profile"
ours "bash after path_helper" "$sh" "$sh" -l -c "$W/probe"
ours "bash after path_helper, login in login" "$sh" \
	"$sh" -l -c "$sh -l -c $W/probe"

# bash as sh, with ENV set.
mkdir "$W/bin" && ln -s "$sh" "$W/bin/sh"
EXTRA="ENV=$W/none"
typed "bash called sh, login" "$W/bin/sh" "$W/bin/sh" -l
EXTRA=

# A file with CRLF: a shell that met its `case` would read no further.
new_home
printf 'A=1\r\ncase x in\r\n*) ;;\r\nesac\r\n' >"$H/.bashrc"
printf 'A=1\r\nif true\r\nthen\r\nB=1\r\nfi\r\n' >"$H/.bash_profile"
install bash
ours "bash with CRLF, login-command" "$sh" "$sh" -l -c "$W/probe"
ours "bash with CRLF, interactive-command" "$sh" "$sh" -i -c "$W/probe"
# An open quote would swallow a block behind it.
new_home
printf "A='x\n" >"$H/.bash_profile"
install bash
ours "bash with an open quote" "$sh" "$sh" -l -c "$W/probe"
finish
