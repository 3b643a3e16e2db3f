# SPDX-License-Identifier: MIT
# GS_WARNINGS: WARN_CFLAGS holds those of our warnings that the compiler knows.
AC_DEFUN([GS_TRY_CFLAG], [
	AS_VAR_PUSHDEF([gs_flag], [gs_cv_cflag_$1])
	AC_CACHE_CHECK([whether $CC takes $1], [gs_flag], [
		gs_save_CFLAGS=$CFLAGS
		CFLAGS="$CFLAGS -Werror $1"
		AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
			[AS_VAR_SET([gs_flag], [yes])],
			[AS_VAR_SET([gs_flag], [no])])
		CFLAGS=$gs_save_CFLAGS
	])
	AS_VAR_IF([gs_flag], [yes], [WARN_CFLAGS="$WARN_CFLAGS $1"])
	AS_VAR_POPDEF([gs_flag])
])
AC_DEFUN([GS_WARNINGS], [
	WARN_CFLAGS=
	m4_foreach_w([gs_each_flag], [-Wall -Wextra -Wshadow -Wpointer-arith
		-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
		-Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
		-Wimplicit-fallthrough -Wundef -Wcast-qual -Wredundant-decls],
		[GS_TRY_CFLAG(gs_each_flag)])
	AC_ARG_ENABLE([werror],
		[AS_HELP_STRING([--enable-werror], [warnings are errors])],
		[AS_IF([test "x$enableval" = xyes],
			[WARN_CFLAGS="$WARN_CFLAGS -Werror"])])
	AC_SUBST([WARN_CFLAGS])
])
