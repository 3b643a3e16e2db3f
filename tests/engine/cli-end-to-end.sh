#!/bin/sh
# SPDX-License-Identifier: MIT
# From a bare HOME to a working Go and back: apply, all shells, apply again,
# switch, remove, undo; and what a bad mirror gives.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

need_mirror
cp -r /etc/skel/. "$HOME" 2> /dev/null
answers="--set scope=user --set method=archive --set trust=index
--index $mirror/dl/?mode=json"

# install VERSION PREFIX ARGUMENTS...
install()
{
	version=$1
	prefix=$2
	shift 2
	# shellcheck disable=SC2086 # meant to be split
	run apply --yes --json $answers --set "version=$version" \
		--mirror "$mirror/$prefix" "$@"
}

# finds COMMAND...: in a clean environment the command names our go.
finds()
{
	what=$(env -i HOME="$HOME" PATH=/usr/bin:/bin TERM=dumb "$@" \
		2> /dev/null < /dev/null | tail -n 1)
	is "$what" "$HOME/sdk/current/bin/go" "finds it: $*"
}

have()
{
	command -v "$1" > /dev/null || {
		echo "# no $1 here"
		return 1
	}
}

# ---- a bad mirror changes nothing
snapshot "$HOME" > "$tmp/before"
for prefix in wrong short html notfound dies evil; do
	install 1.19.7 "$prefix"
	is "$code" 1 "$prefix archive: exit 1"
	is "$(json error.code)" 1 "$prefix archive: one document"
	snapshot "$HOME" > "$tmp/after"
	ok "$prefix archive: HOME is as before" \
		diff "$tmp/before" "$tmp/after"
done

# ---- the preview is the result
# shellcheck disable=SC2086
{
run plan --diff $answers --set version=1.19.7 --mirror "$mirror/dl"
mkdir -p "$tmp/copy$HOME"
cp -a "$HOME/." "$tmp/copy$HOME"
ok "the diff applies to a copy" \
	patch -s -p1 -d "$tmp/copy" -i "$tmp/out"
run plan --json $answers --set version=1.19.7 --mirror "$mirror/dl"
cp "$tmp/out" "$tmp/plan.json"
}
run apply --yes --json --no-verify --plan "$tmp/plan.json"
is "$code" 0 "apply --plan: exit 0"
is "$(json changed)" true "apply --plan: changed"
is "$(json verify.#)" 0 "--no-verify: no checks"
small_run=$(json run)
edited()
{
	(cd "$1" && find . \( -path ./sdk -o -path ./.local \) -prune -o \
		-type f -print | LC_ALL=C sort | tr '\n' '\0' |
		xargs -0 sha256sum)
}
edited "$HOME" > "$tmp/applied"
edited "$tmp/copy$HOME" > "$tmp/patched"
ok "patch(1) gives the same bytes as apply" \
	diff "$tmp/patched" "$tmp/applied"
run undo --yes --json "$small_run"
is "$code" 0 "undo ID: exit 0"
snapshot "$HOME" > "$tmp/after"
ok "undo leaves HOME as it was" diff "$tmp/before" "$tmp/after"
run undo --yes "$small_run"
ok "what is undone cannot be undone again" [ "$code" -ne 0 ]
run apply --yes --plan "$tmp/plan.json" --no-verify
echo '# edited since' >> "$HOME/.bashrc"
run undo --yes
is "$code" 0 "undo after an edit of one's own: exit 0"
is "$(tail -n 1 "$HOME/.bashrc")" '# edited since' "the edit stays"
ok "our lines are gone" sh -c '! grep -q gosetup "$HOME/.bashrc"'
cp /etc/skel/.bashrc "$HOME/.bashrc" 2> /dev/null || rm "$HOME/.bashrc"
echo '# edited before' >> "$HOME/.bashrc"
run apply --yes --plan "$tmp/plan.json" --no-verify
is "$code" 3 "a file that changed since the preview: exit 3"
snapshot "$HOME" > "$tmp/before"

# ---- the whole way, and back at once
install 1.19.8 dl
is "$code" 0 "apply with its checks: exit 0"
run undo --yes --json
is "$code" 0 "undo of it: exit 0"
is "$(json changed)" true "undo of it: changed"
snapshot "$HOME" > "$tmp/after"
ok "undo leaves nothing of apply and of its checks" \
	diff "$tmp/before" "$tmp/after"

# ---- the whole way
install 1.19.8 dl
is "$code" 0 "apply: exit 0"
is "$(json changed)" true "apply: changed"
ok "apply: run" test -n "$(json run)"
is "$(json steps.0.status)" 'done' "apply: steps have a status"
ok "apply: checks" test "$(json verify.#)" -gt 5

if have bash; then
	finds bash -lc 'command -v go'
	finds bash -ic 'command -v go'
	finds env SSH_CLIENT='1 2 3' SSH_CONNECTION='1 2 3 4' \
		bash -c 'command -v go'
fi
if have zsh; then
	finds zsh -c 'command -v go'
	finds zsh -lic 'command -v go'
fi
! have fish || finds fish -c 'command -v go'
finds sh -lc 'command -v go'
is "$(env -i HOME="$HOME" PATH=/usr/bin:/bin sh -lc 'go version' |
	cut -d ' ' -f 3)" go1.19.8 "and it is the chosen one"

snapshot "$HOME" > "$tmp/once"
install 1.19.8 dl
is "$code" 0 "the second time: exit 0"
is "$(json changed)" false "the second time: nothing changed"
is "$(json run)" "" "the second time: no run"
snapshot "$HOME" > "$tmp/twice"
ok "the second time touches no file" diff "$tmp/once" "$tmp/twice"
run verify --json
is "$code" 0 "verify: exit 0"
ok "verify: checks" test "$(json verify.#)" -gt 5

# ---- two versions
install 1.19.7 dl --no-verify
is "$code" 0 "another version: exit 0"
is "$(readlink "$HOME/sdk/current")" go1.19.7 "and the link leads to it"
run use 1.19.8 --yes --json --no-verify
is "$code" 0 "use: exit 0"
is "$(json steps.#)" 1 "use: one step"
is "$(readlink "$HOME/sdk/current")" go1.19.8 "use: the link"
run remove 1.19.8 --yes
is "$code" 3 "remove of the version in use: exit 3"
run list --json
is "$(json installed.0.version)" 1.19.8 "list: newest first"
run remove 1.19.7 --yes --json
is "$code" 0 "remove: exit 0"
ok "remove: it is gone" test ! -e "$HOME/sdk/go1.19.7"
run remove 1.19 --yes
is "$code" 3 "a line means its newest patch, which is in use"
run use 1.20 --yes
is "$code" 2 "use of what is not here: exit 2"

# ---- back
run history --json
is "$(json runs.0.what)" "remove Go 1.19.7" "history: remove says what"
is "$(json runs.0.can_undo)" false "history: remove has no undo"
run undo --yes "$(json runs.0.run)"
is "$code" 3 "undo of a removal: exit 3"
run history --json
is "$code" 0 "history: exit 0"
is "$(json runs.0.state)" 'done' "history: newest first"
run undo --yes --json
is "$code" 1 "undo that can do nothing: exit 1"
is "$(readlink "$HOME/sdk/current")" go1.19.8 \
	"undo never lets the link lead to a version that was removed"
done_testing
