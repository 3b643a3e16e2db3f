#!/bin/sh
# SPDX-License-Identifier: MIT
# Scope system below --root: a /usr/local/go of an earlier hand installation
# is exchanged for the link, kept beside it, and comes back by undo.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

[ "$(id -u)" -eq 0 ] || skip_all "scope system needs root"

platform=$(sh "$mirror_sh" platform)
archive=$tmp/go1.19.7.$platform.tar.gz
root=$tmp/root

sh "$GS_TOP_SRCDIR/tests/mirror/tiny.sh" "$tmp/tree/go" 1.19.7 "$platform"
tar -C "$tmp/tree" -czf "$archive" go
sum=$(sha256sum "$archive" | cut -d ' ' -f 1)
cat > "$tmp/index.json" << END
[{"version": "go1.19.7", "stable": true, "files": [{
"filename": "${archive##*/}", "os": "linux", "arch": "${platform#*-}",
"version": "go1.19.7", "kind": "archive", "sha256": "$sum",
"size": $(wc -c < "$archive")}]}]
END
mkdir -p "$root/usr/local/go/bin" "$root/etc/profile.d"
echo go1.2 > "$root/usr/local/go/VERSION"

below()
{
	(cd "$root" && find . -path ./var/lib/gosetup -prune -o \
		-printf '%p %y %m %l\n' | LC_ALL=C sort)
	(cd "$root" && find . -path ./var/lib/gosetup -prune -o -type f \
		-exec sha256sum {} +) | LC_ALL=C sort
}

apply()
{
	run apply --yes --json --no-verify --root "$root" \
		--index "$tmp/index.json" --mirror "file://$tmp" \
		--set scope=system --set method=archive --set trust=index \
		--set version=1.19.7 --set shells=bash --set goproxy= \
		--set gosumdb= --set gotoolchain=
}

below > "$tmp/before"
snapshot "$HOME" > "$tmp/home-before"
apply
is "$code" 0 "apply for all users: exit 0"
id=$(json run)
is "$(cat "$root/usr/local/go/VERSION")" go1.19.7 "/usr/local/go is the new one"
ok "it is a link" [ -L "$root/usr/local/go" ]
is "$(cat "$root/usr/local/go.gosetup-kept-$id/VERSION")" go1.2 \
	"the old directory is kept beside it"
ok "a file for the shells" [ -s "$root/etc/profile.d/gosetup.sh" ]
below > "$tmp/once"
apply
is "$code $(json changed)" "0 false" "again: nothing to do"
below > "$tmp/twice"
ok "and nothing touched" diff "$tmp/once" "$tmp/twice"
run undo --yes --json --root "$root" "$id"
is "$code" 0 "undo: exit 0"
below | grep -v ' \./var' > "$tmp/after"
grep -v ' \./var' "$tmp/before" > "$tmp/wanted"
sed -i '/^\.\/var/d' "$tmp/after" "$tmp/wanted"
ok "everything is as before" diff "$tmp/wanted" "$tmp/after"
snapshot "$HOME" > "$tmp/home-after"
ok "so is HOME" diff "$tmp/home-before" "$tmp/home-after"
done_testing
