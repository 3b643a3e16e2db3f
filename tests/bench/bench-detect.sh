#!/bin/sh
# SPDX-License-Identifier: MIT
# How long it takes to look at this machine.
set -u

home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
cp -R /etc/skel/. "$home" 2>/dev/null

# The median of 11 runs, in a HOME of its own.
HOME="$home" perl -MTime::HiRes=time -e '
	for (1 .. 11) {
		my $began = time;
		system(@ARGV) == 0 or exit 1;
		push @ms, 1000 * (time - $began);
	}
	printf "gosetup detect\t%.0f\tms\t150\n", (sort { $a <=> $b } @ms)[5];
' sh -c "exec '$GS_TOP_BUILDDIR/gosetup' detect --json >/dev/null"
