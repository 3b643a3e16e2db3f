/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "base/error.h"
#include "base/fileio.h"
#include "base/hash.h"
#include "base/http.h"
#include "base/i18n.h"
#include "base/job.h"
#include "base/path.h"
#include "base/strv.h"

static void is_own(char *got, const char *want, const char *what)
{
	is_str(got, want, "%s", what);
	free(got);
}

static void test_path(void)
{
	is_own(gs_path_join("/a", "b"), "/a/b", "join");
	is_own(gs_path_join("/", "b"), "/b", "join at the root");
	is_own(gs_path_dir("/a/b"), "/a", "dir");
	is_own(gs_path_dir("/a"), "/", "dir of a top entry");
	is_own(gs_path_dir("/a/b//"), "/a", "dir with trailing slashes");
	is_own(gs_path_dir("a"), ".", "dir of a bare name");
	is_own(gs_path_clean("/a//./b/../c/"), "/a/c", "clean");
	is_own(gs_path_clean("/../a"), "/a", "clean above the root");
	is_own(gs_path_clean("../a/.."), "..", "clean relative");
	is_own(gs_path_tilde("/home/u/x", "/home/u"), "~/x", "tilde");
	is_own(gs_path_tilde("/home/ux", "/home/u"), "/home/ux", "no tilde");
	ok(gs_path_within("/a/b", "/a/"), "within");
	ok(gs_path_within("/a", "/"), "within the root");
	ok(!gs_path_within("/ab", "/a"), "not within");
	is_own(gs_path_encode("/a b%\xff\n"), "/a b%25%FF%0A", "encode");
	is_own(gs_path_decode("/a b%25%FF%0A"), "/a b%\xff\n", "decode");
	ok(!gs_path_decode("%G0") && !gs_path_decode("%0") &&
	   !gs_path_decode("%00"), "decode refuses bad text");
}

static void test_strv(void)
{
	struct gs_strv s = GS_STRV_INIT;

	gs_strv_split(&s, " b , a,,c ", ",");
	is_int(s.n, 3, "split drops empty fields");
	gs_strv_sort(&s);
	is_own(gs_strv_join(&s, "|"), "a|b|c", "trimmed, sorted, joined");
	gs_strv_add_once(&s, "a");
	is_int(s.n, 3, "add once");
	gs_strv_release(&s);
}

static void test_hash(void)
{
	char hex[GS_SHA256_HEX];
	size_t n = 0;
	char *text, *back;

	gs_sha256_of("abc", 3, hex);    /* FIPS 180-2, B.1 */
	is_str(hex, "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad", "sha256");
	is_int(gs_crc32c("123456789", 9), 0xE3069283, "crc32c check value");
	text = gs_base64("a\0bc", 4);
	is_str(text, "YQBiYw==", "base64");
	back = gs_base64_decode(text, &n);
	ok(n == 4 && !memcmp(back, "a\0bc", 4), "base64 back");
	free(back);
	free(text);
	ok(!gs_base64_decode("a", &n), "base64 refuses bad text");
}

static void test_error(void)
{
	struct gs_error e = GS_ERROR_INIT;

	is_int(gs_error_sys(&e, 28, "cannot write '%s'", "x"), GS_ERR_SPACE,
	       "ENOSPC is a space error");
	is_str(e.text, "cannot write 'x': no space left on the disk", "text");
	gs_error_set(&e, GS_ERR_USAGE, "later");
	is_int(e.code, GS_ERR_SPACE, "the first error wins");
	is_int(gs_error_exit_code(GS_ERR_CANCELLED), 130, "exit code");
	gs_error_state(&e, "Nothing was changed.");
	gs_error_state(&e, "Nothing was changed.");
	is_str(e.hint, "Nothing was changed.", "the state alone, once");
	gs_error_clear(&e);
	gs_error_hint(&e, "Do that.");
	gs_error_state(&e, "Nothing was changed.");
	is_str(e.hint, "Nothing was changed. Do that.", "state, then hint");
	is_int(gs_error_set(NULL, GS_ERR_USAGE, "x"), GS_ERR_USAGE,
	       "no struct is fine");
}

static void test_file(void)
{
	char dir[] = "/tmp/gs-base-XXXXXX", path[64];
	struct gs_buf b = GS_BUF_INIT;

	if (!mkdtemp(dir))
		abort();
	snprintf(path, sizeof(path), "%s/fifo", dir);
	mkfifo(path, 0600);
	is_int(gs_read_file(&b, path, 10, NULL), GS_ERR_FORMAT,
	       "a fifo does not block");
	unlink(path);
	is_int(gs_read_file(&b, path, 10, NULL), GS_ERR_NOT_FOUND, "absent");
	is_int(gs_read_file(&b, "/etc/passwd", 3, NULL), GS_ERR_FORMAT,
	       "the size cap holds");
	rmdir(dir);
	gs_buf_release(&b);
}

static void test_json(void)
{
	json_t *v = gs_json_text("a\xff\xe4\xb8\xad");
	struct gs_error e = GS_ERROR_INIT;

	is_str(json_string_value(v), "a\xEF\xBF\xBD\xe4\xb8\xad",
	       "bytes that are not UTF-8 are replaced");
	json_decref(v);
	ok(!gs_json_parse("{\n\"a\":}", 7, "x.json", &e), "bad JSON");
	ok(strstr(e.text, "x.json") && strstr(e.text, "line 2"),
	   "the error names file and line");
}

static int work(struct gs_job_side *side, void *arg)
{
	json_t *msg;

	gs_job_side_send(side, json_pack("{s:s}", "hello", (char *)arg));
	while (gs_job_side_read(side, 1000, &msg) == 1) {
		gs_job_side_send(side, json_incref(msg));
		json_decref(msg);
	}
	return side->parent_gone ? 7 : 8;
}

static void test_job(void)
{
	char arg[] = "w";
	struct gs_job j;
	json_t *m;

	is_int(gs_job_start(&j, work, arg, GS_JOB_OWN_SESSION, NULL), 0,
	       "start");
	is_int(gs_job_read(&j, 2000, &m), 1, "a message comes");
	is_str(gs_json_str(m, "hello", ""), "w", "it is ours");
	json_decref(m);
	gs_job_send(&j, json_pack("{s:i}", "n", 5));
	is_int(gs_job_read(&j, 2000, &m), 1, "and one back");
	is_int(gs_json_int(m, "n", 0), 5, "the same");
	json_decref(m);
	is_int(gs_job_end(&j), 7, "the child sees that we are gone");
}

static void test_url(void)
{
	is_own(gs_url_mask("http://u:p@h/x@y"), "http://***@h/x@y",
	       "a password is masked");
	is_own(gs_url_mask("http://h/x@y"), "http://h/x@y", "nothing to mask");
}

int main(void)
{
	gs_i18n_init("en");
	test_path();
	test_strv();
	test_hash();
	test_error();
	test_file();
	test_json();
	test_job();
	test_url();
	return tap_done();
}
