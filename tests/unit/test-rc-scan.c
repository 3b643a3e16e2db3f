/* SPDX-License-Identifier: MIT */
/* What the scanner finds, and in which line. */
#include "config.h"
#include "shells/shells.h"

#include "tests/tap.h"

static const char *const what[] = {
	[GS_RC_GUARD] = "guard", [GS_RC_PATH_RESET] = "reset",
	[GS_RC_PATH_GO] = "path", [GS_RC_EXPORT] = "var",
	[GS_RC_TOOL] = "tool", [GS_RC_BLOCK] = "block",
};

/* The findings as "LINE:WHAT[:NAME[=VALUE]] ...". */
static void scan(const char *title, enum gs_syntax syntax, const char *text,
		 const char *expect)
{
	struct gs_rc_scan s = { NULL, 0, 0, false, false };
	struct gs_buf b = GS_BUF_INIT;

	gs_rc_scan(text, strlen(text), syntax, &s);
	for (size_t i = 0; i < s.n; i++) {
		const struct gs_rc_finding *f = &s.v[i];

		gs_buf_addf(&b, "%s%d:%s", i ? " " : "", f->line,
			    what[f->what]);
		if (f->name)
			gs_buf_addf(&b, ":%s", f->name);
		if (f->value)
			gs_buf_addf(&b, "=%s", f->value);
	}
	is_str(gs_buf_str(&b), expect, "%s", title);
	gs_buf_release(&b);
	gs_rc_scan_release(&s);
}

#define SH(title, text, expect) scan(title, GS_SYNTAX_SH, text, expect)
#define FISH(title, text, expect) scan(title, GS_SYNTAX_FISH, text, expect)

static void test_sh(void)
{
	SH("nothing", "alias l=ls\n# GOPATH=/x\n", "");
	SH("export", "export GOPATH=$HOME/go\n", "1:var:GOPATH=$HOME/go");
	SH("quotes go", "export GOPATH=\"$HOME/my go\" GOBIN='/b'\n",
	   "1:var:GOPATH=$HOME/my go 1:var:GOBIN=/b");
	SH("plain, then export", "\nGOROOT=/usr/local/go; export GOROOT\n",
	   "2:var:GOROOT=/usr/local/go");
	SH("PATH with go", "export PATH=$PATH:/usr/local/go/bin\n",
	   "1:path:PATH=/usr/local/go/bin");
	SH("PATH with variables", "PATH=\"$GOPATH/bin:${GOROOT}/bin:$PATH\"\n",
	   "1:path:PATH=$GOPATH/bin 1:path:PATH=${GOROOT}/bin");
	SH("PATH with a version", "PATH=~/sdk/go1.22.1/bin:$PATH\n",
	   "1:path:PATH=~/sdk/go1.22.1/bin");
	SH("PATH with go env", "PATH=\"$PATH:$(go env GOPATH)/bin\"\n",
	   "1:path:PATH=$PATH:$(go env GOPATH)/bin");
	SH("not go", "PATH=$PATH:/opt/google/bin:/opt/gopher/bin\n", "");
	SH("reset", "PATH=/usr/bin:/bin\n", "1:reset:PATH=/usr/bin:/bin");
	SH("not the variable", "PATH=$PATHS:/bin\n",
	   "1:reset:PATH=$PATHS:/bin");
	SH("zsh arrays", "path=(\n  ~/go/bin\n  $path\n)\npath+=(/x)\n",
	   "1:path:PATH=~/go/bin");
	SH("appended", "PATH+=:/usr/local/go/bin\n",
	   "1:path:PATH=/usr/local/go/bin");
	SH("for one command only", "GOFLAGS=-v go build\nA=1 GOOS=x ls\n", "");
	SH("no Go variable", "export GOOGLE_API_KEY=x GOPHER=1\n", "");
	SH("continuation", "export GOPROXY=a,\\\nb \\\n GOSUMDB=off\n",
	   "1:var:GOPROXY=a,b 1:var:GOSUMDB=off");
	SH("here-document", "cat <<X\nexport GOPATH=/x\nX\nGOBIN=/b\n",
	   "4:var:GOBIN=/b");
	SH("in a function", "f() { export GOPATH=/x; return; }\n", "");
	SH("in an if", "if [ -d /x ]; then\n  export GOPATH=/x\nfi\n",
	   "2:var:GOPATH=/x");
	SH("behind &&", "[ -d /x ] && export GOPATH=/x\n", "1:var:GOPATH=/x");
	SH("guard", "A=1\n[[ $- != *i* ]] && return\n", "2:guard");
	SH("guard of Debian",
	   "case $- in\n  *i*) ;;\n    *) return;;\nesac\nGOBIN=/b\n",
	   "3:guard 5:var:GOBIN=/b");
	SH("CRLF", "export GOPATH=/x\r\nif a\r\nthen\r\nGOBIN=/b\r\nfi\r\n",
	   "1:var:GOPATH=/x 4:var:GOBIN=/b");
	SH("our block",
	   "A=1\n# >>> gosetup >>>\nGOPATH=/no\n# <<< gosetup <<<\nGOBIN=/b\n",
	   "2:block 5:var:GOBIN=/b");
	SH("no newline", "GOBIN=/b", "1:var:GOBIN=/b");
	SH("unterminated", "GOBIN=/b\nA='x\nGOPATH=/x\n", "1:var:GOBIN=/b");
}

static void test_tools(void)
{
	SH("gvm", "[[ -s \"$HOME/.gvm/scripts/gvm\" ]] && "
	   "source \"$HOME/.gvm/scripts/gvm\"\n", "1:tool:gvm");
	SH("goenv", "eval \"$(goenv init -)\"\n", "1:tool:goenv");
	SH("asdf", ". $HOME/.asdf/asdf.sh\n", "1:tool:asdf");
	SH("mise", "eval \"$(mise activate zsh)\"\n", "1:tool:mise");
	SH("g", "[ -s \"${HOME}/.g/env\" ] && \\. \"${HOME}/.g/env\"\n",
	   "1:tool:g");
	SH("commented", "# eval \"$(goenv init -)\"\n", "");
}

static void test_fish(void)
{
	FISH("nothing", "# set -gx GOPATH /x\nset -q GOPATH\nset -e GOBIN\n",
	     "");
	FISH("set", "set -gx GOPATH $HOME/go\n", "1:var:GOPATH=$HOME/go");
	FISH("export", "export GOPATH=/x\n", "1:var:GOPATH=/x");
	FISH("path", "set -gx PATH $PATH /usr/local/go/bin\n",
	     "1:path:PATH=/usr/local/go/bin");
	FISH("reset", "set -gx PATH /bin /usr/bin\n",
	     "1:reset:PATH=/bin:/usr/bin");
	FISH("append", "set -a PATH ~/go/bin\n", "1:path:PATH=~/go/bin");
	FISH("fish_add_path", "fish_add_path -p $GOPATH/bin\n",
	     "1:path:PATH=$GOPATH/bin");
	FISH("user paths", "set -U fish_user_paths ~/go/bin\n",
	     "1:path:PATH=~/go/bin");
	FISH("blocks", "function f\n  set -gx GOPATH /x\n  return\nend\n"
	     "if status is-interactive\n  set -gx GOBIN /b\nelse if x\n  y\n"
	     "end\n", "6:var:GOBIN=/b");
	FISH("quotes", "echo 'it\\'s' # '\nset -gx GOBIN 'a b'\n",
	     "2:var:GOBIN=a b");
	FISH("guard", "status is-interactive; or exit\n", "1:guard");
	FISH("tool", "mise activate fish | source\n", "1:tool:mise");
}

static void test_flags(void)
{
	struct gs_rc_scan s = { NULL, 0, 0, false, false };

	gs_rc_scan("A=1\r\nB=2", 8, GS_SYNTAX_SH, &s);
	ok(s.crlf && s.no_final_newline, "CRLF, no newline at the end");
	gs_rc_scan_release(&s);
	gs_rc_scan("", 0, GS_SYNTAX_SH, &s);
	ok(!s.crlf && !s.no_final_newline, "empty");
	gs_rc_scan_release(&s);
	gs_rc_scan("  export GOBIN=/b # x\r\n", 24, GS_SYNTAX_SH, &s);
	is_str(s.v[0].text, "  export GOBIN=/b # x", "the line, as evidence");
	gs_rc_scan_release(&s);
}

/* Every piece of this text, and every byte put at every place of it. */
static void test_tolerance(void)
{
	static const char text[] =
		"if [[ -n $a ]]; then x=${y#\"}\"}; f() { :; }; fi <<E $(b "
		"`c`) 'd' \"$(e)\"\ncase q in (a|b) ;; esac\nE\nfor z (1) {";
	char copy[sizeof(text)];
	int n = 0;

	for (size_t i = 0; i < sizeof(text); i++) {
		for (size_t k = 0; k < 34; k++) {
			struct gs_rc_scan s = { NULL, 0, 0, false, false };

			memcpy(copy, text, sizeof(text));
			copy[i] = "\0\n\r\t\\'\"`$(){}[]<>|&;#=*!-a \xff"
				  "()123x"[k];
			gs_rc_scan(copy, sizeof(text) - i / 2, k % 2 ?
				   GS_SYNTAX_FISH : GS_SYNTAX_SH, &s);
			gs_rc_scan_release(&s);
			n++;
		}
	}
	is_int(n, 34 * (int)sizeof(text), "damaged text ends, too");
}

int main(void)
{
	test_sh();
	test_tools();
	test_fish();
	test_flags();
	test_tolerance();
	return tap_done();
}
