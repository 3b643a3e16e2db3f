/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "install/confine.h"
#include "install/tree.h"

/* What the child works with. */
struct work {
	struct gs_ring *ring;
	struct gs_unpack_share *share;
	struct gs_tree *tree;           /* NULL: probe */
	struct archive *ar;
	const char *block;              /* libarchive reads in it */
	int64_t block_at;               /* its offset in the stream */
	ssize_t block_len;
	bool utf8;                      /* names can be converted */
	struct gs_error *err;
};

/* ---- reading ----------------------------------------------------------- */
static la_ssize_t next_block(struct archive *ar, void *user, const void **p)
{
	struct work *w = user;

	w->block_at += w->block_len;
	w->block_len = gs_ring_get(w->ring, p);
	if (w->block_len < 0) {
		w->block_len = 0;
		archive_set_error(ar, EPIPE, "the data ended");
		return -1;
	}
	w->block = *p;
	return w->block_len;
}

static int archive_failed(struct work *w)
{
	gs_autofree char *why = gs_path_encode(
		archive_error_string(w->ar) ? archive_error_string(w->ar)
					    : "?");

	for (char *p = why; (p = strstr(p, "%20")); p++) {
		*p = ' ';
		memmove(p + 1, p + 3, strlen(p + 3) + 1);
	}
	return gs_error_set(w->err, GS_ERR_FORMAT,
			    _("the archive is damaged: %s"), why);
}

/* A name in UTF-8 cannot be converted where no UTF-8 locale is installed;
 * libarchive then warns and keeps its bytes, which is what we want. */
static bool is_name_warning(const struct work *w)
{
#ifdef EFTYPE
	int format_error = EFTYPE;
#else
	int format_error = EILSEQ;
#endif

	return !w->utf8 && archive_errno(w->ar) == format_error;
}

/* 1 with the next entry, 0 at the end. */
static int next_entry(struct work *w, struct archive_entry **entry)
{
	int rc = archive_read_next_header(w->ar, entry);

	if (rc == ARCHIVE_EOF)
		return 0;
	if (rc == ARCHIVE_OK || (rc == ARCHIVE_WARN && is_name_warning(w)))
		return 1;
	return archive_failed(w);
}

/* ---- entries ----------------------------------------------------------- */
static int refuse(struct work *w, const char *name, const char *why)
{
	gs_autofree char *shown = gs_path_encode(name);

	return gs_error_set(w->err, GS_ERR_FORMAT,
			    _("the archive has an entry that is not allowed: '%s' (%s)"),
			    shown, why);
}

/* Regular files and directories, and nothing special about them. */
static int check_entry(struct work *w, struct archive_entry *e,
		       const char *name)
{
	mode_t type = archive_entry_filetype(e);

	if (archive_entry_hardlink(e))
		return refuse(w, name, _("hard link"));
	if (archive_entry_symlink(e) || type == AE_IFLNK)
		return refuse(w, name, _("symbolic link"));
	if (type != AE_IFREG && type != AE_IFDIR)
		return refuse(w, name, _("neither file nor directory"));
	if (archive_entry_sparse_count(e) > 0)
		return refuse(w, name, _("file with holes"));
	if (archive_entry_size(e) < 0 ||
	    archive_entry_size(e) >> 20 >= GS_UNPACK_MAX_FILE_MB)
		return refuse(w, name, _("too large"));
	if (type == AE_IFDIR && archive_entry_size(e) > 0)
		return refuse(w, name, _("directory with contents"));
	return 0;
}

/* Both limits keep a bomb from filling the disk. */
static int count_entry(struct work *w, struct archive_entry *e)
{
	int64_t files = atomic_fetch_add(&w->share->files, 1) + 1;
	int64_t bytes = atomic_load(&w->share->bytes) + archive_entry_size(e);

	if (files > GS_UNPACK_MAX_ENTRIES ||
	    bytes >> 20 >= GS_UNPACK_MAX_TREE_MB)
		return gs_error_set(w->err, GS_ERR_FORMAT,
				    _("the archive holds more than a Go tree can"));
	return 0;
}

static int write_file(struct work *w, struct archive_entry *e,
		      const char *name)
{
	bool executable = (archive_entry_perm(e) & 0111) != 0;
	la_int64_t offset, at = 0;
	const void *p;
	size_t n;
	int rc = gs_tree_file(w->tree, name, executable, w->err);

	while (rc == 0) {
		int got = archive_read_data_block(w->ar, &p, &n, &offset);

		if (got == ARCHIVE_EOF)
			break;
		if (got != ARCHIVE_OK)
			return archive_failed(w);
		if (offset != at)
			return refuse(w, name, _("file with holes"));
		rc = gs_tree_write(w->tree, p, n, w->err);
		at += (la_int64_t)n;
	}
	if (rc == 0 && at != archive_entry_size(e))
		return refuse(w, name, _("cut short"));
	atomic_fetch_add(&w->share->bytes, at);
	return rc ? rc : gs_tree_end_file(w->tree, w->err);
}

static int do_entry(struct work *w, struct archive_entry *e)
{
	const char *name = archive_entry_pathname(e);
	int rc;

	if (!name)
		return refuse(w, "?", _("name in an unknown encoding"));
	rc = check_entry(w, e, name);
	if (rc == 0)
		rc = count_entry(w, e);
	if (rc != 0)
		return rc;
	if (archive_entry_filetype(e) == AE_IFDIR)
		return gs_tree_dir(w->tree, name, w->err);
	return write_file(w, e, name);
}

/* ---- the end ----------------------------------------------------------- */
static bool all_zero(const char *p, ssize_t n)
{
	return n <= 0 || (p[0] == 0 && memcmp(p, p + 1, (size_t)n - 1) == 0);
}

/* Behind the mark that ends a tar stream only padding may stand. */
static int check_tail(struct work *w)
{
	int64_t at = archive_filter_bytes(w->ar, 0) - w->block_at;
	const void *p = w->block;

	if (at < 0)
		at = 0;
	while (w->block_len > 0) {
		if (at < w->block_len &&
		    !all_zero((const char *)p + at,
			      w->block_len - (ssize_t)at))
			return gs_error_set(w->err, GS_ERR_FORMAT,
					    _("the archive goes on behind its end"));
		if (next_block(w->ar, w, &p) < 0)
			return archive_failed(w);
		at = 0;
	}
	return 0;
}

static int unpack(struct work *w)
{
	struct archive_entry *e;
	int rc;

	while ((rc = next_entry(w, &e)) == 1) {
		rc = do_entry(w, e);
		if (rc != 0)
			return rc;
	}
	return rc ? rc : check_tail(w);
}

/* First line of go/VERSION, or a failure. */
static int probe(struct work *w)
{
	struct archive_entry *e;
	la_ssize_t n;
	int rc;

	while ((rc = next_entry(w, &e)) == 1) {
		if (!gs_streq(archive_entry_pathname(e), "go/VERSION"))
			continue;
		n = archive_read_data(w->ar, w->share->version,
				      sizeof(w->share->version) - 1);
		return n < 0 ? archive_failed(w) : 0;
	}
	return rc ? rc : gs_error_set(w->err, GS_ERR_FORMAT,
				      _("it holds no go/VERSION, so it is no Go archive"));
}

/* ---- process ----------------------------------------------------------- */
static bool set_utf8(void)
{
	static const char *const names[] = {
		"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8",
	};

	for (size_t i = 0; i < GS_COUNT(names); i++)
		if (setlocale(LC_CTYPE, names[i]))
			return true;
	/* Not into another character set, either. */
	setlocale(LC_CTYPE, "C");
	return false;
}

static int child(struct gs_unpack *u, int stage_fd)
{
	struct work w = {
		.ring = &u->ring,
		.share = u->share,
		.err = &u->share->err,
	};
	int rc;

	gs_ring_be_reader(&u->ring);
	w.utf8 = set_utf8();
	w.ar = archive_read_new();
	gs_confine(stage_fd, u->ring.fds[1],
		   (long long)GS_UNPACK_MAX_FILE_MB << 20);
	if (stage_fd >= 0)
		w.tree = gs_tree_new(stage_fd);
	if (!w.ar || archive_read_support_format_tar(w.ar) != ARCHIVE_OK ||
	    archive_read_open(w.ar, &w, NULL, next_block, NULL) != ARCHIVE_OK)
		rc = archive_failed(&w);
	else
		rc = w.tree ? unpack(&w) : probe(&w);
	gs_tree_free(w.tree);
	archive_read_free(w.ar);
	return rc;
}

int gs_unpack_start(struct gs_unpack *u, int stage_fd, struct gs_error *err)
{
	int rc;

	memset(u, 0, sizeof(*u));
	rc = gs_ring_init(&u->ring, err);
	if (rc != 0)
		goto out;
	u->share = mmap(NULL, sizeof(*u->share), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (u->share == MAP_FAILED) {
		u->share = NULL;
		rc = gs_error_sys(err, errno, _("cannot get memory"));
		goto out;
	}
	u->pid = fork();
	if (u->pid == 0)
		_exit(child(u, stage_fd) == 0 ? 0 : 1);
	if (u->pid < 0)
		rc = gs_error_sys(err, errno, _("cannot start a process"));
	else
		gs_ring_be_filler(&u->ring);
out:
	if (rc != 0) {
		u->pid = 0;
		gs_unpack_abort(u);
	}
	return rc;
}

/* The child's words, with nothing in them that a terminal would obey. */
static int take_error(struct gs_unpack_share *s, int status,
		      struct gs_error *err)
{
	enum gs_err code = s->err.code;

	if (WIFSIGNALED(status))
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the unpacking process died of signal %d"),
				    WTERMSIG(status));
	if (code > GS_ERR_FAILED || code < GS_ERR_SPACE)
		code = GS_ERR_FAILED;
	s->err.text[sizeof(s->err.text) - 1] = '\0';
	for (char *p = s->err.text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = '?';
	return gs_error_set(err, code, "%s", s->err.text[0]
			    ? s->err.text : _("the unpacking process failed"));
}

bool gs_unpack_ended(struct gs_unpack *u, int timeout_ms)
{
	return gs_ring_hung_up(&u->ring, timeout_ms);
}

static void reap(struct gs_unpack *u, int *status)
{
	while (u->pid > 0 && waitpid(u->pid, status, 0) < 0 && errno == EINTR)
		;
	u->pid = 0;
	gs_ring_release(&u->ring);
}

static void drop_share(struct gs_unpack *u)
{
	if (!u->share)
		return;
	u->files = atomic_load(&u->share->files);
	u->bytes = atomic_load(&u->share->bytes);
	munmap(u->share, sizeof(*u->share));
	u->share = NULL;
}

int gs_unpack_end(struct gs_unpack *u, struct gs_error *err)
{
	int status = 0, rc = 0;

	gs_ring_finish(&u->ring);
	reap(u, &status);
	if (status != 0)
		rc = take_error(u->share, status, err);
	drop_share(u);
	return rc;
}

void gs_unpack_abort(struct gs_unpack *u)
{
	int status;

	if (u->pid > 0)
		kill(u->pid, SIGKILL);
	reap(u, &status);
	drop_share(u);
}
