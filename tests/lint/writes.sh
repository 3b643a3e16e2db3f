#!/bin/sh
# SPDX-License-Identifier: MIT
# One place writes: apply/, install/ into the stage it is handed, and the
# scratch directory of verify/.
. "$GS_TOP_SRCDIR/tests/lint/lib.sh"

elsewhere()
{
	grep -v -e '^src/apply/' -e '^src/install/' \
		-e '^src/verify/scratch\.[co]'
}

writing='rename renameat renameat2 renamex_np unlink unlinkat remove rmdir
mkdir mkdirat mkdtemp mkstemp mkostemp mkstemps tmpfile symlink symlinkat link
linkat creat truncate ftruncate posix_fallocate fallocate chmod fchmod fchmodat
chown fchown lchown fchownat utimes futimes utimensat futimens mknod mkfifo
setxattr fsetxattr lsetxattr'

# shellcheck disable=SC2086 # a list of names
writing_calls()
{
	cd "$1" || return 1
	sources src ui | elsewhere | code | calls $writing
}

opens_for_writing()
{
	cd "$1" || return 1
	sources src ui | elsewhere | with_texts | grep -E \
		'O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE|f(re)?open *\([^;]*, *"[^"]*[wa+]'
	# A terminal and /dev/null are no files.
	sources src ui | elsewhere | with_texts |
		grep -E 'O_WRONLY|O_RDWR' | grep -v -E 'O_NOCTTY|"/dev/null"'
}

# The same from the objects: neither a macro nor a wrapper hides there.
# shellcheck disable=SC2086 # a list of names
writing_symbols()
{
	cd "$1" || return 1
	find src ui -name '*.o' | LC_ALL=C sort | elsewhere | symbols |
		uses $writing
}

rule "only apply/ and install/ call what writes" \
	writing_calls "$GS_TOP_SRCDIR"
rule "only apply/ and install/ open files for writing" \
	opens_for_writing "$GS_TOP_SRCDIR"
rule "the objects agree" writing_symbols "$GS_TOP_BUILDDIR"

mkdir -p "$lint_tmp/src/plan" "$lint_tmp/ui"
printf 'int f(void)\n{\n\treturn unlink("x");\n}\n' >"$lint_tmp/src/plan/a.c"
catches "unlink in plan/ is found" writing_calls "$lint_tmp"
printf '/* unlink(x) */\nint f(void) { return gs_unlink(s->unlink(1)); }\n' \
	>"$lint_tmp/src/plan/a.c"
rule "names that only look like it are not" writing_calls "$lint_tmp"
printf 'FILE *f = fopen(p, "we");\n' >"$lint_tmp/src/plan/a.c"
catches "fopen for writing is found" opens_for_writing "$lint_tmp"
printf 'FILE *f = fopen(p, "re");\n' >"$lint_tmp/src/plan/a.c"
rule "fopen for reading is not" opens_for_writing "$lint_tmp"
finish
