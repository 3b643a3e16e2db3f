/* SPDX-License-Identifier: MIT */
/* gs_detect in scratch homes and below scratch roots. */
#include "config.h"

#include "base/proc.h"
#include "detect/look.h"
#include "tests/tap.h"
#include "tests/unit/scratch.h"

/* Says its version, and leaves word that it was run, and how. */
static const char fake_go[] =
	"#!/bin/sh\n"
	"{ pwd; env; } > \"$(dirname \"$0\")/was-run\"\n"
	"echo 'go version go1.33.3 linux/amd64'\n";

static void put_tree(const char *name, const char *version)
{
	gs_autofree char *go = gs_path_join(name, "bin/go");
	gs_autofree char *file = gs_path_join(name, "VERSION");
	gs_autofree char *tool = gs_path_join(name, "pkg/tool/x");
	gs_autofree char *src = gs_path_join(name, "src/x");

	put_file(go, fake_go, 0755);
	put_file(tool, "", 0644);
	put_file(src, "", 0644);
	if (version)
		put_file(file, version, 0644);
}

static void set_home(const char *path)
{
	gs_autofree char *home = at("home");

	clearenv();
	setenv("HOME", home, 1);
	setenv("PATH", path, 1);
	setenv("SHELL", "/bin/sh", 1);
}

static void detect_root(struct gs_facts *f, const char *root)
{
	struct gs_options opts = { .root = NULL };

	opts.root = root ? at(root) : NULL;
	is_int(gs_detect(f, &opts, NULL), 0, "detection does not fail");
	free(opts.root);
}

static const struct gs_go_fact *find_go(const struct gs_facts *f,
					const char *name)
{
	gs_autofree char *path = at(name);

	for (size_t i = 0; i < f->n_go; i++)
		if (gs_streq(f->go[i].path, path))
			return &f->go[i];
	return NULL;
}

static void go_is(const struct gs_facts *f, const char *name,
		  const char *version, const char *goroot,
		  enum gs_go_owner owner, int path_index)
{
	const struct gs_go_fact *g = find_go(f, name);
	gs_autofree char *root = at(goroot), *ran = NULL;

	ok(g, "%s is found", name);
	if (!g)
		return;
	is_str(g->version, version, "%s: version", name);
	is_str(g->goroot, root, "%s: GOROOT", name);
	is_str(gs_go_owner_name(g->owner), gs_go_owner_name(owner),
	       "%s: owner", name);
	is_int(g->path_index, path_index, "%s: place in PATH", name);
	ran = gs_path_join(root, "bin/was-run");
	ok(!gs_exists(ran), "%s: was not run", name);
}

/* ---- Go installations -------------------------------------------------- */
static void put_trees(void)
{
	put_tree("root/usr/local/go", "go1.20.1\n");
	put_tree("root/usr/local/lib/gosetup/go1.26.4", "go1.26.4\ntime x\n");
	put_tree("root/opt/go1.17", "go1.17\n");
	put_tree("home/sdk/go1.22.5", "go1.22.5\n");
	put_file("home/sdk/go1.22.5/.unpacked-success", "", 0644);
	put_tree("home/sdk/go1.26.4", "go1.26.4\n");
	put_link("go1.26.4", "home/sdk/current");
	put_file("home/sdk/go1.26.4/go.env", "GOTOOLCHAIN=auto\n", 0644);
	put_tree("home/.gvm/gos/go1.18.10", "go1.18.10\n");
	put_tree("home/.goenv/versions/1.21.0", "go1.21.0\n");
	put_file("home/.goenv/shims/go", fake_go, 0755);
	put_file("home/.goenv/version", "1.21.0\n", 0644);
	put_tree("home/mods/golang.org/toolchain@v0.0.1-go1.23.1.linux-amd64",
		 "go1.23.1\n");
	put_file("home/.config/go/env",
		 "GOMODCACHE=/wrong\nGOMODCACHE=", 0644);
	put_tree("custom", NULL);
	put_file("half/bin/go", fake_go, 0755);
	put_file("half/VERSION", "go1.19\n", 0644);
	put_link("../home/sdk/current/bin/go", "bin/go");
	put_file("notexec/go", fake_go, 0644);
}

static void append_modcache(void)
{
	gs_autofree char *dir = at("home/mods");
	gs_autofree char *text = gs_printf("GOMODCACHE=/wrong\n"
					   "GOMODCACHE=%s\n", dir);

	put_file("home/.config/go/env", text, 0644);
}

static void check_custom(const struct gs_facts *f)
{
	const struct gs_go_fact *g = find_go(f, "custom/bin/go");
	gs_autofree char *ran = at("custom/bin/was-run");
	gs_autofree char *text = gs_read_text(ran, 65536);

	ok(g && gs_streq(g->version, "1.33.3"),
	   "a tree without VERSION is asked");
	ok(text && gs_starts(text, "/\n"), "in /");
	ok(text && strstr(text, "\nGOTOOLCHAIN=local\n"),
	   "may not switch toolchains");
	ok(text && strstr(text, "\nGOENV=off\n"), "nor read the user's file");
	ok(text && strstr(text, "\nHOME=/dev/null\n"), "nor write into HOME");
}

static void test_go(void)
{
	struct gs_facts f;
	gs_autofree char *path = gs_printf(
		"%s/notexec:relative:%s/none:%s/bin:%s/home/.goenv/shims:"
		"%s/custom/bin:%s/half/bin:/usr/bin:/bin",
		scratch, scratch, scratch, scratch, scratch, scratch);
	const struct gs_go_fact *g;

	put_trees();
	append_modcache();
	set_home(path);
	detect_root(&f, "root");
	go_is(&f, "bin/go", "1.26.4", "home/sdk/go1.26.4", GS_GO_GOSETUP, 3);
	go_is(&f, "home/.goenv/shims/go", "1.21.0",
	      "home/.goenv/versions/1.21.0", GS_GO_GOENV, 4);
	go_is(&f, "home/sdk/go1.22.5/bin/go", "1.22.5", "home/sdk/go1.22.5",
	      GS_GO_DL, -1);
	go_is(&f, "home/.gvm/gos/go1.18.10/bin/go", "1.18.10",
	      "home/.gvm/gos/go1.18.10", GS_GO_GVM, -1);
	go_is(&f, "home/mods/golang.org/toolchain@v0.0.1-go1.23.1."
	      "linux-amd64/bin/go", "1.23.1", "home/mods/golang.org/"
	      "toolchain@v0.0.1-go1.23.1.linux-amd64", GS_GO_MODCACHE, -1);
	go_is(&f, "root/usr/local/go/bin/go", "1.20.1", "root/usr/local/go",
	      GS_GO_TARBALL, -1);
	go_is(&f, "root/usr/local/lib/gosetup/go1.26.4/bin/go", "1.26.4",
	      "root/usr/local/lib/gosetup/go1.26.4", GS_GO_GOSETUP, -1);
	go_is(&f, "root/opt/go1.17/bin/go", "1.17", "root/opt/go1.17",
	      GS_GO_TARBALL, -1);
	ok(!find_go(&f, "home/sdk/go1.26.4/bin/go"),
	   "the same go is listed once");
	ok(!find_go(&f, "notexec/go"), "a file that cannot run is no go");
	check_custom(&f);
	g = find_go(&f, "half/bin/go");
	ok(g && g->broken, "half a tree is broken: %s",
	   g && g->broken ? g->broken : "");
	g = gs_facts_active_go(&f);
	ok(g && g == find_go(&f, "bin/go"), "the first on PATH is active");
	ok(g && g->has_go_env, "go.env is seen");
	gs_facts_release(&f);
}

/* ---- the system below --root ------------------------------------------- */
static void test_system(void)
{
	struct gs_facts f;
	gs_autofree char *go = at("root/usr/local/go");
	gs_autofree char *tree = at("root/usr/local/lib/gosetup/go1.26.4");
	gs_autofree char *entry = at("home/sdk/go1.22.5");
	const struct gs_file *file;

	put_file("root/etc/os-release", "ID=Kylin\nVERSION_ID=\"V10\"\n"
		 "PRETTY_NAME=\"Kylin V10 (Lance)\"\n", 0644);
	put_file("root/usr/bin/dnf", "#!/bin/sh\n", 0755);
	put_file("root/usr/bin/apt-get", "#!/bin/sh\n", 0755);
	put_file("root/var/lib/rpm/rpmdb.sqlite", "", 0644);
	set_home("/usr/bin:/bin");
	setenv("GOPROXY", "https://u:secret@proxy.corp,direct", 1);
	setenv("https_proxy", "me:secret@10.0.0.1:3128", 1);
	setenv("GOOGLE_API_KEY", "secret", 1);
	setenv("LANG", "zh_CN.UTF-8", 1);
	setenv("SSH_CONNECTION", "192.0.2.7 1 192.0.2.8 22", 1);
	detect_root(&f, "root");
	is_str(f.distro_id, "kylin", "ID in lower case");
	is_str(f.distro_version, "V10", "VERSION_ID");
	is_str(f.pkg_manager, "dnf", "rpm by its database, not by a program");
	is_str(f.lang, "zh_CN.UTF-8", "language");
	ok(f.over_ssh && gs_streq(f.ssh_from, "192.0.2.7"), "over ssh");
	is_int(f.env.n, 2, "variables of Go and proxies, not GOOGLE_*");
	gs_facts_mask(&f);
	is_str(gs_facts_getenv(&f, "GOPROXY"),
	       "https://***@proxy.corp,direct", "masked in a list");
	is_str(gs_facts_getenv(&f, "https_proxy"), "***@10.0.0.1:3128",
	       "masked without a scheme");
	file = gs_facts_file(&f, go);
	ok(file && file->type == GS_FILE_DIR, "/usr/local/go below the root");
	ok(gs_facts_file(&f, tree) && gs_facts_file(&f, entry),
	   "trees are listed one by one");
	ok(!gs_facts_file(&f, "/usr/local/go"), "nothing of the real system");
	gs_facts_release(&f);
}

static void manager_is(const char *root, const char *want, const char *what)
{
	struct gs_facts f;

	set_home("/usr/bin:/bin");
	detect_root(&f, root);
	is_str(f.pkg_manager, want, "%s", what);
	gs_facts_release(&f);
}

static void test_managers(void)
{
	put_file("uos/usr/bin/apt-get", "", 0755);
	put_file("uos/usr/bin/rpm", "", 0755);
	put_file("uos/usr/bin/dnf", "", 0755);
	put_file("uos/var/lib/rpm/Packages", "", 0644);
	put_file("uos/var/lib/dpkg/info/base-files.list", "", 0644);
	manager_is("uos", "apt", "base-files tells apt from an installed rpm");
	put_file("euler/usr/bin/apt-get", "", 0755);
	put_file("euler/var/lib/dpkg/status", "", 0644);
	put_file("euler/usr/bin/dnf", "", 0755);
	put_file("euler/usr/bin/yum", "", 0755);
	put_file("euler/var/lib/rpm/rpmdb.sqlite", "", 0644);
	manager_is("euler", "dnf", "a dpkg for building does not count");
	put_file("c7/usr/bin/yum", "", 0755);
	put_file("c7/var/lib/rpm/Packages", "", 0644);
	manager_is("c7", "yum", "yum without dnf");
	put_file("suse/usr/bin/zypper", "", 0755);
	put_file("suse/usr/bin/dnf", "", 0755);
	put_file("suse/usr/lib/sysimage/rpm/Packages.db", "", 0644);
	manager_is("suse", "zypper", "zypper before dnf");
	put_file("alpine/sbin/apk", "", 0755);
	put_file("alpine/lib/apk/db/installed", "", 0644);
	put_file("alpine/etc/alpine-release", "3.20.3\n", 0644);
	manager_is("alpine", "apk", "apk");
	put_file("none/usr/bin/apt-get", "", 0755);
	manager_is("none", "", "a program without a database");
}

/* The walls of Windows: PATH of WSL. */
static void test_windows_path(void)
{
	struct gs_facts f;
	struct gs_look l = { .f = &f };
	const struct gs_go_fact *g;
	gs_autofree char *drive = at("c");
	gs_autofree char *table = gs_printf(
		"1 0 0:1 / / rw - ext4 /dev/sdc rw\n"
		"2 1 0:2 / %s rw - 9p drvfs rw\n", drive);

	put_file("c/Program Files/Go/bin/go.exe", "MZ", 0755);
	put_file("c/Program Files/Go/VERSION", "go1.22.1\n", 0644);
	put_file("c/bin/go", "MZ", 0755);
	gs_facts_init(&f);
	gs_mounts_parse(&l.mounts, table);
	free(f.path_env);
	f.path_env = gs_printf("/usr/bin:%s/bin:/mnt/c/Windows:/mnt/cdrom:"
			       "%s/Program Files/Go/bin", drive, drive);
	f.wsl = 2;
	gs_look_path(&l);
	is_int(l.n_path, 2, "directories of Windows are left out");
	is_str(l.path[1].dir, "/mnt/cdrom", "others in /mnt are not");
	is_int(l.path[1].index, 3, "and keep their place");
	gs_look_go(&l);
	g = find_go(&f, "c/Program Files/Go/bin/go.exe");
	ok(g && g->owner == GS_GO_WINDOWS && gs_streq(g->version, "1.22.1"),
	   "Go of Windows is known by its VERSION");
	ok(g && g->path_index == 4 && !g->active,
	   "its place in PATH, and never the active one");
	f.wsl = 0;
	ok(!gs_look_windows(&l, drive), "elsewhere 9p is a file system");
	gs_look_release(&l);
	gs_facts_release(&f);
}

/* ---- odd homes --------------------------------------------------------- */
struct census {
	long long n, sum;
};
static struct census census;

static int count_one(const char *path, const struct stat *st, int type,
		     struct FTW *where)
{
	(void)path;
	(void)type;
	(void)where;
	census.n++;
	census.sum += st->st_size + st->st_mtime + (long)st->st_ino +
		      st->st_mtim.tv_nsec;
	return 0;
}

static struct census count_home(void)
{
	gs_autofree char *home = at("home");

	census = (struct census){ 0, 0 };
	nftw(home, count_one, 16, FTW_PHYS);
	return census;
}

static void test_writes_nothing(void)
{
	struct gs_facts f;
	struct census before, after;

	set_home("/usr/local/bin:/usr/bin:/bin:/usr/lib/go-1.19/bin");
	before = count_home();
	detect_root(&f, NULL);
	after = count_home();
	ok(before.n > 20 && before.n == after.n && before.sum == after.sum,
	   "HOME is as it was (%lld files)", after.n);
	ok(gs_facts_shell(&f, "sh") && gs_facts_shell(&f, "sh")->is_env,
	   "$SHELL is sh");
	for (size_t i = 0; i < f.n_places; i++)
		ok(f.places[i].free_bytes > 0 && f.places[i].mount[0] &&
		   !f.places[i].hung, "place %s on %s", f.places[i].what,
		   f.places[i].fstype);
	is_int(f.notes.n, 0, "nothing to note");
	gs_facts_release(&f);
}

static void test_no_environment(void)
{
	struct gs_facts f;

	clearenv();
	detect_root(&f, NULL);
	ok(gs_path_is_abs(f.home) && gs_streq(f.home, f.passwd_home),
	   "without HOME: %s", f.home);
	ok(f.notes.n > 0, "says so: %s", f.notes.n ? f.notes.v[0] : "");
	is_str(f.path_env, "", "without PATH");
	ok(gs_facts_shell(&f, "sh"), "a shell is found all the same");
	gs_facts_release(&f);
	setenv("HOME", "relative/dir", 1);
	setenv("PATH", "", 1);
	detect_root(&f, NULL);
	ok(gs_path_is_abs(f.home), "a relative HOME is not used");
	gs_facts_release(&f);
	setenv("HOME", "/nonexistent/home", 1);
	setenv("PATH", ":::", 1);
	detect_root(&f, NULL);
	is_str(f.home, "/nonexistent/home", "a HOME that does not exist");
	ok(gs_facts_file(&f, "/nonexistent/home") &&
	   gs_facts_file(&f, "/nonexistent/home")->type == GS_FILE_ABSENT,
	   "is known to be absent");
	gs_facts_release(&f);
}

static void test_odd_files(void)
{
	struct gs_facts f;
	gs_autofree char *bashrc = at("home/.bashrc");
	gs_autofree char *profile = at("home/.profile");
	const struct gs_file *file;

	if (mkfifo(bashrc, 0644) < 0)
		perror(bashrc);
	make_dirs(profile);
	set_home("/usr/bin:/bin");
	detect_root(&f, NULL);
	file = gs_facts_file(&f, bashrc);
	ok(file && file->type == GS_FILE_OTHER && file->why,
	   "a FIFO as .bashrc: %s", file && file->why ? file->why : "");
	file = gs_facts_file(&f, profile);
	ok(file && file->type == GS_FILE_DIR, "a directory as .profile");
	gs_facts_release(&f);
}

static void zsh_is(const char *what, const char *want, bool noted)
{
	struct gs_facts f;
	const struct gs_shell_fact *zsh;
	gs_autofree char *dir = at(want), *home = at("home");
	long long start = gs_now_ms();

	set_home("/usr/bin:/bin");
	detect_root(&f, NULL);
	zsh = gs_facts_shell(&f, "zsh");
	ok(gs_now_ms() - start < 5000, "%s: is not waited for", what);
	is_str(zsh->zdotdir_env, home, "%s: dir of .zshenv", what);
	is_str(zsh->zdotdir_rc, dir, "%s: dir of .zshrc", what);
	ok((f.notes.n > 0) == noted, "%s: %s", what,
	   f.notes.n ? f.notes.v[0] : "nothing to note");
	gs_facts_release(&f);
}

/* Root looks at the home of somebody else. */
static void test_sudo(void)
{
	struct gs_facts f;
	const struct gs_shell_fact *zsh;
	gs_autofree char *home = at("home");
	gs_autofree char *which = gs_proc_which("zsh", "/usr/bin:/bin");

	if (geteuid() != 0 || !which) {
		tap_skip("sudo", "needs root and zsh");
		return;
	}
	put_file("home/.zshenv", "export ZDOTDIR=/uid-$UID\n", 0644);
	if (chown(home, 65534, 65534) < 0)
		perror(home);
	set_home("/usr/bin:/bin");
	setenv("SUDO_UID", "65534", 1);
	detect_root(&f, NULL);
	zsh = gs_facts_shell(&f, "zsh");
	ok(f.is_root && f.under_sudo, "root, under sudo");
	is_int(f.home_uid, 65534, "the home is theirs");
	is_str(zsh->zdotdir_rc, "/uid-65534", "their .zshenv runs as them");
	gs_facts_release(&f);
	if (chown(home, 0, 0) < 0)
		perror(home);
}

static void test_zsh(void)
{
	gs_autofree char *zsh = gs_proc_which("zsh", "/usr/bin:/bin");
	gs_autofree char *zshenv = at("home/.zshenv");

	if (!zsh) {
		tap_skip("zsh", "not installed");
		return;
	}
	put_file("home/.zshenv", "echo hello\nexport ZDOTDIR=$HOME/.zsh\n",
		 0644);
	zsh_is("ZDOTDIR in .zshenv", "home/.zsh", false);
	put_file("home/.zshenv", "ZDOTDIR=~/.slow\nsleep 60\n", 0644);
	zsh_is("a slow .zshenv", "home/.slow", true);
	if (unlink(zshenv) < 0 || mkfifo(zshenv, 0644) < 0)
		perror(zshenv);
	zsh_is("a FIFO as .zshenv", "home", true);
	if (unlink(zshenv) < 0)
		perror(zshenv);
}

int main(void)
{
	scratch_make();
	test_go();
	test_system();
	test_managers();
	test_windows_path();
	test_writes_nothing();
	test_no_environment();
	test_odd_files();
	test_zsh();
	test_sudo();
	scratch_remove();
	return tap_done();
}
