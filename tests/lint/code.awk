# SPDX-License-Identifier: MIT
# C sources without comments, as "file:line:code", so that a rule can be
# checked with grep.  Texts in quotes are emptied, except with -v keep=1.
FNR == 1 { in_comment = 0 }
{
	line = $0
	out = ""
	while (line != "") {
		if (in_comment) {
			end = index(line, "*/")
			if (!end)
				break
			line = substr(line, end + 2)
			in_comment = 0
			continue
		}
		if (!match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)+'|\/\*|\/\//)) {
			out = out line
			break
		}
		token = substr(line, RSTART, RLENGTH)
		out = out substr(line, 1, RSTART - 1)
		line = substr(line, RSTART + RLENGTH)
		if (token == "/*")
			in_comment = 1
		else if (token == "//")
			line = ""
		else if (keep)
			out = out token
		else
			out = out substr(token, 1, 1) substr(token, 1, 1)
	}
	if (out ~ /[^ \t]/)
		print FILENAME ":" FNR ":" out
}
