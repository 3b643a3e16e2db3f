/* SPDX-License-Identifier: MIT */
/* Archives by libcurl. */
#include "config.h"

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/fileio.h"
#include "base/http.h"
#include "base/i18n.h"
#include "install/fetch.h"

enum {
	RETRIES = 3,
	RETRY_MS = 250,         /* doubled each time */
	CONNECT_MS = 10000,
	STALL_SECONDS = 30,
	MAX_ARCHIVE = 1 << 30,
};

/* One GET. */
struct transfer {
	struct gs_fetch *f;
	CURL *curl;
	const char *url;
	char *shown;            /* masked; owned */
	int64_t skip;           /* bytes that we have and get again */
	int64_t range_from;     /* of Content-Range, -1 when there is none */
	int64_t range_total;
	bool looked;            /* at the head of the answer */
	bool fatal;             /* other URLs would not help either */
	struct gs_error *err;
};

/* ---- head of the answer ------------------------------------------------ */
static size_t on_header(char *p, size_t size, size_t n, void *user)
{
	static const char name[] = "content-range: bytes ";
	struct transfer *t = user;
	gs_autofree char *line = gs_strndup(p, size * n);
	char *end;

	if (gs_starts(line, "HTTP/")) {         /* of a redirect, maybe */
		t->range_from = -1;
		t->range_total = 0;
	}
	if (strncasecmp(line, name, sizeof(name) - 1) != 0)
		return size * n;
	t->range_from = strtoll(line + sizeof(name) - 1, &end, 10);
	end = strchr(end, '/');
	t->range_total = end ? strtoll(end + 1, NULL, 10) : 0;
	return size * n;
}

/* How long the whole file is, 0 when the answer does not say. */
static int64_t whole_length(const struct transfer *t)
{
	curl_off_t n = -1;

	if (t->range_from >= 0)
		return t->range_total;
	curl_easy_getinfo(t->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &n);
	if (n < 0)
		return 0;
	/* file: counts from where we began */
	return gs_starts(t->url, "file:") ? n + t->f->got : n;
}

static int refuse_page(struct transfer *t)
{
	gs_error_set(t->err, GS_ERR_NETWORK,
		     _("'%s' is not a Go archive, it looks like a web page"),
		     t->shown);
	gs_error_hint(t->err, _("A portal or proxy may want you to log in first; or choose another mirror with --mirror."));
	return GS_ERR_NETWORK;
}

static int refuse_length(struct transfer *t, int64_t length)
{
	gs_error_set(t->err, GS_ERR_CHECKSUM,
		     _("'%s' has %" PRId64 " bytes, not the %" PRId64 " that were expected"),
		     t->shown, length, t->f->total);
	gs_error_hint(t->err, _("The mirror has a wrong or incomplete file; choose another one with --mirror."));
	return GS_ERR_CHECKSUM;
}

/* Is this the file that we want, and from where on does it come? */
static int look(struct transfer *t, const void *p, size_t n)
{
	int64_t length = whole_length(t);
	long status = 0;

	t->looked = true;
	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
	if (t->f->got == 0 && !gs_flow_is_gzip(p, n))
		return refuse_page(t);
	if (t->f->total > 0 && length > 0 && length != t->f->total)
		return refuse_length(t, length);
	if (t->f->got > 0 && status == 200)
		t->skip = t->f->got;
	if (status == 206 && t->range_from != t->f->got)
		return gs_error_set(t->err, GS_ERR_NETWORK,
				    _("'%s': the server sent another part than it was asked for"),
				    t->shown);
	if (t->f->total == 0)
		t->f->total = length;
	return 0;
}

/* ---- body -------------------------------------------------------------- */
static int keep(struct transfer *t, const void *p, size_t n)
{
	if (t->f->part_fd < 0 || gs_starts(t->url, "file:") ||
	    gs_write_all(t->f->part_fd, p, n) == 0)
		return 0;
	return gs_error_sys(t->err, errno, _("cannot keep the download"));
}

static int take(struct transfer *t, const char *p, size_t n)
{
	int64_t most = t->f->total ? t->f->total : MAX_ARCHIVE;
	int rc;

	if (t->f->got + (int64_t)n > most)
		return refuse_length(t, t->f->got + (int64_t)n);
	t->fatal = true;
	rc = keep(t, p, n);
	if (rc == 0)
		rc = gs_flow_add(t->f->flow, p, n, t->err);
	if (rc != 0)
		return rc;
	t->fatal = false;
	t->f->got += (int64_t)n;
	gs_fetch_report(t->f, false);
	return 0;
}

static size_t on_body(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;
	size_t len = size * n, drop;

	if (len == 0)
		return 0;
	if (!t->looked && look(t, p, len) != 0)
		return 0;
	drop = t->skip > (int64_t)len ? len : (size_t)t->skip;
	t->skip -= (int64_t)drop;
	if (drop < len && take(t, p + drop, len - drop) != 0)
		return 0;
	return len;
}

static int on_progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c,
		       curl_off_t d)
{
	struct transfer *t = user;

	(void)a, (void)b, (void)c, (void)d;
	gs_fetch_report(t->f, false);
	return gs_report_cancelled(t->f->report);
}

/* ---- one GET ----------------------------------------------------------- */
static void set_options(struct transfer *t, char *errbuf)
{
	CURL *c = t->curl;
	char range[32];

	curl_easy_setopt(c, CURLOPT_URL, t->url);
	gs_http_protocols(c);
	curl_easy_setopt(c, CURLOPT_USERAGENT, gs_user_agent());
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, 10L);
	curl_easy_setopt(c, CURLOPT_FAILONERROR, 1L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_BUFFERSIZE, 512L << 10);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, errbuf);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
	if (t->f->got > 0) {
		snprintf(range, sizeof(range), "%" PRId64 "-", t->f->got);
		curl_easy_setopt(c, CURLOPT_RANGE, range);
	}
}

/* A wrong clock makes every certificate look wrong. */
static void hint_clock(struct gs_error *err, const char *why)
{
	char now[64] = "";
	time_t t = time(NULL);
	struct tm tm;

	if (!strstr(why, "not yet valid") && !strstr(why, "expired"))
		return;
	if (localtime_r(&t, &tm))
		strftime(now, sizeof(now), "%Y-%m-%d %H:%M", &tm);
	gs_error_hint(err, _("The clock of this machine says %s; if that is wrong, set it."),
		      now);
}

static int explain(struct transfer *t, CURLcode rc, const char *errbuf)
{
	const char *why = *errbuf ? errbuf : curl_easy_strerror(rc);
	long status = 0;

	if (rc == CURLE_ABORTED_BY_CALLBACK)
		return gs_error_set(t->err, GS_ERR_CANCELLED, _("cancelled"));
	if (rc == CURLE_HTTP_RETURNED_ERROR) {
		curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
		gs_error_set(t->err, GS_ERR_NETWORK,
			     _("cannot fetch '%s': the server answered %ld"),
			     t->shown, status);
		gs_error_hint(t->err, _("The mirror may not have this release; choose another one with --mirror."));
		return GS_ERR_NETWORK;
	}
	gs_error_set(t->err, GS_ERR_NETWORK, _("cannot fetch '%s': %s"),
		     t->shown, why);
	hint_clock(t->err, why);
	gs_error_hint(t->err, _("Check the network and the proxy settings, or choose another mirror with --mirror."));
	return GS_ERR_NETWORK;
}

/* May the same request do better if it is made again? */
static bool is_passing(CURLcode rc, CURL *c)
{
	long status = 0;

	switch (rc) {
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return true;
	case CURLE_HTTP_RETURNED_ERROR:
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
		return status == 429 || status >= 500;
	default:
		return false;
	}
}

/* 0 when the file is complete; *again: it may be worth another try. */
static int get(struct gs_fetch *f, const char *url, bool *again, bool *fatal,
	       struct gs_error *err)
{
	char errbuf[CURL_ERROR_SIZE] = "";
	struct transfer t = { .f = f, .url = url, .range_from = -1,
			      .err = err };
	CURLcode rc;
	int ret = 0;

	t.curl = curl_easy_init();
	if (!t.curl)
		return gs_error_set(err, GS_ERR_FAILED,
				    _("cannot start libcurl"));
	t.shown = gs_url_mask(url);
	set_options(&t, errbuf);
	rc = curl_easy_perform(t.curl);
	*again = is_passing(rc, t.curl);
	if (rc == CURLE_OK && f->total > 0 && f->got < f->total) {
		*again = true;
		rc = CURLE_PARTIAL_FILE;
	}
	if (rc == CURLE_OK && f->got == 0)
		refuse_page(&t);
	else if (rc != CURLE_OK && err->code == GS_OK)
		explain(&t, rc, errbuf);
	ret = err->code;
	*fatal = t.fatal || ret == GS_ERR_CANCELLED;
	curl_easy_cleanup(t.curl);
	gs_set(&f->from, t.shown);
	free(t.shown);
	return ret;
}

/* ---- trying again ------------------------------------------------------ */
/* False when the user cancelled. */
static bool pause_ms(const struct gs_fetch *f, int ms)
{
	for (; ms > 0; ms -= 50) {
		if (gs_report_cancelled(f->report))
			return false;
		usleep(50 * 1000);
	}
	return true;
}

static int get_patiently(struct gs_fetch *f, const char *url, bool *fatal,
			 struct gs_error *err)
{
	int tries = 0;

	for (;;) {
		int64_t before = f->got;
		bool again = false;
		int rc;

		gs_error_clear(err);
		rc = get(f, url, &again, fatal, err);
		if (rc == 0 || *fatal || !again)
			return rc;
		tries = f->got > before ? 0 : tries + 1;
		if (tries > RETRIES)
			return rc;
		if (!pause_ms(f, RETRY_MS << tries)) {
			gs_error_clear(err);
			*fatal = true;
			return gs_error_set(err, GS_ERR_CANCELLED,
					    _("cancelled"));
		}
	}
}

int gs_fetch_urls(struct gs_fetch *f, struct gs_error *err)
{
	struct gs_error first = GS_ERROR_INIT, one;
	bool fatal = false;
	int rc = GS_ERR_NETWORK;

	gs_http_init();
	for (size_t i = 0; i < f->src->urls.n && rc != 0 && !fatal; i++) {
		/* Parts of two files only fit when a checksum binds them. */
		if (f->got > 0 && gs_empty(f->src->sha256) && i > 0)
			break;
		gs_error_clear(&one);
		rc = get_patiently(f, f->src->urls.v[i], &fatal, &one);
		if (rc != 0 && (fatal || first.code == GS_OK))
			first = one;
		if (rc != 0 && !fatal && i + 1 < f->src->urls.n)
			gs_report_event(f->report, GS_EVENT_NOTE, f->step,
					true, "%s", one.text);
	}
	if (rc == 0 || first.code == GS_OK)
		return rc == 0 ? 0 : gs_error_set(err, GS_ERR_NETWORK,
				_("there is no place to fetch '%s' from"),
				f->src->filename);
	gs_error_set(err, first.code, "%s", first.text);
	gs_error_hint(err, "%s", first.hint);
	return first.code;
}
