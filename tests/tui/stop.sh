#!/bin/sh
# SPDX-License-Identifier: MIT
# Stopping: in the middle of a download, after the fact, by signals, and by
# leaving for the shell.
. "$GS_TOP_SRCDIR/tests/tui/lib.sh"

need_mirror
snapshot "$HOME" > "$tmp/before"

unchanged()
{
	snapshot "$HOME" > "$tmp/after"
	diff "$tmp/before" "$tmp/after"
}

# to_review SIZE PREFIX VERSION [AFTERWARDS]
# Enter is refused while the first page still looks at the machine: the first
# line, with the number of the step, tells when a page was left.
until_header_is_not()
{
	deadline=$(($(date +%s) + 5))
	while [ "$(date +%s)" -le "$deadline" ]; do
		[ "$(screen | head -n 1)" = "$1" ] || return 0
		sleep 0.05
	done
}

to_review()
{
	terminal "$1" "$(wizard_on_mirror "$2" "$3") --no-verify
echo ended \$?
exec sh"
	wait_for "Recommended" > "$tmp/out" || cat "$tmp/out"
	for _ in 1 2 3 4 5 6 7 8; do
		case $(screen) in
		*Summary*) break ;;
		esac
		header=$(screen | head -n 1)
		keys Enter
		until_header_is_not "$header"
	done
	ok "Review at $1" wait_for "Summary"
}

# ---- Ctrl-C in the middle of a slow download
to_review 80x24 slow 1.19.8
press Apply
shows "MB /" "the download shows how far it is" 60
keys C-c
shows "Stop?" "Ctrl-C asks"
has "$(screen)" "Nothing is in place yet" "and says what stands"
keys Enter
shows "elapsed" "Continue continues"
tm resize-window -t t -x 40 -y 12
shows "Apply" "smaller meanwhile"
tm resize-window -t t -x 120 -y 40
shows "MB /" "and larger"
keys C-c
shows "Stop?" "Ctrl-C again"
keys Right Enter
shows "Everything is as it was before" "stopped" 60
keys Enter
shows "ended 130" "with 130"
ok "HOME is as it was" unchanged

# ---- a bad archive
to_review 80x24 wrong 1.19.8
press Apply
shows "Failed" "a wrong archive fails" 120
has "$(screen)" "as it was" "and says what stands"
keys Enter
shows "ended 1" "with 1"
ok "HOME is as it was after a failure" unchanged

# ---- applied, and undone from the Result page; on the smallest screen
to_review 40x12 dl 1.19.7
press Apply
shows "Go 1.19.7 is ready" "applied at 40x12" 60
keys Right Right Enter
shows "Take it back?" "Undo asks"
keys Right Enter
shows "Taken back" "undone at 40x12" 60
keys Enter
shows "ended 0" "with 0"
ok "HOME is as it was after undo" unchanged

# ---- everything killed in the middle: the next start puts it right
to_review 80x24 slow 1.19.8
press Apply
shows "MB /" "a download again" 60
pid=$(tm list-panes -t t -F '#{pane_pid}')
face=$(ps -o pid= --ppid "$pid" | head -n 1)
workers=$(ps -o pid= --ppid "$face")
# shellcheck disable=SC2086 # a list
kill -s KILL $workers $face
# A process that is still dying counts as one at work.
is_dead()
{
	case $(cat "/proc/$1/stat" 2> /dev/null) in
	"" | *") Z "*) return 0 ;;
	esac
	return 1
}
for dying in $workers $face; do
	deadline=$(($(date +%s) + 10))
	until is_dead "$dying" || [ "$(date +%s)" -gt "$deadline" ]; do
		sleep 0.05
	done
done
terminal 80x24 "$(wizard_on_mirror dl 1.19.7)
echo ended \$?
exec sh"
shows "An earlier run was cut off" "the next start notices"
keys Enter
shows "The earlier run is put right" "and puts it right" 60
keys Enter
shows "a few questions, then Review" "and goes on"
keys Down Down Down Enter
shows "Former runs" "to the former runs"
ok "HOME is as it was after the recovery" unchanged

# ---- whatever kills it, the shell behind it can be used
for sig in TERM HUP KILL SEGV; do
	terminal 80x24 "PS1='sane> '; export PS1; exec sh -i"
	wait_for "sane>" > "$tmp/out" || cat "$tmp/out"
	keys "'$gosetup' --offline" Enter
	ok "$sig: the wizard is there" wait_for "Recommended"
	pid=$(tm list-panes -t t -F '#{pane_pid}')
	child=$(ps -o pid= --ppid "$pid" | head -n 1)
	kill -s "$sig" $child
	ok "$sig: the line is as it was" wait_sane
	keys Enter "echo \$((6 * 7)) ok" Enter
	ok "$sig: the shell goes on" wait_for "42 ok"
	hasnt "$(screen)" "Step 1 of" "$sig: the screen is the shell's"
done

# ---- Ctrl-Z and back
if command -v bash > /dev/null; then
	terminal 80x24 "exec bash --norc --noprofile -i"
	keys "'$gosetup' --offline" Enter
	ok "the wizard in bash" wait_for "Recommended"
	keys C-z
	ok "Ctrl-Z stops it" wait_for "Stopped"
	keys "echo \$((6 * 7)) here" Enter
	ok "the shell is there" wait_for "42 here"
	keys fg Enter
	ok "fg brings it back" wait_for "Step 1 of"
	keys Down Down q
	ok "and it goes on" wait_for "$"
fi
done_testing
