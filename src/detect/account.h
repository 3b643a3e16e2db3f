/* SPDX-License-Identifier: MIT */
/* Who somebody is, without asking a directory service over the network when
 * /etc/passwd knows. */
#ifndef GS_DETECT_ACCOUNT_H
#define GS_DETECT_ACCOUNT_H

#include <sys/types.h>
#include "base/mem.h"

struct gs_account {
	char name[128];
	char home[1024];
	char shell[256];
	gid_t gid;
	bool found;
};

/* In the text of a passwd file (passwd(5)). */
bool gs_account_parse(struct gs_account *a, const char *text, uid_t uid);
/* On this machine; other sources than /etc/passwd get half a second. */
bool gs_account_find(struct gs_account *a, uid_t uid);

#endif
