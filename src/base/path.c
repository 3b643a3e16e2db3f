/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/path.h"

#include <string.h>

#include "base/buf.h"
#include "base/strv.h"

char *gs_path_join(const char *dir, const char *name)
{
	size_t n = strlen(dir);

	while (*name == '/')
		name++;
	return gs_printf("%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/",
			 name);
}

char *gs_path_dir(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n == 0)
		return gs_strdup(".");
	while (n > 1 && path[n - 1] == '/')
		n--;
	return gs_strndup(path, n);
}

const char *gs_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *gs_path_clean(const char *path)
{
	struct gs_strv parts = GS_STRV_INIT;
	struct gs_buf b = GS_BUF_INIT;
	bool abs = path[0] == '/';

	while (*path) {
		size_t n = strcspn(path, "/");

		if (n == 0 || (n == 1 && path[0] == '.'))
			;
		else if (n == 2 && path[0] == '.' && path[1] == '.' &&
			 parts.n > 0 && !gs_streq(parts.v[parts.n - 1], "..")) {
			gs_set(&parts.v[parts.n - 1], NULL);
			parts.n--;
		} else if (n == 2 && !memcmp(path, "..", 2) && abs)
			;
		else
			gs_strv_steal(&parts, gs_strndup(path, n));
		path += n;
		while (*path == '/')
			path++;
	}
	for (size_t i = 0; i < parts.n; i++) {
		if (i || abs)
			gs_buf_addc(&b, '/');
		gs_buf_adds(&b, parts.v[i]);
	}
	if (b.len == 0)
		gs_buf_adds(&b, abs ? "/" : ".");
	gs_strv_release(&parts);
	return gs_buf_steal(&b);
}

char *gs_path_tilde(const char *path, const char *home)
{
	if (!gs_empty(home) && !gs_streq(home, "/") &&
	    gs_path_within(path, home))
		return gs_printf("~%s", path + strlen(home));
	return gs_strdup(path);
}

bool gs_path_is_abs(const char *path)
{
	return path && path[0] == '/';
}

bool gs_path_within(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	while (n > 1 && dir[n - 1] == '/')
		n--;
	if (strncmp(path, dir, n) != 0)
		return false;
	return path[n] == '\0' || path[n] == '/' || (n == 1 && dir[0] == '/');
}

static bool plain(unsigned char c)
{
	return c > 0x20 - 1 && c < 0x7f && c != '%';
}

char *gs_path_encode(const char *path)
{
	struct gs_buf b = GS_BUF_INIT;

	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (plain(c))
			gs_buf_addc(&b, *path);
		else
			gs_buf_addf(&b, "%%%02X", c);
	}
	return gs_buf_steal(&b);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

char *gs_path_decode(const char *text)
{
	struct gs_buf b = GS_BUF_INIT;

	for (; *text; text++) {
		int hi, lo;

		if (*text != '%') {
			gs_buf_addc(&b, *text);
			continue;
		}
		hi = hex_digit(text[1]);
		lo = hi < 0 ? -1 : hex_digit(text[2]);
		if (lo < 0 || (hi == 0 && lo == 0)) {
			gs_buf_release(&b);
			return NULL;
		}
		gs_buf_addc(&b, (char)(hi * 16 + lo));
		text += 2;
	}
	return gs_buf_steal(&b);
}
