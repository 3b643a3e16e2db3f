/* SPDX-License-Identifier: MIT */
/* Which shells are among our parent processes. */
#include "config.h"

#include "detect/parents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#include "base/fileio.h"
#include "base/path.h"
#include "detect/look.h"

enum { MAX_PARENTS = 32, MAX_CMDLINE = 65536 };

bool gs_shell_is_interactive(const char *cmdline, size_t n)
{
	static const char *const with_value[] = {
		"--init-file", "--rcfile", "-o", "+o", "-O", "+O", "--init",
		"-C", "--init-command",
	};
	const char *end = cmdline + n;
	const char *arg = cmdline + strnlen(cmdline, n) + 1;

	while (arg < end) {
		bool value = false;

		for (size_t i = 0; i < GS_COUNT(with_value); i++)
			value |= gs_streq(arg, with_value[i]);
		if (!value && arg[0] != '-' && arg[0] != '+')
			return false;           /* a script */
		if (!value && arg[0] == '-' && arg[1] != '-' &&
		    strchr(arg, 'c'))
			return false;           /* -c command */
		arg += strlen(arg) + 1;
		if (value && arg < end)
			arg += strlen(arg) + 1;
	}
	return true;
}

/* "123 (comm) S 45 ..."; comm may hold blanks and parentheses. */
bool gs_proc_stat_parse(const char *text, char *name, size_t cap,
			pid_t *parent)
{
	const char *open = strchr(text, '('), *close = strrchr(text, ')');
	char *end;

	if (!open || !close || close < open || strlen(close) < 5)
		return false;
	*parent = (pid_t)strtol(close + 4, &end, 10);   /* ") S 45" */
	snprintf(name, cap, "%.*s", (int)(close - open - 1), open + 1);
	return end > close + 4;
}

struct process {
	pid_t parent;
	char name[64];
	bool interactive;
};

#if defined(__APPLE__)
static bool read_process(pid_t pid, struct process *p)
{
	int mib[] = { CTL_KERN, KERN_PROC, KERN_PROC_PID, (int)pid };
	struct kinfo_proc k;
	size_t n = sizeof(k);

	if (sysctl(mib, GS_COUNT(mib), &k, &n, NULL, 0) < 0 || n == 0)
		return false;
	p->parent = k.kp_eproc.e_ppid;
	snprintf(p->name, sizeof(p->name), "%s", k.kp_proc.p_comm);
	p->interactive = true;
	return true;
}
#else
static bool read_process(pid_t pid, struct process *p)
{
	gs_autofree char *stat_path = gs_printf("/proc/%d/stat", (int)pid);
	gs_autofree char *cmd_path = gs_printf("/proc/%d/cmdline", (int)pid);
	gs_autofree char *text = gs_read_text(stat_path, 4096);
	struct gs_buf cmd = GS_BUF_INIT;

	if (!text || !gs_proc_stat_parse(text, p->name, sizeof(p->name),
					 &p->parent))
		return false;
	p->interactive = gs_read_file(&cmd, cmd_path, MAX_CMDLINE, NULL) < 0 ||
			 gs_shell_is_interactive(gs_buf_str(&cmd), cmd.len);
	gs_buf_release(&cmd);
	return true;
}
#endif

void gs_look_parents(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	struct process p = { getppid(), "", false };

	for (int i = 0; i < MAX_PARENTS && p.parent > 0; i++) {
		const char *name = p.name;

		if (!read_process(p.parent, &p))
			return;
		name += name[0] == '-';         /* a login shell's argv[0] */
		for (size_t s = 0; s < f->n_shells; s++) {
			if (!gs_streq(f->shells[s].name, name))
				continue;
			f->shells[s].is_parent = true;
			/* A script like ./bootstrap is not what they use. */
			if (gs_empty(f->parent_shell) && p.interactive)
				gs_set(&f->parent_shell, name);
		}
	}
}
