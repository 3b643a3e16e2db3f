/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>

#include "tests/tap.h"
#include "ui/tui/text.h"

static void is_clean(const char *in, const char *want, int cols,
		     const char *what)
{
	char *got = gs_text_clean(in);

	is_str(got, want, "%s", what);
	is_int(gs_text_cols(in), cols, "%s: columns", what);
	free(got);
}

static void is_fit(const char *in, int cols, const char *want,
		   const char *what)
{
	char *got = gs_text_fit(in, cols);

	is_str(got, want, "%s", what);
	ok(gs_text_cols(got) <= cols, "%s: not wider", what);
	free(got);
}

static void is_wrapped(const char *in, int cols, int hang, const char *want,
		       const char *what)
{
	struct gs_strv lines = GS_STRV_INIT;
	char *got;

	gs_text_wrap(&lines, in, cols, hang);
	got = gs_strv_join(&lines, "|");
	is_str(got ? got : "", want, "%s", what);
	for (size_t i = 0; i < lines.n; i++)
		if (gs_text_cols(lines.v[i]) > cols)
			ok(0, "%s: line %zu is too wide", what, i);
	free(got);
	gs_strv_release(&lines);
}

static void in_utf8(void)
{
	gs_text_init(true);
	is_clean("plain", "plain", 5, "ASCII stays");
	is_clean("a\tb", "a       b", 9, "a tab goes to column 8");
	is_clean("a\r\033[1m", "a^M^[[1m", 8, "control characters show");
	is_clean("caf\xc3\xa9", "caf\xc3\xa9", 4, "letters stay");
	is_clean("\xe4\xb8\xad\xe6\x96\x87", "\xe4\xb8\xad\xe6\x96\x87", 4,
		 "Chinese is two columns each");
	is_clean("e\xcc\x81", "e\xcc\x81", 1, "an accent takes no column");
	is_clean("\xff" "a\xc3", "\\xffa\\xc3", 9, "broken bytes show");
	is_clean("\xed\xa0\x80", "\\xed\\xa0\\x80", 12, "no surrogates");
	is_clean("\xc0\xaf", "\\xc0\\xaf", 8, "no overlong forms");
	is_fit("0123456789", 10, "0123456789", "what fits stays whole");
	is_fit("0123456789a", 10, "0123456...", "what does not is cut");
	is_fit("0123456", 4, "0123", "too narrow for dots");
	is_fit("\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87", 7,
	       "\xe4\xb8\xad\xe6\x96\x87...", "never half a character");
	is_fit("abc", 0, "", "no room");
	is_wrapped("one two three", 8, 0, "one two|three", "words");
	is_wrapped("+ one two three", 8, 2, "+ one|  two|  three", "hanging");
	is_wrapped("abcdefghij", 4, 0, "abcd|efgh|ij", "long words break");
	is_wrapped("a\n\nb", 8, 0, "a||b", "paragraphs");
	is_wrapped("\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe3\x80\x82", 6, 0,
		   "\xe4\xb8\xad\xe6\x96\x87|\xe4\xb8\xad\xe3\x80\x82",
		   "a full stop does not begin a line");
}

static void in_ascii(void)
{
	gs_text_init(false);
	is_clean("caf\xc3\xa9 \xe2\x80\x9cx\xe2\x80\x9d", "cafe \"x\"", 8,
		 "ASCII likeness");
	is_clean("\xe4\xb8\xad", "\\xe4\\xb8\\xad", 12, "or the bytes");
}

static void rest(void)
{
	char *end;

	gs_text_init(true);
	end = gs_text_fit_end("/home/ana/sdk/go1.26.4", 12);
	is_str(end, ".../go1.26.4", "a path is cut at its front");
	free(end);
	ok(gs_text_holds("Go 1.26.4", "go 1"), "found in any case");
	ok(!gs_text_holds("Go 1.26.4", "1.27"), "not found");
	is_int(gs_text_prev("a\xe4\xb8\xad", 4), 1, "back over a character");
	is_int(gs_text_prev("a\xff", 2), 1, "back over a broken byte");
}

int main(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8") &&
	    !setlocale(LC_CTYPE, "en_US.UTF-8"))
		tap_skip("UTF-8", "no such locale here");
	else
		in_utf8();
	in_ascii();
	rest();
	return tap_done();
}
