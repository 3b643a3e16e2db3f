# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the tests with real shells.  Each HOME is a scratch one whose name has
# a space; `drv` writes into it what src/shells says.  Every shell is asked
# by a probe which go it finds, and what PATH it exports.
set -u
unset ROOT ZENV ZRC ZDOTDIR XDG_CONFIG_HOME GOBIN_DIR ENV BASH_ENV CDPATH
LC_ALL=C
export LC_ALL

drv=$GS_TOP_BUILDDIR/tests/shells/drv
tap_n=0
tap_failed=0
homes=0
W=$(mktemp -d) || exit 99
chmod 755 "$W"
trap 'rm -rf "$W"' EXIT
trap 'exit 99' HUP INT TERM

# A go that every mode finds, to see which one wins.
mkdir "$W/sys"
mkdir -m 700 "$W/run"
printf '#!/bin/sh\necho go version system\n' >"$W/sys/go"
cat >"$W/probe" <<EOF
#!/bin/sh
{
	command -v go || echo none
	printf '%s\n' "\$PATH" "\${GOPROXY-unset}"
} >'$W/out.new'
mv '$W/out.new' '$W/out'
EOF
chmod 755 "$W/probe" "$W/sys/go"

ok()    # STATUS NAME
{
	tap_n=$((tap_n + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
	else
		tap_failed=1
		printf 'not ok %d - %s\n' "$tap_n" "$2"
	fi
}

note()
{
	printf '%s\n' "$*" | sed 's/^/# /'
}

is()    # GOT WANTED NAME
{
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		note "got:    $1"
		note "wanted: $2"
	fi
}

skip()
{
	tap_n=$((tap_n + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_n" "$1" "$2"
}

skip_all()
{
	printf '1..0 # SKIP %s\n' "$1"
	exit 0
}

finish()
{
	printf '1..%d\n' "$tap_n"
	exit "$tap_failed"
}

# A new user: HOME from /etc/skel, a Go of their own.
new_home()
{
	homes=$((homes + 1))
	H="$W/home $homes"
	mkdir "$H"
	[ ! -d /etc/skel ] || cp -R /etc/skel/. "$H/"
	new_go "$H/sdk/current/bin"
	G=$H/go/bin
}

new_go()
{
	mkdir -p "$1"
	printf '#!/bin/sh\necho go version ours\n' >"$1/go"
	chmod 755 "$1/go"
	D=$1
}

install()
{
	HOME=$H GO_BIN=$D GOBIN_DIR=$G "$drv" install "$@" >"$W/changed" ||
		ok 1 "install $*"
}

# The environment of a fresh login.  EXTRA: more variables.
EXTRA=
clean() # SHELL COMMAND...
{
	clean_shell=$1
	shift
	# shellcheck disable=SC2086 # a list
	env -i HOME="$H" USER=u LOGNAME=u SHELL="$clean_shell" TERM=dumb \
		LANG=C.UTF-8 XDG_RUNTIME_DIR="$W/run" \
		PATH="$W/sys:/usr/bin:/bin" $EXTRA "$@" </dev/null 2>&1
}

entries() # DIRECTORY: how often it stands in PATH
{
	path=$(sed -n 2p "$W/out"):
	count=0
	while [ -n "$path" ]; do
		[ "${path%%:*}" != "$1" ] || count=$((count + 1))
		path=${path#*:}
	done
	echo "$count"
}

# asked NAME SHELL COMMAND...: runs it; $noise is what it said.
asked()
{
	rm -f "$W/out"
	noise=$(shift; clean "$@")
	[ -s "$W/out" ] && return
	printf 'no answer\n\n\n' >"$W/out"
	note "$1: $noise"
}

# ours NAME SHELL COMMAND...: it finds our go, by one entry of PATH.
ours()
{
	asked "$@"
	is "$(sed -n 1p "$W/out"), $(entries "$D") and $(entries "$G")" \
		"$D/go, 1 and 1" "$1"
}

quiet() # NAME: nothing was said that is about us
{
	case $noise in
	*gosetup* | *rror* | *"not found"* | *"ermission"*)
		ok 1 "$1: quiet"
		note "$noise"
		;;
	*) ok 0 "$1: quiet" ;;
	esac
}

silent() # NAME: nothing was said at all
{
	is "$noise" "" "$1: silent"
}

# limit NAME SHELL COMMAND...: no file of the user is read, and the table
# says so.
limit()
{
	asked "$@"
	case $(sed -n 1p "$W/out") in
	"$D/go" | "no answer") ok 1 "$1: out of reach" ;;
	*) ok 0 "$1: out of reach" ;;
	esac
}

# Every mode of the table.
all_modes() # NAME SHELL PATH
{
	for mode in $(clean "$3" "$drv" modes "$2" "$3"); do
		name="$1, ${mode%+}"
		case $mode in
		*+)
			ours "$name" "$3" "$drv" start "$2" "${mode%+}" \
				"$3" "$W/probe"
			case $mode in
			login-command+ | command+ | ssh-command+)
				silent "$name"
				;;
			*) quiet "$name" ;;
			esac
			;;
		*)
			limit "$name" "$3" "$drv" start "$2" "$mode" "$3" \
				"$W/probe"
			;;
		esac
	done
}

# typed NAME SHELL COMMAND...: on a terminal.
typed()
{
	typed_name=$1
	typed_shell=$2
	shift 2
	ours "$typed_name" "$typed_shell" "$drv" type "$W/probe
exit
" "$@"
	quiet "$typed_name"
}

# Makes a login shell put the system's directories first, as path_helper of
# macOS does.
path_helper()
{
	cat <<EOF
gsm_n=$W/sys:/usr/bin:/bin; gsm_o=\$PATH
while [ -n "\$gsm_o" ]; do
  gsm_e=\${gsm_o%%:*}
  case \$gsm_o in *:*) gsm_o=\${gsm_o#*:} ;; *) gsm_o= ;; esac
  case :\$gsm_n: in *:"\$gsm_e":*) ;; *) gsm_n=\$gsm_n:\$gsm_e ;; esac
done
PATH=\$gsm_n; export PATH; unset gsm_n gsm_o gsm_e
EOF
}
