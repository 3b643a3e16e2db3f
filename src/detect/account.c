/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/account.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fileio.h"
#include "detect/bounded.h"

enum { MAX_PASSWD = 4 << 20, LIMIT_MS = 500, FIELDS = 7 };

static void copy(char *dst, size_t cap, const char *s, size_t n)
{
	if (n < cap) {
		memcpy(dst, s, n);
		dst[n] = '\0';
	}
}

/* name:password:uid:gid:gecos:home:shell */
static bool parse_line(struct gs_account *a, const char *line, size_t len,
		       uid_t uid)
{
	const char *field[FIELDS] = { NULL }, *p = line, *end = line + len;
	size_t size[FIELDS] = { 0 };

	for (int i = 0; i < FIELDS; i++) {
		const char *colon = memchr(p, ':', (size_t)(end - p));

		if (!colon || i == FIELDS - 1)
			colon = end;
		field[i] = p;
		size[i] = (size_t)(colon - p);
		p = colon < end ? colon + 1 : end;
	}
	if (size[2] == 0 || strtoul(field[2], NULL, 10) != uid ||
	    line[0] == '+' || line[0] == '-' || line[0] == '#')
		return false;
	copy(a->name, sizeof(a->name), field[0], size[0]);
	copy(a->home, sizeof(a->home), field[5], size[5]);
	copy(a->shell, sizeof(a->shell), field[6], size[6]);
	a->gid = (gid_t)strtoul(field[3], NULL, 10);
	a->found = true;
	return true;
}

bool gs_account_parse(struct gs_account *a, const char *text, uid_t uid)
{
	memset(a, 0, sizeof(*a));
	while (*text) {
		size_t n = strcspn(text, "\n");

		if (parse_line(a, text, n, uid))
			return true;
		text += n + (text[n] == '\n');
	}
	return false;
}

static void ask_system(const void *arg, void *answer)
{
	const struct passwd *pw = getpwuid(*(const uid_t *)arg);
	struct gs_account *a = answer;

	if (!pw)
		return;
	copy(a->name, sizeof(a->name), pw->pw_name, strlen(pw->pw_name));
	copy(a->home, sizeof(a->home), pw->pw_dir, strlen(pw->pw_dir));
	copy(a->shell, sizeof(a->shell), pw->pw_shell, strlen(pw->pw_shell));
	a->gid = pw->pw_gid;
	a->found = true;
}

bool gs_account_find(struct gs_account *a, uid_t uid)
{
	gs_autofree char *text = gs_read_text("/etc/passwd", MAX_PASSWD);
	struct gs_bounded b;

	if (text && gs_account_parse(a, text, uid))
		return true;
	/* LDAP, sssd or macOS's directory; they may need the network. */
	gs_bounded_start(&b, LIMIT_MS, ask_system, &uid, sizeof(*a));
	if (gs_bounded_wait(&b, a, sizeof(*a)) != GS_BOUNDED_ANSWERED)
		memset(a, 0, sizeof(*a));
	return a->found;
}
