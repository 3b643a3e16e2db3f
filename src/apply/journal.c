/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "apply/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"

enum { CRC_LEN = 8, JOURNAL_MAX = 16 << 20 };

void gs_journal_init(struct gs_journal *j)
{
	memset(j, 0, sizeof(*j));
	j->fd = j->dir = -1;
}

void gs_journal_close(struct gs_journal *j)
{
	if (j->fd >= 0)
		gs_sys->close(j->fd);
	free(j->id);
	gs_journal_init(j);
}

static int cannot_write(struct gs_error *err)
{
	return gs_error_sys(err, errno, _("cannot write the journal"));
}

static char *live_name(const char *id)
{
	return gs_printf("%s.live", id);
}

int gs_journal_create(struct gs_journal *j, const struct gs_state *s,
		      const char *id, struct gs_error *err)
{
	gs_autofree char *name = live_name(id);

	gs_journal_init(j);
	j->id = gs_strdup(id);
	j->dir = s->txn;
	j->fd = gs_sys->openat(s->txn, name, O_WRONLY | O_CREAT | O_EXCL |
			       O_APPEND | O_NOFOLLOW, 0600);
	return j->fd < 0 ? cannot_write(err) : 0;
}

static void format_line(struct gs_buf *line, const json_t *record)
{
	char *text = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS |
				JSON_ENSURE_ASCII);
	size_t n = text ? strlen(text) : 0;

	gs_buf_addf(line, "%08x ", gs_crc32c(text, n));
	gs_buf_add(line, text, n);
	gs_buf_addc(line, '\n');
	free(text);
}

/* Half a line in the middle would make the rest unreadable. */
static void take_back(struct gs_journal *j)
{
	int saved = errno;

	if (gs_sys->ftruncate(j->fd, j->good) < 0)
		j->broken = true;
	errno = saved;
}

int gs_journal_add(struct gs_journal *j, json_t *record, struct gs_error *err)
{
	struct gs_buf line = GS_BUF_INIT;
	int ret = 0;

	format_line(&line, record);
	json_decref(record);
	if (line.len > GS_JOURNAL_LINE_MAX || j->broken) {
		errno = j->broken ? EIO : EFBIG;
		ret = cannot_write(err);
	} else if (gs_fs_write(j->fd, line.ptr, line.len) < 0) {
		take_back(j);
		ret = cannot_write(err);
	} else {
		j->good += (off_t)line.len;
	}
	gs_buf_release(&line);
	return ret;
}

int gs_journal_mark(struct gs_journal *j, const char *name,
		    struct gs_error *err)
{
	json_t *o = json_object();

	gs_json_set(o, "r", json_string(name));
	return gs_journal_add(j, o, err);
}

int gs_journal_sync(struct gs_journal *j, struct gs_error *err)
{
	/* After a failed fsync the pages count as clean: a second one would
	 * lie, so nothing is appended here any more. */
	if (gs_sys->fsync(j->fd) == 0)
		return 0;
	j->broken = true;
	return cannot_write(err);
}

int gs_journal_finish(struct gs_journal *j, struct gs_error *err)
{
	gs_autofree char *name = live_name(j->id);

	if (gs_sys->rename(j->dir, name, j->dir, j->id, 0) < 0)
		return cannot_write(err);
	return 0;
}

static bool parse_crc(const char *p, uint32_t *crc)
{
	int i;

	*crc = 0;
	for (i = 0; i < CRC_LEN; i++) {
		int d = p[i] >= '0' && p[i] <= '9' ? p[i] - '0'
		      : p[i] >= 'a' && p[i] <= 'f' ? p[i] - 'a' + 10 : -1;

		if (d < 0)
			return false;
		*crc = *crc << 4 | (uint32_t)d;
	}
	return p[CRC_LEN] == ' ';
}

/* Owned record of a line without its newline, or NULL. */
static json_t *parse_line(const char *p, size_t n)
{
	uint32_t crc;
	json_t *v;

	if (n <= CRC_LEN + 1 || !parse_crc(p, &crc))
		return NULL;
	p += CRC_LEN + 1;
	n -= CRC_LEN + 1;
	if (gs_crc32c(p, n) != crc)
		return NULL;
	v = json_loadb(p, n, JSON_REJECT_DUPLICATES, NULL);
	if (v && !json_is_object(v)) {
		json_decref(v);
		v = NULL;
	}
	return v;
}

/* false when a line that is not the last one is damaged. */
static bool parse_all(const struct gs_buf *b, json_t *records, off_t *good)
{
	size_t pos = 0;

	while (pos < b->len) {
		const char *nl = memchr(b->ptr + pos, '\n', b->len - pos);
		size_t end = nl ? (size_t)(nl - b->ptr) : b->len;
		json_t *v = nl ? parse_line(b->ptr + pos, end - pos) : NULL;

		if (!v)
			return !nl || end + 1 == b->len;
		json_array_append_new(records, v);
		pos = end + 1;
		*good = (off_t)pos;
	}
	return true;
}

static int damaged(const struct gs_state *s, const char *name,
		   struct gs_error *err)
{
	gs_error_set(err, GS_ERR_FORMAT,
		     _("the journal '%s/txn/%s' is damaged or of a newer "
		       "gosetup"), s->path, name);
	gs_error_hint(err, _("Nothing was touched. Check the files it names, "
			     "then move it out of that directory."));
	return GS_ERR_FORMAT;
}

int gs_journal_read(const struct gs_state *s, const char *name,
		    json_t **records, off_t *good, struct gs_error *err)
{
	struct gs_buf b = GS_BUF_INIT;
	int fd = gs_fs_open_file(s->txn, name);
	off_t length = 0;
	int ret = 0;

	*records = NULL;
	if (fd < 0)
		return gs_error_sys(err, errno,
				    _("cannot read the journal '%s'"), name);
	if (gs_fs_read(fd, &b, JOURNAL_MAX) < 0)
		ret = gs_error_sys(err, errno,
				   _("cannot read the journal '%s'"), name);
	gs_sys->close(fd);
	if (!ret) {
		*records = json_array();
		if (!parse_all(&b, *records, &length) ||
		    gs_json_int(gs_journal_find(*records, "BEGIN"), "v",
				GS_JOURNAL_VERSION) > GS_JOURNAL_VERSION)
			ret = damaged(s, name, err);
	}
	if (ret) {
		json_decref(*records);
		*records = NULL;
	}
	if (good)
		*good = length;
	gs_buf_release(&b);
	return ret;
}

int gs_journal_resume(struct gs_journal *j, const struct gs_state *s,
		      const char *id, off_t good, struct gs_error *err)
{
	gs_autofree char *name = live_name(id);

	gs_journal_init(j);
	j->id = gs_strdup(id);
	j->dir = s->txn;
	j->good = good;
	j->fd = gs_sys->openat(s->txn, name, O_WRONLY | O_APPEND | O_NOFOLLOW,
			       0);
	if (j->fd < 0 || gs_sys->ftruncate(j->fd, good) < 0)
		return cannot_write(err);
	return 0;
}

int gs_journal_list(const struct gs_state *s, struct gs_strv *names,
		    struct gs_error *err)
{
	if (s->txn < 0)
		return 0;
	if (gs_sys->list(s->txn, names) < 0)
		return gs_error_sys(err, errno,
				    _("cannot read the history in '%s'"),
				    s->path);
	gs_strv_sort(names);
	return 0;
}

const json_t *gs_journal_find(const json_t *records, const char *name)
{
	const json_t *v;
	size_t i;

	json_array_foreach(records, i, v) {
		if (gs_streq(gs_json_str(v, "r", NULL), name))
			return v;
	}
	return NULL;
}

bool gs_journal_has(const json_t *records, const char *name)
{
	return gs_journal_find(records, name) != NULL;
}

long long gs_journal_next_seq(const struct gs_state *s)
{
	struct gs_strv names = GS_STRV_INIT;
	long long last = 0, seq;
	json_t *records;
	size_t i;

	gs_journal_list(s, &names, NULL);
	for (i = 0; i < names.n; i++) {
		if (gs_journal_read(s, names.v[i], &records, NULL, NULL))
			continue;
		seq = gs_json_int(gs_journal_find(records, "BEGIN"), "seq", 0);
		last = seq > last ? seq : last;
		json_decref(records);
	}
	gs_strv_release(&names);
	return last + 1;
}
