# SPDX-License-Identifier: MIT
# Wide curses with menu, form and panel: ncursesw by pkg-config, else a plain
# ncurses that has the wide functions (macOS, where no .pc file exists).
AC_DEFUN([GS_CURSES], [
	gs_curses=ncursesw
	PKG_CHECK_MODULES([CURSES], [ncursesw panelw menuw formw], [
		AC_DEFINE([HAVE_NCURSESW], [1], [Headers in ncursesw/ or plain])
	], [
		gs_curses=ncurses
		gs_save_LIBS=$LIBS
		LIBS=
		AC_SEARCH_LIBS([tigetstr], [tinfow tinfo ncursesw ncurses], [],
			[AC_MSG_ERROR([ncurses with wide characters is needed])])
		AC_SEARCH_LIBS([add_wch], [ncursesw ncurses], [],
			[AC_MSG_ERROR([ncurses with wide characters is needed])])
		AC_SEARCH_LIBS([new_panel], [panelw panel], [],
			[AC_MSG_ERROR([the panel library of ncurses is needed])])
		AC_SEARCH_LIBS([new_menu], [menuw menu], [],
			[AC_MSG_ERROR([the menu library of ncurses is needed])])
		AC_SEARCH_LIBS([form_driver], [formw form], [],
			[AC_MSG_ERROR([the form library of ncurses is needed])])
		CURSES_LIBS=$LIBS
		CURSES_CFLAGS=
		LIBS=$gs_save_LIBS
	])
	AC_SUBST([CURSES_LIBS])
	AC_SUBST([CURSES_CFLAGS])
])
