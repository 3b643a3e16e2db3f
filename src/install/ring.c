/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "install/ring.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0          /* macOS: SO_NOSIGPIPE below */
#endif

static const size_t total = (size_t)GS_RING_BLOCKS * GS_RING_BLOCK;

int gs_ring_init(struct gs_ring *r, struct gs_error *err)
{
	memset(r, 0, sizeof(*r));
	r->fds[0] = r->fds[1] = -1;
	r->base = mmap(NULL, total, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r->base == MAP_FAILED) {
		r->base = NULL;
		return gs_error_sys(err, errno, _("cannot get memory"));
	}
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, r->fds) < 0)
		return gs_error_sys(err, errno, _("cannot make a socket pair"));
#ifdef SO_NOSIGPIPE
	for (int i = 0; i < 2; i++)
		setsockopt(r->fds[i], SOL_SOCKET, SO_NOSIGPIPE, &(int){ 1 },
			   sizeof(int));
#endif
	return 0;
}

static void close_end(struct gs_ring *r, int end)
{
	if (r->fds[end] >= 0)
		close(r->fds[end]);
	r->fds[end] = -1;
}

void gs_ring_release(struct gs_ring *r)
{
	close_end(r, 0);
	close_end(r, 1);
	if (r->base)
		munmap(r->base, total);
	r->base = NULL;
}

void gs_ring_be_filler(struct gs_ring *r)
{
	close_end(r, 1);
}

void gs_ring_be_reader(struct gs_ring *r)
{
	close_end(r, 0);
	mprotect(r->base, total, PROT_READ);
}

/* Counts the blocks that came back; false when the reader has gone. */
static bool take_back(struct gs_ring *r)
{
	char free_blocks[GS_RING_BLOCKS];
	ssize_t n = recv(r->fds[0], free_blocks, sizeof(free_blocks),
			 MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0 || (unsigned)n > r->in_flight)
		return false;
	r->in_flight -= (unsigned)n;
	return true;
}

unsigned char *gs_ring_block(struct gs_ring *r, int timeout_ms, bool *gone)
{
	struct pollfd p = { .fd = r->fds[0], .events = POLLIN };

	*gone = false;
	if (r->in_flight == GS_RING_BLOCKS && poll(&p, 1, timeout_ms) > 0)
		*gone = !take_back(r);
	if (*gone || r->in_flight == GS_RING_BLOCKS)
		return NULL;
	return r->base + (size_t)r->next * GS_RING_BLOCK;
}

static bool send_all(int fd, const void *p, size_t n)
{
	ssize_t sent;

	do {
		sent = send(fd, p, n, MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)n;
}

bool gs_ring_put(struct gs_ring *r, size_t n)
{
	uint32_t len = (uint32_t)n;

	r->next = (r->next + 1) % GS_RING_BLOCKS;
	r->in_flight++;
	return send_all(r->fds[0], &len, sizeof(len));
}

ssize_t gs_ring_get(struct gs_ring *r, const void **p)
{
	uint32_t len = 0;
	ssize_t n;

	if (r->held) {
		r->held = false;
		r->next = (r->next + 1) % GS_RING_BLOCKS;
		if (!send_all(r->fds[1], "", 1))
			return -1;
	}
	do {
		n = recv(r->fds[1], &len, sizeof(len), MSG_WAITALL);
	} while (n < 0 && errno == EINTR);
	if (n != sizeof(len) || len > GS_RING_BLOCK)
		return -1;
	r->held = len > 0;
	*p = r->base + (size_t)r->next * GS_RING_BLOCK;
	return (ssize_t)len;
}

void gs_ring_finish(struct gs_ring *r)
{
	if (r->fds[0] >= 0)
		shutdown(r->fds[0], SHUT_WR);
}

bool gs_ring_hung_up(struct gs_ring *r, int timeout_ms)
{
	struct pollfd p = { .fd = r->fds[0], .events = POLLIN };

	/* Blocks that come back wake us, too; only the end counts. */
	return poll(&p, 1, timeout_ms) > 0 && !take_back(r);
}
