/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/detect.h"

#include <stdlib.h>
#include <string.h>

#include "base/http.h"

static const char *const owner_names[] = {
	[GS_GO_TARBALL] = "tarball",
	[GS_GO_PACKAGE] = "package",
	[GS_GO_SNAP] = "snap",
	[GS_GO_GVM] = "gvm",
	[GS_GO_GOENV] = "goenv",
	[GS_GO_ASDF] = "asdf",
	[GS_GO_MISE] = "mise",
	[GS_GO_DL] = "golang.org/dl",
	[GS_GO_G] = "g",
	[GS_GO_GOBREW] = "gobrew",
	[GS_GO_BREW] = "homebrew",
	[GS_GO_CONDA] = "conda",
	[GS_GO_NIX] = "nix",
	[GS_GO_MODCACHE] = "module-cache",
	[GS_GO_GOSETUP] = "gosetup",
	[GS_GO_WINDOWS] = "windows",
	[GS_GO_GCCGO] = "gccgo",
	[GS_GO_UNKNOWN] = "unknown",
};

const char *gs_go_owner_name(enum gs_go_owner owner)
{
	size_t i = (size_t)owner;

	return owner_names[i < GS_COUNT(owner_names) ? i : GS_GO_UNKNOWN];
}

enum gs_go_owner gs_go_owner_parse(const char *name)
{
	for (size_t i = 0; i < GS_COUNT(owner_names); i++)
		if (gs_streq(owner_names[i], name))
			return (enum gs_go_owner)i;
	return GS_GO_UNKNOWN;
}

void gs_facts_init(struct gs_facts *f)
{
	char **text[] = {
		&f->os, &f->arch, &f->machine, &f->kernel, &f->libc,
		&f->libc_version, &f->distro_id, &f->distro_version,
		&f->distro_like, &f->distro_name, &f->pkg_manager,
		&f->hostname, &f->user, &f->home, &f->passwd_home,
		&f->login_shell, &f->env_shell, &f->parent_shell,
		&f->path_env, &f->xdg_config, &f->xdg_state, &f->xdg_cache,
		&f->lang, &f->timezone, &f->root, &f->goenv_path,
	};

	memset(f, 0, sizeof(*f));
	for (size_t i = 0; i < GS_COUNT(text); i++)
		*text[i] = gs_strdup("");
	f->cores = 1;
}

static void release_shell(struct gs_shell_fact *s)
{
	free(s->name);
	free(s->path);
	free(s->version);
	free(s->zdotdir_env);
	free(s->zdotdir_rc);
}

static void release_go(struct gs_go_fact *g)
{
	free(g->path);
	free(g->real);
	free(g->goroot);
	free(g->version);
	free(g->package);
	free(g->broken);
}

static void release_place(struct gs_place *p)
{
	free(p->path);
	free(p->what);
	free(p->mount);
	free(p->fstype);
}

static void release_lists(struct gs_facts *f)
{
	for (size_t i = 0; i < f->n_shells; i++)
		release_shell(&f->shells[i]);
	for (size_t i = 0; i < f->n_go; i++)
		release_go(&f->go[i]);
	for (size_t i = 0; i < f->n_places; i++)
		release_place(&f->places[i]);
	for (size_t i = 0; i < f->n_files; i++)
		gs_file_release(&f->files[i]);
	free(f->shells);
	free(f->go);
	free(f->places);
	free(f->files);
	gs_strv_release(&f->env);
	gs_strv_release(&f->tools);
	gs_strv_release(&f->notes);
}

void gs_facts_release(struct gs_facts *f)
{
	char *text[] = {
		f->os, f->arch, f->machine, f->kernel, f->libc,
		f->libc_version, f->loong_world, f->distro_id,
		f->distro_version, f->distro_like, f->distro_name,
		f->pkg_manager, f->container, f->ssh_from, f->hostname,
		f->user, f->home, f->passwd_home, f->login_shell,
		f->env_shell, f->parent_shell, f->path_env, f->xdg_config,
		f->xdg_state, f->xdg_cache, f->lang, f->timezone, f->root,
		f->goenv_path,
	};

	for (size_t i = 0; i < GS_COUNT(text); i++)
		free(text[i]);
	release_lists(f);
	memset(f, 0, sizeof(*f));
}

static int compare_files(const void *a, const void *b)
{
	const struct gs_file *fa = a, *fb = b;

	return strcmp(fa->path, fb->path);
}

void gs_facts_sort_files(struct gs_facts *f)
{
	if (f->n_files > 1)
		qsort(f->files, f->n_files, sizeof(*f->files), compare_files);
}

const struct gs_file *gs_facts_file(const struct gs_facts *f, const char *path)
{
	size_t lo = 0, hi = f->n_files;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(path, f->files[mid].path);

		if (c == 0)
			return &f->files[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

const struct gs_shell_fact *gs_facts_shell(const struct gs_facts *f,
					   const char *name)
{
	for (size_t i = 0; i < f->n_shells; i++)
		if (gs_streq(f->shells[i].name, name))
			return &f->shells[i];
	return NULL;
}

const struct gs_place *gs_facts_place(const struct gs_facts *f,
				      const char *what)
{
	for (size_t i = 0; i < f->n_places; i++)
		if (gs_streq(f->places[i].what, what))
			return &f->places[i];
	return NULL;
}

const char *gs_facts_getenv(const struct gs_facts *f, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < f->env.n; i++)
		if (strncmp(f->env.v[i], name, n) == 0 &&
		    f->env.v[i][n] == '=')
			return f->env.v[i] + n + 1;
	return NULL;
}

const struct gs_go_fact *gs_facts_active_go(const struct gs_facts *f)
{
	for (size_t i = 0; i < f->n_go; i++)
		if (f->go[i].active)
			return &f->go[i];
	return NULL;
}

char *gs_goenv_value(const char *text, size_t len, const char *key)
{
	const char *end = text + len, *found = NULL;
	size_t n = strlen(key), found_len = 0;

	while (text < end) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));
		size_t line = (size_t)((nl ? nl : end) - text);

		if (line > n && memcmp(text, key, n) == 0 && text[n] == '=') {
			found = text + n + 1;
			found_len = line - n - 1;
		}
		text += line + 1;
	}
	return found ? gs_strndup(found, found_len) : NULL;
}

char *gs_facts_goenv_get(const struct gs_facts *f, const char *key)
{
	const struct gs_file *file;

	if (gs_empty(f->goenv_path))
		return NULL;
	file = gs_facts_file(f, f->goenv_path);
	if (!file || file->type != GS_FILE_REGULAR)
		return NULL;
	return gs_goenv_value(gs_buf_str(&file->bytes), file->bytes.len, key);
}

char *gs_facts_system_path(const struct gs_facts *f, const char *path)
{
	return gs_printf("%s%s", f->root ? f->root : "", path);
}

char *gs_facts_platform(const struct gs_facts *f)
{
	bool arm = gs_streq(f->os, "linux") && gs_streq(f->arch, "arm");

	return gs_printf("%s-%s", f->os, arm ? "armv6l" : f->arch);
}

/* One entry of a list like GOPROXY, or a proxy without a scheme. */
static char *mask_one(const char *url)
{
	const char *at = strrchr(url, '@');

	if (at && !strstr(url, "://"))
		return gs_printf("***%s", at);
	return gs_url_mask(url);
}

static char *mask_list(const char *value)
{
	struct gs_buf b = GS_BUF_INIT;

	while (*value) {
		size_t n = strcspn(value, ",| ");
		gs_autofree char *one = gs_strndup(value, n);
		gs_autofree char *masked = mask_one(one);

		gs_buf_adds(&b, masked);
		if (value[n])
			gs_buf_addc(&b, value[n++]);
		value += n;
	}
	return gs_buf_steal(&b);
}

void gs_facts_mask(struct gs_facts *f)
{
	for (size_t i = 0; i < f->env.n; i++) {
		char *eq = strchr(f->env.v[i], '=');
		gs_autofree char *masked = eq ? mask_list(eq + 1) : NULL;
		char *entry;

		if (!eq || gs_streq(masked, eq + 1))
			continue;
		entry = gs_printf("%.*s=%s", (int)(eq - f->env.v[i]),
				  f->env.v[i], masked);
		free(f->env.v[i]);
		f->env.v[i] = entry;
	}
}
