/* SPDX-License-Identifier: MIT */
/*
 * The questionnaire: one table from which the wizard, the plain prompts,
 * the answer file, --set, `gosetup questions` and the manual all come.
 */
#ifndef GS_QUESTIONS_QUESTIONS_H
#define GS_QUESTIONS_QUESTIONS_H

#include "catalog/catalog.h"
#include "detect/facts.h"
#include "methods/methods.h"

enum gs_qtype {
	GS_Q_CHOICE,            /* one of choices */
	GS_Q_MULTI,             /* comma list of choices */
	GS_Q_BOOL,              /* "true" or "false" */
	GS_Q_TEXT,
	GS_Q_PATH,              /* absolute path or empty */
	GS_Q_VERSION,           /* text, with choices as proposals */
};

/* Pages of the wizard that a question stands on. */
enum gs_qpage {
	GS_PAGE_FOUND, GS_PAGE_METHOD, GS_PAGE_VERSION, GS_PAGE_PATHS,
	GS_PAGE_NETWORK, GS_PAGE_SHELLS, GS_PAGE_EXTRAS,
	GS_QPAGE_COUNT,
};

struct gs_answers;

/* Everything a question's functions may look at. Borrowed. */
struct gs_qctx {
	const struct gs_facts *facts;
	const struct gs_catalog *catalog;
	const struct gs_options *opts;
	const struct gs_answers *answers;
};

struct gs_choice {
	char *value;            /* what stands in the answer file */
	char *title;            /* translated, short */
	char *detail;           /* translated, one line; may be "" */
	char *disabled;         /* translated reason why not here, or NULL */
};
struct gs_choices {
	struct gs_choice *v;
	size_t n, cap;
};
void gs_choices_add(struct gs_choices *c, const char *value, const char *title,
		    const char *detail, const char *disabled);
void gs_choices_release(struct gs_choices *c);

/* A recommendation with its reasons. */
struct gs_advice {
	char *value;
	struct gs_strv why;     /* translated sentences, from this machine */
	char *why_not;          /* translated: why not the runner-up, or NULL */
};
void gs_advice_release(struct gs_advice *a);

struct gs_question {
	const char *key;
	enum gs_qtype type;
	enum gs_qpage page;
	const char *title;      /* N_(), short */
	const char *help;       /* N_(), some sentences */
	bool advanced;          /* shown only on request (plain: skipped) */
	bool secret;            /* may hold a password: a value that does is
				   shown through gs_url_mask, never saved */
	void (*choices)(const struct gs_qctx *c, struct gs_choices *out);
	void (*advise)(const struct gs_qctx *c, struct gs_advice *out);
	/* value is never NULL; GS_ERR_USAGE with what would be right. */
	int (*validate)(const struct gs_qctx *c, const char *value,
			struct gs_error *err);
	bool (*visible)(const struct gs_qctx *c);       /* NULL: always */
	/* A translated remark on a valid value (spaces in a path ...), owned,
	 * or NULL. */
	char *(*remark)(const struct gs_qctx *c, const char *value);
};

const struct gs_question *gs_questions(void);   /* ends with key NULL */
size_t gs_questions_count(void);
const struct gs_question *gs_question_find(const char *key);
int gs_question_index(const char *key);         /* or -1 */
const char *gs_qtype_name(enum gs_qtype t);     /* JSON: "choice", "list" */
bool gs_question_visible(const struct gs_question *q,
			 const struct gs_qctx *ctx);
/* The recommendation for this machine; out->value is never NULL. */
void gs_question_advise(const struct gs_question *q,
			const struct gs_qctx *ctx, struct gs_advice *out);
/* What to tell a method about these answers.  All borrowed from ctx. */
void gs_method_request_from(const struct gs_qctx *ctx,
			    struct gs_method_request *out);
/* The shells of the answer `shells`, with "detected" spelled out, in the
 * order: login shell, parent, the others. */
void gs_shells_chosen(const struct gs_qctx *ctx, struct gs_strv *out);
/* The word of `from` that `word` was probably meant to be, by edit distance;
 * borrowed, or NULL when none is near. */
const char *gs_suggest(const char *word, const struct gs_strv *from);

/* ---- answers ----------------------------------------------------------- */
enum gs_source { GS_FROM_DEFAULT, GS_FROM_FILE, GS_FROM_SET, GS_FROM_USER };

struct gs_answer {
	char *value;            /* "" = Go's own default, or nothing */
	enum gs_source from;
	int line;               /* of the answer file, 0 */
};

/* One slot per row of the table, in its order. */
struct gs_answers {
	struct gs_answer *v;
	size_t n;
};

void gs_answers_init(struct gs_answers *a);
void gs_answers_release(struct gs_answers *a);
void gs_answers_copy(struct gs_answers *dst, const struct gs_answers *src);
const char *gs_answers_get(const struct gs_answers *a, const char *key);
bool gs_answers_bool(const struct gs_answers *a, const char *key);
void gs_answers_list(const struct gs_answers *a, const char *key,
		     struct gs_strv *out);
/* No validation. */
void gs_answers_put(struct gs_answers *a, const char *key, const char *value,
		    enum gs_source from);

/* Reads an answer file (JSON object: strings, booleans, lists).  Unknown key
 * or wrong type: GS_ERR_USAGE with file, line, key, value and what would be
 * right.  Values are validated by gs_answers_check. */
int gs_answers_load(struct gs_answers *a, const char *file,
		    struct gs_error *err);
int gs_answers_parse(struct gs_answers *a, const char *text, size_t n,
		     const char *name, struct gs_error *err);
/* "key=value" of --set. */
int gs_answers_set(struct gs_answers *a, const char *text,
		   struct gs_error *err);
/* Puts the recommendation into every slot that is still GS_FROM_DEFAULT, in
 * table order (ctx->answers must be a). */
void gs_answers_fill(struct gs_answers *a, const struct gs_qctx *ctx);
/* Validates all visible questions, and hidden ones that somebody answered;
 * the first problem is the error. */
int gs_answers_check(const struct gs_answers *a, const struct gs_qctx *ctx,
		     struct gs_error *err);
/* One question; also used by faces while the user types. */
int gs_answer_check(const struct gs_qctx *ctx, const struct gs_question *q,
		    const char *value, struct gs_error *err);
/* Does a URL, or one of a list of them, hold "user:password@"? */
bool gs_url_has_secret(const char *url);
/* The value as it may be shown: passwords in addresses hidden.  Owned. */
char *gs_answer_shown(const struct gs_question *q, const char *value);
/* JSON object; only_chosen leaves defaults out; secrets never included.
 * Used for answers.json, plan --json and `Save answers`. */
json_t *gs_answers_to_json(const struct gs_answers *a, bool only_chosen);
/* Owned: ~/.config/gosetup/answers.json. */
char *gs_answers_path(const struct gs_facts *f);
/* The answer that the last run left there (lists joined by commas), owned;
 * NULL when there is none. */
char *gs_last_answer(const struct gs_facts *f, const char *key);
/* NULL terminated: the keys that stand in the go env file; its variable is
 * the same word in capitals. */
const char *const *gs_goenv_keys(void);
/* "GOPATH" for "gopath".  Owned. */
char *gs_goenv_name(const char *key);
/* {"questions":[{key,type,title,help,page,default,why[],why_not,choices}]} */
json_t *gs_questions_to_json(const struct gs_qctx *ctx);

#endif
