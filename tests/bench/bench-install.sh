#!/bin/sh
# SPDX-License-Identifier: MIT
# Installing Go 1.19.8 from a mirror on this machine, against what everybody
# types: curl -s URL | tar xz.  Both into fresh directories in memory, in
# turn, medians of 7.
set -u

runs=7
bench=$GS_TOP_BUILDDIR/tests/bench
gosetup=$GS_TOP_BUILDDIR/gosetup
mirror=$GS_TOP_SRCDIR/tests/mirror/mirror.sh

[ -w /dev/shm ] || { echo "no /dev/shm here" >&2; exit 0; }
dir=$(mktemp -d /dev/shm/gs-bench.XXXXXX) || exit 1
trap 'sh "$mirror" stop "$dir/mirror"; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

port=$(sh "$mirror" start "$dir/mirror") || {
	echo "no local mirror here: golang-1.19 and nginx are needed" >&2
	exit 0
}
file=go1.19.8.$(sh "$mirror" platform).tar.gz
base=http://127.0.0.1:$port/dl
sum=$(sha256sum <"$dir/mirror/www/dl/$file" | cut -d ' ' -f 1)

# shellcheck disable=SC2016 # for the inner shell
curl_tar()
{
	mkdir "$dir/run" &&
	"$bench/measure" sh -c 'curl -s "$1" | tar xz -C "$2"' sh \
		"$base/$file" "$dir/run"
}

pipeline()
{
	mkdir "$dir/run" "$dir/run/stage" &&
	"$bench/measure" "$bench/pipeline" "$base/$file" "$sum" 1.19.8 \
		"$dir/run/stage" "$dir/run/part"
}

apply()
{
	cp -R /etc/skel "$dir/run" &&
	HOME=$dir/run "$bench/measure" env -u XDG_CONFIG_HOME \
		-u XDG_STATE_HOME -u XDG_CACHE_HOME -u ZDOTDIR -u GOENV \
		"$gosetup" apply --yes --no-verify --set scope=user \
		--set method=archive --set version=1.19.8 \
		--set trust=index --mirror "$base" --index "$base/?mode=json"
}

# Column $2 of file $1.
median()
{
	sort -n -k "$2,$2" "$1" | awk -v c="$2" '
		{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'
}

ways='curl_tar pipeline'
if "$gosetup" --help 2>/dev/null | grep -q apply; then
	ways="$ways apply"
else
	echo "this gosetup has no apply yet: the pipeline alone" >&2
fi
i=0
while [ $i -lt $runs ]; do
	i=$((i + 1))
	for way in $ways; do
		if ! $way >>"$dir/$way"; then
			echo "$way failed" >&2
			exit 1
		fi
		rm -rf "$dir/run"
	done
done

base_ms=$(median "$dir/curl_tar" 1)
printf 'curl | tar xz\t%s\tms\t-\n' "$base_ms"
for way in $ways; do
	case $way in
	curl_tar) continue ;;
	pipeline) name='download and unpack' ;;
	apply) name='gosetup apply --no-verify' ;;
	esac
	ms=$(median "$dir/$way" 1)
	kb=$(median "$dir/$way" 2)
	printf '%s\t%s\tms\t-\n' "$name" "$ms"
	printf '%s, part of curl | tar xz\t%s\t-\t0.6\n' "$name" \
		"$(awk -v a="$ms" -v b="$base_ms" \
			'BEGIN { printf "%.2f", a / b }')"
	printf '%s, memory\t%s\tMB\t40\n' "$name" "$(((kb + 1023) / 1024))"
done
