/* SPDX-License-Identifier: MIT */
/* How a shell is started in each mode. */
#include "config.h"
#include "shells/shells.h"

#include "base/i18n.h"
#include "shells/rows.h"

static const struct {
	const char *name, *title;
} modes[GS_MODE_COUNT] = {
	[GS_MODE_LOGIN_INTERACTIVE] = {
		"login-interactive", N_("login (ssh, console, tmux)") },
	[GS_MODE_INTERACTIVE] = {
		"interactive", N_("new terminal window") },
	[GS_MODE_LOGIN_COMMAND] = {
		"login-command", N_("login command (su -, desktop session)") },
	[GS_MODE_COMMAND] = {
		"command", N_("command (scripts, cron)") },
	[GS_MODE_SSH_COMMAND] = {
		"ssh-command", N_("ssh host command") },
	[GS_MODE_INTERACTIVE_COMMAND] = {
		"interactive-command", N_("editors (-i -c)") },
};

const char *gs_mode_name(enum gs_mode m)
{
	return modes[m].name;
}

const char *gs_mode_title(enum gs_mode m)
{
	return _(modes[m].title);
}

/* bash takes these two, with no SHLVL above it, for a command that sshd
 * runs. */
static void add_ssh(struct gs_strv *env)
{
	gs_strv_add(env, "SSH_CLIENT=127.0.0.1 50000 22");
	gs_strv_add(env, "SSH_CONNECTION=127.0.0.1 50000 127.0.0.1 22");
}

bool gs_shell_reach_probe(const struct gs_shell_def *d, enum gs_mode m,
			  const char *shell_path, struct gs_strv *argv,
			  struct gs_strv *env, const char **input)
{
	const struct gs_shell_row *row = d->priv;

	if (m != GS_MODE_SSH_COMMAND || !row->ssh_rc_flag)
		return false;
	gs_strv_add(argv, shell_path);
	gs_strv_add(argv, row->ssh_rc_flag);
	gs_strv_add(argv, "/dev/stdin");
	gs_strv_add(argv, "-c");
	gs_strv_add(argv, ":");
	add_ssh(env);
	*input = "echo " GS_SHELL_REACHES "\n";
	return true;
}

bool gs_shell_start(const struct gs_shell_def *d, enum gs_mode m,
		    const char *shell_path, const char *command,
		    struct gs_strv *argv, struct gs_strv *env,
		    bool *needs_pty)
{
	const struct gs_shell_row *row = d->priv;
	bool login = m == GS_MODE_LOGIN_INTERACTIVE ||
		     m == GS_MODE_LOGIN_COMMAND;

	if (!(d->modes_all & 1u << m) || (login && !row->login_flag))
		return false;
	gs_strv_add(argv, shell_path);
	if (login)
		gs_strv_add(argv, row->login_flag);
	if (m == GS_MODE_INTERACTIVE_COMMAND)
		gs_strv_add(argv, "-i");
	*needs_pty = m == GS_MODE_LOGIN_INTERACTIVE ||
		     m == GS_MODE_INTERACTIVE;
	if (!*needs_pty) {
		gs_strv_add(argv, "-c");
		gs_strv_add(argv, command);
	}
	if (m == GS_MODE_SSH_COMMAND)
		add_ssh(env);
	return true;
}
