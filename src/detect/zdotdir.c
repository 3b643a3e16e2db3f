/* SPDX-License-Identifier: MIT */
/* For a .zshenv that did not end in time. */
#include "config.h"

#include "detect/zdotdir.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"

struct variable {
	const char *text, *value;
};

/* Appends what stands at s and returns its length; 0 when it is plain. */
static size_t expand_one(struct gs_buf *out, const char *s,
			 const struct variable *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(v[i].text);

		if (strncmp(s, v[i].text, len) == 0 &&
		    (s[len - 1] == '}' || !s[len] || strchr("/\"", s[len]))) {
			gs_buf_adds(out, v[i].value);
			return len;
		}
	}
	return 0;
}

static char *expand(const char *s, size_t n, const char *home,
		    const char *config)
{
	const struct variable v[] = {
		{ "${XDG_CONFIG_HOME:-$HOME/.config}", config },
		{ "${XDG_CONFIG_HOME:-${HOME}/.config}", config },
		{ "${XDG_CONFIG_HOME:-~/.config}", config },
		{ "${XDG_CONFIG_HOME}", config },
		{ "$XDG_CONFIG_HOME", config },
		{ "${HOME}", home },
		{ "$HOME", home },
	};
	gs_autofree char *text = gs_strndup(s, n);
	struct gs_buf b = GS_BUF_INIT;
	size_t i = 0;

	if (text[0] == '~' && text[1] == '/') {
		gs_buf_adds(&b, home);
		i = 1;
	}
	while (text[i]) {
		size_t len = expand_one(&b, text + i, v, GS_COUNT(v));

		if (len == 0 && strchr("\"'", text[i]))
			len = 1;
		else if (len == 0)
			gs_buf_addc(&b, text[i]);
		i += len ? len : 1;
	}
	return gs_buf_steal(&b);
}

/* A quoted string, or up to where a word ends. */
static size_t word_length(const char *s)
{
	char quote[] = { *s, '\n', '\0' };

	if (*s == '"' || *s == '\'')
		return 1 + strcspn(s + 1, quote);
	return strcspn(s, " \t;&#\r\n");
}

char *gs_zdotdir_of_text(const char *text, const char *home,
			 const char *xdg_config)
{
	char *found = NULL;

	while (*text) {
		size_t line = strcspn(text, "\n"), n;
		const char *s = text + strspn(text, " \t");

		if (gs_starts(s, "export"))
			s += strlen("export") + strspn(s + 6, " \t");
		if (gs_starts(s, "ZDOTDIR=")) {
			s += strlen("ZDOTDIR=");
			n = word_length(s);
			free(found);
			found = expand(s, n, home, xdg_config);
		}
		text += line + (text[line] == '\n');
	}
	if (found && (!gs_path_is_abs(found) || strpbrk(found, "$`("))) {
		free(found);
		found = NULL;
	}
	return found;
}
