/* SPDX-License-Identifier: MIT */
/* What each key accepts, and what an error says. */
#include "config.h"

#include "tests/unit/fixture.h"

struct attempt {
	const char *key, *value;
	const char *text;       /* part of the error; NULL: accepted */
	const char *hint;
};

static const struct attempt attempts[] = {
	{ "scope", "user", NULL, NULL },
	{ "scope", "everybody", "'everybody' is no choice", "user, system" },
	{ "method", "archive", NULL, NULL },
	{ "method", "archiv", "'archiv' is no choice",
	  "Did you mean 'archive'?" },
	{ "method", "gvm", "not offered by this version; choose archive, "
	  "local or keep", NULL },
	{ "method", "package", "not offered by this version", NULL },
	{ "method", "toolchain", "not offered by this version", NULL },
	{ "method", "dl", "not offered by this version", NULL },
	{ "method", "source", "not offered by this version", NULL },
	{ "version", "stable", NULL, NULL },
	{ "version", "1.26", NULL, NULL },
	{ "version", "go1.22.5", NULL, NULL },
	{ "version", "1.99", "no Go '1.99' for linux-amd64", NULL },
	{ "version", "newest", "not a Go version", "stable" },
	{ "trust", "index", NULL, NULL },
	{ "trust", "mirror", "no choice", "known, index" },
	{ "gopath", "", NULL, NULL },
	{ "gopath", "/home/ada/my go", NULL, NULL },
	{ "gopath", "/home/ada/\xe4\xbd\xa0\xe5\xa5\xbd", NULL, NULL },
	{ "gopath", "/home/ada/a:/home/ada/b", NULL, NULL },
	{ "gopath", "/home/ada/a:b", "'b' is not one", NULL },
	{ "gopath", ":", "GOPATH holds no directory", NULL },
	{ "gopath", "~/go", "must not start with '~'", "Write /home/ada/go."
	},
	{ "gopath", "$HOME/go", "must not hold a variable", "/home/ada" },
	{ "gopath", "\"/home/ada/go\"", "quotes", NULL },
	{ "gopath", "go", "must be an absolute path", "/home/ada/go" },
	{ "gopath", "/usr/local/go", "is a Go installation (GOROOT)",
	  "/home/ada/go" },
	{ "gopath", "/usr/lib/go-1.18", "is a Go installation", NULL },
	{ "gopath", "/usr/lib/go-1.18/x", "is a Go installation", NULL },
	{ "gopath", "/home/ada/sdk/go1.26.4", "gosetup keeps Go itself",
	  NULL },
	{ "gopath", "/home/ada/sdk/current/x", "gosetup keeps Go itself",
	  NULL },
	{ "gopath", "/home/ada/sdk/gopher", NULL, NULL },
	{ "gopath", "/root/go", "cannot be in /root", "/home/ada/go" },
	{ "gopath", "/usr/share/go", "cannot be in /usr", NULL },
	{ "gopath", "/", "cannot be in /", NULL },
	{ "gopath", "/home/ada/\xff", "not UTF-8", NULL },
	{ "gopath", "/home/ada/x\n", "line break", NULL },
	{ "gobin", "/home/ada/bin", NULL, NULL },
	{ "gobin", "bin", "GOBIN must be an absolute path", "/home/ada/bin" },
	{ "gobin", "/home/ada/a:b", "must not contain ':'", NULL },
	{ "gocache", "off", "cannot be 'off'", NULL },
	{ "gocache", ".cache", "GOCACHE must be an absolute path", NULL },
	{ "gomodcache", "mod", "GOMODCACHE must be an absolute path", NULL },
	{ "gotmpdir", "/var/tmp/x", NULL, NULL },
	{ "gotmpdir", "tmp", "GOTMPDIR must be an absolute path", NULL },
	{ "path_gobin", "yes", "must be true or false", NULL },
	{ "goproxy", "", NULL, NULL },
	{ "goproxy", "https://goproxy.cn,direct", NULL, NULL },
	{ "goproxy", "https://a.example|https://b.example|direct", NULL,
	  NULL },
	{ "goproxy", "goproxy.cn,direct", NULL, NULL },
	{ "goproxy", "https://***@a.example", "password of the address",
	  NULL },
	{ "goproxy", "file:///srv/proxy", NULL, NULL },
	{ "goproxy", "https://u:p@proxy.corp:8443/x", NULL, NULL },
	{ "goproxy", "off", NULL, NULL },
	{ "goproxy", ",", "holds no entry", NULL },
	{ "goproxy", "dirct", "'dirct' in GOPROXY is no address",
	  "Did you mean 'direct'?" },
	{ "goproxy", "Direct", "is no address", "'direct'" },
	{ "goproxy", "direct,https://goproxy.cn",
	  "would never be asked", "Put 'direct' at the end." },
	{ "goproxy", "https://a.example;direct", "not by ';'", NULL },
	{ "goproxy", "https//goproxy.cn", "misspelt", "https://" },
	{ "goproxy", "https:/goproxy.cn", "misspelt", NULL },
	{ "goproxy", "https://", "names no host", NULL },
	{ "goproxy", "https://u:geheim@", "names no host", NULL },
	{ "goproxy", "ftp://a.example", "not an http, https or file", NULL },
	{ "goproxy", "/srv/proxy", "is a path", "file:///srv/proxy" },
	{ "goproxy", "https://a b.example", "which no address may", NULL },
	{ "goproxy", "\"https://goproxy.cn\"", "quotes", NULL },
	{ "gosumdb", "", NULL, NULL },
	{ "gosumdb", "sum.golang.org", NULL, NULL },
	{ "gosumdb", "sum.golang.google.cn", NULL, NULL },
	{ "gosumdb", "off", NULL, NULL },
	{ "gosumdb", "sum.golang.org https://goproxy.cn/sumdb/sum.golang.org",
	  NULL, NULL },
	{ "gosumdb", "sum.golang.org+033de0ae+"
	  "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", NULL, NULL },
	{ "gosumdb", "sum.golang.org+033de0ae+"
	  "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn9",
	  "not complete or has a typing error", NULL },
	{ "gosumdb", "goproxy.cn/sumdb/sum.golang.org",
	  "malformed verifier id",
	  "sum.golang.org https://goproxy.cn/sumdb/sum.golang.org" },
	{ "gosumdb", "https://sum.golang.org", "malformed verifier id",
	  "sum.golang.org https://sum.golang.org" },
	{ "gosumdb", "gosum.io", "has no key", "sum.golang.google.cn" },
	{ "gosumdb", "a b c", "too many words", NULL },
	{ "gosumdb", "off https://x.example", "stands alone", NULL },
	{ "gosumdb", "sum.golang.org goproxy.cn", "not an http", NULL },
	{ "goprivate", "git.corp.example/*,*.corp.example", NULL, NULL },
	{ "goprivate", "https://git.corp.example", "is an address",
	  "Write git.corp.example." },
	{ "goprivate", ".corp.example", "would match nothing",
	  "Write *.corp.example." },
	{ "goprivate", "a.example b.example", "holds a blank", NULL },
	{ "gonosumdb", "a[b", "not complete", NULL },
	{ "gonoproxy", "none", NULL, NULL },
	{ "goinsecure", "10.0.0.7/x", NULL, NULL },
	{ "gotoolchain", "", NULL, NULL },
	{ "gotoolchain", "auto", NULL, NULL },
	{ "gotoolchain", "local", NULL, NULL },
	{ "gotoolchain", "path", NULL, NULL },
	{ "gotoolchain", "go1.22.5", NULL, NULL },
	{ "gotoolchain", "go1.22.5+auto", NULL, NULL },
	{ "gotoolchain", "go1.22.5+path", NULL, NULL },
	{ "gotoolchain", "local+auto", NULL, NULL },
	{ "gotoolchain", "go9.99.9", NULL, NULL },
	{ "gotoolchain", "loacl", "every go command would stop",
	  "Did you mean 'local'?" },
	{ "gotoolchain", "1.22.5", "unknown to Go", "Write go1.22.5." },
	{ "gotoolchain", "go1.22", "there is no Go of the name 'go1.22'",
	  "Write go1.22.0." },
	{ "gotoolchain", "go1.20.5", "1.21 and newer only", NULL },
	{ "gotoolchain", "go1.22.5+never", "unknown to Go", NULL },
	{ "gotoolchain", "go1.22.99", "no release go1.22.99", NULL },
	{ "go111module", "on", NULL, NULL },
	{ "go111module", "yes", "'yes' is no choice", "on, auto, off" },
	{ "goflags", "-mod=vendor -trimpath", NULL, NULL },
	{ "goflags", "--race", NULL, NULL },
	{ "goflags", "-mod vendor", "'vendor' in GOFLAGS is not a flag",
	  "-mod=vendor" },
	{ "goflags", "-trimpaht", "no go command has the flag '-trimpaht'",
	  "Did you mean -trimpath?" },
	{ "goflags", "'-ldflags=-s -w'", "quotes", NULL },
	{ "goflags", "-", "is not a flag", NULL },
	{ "goflags", "-=x", "is not a flag", NULL },
	{ "goflags", "---v", "is not a flag", NULL },
	{ "cgo_enabled", "1", NULL, NULL },
	{ "cgo_enabled", "true", "no choice", "0, 1" },
	{ "http_proxy", "http://u:p@proxy.example:3128/", NULL, NULL },
	{ "http_proxy", "socks5://127.0.0.1:1080", NULL, NULL },
	{ "http_proxy", "127.0.0.1:7890", "starts with http",
	  "http://127.0.0.1:7890" },
	{ "https_proxy", "http://:3128", "names no host", NULL },
	{ "no_proxy", "localhost,127.0.0.1,.example.com,10.0.0.0/8", NULL,
	  NULL },
	{ "no_proxy", "http://localhost", "not addresses", NULL },
	{ "no_proxy", "a; b", "without blanks", NULL },
	{ "shells", "detected", NULL, NULL },
	{ "shells", "none", NULL, NULL },
	{ "shells", "", NULL, NULL },
	{ "shells", "bash, zsh", NULL, NULL },
	{ "shells", "bash,fish", "'fish' is not installed", NULL },
	{ "shells", "bsh", "'bsh' is no choice", "Did you mean 'bash'" },
	{ "shells", "bash,none", "'none' is no choice", NULL },
	{ "export_vars", "TRUE", "must be true or false", NULL },
	{ "editors", "none", NULL, NULL },
	{ "editors", "", NULL, NULL },
	{ "editors", "vim", "offers nothing there yet", "none" },
	{ "tools", "gopls", "offers nothing there yet", NULL },
	{ "hooks", "bash", "offers nothing there yet", NULL },
	{ "fixes", "all", "offers nothing there yet", NULL },
	{ "fixes", "none", NULL, NULL },
};

static void test_validation(void)
{
	struct fixture x;
	size_t i;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "method=archive");
	for (i = 0; i < GS_COUNT(attempts); i++) {
		const struct attempt *t = &attempts[i];
		struct gs_error err = GS_ERROR_INIT;
		int rc = gs_answer_check(&x.ctx, gs_question_find(t->key),
					 t->value, &err);

		if (!t->text) {
			ok(rc == 0, "%zu: good %s %s", i, t->key, err.text);
			continue;
		}
		if (!ok(rc != 0 && strstr(err.text, t->text) &&
			(!t->hint || strstr(err.hint, t->hint)),
			"%zu: bad %s: %s", i, t->key, t->text))
			printf("# %s\n# %s\n", err.text, err.hint);
		ok(!strstr(err.text, "geheim"), "no password in the error");
	}
	fixture_release(&x);
}

static void test_together(void)
{
	struct fixture x;
	struct gs_error err = GS_ERROR_INIT;
	const struct gs_question *q = gs_question_find("gosumdb");

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "gotoolchain=go1.26.4");
	ok(gs_answer_check(&x.ctx, q, "off", &err) != 0,
	   "GOSUMDB=off with a toolchain to load: %s", err.text);
	fixture_set(&x, "goproxy=file:///srv/proxy");
	is_int(gs_answer_check(&x.ctx, q, "off", NULL), 0,
	       "... but not from a file proxy");
	fixture_place(&x, "tmp")->noexec = true;
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, gs_question_find("gotmpdir"), "/tmp/x",
			   &err) != 0, "GOTMPDIR on noexec: %s", err.text);
	x.facts.can_sudo = false;
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, gs_question_find("scope"), "system",
			   &err) != 0, "for all without sudo: %s", err.text);
	/* A hidden key that somebody wrote down is checked as well. */
	fixture_set(&x, "gotoolchain=");
	gs_set(&x.facts.home, "/usr/home/ada");
	is_int(gs_answer_check(&x.ctx, gs_question_find("gopath"),
			       "/usr/home/ada/go", NULL), 0,
	       "a home below /usr");
	gs_set(&x.facts.home, "/home/ada");
	fixture_set(&x, "tools=gopls");
	gs_answers_fill(&x.answers, &x.ctx);
	gs_error_clear(&err);
	is_int(gs_answers_check(&x.answers, &x.ctx, &err), GS_ERR_USAGE,
	       "a hidden key");
	is_str(err.text, "bad value 'gopls' for 'tools': this version of "
	       "gosetup offers nothing there yet", "... is refused");
	fixture_release(&x);
}

static void test_archive_answer(void)
{
	struct fixture x;
	const struct gs_question *q = gs_question_find("archive");
	struct gs_error err = GS_ERROR_INIT;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "method=local");
	ok(gs_answer_check(&x.ctx, q, "", &err) != 0, "no archive given");
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, q, "/nonexistent/go1.26.4.linux-amd64."
			   "tar.gz", &err) != 0, "not there: %s", err.text);
	x.opts.facts_file = gs_strdup("other.json");
	is_int(gs_answer_check(&x.ctx, q, "/nonexistent/go1.26.4.linux-amd64."
			       "tar.gz", NULL), 0, "fine on another machine");
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, q, "/x/go1.26.4.linux-arm64.tar.gz",
			   &err) != 0, "another platform: %s", err.text);
	gs_error_clear(&err);
	fixture_set(&x, "version=1.26");
	is_int(gs_answer_check(&x.ctx, q, "/x/go1.26.4.linux-amd64.tar.gz",
			       NULL), 0, "a line leaves room");
	fixture_set(&x, "version=1.22.1");
	ok(gs_answer_check(&x.ctx, q, "/x/go1.26.4.linux-amd64.tar.gz",
			   &err) != 0, "two versions: %s", err.text);
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, q, "/x/go1.26.4.windows-amd64.zip",
			   &err) != 0, "not a tar.gz: %s", err.text);
	ok(strstr(err.hint, "linux-amd64.tar.gz"), "... the right name");
	gs_error_clear(&err);
	ok(gs_answer_check(&x.ctx, q, "~/go.tar.gz", &err) != 0 &&
	   strstr(err.hint, "/home/ada/go.tar.gz"), "~ is not expanded");
	fixture_release(&x);
}

int main(void)
{
	test_validation();
	test_together();
	test_archive_answer();
	return tap_done();
}
