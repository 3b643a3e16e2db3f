/* SPDX-License-Identifier: MIT */
/* The facts as a struct and as JSON; the facts files of other machines. */
#include "config.h"

#include "base/fileio.h"
#include "base/path.h"
#include "detect/detect.h"
#include "tests/tap.h"

static char *dump(const struct gs_facts *f)
{
	json_t *v = gs_facts_to_json(f, true);
	char *text = gs_json_dump(v, true);

	json_decref(v);
	return text;
}

static int load_text(struct gs_facts *f, const char *text, const char *name)
{
	struct gs_error err = GS_ERROR_INIT;
	json_t *v = gs_json_parse(text, strlen(text), name, &err);
	int rc;

	if (!v) {
		printf("# %s\n", err.text);
		gs_facts_init(f);
		return err.code;
	}
	rc = gs_facts_from_json(f, v, &err);
	if (rc)
		printf("# %s\n", err.text);
	json_decref(v);
	return rc;
}

static int load_fixture(struct gs_facts *f, const char *name)
{
	gs_autofree char *path = gs_printf("%s/tests/fixtures/facts/%s.json",
					   getenv("GS_TOP_SRCDIR"), name);
	gs_autofree char *text = gs_read_text(path, 1 << 20);

	ok(text, "%s can be read", name);
	return load_text(f, text ? text : "", name);
}

static const struct {
	const char *name, *platform, *distro, *pkg, *login;
	size_t n_go;
} fixtures[] = {
	{ "ubuntu-22.04", "linux-amd64", "ubuntu", "apt", ".profile", 1 },
	{ "ubuntu-24.04", "linux-amd64", "ubuntu", "apt", ".profile", 0 },
	{ "kylin-v10-sp3-arm64", "linux-arm64", "kylin", "dnf",
	  ".bash_profile", 1 },
	{ "openeuler-24.03", "linux-amd64", "openeuler", "dnf",
	  ".bash_profile", 0 },
	{ "alpine-3.20", "linux-amd64", "alpine", "apk", NULL, 0 },
	{ "wsl2-ubuntu", "linux-amd64", "ubuntu", "apt", ".profile", 1 },
	{ "macos-14-arm64", "darwin-arm64", "macos", "brew", ".zprofile", 0 },
	{ "kylin-v10-desktop-loong64", "linux-loong64", "kylin", "apt",
	  ".profile", 0 },
	{ "raspios-12-armhf", "linux-armv6l", "raspbian", "apt", ".profile",
	  0 },
};

static void check_files(const struct gs_facts *f, const char *name)
{
	struct gs_strv wanted = GS_STRV_INIT;
	size_t missing = 0;

	gs_wanted_files(f, &wanted);
	for (size_t i = 0; i < wanted.n; i++)
		missing += gs_facts_file(f, wanted.v[i]) == NULL;
	is_int(missing, 0, "%s: holds all %zu paths a plan may ask for", name,
	       wanted.n);
	for (size_t i = 1; i < f->n_files; i++)
		if (strcmp(f->files[i - 1].path, f->files[i].path) >= 0)
			ok(0, "%s: files are sorted", name);
	gs_strv_release(&wanted);
}

static void check_login(const struct gs_facts *f, size_t i)
{
	gs_autofree char *path = gs_path_join(f->home, fixtures[i].login);
	gs_autofree char *other = gs_path_join(f->home, ".bash_login");
	const struct gs_file *file = gs_facts_file(f, path);
	const struct gs_file *absent = gs_facts_file(f, other);

	ok(file && file->type == GS_FILE_REGULAR && file->bytes.len > 0 &&
	   file->writable && file->uid == f->home_uid,
	   "%s: %s is there with its text", fixtures[i].name, path);
	is_int(file ? strlen(file->sha256) : 0, 64, "%s: and its SHA-256",
	       fixtures[i].name);
	ok(absent && absent->type == GS_FILE_ABSENT && absent->dir_writable,
	   "%s: ~/.bash_login is known to be absent", fixtures[i].name);
}

static void test_fixture(size_t i)
{
	const char *name = fixtures[i].name;
	struct gs_facts f, again;
	gs_autofree char *one = NULL, *two = NULL, *platform = NULL;

	is_int(load_fixture(&f, name), 0, "%s loads", name);
	one = dump(&f);
	is_int(load_text(&again, one, name), 0, "%s loads again", name);
	two = dump(&again);
	ok(gs_streq(one, two), "%s: round trip is identical", name);
	platform = gs_facts_platform(&f);
	is_str(platform, fixtures[i].platform, "%s: platform", name);
	is_str(f.distro_id, fixtures[i].distro, "%s: distribution", name);
	is_str(f.pkg_manager, fixtures[i].pkg, "%s: package manager", name);
	is_int(f.n_go, fixtures[i].n_go, "%s: Go installations", name);
	ok(gs_facts_place(&f, "home") && gs_facts_place(&f, "tmp") &&
	   gs_facts_place(&f, "state") && gs_facts_place(&f, "system"),
	   "%s: places", name);
	check_files(&f, name);
	if (fixtures[i].login)
		check_login(&f, i);
	gs_facts_release(&f);
	gs_facts_release(&again);
}

static void test_contract(void)
{
	struct gs_facts f;
	json_t *v, *system, *user;
	static const char *const members[] = {
		"os", "arch", "machine", "libc", "kernel", "distro", "wsl",
		"container",
	};

	gs_facts_init(&f);
	v = gs_facts_to_json(&f, false);
	system = json_object_get(v, "system");
	user = json_object_get(v, "user");
	is_int(gs_json_int(v, "format", 0), 1, "format is 1");
	for (size_t i = 0; i < GS_COUNT(members); i++)
		ok(json_object_get(system, members[i]), "system.%s",
		   members[i]);
	ok(json_object_get(json_object_get(system, "distro"), "like"),
	   "system.distro.like");
	ok(json_object_get(user, "name") && json_object_get(user, "uid") &&
	   json_object_get(user, "home") &&
	   json_object_get(user, "login_shell"), "user");
	ok(json_is_array(json_object_get(v, "shells")), "shells is a list");
	ok(json_is_array(json_object_get(v, "go")), "go is a list");
	ok(!json_object_get(v, "files"), "no files unless asked for");
	json_decref(v);
	gs_facts_release(&f);
}

static void add_file(struct gs_facts *f, const char *path, const char *bytes,
		     size_t n)
{
	struct gs_file *file;

	f->files = gs_realloc(f->files, (f->n_files + 1) * sizeof(*f->files));
	file = &f->files[f->n_files++];
	memset(file, 0, sizeof(*file));
	file->path = gs_strdup(path);
	file->real = gs_strdup(path);
	file->type = GS_FILE_REGULAR;
	gs_buf_set(&file->bytes, bytes, n);
	file->size = (int64_t)n;
	gs_sha256_of(bytes, n, file->sha256);
}

/* Bytes that no JSON string can hold, in contents, paths and variables. */
static void test_bytes(void)
{
	struct gs_facts f, back;
	const struct gs_file *file;
	gs_autofree char *text = NULL;

	gs_facts_init(&f);
	gs_set(&f.home, "/home/j\xf6rg");
	gs_strv_add(&f.env, "GOFLAGS=-ldflags=\xff");
	add_file(&f, "/a", "x\0y\n", 4);
	add_file(&f, "/b\xfe", "caf\xe9", 4);
	add_file(&f, "/c", "\xe4\xbd\xa0\xe5\xa5\xbd\r\n", 8);
	add_file(&f, "/d", "", 0);
	text = dump(&f);
	is_int(load_text(&back, text, "bytes"), 0, "odd bytes load");
	is_str(back.home, f.home, "Latin-1 in a path");
	is_str(gs_facts_getenv(&back, "GOFLAGS"), "-ldflags=\xff",
	       "any byte in a variable");
	file = gs_facts_file(&back, "/a");
	ok(file && file->bytes.len == 4 &&
	   memcmp(file->bytes.ptr, "x\0y\n", 4) == 0, "NUL in a file");
	file = gs_facts_file(&back, "/b\xfe");
	ok(file && gs_buf_eq(&file->bytes, &f.files[1].bytes), "Latin-1");
	file = gs_facts_file(&back, "/c");
	ok(file && gs_buf_eq(&file->bytes, &f.files[2].bytes), "UTF-8, CRLF");
	file = gs_facts_file(&back, "/d");
	ok(file && file->bytes.len == 0 && strlen(file->sha256) == 64,
	   "an empty file has a SHA-256");
	ok(!gs_facts_file(&back, "/e"), "what was not looked at is NULL");
	gs_facts_release(&f);
	gs_facts_release(&back);
}

static void test_refused(void)
{
	static const char *const bad[] = {
		"[]", "{}", "{\"format\": 2, \"system\": {}, \"user\": {}}",
		"{\"format\": 1, \"system\": {}}",
		"{\"format\": 1, \"system\": {}, \"user\": {}, \"files\": "
		"[{\"path\": \"relative\"}]}",
		"{\"format\": 1, \"system\": {}, \"user\": {}, \"files\": "
		"[{\"path\": \"/a\", \"content\": \"x\", \"sha256\": "
		"\"00\"}]}",
	};

	for (size_t i = 0; i < GS_COUNT(bad); i++) {
		struct gs_facts f;
		struct gs_error err = GS_ERROR_INIT;
		json_t *v = gs_json_parse(bad[i], strlen(bad[i]), "bad", &err);

		is_int(gs_facts_from_json(&f, v, &err), GS_ERR_FORMAT,
		       "refused: %s", bad[i]);
		ok(err.text[0], "and says why");
		json_decref(v);
		gs_facts_release(&f);
	}
}

static void test_lookups(void)
{
	struct gs_facts f;
	const char *text = "GOPROXY=a\n#GOPROXY=b\nGOPROXYX=c\n GOPROXY=d\n"
			   "GOPROXY=https://e,direct\r\nGOBIN=";
	gs_autofree char *proxy = gs_goenv_value(text, strlen(text),
						 "GOPROXY");
	gs_autofree char *bin = gs_goenv_value(text, strlen(text), "GOBIN");
	gs_autofree char *none = gs_goenv_value(text, strlen(text), "GOPATH");
	gs_autofree char *sys = NULL;

	is_str(proxy, "https://e,direct\r", "the last line of a key wins");
	is_str(bin, "", "empty value without a final newline");
	is_str(none, NULL, "a key that is not there");
	gs_facts_init(&f);
	gs_strv_add(&f.env, "GOPATHX=1");
	is_str(gs_facts_getenv(&f, "GOPATH"), NULL, "a longer name is not it");
	gs_set(&f.root, "/r");
	sys = gs_facts_system_path(&f, "/usr/local/go");
	is_str(sys, "/r/usr/local/go", "system paths are below the root");
	for (int o = GS_GO_TARBALL; o <= GS_GO_UNKNOWN; o++)
		is_int(gs_go_owner_parse(gs_go_owner_name(o)), o,
		       "owner '%s' both ways", gs_go_owner_name(o));
	gs_facts_release(&f);
}

int main(void)
{
	for (size_t i = 0; i < GS_COUNT(fixtures); i++)
		test_fixture(i);
	test_contract();
	test_bytes();
	test_refused();
	test_lookups();
	return tap_done();
}
