/* SPDX-License-Identifier: MIT */
/*
 * The engine process: the transaction in a session of its own, so that
 * neither a dropped line nor a killed face reaches it.
 */
#include "config.h"
#include "apply/apply.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include "apply/messages.h"
#include "apply/receipt.h"
#include "base/i18n.h"

static volatile sig_atomic_t stop;

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

/* Before the commit these mean a clean abort; behind it the transaction
 * blocks them. */
static void catch_signals(void)
{
	static const int sigs[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction sa;
	size_t i;

	memset(&sa, 0, sizeof(sa));
	sigemptyset(&sa.sa_mask);
	sa.sa_handler = on_signal;
	sa.sa_flags = SA_RESTART;
	for (i = 0; i < GS_COUNT(sigs); i++)
		sigaction(sigs[i], &sa, NULL);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGXFSZ, &sa, NULL);
	sigaction(SIGPIPE, &sa, NULL);
	sigaction(SIGTSTP, &sa, NULL);
}

static int do_work(const struct gs_engine_request *req,
		   const struct gs_report *r, struct gs_receipt *out,
		   struct gs_error *err)
{
	gs_autofree char *did = NULL;
	int ret;

	switch (req->work) {
	case GS_WORK_APPLY:
		return gs_apply(req->plan, r, out, err);
	case GS_WORK_UNDO:
		return gs_undo(req->state_dir, req->run, r, out, err);
	case GS_WORK_RECOVER:
		break;
	}
	ret = gs_recover(req->state_dir, r, &did, err);
	if (did)
		gs_report_event(r, GS_EVENT_NOTE, -1, true, "%s", did);
	return ret;
}

static int engine(struct gs_job_side *side, void *arg)
{
	const struct gs_engine_request *req = arg;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt receipt;
	struct gs_sender s;
	json_t *o = json_object();
	int ret;

	catch_signals();
	gs_sender_init(&s, side);
	s.signalled = &stop;
	gs_receipt_init(&receipt);
	ret = do_work(req, &s.report, &receipt, &err);
	gs_json_set(o, "type", json_string("result"));
	gs_json_set(o, "code", json_integer(ret));
	gs_json_set(o, "text", gs_json_text(err.text));
	gs_json_set(o, "hint", gs_json_text(err.hint));
	gs_json_set(o, "receipt", gs_receipt_to_json(&receipt));
	gs_job_side_send(side, o);
	gs_receipt_release(&receipt);
	return gs_error_exit_code((enum gs_err)ret);
}

int gs_engine_start(struct gs_job *job, const struct gs_engine_request *req,
		    struct gs_error *err)
{
	/* The child has its own copy of the request. */
	return gs_job_start(job, engine, (void *)(uintptr_t)req,
			    GS_JOB_OWN_SESSION, err);
}

int gs_engine_dispatch(const json_t *msg, const struct gs_report *r,
		       struct gs_receipt *out, struct gs_error *err)
{
	int code;

	if (gs_message_show(msg, r) ||
	    !gs_streq(gs_json_str(msg, "type", NULL), "result"))
		return 0;
	gs_receipt_from_json(out, json_object_get(msg, "receipt"));
	code = (int)gs_json_int(msg, "code", GS_ERR_FAILED);
	if (code) {
		gs_error_set(err, (enum gs_err)code, "%s",
			     gs_json_str(msg, "text", ""));
		if (*gs_json_str(msg, "hint", ""))
			gs_error_hint(err, "%s", gs_json_str(msg, "hint", ""));
	}
	return 1;
}

static const char *state_dir_of(const struct gs_engine_request *req)
{
	return req->plan ? req->plan->state_dir : req->state_dir;
}

/* The engine was killed.  What that means stands on the disk. */
static int no_result(const struct gs_engine_request *req, int status,
		     struct gs_error *err)
{
	bool left = gs_needs_recovery(state_dir_of(req));

	gs_error_set(err, left ? GS_ERR_LEFT : GS_ERR_FAILED,
		     _("the engine ended unexpectedly (status %d)"), status);
	gs_error_hint(err, "%s", left
		      ? _("Work is left: run 'gosetup recover'.")
		      : _("Nothing was changed."));
	return left ? GS_ERR_LEFT : GS_ERR_FAILED;
}

int gs_engine_run(const struct gs_engine_request *req,
		  const struct gs_report *r, struct gs_receipt *out,
		  struct gs_error *err)
{
	struct gs_error own = GS_ERROR_INIT;
	struct gs_job job;
	json_t *msg;
	bool asked = false;
	int got = 0, result = 0, status, ret;

	err = err ? err : &own;
	ret = gs_engine_start(&job, req, err);
	if (ret)
		return ret;
	while (!result && got >= 0) {
		if (!asked && gs_report_cancelled(r)) {
			gs_job_send(&job, json_pack("{ss}", "type", "cancel"));
			asked = true;
		}
		got = gs_job_read(&job, 50, &msg);
		if (got == 1) {
			result = gs_engine_dispatch(msg, r, out, err);
			json_decref(msg);
		}
	}
	status = gs_job_end(&job);
	if (!result)
		return no_result(req, status, err);
	return (int)err->code;
}
