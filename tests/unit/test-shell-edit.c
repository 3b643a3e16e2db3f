/* SPDX-License-Identifier: MIT */
/* The bytes of rc files: where the block goes, and that taking it out gives
 * the same bytes back. */
#include "config.h"
#include "shells/shells.h"

#include "tests/tap.h"

#define HOOK "if [ -r \"${HOME-}/.config/gosetup/env.sh\" ]; then " \
	". \"${HOME-}/.config/gosetup/env.sh\"; fi\n"
#define LOGIN "if [ -r \"${HOME-}/.config/gosetup/env.sh\" ]; then " \
	"_gosetup_front=1; . \"${HOME-}/.config/gosetup/env.sh\"; fi\n"
#define BEGIN "# >>> gosetup >>>\n"
#define NOTE "# (gosetup ended the line above with a newline)\n"
#define END "# <<< gosetup <<<\n"
#define BLOCK BEGIN HOOK END

static const struct gs_shell_home home = {
	.home = "/home/u", .xdg_config = "/home/u/.config", .root = "",
};
static const struct gs_shell_want want = {
	.go_bin = "/home/u/sdk/current/bin", .home = "/home/u",
};
static char bashrc[] = "/home/u/.bashrc";
static const struct gs_shell_edit rc_edit = {
	.path = bashrc, .rule = GS_PLACE_BEFORE_GUARD,
};

static int edit(const char *old, size_t n, struct gs_buf *out,
		struct gs_error *err)
{
	struct gs_buf b = GS_BUF_INIT;
	int rc;

	gs_buf_add(&b, old, n);
	rc = gs_shell_edit_text(gs_shell_find("bash"), &home, &want, &rc_edit,
				&b, out, err);
	gs_buf_release(&b);
	return rc;
}

/* old gives `expect`; once more changes nothing; taking it out gives old. */
static void bytes(const char *what, const char *old, size_t n_old,
		  const char *expect, size_t n_expect)
{
	struct gs_buf out = GS_BUF_INIT, again = GS_BUF_INIT;
	struct gs_buf back = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	is_int(edit(old, n_old, &out, &err), 0, "%s: edited", what);
	if (!ok(out.len == n_expect && !memcmp(out.ptr, expect, n_expect),
		"%s: the bytes", what))
		printf("# got:\n%s\n", gs_buf_str(&out));
	edit(out.ptr, out.len, &again, &err);
	ok(gs_buf_eq(&out, &again), "%s: a second run changes nothing", what);
	is_int(gs_shell_remove_block(&out, &back, &err), 1,
	       "%s: the block is found", what);
	ok(back.len == n_old && !memcmp(gs_buf_str(&back), old, n_old),
	   "%s: without it, the bytes from before", what);
	gs_buf_release(&out);
	gs_buf_release(&again);
	gs_buf_release(&back);
}

#define STR(what, old, expect) bytes(what, old, strlen(old), expect, \
				     strlen(expect))
#define BIN(what, old, expect) bytes(what, old, sizeof(old) - 1, expect, \
				     sizeof(expect) - 1)

/* The block stands between before and after. */
#define AT(what, before, after) STR(what, before after, before BLOCK after)

static void test_places(void)
{
	AT("empty file", "", "");
	AT("no guard: the end", "alias l=ls\n", "");
	AT("Debian", "# about\n\n",
	   "# If not running interactively\ncase $- in\n    *i*) ;;\n"
	   "      *) return;;\nesac\n\nHISTSIZE=1\n");
	AT("Arch", "#\n# ~/.bashrc\n#\n\n",
	   "# If not running interactively, don't do anything\n"
	   "[[ $- != *i* ]] && return\n\nalias ls='ls --color=auto'\n");
	AT("PS1", "# one\n\nA=1\n", "[ -z \"$PS1\" ] && return\nB=2\n");
	AT("terminal", "A=1\n", "[ -t 0 ] || exit 0\n");
	AT("tty", "A=1\n", "tty -s || return\n");
	AT("if", "A=1\n", "if [ -z \"$PS1\" ]; then\n\treturn\nfi\n");
	AT("if tmux", "A=1\n",
	   "if command -v tmux >/dev/null && [ -z \"$TMUX\" ]; then\n"
	   "  exec tmux\nfi\n");
	AT("joined lines", "A=1\n", "[ -z \"$PS1\" ] &&\n  # why\n  return\n");
	AT("backslash", "A=1\n", "[ -z \"$PS1\" ] \\\n && return\n");
	AT("exec at the end", "A=1\n\n", "exec zsh -l\n");
	AT("guard in line 1", "", "[ -z \"$PS1\" ] && return\nA=1\n");
	AT("comment up to line 1", "# ~/.bashrc\n",
	   "[ -z \"$PS1\" ] && return\nA=1\n");
	AT("second command of the line", "A=1\n", "B=2; return\n");
}

static void test_no_guard(void)
{
	AT("return in a function", "f() {\n\treturn 1\n}\n", "");
	AT("return in a function, K&R", "function f\n{\n  return\n}\n", "");
	AT("exit in a subshell", "(cd / && exit 1)\n", "");
	AT("exit in a substitution", "A=$(exit 1)\nB=`exit 1`\n", "");
	AT("exit in quotes", "trap 'exit 1' INT\necho \"a; exit\"\n", "");
	AT("exec of descriptors", "exec 2>&1 3</dev/null\n", "");
	AT("return in a here-document",
	   "cat <<EOF\nreturn\nEOF\ncat <<-'X Y'\n\texit\n\tX Y\n", "");
	AT("a comment that says return", "# return\nA=1 # exit\n", "");
	AT("the word as an argument", "echo return; alias x=exit\n", "");
	AT("case that does not leave",
	   "case $TERM in\n(xterm*|rxvt*)\n  A=1;;\n*) ;;\nesac\n", "");
	AT("for and while",
	   "for i in a b; do echo $i; done\nwhile read -r x\ndo :\ndone <f\n",
	   "");
	AT("zsh braces", "if [[ -n $A ]] {\n  B=1\n} else {\n  C=1\n}\n"
	   "f() { echo hi }\nfor x (a b) echo $x\n", "");
	AT("arithmetic", "(( A < 3 )) && B=$((A<<2))\nlet 'C=A<<2'\n", "");
	AT("parameter expansions",
	   "A=${B#\\}} C=\"${D:-it's}\" E=${F//\\'/x}\nG='${'\n", "");
	AT("arrays", "path=(\n  ~/bin\n  $path\n)\nx+=(1 2)\n", "");
	AT("here-string", "read -r a <<<\"$b\"\nc=1\n", "");
}

static void test_odd_bytes(void)
{
	STR("no newline at the end", "alias l=ls",
	    "alias l=ls\n" BEGIN NOTE HOOK END);
	STR("CRLF: the top", "A=1\r\ncase $- in\r\n*) ;;\r\nesac\r\n",
	    BLOCK "A=1\r\ncase $- in\r\n*) ;;\r\nesac\r\n");
	STR("CRLF with an interpreter", "#!/bin/bash\r\nA=1\r\n",
	    "#!/bin/bash\r\n" BLOCK "A=1\r\n");
	STR("unterminated quote: the top", "A='x\nB=1\n",
	    BLOCK "A='x\nB=1\n");
	STR("unterminated here-document: the top", "cat <<E\nx\n",
	    BLOCK "cat <<E\nx\n");
	STR("unterminated if: the top", "if x\n", BLOCK "if x\n");
	STR("unfinished list: the top", "A=1 &&\n", BLOCK "A=1 &&\n");
	STR("Latin-1", "# caf\xe9\nA=\xe9\n", "# caf\xe9\nA=\xe9\n" BLOCK);
	STR("BOM", "\xef\xbb\xbf" "A=1\n", "\xef\xbb\xbf" "A=1\n" BLOCK);
	BIN("NUL bytes", "A=1\0\0\nB=\0\n", "A=1\0\0\nB=\0\n" BLOCK);
	BIN("only a NUL", "\0", "\0\n" BEGIN NOTE HOOK END);
	STR("a lone CR", "A=1\rB=2\n", "A=1\rB=2\n" BLOCK);
	STR("blank lines", "\n\n\n", "\n\n\n" BLOCK);
	STR("backslash at the end", "A=1 \\", "A=1 \\\n" BEGIN NOTE HOOK END);
	STR("marker text in a command", "echo '# >>> gosetup >>>'\n",
	    "echo '# >>> gosetup >>>'\n" BLOCK);
	STR("marker text in a comment", "# # >>> gosetup >>> x\n",
	    "# # >>> gosetup >>> x\n" BLOCK);
}

static void test_replace(void)
{
	static const char *const old =
		"A=1\n" BEGIN "junk\n" END "[ -z \"$PS1\" ] && return\n";
	struct gs_error err = GS_ERROR_INIT;
	struct gs_buf out = GS_BUF_INIT, back = GS_BUF_INIT;

	edit(old, strlen(old), &out, &err);
	is_str(gs_buf_str(&out), "A=1\n" BLOCK "[ -z \"$PS1\" ] && return\n",
	       "an old block is replaced in place");
	gs_buf_set(&out, "A=1\n" BEGIN NOTE HOOK END "B=2\n",
		   strlen("A=1\n" BEGIN NOTE HOOK END "B=2\n"));
	gs_shell_remove_block(&out, &back, &err);
	is_str(gs_buf_str(&back), "A=1\nB=2\n",
	       "a newline that something now follows stays");
	gs_buf_set(&out, "A=1\n", 4);
	is_int(gs_shell_remove_block(&out, &back, &err), 0, "no block");
	is_str(gs_buf_str(&back), "A=1\n", "and the same bytes");
	gs_buf_release(&out);
	gs_buf_release(&back);
}

static void refused(const char *what, const char *old)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_buf out = GS_BUF_INIT, b = GS_BUF_INIT;

	is_int(edit(old, strlen(old), &out, &err), GS_ERR_REFUSED, "%s: %s",
	       what, "refused");
	ok(err.text[0] && err.hint[0], "%s: says why and what to do", what);
	gs_buf_adds(&b, old);
	is_int(gs_shell_remove_block(&b, &out, NULL), GS_ERR_REFUSED,
	       "%s: not taken out either", what);
	gs_buf_release(&out);
	gs_buf_release(&b);
}

static void test_damaged(void)
{
	refused("no end", "A=1\n" BEGIN HOOK);
	refused("no begin", HOOK END "A=1\n");
	refused("reversed", END HOOK BEGIN);
	refused("twice", BLOCK BLOCK);
	refused("nested", BEGIN BEGIN HOOK END);
	refused("end twice", BLOCK END);
}

static void test_elsewhere(void)
{
	struct gs_shell_home h = home;
	struct gs_shell_edit e = rc_edit;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_buf out = GS_BUF_INIT;
	const struct gs_shell_def *d = gs_shell_find("zsh");

	gs_shell_edit_text(d, &h, &want, &e, NULL, &out, &err);
	is_str(gs_buf_str(&out), BLOCK, "absent: the block alone");
	e.login = true;
	gs_shell_edit_text(d, &h, &want, &e, NULL, &out, &err);
	is_str(gs_buf_str(&out), BEGIN LOGIN END, "login file");
	e.login = false;
	h.xdg_config = "/srv/it's";
	gs_shell_edit_text(d, &h, &want, &e, NULL, &out, &err);
	is_str(gs_buf_str(&out), BEGIN "if [ -r '/srv/it'\\''s/gosetup/env.sh'"
	       " ]; then . '/srv/it'\\''s/gosetup/env.sh'; fi\n" END,
	       "XDG_CONFIG_HOME elsewhere: literal");
	h.xdg_config = "/home/u/a\"b$c`d\\e";
	gs_shell_edit_text(d, &h, &want, &e, NULL, &out, &err);
	is_str(gs_buf_str(&out),
	       BEGIN "if [ -r \"${HOME-}/a\\\"b\\$c\\`d\\\\e/gosetup/env.sh\""
	       " ]; then . \"${HOME-}/a\\\"b\\$c\\`d\\\\e/gosetup/env.sh\"; "
	       "fi\n" END, "odd letters below home");
	e.system = true;
	gs_shell_edit_text(d, &h, &want, &e, NULL, &out, &err);
	is_str(gs_buf_str(&out), BEGIN "if [ -r '/etc/profile.d/gosetup.sh' ];"
	       " then . '/etc/profile.d/gosetup.sh'; fi\n" END, "system");
	gs_buf_release(&out);
}

static void test_large(void)
{
	struct gs_buf old = GS_BUF_INIT, out = GS_BUF_INIT, back = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;

	while (old.len < 5 << 20)
		gs_buf_adds(&old, "alias some='thing of a certain length'\n");
	edit(old.ptr, old.len, &out, &err);
	is_int((long long)out.len, (long long)(old.len + strlen(BLOCK)),
	       "5 MB");
	gs_shell_remove_block(&out, &back, &err);
	ok(gs_buf_eq(&back, &old), "5 MB: the same bytes back");
	gs_buf_release(&old);
	gs_buf_release(&out);
	gs_buf_release(&back);
}

int main(void)
{
	test_places();
	test_no_guard();
	test_odd_bytes();
	test_replace();
	test_damaged();
	test_elsewhere();
	test_large();
	return tap_done();
}
