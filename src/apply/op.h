/* SPDX-License-Identifier: MIT */
/*
 * One change of one directory entry: it was `pre`, it will be `post`.  Files,
 * links and trees are all done the same way: what will be there is made
 * under a name of our own beside it (`tmp`), and one rename brings it in:
 *
 *	pre absent	tmp -> name, unless someone made it meanwhile
 *	both there	tmp <-> name in one exchange; `tmp` then holds pre
 *	post absent	name -> tmp
 *
 * So going back is the same rename, needs no space, and what the entry is
 * can always be told by looking at it.
 */
#ifndef GS_APPLY_OP_H
#define GS_APPLY_OP_H

#include "apply/resolve.h"
#include "apply/state.h"
#include "base/report.h"
#include "steps/steps.h"

struct gs_op {
	int step;               /* index in the plan, -1 after a crash */
	enum gs_step_kind kind;
	char *id, *target, *summary;
	char *dir, *name;       /* the real place */
	char *tmp;              /* our name beside it */
	char *old;              /* for systems without exchange */
	bool as_owner;
	bool keep;              /* a directory under `tmp` stays */
	bool led;               /* LINK: what was there led to a directory */
	bool cache;             /* DIR: undo takes it away as a whole */
	char *version;          /* TREE */
	struct gs_entry pre, post;

	/* while a transaction runs */
	struct gs_buf old_bytes, new_bytes;     /* FILE */
	const struct gs_tree_source *tree;      /* TREE, borrowed */
	int fd;                 /* open `dir`, -1 */
	bool made;              /* `tmp` (DIR: the directory) is ours */
};

struct gs_ops {
	struct gs_op *v;
	size_t n, cap;
};

void gs_op_init(struct gs_op *op);
void gs_ops_release(struct gs_ops *ops);
struct gs_op *gs_ops_add(struct gs_ops *ops);
void gs_ops_drop_last(struct gs_ops *ops);

/* Journal record {"r":"OP",...} and back. */
json_t *gs_op_to_json(const struct gs_op *op);
int gs_op_from_json(struct gs_op *op, const json_t *v);

/* ---- what a step means here (examine.c) -------------------------------- */
/* Looks at the target of a step, reads only.  1: *op filled (without tmp);
 * 0: it is already so; negative: it cannot be done, or GS_ERR_REFUSED when it
 * changed since the preview. */
int gs_op_examine(struct gs_op *op, const struct gs_step *step, int index,
		  struct gs_error *err);
/* LINK: does the link `pre` lead to a directory now? */
bool gs_op_link_leads(const struct gs_op *op);
/* Is the entry, opened or not, still `pre`? */
int gs_op_recheck(struct gs_op *op, struct gs_error *err);

/* ---- before the commit point (prepare.c) ------------------------------- */
struct gs_prepare {
	const struct gs_state *state;
	struct gs_owner *owner;
	const struct gs_report *report;
	char *from;             /* out: where an archive came from */
};
/* Makes what `tmp` stands for, durable but for the directory. */
int gs_op_prepare(struct gs_op *op, struct gs_prepare *p, struct gs_error *err);
int gs_op_open_dir(struct gs_op *op, struct gs_error *err);
/* The same; a directory that is not there holds nothing: fd stays -1. */
int gs_op_try_dir(struct gs_op *op, struct gs_error *err);
/* Makes `tmp` again: the file (of op->new_bytes) or link `want`. */
int gs_op_refill(struct gs_op *op, const struct gs_entry *want,
		 struct gs_error *err);
/* prepare.c uses: one for each kind. */
int gs_file_prepare(struct gs_op *op, struct gs_error *err);
int gs_tree_prepare(struct gs_op *op, struct gs_prepare *p,
		    struct gs_error *err);

/* ---- the renames (swap.c) ---------------------------------------------- */
enum gs_op_state {
	GS_OP_PRE, GS_OP_POST,
	GS_OP_OTHER,            /* someone else changed it */
	GS_OP_NEUTRAL,          /* directories: they say nothing */
};
/* Looks; finishes an exchange that was cut off between two renames. */
int gs_op_look(struct gs_op *op, enum gs_op_state *state, struct gs_error *err);
/* pre -> post.  GS_ERR_REFUSED, with the entry as it was, when what came out
 * is not `pre`: someone saved the file in this moment. */
int gs_op_forward(struct gs_op *op, struct gs_error *err);
/* post -> pre. */
int gs_op_backward(struct gs_op *op, struct gs_error *err);
/* Is what `tmp` holds now what came out of the entry? */
bool gs_op_displaced(struct gs_op *op);

/* ---- afterwards (cleanup.c) -------------------------------------------- */
enum gs_clean {
	GS_CLEAN_DONE,          /* tmp holds pre */
	GS_CLEAN_BACK,          /* rolled back: tmp holds post */
	GS_CLEAN_UNCOMMITTED,   /* tmp holds post or a part of it */
};
/* Takes `tmp` away, and directories as far as they are empty.  1 when tmp
 * holds anything else: it is somebody's and stays. */
int gs_op_clean(struct gs_op *op, enum gs_clean how, struct gs_error *err);

#endif
