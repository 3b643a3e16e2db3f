/* SPDX-License-Identifier: MIT */
/* Answer files and --set: what is read, and how errors point at the cause. */
#include "config.h"

#include "tests/unit/fixture.h"

static int parse(struct gs_answers *a, const char *text, struct gs_error *err)
{
	gs_answers_init(a);
	return gs_answers_parse(a, text, strlen(text), "a.json", err);
}

static void bad(const char *text, const char *want, const char *hint)
{
	struct gs_answers a;
	struct gs_error err = GS_ERROR_INIT;

	is_int(parse(&a, text, &err), GS_ERR_USAGE, "refused");
	if (!ok(strstr(err.text, want), "... because: %s", want))
		printf("# %s\n", err.text);
	if (hint && !ok(strstr(err.hint, hint), "... hint: %s", hint))
		printf("# %s\n", err.hint);
	gs_answers_release(&a);
}

static void test_good(void)
{
	struct gs_answers a;
	struct gs_error err = GS_ERROR_INIT;
	static const char text[] =
		"{\n \"format\": 1,\n \"version\": \"1.26.4\",\n"
		" \"path_gobin\": false,\n"
		" \"shells\": [\"bash\", \"zsh\"],\n"
		" \"editors\": [],\n"
		" \"gopath\":\n   \"/home/u/a \\\"b\\\" \\u00e9\"\n}\n";

	is_int(parse(&a, text, &err), 0, "a good file is read: %s", err.text);
	is_str(gs_answers_get(&a, "version"), "1.26.4", "a string");
	is_str(gs_answers_get(&a, "path_gobin"), "false", "a boolean");
	is_str(gs_answers_get(&a, "shells"), "bash,zsh", "a list");
	is_str(gs_answers_get(&a, "editors"), "none", "an empty list");
	is_str(gs_answers_get(&a, "gopath"), "/home/u/a \"b\" \xc3\xa9",
	       "escapes");
	is_int(a.v[gs_question_index("gopath")].line, 7, "line of gopath");
	is_int(a.v[gs_question_index("version")].line, 3, "line of version");
	is_int(a.v[gs_question_index("scope")].from, GS_FROM_DEFAULT,
	       "what is not there stays open");
	gs_answers_release(&a);
	is_int(parse(&a, "\xEF\xBB\xBF{\"trust\":\"known\"}", NULL), 0,
	       "a byte order mark is skipped");
	gs_answers_release(&a);
	is_int(parse(&a, "{}", NULL), 0, "an empty object is valid");
	gs_answers_release(&a);
}

static void test_bad(void)
{
	bad("{\n\"versoin\": \"1.26\"}", "a.json, line 2: unknown key "
	    "'versoin'", "Did you mean 'version'?");
	bad("{\"x\": {\"version\": 1},\n\"zzzzzz\": 1}",
	    "line 1: unknown key 'x'", "gosetup questions");
	bad("{\"scope\": \"user\",\n\n\"version\": 1.20}",
	    "line 3: bad value '1.2' for 'version': write a string",
	    "1.20 would be the same as 1.2");
	bad("{\"path_gobin\": 1}", "write true or false", NULL);
	bad("{\"shells\": [1]}", "write a list of strings", NULL);
	bad("{\"shells\": {}}", "bad value '{}' for 'shells'", NULL);
	bad("{\"gopath\": null}", "bad value 'null' for 'gopath'", NULL);
	bad("{\"scope\": \"user\",\n\"scope\": \"system\"}", "line 2",
	    NULL);
	bad("{\"scope\": \"user\"\n\"method\": \"keep\"}",
	    "a.json is not valid JSON, line 2", "An answer file is");
	bad("", "not valid JSON", NULL);
	bad("[\"scope\"]", "must be a JSON object", NULL);
	bad("{\"format\": 2}", "line 1: this answer file has a format",
	    NULL);
}

static void test_file(void)
{
	struct gs_answers a;
	struct gs_error err = GS_ERROR_INIT;

	gs_answers_init(&a);
	is_int(gs_answers_load(&a, "/nonexistent/answers.json", &err),
	       GS_ERR_USAGE, "a file that is not there");
	ok(strstr(err.text, "/nonexistent/answers.json"), "... is named: %s",
	   err.text);
	gs_error_clear(&err);
	is_int(gs_answers_load(&a, "/", &err), GS_ERR_USAGE, "a directory");
	gs_answers_release(&a);
}

static void test_set(void)
{
	struct gs_answers a;
	struct gs_error err = GS_ERROR_INIT;

	gs_answers_init(&a);
	is_int(gs_answers_set(&a, "goflags=-ldflags=-s", &err), 0, "--set");
	is_str(gs_answers_get(&a, "goflags"), "-ldflags=-s",
	       "the first '=' separates");
	is_int(gs_answers_set(&a, "gopth=/x", &err), GS_ERR_USAGE,
	       "--set with an unknown key");
	is_str(err.text, "--set: unknown key 'gopth'", "... says so");
	ok(strstr(err.hint, "'gopath'"), "... and proposes one");
	gs_error_clear(&err);
	is_int(gs_answers_set(&a, "gopath", &err), GS_ERR_USAGE, "no '='");
	is_int(gs_answers_set(&a, "=x", NULL), GS_ERR_USAGE, "no key");
	is_int(gs_answers_parse(&a, "{\"goflags\": \"-v\"}", 17, "f", NULL), 0,
	       "a file read after --set");
	is_str(gs_answers_get(&a, "goflags"), "-ldflags=-s",
	       "--set wins over the file");
	gs_answers_release(&a);
}

/* Where the blame goes when a value turns out bad. */
static void test_blame(void)
{
	struct fixture x;
	struct gs_error err = GS_ERROR_INIT;
	static const char text[] = "{\n\"scope\": \"user\",\n"
				   "\"gobin\": \"bin\"\n}";

	fixture_load(&x, "ubuntu-22.04");
	x.opts.answers_file = gs_strdup("my.json");
	gs_answers_parse(&x.answers, text, strlen(text), "my.json", NULL);
	gs_answers_fill(&x.answers, &x.ctx);
	is_int(gs_answers_check(&x.answers, &x.ctx, &err), GS_ERR_USAGE,
	       "a relative GOBIN");
	is_str(err.text, "my.json, line 3: bad value 'bin' for 'gobin': GOBIN "
	       "must be an absolute path, and 'bin' is not one",
	       "file, line, value, key, reason");
	is_str(err.hint, "Write the whole path, such as /home/ada/bin.",
	       "what would be right");
	gs_error_clear(&err);
	fixture_set(&x, "gobin=");
	fixture_set(&x, "https_proxy=ftp://u:geheim@h/");
	is_int(gs_answers_check(&x.answers, &x.ctx, &err), GS_ERR_USAGE,
	       "a bad proxy");
	ok(!strstr(err.text, "geheim") && strstr(err.text, "***@h"),
	   "its password is hidden: %s", err.text);
	fixture_release(&x);
}

static void test_json(void)
{
	struct fixture x;
	json_t *all, *chosen;
	gs_autofree char *text = NULL;
	struct gs_answers back;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "shells=bash,zsh");
	fixture_set(&x, "http_proxy=http://me:secret@proxy:3128");
	fixture_set(&x, "goproxy=https://a.example,https://me:secret@b,direct");
	fixture_set(&x, "https_proxy=http://proxy:3128");
	gs_answers_fill(&x.answers, &x.ctx);
	all = gs_answers_to_json(&x.answers, false);
	text = gs_json_dump(all, true);
	ok(!strstr(text, "secret"), "no password in the saved answers");
	ok(strstr(text, "http://proxy:3128"), "a proxy without one is saved");
	is_int(json_object_size(all), (long)gs_questions_count() - 2 + 1,
	       "all answers but the secret ones, and the format");
	ok(json_is_array(json_object_get(all, "shells")), "shells is a list");
	ok(json_is_boolean(json_object_get(all, "path_gobin")),
	   "a boolean is one");
	gs_answers_init(&back);
	is_int(gs_answers_parse(&back, text, strlen(text), "saved", NULL), 0,
	       "what is saved can be read again");
	is_str(gs_answers_get(&back, "shells"), "bash,zsh", "... the same");
	chosen = gs_answers_to_json(&x.answers, true);
	is_int(json_object_size(chosen), 3,
	       "only what was chosen: shells, https_proxy, format");
	json_decref(chosen);
	json_decref(all);
	gs_answers_release(&back);
	fixture_release(&x);
}

static void test_suggest(void)
{
	struct gs_strv words = GS_STRV_INIT;

	gs_strv_split(&words, "version,gopath,goproxy,goprivate,method", ",");
	is_str(gs_suggest("versoin", &words), "version", "letters swapped");
	is_str(gs_suggest("gopxroy", &words), "goproxy", "the same in gopxroy");
	is_str(gs_suggest("gopriv", &words), NULL, "too short to be sure");
	is_str(gs_suggest("metod", &words), "method", "a letter missing");
	is_str(gs_suggest("qqqq", &words), NULL, "nothing is near");
	is_str(gs_suggest("", &words), NULL, "nothing at all");
	gs_strv_release(&words);
}

int main(void)
{
	test_good();
	test_bad();
	test_file();
	test_set();
	test_blame();
	test_json();
	test_suggest();
	return tap_done();
}
