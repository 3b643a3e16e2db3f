/* SPDX-License-Identifier: MIT */
/* Staying with a task: its progress goes out, signals go in. */
#include "config.h"

#include "ui/say.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t stop_signal;

static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

static void on_signal(int sig)
{
	stop_signal = sig;
}

static void hold_signals(struct sigaction *saved)
{
	struct sigaction sa;

	stop_signal = 0;
	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_signal;
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < GS_COUNT(stop_signals); i++) {
		sigaction(stop_signals[i], NULL, &saved[i]);
		/* nohup: who ignores a signal keeps ignoring it. */
		if (saved[i].sa_handler != SIG_IGN)
			sigaction(stop_signals[i], &sa, NULL);
	}
}

static bool stop_asked(void *user)
{
	(void)user;
	return stop_signal != 0;
}

int gs_attend(struct gs_session *s, enum gs_task task, struct gs_error *err)
{
	struct sigaction saved[GS_COUNT(stop_signals)];
	struct gs_progress p;
	struct gs_report r;
	int rc;

	gs_progress_init(&p, &s->opts);
	r = gs_progress_report(&p);
	r.cancelled = stop_asked;
	hold_signals(saved);
	rc = gs_session_wait(s, task, &r, err);
	for (size_t i = 0; i < GS_COUNT(stop_signals); i++)
		sigaction(stop_signals[i], &saved[i], NULL);
	gs_progress_end(&p);
	if (rc == GS_ERR_CANCELLED && stop_signal && stop_signal != SIGINT) {
		if (err)
			gs_say_error(err);
		raise(stop_signal);
	}
	return rc;
}
