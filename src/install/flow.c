/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/flow.h"

#include <string.h>

#include "base/i18n.h"

enum { POLL_MS = 50, BOMB_FROM = 64 << 20 };

bool gs_flow_is_gzip(const void *p, size_t n)
{
	const unsigned char *b = p;

	return n > 0 && b[0] == 0x1F && (n < 2 || b[1] == 0x8B);
}

int gs_flow_start(struct gs_flow *f, int stage_fd, const struct gs_report *r,
		  int step, struct gs_error *err)
{
	int rc;

	memset(f, 0, sizeof(*f));
	f->report = r;
	f->step = step;
	f->probing = stage_fd < 0;
	rc = gs_unpack_start(&f->child, stage_fd, err);
	if (rc != 0)
		return rc;
	f->hash = gs_sha256_new();
	f->inflate = gs_inflate_new();
	return 0;
}

void gs_flow_release(struct gs_flow *f)
{
	gs_unpack_abort(&f->child);
	gs_sha256_free(f->hash);
	gs_inflate_free(f->inflate);
	f->hash = NULL;
	f->inflate = NULL;
}

static int cancelled(struct gs_error *err)
{
	return gs_error_set(err, GS_ERR_CANCELLED, _("cancelled"));
}

/* The child has ended: it found a fault, or (probe) all that it looked for. */
static int child_ended(struct gs_flow *f, struct gs_error *err)
{
	if (f->probing)
		memcpy(f->version, f->child.share->version,
		       sizeof(f->version) - 1);
	f->satisfied = f->version[0] != '\0';
	return f->satisfied ? 0 : gs_unpack_end(&f->child, err);
}

/* Before its time, that is. */
static int child_gone(struct gs_flow *f, struct gs_error *err)
{
	int rc = child_ended(f, err);

	if (rc == 0 && !f->satisfied)
		rc = gs_error_set(err, GS_ERR_FAILED,
				  _("the unpacking process ended too early"));
	return rc;
}

/* A block to fill; it may take as long as the disk needs. */
static int want_block(struct gs_flow *f, struct gs_error *err)
{
	bool gone = false;

	f->filled = 0;
	while (!(f->block = gs_ring_block(&f->child.ring, POLL_MS, &gone))) {
		if (gone)
			return child_gone(f, err);
		if (gs_report_cancelled(f->report))
			return cancelled(err);
	}
	return 0;
}

static int put_block(struct gs_flow *f, struct gs_error *err)
{
	f->block = NULL;
	if (!gs_ring_put(&f->child.ring, f->filled))
		return child_gone(f, err);
	return 0;
}

static int check_bomb(const struct gs_flow *f, struct gs_error *err)
{
	if (f->out_bytes > BOMB_FROM &&
	    f->out_bytes / GS_UNPACK_MAX_RATIO > f->in_bytes)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive inflates to more than a Go archive can"));
	return 0;
}

/* One turn of inflating, into the current block. */
static int inflate_some(struct gs_flow *f, const unsigned char **p, size_t *n,
			struct gs_error *err)
{
	enum gs_inflated state;
	size_t made;
	int rc = f->block ? 0 : want_block(f, err);

	if (rc != 0 || f->satisfied)
		return rc;
	state = gs_inflate_run(f->inflate, p, n, f->block + f->filled,
			       GS_RING_BLOCK - f->filled, &made);
	if (state == GS_INFLATE_BAD)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive is damaged: its gzip data is invalid"));
	f->ended = state == GS_INFLATE_END;
	f->filled += made;
	f->out_bytes += (int64_t)made;
	rc = check_bomb(f, err);
	if (rc == 0 && f->filled == GS_RING_BLOCK)
		rc = put_block(f, err);
	return rc;
}

int gs_flow_add(struct gs_flow *f, const void *p, size_t n,
		struct gs_error *err)
{
	const unsigned char *at = p;
	bool full = false;

	gs_sha256_add(f->hash, p, n);
	f->in_bytes += (int64_t)n;
	/* Input may be used up while output waits inside of the inflater:
	 * then the block was filled to its end. */
	while ((n > 0 || full) && !f->ended && !f->satisfied) {
		int64_t before = f->out_bytes;
		int rc = inflate_some(f, &at, &n, err);

		if (rc != 0)
			return rc;
		full = !f->block && f->out_bytes > before;
	}
	if (n > 0 && f->ended)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive goes on behind its end"));
	return 0;
}

/* Waits for the child to write what it still has. */
static int wait_child(struct gs_flow *f, struct gs_error *err)
{
	gs_ring_finish(&f->child.ring);
	while (!gs_unpack_ended(&f->child, POLL_MS))
		if (gs_report_cancelled(f->report))
			return cancelled(err);
	return 0;
}

int gs_flow_end(struct gs_flow *f, char sha256[GS_SHA256_HEX],
		struct gs_error *err)
{
	int rc = 0;

	gs_sha256_end(f->hash, sha256);
	f->hash = NULL;
	if (f->satisfied)
		return 0;
	if (!f->ended)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("the archive is cut short"));
	if (f->filled > 0 && f->block)
		rc = put_block(f, err);
	if (rc != 0 || f->satisfied)
		return rc;
	gs_ring_put(&f->child.ring, 0);
	rc = wait_child(f, err);
	return rc ? rc : child_ended(f, err);
}
