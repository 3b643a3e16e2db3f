/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* The errors that users meet, in their language even where the C library
 * has no catalogue for it. */
static const struct {
	int num;
	const char *text;
} texts[] = {
	{ EACCES, N_("permission denied") },
	{ EBUSY, N_("the file is in use, or a mount point") },
	{ EDQUOT, N_("the disk quota is used up") },
	{ EEXIST, N_("it exists already") },
	{ EFBIG, N_("the file is too large") },
	{ EIO, N_("input/output error of the disk") },
	{ EISDIR, N_("it is a directory") },
	{ ELOOP, N_("too many symbolic links") },
	{ EMFILE, N_("too many open files") },
	{ ENAMETOOLONG, N_("the name is too long") },
	{ ENOENT, N_("no such file or directory") },
	{ ENOMEM, N_("out of memory") },
	{ ENOSPC, N_("no space left on the disk") },
	{ ENOTDIR, N_("a part of the path is not a directory") },
	{ ENOTEMPTY, N_("the directory is not empty") },
	{ EPERM, N_("operation not permitted") },
	{ EROFS, N_("the file system is read-only") },
	{ ESTALE, N_("the network file system lost the file") },
	{ ETXTBSY, N_("the program is running") },
	{ EXDEV, N_("it lies on another file system") },
};

static const char *errno_text(int num)
{
	for (size_t i = 0; i < GS_COUNT(texts); i++)
		if (texts[i].num == num)
			return _(texts[i].text);
	return strerror(num);
}

static void set_text(struct gs_error *e, enum gs_err code, int num,
		     const char *fmt, va_list ap)
{
	size_t n;

	if (!e || e->code != GS_OK)
		return;
	e->code = code;
	e->sys_errno = num;
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	n = strlen(e->text);
	if (num)
		snprintf(e->text + n, sizeof(e->text) - n, ": %s",
			 errno_text(num));
}

int gs_error_set(struct gs_error *e, enum gs_err code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set_text(e, code, 0, fmt, ap);
	va_end(ap);
	return code;
}

int gs_error_sys(struct gs_error *e, int errnum, const char *fmt, ...)
{
	enum gs_err code = GS_ERR_FAILED;
	va_list ap;

	if (errnum == ENOSPC || errnum == EDQUOT)
		code = GS_ERR_SPACE;
	va_start(ap, fmt);
	set_text(e, code, errnum, fmt, ap);
	va_end(ap);
	return code;
}

void gs_error_hint(struct gs_error *e, const char *fmt, ...)
{
	va_list ap;

	if (!e || e->hint[0])
		return;
	va_start(ap, fmt);
	vsnprintf(e->hint, sizeof(e->hint), fmt, ap);
	va_end(ap);
}

void gs_error_state(struct gs_error *e, const char *sentence)
{
	gs_autofree char *all = NULL;
	size_t n = strlen(sentence);
	bool blank;

	if (!e || strncmp(e->hint, sentence, n) == 0)
		return;
	/* A Chinese full stop brings its own space. */
	blank = e->hint[0] && gs_ends(sentence, ".");
	all = gs_printf("%s%s%s", sentence, blank ? " " : "", e->hint);
	n = strnlen(all, sizeof(e->hint) - 1);
	memcpy(e->hint, all, n);
	e->hint[n] = '\0';
}

void gs_error_clear(struct gs_error *e)
{
	memset(e, 0, sizeof(*e));
}

int gs_error_exit_code(enum gs_err code)
{
	switch (code) {
	case GS_OK:
		return 0;
	case GS_ERR_USAGE:
		return 2;
	case GS_ERR_REFUSED:
		return 3;
	case GS_ERR_VERIFY:
		return 4;
	case GS_ERR_LEFT:
		return 5;
	case GS_ERR_CANCELLED:
		return 130;
	case GS_ERR_FAILED:
	case GS_ERR_NOT_FOUND:
	case GS_ERR_NETWORK:
	case GS_ERR_CHECKSUM:
	case GS_ERR_FORMAT:
	case GS_ERR_SPACE:
		break;
	}
	return 1;
}
