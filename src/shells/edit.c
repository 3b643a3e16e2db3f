/* SPDX-License-Identifier: MIT */
/* New contents of an rc file: with our block, or without it. */
#include "config.h"
#include "shells/shells.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "shells/block.h"
#include "shells/rows.h"

/* The hook of the sh family.  `if`, not `&&`: the last status stays 0 under
 * set -e.  The readable test keeps a login quiet after an uninstallation. */
static int hook_body(const struct gs_shell_home *h,
		     const struct gs_shell_edit *e, struct gs_buf *out,
		     struct gs_error *err)
{
	gs_autofree char *file = e->system ? gs_strdup(GS_SYSTEM_ENV_FILE) :
				 gs_env_file_path(h, GS_SYNTAX_SH);
	struct gs_buf word = GS_BUF_INIT;

	if (strchr(file, '\n'))
		return gs_error_set(err, GS_ERR_USAGE,
				    _("'%s' holds a newline"), file);
	gs_sh_path(&word, file, e->system ? NULL : h->home, "${HOME-}");
	gs_buf_addf(out, "if [ -r %s ]; then %s. %s; fi\n",
		    gs_buf_str(&word), e->login ? "_gosetup_front=1; " : "",
		    gs_buf_str(&word));
	gs_buf_release(&word);
	return 0;
}

static void splice(const char *bytes, size_t len, size_t from, size_t to,
		   const struct gs_buf *middle, struct gs_buf *out)
{
	gs_buf_reset(out);
	gs_buf_add(out, bytes, from);
	if (middle->len)
		gs_buf_add(out, middle->ptr, middle->len);
	gs_buf_add(out, bytes + to, len - to);
}

static int put_block(const char *bytes, size_t len, enum gs_syntax syntax,
		     const char *body, struct gs_buf *out,
		     struct gs_error *err)
{
	struct gs_buf text = GS_BUF_INIT;
	struct gs_block old;
	struct gs_block_spot spot;
	int rc = gs_block_find(bytes, len, &old, err);

	if (rc < 0)
		return rc;
	if (rc > 0) {
		gs_block_text(&text, body, old.note);
		splice(bytes, len, old.from, old.to, &text, out);
	} else {
		gs_block_spot(bytes, len, syntax, &spot);
		if (spot.newline)
			gs_buf_addc(&text, '\n');
		gs_block_text(&text, body, spot.newline);
		splice(bytes, len, spot.at, spot.at, &text, out);
	}
	gs_buf_release(&text);
	return 0;
}

int gs_shell_edit_text(const struct gs_shell_def *d,
		       const struct gs_shell_home *h,
		       const struct gs_shell_want *want,
		       const struct gs_shell_edit *e, const struct gs_buf *old,
		       struct gs_buf *out, struct gs_error *err)
{
	struct gs_buf body = GS_BUF_INIT;
	bool have = old && old->len;
	int rc;

	gs_buf_reset(out);
	if (e->rule == GS_PLACE_OWN_FILE)
		return gs_env_file_text(d->syntax, want, out, err);
	rc = hook_body(h, e, &body, err);
	if (!rc)
		rc = put_block(have ? old->ptr : "", have ? old->len : 0,
			       d->syntax, gs_buf_str(&body), out, err);
	gs_buf_release(&body);
	return rc;
}

int gs_shell_remove_block(const struct gs_buf *old, struct gs_buf *out,
			  struct gs_error *err)
{
	const char *bytes = old->len ? old->ptr : "";
	struct gs_buf none = GS_BUF_INIT;
	struct gs_block b;
	int rc = gs_block_find(bytes, old->len, &b, err);

	gs_buf_reset(out);
	if (rc < 0)
		return rc;
	if (rc == 0) {
		gs_buf_add(out, bytes, old->len);
		return 0;
	}
	/* The newline is ours only while nothing was added behind it. */
	if (b.note && b.to == old->len && b.from > 0)
		b.from--;
	splice(bytes, old->len, b.from, b.to, &none, out);
	return 1;
}
