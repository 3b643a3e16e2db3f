/* SPDX-License-Identifier: MIT */
/* Kernel, architecture of the userland, libc, WSL, container, machine. */
#include "config.h"

#include "detect/look.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif
#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#include "base/fileio.h"
#include "base/i18n.h"
#include "base/path.h"
#include "detect/elf.h"
#include "detect/release.h"

/* GOOS: Termux is Android's userland on a Linux kernel. */
static void find_os(struct gs_facts *f, const char *sysname)
{
	gs_set(&f->os, sysname);
	for (char *p = f->os; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (gs_streq(f->os, "linux") && getenv("TERMUX_VERSION"))
		gs_set(&f->os, "android");
	if (gs_streq(f->os, "sunos"))
		gs_set(&f->os, "illumos");
}

#if defined(__APPLE__)
/* Under Rosetta uname says x86_64. */
static void find_arch(struct gs_look *l)
{
	int arm = 0;
	size_t n = sizeof(arm);
	const char *arch = gs_arch_of_machine(l->f->machine);

	if (sysctlbyname("hw.optional.arm64", &arm, &n, NULL, 0) == 0 && arm)
		arch = "arm64";
	gs_set(&l->f->arch, arch ? arch : "");
	gs_set(&l->f->libc, "system");
	l->f->elf_bits = 64;
}
#else
/* A program of this userland: its own first, then ourselves. */
static bool find_program(const struct gs_look *l, struct gs_elf *e)
{
	static const char *const programs[] = {
		"/bin/sh", "/usr/bin/env", "/bin/busybox",
	};
	bool found = false;

	for (size_t i = 0; i < GS_COUNT(programs); i++) {
		gs_autofree char *path = gs_facts_system_path(l->f,
							      programs[i]);
		struct gs_elf other;

		if (!gs_look_alive(l, path) || gs_elf_read(&other, path) < 0)
			continue;
		/* One that names its interpreter says more. */
		if (!found || (!e->interp[0] && other.interp[0]))
			*e = other;
		found = true;
	}
	return found || gs_elf_read(e, "/proc/self/exe") == 0;
}

static const char *libc_by_files(const struct gs_look *l, const char *arch)
{
	gs_autofree char *musl = gs_printf("/lib/ld-musl-%s.so.1",
					   l->f->machine);

	if (gs_look_system_exists(l, musl))
		return "musl";
	if (gs_look_system_exists(l, "/system/bin/linker64"))
		return "bionic";
	return gs_streq(arch, "") ? "" : "glibc";
}

static void find_arch(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	const char *arch = NULL, *libc = NULL, *world = NULL;
	struct gs_elf e;

	if (find_program(l, &e)) {
		arch = gs_elf_goarch(&e);
		libc = gs_elf_libc(&e);
		world = gs_elf_loong_world(&e);
		f->elf_bits = e.bits;
	} else {
		f->elf_bits = (int)sizeof(void *) * 8;
	}
	if (!arch)
		arch = gs_arch_of_machine(f->machine);
	gs_set(&f->arch, arch ? arch : "");
	gs_set(&f->libc, libc ? libc : libc_by_files(l, f->arch));
	if (world)
		gs_set(&f->loong_world, world);
}
#endif

static void take_libc_version(struct gs_look *l, const struct gs_proc *p,
			      size_t index)
{
	const char *text = gs_streq(l->f->libc, "musl")
				   ? gs_buf_str(&p->errout)
				   : gs_buf_str(&p->out);

	(void)index;
	free(l->f->libc_version);
	l->f->libc_version = gs_version_word(text);
}

static void find_libc_version(struct gs_look *l)
{
	struct gs_facts *f = l->f;

	if (gs_streq(f->libc, "musl")) {
		gs_autofree char *ld = gs_printf("%s/lib/ld-musl-%s.so.1",
						 f->root, f->machine);

		/* Its loader says its version when it is called alone. */
		if (gs_look_executable(l, ld))
			gs_proc_args(gs_look_ask(l, 0, take_libc_version), ld,
				     NULL);
		return;
	}
	if (!gs_streq(f->libc, "glibc"))
		return;
#if defined(__GLIBC__)
	gs_set(&f->libc_version, gnu_get_libc_version());
#else
	gs_proc_args(gs_look_ask(l, 0, take_libc_version), "getconf",
		     "GNU_LIBC_VERSION", NULL);
#endif
}

static void find_container(struct gs_look *l)
{
	gs_autofree char *cgroup = gs_read_text("/proc/1/cgroup", 65536);
	gs_autofree char *manager = gs_look_text(l, "/run/systemd/container");
	const char *env = getenv("container"), *kind = NULL;

	if (getenv("KUBERNETES_SERVICE_HOST"))
		kind = "kubernetes";
	else if (gs_exists("/.dockerenv"))
		kind = "docker";
	else if (gs_exists("/run/.containerenv"))
		kind = "podman";
	else if (!gs_empty(env))
		kind = env;
	else if (!gs_empty(manager))
		kind = manager;
	else if (cgroup && strstr(cgroup, "/docker/"))
		kind = "docker";
	else if (cgroup && strstr(cgroup, "kubepods"))
		kind = "kubernetes";
	else if (cgroup && strstr(cgroup, "/lxc/"))
		kind = "lxc";
	if (kind)
		l->f->container = gs_strndup(kind, strcspn(kind, "\n"));
}

static void find_timezone(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	const char *tz = getenv("TZ"), *at;
	gs_autofree char *local = gs_facts_system_path(f, "/etc/localtime");
	gs_autofree char *link = gs_look_alive(l, local) ? gs_readlink(local)
							 : NULL;
	gs_autofree char *text = NULL;

	if (!gs_empty(tz) && strchr(tz, '/') && tz[0] != ':' &&
	    tz[0] != '/') {
		gs_set(&f->timezone, tz);
		return;
	}
	at = link ? strstr(link, "zoneinfo/") : NULL;
	if (at) {
		gs_set(&f->timezone, at + strlen("zoneinfo/"));
		return;
	}
	text = gs_look_system_text(l, "/etc/timezone");
	if (text) {
		free(f->timezone);
		f->timezone = gs_strndup(text, strcspn(text, "\r\n"));
	}
}

static int64_t memory(void)
{
#if defined(__APPLE__)
	int64_t bytes = 0;
	size_t n = sizeof(bytes);

	sysctlbyname("hw.memsize", &bytes, &n, NULL, 0);
	return bytes;
#else
	return (int64_t)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
#endif
}

/* A kernel that somebody built may not say "microsoft". */
static int find_wsl(const struct gs_facts *f)
{
	int wsl = gs_wsl_version(f->kernel);

	if (wsl == 0 && gs_streq(f->os, "linux") &&
	    (gs_exists("/proc/sys/fs/binfmt_misc/WSLInterop") ||
	     gs_exists("/proc/sys/fs/binfmt_misc/WSLInterop-late")))
		wsl = 2;
	return wsl;
}

void gs_look_kernel(struct gs_look *l)
{
	struct gs_facts *f = l->f;
	struct utsname u;

	if (uname(&u) < 0)
		return;
	find_os(f, u.sysname);
	gs_set(&f->machine, u.machine);
	gs_set(&f->kernel, u.release);
	gs_set(&f->hostname, u.nodename);
	f->wsl = find_wsl(f);
}

void gs_look_system(struct gs_look *l)
{
	struct gs_facts *f = l->f;

	find_arch(l);
	find_libc_version(l);
	if (gs_streq(f->os, "linux"))
		find_container(l);
	find_timezone(l);
	f->cores = gs_cores();
	f->memory_bytes = memory();
	if (gs_empty(f->arch))
		gs_strv_addf(&f->notes,
			     _("the machine '%s' is none that Go has a port "
			       "for"), f->machine);
}
