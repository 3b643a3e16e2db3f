#!/bin/sh
# SPDX-License-Identifier: MIT
# `gosetup plan` and `gosetup questions` from outside: other machines, bad
# answers and their exit codes, and the diff given to patch(1).
gosetup=$GS_TOP_BUILDDIR/gosetup
facts=$GS_TOP_SRCDIR/tests/fixtures/facts
T=$(mktemp -d "${TMPDIR:-/tmp}/gosetup-plan.XXXXXX") || exit 99
trap 'rm -rf "$T"' EXIT
n=0

ok() { # STATUS TITLE
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$T/out" "$T/err" 2> /dev/null | head -n 12
	fi
}

# A clean environment; the real HOME is out of reach.
run() {
	env -i PATH="$PATH" HOME="$T/home" TERM=dumb LANG=C.UTF-8 \
		"$gosetup" "$@" > "$T/out" 2> "$T/err" < /dev/null
	rc=$?
}

says() { # exit code, text, title
	[ "$rc" -eq "$1" ] && grep -qF -e "$2" "$T/out" "$T/err"
	ok $? "$3"
}

mkdir "$T/home"
printf 'x=1\ncase $- in *i*) ;; *) return ;; esac\ny=2' > "$T/home/.bashrc"

# ---- other machines
for m in ubuntu-22.04 ubuntu-24.04 kylin-v10-sp3-arm64 openeuler-24.03 \
	alpine-3.20 wsl2-ubuntu macos-14-arm64 raspios-12-armhf; do
	set -- plan --facts "$facts/$m.json" --set method=archive \
		--set version=1.26.1 --mirror file:///nowhere --offline --json
	run "$@"
	says 0 'go1.26.1' "$m: a plan"
	mv "$T/out" "$T/first"
	run "$@"
	cmp -s "$T/first" "$T/out"
	ok $? "$m: the same bytes again"
done
run plan --offline --facts "$facts/kylin-v10-desktop-loong64.json"
says 2 'old-world LoongArch' 'old-world LoongArch: refused, with the reason'
run plan --offline --facts "$facts/alpine-3.20.json" --set method=archive \
	--mirror file:///nowhere --set version=1.20.5
says 2 'linked with glibc' 'Go 1.20 on musl: refused, with the reason'

# ---- bad answers
bad() { # file contents, text, title
	printf '%s\n' "$1" > "$T/a.json"
	run plan --offline --answers "$T/a.json" --mirror file:///nowhere
	says 2 "$2" "$3"
}
bad '{ "scope": "user",
"versoin": "1.26" }' 'a.json, line 2: unknown key' 'an unknown key'
bad '{ "scope": "user",
  "gobin": "bin" }' "line 2: bad value 'bin' for 'gobin'" 'a bad value'
bad '{ "path_gobin": "perhaps" }' 'must be true or false' 'a bad boolean'
bad '{ "scope": "user"' 'is not valid JSON' 'no JSON'
bad '{ "method": "gvm" }' 'choose archive, local or keep' \
	'a method of a later version'
bad '{ "tools": ["gopls"] }' 'offers nothing there yet' 'tools'
run plan --offline --set gopth=/x
says 2 "Did you mean 'gopath'?" '--set with an unknown key'
run plan --offline --answers "$T/none.json"
says 2 'none.json' 'an answer file that is not there'
[ "$(find "$T/home" -type f | wc -l)" -eq 1 ]
ok $? 'no plan has written anything'

# ---- the diff
run plan --offline --mirror file:///nowhere --set method=archive \
	--set version=1.26.1 --set goprivate=git.example/x --diff
says 0 '>>> gosetup >>>' 'plan --diff'
if command -v patch > /dev/null; then
	cp "$T/out" "$T/diff"
	mkdir -p "$T/copy$T" && cp -a "$T/home" "$T/copy$T/"
	patch -s -p1 -d "$T/copy" < "$T/diff" > "$T/out" 2> "$T/err"
	ok $? 'patch(1) takes it'
	grep -q '>>> gosetup >>>' "$T/copy$T/home/.bashrc" &&
		grep -qx 'GOPRIVATE=git.example/x' \
			"$T/copy$T/home/.config/go/env"
	ok $? 'and makes the files'
	tail -c 3 "$T/copy$T/home/.bashrc" | grep -qx 'y=2'
	ok $? 'the end without a newline stays so'
else
	n=$((n + 3))
	echo "ok $((n - 2)) # SKIP no patch(1)"
	echo "ok $((n - 1)) # SKIP no patch(1)"
	echo "ok $n # SKIP no patch(1)"
fi
run plan --offline --mirror file:///nowhere --set method=archive \
	--set version=1.26.1 --script
says 0 '#!/bin/sh' 'plan --script'
sh -n "$T/out"
ok $? 'it is valid shell'

# ---- the questionnaire
run questions --json --offline --facts "$facts/wsl2-ubuntu.json"
says 0 '"key": "goproxy"' 'questions --json'
run questions --offline --facts "$facts/wsl2-ubuntu.json"
says 0 'goproxy' 'questions'

echo "1..$n"
