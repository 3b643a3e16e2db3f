/* SPDX-License-Identifier: MIT */
/* What putting a Go tree somewhere would mean on this machine. */
#include "config.h"

#include "methods/parts.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"

/* Files and directories of a Go tree: 14,000 to 16,000 in 1.19 .. 1.27. */
#define TREE_INODES 16000

const struct gs_place *gs_place_of(const struct gs_facts *f, const char *path)
{
	const struct gs_place *best = NULL;
	size_t i, len = 0;

	for (i = 0; i < f->n_places; i++) {
		const struct gs_place *p = &f->places[i];
		const char *top = gs_path_within(path, p->path) ? p->path :
				  !gs_empty(p->mount) &&
				  gs_path_within(path, p->mount) ? p->mount :
				  NULL;
		size_t n = 0;

		while (top && top[n])
			n++;
		if (top && n > len) {
			best = p;
			len = n;
		}
	}
	return best;
}

const struct gs_place *gs_tree_place(const struct gs_facts *f, bool system)
{
	const struct gs_place *sdk = gs_facts_place(f, "sdk");

	if (system)
		return gs_facts_place(f, "system");
	return sdk ? sdk : gs_facts_place(f, "home");
}

static void refuse_root(const struct gs_method_request *r,
			struct gs_method_info *info)
{
	const struct gs_facts *f = r->facts;

	if (!info->needs_root || f->is_root || f->can_sudo)
		return;
	gs_refuse(info, gs_strdup(_("For all users it needs root, and there "
		"is no sudo or doas here. Choose your account only.")));
}

static void refuse_mount(const struct gs_place *p, bool system,
			 struct gs_method_info *info)
{
	if (p->hung)
		gs_refuse(info, gs_printf(_("The file system of %s does not "
			"answer."), p->path));
	else if (p->readonly)
		gs_refuse(info, gs_printf(_("The file system of %s is "
			"read-only."), p->path));
	else if (p->noexec)
		gs_refuse(info, gs_printf(_("%s is mounted noexec: programs "
			"cannot run from there."), p->path));
	else if (!p->writable && !system)
		gs_refuse(info, gs_printf(_("You may not write to %s."),
			p->path));
}

static void refuse_space(const struct gs_place *p, int64_t need,
			 struct gs_method_info *info)
{
	int64_t left = p->free_bytes;
	gs_autofree char *need_text = gs_size_text(need);
	gs_autofree char *left_text = NULL;

	if (p->quota_bytes >= 0 && (left < 0 || p->quota_bytes < left))
		left = p->quota_bytes;
	left_text = gs_size_text(left < 0 ? 0 : left);
	if (left >= 0 && left < need && left == p->quota_bytes)
		gs_refuse(info, gs_printf(_("It needs about %s, and your quota "
			"in %s leaves %s."), need_text, p->path, left_text));
	else if (left >= 0 && left < need)
		gs_refuse(info, gs_printf(_("It needs about %s, and %s has "
			"%s left."), need_text, p->path, left_text));
	else if (p->free_inodes >= 0 && p->free_inodes < TREE_INODES)
		gs_refuse(info, gs_printf(_("It needs about %d files, and "
			"the file system of %s has room for %lld."),
			TREE_INODES, p->path, (long long)p->free_inodes));
}

static void space_reasons(const struct gs_place *p, struct gs_method_info *info)
{
	gs_autofree char *disk = gs_size_text(info->disk_bytes);
	gs_autofree char *left = gs_size_text(p->free_bytes);

	if (p->free_bytes >= 0 && info->disk_bytes > 0)
		gs_strv_addf(&info->cons, _("It takes about %s of the %s "
			"that are free in %s."), disk, left, p->path);
	if (p->network)
		gs_strv_addf(&info->cons, _("%s is on a network file system "
			"(%s): unpacking thousands of files takes longer "
			"there."), p->path, p->fstype);
}

/* An older hand-made installation where the link shall stand. */
static void note_directory(const struct gs_facts *f, const char *link,
			   struct gs_method_info *info)
{
	const struct gs_file *now = gs_facts_file(f, link);
	const struct gs_go_fact *go = gs_go_at(f, link);

	if (!now || now->link || now->type != GS_FILE_DIR)
		return;
	if (go && !gs_empty(go->version))
		info->note = gs_printf(_("%s is a directory with Go %s from "
			"an earlier installation. A link takes its place; "
			"the directory is kept, and 'gosetup undo' puts it "
			"back."), link, go->version);
	else
		info->note = gs_printf(_("%s is a directory. A link takes its "
			"place; the directory is kept, and 'gosetup undo' "
			"puts it back."), link);
}

static void estimate(int64_t archive, bool download,
		     struct gs_method_info *info)
{
	info->download_bytes = download ? archive : 0;
	info->disk_bytes = gs_typical_tree_bytes(archive);
	if (archive == 0)
		return;
	/* A common line carries 5 MB/s; unpacking 60 MB/s of tree. */
	info->seconds = (int)(info->disk_bytes / 60000000 + 1);
	if (download)
		info->seconds += (int)(archive / 5000000);
}

void gs_describe_tree(const struct gs_method_request *r, const char *version,
		      int64_t archive_bytes, bool download,
		      struct gs_method_info *info)
{
	const struct gs_facts *f = r->facts;
	struct gs_layout l;
	const struct gs_go_fact *there;
	const struct gs_place *p;

	gs_layout_make(&l, f, r->system, version);
	there = gs_go_at(f, l.tree);
	p = gs_tree_place(f, r->system);
	info->where = gs_empty(version) ? gs_path_dir(l.tree)
					: gs_strdup(l.tree);
	info->needs_root = r->system && gs_empty(f->root);
	refuse_root(r, info);
	if (p)
		refuse_mount(p, r->system, info);
	if (there && !there->broken && !gs_empty(version)) {
		gs_strv_addf(&info->pros, _("Go %s is there already: nothing "
			"has to be loaded."), there->version);
	} else {
		estimate(archive_bytes, download, info);
		if (p) {
			refuse_space(p, info->disk_bytes +
				     info->download_bytes, info);
			space_reasons(p, info);
		}
	}
	note_directory(f, l.link, info);
	gs_layout_release(&l);
}
