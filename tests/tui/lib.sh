# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034 # the tests use what is set here
# The wizard in a tmux of its own: keys are sent, the screen is read, and
# everything is waited for with a deadline.  Nothing sleeps a fixed time.
. "$GS_TOP_SRCDIR/tests/engine/cli-lib.sh"

command -v tmux > /dev/null || skip_all "tmux is not installed"

tmux_n=0
tm()
{
	tmux -S "$tmp/tmux$tmux_n" -f /dev/null "$@" 2> /dev/null
}

tui_cleanup()
{
	tm kill-server
	cleanup
}
trap tui_cleanup EXIT

# Trees of thousands of files go to memory where that is there.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
	big=$(mktemp -d /dev/shm/gosetup-tui.XXXXXX) || exit 99
	tui_cleanup()
	{
		tm kill-server
		chmod -R u+w "$big" 2> /dev/null
		rm -rf "$big"
		cleanup
	}
	HOME=$big/home
	mkdir "$HOME"
fi

# terminal COLSxROWS COMMAND...: a shell in it runs the command and says how
# it ended.
terminal()
{
	size=$1
	shift
	tm kill-server
	tmux_n=$((tmux_n + 1))
	printf '%s\n' "$@" > "$tmp/command"
	tm new-session -d -s t -x "${size%x*}" -y "${size#*x}" \
		"exec env HOME='$HOME' PATH='$PATH' LANG=C.UTF-8 sh '$tmp/command'"
	tm set-option -g escape-time 0
}

screen()
{
	tm capture-pane -p -t t
}

# wait_for TEXT [SECONDS]: until the screen shows it.
wait_for()
{
	deadline=$(($(date +%s) + ${2:-20}))
	while [ "$(date +%s)" -le "$deadline" ]; do
		case $(screen) in
		*"$1"*) return 0 ;;
		esac
		sleep 0.05
	done
	echo "the screen never showed: $1"
	screen
	return 1
}

# shows TEXT NAME [SECONDS]
shows()
{
	ok "$2" wait_for "$1" "${3:-20}"
}

# Until the line of the terminal is as a shell wants it.
wait_sane()
{
	tty=$(tm display-message -p -t t '#{pane_tty}')
	deadline=$(($(date +%s) + 10))
	while [ "$(date +%s)" -le "$deadline" ]; do
		case $(stty -a < "$tty" 2>&1) in
		*" icanon"*) return 0 ;;
		esac
		sleep 0.05
	done
	stty -a < "$tty"
	return 1
}

keys()
{
	tm send-keys -t t "$@"
}

# page NAME: Enter, until that page is the current one.
page()
{
	keys Enter
	ok "page $1" wait_for "[$1]"
}

# press LABEL: Tab to the button with this label, then Enter.
press()
{
	for _ in 1 2 3 4 5 6 7 8; do
		before=$(cursor)
		keys Tab
		focus_moved "$before"
		on_button "$1" && break
	done
	keys Enter
}

cursor()
{
	tm display-message -p -t t '#{cursor_y} #{cursor_x}'
}

# The real cursor goes where the focus is.
focus_moved()
{
	deadline=$(($(date +%s) + 5))
	while [ "$(date +%s)" -le "$deadline" ]; do
		[ "$(cursor)" = "$1" ] || return 0
		sleep 0.02
	done
}

# The focused button stands in reverse video.
on_button()
{
	reverse=$(printf '\033[7m')
	case $(tm capture-pane -e -p -t t) in
	*"$reverse< $1 >"* | *"$reverse<$1>"*) return 0 ;;
	*) return 1 ;;
	esac
}

# The command line of the wizard on the local mirror.
wizard_on_mirror()
{
	printf '%s\n' "'$gosetup' --set trust=index \
		--index '$mirror/dl/?mode=json' --mirror '$mirror/$1' \
		--set version=$2"
}
