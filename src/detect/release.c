/* SPDX-License-Identifier: MIT */
/* Names, versions and kernel strings: text in, answer out. */
#include "config.h"

#include "detect/release.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* The value of KEY=... in s, without quotes (os-release(5)). */
static char *unquote(const char *s, size_t n)
{
	struct gs_buf b = GS_BUF_INIT;
	char quote = n && (*s == '"' || *s == '\'') ? *s : '\0';

	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	for (size_t i = quote ? 1 : 0; i < n; i++) {
		if (quote && s[i] == quote)
			break;
		if (s[i] == '\\' && quote != '\'' && i + 1 < n)
			i++;
		gs_buf_addc(&b, s[i]);
	}
	return gs_buf_steal(&b);
}

char *gs_release_value(const char *text, const char *key)
{
	size_t n = strlen(key);
	char *found = NULL;

	while (text && *text) {
		size_t line = strcspn(text, "\n");

		if (line > n && strncmp(text, key, n) == 0 &&
		    text[n] == '=') {
			free(found);
			found = unquote(text + n + 1, line - n - 1);
		}
		text += line + (text[line] == '\n');
	}
	return found;
}

int gs_wsl_version(const char *kernel)
{
	gs_autofree char *low = gs_strdup(kernel);

	for (char *p = low; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (!strstr(low, "microsoft"))
		return 0;
	/* WSL 1 invents "4.4.0-19041-Microsoft"; WSL 2 is a real kernel,
	 * "5.15.90.1-microsoft-standard-WSL2". */
	return strstr(low, "wsl2") || strstr(low, "microsoft-standard") ? 2
									 : 1;
}

static size_t version_span(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '.' || s[n] == '_')
		n++;
	while (n && s[n - 1] == '.')
		n--;
	return n;
}

char *gs_version_word(const char *text)
{
	for (const char *p = text; *p; p++) {
		/* "BusyBox v1.36.1", "KSH R59", "xonsh/0.13.4" */
		bool start = p == text || strchr(" \t\nvR/", p[-1]);

		if (start && isdigit((unsigned char)*p))
			return gs_strndup(p, version_span(p));
	}
	return gs_strdup("");
}

char *gs_package_upstream(const char *version)
{
	const char *colon = strchr(version, ':');
	const char *s = colon ? colon + 1 : version;
	size_t n = strcspn(s, "-+~");

	return gs_strndup(s, n);
}

/* "go1.22.5", "go1.27rc1", "go1.22.5-custom", "devel go1.28-0123456". */
static char *go_word(const char *s, size_t n)
{
	if (n > 2 && strncmp(s, "go", 2) == 0 &&
	    isdigit((unsigned char)s[2])) {
		size_t len = 2;

		while (len < n && (isalnum((unsigned char)s[len]) ||
				   s[len] == '.'))
			len++;
		return gs_strndup(s + 2, len - 2);
	}
	return NULL;
}

char *gs_go_version_of_file(const char *text)
{
	while (*text && *text != '\n') {
		size_t n = strcspn(text, " \t\r\n");
		char *v = go_word(text, n);

		if (v)
			return v;
		text += n;
		text += strspn(text, " \t\r");
	}
	return NULL;
}

char *gs_go_version_of_output(const char *text)
{
	const char *at = strstr(text, "go version ");

	return at ? gs_go_version_of_file(at + strlen("go version ")) : NULL;
}
