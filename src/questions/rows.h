/* SPDX-License-Identifier: MIT */
/* The functions that the rows of the table point at.  Private to
 * questions/. */
#ifndef GS_QUESTIONS_ROWS_H
#define GS_QUESTIONS_ROWS_H

#include "questions/questions.h"

/* ---- recommendations --------------------------------------------------- */
typedef void gs_advise_fn(const struct gs_qctx *c, struct gs_advice *out);
gs_advise_fn gs_advise_scope, gs_advise_method, gs_advise_version,
	gs_advise_archive, gs_advise_trust;
gs_advise_fn gs_advise_gopath, gs_advise_gobin, gs_advise_gocache,
	gs_advise_gomodcache, gs_advise_gotmpdir, gs_advise_path_gobin;
gs_advise_fn gs_advise_goproxy, gs_advise_gosumdb, gs_advise_goprivate,
	gs_advise_gonoproxy, gs_advise_gonosumdb, gs_advise_goinsecure;
gs_advise_fn gs_advise_gotoolchain, gs_advise_go111module, gs_advise_goflags,
	gs_advise_cgo_enabled;
gs_advise_fn gs_advise_http_proxy, gs_advise_https_proxy, gs_advise_no_proxy;
gs_advise_fn gs_advise_shells, gs_advise_export_vars, gs_advise_set_goroot,
	gs_advise_nothing;

/* ---- choices ----------------------------------------------------------- */
typedef void gs_choices_fn(const struct gs_qctx *c, struct gs_choices *out);
gs_choices_fn gs_choices_scope, gs_choices_method, gs_choices_version,
	gs_choices_trust, gs_choices_goproxy, gs_choices_gosumdb,
	gs_choices_gotoolchain, gs_choices_go111module, gs_choices_cgo,
	gs_choices_shells;

/* ---- validation -------------------------------------------------------- */
typedef int gs_validate_fn(const struct gs_qctx *c, const char *value,
			   struct gs_error *err);
gs_validate_fn gs_check_method, gs_check_version, gs_check_archive,
	gs_check_scope, gs_check_shells, gs_check_nothing_yet;
gs_validate_fn gs_check_gopath, gs_check_gobin, gs_check_gocache,
	gs_check_gomodcache, gs_check_gotmpdir;
gs_validate_fn gs_check_goproxy, gs_check_gosumdb, gs_check_patterns,
	gs_check_http_proxy, gs_check_no_proxy;
gs_validate_fn gs_check_gotoolchain, gs_check_goflags;
/* For every value: one line of UTF-8, no control characters. */
int gs_check_text(const char *key, const char *value, struct gs_error *err);
/* Is word one of the choices of q, and possible here? */
int gs_check_choice(const struct gs_qctx *ctx, const struct gs_question *q,
		    const char *word, struct gs_error *err);

/* ---- visibility, remarks ----------------------------------------------- */
typedef bool gs_visible_fn(const struct gs_qctx *c);
gs_visible_fn gs_if_version, gs_if_archive, gs_if_trust, gs_if_never;
typedef char *gs_remark_fn(const struct gs_qctx *c, const char *value);
gs_remark_fn gs_remark_path, gs_remark_gocache, gs_remark_gotmpdir,
	gs_remark_goproxy, gs_remark_gosumdb, gs_remark_private,
	gs_remark_gonosumdb, gs_remark_goinsecure, gs_remark_go111module,
	gs_remark_http_proxy, gs_remark_version, gs_remark_gotoolchain,
	gs_remark_set_goroot;

/* ---- helpers ----------------------------------------------------------- */
/* When the last run (answers.json among the facts) was answered differently
 * from the advice in out, and that answer is still valid, it takes its
 * place. */
void gs_advise_last(const struct gs_qctx *c, const char *key,
		    struct gs_advice *out);
/* The GOPROXY list for mainland China, from data/mirrors.json.  Owned. */
char *gs_china_goproxy(const struct gs_qctx *c);

#endif
