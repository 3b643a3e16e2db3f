/* SPDX-License-Identifier: MIT */
/* Editing Go's settings file: only our line changes, to the byte. */
#include "config.h"

#include "tests/tap.h"

#include "plan/parts.h"

static void edit(const char *old, const char *name, const char *value,
		 const char *want, const char *what)
{
	struct gs_buf in = GS_BUF_INIT, out = GS_BUF_INIT;

	gs_buf_adds(&in, old);
	gs_goenv_edit(&in, name, value, &out);
	is_str(gs_buf_str(&out), want, "%s", what);
	gs_buf_release(&in);
	gs_buf_release(&out);
}

int main(void)
{
	edit("", "GOPROXY", "direct", "GOPROXY=direct\n", "an empty file");
	edit("A=1", "GOPROXY", "direct", "A=1\nGOPROXY=direct\n",
	     "a missing final newline");
	edit("# c\nGOPROXY=off\nB=2\n", "GOPROXY", "direct",
	     "# c\nGOPROXY=direct\nB=2\n", "in place, comments stay");
	edit("GOPROXY=a\nX=1\nGOPROXY=b\n", "GOPROXY", "c",
	     "GOPROXY=a\nX=1\nGOPROXY=c\n", "the last line counts");
	edit("GOPROXY=a\nX=1\nGOPROXY=b\n", "GOPROXY", NULL, "X=1\n",
	     "all its lines go");
	edit(" GOPROXY=a\nGOPROXYX=b\n", "GOPROXY", "c",
	     " GOPROXY=a\nGOPROXYX=b\nGOPROXY=c\n",
	     "neither indented nor longer names count");
	edit("GOPROXY=a\r\nX=\xff\n", "GOPROXY", "c", "GOPROXY=c\nX=\xff\n",
	     "CR goes with its value, other bytes stay");
	return tap_done();
}
