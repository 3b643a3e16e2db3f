#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A mirror of Go on 127.0.0.1, for tests.
#
#   mirror.sh make DIR    lay the mirror out in DIR (77: Go 1.19 not installed)
#   mirror.sh start DIR   make it when needed, serve it, print the port
#   mirror.sh stop DIR    stop the server of DIR
#   mirror.sh platform    print the platform of the archives ("linux-amd64")
#
# What is served, with $p the platform:
#   /dl/go1.19.8.$p.tar.gz   the Go of Debian's golang-1.19-go and -src, whole
#   /dl/go1.19.7.$p.tar.gz   12 entries; bin/go is a script (see tiny.sh)
#   /dl/?mode=json           the index of both, with &include=all the same
# The same two files misbehave below other prefixes:
#   /redirect/  302 to /dl/, as go.dev does
#   /slow/      512 KiB a second
#   /norange/   no ranges: a download cannot be resumed
#   /flaky/     the connection is cut in the middle; a range request gets the
#               rest, so resuming helps
#   /dies/      the connection is cut in the middle, always
#   /short/     only the first half, and says so
#   /wrong/     64 bytes in the middle are other ones
#   /evil/      a good archive of the right version that nobody vouches for
#   /html/      200 and a web page, as a captive portal answers
#   /notfound/  404
#
# The archives are made once, in $GS_MIRROR_CACHE (default: mirror-cache
# below tests/ of $GS_TOP_BUILDDIR, or of build/), and shared by links.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${GS_MIRROR_CACHE:-${GS_TOP_BUILDDIR:-$here/../../build}/tests/mirror-cache}
goroot=/usr/lib/go-1.19
faults='short wrong evil'

die()
{
	echo "mirror.sh: $*" >&2
	exit 1
}

platform()
{
	case $(uname -m) in
	x86_64) echo linux-amd64 ;;
	aarch64) echo linux-arm64 ;;
	arm*) echo linux-armv6l ;;
	i?86) echo linux-386 ;;
	*) echo "linux-$(uname -m)" ;;
	esac
}

# Packs directory $1 as go/: regular files and directories only, uniform
# modes and owners, as the official archives are.
pack()
{
	tar -C "$1" --dereference --hard-dereference --sort=name \
		--owner=0 --group=0 --numeric-owner --mtime=@1680100000 \
		--mode='u=rwX,go=rX' --transform='s,^\.,go,' \
		--format=pax --pax-option=delete=atime,delete=ctime \
		-cf - . | gzip -n -6
}

# The damaged forms of archive $1 in the cache.
spoil()
{
	size=$(wc -c < "$cache/$1")
	head -c $((size / 2)) "$cache/$1" > "$cache/short-$1"
	cp "$cache/$1" "$cache/wrong-$1"
	awk 'BEGIN { for (i = 0; i < 64; i++) printf "x" }' |
		dd of="$cache/wrong-$1" bs=1 seek=$((size / 2)) conv=notrunc \
		2> /dev/null
}

tiny()
{
	rm -rf "$cache/tiny"
	sh "$here/tiny.sh" "$cache/tiny" "$1" "$p"
	pack "$cache/tiny" > "$cache/$2"
	rm -rf "$cache/tiny"
}

fill_cache()
{
	tiny 1.19.7 "$small"
	spoil "$small"
	tiny 1.19.8 "evil-$big"
	tiny 1.19.7-evil "evil-$small"
	pack "$goroot" > "$cache/$big"
	spoil "$big"
	: > "$cache/complete"
}

entry()
{
	cat <<-END
	 {
	  "version": "go$1",
	  "stable": true,
	  "files": [
	   {
	    "filename": "$2",
	    "os": "${p%-*}",
	    "arch": "${p#*-}",
	    "version": "go$1",
	    "sha256": "$(sha256sum < "$cache/$2" | cut -d ' ' -f 1)",
	    "size": $(($(wc -c < "$cache/$2"))),
	    "kind": "archive"
	   }
	  ]
	 }$3
	END
}

index()
{
	echo '['
	entry 1.19.8 "$big" ,
	entry 1.19.7 "$small" ''
	echo ']'
}

make()
{
	[ -x "$goroot/bin/go" ] && [ -d "$goroot/src/fmt" ] || exit 77
	mkdir -p "$cache" "$1/www/dl" "$1/tmp"
	(
		# Tests run side by side: one fills, the others wait.
		flock 9
		[ -f "$cache/complete" ] || fill_cache
	) 9> "$cache/lock"
	for f in "$big" "$small"; do
		ln -sf "$cache/$f" "$1/www/dl/$f"
		for m in $faults; do
			mkdir -p "$1/www/$m"
			ln -sf "$cache/$m-$f" "$1/www/$m/$f"
		done
	done
	index > "$1/www/index.json"
	: > "$1/www/empty"
	echo '<html><body>Please log in to the network.</body></html>' \
		> "$1/www/portal.html"
}

sizes()
{
	for f in "$big" "$small"; do
		# A location of nginx, no home directory.
		# shellcheck disable=SC2088
		echo "~/$f\$ $(($(wc -c < "$1/www/dl/$f")));"
	done
}

config()
{
	cat <<-END
	daemon on;
	worker_processes 1;
	pid $1/nginx.pid;
	error_log $1/error.log;
	$([ "$(id -u)" != 0 ] || echo 'user root;')
	events { worker_connections 256; }
	http {
		access_log $1/access.log;
		client_body_temp_path $1/tmp;
		proxy_temp_path $1/tmp;
		fastcgi_temp_path $1/tmp;
		uwsgi_temp_path $1/tmp;
		scgi_temp_path $1/tmp;
		types { }
		default_type application/octet-stream;
		sendfile on;
		map \$uri \$full_size { $(sizes "$1") }
		server {
			listen 127.0.0.1:$2;
			root $1/www;
			location = /dl/ {
				default_type application/json;
				rewrite ^ /index.json break;
			}
			location /redirect/ {
				rewrite ^/redirect/(.*)\$ /dl/\$1 redirect;
			}
			location /slow/ { alias $1/www/dl/; limit_rate 512k; }
			location /norange/ { alias $1/www/dl/; max_ranges 0; }
			location /flaky/ {
				alias $1/www/dl/;
				if (\$http_range = "") {
					rewrite ^/flaky/(.*)\$ /dies/\$1 last;
				}
			}
			# The length of the whole file is announced, half of
			# it sent: add_after_body makes nginx forget the
			# length that it knows.
			location /dies/ {
				alias $1/www/short/;
				max_ranges 0;
				addition_types *;
				add_after_body /empty;
				chunked_transfer_encoding off;
				keepalive_timeout 0;
				add_header Content-Length \$full_size;
			}
			location /html/ {
				default_type text/html;
				rewrite ^ /portal.html break;
			}
			location /notfound/ { return 404; }
		}
	}
	END
}

# A free port is found by trying: nginx itself says whether it could bind.
start()
{
	make "$1"
	[ ! -f "$1/nginx.pid" ] || stop "$1"
	try=0
	while [ $try -lt 20 ]; do
		try=$((try + 1))
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		config "$1" "$port" > "$1/nginx.conf"
		if $nginx -c "$1/nginx.conf" -e "$1/error.log" \
			2> "$1/start.log"; then
			echo "$port" | tee "$1/port"
			return
		fi
		grep -q 'already in use' "$1/start.log" ||
			die "nginx does not start: $(cat "$1/start.log")"
	done
	die "no free port"
}

stop()
{
	[ -f "$1/nginx.pid" ] || return 0
	pid=$(cat "$1/nginx.pid")
	kill "$pid" 2> /dev/null || return 0
	try=0
	while kill -0 "$pid" 2> /dev/null && [ $try -lt 100 ]; do
		try=$((try + 1))
		sleep 0.05
	done
	rm -f "$1/nginx.pid"
}

p=$(platform)
big=go1.19.8.$p.tar.gz
small=go1.19.7.$p.tar.gz
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || nginx=

case ${1-} in
platform) platform; exit ;;
make | start | stop) [ $# = 2 ] || die "usage: mirror.sh $1 DIR" ;;
*) die "usage: mirror.sh make|start|stop DIR, or mirror.sh platform" ;;
esac
[ -n "$nginx" ] || exit 77
mkdir -p "$2"
$1 "$(cd "$2" && pwd)"
