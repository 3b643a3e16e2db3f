/* SPDX-License-Identifier: MIT */
/* "?": what the focused row means, what is recommended, then all keys. */
#include "config.h"

#include "ui/tui/app.h"

#include "base/i18n.h"
#include "ui/tui/layer.h"

static void add_paragraph(struct gs_buf *b, const char *text)
{
	if (gs_empty(text))
		return;
	if (b->len)
		gs_buf_adds(b, "\n");
	gs_buf_adds(b, text);
	if (b->ptr[b->len - 1] != '\n')
		gs_buf_adds(b, "\n");
}

static void about_row(struct gs_tui *t, struct gs_row *row, struct gs_buf *b)
{
	const struct gs_page *page = gs_tui_page(t, t->page);
	struct gs_buf why = GS_BUF_INIT;

	if (row->q)
		add_paragraph(b, _(row->q->help));
	if (*row->detail && b->len)
		gs_buf_addc(b, '\n');
	if (*row->detail)
		gs_buf_addf(b, _("%s: %s\n"), row->label, row->detail);
	if (page->more)
		page->more(t, row, &why);
	if (page->more && page->why)
		gs_buf_addc(&why, '\n');
	if (page->why)
		page->why(t, row, &why);
	add_paragraph(b, gs_buf_str(&why));
	gs_buf_release(&why);
}

void gs_help_open(struct gs_tui *t)
{
	const struct gs_page *page = gs_tui_page(t, t->page);
	struct gs_row *row = page->build ? gs_tui_row(t) : NULL;
	struct gs_buf b = GS_BUF_INIT;
	struct gs_strv keys = GS_STRV_INIT;

	if (row)
		about_row(t, row, &b);
	if (t->page == GS_TUI_SYSTEM && t->s->have_facts)
		gs_system_report(t, &b);
	add_paragraph(&b, _("Keys"));
	gs_key_help(&keys);
	for (size_t i = 0; i < keys.n; i++)
		gs_buf_addf(&b, "%s\n", keys.v[i]);
	add_paragraph(&b, _("With a screen reader, 'gosetup --plain' asks the "
			    "same questions line by line."));
	gs_pager_open(t, row && row->q ? _(row->q->title) : _("Help"),
		      b.ptr, false);
	gs_strv_release(&keys);
	gs_buf_release(&b);
}
