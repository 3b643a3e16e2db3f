/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/detect.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "detect/members.h"

#define D(s, name, kind, member, d) \
	{ name, GS_M_##kind, offsetof(struct s, member), d }
#define M(s, name, kind, member) D(s, name, kind, member, 0)
#define END { NULL, GS_M_TEXT, 0, 0 }

static const struct gs_member system_members[] = {
	M(gs_facts, "os", TEXT, os),
	M(gs_facts, "arch", TEXT, arch),
	M(gs_facts, "machine", TEXT, machine),
	M(gs_facts, "kernel", TEXT, kernel),
	M(gs_facts, "libc", TEXT, libc),
	M(gs_facts, "libc_version", TEXT, libc_version),
	D(gs_facts, "elf_bits", INT, elf_bits, 64),
	M(gs_facts, "loong_world", MAYBE, loong_world),
	M(gs_facts, "package_manager", TEXT, pkg_manager),
	M(gs_facts, "wsl", INT, wsl),
	M(gs_facts, "container", MAYBE, container),
	D(gs_facts, "cores", INT, cores, 1),
	M(gs_facts, "memory_bytes", INT64, memory_bytes),
	M(gs_facts, "over_ssh", BOOL, over_ssh),
	M(gs_facts, "ssh_from", MAYBE, ssh_from),
	M(gs_facts, "hostname", TEXT, hostname),
	M(gs_facts, "timezone", TEXT, timezone),
	END
};

static const struct gs_member distro_members[] = {
	M(gs_facts, "id", TEXT, distro_id),
	M(gs_facts, "version", TEXT, distro_version),
	M(gs_facts, "like", TEXT, distro_like),
	M(gs_facts, "name", TEXT, distro_name),
	END
};

static const struct gs_member user_members[] = {
	M(gs_facts, "name", TEXT, user),
	M(gs_facts, "uid", UID, uid),
	M(gs_facts, "gid", GID, gid),
	M(gs_facts, "home", TEXT, home),
	M(gs_facts, "passwd_home", TEXT, passwd_home),
	M(gs_facts, "home_uid", UID, home_uid),
	M(gs_facts, "login_shell", TEXT, login_shell),
	M(gs_facts, "env_shell", TEXT, env_shell),
	M(gs_facts, "parent_shell", TEXT, parent_shell),
	M(gs_facts, "is_root", BOOL, is_root),
	M(gs_facts, "under_sudo", BOOL, under_sudo),
	M(gs_facts, "can_sudo", BOOL, can_sudo),
	END
};

static const struct gs_member environment_members[] = {
	M(gs_facts, "path", TEXT, path_env),
	M(gs_facts, "xdg_config", TEXT, xdg_config),
	M(gs_facts, "xdg_state", TEXT, xdg_state),
	M(gs_facts, "xdg_cache", TEXT, xdg_cache),
	M(gs_facts, "lang", TEXT, lang),
	M(gs_facts, "goenv", TEXT, goenv_path),
	M(gs_facts, "root", TEXT, root),
	M(gs_facts, "variables", STRV, env),
	END
};

static const struct gs_member top_members[] = {
	M(gs_facts, "tools", STRV, tools),
	M(gs_facts, "notes", STRV, notes),
	END
};

static const struct gs_member shell_members[] = {
	M(gs_shell_fact, "name", TEXT, name),
	M(gs_shell_fact, "path", TEXT, path),
	M(gs_shell_fact, "version", TEXT, version),
	M(gs_shell_fact, "login", BOOL, is_login),
	M(gs_shell_fact, "env", BOOL, is_env),
	M(gs_shell_fact, "parent", BOOL, is_parent),
	M(gs_shell_fact, "zdotdir_env", MAYBE, zdotdir_env),
	M(gs_shell_fact, "zdotdir_rc", MAYBE, zdotdir_rc),
	END
};

static const struct gs_member go_members[] = {
	M(gs_go_fact, "path", TEXT, path),
	M(gs_go_fact, "real", TEXT, real),
	M(gs_go_fact, "goroot", TEXT, goroot),
	M(gs_go_fact, "version", TEXT, version),
	M(gs_go_fact, "owner", OWNER, owner),
	M(gs_go_fact, "package", MAYBE, package),
	D(gs_go_fact, "path_index", INT, path_index, -1),
	M(gs_go_fact, "active", BOOL, active),
	M(gs_go_fact, "broken", MAYBE, broken),
	M(gs_go_fact, "has_go_env", BOOL, has_go_env),
	END
};

static const struct gs_member place_members[] = {
	M(gs_place, "path", TEXT, path),
	M(gs_place, "what", TEXT, what),
	M(gs_place, "mount", TEXT, mount),
	M(gs_place, "fstype", TEXT, fstype),
	D(gs_place, "free_bytes", INT64, free_bytes, -1),
	D(gs_place, "free_inodes", INT64, free_inodes, -1),
	D(gs_place, "quota_bytes", INT64, quota_bytes, -1),
	M(gs_place, "network", BOOL, network),
	M(gs_place, "noexec", BOOL, noexec),
	M(gs_place, "readonly", BOOL, readonly),
	M(gs_place, "writable", BOOL, writable),
	M(gs_place, "hung", BOOL, hung),
	END
};

static const struct gs_member file_members[] = {
	M(gs_file, "path", TEXT, path),
	M(gs_file, "link", MAYBE, link),
	M(gs_file, "real", TEXT, real),
	M(gs_file, "type", FILE_TYPE, type),
	M(gs_file, "mode", MODE, mode),
	M(gs_file, "uid", UID, uid),
	M(gs_file, "gid", GID, gid),
	M(gs_file, "nlink", UNSIGNED, nlink),
	M(gs_file, "size", INT64, size),
	M(gs_file, "writable", BOOL, writable),
	M(gs_file, "dir_writable", BOOL, dir_writable),
	M(gs_file, "why", MAYBE, why),
	END
};

/* ---- files ------------------------------------------------------------- */
static json_t *file_to_json(const struct gs_file *file)
{
	json_t *o = gs_struct_to_json(file_members, file);

	if (file->type == GS_FILE_REGULAR && file->sha256[0]) {
		gs_json_set(o, "content",
			    gs_bytes_to_json(gs_buf_str(&file->bytes),
					  file->bytes.len));
		gs_json_set(o, "sha256", json_string(file->sha256));
	}
	return o;
}

/* Files written by hand say only what matters: path and content. */
static void file_defaults(struct gs_file *file, const json_t *o,
			  const struct gs_facts *f)
{
	bool user = !gs_empty(f->home) && gs_path_within(file->path, f->home);
	bool can = user || f->is_root;
	bool link = file->link != NULL;

	if (gs_empty(file->real))
		gs_set(&file->real, link ? file->link : file->path);
	if (!json_object_get(o, "nlink"))
		file->nlink = file->type != GS_FILE_ABSENT;
	if (!json_object_get(o, "uid"))
		file->uid = user ? f->home_uid : 0;
	if (!json_object_get(o, "gid"))
		file->gid = user ? f->gid : 0;
	if (!json_object_get(o, "writable"))
		file->writable = can;
	if (!json_object_get(o, "dir_writable"))
		file->dir_writable = can;
	if (!json_object_get(o, "mode") && file->type == GS_FILE_REGULAR)
		file->mode = 0644;
	if (!json_object_get(o, "mode") && file->type == GS_FILE_DIR)
		file->mode = 0755;
}

static int file_from_json(struct gs_file *file, const json_t *o,
			  const struct gs_facts *f, struct gs_error *err)
{
	const json_t *content = json_object_get(o, "content");
	const char *sum = gs_json_str(o, "sha256", NULL);
	size_t n = 0;
	char *p;

	gs_struct_from_json(file_members, o, file);
	file_defaults(file, o, f);
	if (!gs_path_is_abs(file->path))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("facts: the file '%s' has no absolute "
				      "path"), file->path);
	p = content ? gs_bytes_from_json(content, &n) : NULL;
	if (!p)
		return 0;
	gs_buf_set(&file->bytes, p, n);
	free(p);
	file->size = (int64_t)n;
	gs_sha256_of(gs_buf_str(&file->bytes), n, file->sha256);
	if (sum && !gs_strieq(sum, file->sha256))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("facts: the content of '%s' does not "
				      "have the SHA-256 that is given for "
				      "it"), file->path);
	return 0;
}

static int files_from_json(struct gs_facts *f, const json_t *v,
			   struct gs_error *err)
{
	const json_t *a = json_object_get(v, "files"), *item;
	size_t i;

	f->n_files = json_array_size(a);
	f->files = f->n_files ? gs_calloc(f->n_files, sizeof(*f->files))
			      : NULL;
	for (i = 0; i < f->n_files; i++) {
		int rc;

		item = json_array_get(a, i);
		rc = file_from_json(&f->files[i], item, f, err);
		if (rc) {
			f->n_files = i + 1;
			return rc;
		}
	}
	gs_facts_sort_files(f);
	if (gs_json_bool(v, "others_absent", false))
		gs_facts_add_absent(f);
	return 0;
}

/* ---- all --------------------------------------------------------------- */
static json_t *files_to_json(const struct gs_facts *f)
{
	json_t *a = json_array();

	for (size_t i = 0; i < f->n_files; i++)
		json_array_append_new(a, file_to_json(&f->files[i]));
	return a;
}

json_t *gs_facts_to_json(const struct gs_facts *f, bool with_files)
{
	json_t *v = gs_struct_to_json(top_members, f);
	json_t *system = gs_struct_to_json(system_members, f);

	gs_json_set(system, "distro", gs_struct_to_json(distro_members, f));
	gs_json_set(v, "format", json_integer(1));
	gs_json_set(v, "system", system);
	gs_json_set(v, "user", gs_struct_to_json(user_members, f));
	gs_json_set(v, "environment",
		    gs_struct_to_json(environment_members, f));
	gs_json_set(v, "shells",
		    gs_list_to_json(shell_members, f->shells, f->n_shells,
				    sizeof(*f->shells)));
	gs_json_set(v, "go",
		    gs_list_to_json(go_members, f->go, f->n_go,
				    sizeof(*f->go)));
	gs_json_set(v, "places",
		    gs_list_to_json(place_members, f->places, f->n_places,
				    sizeof(*f->places)));
	if (with_files)
		gs_json_set(v, "files", files_to_json(f));
	return v;
}

int gs_facts_from_json(struct gs_facts *f, const json_t *v,
		       struct gs_error *err)
{
	const json_t *system = json_object_get(v, "system");
	const json_t *user = json_object_get(v, "user");

	gs_facts_init(f);
	if (gs_json_int(v, "format", 0) != 1 || !json_is_object(system) ||
	    !json_is_object(user))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("this is not a facts document of "
				      "format 1, as 'gosetup detect --json' "
				      "writes it"));
	gs_struct_from_json(top_members, v, f);
	gs_struct_from_json(system_members, system, f);
	gs_struct_from_json(distro_members,
			    json_object_get(system, "distro"), f);
	gs_struct_from_json(user_members, user, f);
	gs_struct_from_json(environment_members,
			    json_object_get(v, "environment"), f);
	f->shells = gs_list_from_json(shell_members, v, "shells",
				      &f->n_shells, sizeof(*f->shells));
	f->go = gs_list_from_json(go_members, v, "go", &f->n_go,
				  sizeof(*f->go));
	f->places = gs_list_from_json(place_members, v, "places",
				      &f->n_places, sizeof(*f->places));
	return files_from_json(f, v, err);
}
