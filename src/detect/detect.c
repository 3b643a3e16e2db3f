/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/look.h"

#include <stdlib.h>

#include "base/path.h"

/* What later stages may want to run, or say is missing. */
void gs_look_tools(struct gs_look *l)
{
	static const char *const names[] = {
		"apk", "apt-get", "bison", "brew", "busybox", "cc", "clang",
		"code", "crontab", "curl", "dnf", "doas", "dpkg", "gcc",
		"git", "gpg", "gpgv", "hg", "make", "pacman", "pre-commit",
		"python3", "rpm", "sudo", "systemctl", "tar", "wget", "xz",
		"yum", "zypper",
	};

	for (size_t i = 0; i < GS_COUNT(names); i++) {
		gs_autofree char *path = gs_look_which(l, names[i]);

		if (path)
			gs_strv_add(&l->f->tools, names[i]);
	}
	l->f->can_sudo = gs_strv_has(&l->f->tools, "sudo") ||
			 gs_strv_has(&l->f->tools, "doas");
}

void gs_look_release(struct gs_look *l)
{
	for (size_t i = 0; i < l->n_path; i++)
		free(l->path[i].dir);
	free(l->path);
	free(l->procs);
	free(l->asks);
	free(l->dpkg_status);
	gs_strv_release(&l->dead);
	gs_mounts_release(&l->mounts);
}

int gs_detect(struct gs_facts *f, const struct gs_options *opts,
	      struct gs_error *err)
{
	struct gs_look l = { .f = f };

	(void)err;
	gs_facts_init(f);
	if (opts && opts->root)
		gs_set(&f->root, opts->root);
	gs_look_kernel(&l);
	gs_look_user(&l);
	gs_look_environment(&l);
	gs_look_places(&l);
	gs_look_home_owner(&l);
	gs_look_path(&l);
	gs_look_distro(&l);
	gs_look_system(&l);
	gs_look_tools(&l);
	gs_look_shells(&l);
	gs_look_parents(&l);
	gs_look_go(&l);
	gs_look_run(&l);
	/* Last: where zsh keeps its files is known now. */
	gs_look_files(&l);
	gs_look_release(&l);
	return 0;
}
