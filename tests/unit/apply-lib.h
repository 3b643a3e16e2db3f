/* SPDX-License-Identifier: MIT */
/*
 * What the tests of apply/ share: a scratch HOME, plans made by hand, a
 * picture of a whole directory tree to compare, and a table of system calls
 * that fails or kills at the n-th call.
 */
#ifndef GS_TESTS_APPLY_LIB_H
#define GS_TESTS_APPLY_LIB_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "apply/sys.h"
#include "apply/transaction.h"
#include "base/fileio.h"
#include "base/path.h"
#include "base/proc.h"
#include "tests/tap.h"

/* ---- scratch places ---------------------------------------------------- */

static char scratch[64];        /* the whole test */
static char home[96];           /* scratch/home */
static char state_dir[128];     /* scratch/state */

static inline void run_tool(const char *tool, const char *a, const char *b,
			    const char *c)
{
	struct gs_proc p;

	gs_proc_init(&p);
	gs_proc_args(&p, tool, a, b, c, NULL);
	p.timeout_ms = 30000;
	gs_proc_run(&p);
	gs_proc_release(&p);
}

static inline void make_scratch(void)
{
	struct stat st;

	umask(022);
	snprintf(scratch, sizeof(scratch), "%s/gs-apply-XXXXXX",
		 stat("/dev/shm", &st) ? "/tmp" : "/dev/shm");
	if (!mkdtemp(scratch))
		exit(99);
	snprintf(home, sizeof(home), "%s/home", scratch);
	snprintf(state_dir, sizeof(state_dir), "%s/state", scratch);
	mkdir(home, 0755);
}

static inline void drop_scratch(void)
{
	run_tool("rm", "-rf", scratch, NULL);
}

/* HOME and state empty again. */
static inline void fresh_home(void)
{
	run_tool("rm", "-rf", home, state_dir);
	mkdir(home, 0755);
}

static inline char *in_home(const char *name)
{
	return gs_path_join(home, name);
}

static inline void put_bytes(const char *name, const void *p, size_t n,
			     mode_t mode)
{
	gs_autofree char *path = in_home(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || gs_write_all(fd, p, n) < 0 || fchmod(fd, mode) < 0)
		exit(98);
	close(fd);
}

static inline void put_text(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text), 0644);
}

static inline bool has_text(const char *name, const char *want)
{
	gs_autofree char *path = in_home(name);
	gs_autofree char *got = gs_read_text(path, 1 << 20);

	if (gs_streq(got, want))
		return true;
	printf("# %s: '%s'\n", name, got ? got : "(absent)");
	return false;
}

/* ---- a picture of a tree ----------------------------------------------- */

static inline void picture_dir(struct gs_buf *out, const char *path,
			       const char *shown, bool times);

static inline void picture_entry(struct gs_buf *out, const char *path,
				 const char *shown, bool times)
{
	gs_autofree char *link = NULL;
	struct gs_buf bytes = GS_BUF_INIT;
	char hex[GS_SHA256_HEX];
	struct stat st;

	if (lstat(path, &st) < 0)
		return;
	gs_buf_addf(out, "%s %o %u:%u", shown, st.st_mode,
		    (unsigned)st.st_uid, (unsigned)st.st_gid);
	if (S_ISREG(st.st_mode)) {
		gs_read_file(&bytes, path, 1 << 26, NULL);
		gs_sha256_of(bytes.ptr, bytes.len, hex);
		gs_buf_addf(out, " %lu %s", (unsigned long)st.st_nlink, hex);
		if (times)
			gs_buf_addf(out, " %lld.%09ld",
				    (long long)st.st_mtim.tv_sec,
				    st.st_mtim.tv_nsec);
		gs_buf_release(&bytes);
	} else if (S_ISLNK(st.st_mode)) {
		link = gs_readlink(path);
		gs_buf_addf(out, " -> %s", link);
	}
	gs_buf_addc(out, '\n');
	if (S_ISDIR(st.st_mode))
		picture_dir(out, path, shown, times);
}

static inline void picture_dir(struct gs_buf *out, const char *path,
			       const char *shown, bool times)
{
	struct gs_strv names = GS_STRV_INIT;
	DIR *d = opendir(path);
	struct dirent *e;
	size_t i;

	while (d && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			gs_strv_add(&names, e->d_name);
	}
	if (d)
		closedir(d);
	gs_strv_sort(&names);
	for (i = 0; i < names.n; i++) {
		gs_autofree char *p = gs_path_join(path, names.v[i]);
		gs_autofree char *s = gs_printf("%s/%s", shown, names.v[i]);

		picture_entry(out, p, s, times);
	}
	gs_strv_release(&names);
}

/* Owned text of everything under HOME: types, modes, owners, contents,
 * links, and (times) the modification times of files. */
static inline char *picture(bool times)
{
	struct gs_buf b = GS_BUF_INIT;

	picture_dir(&b, home, "", times);
	return gs_buf_steal(&b);
}

static inline bool same_picture(const char *want, bool times)
{
	gs_autofree char *now = picture(times);

	if (gs_streq(now, want))
		return true;
	printf("# wanted:\n# %s\n# now:\n# %s\n", want, now);
	return false;
}

/* ---- plans ------------------------------------------------------------- */

static inline void plan_init(struct gs_plan *p)
{
	gs_plan_init(p);
	p->home = gs_strdup(home);
	p->state_dir = gs_strdup(state_dir);
	gs_set(&p->expect.version, "1.2.3");
	gs_strv_add(&p->expect.shells, "bash");
}

static inline struct gs_step *plan_step(struct gs_plan *p,
					enum gs_step_kind kind,
					const char *name)
{
	gs_autofree char *path = in_home(name);
	struct gs_step *s = gs_steps_add(&p->steps, kind, path);

	s->changes = s->as_owner = true;
	gs_set(&s->summary, name);
	p->changes++;
	return s;
}

/* A FILE step from what is there now to these bytes (NULL: removed). */
static inline struct gs_step *plan_bytes(struct gs_plan *p, const char *name,
					 const void *bytes, size_t n)
{
	struct gs_step *s = plan_step(p, GS_STEP_FILE, name);
	struct gs_buf now = GS_BUF_INIT;
	struct stat st;

	if (stat(s->target, &st) == 0 && S_ISREG(st.st_mode)) {
		gs_read_file(&now, s->target, 1 << 24, NULL);
		gs_content_set(&s->before, now.ptr, now.len,
			       st.st_mode & 07777);
	}
	if (bytes)
		gs_content_set(&s->after, bytes, n, s->before.exists
			       ? s->before.mode : 0644);
	gs_buf_release(&now);
	return s;
}

static inline struct gs_step *plan_text(struct gs_plan *p, const char *name,
					const char *text)
{
	return plan_bytes(p, name, text, text ? strlen(text) : 0);
}

static inline void plan_dir(struct gs_plan *p, const char *name)
{
	plan_step(p, GS_STEP_DIR, name)->mode = 0755;
}

static inline void plan_link(struct gs_plan *p, const char *name,
			     const char *text)
{
	struct gs_step *s = plan_step(p, GS_STEP_LINK, name);
	struct stat st;

	s->link_before = gs_readlink(s->target);
	if (s->link_before)
		s->link_before_kind = GS_LINK_LINK;
	else if (lstat(s->target, &st) == 0)
		s->link_before_kind = GS_LINK_DIR;
	gs_set(&s->link_after, text);
}

static inline void plan_tree(struct gs_plan *p, const char *name)
{
	struct gs_step *s = plan_step(p, GS_STEP_TREE, name);

	gs_set(&s->tree.version, "1.2.3");
	gs_set(&s->tree.filename, "go1.2.3.linux-amd64.tar.gz");
}

/* ---- a Go tree without an archive -------------------------------------- */

static inline int write_small(const char *dir, const char *name,
			      const char *text)
{
	gs_autofree char *path = gs_path_join(dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	int bad = fd < 0 || gs_write_all(fd, text, strlen(text)) < 0;

	if (fd >= 0)
		close(fd);
	return bad ? -1 : 0;
}

/* Takes the place of install/: a tree of three files. */
static inline int small_tree(const struct gs_tree_source *src,
			     const char *stage_dir, const char *part_file,
			     int step, const struct gs_report *r,
			     struct gs_install_result *out,
			     struct gs_error *err)
{
	gs_autofree char *bin = gs_path_join(stage_dir, "bin");
	gs_autofree char *version = gs_printf("go%s\n", src->version);

	(void)part_file;
	(void)step;
	(void)r;
	if (mkdir(bin, 0755) < 0 || write_small(bin, "go", "#!/bin/sh\n") ||
	    write_small(bin, "gofmt", "x") ||
	    write_small(stage_dir, "VERSION", version))
		return gs_error_sys(err, errno, "cannot write the tree");
	gs_set(&out->from, "test");
	return 0;
}

/* ---- faults ------------------------------------------------------------ */

struct fault {
	long calls;             /* made so far */
	long at;                /* 1-based call that is hit, 0 none */
	int error;              /* 0: SIGKILL, else errno */
	bool always;            /* this call and all behind it */
	bool after;             /* the call is made, then it "fails" */
	const char *only;       /* count calls of this name only */
};
static struct fault fault;

static inline bool fault_hits(const char *name)
{
	if (fault.only && strcmp(fault.only, name))
		return false;
	fault.calls++;
	if (!fault.at || (fault.always ? fault.calls < fault.at
				       : fault.calls != fault.at))
		return false;
	if (!fault.error)
		kill(getpid(), SIGKILL);
	return true;
}

/* close(2) does its work even when it reports an error. */
#define FAULT(type, name, params, args) \
	static inline type fault_##name params \
	{ \
		if (fault_hits(#name)) { \
			if (fault.after || !strcmp(#name, "close")) \
				(void)gs_sys_real.name args; \
			errno = fault.error; \
			return (type)-1; \
		} \
		return gs_sys_real.name args; \
	}
GS_SYS_CALLS(FAULT)
#undef FAULT

static struct gs_sys fault_table;

/* The calls are counted from here on; the tree is the small one. */
static inline void fault_arm(long at, int error)
{
#define MEMBER(type, name, params, args) fault_table.name = fault_##name;
	GS_SYS_CALLS(MEMBER)
#undef MEMBER
	fault_table.install_tree = small_tree;
	memset(&fault, 0, sizeof(fault));
	fault.at = at;
	fault.error = error;
	gs_sys = &fault_table;
}

static inline void fault_disarm(void)
{
	fault_arm(0, 0);
}

#endif
