/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/resolve.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/path.h"

enum { MAX_LINKS = 40 };

struct walk {
	const char *path;       /* for messages */
	struct gs_buf at;       /* canonical so far, "" for the root */
	char *rest;             /* what is still to walk */
	int fd;                 /* directory `at`, -1 when it is not there */
	int links;
};

void gs_resolved_release(struct gs_resolved *r)
{
	free(r->dir);
	free(r->name);
	memset(r, 0, sizeof(*r));
}

static int unreachable(const struct walk *w, struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot reach '%s'"), w->path);
}

/* Owned next component; *rest loses it. */
static char *take_part(char **rest)
{
	const char *from = *rest + strspn(*rest, "/");
	size_t n = strcspn(from, "/");
	char *part = n ? gs_strndup(from, n) : NULL;
	char *left = gs_strdup(from + n);

	free(*rest);
	*rest = left;
	return part;
}

static bool is_last(const struct walk *w)
{
	return w->rest[strspn(w->rest, "/")] == '\0';
}

static int to_root(struct walk *w, struct gs_error *err)
{
	if (w->fd >= 0)
		gs_sys->close(w->fd);
	gs_buf_reset(&w->at);
	w->fd = gs_sys->openat(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	return w->fd < 0 ? unreachable(w, err) : 0;
}

static int enter(struct walk *w, const char *part, struct gs_error *err)
{
	int fd = gs_sys->openat(w->fd, part, O_PATH | O_DIRECTORY | O_NOFOLLOW,
				0);

	if (fd < 0)
		return unreachable(w, err);
	gs_sys->close(w->fd);
	w->fd = fd;
	gs_buf_addf(&w->at, "/%s", part);
	return 0;
}

static int go_up(struct walk *w, struct gs_error *err)
{
	char *slash = w->at.len ? strrchr(w->at.ptr, '/') : NULL;
	gs_autofree char *up = NULL;
	int fd;

	if (!slash)
		return 0;
	up = gs_strndup(w->at.ptr, (size_t)(slash - w->at.ptr));
	/* By name from the top, not "..": the two can differ after a move. */
	fd = gs_fs_open_dir(*up ? up : "/");
	if (fd < 0)
		return unreachable(w, err);
	gs_sys->close(w->fd);
	w->fd = fd;
	gs_buf_set(&w->at, up, strlen(up));
	return 0;
}

/* May whoever can change this link be believed? */
static int check_link(struct walk *w, const char *part, const struct stat *st,
		      struct gs_error *err)
{
	struct stat dir;

	if (++w->links > MAX_LINKS)
		return gs_error_set(err, GS_ERR_REFUSED,
				    _("'%s' goes through too many symbolic "
				      "links"), w->path);
	if (st->st_uid != 0 && st->st_uid != geteuid()) {
		gs_error_set(err, GS_ERR_REFUSED,
			     _("the symbolic link '%s/%s' belongs to another "
			       "user"), gs_buf_str(&w->at), part);
		gs_error_hint(err, _("Nothing was changed. Replace the link "
				     "by one of your own, or edit the file "
				     "by hand."));
		return GS_ERR_REFUSED;
	}
	if (gs_sys->fstat(w->fd, &dir) < 0)
		return unreachable(w, err);
	if ((dir.st_mode & S_IWOTH) && !(dir.st_mode & S_ISVTX))
		return gs_error_set(err, GS_ERR_REFUSED,
				    _("everybody may replace the symbolic "
				      "link '%s/%s'"), gs_buf_str(&w->at),
				    part);
	return 0;
}

static int follow_link(struct walk *w, const char *part, const struct stat *st,
		       struct gs_error *err)
{
	gs_autofree char *text = NULL;
	char *rest;
	int ret = check_link(w, part, st, err);

	if (ret)
		return ret;
	text = gs_fs_readlink(w->fd, part);
	if (!text)
		return unreachable(w, err);
	rest = gs_printf("%s/%s", text, w->rest);
	free(w->rest);
	w->rest = rest;
	return text[0] == '/' ? to_root(w, err) : 0;
}

/* The rest of the path does not exist: it is taken as it is written. */
static int lexical(struct walk *w, char *part, struct gs_resolved *out,
		   struct gs_error *err)
{
	char *next;

	out->no_dir = true;
	for (;;) {
		if (gs_streq(part, "..")) {
			free(part);
			errno = ENOENT;
			return unreachable(w, err);
		}
		next = take_part(&w->rest);
		if (!next)
			break;
		gs_buf_addf(&w->at, "/%s", part);
		free(part);
		part = next;
	}
	out->name = part;
	return 0;
}

/* One component; *done when out->name is set. */
static int step(struct walk *w, char *part, bool follow,
		struct gs_resolved *out, struct gs_error *err)
{
	struct stat st;
	int ret;

	if (gs_streq(part, "..") || gs_streq(part, ".")) {
		ret = gs_streq(part, "..") ? go_up(w, err) : 0;
		free(part);
		return ret;
	}
	if (gs_sys->fstatat(w->fd, part, &st, AT_SYMLINK_NOFOLLOW) < 0) {
		if (errno == ENOENT && !is_last(w))
			return lexical(w, part, out, err);
		if (errno != ENOENT) {
			free(part);
			return unreachable(w, err);
		}
		out->name = part;
		return 0;
	}
	if (S_ISLNK(st.st_mode) && (follow || !is_last(w))) {
		ret = follow_link(w, part, &st, err);
		free(part);
		return ret;
	}
	if (is_last(w)) {
		out->name = part;
		return 0;
	}
	ret = enter(w, part, err);
	free(part);
	return ret;
}

int gs_resolve(const char *path, bool follow, struct gs_resolved *out,
	       struct gs_error *err)
{
	struct walk w = { path, GS_BUF_INIT, gs_strdup(path), -1, 0 };
	char *part;
	int ret;

	memset(out, 0, sizeof(*out));
	ret = to_root(&w, err);
	while (!ret && !out->name) {
		part = take_part(&w.rest);
		if (!part)
			ret = gs_error_set(err, GS_ERR_REFUSED,
					   _("'%s' is a directory"), path);
		else
			ret = step(&w, part, follow, out, err);
	}
	if (!ret) {
		out->dir = gs_strdup(w.at.len ? w.at.ptr : "/");
		out->links = w.links;
	} else {
		gs_resolved_release(out);
	}
	if (w.fd >= 0)
		gs_sys->close(w.fd);
	gs_buf_release(&w.at);
	free(w.rest);
	return ret;
}
