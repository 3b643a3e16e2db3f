/* SPDX-License-Identifier: MIT */
/* From question to question, forth and back. */
#include "config.h"

#include "ui/plain/parts.h"

#include <stdio.h>

#include "base/i18n.h"

static bool is_asked(const struct gs_plain *p, const struct gs_question *q)
{
	struct gs_qctx ctx = gs_session_ctx(p->s);

	return (p->advanced || !q->advanced) && gs_question_visible(q, &ctx);
}

/* The nearest asked question in that direction, q itself not; NULL: none. */
static const struct gs_question *neighbour(const struct gs_plain *p,
					   const struct gs_question *q, int dir)
{
	const struct gs_question *first = gs_questions();
	const struct gs_question *end = first + gs_questions_count();

	while (dir > 0 ? q + 1 < end : q > first) {
		q += dir;
		if (is_asked(p, q))
			return q;
	}
	return NULL;
}

static const struct gs_question *outermost(const struct gs_plain *p, bool last)
{
	const struct gs_question *first = gs_questions(), *q = first;

	if (last)
		q += gs_questions_count() - 1;
	return is_asked(p, q) ? q : neighbour(p, q, last ? -1 : 1);
}

static enum gs_move ask(struct gs_plain *p, const struct gs_question *q)
{
	size_t number = 0, count = 0;

	for (const struct gs_question *i = gs_questions(); i->key; i++) {
		count += is_asked(p, i);
		number += i <= q && is_asked(p, i);
	}
	return gs_plain_ask(p, q, number, count);
}

enum gs_move gs_plain_walk(struct gs_plain *p, bool from_last)
{
	const struct gs_question *q = outermost(p, from_last);
	enum gs_move move = GS_MOVE_NEXT;

	while (q && move != GS_MOVE_QUIT) {
		move = ask(p, q);
		if (move == GS_MOVE_NEXT)
			q = neighbour(p, q, 1);
		else if (move == GS_MOVE_BACK)
			q = neighbour(p, q, -1);
	}
	return move;
}
