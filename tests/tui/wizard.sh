#!/bin/sh
# SPDX-License-Identifier: MIT
# The main job in the wizard: from the first page to a working Go, and back.
. "$GS_TOP_SRCDIR/tests/tui/lib.sh"

need_mirror
cp -r /etc/skel/. "$HOME" 2> /dev/null
snapshot "$HOME" > "$tmp/before"

unchanged()
{
	snapshot "$HOME" > "$tmp/after"
	diff "$tmp/before" "$tmp/after"
}

# ---- Enter alone walks to Review, and no further
terminal 80x24 "$(wizard_on_mirror dl 1.19.8); echo ended \$?; exec sh"
shows "a few questions, then Review" "the first page"
shows "just fetched" "the list of releases comes in by itself"
page Method
page Version
page Network
page Shells
page Review
keys Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter
shows "Tab reaches the buttons" "Enter on Review reads on to the end"
ok "and changes nothing" unchanged

# ---- Apply, on purpose
press Apply
shows "Go 1.19.8 is ready" "applied and verified" 180
has "$(screen)" "finds go when started" "the shells find it"
has "$(screen)" "a first program" "a program was built"
keys Enter
shows "ended 0" "Close ends with 0"
found=$(env -i HOME="$HOME" PATH=/usr/bin:/bin bash -lc 'command -v go')
is "$found" "$HOME/sdk/current/bin/go" "bash -lc finds go"

# ---- a second time there is nothing to do
terminal 80x24 "$(wizard_on_mirror dl 1.19.8); echo ended \$?; exec sh"
shows "just fetched" "again"
page Method
page Version
page Network
page Shells
page Review
shows "Nothing to do" "nothing to do any more"

# ---- taking it back
terminal 80x24 "$(wizard_on_mirror dl 1.19.8); echo ended \$?; exec sh"
shows "Undo a former run" "the first page again"
keys Down Down Down Enter
shows "Former runs" "the runs"
shows "restore ~/.bashrc" "what undo would do"
press Undo
shows "Undo this run?" "it asks"
keys Right Enter
shows "Taken back" "undone" 60
keys Enter
shows "ended 0" "with 0"
ok "HOME is as it was" unchanged
done_testing
