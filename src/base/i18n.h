/* SPDX-License-Identifier: MIT */
/*
 * Messages.  The zh_CN catalogue is compiled into the binary, so a single
 * file copied to a bare server speaks Chinese without any installed locale.
 * Other languages come from the installed catalogues through gettext.
 */
#ifndef GS_BASE_I18N_H
#define GS_BASE_I18N_H

#include <stdbool.h>

#define _(s) gs_tr(s)
#define N_(s) s
#define GS_NGETTEXT(s, p, n) gs_trn(s, p, n)

/* Chooses the language: `lang` from --lang, or NULL for the environment
 * (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).  Calls setlocale(); when the named
 * locale is not installed, LC_CTYPE falls back to C.UTF-8, then C. */
void gs_i18n_init(const char *lang);
/* Borrowed for the life of the program. */
const char *gs_tr(const char *msgid) __attribute__((format_arg(1)));
const char *gs_trn(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));
/* Is the character set of LC_CTYPE UTF-8?  Is the language Chinese? */
bool gs_i18n_utf8(void);
const char *gs_i18n_lang(void);         /* "en", "zh_CN", ... */

#endif
