/* SPDX-License-Identifier: MIT */
/*
 * Replacing one file: links, modes, owners, attributes, any bytes; what is
 * refused; an editor that saves at the wrong moment; a full disk.
 */
#include "config.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/xattr.h>
#include "tests/unit/apply-lib.h"
#include "apply/resolve.h"

static int apply_one(const char *name, const void *bytes, size_t n,
		     struct gs_error *err)
{
	struct gs_plan p;
	struct gs_receipt r;
	int ret;

	gs_error_clear(err);
	plan_init(&p);
	plan_bytes(&p, name, bytes, n);
	gs_receipt_init(&r);
	ret = gs_apply(&p, NULL, &r, err);
	gs_receipt_release(&r);
	gs_plan_release(&p);
	return ret;
}

static int apply_text(const char *name, const char *text, struct gs_error *err)
{
	return apply_one(name, text, strlen(text), err);
}

static int undo_it(struct gs_error *err)
{
	struct gs_receipt r;
	int ret;

	gs_error_clear(err);
	gs_receipt_init(&r);
	ret = gs_undo(state_dir, NULL, NULL, &r, err);
	gs_receipt_release(&r);
	return ret;
}

static void link_to(const char *text, const char *name)
{
	gs_autofree char *path = in_home(name);

	if (symlink(text, path) < 0)
		exit(97);
}

static void test_links(void)
{
	gs_autofree char *abs = NULL;
	gs_autofree char *before = NULL;
	gs_autofree char *text = NULL;
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	gs_autofree char *dir = NULL;

	fresh_home();
	dir = in_home("dot files");
	mkdir(dir, 0755);
	put_text("dot files/rc", "a\n");
	abs = in_home("dot files/./../dot files/rc");
	link_to(abs, "second");
	link_to("second", "first");
	before = picture(true);
	is_int(apply_text("first", "b\n", &err), 0, "a chain of links (%s)",
	       err.text);
	ok(has_text("dot files/rc", "b\n"), "the real file is written");
	path = in_home("first");
	text = gs_readlink(path);
	is_str(text, "second", "the links stay");
	is_int(undo_it(&err), 0, "undo (%s)", err.text);
	ok(same_picture(before, true), "as it was");

	link_to("dot files", "dir");
	is_int(apply_text("dir/rc", "c\n", &err), 0, "a linked directory");
	ok(has_text("dot files/rc", "c\n"), "written there");

	link_to("dot files/new", "dangling");
	is_int(apply_text("dangling", "d\n", &err), 0,
	       "a dangling link makes its target");
	ok(has_text("dot files/new", "d\n"), "there");
	is_int(undo_it(&err), 0, "undo");
	ok(!has_text("dot files/new", "d\n"), "takes it away");

	link_to("nowhere/new", "broken");
	is_int(apply_text("broken", "e\n", &err), GS_ERR_REFUSED,
	       "a link into nowhere: %s", err.text);
	link_to("loop", "loop");
	is_int(apply_text("loop", "e\n", &err), GS_ERR_REFUSED,
	       "a loop: %s", err.text);
}

static void test_real_moved(void)
{
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;
	struct gs_step *s;

	fresh_home();
	put_text("one", "a\n");
	put_text("two", "a\n");
	link_to("one", "rc");
	plan_init(&p);
	s = plan_text(&p, "rc", "b\n");
	s->real = in_home("one");
	path = in_home("rc");
	unlink(path);
	link_to("two", "rc");
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_REFUSED,
	       "the link leads elsewhere than in the preview: %s", err.text);
	ok(has_text("one", "a\n") && has_text("two", "a\n"), "none written");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_foreign_link(void)
{
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;

	if (geteuid() != 0) {
		tap_skip("a link of another user", "not root");
		return;
	}
	fresh_home();
	put_text("rc", "a\n");
	link_to("rc", "link");
	path = in_home("link");
	if (lchown(path, 65534, 65534) < 0)
		exit(96);
	is_int(apply_text("link", "b\n", &err), GS_ERR_REFUSED,
	       "a link of another user: %s", err.text);
	ok(has_text("rc", "a\n"), "not followed");
}

static void one_mode(mode_t mode)
{
	gs_autofree char *before = NULL;
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct stat st;

	fresh_home();
	put_bytes("rc", "a\n", 2, mode);
	before = picture(true);
	path = in_home("rc");
	is_int(apply_text("rc", "b\n", &err), 0, "mode %04o", mode);
	ok(stat(path, &st) == 0 && (st.st_mode & 07777) == mode,
	   "mode %04o kept", mode);
	is_int(undo_it(&err), 0, "undo");
	ok(same_picture(before, true), "mode %04o and time back", mode);
}

static void test_setgid_dir(void)
{
	gs_autofree char *dir = NULL;
	gs_autofree char *before = NULL;
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct stat st;

	if (geteuid() != 0) {
		tap_skip("owner and group kept", "not root");
		return;
	}
	fresh_home();
	dir = in_home("shared");
	mkdir(dir, 0755);
	if (chown(dir, 0, 50) < 0 || chmod(dir, 02775) < 0)
		exit(96);
	put_text("shared/rc", "a\n");
	path = in_home("shared/rc");
	if (chown(path, 65534, 12) < 0)
		exit(96);
	before = picture(true);
	is_int(apply_text("shared/rc", "b\n", &err), 0, "a setgid directory");
	ok(stat(path, &st) == 0 && st.st_uid == 65534 && st.st_gid == 12,
	   "owner and group of the file kept");
	is_int(undo_it(&err), 0, "undo");
	ok(same_picture(before, true), "as it was");
}

static void test_xattrs(void)
{
	static const char acl[] = "\2\0\0\0\1\0\6\0\377\377\377\377\2\0\4\0\1"
		"\0\0\0\4\0\0\0\377\377\377\377\20\0\4\0\377\377\377\377\40\0"
		"\0\0\377\377\377\377";
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	char value[64];
	bool has_acl;

	fresh_home();
	put_text("rc", "a\n");
	path = in_home("rc");
	if (setxattr(path, "user.mine", "x\0y", 3, 0) < 0) {
		tap_skip("extended attributes", "not on this file system");
		return;
	}
	has_acl = setxattr(path, "system.posix_acl_access", acl,
			   sizeof(acl) - 1, 0) == 0;
	is_int(apply_text("rc", "b\n", &err), 0, "attributes (%s)", err.text);
	ok(getxattr(path, "user.mine", value, sizeof(value)) == 3 &&
	   !memcmp(value, "x\0y", 3), "user attribute kept");
	if (has_acl)
		ok(getxattr(path, "system.posix_acl_access", value,
			    sizeof(value)) == (ssize_t)sizeof(acl) - 1 &&
		   !memcmp(value, acl, sizeof(acl) - 1), "ACL kept");
	else
		tap_skip("ACL kept", "no ACLs on this file system");
	is_int(undo_it(&err), 0, "undo");
	ok(getxattr(path, "user.mine", value, sizeof(value)) == 3,
	   "also by undo");
	fault_arm(1, EPERM);
	fault.only = "fsetxattr";
	is_int(apply_text("rc", "b\n", &err), GS_ERR_REFUSED,
	       "one that cannot be kept: %s", err.text);
	fault_disarm();
	ok(has_text("rc", "a\n"), "is a refusal");
}

static void one_content(const char *what, const void *a, size_t an,
			const void *b, size_t bn)
{
	gs_autofree char *before = NULL;
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_buf got = GS_BUF_INIT;

	fresh_home();
	put_bytes("rc", a, an, 0644);
	path = in_home("rc");
	before = picture(true);
	is_int(apply_one("rc", b, bn, &err), 0, "%s", what);
	gs_read_file(&got, path, 1 << 20, NULL);
	ok(got.len == bn && !memcmp(got.ptr ? got.ptr : "", b, bn),
	   "%s: the bytes", what);
	is_int(undo_it(&err), 0, "%s: undo", what);
	ok(same_picture(before, true), "%s: back", what);
	gs_buf_release(&got);
}

#define CONTENT(what, a, b) one_content(what, a, sizeof(a) - 1, b, sizeof(b) - 1)

/* Someone else's fingers in the file, at one call of ours. */
static void (*meddle)(void);
static const char *meddle_at;

static int meddling_rename(int dir, const char *from, int to_dir,
			   const char *to, unsigned flags)
{
	if (meddle && gs_streq(meddle_at, to)) {
		meddle();
		meddle = NULL;
	}
	return gs_sys_real.rename(dir, from, to_dir, to, flags);
}

static void editor_saves(void)
{
	put_text("rc", "saved by the editor\n");
}

static void editor_creates(void)
{
	put_text("new", "made by the editor\n");
}

static void test_editor(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;

	fresh_home();
	put_text("zrc", "z\n");
	plan_init(&p);
	plan_text(&p, "zrc", "changed\n");
	plan_text(&p, "new", "b\n");
	fault_disarm();
	fault_table.rename = meddling_rename;
	meddle = editor_creates;
	meddle_at = "new";
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_REFUSED,
	       "a file made at the last moment: %s", err.text);
	ok(has_text("new", "made by the editor\n"), "stays");
	ok(has_text("zrc", "z\n"), "the other file is taken back");
	ok(!gs_needs_recovery(state_dir), "nothing is left to do");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	fault_disarm();
}

static int saving_exchange(int dir, const char *from, int to_dir,
			   const char *to, unsigned flags)
{
	if (meddle && flags == GS_RENAME_EXCHANGE && gs_streq(from, "rc")) {
		meddle();
		meddle = NULL;
	}
	return gs_sys_real.rename(dir, from, to_dir, to, flags);
}

static void test_save_in_the_gap(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;
	gs_autofree char *now = NULL;

	fresh_home();
	put_text("rc", "a\n");
	put_text("zrc", "z\n");
	plan_init(&p);
	plan_text(&p, "zrc", "changed\n");
	plan_text(&p, "rc", "b\n");
	fault_disarm();
	fault_table.rename = saving_exchange;
	meddle = editor_saves;
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_REFUSED,
	       "a save between the check and the exchange: %s", err.text);
	ok(has_text("rc", "saved by the editor\n"), "is not lost");
	ok(has_text("zrc", "z\n"), "the other file is taken back");
	now = picture(false);
	ok(!strstr(now, ".gs-"), "no litter");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	fault_disarm();
}

static int meddling_fchmod(int fd, mode_t mode)
{
	if (meddle) {
		meddle();
		meddle = NULL;
	}
	return gs_sys_real.fchmod(fd, mode);
}

static void swap_link(void)
{
	gs_autofree char *path = in_home("link");

	unlink(path);
	link_to("two", "link");
}

/* While the new file is prepared, the link is made to lead elsewhere. */
static void test_swapped_link(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;

	fresh_home();
	put_text("one", "a\n");
	put_text("two", "a\n");
	link_to("one", "link");
	plan_init(&p);
	plan_text(&p, "link", "b\n");
	fault_disarm();
	fault_table.fchmod = meddling_fchmod;
	/* The state directory must exist: making it private is a fchmod. */
	mkdir(state_dir, 0700);
	meddle = swap_link;
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_REFUSED,
	       "a link swapped while we prepare: %s", err.text);
	ok(!meddle, "it was swapped in that moment");
	ok(has_text("one", "a\n") && has_text("two", "a\n"),
	   "neither file is written");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	fault_disarm();
}

/* ---- a full disk ------------------------------------------------------- */

static int on_small_disk(void)
{
	gs_autofree char *before = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_plan p;
	struct gs_receipt r;
	char *big = gs_malloc(300000);
	int bad, ret;

	if (unshare(CLONE_NEWNS) < 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("none", home, "tmpfs", 0, "size=256k,nr_inodes=64") < 0)
		return 77;
	memset(big, 'x', 300000);
	put_text("rc", "a\n");
	put_text("zrc", "z\n");
	before = picture(true);
	plan_init(&p);
	plan_text(&p, "rc", "b\n");
	plan_bytes(&p, "zrc", big, 300000);
	gs_receipt_init(&r);
	ret = gs_apply(&p, NULL, &r, &err);
	bad = ret != GS_ERR_SPACE || !same_picture(before, true) ||
	      !strstr(err.hint, "Nothing was changed");
	if (bad)
		printf("# %d %s; %s\n", ret, err.text, err.hint);
	gs_receipt_release(&r);
	gs_plan_release(&p);
	free(big);
	return bad ? 1 : 0;
}

static int on_read_only_disk(void)
{
	gs_autofree char *before = NULL;
	struct gs_error err = GS_ERROR_INIT;
	int ret, bad;

	if (unshare(CLONE_NEWNS) < 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("none", home, "tmpfs", 0, "size=256k") < 0)
		return 77;
	put_text("rc", "a\n");
	if (mount(NULL, home, NULL, MS_REMOUNT | MS_RDONLY, NULL) < 0)
		return 77;
	before = picture(true);
	ret = apply_text("rc", "b\n", &err);
	bad = ret >= 0 || !strstr(err.hint, "Nothing was changed") ||
	      !same_picture(before, true);
	if (bad)
		printf("# %d %s; %s\n", ret, err.text, err.hint);
	return bad;
}

static int on_bind_mount(void)
{
	gs_autofree char *rc = in_home("rc");
	gs_autofree char *other = in_home("other");
	struct gs_error err = GS_ERROR_INIT;
	int ret, bad;

	put_text("rc", "a\n");
	put_text("other", "a\n");
	if (unshare(CLONE_NEWNS) < 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount(other, rc, NULL, MS_BIND, NULL) < 0)
		return 77;
	ret = apply_text("rc", "b\n", &err);
	bad = ret != GS_ERR_REFUSED || !has_text("rc", "a\n");
	if (!strstr(err.text, "mount point"))
		printf("# %d %s\n", ret, err.text);
	return bad;
}

static void in_namespace(const char *what, int (*work)(void))
{
	int st;
	pid_t pid;

	if (geteuid() != 0) {
		tap_skip(what, "not root");
		return;
	}
	fresh_home();
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		st = work();
		fflush(stdout);
		_exit(st);
	}
	waitpid(pid, &st, 0);
	if (WIFEXITED(st) && WEXITSTATUS(st) == 77)
		tap_skip(what, "no private mounts here");
	else
		ok(WIFEXITED(st) && WEXITSTATUS(st) == 0, "%s", what);
}

/* ---- under sudo -------------------------------------------------------- */

static void give_home(const char *name)
{
	gs_autofree char *path = *name ? in_home(name) : gs_strdup(home);

	if (lchown(path, 65534, 65534) < 0)
		exit(95);
}

static bool all_theirs(void)
{
	gs_autofree char *now = picture(false);

	return !strstr(now, " 0:0");
}

static void test_sudo(void)
{
	gs_autofree char *before = NULL;
	gs_autofree char *secret = gs_path_join(scratch, "secret");
	struct gs_error err = GS_ERROR_INIT;
	struct gs_receipt r;
	struct gs_plan p;

	if (geteuid() != 0) {
		tap_skip("below HOME as its owner", "not root");
		return;
	}
	fresh_home();
	chmod(scratch, 0755);
	put_text("rc", "a\n");
	give_home("");
	give_home("rc");
	before = picture(true);
	/* The state directory of user scope is below HOME. */
	gs_autofree char *inside = in_home(".local/state/gosetup");
	plan_init(&p);
	gs_set(&p.state_dir, inside);
	plan_dir(&p, "sdk");
	plan_tree(&p, "sdk/go1.2.3");
	plan_link(&p, "sdk/current", "go1.2.3");
	plan_text(&p, "rc", "b\n");
	plan_text(&p, "new", "n\n");
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), 0, "root applies in the HOME of "
	       "another (%s)", err.text);
	ok(has_text("rc", "b\n") && has_text("sdk/current/VERSION",
					     "go1.2.3\n"), "done");
	ok(all_theirs(), "no file of root's below that HOME");
	is_int(geteuid(), 0, "and we are root again");
	gs_receipt_release(&r);
	gs_plan_release(&p);
	gs_receipt_init(&r);
	is_int(gs_undo(inside, NULL, NULL, &r, &err), 0, "undo (%s)",
	       err.text);
	ok(all_theirs() && has_text("rc", "a\n"), "also as the owner");
	gs_receipt_release(&r);

	/* A link to what only root may write. */
	if (write_small(scratch, "secret", "root's\n") < 0 ||
	    chmod(secret, 0600) < 0)
		exit(94);
	link_to(secret, "planted");
	give_home("planted");
	plan_init(&p);
	gs_set(&p.state_dir, inside);
	plan_text(&p, "planted", "owned\n");
	gs_receipt_init(&r);
	ok(gs_apply(&p, NULL, &r, &err) < 0, "a planted link: %s", err.text);
	gs_autofree char *text = gs_read_text(secret, 100);
	is_str(text, "root's\n", "wins nothing");
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

int main(void)
{
	make_scratch();
	fault_disarm();
	test_links();
	test_real_moved();
	test_foreign_link();
	one_mode(0600);
	one_mode(0444);
	one_mode(0755);
	test_setgid_dir();
	test_xattrs();
	CONTENT("CRLF", "a\r\nb\r\n", "# x\na\r\nb\r\n");
	CONTENT("no final newline", "a\nb", "a\nb\nx\n");
	CONTENT("any bytes", "\xff\0\n\x80", "\xff\0\nnew\n\x80");
	CONTENT("an empty file", "", "x\n");
	CONTENT("to an empty file", "x\n", "");
	test_editor();
	test_save_in_the_gap();
	test_swapped_link();
	in_namespace("a full disk", on_small_disk);
	in_namespace("a read-only disk", on_read_only_disk);
	in_namespace("a mounted file", on_bind_mount);
	test_sudo();
	drop_scratch();
	return tap_done();
}
