/* SPDX-License-Identifier: MIT */
/* SHA-256 by libcrypto, and CRC-32C for journal lines. */
#ifndef GS_BASE_HASH_H
#define GS_BASE_HASH_H

#include <stdint.h>
#include "base/mem.h"

#define GS_SHA256_HEX 65        /* 64 digits and NUL */

struct gs_sha256;                                    /* opaque */
struct gs_sha256 *gs_sha256_new(void);
void gs_sha256_add(struct gs_sha256 *h, const void *p, size_t n);
/* Writes lower-case hex and frees h. */
void gs_sha256_end(struct gs_sha256 *h, char hex[GS_SHA256_HEX]);
void gs_sha256_free(struct gs_sha256 *h);            /* abandon */
void gs_sha256_of(const void *p, size_t n, char hex[GS_SHA256_HEX]);
bool gs_sha256_valid(const char *hex);               /* 64 hex digits */

uint32_t gs_crc32c(const void *p, size_t n);

/* Owned base64 text; decode returns owned bytes (length in *n) or NULL. */
char *gs_base64(const void *p, size_t n);
void *gs_base64_decode(const char *text, size_t *n);

#endif
