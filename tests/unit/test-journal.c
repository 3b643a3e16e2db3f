/* SPDX-License-Identifier: MIT */
/* The journal, the backups by hash, the lock. */
#include "config.h"

#include "tests/unit/apply-lib.h"
#include "apply/history.h"

static struct gs_state state;

static void open_state(void)
{
	struct gs_error err = GS_ERROR_INIT;

	fresh_home();
	is_int(gs_state_open(&state, state_dir, &err), 0, "state opens (%s)",
	       err.text);
}

/* The journal file of run "r", as it is on the disk. */
static char *journal_path(void)
{
	return gs_printf("%s/txn/r.live", state_dir);
}

static void write_three(void)
{
	struct gs_journal j;
	json_t *o = json_object();

	gs_json_set(o, "r", json_string("BEGIN"));
	gs_json_set(o, "v", json_integer(1));
	gs_json_set(o, "path", gs_json_path_new("/\xff\n%"));
	is_int(gs_journal_create(&j, &state, "r", NULL), 0, "new journal");
	is_int(gs_journal_add(&j, o, NULL), 0, "BEGIN");
	is_int(gs_journal_mark(&j, "PREPARED", NULL), 0, "PREPARED");
	is_int(gs_journal_mark(&j, "COMMIT", NULL), 0, "COMMIT");
	is_int(gs_journal_sync(&j, NULL), 0, "synced");
	gs_journal_close(&j);
}

static void patch_file(off_t at, const char *bytes, bool cut)
{
	gs_autofree char *path = journal_path();
	int fd = open(path, O_WRONLY);
	off_t end = lseek(fd, 0, SEEK_END);

	if (cut) {
		if (ftruncate(fd, end + at) < 0)
			exit(90);
	} else if (pwrite(fd, bytes, strlen(bytes), at < 0 ? end + at : at)
		   < 0) {
		exit(90);
	}
	close(fd);
}

static size_t count(json_t *records)
{
	size_t n = json_array_size(records);

	json_decref(records);
	return n;
}

static void test_journal(void)
{
	gs_autofree char *path = NULL;
	struct gs_error err = GS_ERROR_INIT;
	struct gs_journal j;
	json_t *records;
	struct stat st;
	off_t good;

	open_state();
	write_three();
	is_int(gs_journal_read(&state, "r.live", &records, &good, &err), 0,
	       "reads back");
	path = gs_json_path(gs_journal_find(records, "BEGIN"), "path");
	is_str(path, "/\xff\n%", "a path to the byte");
	ok(gs_journal_has(records, "COMMIT") &&
	   !gs_journal_has(records, "DONE"), "has what was written");
	is_int((int)count(records), 3, "three records");
	gs_set(&path, NULL);
	path = journal_path();
	ok(stat(path, &st) == 0 && st.st_size == good &&
	   (st.st_mode & 07777) == 0600, "all of it is good, mode 0600");

	patch_file(-3, NULL, true);
	is_int(gs_journal_read(&state, "r.live", &records, &good, &err), 0,
	       "a torn last line");
	is_int((int)count(records), 2, "is left out");
	is_int(gs_journal_resume(&j, &state, "r", good, &err), 0, "resumed");
	is_int(gs_journal_mark(&j, "DONE", &err), 0, "and gone on");
	gs_journal_close(&j);
	is_int(gs_journal_read(&state, "r.live", &records, &good, &err), 0,
	       "reads again");
	ok(gs_journal_has(records, "DONE"), "with the new record");
	is_int((int)count(records), 3, "in place of the torn one");

	patch_file(12, "X", false);
	is_int(gs_journal_read(&state, "r.live", &records, NULL, &err),
	       GS_ERR_FORMAT, "damage in the middle: %s", err.text);
	ok(err.hint[0], "with what to do");
	gs_state_close(&state);
}

static void refused_run(const char *what)
{
	struct gs_plan p;
	struct gs_receipt r;
	struct gs_error err = GS_ERROR_INIT;

	plan_init(&p);
	plan_text(&p, "f", "new\n");
	gs_receipt_init(&r);
	is_int(gs_apply(&p, NULL, &r, &err), GS_ERR_LEFT, "%s: no new run",
	       what);
	ok(!has_text("f", "new\n"), "%s: nothing touched (%s)", what,
	   err.text);
	gs_receipt_release(&r);
	gs_plan_release(&p);
}

static void test_damaged_blocks(void)
{
	struct gs_journal j;
	json_t *o = json_object();

	open_state();
	write_three();
	patch_file(12, "X", false);
	gs_state_close(&state);
	refused_run("damaged journal");

	open_state();
	gs_json_set(o, "r", json_string("BEGIN"));
	gs_json_set(o, "v", json_integer(GS_JOURNAL_VERSION + 1));
	gs_journal_create(&j, &state, "r", NULL);
	gs_journal_add(&j, o, NULL);
	gs_journal_close(&j);
	gs_state_close(&state);
	refused_run("journal of a newer gosetup");

	open_state();
	gs_journal_create(&j, &state, "r", NULL);
	o = json_object();
	gs_json_set(o, "r", json_string("BEGIN"));
	gs_journal_add(&j, o, NULL);
	o = json_object();
	gs_json_set(o, "r", json_string("OP"));
	gs_json_set(o, "kind", json_string("file"));
	gs_json_set(o, "name", json_string("../../etc/passwd"));
	gs_journal_add(&j, o, NULL);
	gs_journal_close(&j);
	gs_state_close(&state);
	refused_run("an operation that leaves its directory");
}

static void test_short_write(void)
{
	struct gs_journal j;
	json_t *records;
	off_t good;

	open_state();
	write_three();
	gs_journal_read(&state, "r.live", &records, &good, NULL);
	json_decref(records);
	gs_journal_resume(&j, &state, "r", good, NULL);
	fault_arm(1, ENOSPC);
	fault.only = "write";
	ok(gs_journal_mark(&j, "DONE", NULL) < 0, "the disk is full");
	fault_disarm();
	is_int(gs_journal_mark(&j, "ABORT", NULL), 0, "later there is room");
	gs_journal_close(&j);
	is_int(gs_journal_read(&state, "r.live", &records, &good, NULL), 0,
	       "no half line in the middle");
	ok(gs_journal_has(records, "ABORT"), "the later record is there");
	json_decref(records);

	gs_journal_resume(&j, &state, "r", good, NULL);
	fault_arm(1, EIO);
	fault.only = "fsync";
	ok(gs_journal_sync(&j, NULL) < 0, "fsync fails");
	fault_disarm();
	ok(gs_journal_mark(&j, "DONE", NULL) < 0,
	   "then nothing is appended any more: a second fsync would lie");
	gs_journal_close(&j);
	gs_state_close(&state);
}

static void test_blobs(void)
{
	static const char bytes[] = "a\0b\xff";
	gs_autofree char *path = NULL;
	char hex[GS_SHA256_HEX];
	struct gs_buf b = GS_BUF_INIT;
	struct gs_error err = GS_ERROR_INIT;
	int fd;

	open_state();
	gs_sha256_of(bytes, 4, hex);
	is_int(gs_blob_get(&state, hex, &b, NULL), GS_ERR_NOT_FOUND,
	       "not there");
	is_int(gs_blob_put(&state, hex, bytes, 4, NULL), 0, "kept");
	is_int(gs_blob_put(&state, hex, bytes, 4, NULL), 0, "kept twice");
	is_int(gs_blob_get(&state, hex, &b, NULL), 0, "read");
	ok(b.len == 4 && !memcmp(b.ptr, bytes, 4), "to the byte");
	path = gs_printf("%s/blob/%s", state_dir, hex);
	fd = open(path, O_WRONLY | O_TRUNC);
	if (fd < 0 || write(fd, "x", 1) < 0)
		exit(89);
	close(fd);
	is_int(gs_blob_get(&state, hex, &b, &err), GS_ERR_CHECKSUM,
	       "damage is seen: %s", err.text);
	is_int(gs_blob_put(&state, hex, bytes, 4, NULL), 0,
	       "and mended by keeping it again");
	is_int(gs_blob_get(&state, hex, &b, NULL), 0, "good again");
	gs_buf_release(&b);
	gs_state_close(&state);
}

static void test_lock(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct gs_state second;
	int fd[2], st;
	char c;
	pid_t pid;

	fresh_home();
	if (pipe(fd) < 0)
		exit(88);
	pid = fork();
	if (pid == 0) {
		st = gs_state_open(&state, state_dir, NULL);
		if (write(fd[1], "x", 1) < 0)
			_exit(1);
		pause();
		_exit(st);
	}
	if (read(fd[0], &c, 1) != 1)
		exit(88);
	is_int(gs_state_open(&second, state_dir, &err), GS_ERR_REFUSED,
	       "a second one is refused");
	gs_autofree char *number = gs_printf("%ld", (long)pid);
	ok(strstr(err.text, number) != NULL, "and told who: %s", err.text);
	ok(gs_state_busy(&second), "the holder is seen as alive");
	gs_state_close(&second);
	kill(pid, SIGKILL);
	waitpid(pid, &st, 0);
	gs_error_clear(&err);
	is_int(gs_state_open(&second, state_dir, &err), 0,
	       "kill -9 of the holder frees it (%s)", err.text);
	gs_state_close(&second);
	close(fd[0]);
	close(fd[1]);
}

static void test_private(void)
{
	struct gs_error err = GS_ERROR_INIT;
	struct stat st;

	fresh_home();
	mkdir(state_dir, 0755);
	is_int(gs_state_open(&state, state_dir, &err), 0, "a state directory "
	       "that everybody could read");
	ok(stat(state_dir, &st) == 0 && (st.st_mode & 07777) == 0700,
	   "is made private");
	gs_state_close(&state);
	if (geteuid() != 0) {
		tap_skip("a state directory of another user", "not root");
		return;
	}
	if (chown(state_dir, 65534, 65534) < 0)
		exit(87);
	is_int(gs_state_open(&state, state_dir, &err), GS_ERR_FAILED,
	       "one of another user is not used: %s", err.text);
	gs_state_close(&state);
}

int main(void)
{
	make_scratch();
	fault_disarm();
	test_journal();
	test_damaged_blocks();
	test_short_write();
	test_blobs();
	test_lock();
	test_private();
	drop_scratch();
	return tap_done();
}
