# SPDX-License-Identifier: MIT
# GS_SANITIZERS: --enable-sanitizers builds with address and undefined
# behaviour sanitizers.
AC_DEFUN([GS_SANITIZERS], [
	SANITIZER_CFLAGS=
	AC_ARG_ENABLE([sanitizers],
		[AS_HELP_STRING([--enable-sanitizers],
			[build with ASan and UBSan])],
		[AS_IF([test "x$enableval" = xyes],
			[SANITIZER_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g"])])
	AC_SUBST([SANITIZER_CFLAGS])
])
