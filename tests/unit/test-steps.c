/* SPDX-License-Identifier: MIT */
/* Steps as JSON and as shell. */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>
#include "base/fileio.h"
#include "base/path.h"
#include "base/proc.h"
#include "steps/steps.h"
#include "tests/tap.h"

static char dir[] = "/tmp/gs-steps-XXXXXX";

static void round_trip(const struct gs_step *s, struct gs_step *back)
{
	json_t *v = gs_step_to_json(s, true);
	gs_autofree char *text = gs_json_dump(v, false);
	gs_autofree char *again = NULL;
	struct gs_error err = GS_ERROR_INIT;
	json_t *w;

	is_int(gs_step_from_json(back, v, &err), 0, "%s reads back", s->id);
	w = gs_step_to_json(back, true);
	again = gs_json_dump(w, false);
	is_str(again, text, "%s is the same after a round trip", s->id);
	json_decref(v);
	json_decref(w);
}

static void test_json(void)
{
	struct gs_steps steps = { NULL, 0, 0 };
	struct gs_step *s, back;

	s = gs_steps_add(&steps, GS_STEP_FILE, "/home/u/\xff 100%");
	is_str(s->id, "file:/home/u/%FF 100%25", "an id is printable");
	gs_content_set(&s->before, "a\0b\xff", 4, 0600);
	gs_content_set(&s->after, "", 0, 0640);
	gs_set(&s->summary, "what");
	s->changes = s->as_owner = true;
	round_trip(s, &back);
	is_str(back.target, "/home/u/\xff 100%", "path to the byte");
	ok(gs_buf_eq(&back.before.bytes, &s->before.bytes),
	   "contents to the byte");
	ok(back.after.exists && back.after.mode == 0640,
	   "an empty file is not an absent one");
	gs_step_release(&back);

	s = gs_steps_add(&steps, GS_STEP_TREE, "/home/u/sdk/go1.2.3");
	gs_set(&s->tree.version, "1.2.3");
	gs_set(&s->tree.filename, "go1.2.3.linux-amd64.tar.gz");
	gs_strv_add(&s->tree.urls, "http://127.0.0.1/x");
	s->tree.proof = GS_PROOF_INDEX_USER;
	s->tree.runs_here = true;
	round_trip(s, &back);
	is_int(back.tree.proof, GS_PROOF_INDEX_USER, "proof kept");
	gs_step_release(&back);

	s = gs_steps_add(&steps, GS_STEP_LINK, "/home/u/sdk/current");
	gs_set(&s->link_after, "go1.2.3");
	s->link_before_kind = GS_LINK_DIR;
	round_trip(s, &back);
	is_int(back.link_before_kind, GS_LINK_DIR, "kind of link kept");
	gs_step_release(&back);

	s = gs_steps_add(&steps, GS_STEP_DIR, "/home/u/sdk");
	s->mode = 02755;
	round_trip(s, &back);
	is_int(back.mode, 02755, "mode of a directory kept");
	gs_step_release(&back);
	gs_steps_release(&steps);
}

static void refused(const char *text, const char *want)
{
	struct gs_error err = GS_ERROR_INIT;
	json_t *v = gs_json_parse(text, strlen(text), "test", &err);
	struct gs_step s;

	is_int(gs_step_from_json(&s, v, &err), GS_ERR_FORMAT, "refused");
	ok(strstr(err.text, want) != NULL, "says: %s", err.text);
	json_decref(v);
}

static void test_bad_json(void)
{
	refused("{\"kind\":\"fly\",\"id\":\"x\",\"target\":\"/x\"}",
		"unknown kind");
	refused("{\"kind\":\"dir\",\"id\":\"x\",\"target\":\"x\"}",
		"absolute");
	refused("{\"kind\":\"file\",\"id\":\"x\",\"target\":\"/x\","
		"\"after_sha256\":\"zz\"}", "not a checksum");
	refused("{\"kind\":\"file\",\"id\":\"x\",\"target\":\"/x\","
		"\"after_sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e464"
		"9b934ca495991b7852b855\"}", "no contents");
	refused("{\"kind\":\"file\",\"id\":\"x\",\"target\":\"/x\","
		"\"after_base64\":\"YQ==\","
		"\"after_sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e464"
		"9b934ca495991b7852b855\"}", "do not match");
	refused("{\"kind\":\"tree\",\"id\":\"x\",\"target\":\"/x\",\"tree\":"
		"{\"version\":\"../..\",\"filename\":\"f\"}}",
		"does not name a version");
}

/* Runs the fragment of one file step in a real sh. */
static void script_case(const char *what, const char *a, size_t an,
			const char *b, size_t bn)
{
	gs_autofree char *path = gs_path_join(dir, "it's a file");
	struct gs_steps steps = { NULL, 0, 0 };
	struct gs_step *s = gs_steps_add(&steps, GS_STEP_FILE, path);
	struct gs_buf text = GS_BUF_INIT, got = GS_BUF_INIT;
	struct gs_proc p;
	FILE *f;

	unlink(path);
	if (a) {
		f = fopen(path, "w");
		fwrite(a, 1, an, f);
		fclose(f);
		chmod(path, 0600);
		gs_content_set(&s->before, a, an, 0600);
	}
	if (b)
		gs_content_set(&s->after, b, bn, 0600);
	gs_step_script(s, &text);
	gs_proc_init(&p);
	gs_proc_args(&p, "sh", "-eu", NULL);
	p.input = gs_buf_str(&text);
	gs_proc_run(&p);
	ok(p.status == 0, "%s: sh runs it", what);
	if (b) {
		struct stat st;

		gs_read_file(&got, path, 1 << 20, NULL);
		ok(gs_buf_eq(&got, &s->after.bytes), "%s: the bytes", what);
		ok(!stat(path, &st) && (st.st_mode & 07777) == 0600,
		   "%s: the mode", what);
	} else {
		ok(!gs_exists(path), "%s: gone", what);
	}
	gs_proc_release(&p);
	gs_proc_init(&p);
	gs_proc_args(&p, "sh", "-eu", NULL);
	p.input = gs_buf_str(&text);
	gs_proc_run(&p);
	is_int(p.status, 3, "%s: a second run sees a changed file", what);
	gs_proc_release(&p);
	gs_buf_release(&text);
	gs_buf_release(&got);
	gs_steps_release(&steps);
}

#define SCRIPT(what, a, b) script_case(what, a, sizeof(a) - 1, b, sizeof(b) - 1)

static void test_script(void)
{
	SCRIPT("insert at the top", "1\n2\n", "0\n$x `y` \\\n1\n2\n");
	SCRIPT("insert in the middle", "1\n2\n", "1\nx\n2\n");
	SCRIPT("append", "1\n2\n", "1\n2\nx\n");
	SCRIPT("append to a glued line", "1\n2", "1\n2\nx\n");
	SCRIPT("replace", "1\n2\n3\n", "1\nx\n3\n");
	SCRIPT("any bytes", "1\n", "\0\xff%s\\n'\r\nx");
	script_case("new file", NULL, 0, "a\nb\n", 4);
	script_case("delete", "a\n", 2, NULL, 0);
}

static void test_cksum_agrees(void)
{
	gs_autofree char *which = gs_proc_which("cksum", NULL);

	/* Covered by the runs above, which stop on a wrong sum; this line
	 * makes a missing cksum visible. */
	ok(which != NULL, "cksum(1) is here to check against");
}

int main(void)
{
	struct gs_proc p;

	if (!mkdtemp(dir))
		return 99;
	test_json();
	test_bad_json();
	test_script();
	test_cksum_agrees();
	gs_proc_init(&p);
	gs_proc_args(&p, "rm", "-rf", dir, NULL);
	gs_proc_run(&p);
	gs_proc_release(&p);
	return tap_done();
}
