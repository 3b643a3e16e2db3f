/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/i18n.h"

void gs_http_init(void)
{
	static bool done;

	if (!done)
		curl_global_init(CURL_GLOBAL_DEFAULT);
	done = true;
}

const char *gs_user_agent(void)
{
	static char text[256];
	struct utsname u;

	if (!text[0] && uname(&u) == 0)
		snprintf(text, sizeof(text), "%s/%s (%s %s)", PACKAGE,
			 PACKAGE_VERSION, u.sysname, u.machine);
	return text;
}

char *gs_url_mask(const char *url)
{
	const char *scheme = strstr(url, "://"), *host, *at;
	size_t n;

	if (!scheme)
		return gs_strdup(url);
	host = scheme + 3;
	n = strcspn(host, "/?#");
	at = NULL;
	for (size_t i = 0; i < n; i++)
		if (host[i] == '@')
			at = host + i;
	if (!at)
		return gs_strdup(url);
	return gs_printf("%.*s***%s", (int)(host - url), url, at);
}

struct transfer {
	struct gs_http_get *g;
	bool too_big;
};

static size_t on_body(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;

	if (t->g->body.len + size * n > t->g->max_bytes) {
		t->too_big = true;
		return 0;
	}
	gs_buf_add(&t->g->body, p, size * n);
	return size * n;
}

static size_t on_header(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;
	size_t len = size * n, from = 5;

	if (len > 5 && strncasecmp(p, "etag:", 5) == 0) {
		while (from < len && p[from] == ' ')
			from++;
		while (len > from && strchr("\r\n ", p[len - 1]))
			len--;
		free(t->g->new_etag);
		t->g->new_etag = gs_strndup(p + from, len - from);
	}
	return size * n;
}

static int on_progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c,
		       curl_off_t d)
{
	struct transfer *t = user;

	(void)a, (void)b, (void)c, (void)d;
	return t->g->cancelled && t->g->cancelled(t->g->user);
}

void gs_http_protocols(void *easy)
{
	CURL *c = easy;

#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https,file");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(c, CURLOPT_PROTOCOLS,
			 CURLPROTO_HTTP | CURLPROTO_HTTPS | CURLPROTO_FILE);
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS,
			 CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

static void set_options(CURL *c, struct transfer *t, struct curl_slist *hdr,
			char *errbuf)
{
	curl_easy_setopt(c, CURLOPT_URL, t->g->url);
	curl_easy_setopt(c, CURLOPT_USERAGENT, gs_user_agent());
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, hdr);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, 10L);
	gs_http_protocols(c);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, 3000L);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)t->g->timeout_ms);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, errbuf);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
}

static int explain(const struct transfer *t, CURLcode rc, const char *errbuf,
		   struct gs_error *err)
{
	gs_autofree char *url = gs_url_mask(t->g->url);

	if (t->too_big)
		return gs_error_set(err, GS_ERR_FORMAT,
				    _("'%s' is larger than the %zu bytes that it may have"),
				    url, t->g->max_bytes);
	if (rc == CURLE_ABORTED_BY_CALLBACK)
		return gs_error_set(err, GS_ERR_CANCELLED, _("cancelled"));
	if (rc != CURLE_OK)
		return gs_error_set(err, GS_ERR_NETWORK,
				    _("cannot fetch '%s': %s"), url,
				    *errbuf ? errbuf : curl_easy_strerror(rc));
	if (t->g->status >= 400)
		return gs_error_set(err, GS_ERR_NETWORK,
				    _("cannot fetch '%s': the server answered %ld"),
				    url, t->g->status);
	return 0;
}

int gs_http_get(struct gs_http_get *g, struct gs_error *err)
{
	struct transfer t = { g, false };
	struct curl_slist *hdr = NULL;
	char errbuf[CURL_ERROR_SIZE] = "";
	CURLcode rc;
	CURL *c;

	gs_http_init();
	c = curl_easy_init();
	if (!c)
		return gs_error_set(err, GS_ERR_FAILED,
				    _("cannot start libcurl"));
	if (!gs_empty(g->etag)) {
		gs_autofree char *line = gs_printf("If-None-Match: %s",
						   g->etag);
		hdr = curl_slist_append(hdr, line);
	}
	set_options(c, &t, hdr, errbuf);
	rc = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &g->status);
	curl_easy_cleanup(c);
	curl_slist_free_all(hdr);
	return explain(&t, rc, errbuf, err);
}

void gs_http_get_release(struct gs_http_get *g)
{
	gs_buf_release(&g->body);
	free(g->new_etag);
	g->new_etag = NULL;
}
