/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"

enum { MAX_NAME = 1024, MAX_PART = 255, MAX_DEPTH = 64 };

/* Landlock lets O_PATH pass without a right to read directories. */
#ifdef O_PATH
#define DIR_FLAGS (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#else
#define DIR_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#endif

enum kind { NONE, FILE_ENTRY, DIR_IMPLIED, DIR_ENTRY };

/* A name that was seen, by its hashes: as it is, and in lower case.  Two
 * names with one hash are taken for a duplicate and refused, so that a clash
 * of hashes can do no harm. */
struct seen {
	uint64_t folded, exact;
	enum kind kind;
};

struct gs_tree {
	int stage_fd;
	/* The directory of the last entry, component by component: archives
	 * go through a tree in order, so most of it serves again. */
	int fds[MAX_DEPTH];
	char dir[MAX_NAME + 1];
	size_t ends[MAX_DEPTH];         /* length of dir at each depth */
	int depth;
	int file_fd;
	char file[MAX_NAME + 1];
	struct seen *seen;
	size_t n_seen, cap_seen;        /* cap: a power of two */
};

struct gs_tree *gs_tree_new(int stage_fd)
{
	struct gs_tree *t = gs_calloc(1, sizeof(*t));

	t->stage_fd = stage_fd;
	t->file_fd = -1;
	t->cap_seen = 1 << 15;
	t->seen = gs_calloc(t->cap_seen, sizeof(*t->seen));
	return t;
}

static void leave_to(struct gs_tree *t, int depth)
{
	while (t->depth > depth)
		close(t->fds[--t->depth]);
	t->dir[depth ? t->ends[depth - 1] : 0] = '\0';
}

void gs_tree_free(struct gs_tree *t)
{
	if (!t)
		return;
	leave_to(t, 0);
	if (t->file_fd >= 0)
		close(t->file_fd);
	free(t->seen);
	free(t);
}

/* ---- names ------------------------------------------------------------- */
static bool part_ok(const char *p, size_t n)
{
	if (n == 0 || n > MAX_PART || (n == 1 && p[0] == '.') ||
	    (n == 2 && p[0] == '.' && p[1] == '.'))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < 0x20 || p[i] == 0x7F || p[i] == '\\')
			return false;
	return true;
}

bool gs_tree_name_ok(const char *name)
{
	size_t len = strlen(name);
	int depth = 0;

	if (len > MAX_NAME || strncmp(name, "go", 2) != 0)
		return false;
	if (len > 2 && name[2] != '/')
		return false;
	for (const char *p = name + 2; *p && p[1]; depth++) {
		size_t n = strcspn(p + 1, "/");

		if (!part_ok(p + 1, n))
			return false;
		p += 1 + n;
	}
	return depth < MAX_DEPTH;
}

/* FNV-1a, 64 bits. */
static uint64_t hash(const char *s, size_t n, bool fold)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (fold && c >= 'A' && c <= 'Z')
			c += 32;
		h = (h ^ c) * 0x100000001B3u;
	}
	return h;
}

static struct seen *slot(struct seen *v, size_t cap, uint64_t folded)
{
	size_t i = folded & (cap - 1);

	while (v[i].kind != NONE && v[i].folded != folded)
		i = (i + 1) & (cap - 1);
	return &v[i];
}

static void grow(struct gs_tree *t)
{
	size_t cap = 2 * t->cap_seen;
	struct seen *v = gs_calloc(cap, sizeof(*v));

	for (size_t i = 0; i < t->cap_seen; i++)
		if (t->seen[i].kind != NONE)
			*slot(v, cap, t->seen[i].folded) = t->seen[i];
	free(t->seen);
	t->seen = v;
	t->cap_seen = cap;
}

/* Notes the first n bytes of name.  *is_new: nothing was there yet.  Only a
 * directory may come again: once for itself, and for what lies in it. */
static int note(struct gs_tree *t, const char *name, size_t n, enum kind kind,
		bool *is_new, struct gs_error *err)
{
	uint64_t exact = hash(name, n, false);
	struct seen *s;

	if (2 * (t->n_seen + 1) > t->cap_seen)
		grow(t);
	s = slot(t->seen, t->cap_seen, hash(name, n, true));
	*is_new = s->kind == NONE;
	if (*is_new) {
		s->folded = hash(name, n, true);
		s->exact = exact;
		s->kind = kind;
		t->n_seen++;
		return 0;
	}
	if (s->exact != exact || s->kind == FILE_ENTRY || kind == FILE_ENTRY ||
	    (s->kind == DIR_ENTRY && kind == DIR_ENTRY))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive has '%.*s' twice"), (int)n,
				    name);
	if (kind == DIR_ENTRY)
		s->kind = DIR_ENTRY;
	return 0;
}

/* ---- directories ------------------------------------------------------- */
static int parent_fd(const struct gs_tree *t)
{
	return t->depth ? t->fds[t->depth - 1] : t->stage_fd;
}

/* Goes one down, into the last component of the first n bytes of `path`
 * (below the stage, without "go/"), and makes it when it is new. */
static int descend(struct gs_tree *t, const char *path, size_t n,
		   enum kind kind, struct gs_error *err)
{
	size_t start = t->depth ? t->ends[t->depth - 1] + 1 : 0;
	char part[MAX_PART + 1];
	bool is_new;
	int fd;

	if (note(t, path, n, kind, &is_new, err) != 0)
		return GS_ERR_FORMAT;
	memcpy(part, path + start, n - start);
	part[n - start] = '\0';
	if (is_new && mkdirat(parent_fd(t), part, 0755) < 0)
		return gs_error_sys(err, errno,
				    _("cannot make directory '%.*s'"), (int)n,
				    path);
	fd = openat(parent_fd(t), part, DIR_FLAGS);
	if (fd < 0)
		return gs_error_sys(err, errno,
				    _("cannot open directory '%.*s'"), (int)n,
				    path);
	memcpy(t->dir, path, n);
	t->dir[n] = '\0';
	t->ends[t->depth] = n;
	t->fds[t->depth++] = fd;
	return 0;
}

/* How many components of the current directory lead to path[0..n). */
static int common_depth(const struct gs_tree *t, const char *path, size_t n)
{
	int depth = t->depth;

	while (depth > 0) {
		size_t end = t->ends[depth - 1];

		if (end <= n && memcmp(t->dir, path, end) == 0 &&
		    (end == n || path[end] == '/'))
			break;
		depth--;
	}
	return depth;
}

/* Makes path[0..n) the current directory; kind is that of the last one. */
static int enter(struct gs_tree *t, const char *path, size_t n, enum kind kind,
		 struct gs_error *err)
{
	bool is_new;
	size_t at;

	leave_to(t, common_depth(t, path, n));
	at = t->depth ? t->ends[t->depth - 1] : 0;
	if (at == n)
		return n && kind == DIR_ENTRY
			       ? note(t, path, n, kind, &is_new, err) : 0;
	while (at < n) {
		size_t from = at ? at + 1 : 0;
		const char *slash = memchr(path + from, '/', n - from);
		size_t end = slash ? (size_t)(slash - path) : n;
		int rc = descend(t, path, end,
				 end == n ? kind : DIR_IMPLIED, err);

		if (rc != 0)
			return rc;
		at = end;
	}
	return 0;
}

static int bad_name(const char *name, struct gs_error *err)
{
	/* It may hold anything, so it is not shown as it is. */
	gs_autofree char *shown = gs_path_encode(name);

	return gs_error_set(err, GS_ERR_FORMAT,
			    _("the archive has a name that is not allowed: '%s'"),
			    shown);
}

int gs_tree_dir(struct gs_tree *t, const char *name, struct gs_error *err)
{
	size_t n;

	if (!gs_tree_name_ok(name))
		return bad_name(name, err);
	n = strlen(name);
	if (n <= 3)
		return 0;       /* "go/" is the stage itself */
	if (name[n - 1] == '/')
		n--;
	return enter(t, name + 3, n - 3, DIR_ENTRY, err);
}

/* ---- files ------------------------------------------------------------- */
int gs_tree_file(struct gs_tree *t, const char *name, bool executable,
		 struct gs_error *err)
{
	const char *path = name + 3, *slash;
	size_t n = strlen(name);
	bool is_new;
	int rc;

	if (!gs_tree_name_ok(name))
		return bad_name(name, err);
	if (n <= 3 || name[n - 1] == '/')
		return bad_name(name, err);
	slash = strrchr(path, '/');
	rc = enter(t, path, slash ? (size_t)(slash - path) : 0, DIR_IMPLIED,
		   err);
	if (rc == 0)
		rc = note(t, path, n - 3, FILE_ENTRY, &is_new, err);
	if (rc != 0)
		return rc;
	memcpy(t->file, path, n - 2);
	t->file_fd = openat(parent_fd(t), slash ? slash + 1 : path,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
			    O_CLOEXEC, executable ? 0755 : 0644);
	if (t->file_fd < 0)
		return gs_error_sys(err, errno, _("cannot create '%s'"), path);
	return 0;
}

int gs_tree_write(struct gs_tree *t, const void *p, size_t n,
		  struct gs_error *err)
{
	if (gs_write_all(t->file_fd, p, n) < 0)
		return gs_error_sys(err, errno, _("cannot write '%s'"),
				    t->file);
	return 0;
}

int gs_tree_end_file(struct gs_tree *t, struct gs_error *err)
{
	int rc = close(t->file_fd);

	t->file_fd = -1;
	if (rc < 0)
		return gs_error_sys(err, errno, _("cannot write '%s'"),
				    t->file);
	return 0;
}
