/* SPDX-License-Identifier: MIT */
/* What each way to install would mean on other machines, and its steps. */
#include "config.h"

#include "methods/methods.h"
#include "tests/unit/fixture.h"

static void request(struct fixture *x, struct gs_method_request *r,
		    const char *version)
{
	gs_method_request_from(&x->ctx, r);
	r->version = version;
}

static void look(struct fixture *x, const char *method, const char *version,
		 struct gs_method_info *info)
{
	struct gs_method_request r;

	request(x, &r, version);
	memset(info, 0, sizeof(*info));
	gs_method_find(method)->describe(&r, info);
}

static void possible(struct fixture *x, const char *method,
		     const char *version, const char *gives)
{
	struct gs_method_info info;

	look(x, method, version, &info);
	ok(info.possible, "%s %s is possible: %s", method, version,
	   info.why_not ? info.why_not : "");
	is_str(info.version, gives, "... and gives %s", gives);
	ok(!gs_empty(info.upgrade), "... it says how to upgrade");
	ok(!gs_empty(info.where), "... and where it is");
	gs_method_info_release(&info);
}

static void refused(struct fixture *x, const char *method,
		    const char *version, const char *why)
{
	struct gs_method_info info;

	look(x, method, version, &info);
	ok(!info.possible, "%s %s is not possible", method, version);
	if (!ok(info.why_not && strstr(info.why_not, why), "... because: %s",
		why))
		printf("# %s\n", info.why_not ? info.why_not : "(null)");
	gs_method_info_release(&info);
}

static void recommends(struct fixture *x, const char *want)
{
	struct gs_method_request r;

	request(x, &r, "");
	is_str(gs_method_recommend(&r)->name, want, "%s is recommended",
	       want);
}

/* ---- machines ---------------------------------------------------------- */
static void test_kernels(void)
{
	struct fixture x;

	fixture_load(&x, "ubuntu-22.04");
	possible(&x, "archive", "stable", "1.27.0");
	gs_set(&x.facts.kernel, "3.0.101-108-default");
	refused(&x, "archive", "stable", "Go 1.27.0 needs Linux 3.2 or newer, "
		"and this kernel is 3.0.101-108-default. Go 1.23 is the "
		"newest line that runs here.");
	possible(&x, "archive", "1.23.1", "1.23.1");
	gs_set(&x.facts.kernel, "2.6.32-754.el6.x86_64");
	possible(&x, "archive", "1.23.1", "1.23.1");
	gs_set(&x.facts.kernel, "2.6.18-419.el5");
	refused(&x, "archive", "1.17.1", "needs Linux 2.6.23");
	gs_set(&x.facts.kernel, "strange");
	possible(&x, "archive", "stable", "1.27.0");
	fixture_release(&x);
}

static void test_platforms(void)
{
	struct fixture x;

	fixture_load(&x, "kylin-v10-desktop-loong64");
	refused(&x, "archive", "stable", "old-world LoongArch");
	refused(&x, "local", "stable", "old-world LoongArch");
	refused(&x, "keep", "stable", "no Go on this machine yet");
	gs_set(&x.facts.loong_world, "new");
	possible(&x, "archive", "stable", "1.27.0");
	fixture_release(&x);

	fixture_load(&x, "alpine-3.20");
	possible(&x, "archive", "stable", "1.27.0");
	possible(&x, "archive", "1.21.0", "1.21.0");
	refused(&x, "archive", "1.20.5", "is linked with glibc");
	fixture_release(&x);

	fixture_load(&x, "macos-14-arm64");
	possible(&x, "archive", "stable", "1.27.0");
	gs_set(&x.facts.distro_version, "12.7.6");
	refused(&x, "archive", "stable", "Go 1.27.0 needs macOS 13.0 or "
		"newer, and this is 12.7.6. Go 1.26 is the newest");
	possible(&x, "archive", "1.26.1", "1.26.1");
	possible(&x, "archive", "", "1.26.7");
	fixture_release(&x);

	fixture_load(&x, "ubuntu-22.04");
	gs_set(&x.facts.arch, "sparc64");
	refused(&x, "archive", "stable", "no archive for linux-sparc64");
	gs_set(&x.facts.arch, "amd64");
	gs_set(&x.facts.libc, "bionic");
	refused(&x, "archive", "stable", "pkg install golang");
	fixture_release(&x);
}

static void test_disks(void)
{
	struct fixture x;
	struct gs_place *home;

	fixture_load(&x, "ubuntu-22.04");
	home = fixture_place(&x, "sdk");
	home->noexec = true;
	refused(&x, "archive", "stable", "/home/ada/sdk is mounted noexec");
	home->noexec = false;
	home->readonly = true;
	refused(&x, "archive", "stable", "is read-only");
	home->readonly = false;
	home->writable = false;
	refused(&x, "archive", "stable", "You may not write to /home/ada/sdk");
	home->writable = true;
	home->hung = true;
	refused(&x, "archive", "stable", "does not answer");
	home->hung = false;
	home->free_bytes = 100000000;
	refused(&x, "archive", "stable", "has 100 MB left");
	home->free_bytes = 100000000000;
	home->quota_bytes = 50000000;
	refused(&x, "archive", "stable", "your quota in /home/ada/sdk leaves "
		"50 MB");
	home->quota_bytes = -1;
	home->free_inodes = 900;
	refused(&x, "archive", "stable", "has room for 900");
	home->free_inodes = -1;
	possible(&x, "archive", "stable", "1.27.0");
	fixture_release(&x);
}

static void test_scope_system(void)
{
	struct fixture x;
	struct gs_method_info info;

	fixture_load(&x, "ubuntu-22.04");
	fixture_set(&x, "scope=system");
	look(&x, "archive", "1.26.1", &info);
	ok(info.possible && info.needs_root, "for all: root");
	is_str(info.where, "/usr/local/lib/gosetup/go1.26.1", "its place");
	gs_method_info_release(&info);
	x.facts.can_sudo = false;
	refused(&x, "archive", "1.26.1", "there is no sudo or doas");
	x.facts.is_root = true;
	possible(&x, "archive", "1.26.1", "1.26.1");
	x.facts.is_root = false;
	gs_set(&x.facts.root, "/tmp/image");
	look(&x, "archive", "1.26.1", &info);
	ok(info.possible && !info.needs_root, "below --root: no root");
	is_str(info.where, "/tmp/image/usr/local/lib/gosetup/go1.26.1",
	       "its place there");
	gs_method_info_release(&info);
	fixture_release(&x);
}

static void test_offline(void)
{
	struct fixture x;

	fixture_load(&x, "ubuntu-22.04");
	x.opts.offline = true;
	refused(&x, "archive", "stable", "--offline forbids");
	x.opts.mirror = gs_strdup("/media/usb");
	possible(&x, "archive", "stable", "1.27.0");
	fixture_release(&x);
}

/* ---- keep -------------------------------------------------------------- */
static void test_keep(void)
{
	struct fixture x;
	struct gs_go_fact *go;

	fixture_load(&x, "ubuntu-22.04");
	go = &x.facts.go[0];
	possible(&x, "keep", "stable", "1.18.1");
	refused(&x, "keep", "1.22", "Go 1.18.1 is here, not the version");
	possible(&x, "keep", "1.18", "1.18.1");
	recommends(&x, "archive");
	ok(!gs_keep_needs_path(go), "/usr/bin is on PATH anyway");
	gs_set(&go->version, "1.27.0");
	recommends(&x, "keep");
	gs_set(&go->version, "1.26.0");
	recommends(&x, "archive");
	go->owner = GS_GO_GOSETUP;
	gs_set(&go->version, "1.27.0");
	recommends(&x, "archive");
	go->owner = GS_GO_TARBALL;
	gs_set(&go->path, "/opt/go/bin/go");
	ok(gs_keep_needs_path(go), "/opt/go/bin is not");
	go->owner = GS_GO_MISE;
	ok(!gs_keep_needs_path(go), "mise puts its own on PATH");
	go->broken = gs_strdup("it does not run");
	refused(&x, "keep", "stable", "/opt/go/bin/go does not work: it does "
		"not run.");
	fixture_release(&x);

	fixture_load(&x, "wsl2-ubuntu");
	refused(&x, "keep", "stable", "is a program for Windows");
	fixture_release(&x);
}

/* ---- steps ------------------------------------------------------------- */
struct outcome {
	struct gs_steps steps;
	char *go_bin, *goroot, *version;
	struct gs_error err;
	int rc;
};

static void run(struct fixture *x, const char *method, const char *version,
		struct outcome *o)
{
	struct gs_method_request r;

	request(x, &r, version);
	memset(o, 0, sizeof(*o));
	o->rc = gs_method_find(method)->plan(&r, &o->steps, &o->go_bin,
					     &o->goroot, &o->version,
					     &o->err);
}

static void done(struct outcome *o)
{
	gs_steps_release(&o->steps);
	free(o->go_bin);
	free(o->goroot);
	free(o->version);
}

static void test_archive_steps(void)
{
	struct fixture x;
	struct outcome o;
	struct gs_step *tree, *link;

	fixture_load(&x, "raspios-12-armhf");
	run(&x, "archive", "1.26.1", &o);
	is_int(o.rc, 0, "archive %s", o.err.text);
	is_int(o.steps.n, 3, "directory, tree, link");
	is_str(o.steps.v[0].id, "dir:/home/pi/sdk", "the directory first");
	tree = gs_steps_find(&o.steps, "tree:/home/pi/sdk/go1.26.1");
	link = gs_steps_find(&o.steps, "link:/home/pi/sdk/current");
	ok(tree && tree->changes && tree->as_owner && !tree->needs_root,
	   "the tree");
	is_str(tree->tree.filename, "go1.26.1.linux-armv6l.tar.gz",
	       "32-bit userland on a 64-bit kernel");
	is_int(tree->tree.proof, GS_PROOF_TABLE, "known to the table");
	is_int(strlen(tree->tree.sha256), 64, "its checksum");
	is_str(tree->tree.urls.v[0],
	       "https://go.dev/dl/go1.26.1.linux-armv6l.tar.gz", "from");
	is_str(tree->tree.arch, "arm", "GOARCH");
	ok(link && link->changes, "the link");
	is_str(link->link_after, "go1.26.1", "relative");
	is_str(o.go_bin, "/home/pi/sdk/current/bin", "PATH");
	is_str(o.goroot, "/home/pi/sdk/go1.26.1", "GOROOT");
	is_str(o.version, "1.26.1", "version");
	done(&o);
	fixture_release(&x);
}

static void test_mirrors(void)
{
	struct fixture x;
	struct outcome o;
	const struct gs_strv *urls;

	fixture_load(&x, "kylin-v10-sp3-arm64");
	run(&x, "archive", "stable", &o);
	urls = &o.steps.v[1].tree.urls;
	ok(urls->n >= 3, "several sources in China");
	is_str(urls->v[0], "https://golang.google.cn/dl/"
	       "go1.27.0.linux-arm64.tar.gz", "golang.google.cn first");
	is_str(urls->v[urls->n - 1], "https://dl.google.com/go/"
	       "go1.27.0.linux-arm64.tar.gz", "dl.google.com last");
	done(&o);
	x.opts.mirror = gs_strdup("http://127.0.0.1:8080/dl/");
	run(&x, "archive", "stable", &o);
	urls = &o.steps.v[1].tree.urls;
	is_int(urls->n, 1, "--mirror is the only one");
	is_str(urls->v[0], "http://127.0.0.1:8080/dl/"
	       "go1.27.0.linux-arm64.tar.gz", "... no slash twice");
	done(&o);
	gs_set(&x.opts.mirror, "/media/usb");
	run(&x, "archive", "stable", &o);
	is_str(o.steps.v[1].tree.urls.v[0], "file:///media/usb/"
	       "go1.27.0.linux-arm64.tar.gz", "a directory");
	done(&o);
	fixture_release(&x);
}

static struct gs_file *entry(struct fixture *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->facts.n_files; i++)
		if (gs_streq(x->facts.files[i].path, path))
			return &x->facts.files[i];
	printf("Bail out! no entry for %s\n", path);
	exit(99);
}

static void add_go(struct fixture *x, const char *root, const char *version)
{
	struct gs_facts *f = &x->facts;
	struct gs_go_fact *g;

	f->go = gs_realloc(f->go, (f->n_go + 1) * sizeof(*f->go));
	g = &f->go[f->n_go++];
	memset(g, 0, sizeof(*g));
	g->path = gs_printf("%s/bin/go", root);
	g->real = gs_strdup(g->path);
	g->goroot = gs_strdup(root);
	g->version = gs_strdup(version);
	g->path_index = -1;
	g->owner = GS_GO_GOSETUP;
}

static void test_second_time(void)
{
	struct fixture x;
	struct outcome o;
	struct gs_file *link;

	fixture_load(&x, "ubuntu-24.04");
	entry(&x, "/home/ubuntu/sdk")->type = GS_FILE_DIR;
	link = entry(&x, "/home/ubuntu/sdk/current");
	link->type = GS_FILE_DIR;
	link->link = gs_strdup("go1.26.1");
	add_go(&x, "/home/ubuntu/sdk/go1.26.1", "1.26.1");
	run(&x, "archive", "1.26.1", &o);
	is_int(o.steps.n, 2, "tree and link");
	ok(!o.steps.v[0].changes && !o.steps.v[1].changes,
	   "... and nothing to do");
	done(&o);
	run(&x, "archive", "1.26.2", &o);
	ok(o.steps.v[0].changes && o.steps.v[1].changes, "an upgrade");
	is_str(o.steps.v[1].link_before, "go1.26.1", "from");
	is_int(o.steps.v[1].link_before_kind, GS_LINK_LINK, "a link");
	done(&o);
	x.facts.go[x.facts.n_go - 1].broken = gs_strdup("no go.env");
	run(&x, "archive", "1.26.1", &o);
	ok(o.steps.v[0].changes, "a broken tree is replaced");
	done(&o);
	fixture_release(&x);
}

static void test_hand_installation(void)
{
	struct fixture x;
	struct outcome o;
	struct gs_method_info info;
	struct gs_step *link;

	fixture_load(&x, "ubuntu-24.04");
	fixture_set(&x, "scope=system");
	entry(&x, "/usr/local/go")->type = GS_FILE_DIR;
	add_go(&x, "/usr/local/go", "1.20.1");
	look(&x, "archive", "1.26.1", &info);
	ok(info.note && strstr(info.note, "/usr/local/go is a directory with "
			       "Go 1.20.1"), "it is told: %s", info.note);
	gs_method_info_release(&info);
	run(&x, "archive", "1.26.1", &o);
	link = gs_steps_find(&o.steps, "link:/usr/local/go");
	is_int(link->link_before_kind, GS_LINK_DIR, "a directory is there");
	is_str(link->link_after, "lib/gosetup/go1.26.1", "relative");
	ok(link->needs_root && !link->as_owner, "root");
	is_str(o.steps.v[0].id, "dir:/usr/local/lib/gosetup", "the directory");
	is_str(o.go_bin, "/usr/local/go/bin", "PATH");
	done(&o);
	entry(&x, "/usr/local/go")->type = GS_FILE_REGULAR;
	run(&x, "archive", "1.26.1", &o);
	ok(o.rc != 0, "a file in the way: %s", o.err.text);
	done(&o);
	fixture_release(&x);
}

static void test_local_steps(void)
{
	struct fixture x;
	struct outcome o;

	fixture_load(&x, "ubuntu-24.04");
	run(&x, "local", "stable", &o);
	is_int(o.rc, GS_ERR_USAGE, "local without an archive");
	done(&o);
	fixture_set(&x, "archive=/media/usb/go1.26.1.linux-amd64.tar.gz");
	recommends(&x, "local");
	run(&x, "local", "stable", &o);
	is_int(o.rc, 0, "local %s", o.err.text);
	is_str(o.version, "1.26.1", "the version stands in the name");
	is_str(o.steps.v[1].tree.local_path,
	       "/media/usb/go1.26.1.linux-amd64.tar.gz", "the file");
	is_int(o.steps.v[1].tree.proof, GS_PROOF_TABLE, "it is known");
	is_int(o.steps.v[1].tree.urls.n, 0, "no download");
	done(&o);
	fixture_set(&x, "archive=/media/usb/go.tar.gz");
	run(&x, "local", "stable", &o);
	is_int(o.rc, GS_ERR_USAGE, "a name that says nothing: %s",
	       o.err.text);
	done(&o);
	run(&x, "local", "1.26.1", &o);
	is_int(o.rc, 0, "... with the version answered");
	is_str(o.steps.v[1].tree.filename, "go1.26.1.linux-amd64.tar.gz",
	       "compared as");
	done(&o);
	fixture_set(&x, "archive=/media/usb/go1.26.99.linux-amd64.tar.gz");
	run(&x, "local", "stable", &o);
	is_int(o.rc, GS_ERR_USAGE, "a file nobody knows: %s", o.err.text);
	ok(strstr(o.err.hint, "trust=index"), "... and the way out");
	done(&o);
	fixture_set(&x, "trust=index");
	run(&x, "local", "stable", &o);
	is_int(o.rc, 0, "... on purpose");
	is_int(o.steps.v[1].tree.proof, GS_PROOF_NONE, "... without a proof");
	is_str(o.steps.v[1].tree.sha256, "", "... nor a checksum");
	done(&o);
	fixture_release(&x);
}

static void test_keep_steps(void)
{
	struct fixture x;
	struct outcome o;

	fixture_load(&x, "kylin-v10-sp3-arm64");
	run(&x, "keep", "stable", &o);
	is_int(o.rc, 0, "keep");
	is_int(o.steps.n, 0, "no steps");
	is_str(o.go_bin, "/usr/bin", "where it is");
	is_str(o.goroot, "/usr/lib/golang", "GOROOT");
	is_str(o.version, "1.15.7", "version");
	done(&o);
	fixture_release(&x);
}

static void test_sizes(void)
{
	struct {
		int64_t bytes;
		const char *text;
	} t[] = {
		{ 0, "0 MB" }, { 1, "1 MB" }, { 66100000, "67 MB" },
		{ 1200000000, "1.2 GB" }, { 31000000000, "31 GB" },
	};
	size_t i;

	for (i = 0; i < GS_COUNT(t); i++) {
		gs_autofree char *text = gs_size_text(t[i].bytes);

		is_str(text, t[i].text, "%s", t[i].text);
	}
}

int main(void)
{
	test_kernels();
	test_platforms();
	test_disks();
	test_scope_system();
	test_offline();
	test_keep();
	test_archive_steps();
	test_mirrors();
	test_second_time();
	test_hand_installation();
	test_local_steps();
	test_keep_steps();
	test_sizes();
	return tap_done();
}
