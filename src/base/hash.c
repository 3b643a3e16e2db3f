/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

struct gs_sha256 {
	EVP_MD_CTX *ctx;
};

struct gs_sha256 *gs_sha256_new(void)
{
	struct gs_sha256 *h = gs_calloc(1, sizeof(*h));

	h->ctx = EVP_MD_CTX_new();
	if (!h->ctx || EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1)
		abort();        /* only without memory */
	return h;
}

void gs_sha256_add(struct gs_sha256 *h, const void *p, size_t n)
{
	EVP_DigestUpdate(h->ctx, p, n);
}

void gs_sha256_end(struct gs_sha256 *h, char hex[GS_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	EVP_DigestFinal_ex(h->ctx, md, &n);
	for (unsigned i = 0; i < 32; i++) {
		hex[2 * i] = digits[md[i] >> 4];
		hex[2 * i + 1] = digits[md[i] & 15];
	}
	hex[64] = '\0';
	gs_sha256_free(h);
}

void gs_sha256_free(struct gs_sha256 *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->ctx);
	free(h);
}

void gs_sha256_of(const void *p, size_t n, char hex[GS_SHA256_HEX])
{
	struct gs_sha256 *h = gs_sha256_new();

	gs_sha256_add(h, p, n);
	gs_sha256_end(h, hex);
}

bool gs_sha256_valid(const char *hex)
{
	return hex && strlen(hex) == 64 &&
	       strspn(hex, "0123456789abcdefABCDEF") == 64;
}

/* Castagnoli polynomial, reflected: 0x82F63B78 (RFC 3720, appendix B.4). */
uint32_t gs_crc32c(const void *p, size_t n)
{
	const unsigned char *at = p;
	uint32_t crc = 0xFFFFFFFFu;

	while (n-- > 0) {
		crc ^= *at++;
		for (int i = 0; i < 8; i++)
			crc = crc & 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
	}
	return ~crc;
}

char *gs_base64(const void *p, size_t n)
{
	char *out = gs_malloc((n + 2) / 3 * 4 + 1);

	out[0] = '\0';
	if (n > 0)
		EVP_EncodeBlock((unsigned char *)out, p, (int)n);
	return out;
}

void *gs_base64_decode(const char *text, size_t *n)
{
	size_t len = strlen(text);
	unsigned char *out;
	int got;

	if (len % 4 != 0)
		return NULL;
	out = gs_malloc(len / 4 * 3 + 1);
	got = len ? EVP_DecodeBlock(out, (const unsigned char *)text, (int)len)
		  : 0;
	if (got < 0) {
		free(out);
		return NULL;
	}
	*n = (size_t)got;
	if (len && text[len - 1] == '=')
		(*n)--;
	if (len > 1 && text[len - 2] == '=')
		(*n)--;
	out[*n] = '\0';
	return out;
}
