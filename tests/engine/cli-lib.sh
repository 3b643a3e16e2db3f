# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034 # the tests use what is set here
# For the tests of the command line: a scratch HOME in which nothing of the
# machine's user counts, and the words of TAP.
set -u

gosetup=$GS_TOP_BUILDDIR/gosetup
json_get=$GS_TOP_BUILDDIR/tests/engine/json-get
mirror_sh=$GS_TOP_SRCDIR/tests/mirror/mirror.sh
tap_n=0
tap_failed=0

tmp=$(mktemp -d "${TMPDIR:-/tmp}/gosetup-test.XXXXXX") || exit 99
mirror_dir=
cleanup()
{
	[ -z "$mirror_dir" ] || sh "$mirror_sh" stop "$mirror_dir"
	chmod -R u+w "$tmp" 2> /dev/null
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 99' HUP INT TERM

HOME=$tmp/home
TERM=xterm
mkdir "$HOME"
export HOME TERM
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_HOME ZDOTDIR \
	GOENV GOROOT GOPATH GOBIN GOPROXY GOTOOLCHAIN GOCACHE NO_COLOR \
	ACCESSIBLE LC_ALL LC_MESSAGES LANGUAGE GOSETUP_SCRIPT \
	http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY \
	SSH_CLIENT SSH_CONNECTION SUDO_UID SUDO_USER
LANG=C.UTF-8
export LANG

result()
{
	tap_n=$((tap_n + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
	else
		tap_failed=1
		printf 'not ok %d - %s\n' "$tap_n" "$2"
	fi
}

# ok NAME COMMAND...
ok()
{
	name=$1
	shift
	if "$@" > "$tmp/ok.out" 2>&1; then
		result 0 "$name"
	else
		result 1 "$name"
		head -n 20 "$tmp/ok.out" | sed 's/^/# /'
	fi
}

# is GOT WANTED NAME
is()
{
	if [ "$1" = "$2" ]; then
		result 0 "$3"
	else
		result 1 "$3"
		printf '%s\n' "$1" | head -n 20 | sed 's/^/# got    /'
		printf '%s\n' "$2" | head -n 20 | sed 's/^/# wanted /'
	fi
}

# has TEXT PIECE NAME
has()
{
	case $1 in
	*"$2"*) result 0 "$3" ;;
	*)
		result 1 "$3"
		printf '%s\n' "$1" | head -n 20 | sed 's/^/# got    /'
		printf '# wanted %s\n' "$2"
		;;
	esac
}

# hasnt TEXT PIECE NAME
hasnt()
{
	case $1 in
	*"$2"*)
		result 1 "$3"
		printf '%s\n' "$1" | head -n 20 | sed 's/^/# got    /'
		;;
	*) result 0 "$3" ;;
	esac
}

skip_all()
{
	printf '1..0 # SKIP %s\n' "$1"
	exit 0
}

done_testing()
{
	printf '1..%d\n' "$tap_n"
	exit "$tap_failed"
}

# Runs gosetup without any terminal; leaves $out, $err and $code.
run()
{
	setsid -w "$gosetup" "$@" < /dev/null > "$tmp/out" 2> "$tmp/err"
	code=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}

# json PATH: from the document that the last run printed.
json()
{
	"$json_get" "$1" < "$tmp/out" 2>&1
}

# Every name, type, mode, link, time and content below $1, but for the state
# directory and the way to it.
snapshot()
{
	(
		cd "$1" || exit
		find . -path ./.local/state/gosetup -prune -o \
			-path ./.local -o -path ./.local/state -o \
			\( -type f -printf '%p f %m %s %T@\n' -o \
			-printf '%p %y %m %l\n' \) | LC_ALL=C sort
		find . -path ./.local/state/gosetup -prune -o -type f \
			-print | LC_ALL=C sort | tr '\n' '\0' |
			xargs -0 -r sha256sum
	)
}

# Starts the mirror, leaves $port; ends the test when there is none.
need_mirror()
{
	mirror_dir=$tmp/mirror
	port=$(sh "$mirror_sh" start "$mirror_dir")
	[ $? -ne 77 ] || skip_all "the mirror needs golang-1.19 and nginx"
	[ -n "$port" ] || { echo "Bail out! no mirror"; exit 99; }
	mirror=http://127.0.0.1:$port
}
