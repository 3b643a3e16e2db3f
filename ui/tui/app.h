/* SPDX-License-Identifier: MIT */
/*
 * The wizard's state, and what its files offer each other: pages draw
 * themselves from this and change it, the loop in app.c does the rest.
 */
#ifndef GS_TUI_APP_H
#define GS_TUI_APP_H

#include "ui/session.h"
#include "ui/tui/frame.h"
#include "ui/tui/keys.h"
#include "ui/tui/pager.h"
#include "ui/tui/rows.h"

enum gs_page_id {
	GS_TUI_SYSTEM, GS_TUI_FOUND, GS_TUI_METHOD, GS_TUI_VERSION,
	GS_TUI_PATHS, GS_TUI_NETWORK, GS_TUI_EXTRAS, GS_TUI_SHELLS,
	GS_TUI_REVIEW, GS_TUI_APPLY, GS_TUI_RESULT, GS_TUI_UNDO,
	GS_TUI_PAGES,
};

struct gs_tui;

/* One page.  Either build (a list) or draw (anything else) is set; the other
 * members may be NULL. */
struct gs_page {
	const char *id;         /* for scripts */
	const char *title;      /* N_(), on the rail */
	/* Each time it is entered. */
	void (*enter)(struct gs_tui *t);
	void (*build)(struct gs_tui *t, struct gs_rows *r);
	/* What there is to say below the list, while this row has the
	 * focus; and what the help says about the row (NULL: the same). */
	void (*why)(struct gs_tui *t, const struct gs_row *row,
		    struct gs_buf *out);
	void (*more)(struct gs_tui *t, const struct gs_row *row,
		     struct gs_buf *out);
	void (*draw)(struct gs_tui *t, struct gs_rect body);
	void (*buttons)(struct gs_tui *t, struct gs_buttons *b);
	/* true: the action is done; else the usual happens. */
	bool (*act)(struct gs_tui *t, enum gs_action a,
		    const struct gs_key *key);
	/* Where the focus is, for keys and hints; default GS_IN_LIST. */
	unsigned where;
};
extern const struct gs_page gs_page_system, gs_page_found, gs_page_method,
	gs_page_version, gs_page_paths, gs_page_network, gs_page_extras,
	gs_page_shells, gs_page_review, gs_page_apply, gs_page_result,
	gs_page_undo;

/* Depth that the first page offers. */
enum gs_tui_way {
	GS_WAY_RECOMMENDED, GS_WAY_STEPS, GS_WAY_CHECK, GS_WAY_UNDO,
};

struct gs_page_state {
	struct gs_rows rows;
	char *focus_id;         /* of the row that had the focus */
	bool visited;
	bool on_buttons;
	bool more;              /* the advanced questions are shown */
	size_t button;
};

/* What the user has typed for a question, valid or not. */
struct gs_entry {
	struct gs_field field;
	char *error;            /* why it is refused, or NULL */
	char *hint;
	bool other;             /* the row to type in was chosen */
};

struct gs_layer;                /* layer.h */

struct gs_tui {
	struct gs_session *s;
	enum gs_tui_way way;
	enum gs_page_id page;
	struct gs_page_state pages[GS_TUI_PAGES];
	struct gs_entry *entries;       /* one per question */
	struct gs_frame frame;
	struct gs_buttons buttons;      /* of the page, as drawn */
	struct gs_layer *layer;         /* on top of the page, or NULL */

	char *status;                   /* message, or NULL */
	char *note;                     /* what the page says there else */
	enum gs_badge status_badge;
	unsigned looking;               /* task bits that run */
	bool next_wanted;               /* Enter came before the facts */
	char *last_find;
	bool mouse;

	struct gs_review *review;       /* page-review.c */
	struct gs_work *work;           /* page-apply.c */
	struct gs_undo *undo;           /* page-undo.c */

	bool dirty;                     /* draw again */
	bool done;
	int exit_code;
	char *farewell;                 /* for stderr after the end */
};

/* ---- app.c ------------------------------------------------------------- */
const struct gs_page *gs_tui_page(const struct gs_tui *t, enum gs_page_id p);
struct gs_page_state *gs_tui_state(struct gs_tui *t);
struct gs_row *gs_tui_row(struct gs_tui *t);
/* The pages of this way in order; returns how many, and *now: the index of
 * the current one, or -1. */
size_t gs_tui_path(const struct gs_tui *t,
		   enum gs_page_id path[GS_TUI_PAGES], int *now);
void gs_tui_go(struct gs_tui *t, enum gs_page_id page);
void gs_tui_end(struct gs_tui *t, int exit_code);
void gs_tui_act(struct gs_tui *t, enum gs_action a, const struct gs_key *key);

void gs_tui_key(struct gs_tui *t, const struct gs_key *key);
/* Where the focus is: bits of keys.h. */
unsigned gs_tui_where(struct gs_tui *t);

/* ---- paint.c ----------------------------------------------------------- */
void gs_tui_paint(struct gs_tui *t);
/* Builds the rows of the page afresh. */
void gs_tui_rebuild(struct gs_tui *t);
/* Message in the status line until the next key. */
void gs_tui_say(struct gs_tui *t, enum gs_badge badge, const char *fmt, ...)
	GS_PRINTF(3, 4);
/* What the page itself says there while there is no message; for draw(). */
void gs_tui_note(struct gs_tui *t, const char *text);
/* An error as a dialog: what, why, state, what to do. */
void gs_tui_error(struct gs_tui *t, const char *title,
		  const struct gs_error *err);

/* ---- asking.c: questions as rows --------------------------------------- */
/* Rows of the visible questions of qpage. */
void gs_ask_build(struct gs_tui *t, struct gs_rows *r, enum gs_qpage qpage);
void gs_ask_why(struct gs_tui *t, const struct gs_row *row,
		struct gs_buf *out);
/* Space or Enter on the row; true when it was a row of a question. */
bool gs_ask_choose(struct gs_tui *t, struct gs_row *row);
/* The field of the row has changed. */
void gs_ask_typed(struct gs_tui *t, const struct gs_row *row);
/* Another way has answered key: what was typed for it is dropped. */
void gs_ask_forget(struct gs_tui *t, const char *key);
/* Are all answers of the page's questions good?  Else the focus goes to the
 * first that is not. */
bool gs_ask_check(struct gs_tui *t);
void gs_ask_release(struct gs_tui *t);

/* ---- pages-ask.c ------------------------------------------------------- */
/* The rows of the table that a page stands for, or -1. */
int gs_page_qpage(enum gs_page_id page);

/* ---- help.c ------------------------------------------------------------ */
void gs_help_open(struct gs_tui *t);

/* ---- page-system.c ----------------------------------------------------- */
/* The facts as text, for "Check only" and the help. */
void gs_system_report(struct gs_tui *t, struct gs_buf *out);
void gs_found_report(struct gs_tui *t, struct gs_buf *out);

/* ---- page-review.c ----------------------------------------------------- */
void gs_review_release(struct gs_tui *t);
/* Makes the plan; an error is shown and false returned. */
bool gs_review_make(struct gs_tui *t);
/* One line for each step of a plan, then sizes and remarks. */
void gs_review_summary(struct gs_tui *t, const struct gs_plan *p,
		       struct gs_buf *b);
void gs_review_plan_so_far(struct gs_tui *t);
void gs_review_save_answers(struct gs_tui *t);
/* Writes a file that the user has named, "~/" allowed; an error is shown. */
bool gs_save_text(struct gs_tui *t, const char *path, const char *text,
		  size_t n, mode_t mode);

/* ---- page-apply.c, page-result.c, page-undo.c -------------------------- */
void gs_work_release(struct gs_tui *t);
/* Starts the engine on the plan, or on the undo of a run. */
void gs_work_apply(struct gs_tui *t);
void gs_work_undo(struct gs_tui *t, const char *state_dir, const char *run);
void gs_work_recover(struct gs_tui *t, const char *state_dir);
/* Tasks that ended (bits), and the callbacks of what they report. */
void gs_work_ended(struct gs_tui *t, unsigned tasks);
const struct gs_report *gs_work_report(struct gs_tui *t);
bool gs_work_running(const struct gs_tui *t);
void gs_work_ask_stop(struct gs_tui *t);
void gs_undo_release(struct gs_tui *t);

/* ---- script.c ---------------------------------------------------------- */
/* Plays GOSETUP_SCRIPT; the exit code of the wizard. */
void gs_script_run(struct gs_tui *t, const char *file);
/* Polls the tasks of the session once and takes what came. */
void gs_tui_poll(struct gs_tui *t, int timeout_ms);

/* ---- words.c: numbers and names as people read them --------------------- */
char *gs_words_bytes(int64_t bytes);            /* "66 MB", owned */
char *gs_words_seconds(int seconds);            /* "~20 s", owned */
char *gs_words_list(const struct gs_strv *parts);       /* "a, b", owned */
char *gs_words_home(struct gs_tui *t, const char *path);  /* "~/x", owned */
/* The same wherever the home directory stands in a sentence; owned. */
char *gs_words_home_in(struct gs_tui *t, const char *text);

#endif
