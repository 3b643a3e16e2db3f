/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "ui/tui/app.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"

char *gs_words_bytes(int64_t bytes)
{
	double v = (double)bytes;

	if (bytes < 1000)
		return gs_printf("%lld B", (long long)bytes);
	if (v < 1e6)
		return gs_printf("%.0f kB", v / 1e3);
	if (v < 999.5e6)
		return gs_printf("%.0f MB", v / 1e6);
	return gs_printf("%.1f GB", v / 1e9);
}

char *gs_words_seconds(int seconds)
{
	if (seconds < 90)
		return gs_printf(_("~%d s"), seconds);
	return gs_printf(_("~%d min"), (seconds + 30) / 60);
}

char *gs_words_home(struct gs_tui *t, const char *path)
{
	const char *home = t->s->facts.home;

	return home ? gs_path_tilde(path, home) : gs_strdup(path);
}

char *gs_words_home_in(struct gs_tui *t, const char *text)
{
	const char *home = t->s->facts.home, *at;
	struct gs_buf b = GS_BUF_INIT;
	size_t n = home ? strlen(home) : 0;

	for (at = n > 1 ? strstr(text, home) : NULL; at;
	     at = strstr(text, home)) {
		gs_buf_add(&b, text, (size_t)(at - text));
		gs_buf_adds(&b, at[n] == '/' ? "~" : home);
		text = at + n;
	}
	gs_buf_adds(&b, text);
	return gs_buf_steal(&b);
}

char *gs_words_list(const struct gs_strv *parts)
{
	/* TRANSLATORS: between the parts of a list. */
	return gs_strv_join(parts, _(", "));
}
