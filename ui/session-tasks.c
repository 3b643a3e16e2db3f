/* SPDX-License-Identifier: MIT */
/* The slow work of a sitting: each task is a child process that sends
 * {"type":"event"}, {"type":"progress"} and last {"type":"result"}. */
#include "config.h"

#include "ui/session-task.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/i18n.h"

/* ---- the child's side -------------------------------------------------- */

static json_t *result_msg(const struct gs_error *err)
{
	json_t *v = json_object();

	gs_json_set(v, "type", json_string("result"));
	gs_json_set(v, "code", json_integer(err->code));
	gs_json_set(v, "text", gs_json_text(err->text));
	gs_json_set(v, "hint", gs_json_text(err->hint));
	return v;
}

static int detect_job(struct gs_job_side *side, void *arg)
{
	const struct gs_session *s = arg;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_facts facts;
	json_t *msg;

	gs_facts_init(&facts);
	gs_detect(&facts, &s->opts, &err);
	msg = result_msg(&err);
	if (err.code == GS_OK)
		gs_json_set(msg, "facts", gs_facts_to_json(&facts, true));
	gs_job_side_send(side, msg);
	return 0;
}

static int catalog_job(struct gs_job_side *side, void *arg)
{
	const struct gs_session *s = arg;
	gs_autofree char *cache = gs_session_index_cache(s);
	struct gs_error err = GS_ERROR_INIT;
	struct gs_catalog c;
	json_t *msg;

	gs_catalog_init(&c);
	gs_catalog_load(&c, &s->opts, cache, &err);
	msg = result_msg(&err);
	if (err.code == GS_OK)
		gs_json_set(msg, "catalog", gs_catalog_to_json(&c));
	gs_job_side_send(side, msg);
	if (err.code == GS_OK)
		gs_session_keep_index(s, &c);
	return 0;
}

static void send_event(void *user, const struct gs_event *ev)
{
	json_t *v = json_object();

	gs_json_set(v, "type", json_string("event"));
	gs_json_set(v, "event", json_integer(ev->type));
	gs_json_set(v, "step", json_integer(ev->step));
	gs_json_set(v, "ok", json_boolean(ev->ok));
	gs_json_set(v, "text", gs_json_text(ev->text));
	gs_job_side_send(user, v);
}

static bool side_cancelled(void *user)
{
	struct gs_job_side *side = user;
	json_t *msg;

	if (!side->parent_gone && gs_job_side_read(side, 0, &msg) == 1) {
		json_decref(msg);
		side->parent_gone = true;
	}
	return side->parent_gone;
}

struct verify_arg {
	const struct gs_session *s;
	const struct gs_expect *expect;
};

static int verify_job(struct gs_job_side *side, void *arg)
{
	const struct verify_arg *a = arg;
	struct gs_report report = { side, send_event, NULL, side_cancelled };
	struct gs_error err = GS_ERROR_INIT;
	struct gs_checks checks = { 0 };
	int rc = gs_verify(&a->s->facts, a->expect, &report, &checks, &err);
	json_t *msg;

	if (rc && err.code == GS_OK)
		err.code = (enum gs_err)rc;
	msg = result_msg(&err);
	gs_json_set(msg, "checks", gs_checks_to_json(&checks));
	gs_job_side_send(side, msg);
	return 0;
}

/* ---- starting ---------------------------------------------------------- */

static void begin(struct gs_session *s, enum gs_task task)
{
	gs_error_clear(&s->errors[task]);
	s->running[task] = true;
}

int gs_session_start_look_task(struct gs_session *s, enum gs_task task,
			       struct gs_error *err)
{
	gs_job_fn fn = task == GS_TASK_DETECT ? detect_job : catalog_job;
	int rc;

	/* Once per process: the child would not keep it for the next one. */
	gs_http_init();
	rc = gs_job_start(&s->jobs[task], fn, s, 0, err);
	if (rc == 0)
		begin(s, task);
	return rc;
}

static int start_engine(struct gs_session *s,
			const struct gs_engine_request *req,
			struct gs_error *err)
{
	int rc = gs_engine_start(&s->jobs[GS_TASK_WORK], req, err);

	gs_receipt_release(&s->receipt);
	gs_receipt_init(&s->receipt);
	if (rc == 0)
		begin(s, GS_TASK_WORK);
	return rc;
}

int gs_session_start_apply(struct gs_session *s, struct gs_error *err)
{
	struct gs_engine_request req = { .work = GS_WORK_APPLY };

	req.plan = &s->plan;
	gs_set(&s->work_dir, s->plan.state_dir);
	return start_engine(s, &req, err);
}

int gs_session_start_undo(struct gs_session *s, const char *state_dir,
			  const char *run, struct gs_error *err)
{
	struct gs_engine_request req = { .work = GS_WORK_UNDO };

	gs_set(&s->work_dir, state_dir);
	req.state_dir = s->work_dir;
	req.run = run;
	return start_engine(s, &req, err);
}

int gs_session_start_recover(struct gs_session *s, const char *state_dir,
			     struct gs_error *err)
{
	struct gs_engine_request req = { .work = GS_WORK_RECOVER };

	gs_set(&s->work_dir, state_dir);
	req.state_dir = s->work_dir;
	return start_engine(s, &req, err);
}

int gs_session_start_verify(struct gs_session *s,
			    const struct gs_expect *expect,
			    struct gs_error *err)
{
	struct verify_arg arg = { s, expect };
	int rc = gs_job_start(&s->jobs[GS_TASK_VERIFY], verify_job, &arg, 0,
			      err);

	gs_checks_release(&s->checks);
	if (rc == 0)
		begin(s, GS_TASK_VERIFY);
	return rc;
}

/* ---- the face's side --------------------------------------------------- */

static void read_error(const json_t *msg, struct gs_error *err)
{
	long long code = gs_json_int(msg, "code", GS_OK);

	if (code == GS_OK)
		return;
	gs_error_set(err, (enum gs_err)code, "%s",
		     gs_json_str(msg, "text", ""));
	gs_error_hint(err, "%s", gs_json_str(msg, "hint", ""));
}

static void feed_facts(struct gs_session *s, const json_t *msg)
{
	struct gs_error *err = &s->errors[GS_TASK_DETECT];

	read_error(msg, err);
	if (err->code != GS_OK)
		return;
	gs_facts_release(&s->facts);
	s->have_facts = gs_facts_from_json(&s->facts,
					   json_object_get(msg, "facts"),
					   err) == 0;
}

static void feed_catalog(struct gs_session *s, const json_t *msg)
{
	struct gs_error *err = &s->errors[GS_TASK_CATALOG];

	read_error(msg, err);
	if (err->code == GS_OK)
		gs_catalog_from_json(&s->catalog,
				     json_object_get(msg, "catalog"), err);
}

static void feed_checks(struct gs_session *s, const json_t *msg)
{
	read_error(msg, &s->errors[GS_TASK_VERIFY]);
	gs_checks_from_json(&s->checks, json_object_get(msg, "checks"));
}

static void feed_event(const json_t *msg, const struct gs_report *r)
{
	gs_report_event(r, (enum gs_event_type)gs_json_int(msg, "event", 0),
			(int)gs_json_int(msg, "step", -1),
			gs_json_bool(msg, "ok", false), "%s",
			gs_json_str(msg, "text", ""));
}

/* True when that was the task's result. */
static bool feed(struct gs_session *s, enum gs_task task, const json_t *msg,
		 const struct gs_report *r)
{
	bool result = gs_streq(gs_json_str(msg, "type", ""), "result");

	if (task == GS_TASK_WORK)
		return gs_engine_dispatch(msg, r, &s->receipt,
					  &s->errors[task]) == 1;
	if (!result)
		feed_event(msg, r);
	else if (task == GS_TASK_DETECT)
		feed_facts(s, msg);
	else if (task == GS_TASK_CATALOG)
		feed_catalog(s, msg);
	else
		feed_checks(s, msg);
	return result;
}

/* The child is gone without a result. */
static void lost(struct gs_session *s, enum gs_task task)
{
	static const char *const what[GS_TASK_COUNT] = {
		N_("the detection ended unexpectedly"),
		N_("reading the list of releases ended unexpectedly"),
		N_("the engine ended unexpectedly"),
		N_("the verification ended unexpectedly"),
	};
	struct gs_error *err = &s->errors[task];
	bool left = task == GS_TASK_WORK && gs_needs_recovery(s->work_dir);

	gs_error_set(err, left ? GS_ERR_LEFT : GS_ERR_FAILED, "%s",
		     _(what[task]));
	if (left)
		gs_error_hint(err, _("Run 'gosetup recover' to finish the "
				     "work or take it back."));
}

static bool take(struct gs_session *s, enum gs_task task,
		 const struct gs_report *r)
{
	bool done = false;
	json_t *msg;
	int rc;

	while (!done && (rc = gs_job_read(&s->jobs[task], 0, &msg)) != 0) {
		if (rc < 0)
			lost(s, task);
		else
			done = feed(s, task, msg, r);
		done = done || rc < 0;
		json_decref(msg);
	}
	if (done) {
		s->running[task] = false;
		gs_job_end(&s->jobs[task]);
	}
	/* Now there is a state directory to keep it in. */
	if (done && task == GS_TASK_WORK && s->receipt.changed)
		gs_session_keep_index(s, &s->catalog);
	return done;
}

size_t gs_session_fds(const struct gs_session *s, struct pollfd *fds)
{
	size_t n = 0;

	for (int t = 0; t < GS_TASK_COUNT; t++)
		if (s->running[t]) {
			fds[n].fd = s->jobs[t].fd;
			fds[n].events = POLLIN;
			fds[n++].revents = 0;
		}
	return n;
}

unsigned gs_session_poll(struct gs_session *s, int timeout_ms,
			 const struct gs_report *r)
{
	struct pollfd fds[GS_TASK_COUNT];
	size_t n = gs_session_fds(s, fds);
	unsigned ended = 0;

	if (n && timeout_ms && poll(fds, n, timeout_ms) < 0 && errno != EINTR)
		return 0;
	for (int t = 0; t < GS_TASK_COUNT; t++)
		if (s->running[t] && take(s, (enum gs_task)t, r))
			ended |= GS_TASK_BIT(t);
	return ended;
}

int gs_session_wait(struct gs_session *s, enum gs_task task,
		    const struct gs_report *r, struct gs_error *err)
{
	bool told = false;

	while (s->running[task]) {
		if (!told && gs_report_cancelled(r)) {
			gs_session_cancel(s, task);
			told = true;
		}
		gs_session_poll(s, 50, r);
	}
	if (err && err->code == GS_OK)
		*err = s->errors[task];
	return s->errors[task].code;
}

void gs_session_cancel(struct gs_session *s, enum gs_task task)
{
	json_t *msg;

	if (!s->running[task])
		return;
	if (task != GS_TASK_WORK && task != GS_TASK_VERIFY) {
		gs_job_kill(&s->jobs[task], SIGTERM);
		return;
	}
	msg = json_object();
	gs_json_set(msg, "type", json_string("cancel"));
	gs_job_send(&s->jobs[task], msg);
}
