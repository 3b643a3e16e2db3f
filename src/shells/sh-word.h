/* SPDX-License-Identifier: MIT */
/* Private to shells/: what sh-walk.c reads text with. */
#ifndef GS_SHELLS_SH_WORD_H
#define GS_SHELLS_SH_WORD_H

#include "shells/rc-walk.h"

/* A here-document whose text starts behind the next newline. */
struct gs_sh_doc {
	char *word;
	bool tabs;
};

struct gs_sh_reader {
	struct gs_rc_text t;
	bool cond;              /* inside [[ ]], where && | < > ( ) are
				   no operators */
	struct gs_sh_doc *docs;
	size_t n_docs, cap_docs;
};

/* Blanks and continued lines. */
void gs_sh_blanks(struct gs_sh_reader *r);
/* Reads a word, owned, "" when there is none; *quoted: some of it was, so
 * that it is no reserved word. */
char *gs_sh_word(struct gs_sh_reader *r, bool *quoted);
/* At `(`: does `)` follow? */
bool gs_sh_empty_parens(const struct gs_sh_reader *r);
/* At `<` or `>`: the operator and its word. */
void gs_sh_redirect(struct gs_sh_reader *r);
/* At the start of a line: the here-documents that were announced. */
void gs_sh_docs(struct gs_sh_reader *r);

#endif
