/* SPDX-License-Identifier: MIT */
/* The table: which files, how a shell starts, the env files' text. */
#include "config.h"
#include "shells/shells.h"

#include "tests/tap.h"

struct world {
	const char *paths[8];           /* that exist */
	const char *bytes;              /* of all of them */
};

static bool look(void *user, const char *path, struct gs_shell_file *out)
{
	const struct world *w = user;

	for (size_t i = 0; i < 8 && w->paths[i]; i++) {
		if (!strcmp(w->paths[i], path)) {
			out->exists = true;
			out->bytes = w->bytes ? w->bytes : "";
			out->len = strlen(out->bytes);
			return true;
		}
	}
	return false;
}

static const struct gs_shell_home home = {
	.home = "/h", .xdg_config = "/h/.config", .root = "/r",
};

/* The edits as "path[+login] path ...". */
static void edits(const char *shell, bool system, struct world w,
		  const char *expect)
{
	struct gs_shell_edits e = { NULL, 0, 0 };
	struct gs_buf b = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	gs_shell_edits(gs_shell_find(shell), &home, system, look, &w, &e,
		       &err);
	for (size_t i = 0; i < e.n; i++) {
		gs_buf_addf(&b, "%s%s%s", i ? " " : "", e.v[i].path,
			    e.v[i].login ? "+" : "");
		ok(!gs_empty(e.v[i].reason) && e.v[i].system == system,
		   "%s: %s has a reason", shell, e.v[i].path);
	}
	is_str(gs_buf_str(&b), expect, "%s%s: files", shell,
	       system ? " for all users" : "");
	gs_shell_edits_release(&e);
	gs_buf_release(&b);
}

static void test_user_files(void)
{
	edits("bash", false, (struct world){ { 0 }, 0 },
	      "/h/.bashrc /h/.profile+");
	edits("bash", false, (struct world){ { "/h/.profile" }, 0 },
	      "/h/.bashrc /h/.profile+");
	edits("bash", false, (struct world){ { "/h/.bash_login",
					       "/h/.profile" }, 0 },
	      "/h/.bashrc /h/.bash_login+");
	edits("bash", false, (struct world){ { "/h/.bash_login",
					       "/h/.bash_profile" }, 0 },
	      "/h/.bashrc /h/.bash_profile+");
	edits("zsh", false, (struct world){ { 0 }, 0 },
	      "/h/.zshenv /h/.zprofile+");
	edits("fish", false, (struct world){ { 0 }, 0 },
	      "/h/.config/fish/conf.d/gosetup.fish");
	edits("dash", false, (struct world){ { 0 }, 0 }, "/h/.profile+");
	edits("sh", false, (struct world){ { "/h/.bash_profile" }, 0 },
	      "/h/.profile+");
}

static void test_system_files(void)
{
	static const char debian[] =
		"for i in /etc/profile.d/*.sh; do . $i; done\n";
	static const char helper[] =
		"eval `/usr/libexec/path_helper -s`\n";

	edits("bash", true, (struct world){ { "/r/etc/profile" }, debian },
	      "/r/etc/profile.d/gosetup.sh");
	edits("bash", true,
	      (struct world){ { "/r/etc/bash.bashrc" }, "# /etc/profile.d\n" },
	      "/r/etc/profile.d/gosetup.sh /r/etc/bash.bashrc");
	edits("bash", true, (struct world){ { "/r/etc/bashrc" }, debian },
	      "/r/etc/profile.d/gosetup.sh");
	edits("bash", true, (struct world){ { "/r/etc/profile" }, helper },
	      "/r/etc/profile.d/gosetup.sh /r/etc/profile+");
	edits("zsh", true, (struct world){ { 0 }, 0 },
	      "/r/etc/profile.d/gosetup.sh /r/etc/zshenv");
	edits("zsh", true,
	      (struct world){ { "/r/etc/zsh", "/r/etc/zshenv" }, 0 },
	      "/r/etc/profile.d/gosetup.sh /r/etc/zsh/zshenv");
	edits("zsh", true, (struct world){ { "/r/etc/zprofile" }, helper },
	      "/r/etc/profile.d/gosetup.sh /r/etc/zshenv /r/etc/zprofile+");
	edits("fish", true, (struct world){ { 0 }, 0 },
	      "/r/etc/fish/conf.d/gosetup.fish");
	edits("ash", true, (struct world){ { 0 }, 0 },
	      "/r/etc/profile.d/gosetup.sh");
	edits("zsh", true, (struct world){ { 0 }, 0 },
	      "/r/etc/profile.d/gosetup.sh /r/etc/zshenv");
}

static void test_shared(void)
{
	struct gs_shell_edits e = { NULL, 0, 0 };
	struct world w = { { 0 }, 0 };
	struct gs_error err = GS_ERROR_INIT;
	struct gs_shell_home nobody = home;

	gs_shell_edits(gs_shell_find("bash"), &home, false, look, &w, &e, &err);
	gs_shell_edits(gs_shell_find("sh"), &home, false, look, &w, &e, &err);
	gs_shell_edits(gs_shell_find("dash"), &home, false, look, &w, &e, &err);
	is_int((long long)e.n, 2, "bash, sh and dash share .profile");
	nobody.home = NULL;
	is_int(gs_shell_edits(gs_shell_find("sh"), &nobody, false, look, &w,
			      &e, &err), GS_ERR_USAGE, "no HOME: an error");
	gs_shell_edits_release(&e);
}

static void test_candidates(void)
{
	struct gs_strv all = GS_STRV_INIT;
	static const char *const some[] = {
		"/h/.bashrc", "/h/.bash_profile", "/h/.bash_login",
		"/h/.profile", "/z/.zshenv", "/y/.zprofile", "/y/.zshrc",
		"/h/.config/gosetup/env.sh", "/h/.config/fish/config.fish",
		"/h/.config/fish/conf.d/gosetup.fish", "/r/etc/zsh",
		"/r/etc/zsh/zshenv", "/r/etc/zshenv", "/r/etc/bashrc",
		"/r/etc/profile.d/gosetup.sh", "/r/etc/bash.bashrc",
		"/r/etc/fish/conf.d/gosetup.fish", "/r/etc/profile",
	};
	struct gs_shell_home h = home;
	size_t n;

	h.zdotdir_env = "/z";
	h.zdotdir_rc = "/y";
	gs_shell_candidate_files(&h, &all);
	for (size_t i = 0; i < GS_COUNT(some); i++)
		ok(gs_strv_has(&all, some[i]), "candidate %s", some[i]);
	n = all.n;
	gs_shell_candidate_files(&h, &all);
	is_int((long long)all.n, (long long)n, "no candidate twice");
	gs_strv_release(&all);
	h.home = NULL;
	gs_shell_candidate_files(&h, &all);
	ok(all.n > 0, "the system's without a home");
	gs_strv_release(&all);
}

static void start(const char *shell, enum gs_mode m, const char *expect,
		  bool pty)
{
	struct gs_strv argv = GS_STRV_INIT, env = GS_STRV_INIT;
	bool needs_pty = !pty;
	gs_autofree char *text = NULL;

	ok(gs_shell_start(gs_shell_find(shell), m, "/bin/x", "P", &argv, &env,
			  &needs_pty), "%s %s starts", shell, gs_mode_name(m));
	text = gs_strv_join(&argv, " ");
	is_str(text, expect, "%s %s: arguments", shell, gs_mode_name(m));
	is_int(needs_pty, pty, "%s %s: terminal", shell, gs_mode_name(m));
	is_int((long long)env.n, m == GS_MODE_SSH_COMMAND ? 2 : 0,
	       "%s %s: variables", shell, gs_mode_name(m));
	gs_strv_release(&argv);
	gs_strv_release(&env);
}

static void test_start(void)
{
	start("bash", GS_MODE_LOGIN_INTERACTIVE, "/bin/x -l", true);
	start("bash", GS_MODE_INTERACTIVE, "/bin/x", true);
	start("zsh", GS_MODE_LOGIN_COMMAND, "/bin/x -l -c P", false);
	start("fish", GS_MODE_COMMAND, "/bin/x -c P", false);
	start("bash", GS_MODE_SSH_COMMAND, "/bin/x -c P", false);
	start("dash", GS_MODE_INTERACTIVE_COMMAND, "/bin/x -i -c P", false);
	for (const struct gs_shell_def *d = gs_shell_defs(); d->name; d++) {
		ok((d->modes_user & ~d->modes_all) == 0 &&
		   d->modes_all >> GS_MODE_COUNT == 0, "%s: modes", d->name);
		ok(gs_shell_find(d->name) == d, "%s: found", d->name);
	}
	{
		struct gs_strv argv = GS_STRV_INIT, env = GS_STRV_INIT;
		const char *input = NULL;

		ok(gs_shell_reach_probe(gs_shell_find("bash"),
					GS_MODE_SSH_COMMAND, "/bin/bash",
					&argv, &env, &input) && input &&
		   env.n == 2 && argv.n == 5, "bash under sshd: a doubt");
		ok(!gs_shell_reach_probe(gs_shell_find("zsh"),
					 GS_MODE_SSH_COMMAND, "/bin/zsh",
					 &argv, &env, &input),
		   "zsh under sshd: none");
		gs_strv_release(&argv);
		gs_strv_release(&env);
	}
	ok(!gs_shell_find("tcl"), "an unknown shell");
	for (int m = 0; m < GS_MODE_COUNT; m++)
		ok(gs_mode_name(m) && gs_mode_title(m), "mode %d", m);
}

static void refused(const char *what, const char *go_bin, const char *gobin,
		    const char *var)
{
	struct gs_strv vars = GS_STRV_INIT;
	struct gs_shell_want w = {
		.go_bin = go_bin, .path_gobin = gobin, .home = "/h",
		.vars = &vars,
	};
	struct gs_buf out = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	if (var)
		gs_strv_add(&vars, var);
	is_int(gs_env_file_text(GS_SYNTAX_SH, &w, &out, &err), GS_ERR_USAGE,
	       "sh refuses %s", what);
	is_int(gs_env_file_text(GS_SYNTAX_FISH, &w, &out, NULL), GS_ERR_USAGE,
	       "fish refuses %s", what);
	ok(err.text[0] && out.len == 0, "%s: says why, writes nothing", what);
	gs_strv_release(&vars);
	gs_buf_release(&out);
}

static void test_env_file(void)
{
	struct gs_shell_want w = { .go_bin = "/h/a\"b$c/bin", .home = "/h/" };
	struct gs_strv vars = GS_STRV_INIT;
	struct gs_buf out = GS_BUF_INIT;

	gs_strv_add(&vars, "GOPROXY=https://a'b,direct");
	gs_strv_add(&vars, "GOPATH=/h/go");
	w.vars = &vars;
	w.path_gobin = "/opt/it's/bin";
	gs_env_file_text(GS_SYNTAX_SH, &w, &out, NULL);
	ok(strstr(out.ptr, "_gosetup_d=\"${HOME}/a\\\"b\\$c/bin\"\n"),
	   "sh: below home");
	ok(strstr(out.ptr, "_gosetup_d='/opt/it'\\''s/bin'\n"),
	   "sh: elsewhere");
	ok(strstr(out.ptr, "GOPROXY='https://a'\\''b,direct'; export GOPROXY"),
	   "sh: a variable");
	ok(strstr(out.ptr, "GOPATH=\"${HOME}/go\"; export GOPATH"),
	   "sh: a variable below home");
	gs_env_file_text(GS_SYNTAX_FISH, &w, &out, NULL);
	ok(strstr(out.ptr, "set -gx PATH \"$HOME/a\\\"b\\$c/bin\" $PATH\n"),
	   "fish: below home");
	ok(strstr(out.ptr, "set -gx PATH $PATH '/opt/it\\'s/bin'\n"),
	   "fish: elsewhere, at the end");
	ok(strstr(out.ptr, "set -q GOPROXY; or set -gx GOPROXY "
			   "'https://a\\'b,direct'\n"), "fish: a variable");
	w.go_bin = NULL;
	w.path_gobin = "/h/go/bin";
	gs_env_file_text(GS_SYNTAX_FISH, &w, &out, NULL);
	ok(!strstr(out.ptr, "set -gx PATH \"") &&
	   strstr(out.ptr, "set -gx PATH $PATH \"$HOME/go/bin\"\n"),
	   "fish: GOBIN alone");
	gs_env_file_text(GS_SYNTAX_SH, &w, &out, NULL);
	ok(strstr(out.ptr, "case ${HOME:+h}${PATH:+p} in hp)\n"
			   "  _gosetup_p=:${PATH}:\n"
			   "  _gosetup_d=\"${HOME}/go/bin\"\n"),
	   "sh: GOBIN alone");
	w.go_bin = w.path_gobin;
	gs_env_file_text(GS_SYNTAX_FISH, &w, &out, NULL);
	ok(!strstr(out.ptr, "$PATH \"$HOME"), "the same directory twice: once");
	gs_strv_release(&vars);
	gs_buf_release(&out);
	refused("a colon", "/h/a:b", NULL, NULL);
	refused("a newline", "/h/a\nb", NULL, NULL);
	refused("a colon in GOBIN", "/h/a", "/h/b:c", NULL);
	refused("a relative path", "go/bin", NULL, NULL);
	refused("a bad name", "/h/a", NULL, "1GO=1");
	refused("another bad name", "/h/a", NULL, "GO-x=1");
	refused("no value", "/h/a", NULL, "GOPATH");
	refused("a newline in a value", "/h/a", NULL, "GOFLAGS=a\nb");
}

int main(void)
{
	test_user_files();
	test_system_files();
	test_shared();
	test_candidates();
	test_start();
	test_env_file();
	return tap_done();
}
