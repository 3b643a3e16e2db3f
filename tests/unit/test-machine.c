/* SPDX-License-Identifier: MIT */
/* The pure parts of detection: text and bytes in, answers out. */
#include "config.h"

#include "detect/account.h"
#include "detect/elf.h"
#include "detect/go-owner.h"
#include "detect/mounts.h"
#include "detect/packages.h"
#include "detect/parents.h"
#include "detect/release.h"
#include "detect/zdotdir.h"
#include "tests/tap.h"

static void value_is(const char *text, const char *key, const char *want)
{
	gs_autofree char *v = gs_release_value(text, key);

	is_str(v, want, "os-release: %s", key);
}

static void test_os_release(void)
{
	static const char text[] =
		"NAME=\"Kylin Linux Advanced Server\"\n"
		"# ID=wrong\n"
		"ID_LIKE='rhel fedora'\r\n"
		"VERSION_ID=\"V10\"\n"
		"ID=kylin  \n"
		"VARIANT=\"say \\\"hi\\\" for \\$5\"\n"
		"EMPTY=\n"
		"PRETTY_NAME=\"Kylin V10 (Lance)\"";

	value_is(text, "ID", "kylin");
	value_is(text, "ID_LIKE", "rhel fedora");
	value_is(text, "VERSION_ID", "V10");
	value_is(text, "NAME", "Kylin Linux Advanced Server");
	value_is(text, "VARIANT", "say \"hi\" for $5");
	value_is(text, "EMPTY", "");
	value_is(text, "PRETTY_NAME", "Kylin V10 (Lance)");
	value_is(text, "VERSION", NULL);
}

static void test_wsl(void)
{
	is_int(gs_wsl_version("5.15.153.1-microsoft-standard-WSL2"), 2,
	       "WSL 2");
	is_int(gs_wsl_version("4.4.0-19041-Microsoft"), 1, "WSL 1");
	is_int(gs_wsl_version("6.6.36.3-microsoft-standard-WSL2+"), 2,
	       "WSL 2 with a suffix");
	is_int(gs_wsl_version("6.8.0-45-generic"), 0, "no WSL");
}

/* ---- ELF --------------------------------------------------------------- */
static void put(unsigned char *p, size_t n, bool big, uint64_t v)
{
	for (size_t i = 0; i < n; i++)
		p[big ? n - 1 - i : i] = (unsigned char)(v >> (8 * i));
}

/* A header and, with interp, one PT_INTERP at 0x100. */
static void make_elf(unsigned char b[512], int bits, bool big,
		     unsigned machine, const char *interp)
{
	bool wide = bits == 64;
	unsigned char *ph = b + (wide ? 64 : 52);

	memset(b, 0, 512);
	memcpy(b, "\177ELF", 4);
	b[4] = wide ? 2 : 1;
	b[5] = big ? 2 : 1;
	put(b + 18, 2, big, machine);
	if (!interp)
		return;
	put(b + (wide ? 32 : 28), wide ? 8 : 4, big, (uint64_t)(ph - b));
	put(b + (wide ? 54 : 42), 2, big, wide ? 56 : 32);
	put(b + (wide ? 56 : 44), 2, big, 1);
	put(ph, 4, big, 3);
	put(ph + (wide ? 8 : 4), wide ? 8 : 4, big, 0x100);
	put(ph + (wide ? 32 : 16), wide ? 8 : 4, big, strlen(interp) + 1);
	memcpy(b + 0x100, interp, strlen(interp) + 1);
}

static void test_elf_table(void)
{
	static const struct {
		int bits;
		bool big;
		unsigned machine;
		const char *interp, *arch, *libc, *world;
	} t[] = {
		{ 64, false, 62, "/lib64/ld-linux-x86-64.so.2", "amd64",
		  "glibc", NULL },
		{ 64, false, 62, "/lib/ld-musl-x86_64.so.1", "amd64", "musl",
		  NULL },
		{ 32, false, 3, "/lib/ld-linux.so.2", "386", "glibc", NULL },
		{ 32, false, 40, "/lib/ld-linux-armhf.so.3", "arm", "glibc",
		  NULL },
		{ 64, false, 183, "/system/bin/linker64", "arm64", "bionic",
		  NULL },
		{ 64, false, 183, NULL, "arm64", NULL, NULL },
		{ 64, false, 258, "/lib64/ld.so.1", "loong64", "glibc",
		  "old" },
		{ 64, false, 258, "/lib64/ld-linux-loongarch-lp64d.so.1",
		  "loong64", "glibc", "new" },
		{ 64, true, 8, "/lib64/ld.so.1", "mips64", "glibc", NULL },
		{ 64, false, 8, "/lib64/ld.so.1", "mips64le", "glibc",
		  NULL },
		{ 32, true, 8, "/lib/ld.so.1", "mips", "glibc", NULL },
		{ 32, false, 8, "/lib/ld.so.1", "mipsle", "glibc", NULL },
		{ 64, false, 21, "/lib64/ld64.so.2", "ppc64le", "glibc",
		  NULL },
		{ 64, true, 21, "/lib64/ld64.so.2", "ppc64", "glibc", NULL },
		{ 64, true, 22, "/lib/ld64.so.1", "s390x", "glibc", NULL },
		{ 64, false, 243, "/lib/ld-linux-riscv64-lp64d.so.1",
		  "riscv64", "glibc", NULL },
		{ 32, false, 243, "/lib/ld-linux-riscv32-ilp32d.so.1", NULL,
		  "glibc", NULL },
	};

	for (size_t i = 0; i < GS_COUNT(t); i++) {
		unsigned char b[512];
		struct gs_elf e;

		make_elf(b, t[i].bits, t[i].big, t[i].machine, t[i].interp);
		is_int(gs_elf_parse(&e, b, sizeof(b)), 0, "ELF %zu", i);
		is_int(e.bits, t[i].bits, "ELF %zu: class", i);
		is_str(e.interp, t[i].interp ? t[i].interp : "",
		       "ELF %zu: interpreter", i);
		is_str(gs_elf_goarch(&e), t[i].arch, "ELF %zu: arch", i);
		is_str(gs_elf_libc(&e), t[i].libc, "ELF %zu: libc", i);
		is_str(gs_elf_loong_world(&e), t[i].world, "ELF %zu: world",
		       i);
	}
}

static void test_elf_bad(void)
{
	unsigned char b[512];
	struct gs_elf e;

	is_int(gs_elf_parse(&e, "#!/bin/sh\n", 10), -1, "a script");
	make_elf(b, 64, false, 62, "/lib/ld");
	is_int(gs_elf_parse(&e, b, 20), -1, "a cut-off header");
	b[4] = 9;
	is_int(gs_elf_parse(&e, b, sizeof(b)), -1, "an unknown class");
	make_elf(b, 64, false, 62, "/lib/ld");
	put(b + 32, 8, false, UINT64_MAX - 8);
	is_int(gs_elf_parse(&e, b, sizeof(b)), 0, "a wild table offset");
	is_str(e.interp, "", "is not followed");
	make_elf(b, 64, false, 62, "/lib/ld");
	put(b + 64 + 32, 8, false, UINT64_MAX);
	is_int(gs_elf_parse(&e, b, sizeof(b)), 0, "a wild length");
	is_str(e.interp, "", "is not believed");
	is_int(gs_elf_read(&e, "/nonexistent"), -1, "no file");
	is_int(gs_elf_read(&e, "/proc/self/exe"), 0, "our own program");
	is_int(e.bits, (int)sizeof(void *) * 8, "its class");
}

static void test_arch(void)
{
	static const char *const t[][2] = {
		{ "x86_64", "amd64" }, { "i686", "386" }, { "i386", "386" },
		{ "aarch64", "arm64" }, { "arm64", "arm64" },
		{ "armv6l", "arm" }, { "armv7l", "arm" },
		{ "armv8l", "arm" }, { "loongarch64", "loong64" },
		{ "riscv64", "riscv64" }, { "ppc64le", "ppc64le" },
		{ "s390x", "s390x" }, { "mips64", NULL },
		{ "sw_64", NULL }, { "ia64", NULL },
	};

	for (size_t i = 0; i < GS_COUNT(t); i++)
		is_str(gs_arch_of_machine(t[i][0]), t[i][1], "uname -m %s",
		       t[i][0]);
}

/* ---- versions ---------------------------------------------------------- */
static void test_shell_versions(void)
{
	static const char *const t[][2] = {
		{ "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)",
		  "5.2.15" },
		{ "zsh 5.9 (x86_64-debian-linux-gnu)", "5.9" },
		{ "fish, version 3.6.0\n", "3.6.0" },
		{ "BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call",
		  "1.36.1" },
		{ "musl libc (x86_64)\nVersion 1.2.5\nDynamic", "1.2.5" },
		{ "tcsh 6.24.07 (Astron) 2022-12-21", "6.24.07" },
		{ "@(#)MIRBSD KSH R59 2020/10/31", "59" },
		{ "Yet another shell, version 2.52", "2.52" },
		{ "xonsh/0.13.4", "0.13.4" }, { "0.19.2\n", "0.19.2" },
		{ "glibc 2.36", "2.36" }, { "no version here", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < GS_COUNT(t); i++) {
		gs_autofree char *v = gs_version_word(t[i][0]);

		is_str(v, t[i][1], "version of shell %zu", i);
	}
}

static void test_go_versions(void)
{
	static const char *const files[][2] = {
		{ "go1.22.5\ntime 2024-06-27T20:11:12Z\n", "1.22.5" },
		{ "go1.19.8", "1.19.8" }, { "go1.27rc1\n", "1.27rc1" },
		{ "devel go1.28-3f2a9c1b Thu Jan 1", "1.28" },
		{ "go1.9.2rc2\n", "1.9.2rc2" }, { "", NULL },
		{ "<html>go1.2\n", NULL },
		{ "devel +abc\ngo1.22\n", NULL },
	};
	static const char *const outputs[][2] = {
		{ "go version go1.22.5 linux/amd64\n", "1.22.5" },
		{ "go version go1.25.8 (Red Hat 1.25.8-1.el10) linux/amd64",
		  "1.25.8" },
		{ "go version go1.18 gccgo (Debian 12.2.0-14) 12.2.0 "
		  "linux/amd64", "1.18" },
		{ "go version go1.24.4 X:jsonv2 linux/arm64", "1.24.4" },
		{ "go version devel go1.28-0123456789 linux/amd64", "1.28" },
		{ "go: command not found", NULL },
	};

	for (size_t i = 0; i < GS_COUNT(files); i++) {
		gs_autofree char *v = gs_go_version_of_file(files[i][0]);

		is_str(v, files[i][1], "VERSION file %zu", i);
	}
	for (size_t i = 0; i < GS_COUNT(outputs); i++) {
		gs_autofree char *v = gs_go_version_of_output(outputs[i][0]);

		is_str(v, outputs[i][1], "go version output %zu", i);
	}
}

/* ---- owners ------------------------------------------------------------ */
static void test_owners(void)
{
	static const struct {
		const char *path, *real, *goroot;
		bool marker, current;
		enum gs_go_owner want;
	} t[] = {
		{ "/usr/bin/go", "/usr/lib/go-1.19/bin/go",
		  "/usr/lib/go-1.19", false, false, GS_GO_PACKAGE },
		{ "/usr/bin/go", "/usr/lib/golang/bin/go", "/usr/lib/golang",
		  false, false, GS_GO_PACKAGE },
		{ "/usr/bin/go", "/usr/bin/go-12", "", false, false,
		  GS_GO_GCCGO },
		{ "/usr/local/go/bin/go", "/usr/local/go/bin/go",
		  "/usr/local/go", false, false, GS_GO_TARBALL },
		{ "/usr/local/go/bin/go",
		  "/usr/local/lib/gosetup/go1.26.4/bin/go",
		  "/usr/local/lib/gosetup/go1.26.4", false, false,
		  GS_GO_GOSETUP },
		{ "/opt/go1.22/bin/go", "/opt/go1.22/bin/go", "/opt/go1.22",
		  false, false, GS_GO_TARBALL },
		{ "/snap/bin/go", "/snap/go/10535/bin/go", "/snap/go/10535",
		  false, false, GS_GO_SNAP },
		{ "/h/sdk/current/bin/go", "/h/sdk/go1.26.4/bin/go",
		  "/h/sdk/go1.26.4", false, true, GS_GO_GOSETUP },
		{ "/h/sdk/go1.22.5/bin/go", "/h/sdk/go1.22.5/bin/go",
		  "/h/sdk/go1.22.5", true, true, GS_GO_DL },
		{ "/h/sdk/go1.22.5/bin/go", "/h/sdk/go1.22.5/bin/go",
		  "/h/sdk/go1.22.5", false, false, GS_GO_TARBALL },
		{ "/h/.gvm/gos/go1.20/bin/go", "/h/.gvm/gos/go1.20/bin/go",
		  "/h/.gvm/gos/go1.20", false, false, GS_GO_GVM },
		{ "/h/.goenv/shims/go", "/h/.goenv/versions/1.21.0/bin/go",
		  "", false, false, GS_GO_GOENV },
		{ "/h/.asdf/shims/go",
		  "/h/.asdf/installs/golang/1.22.0/go/bin/go", "", false,
		  false, GS_GO_ASDF },
		{ "/h/.local/share/mise/shims/go", "/usr/bin/mise", "",
		  false, false, GS_GO_MISE },
		{ "/h/.g/go/bin/go", "/h/.g/versions/1.22.1/bin/go",
		  "/h/.g/versions/1.22.1", false, false, GS_GO_G },
		{ "/h/.gobrew/current/bin/go",
		  "/h/.gobrew/versions/1.22/go/bin/go", "", false, false,
		  GS_GO_GOBREW },
		{ "/opt/homebrew/bin/go",
		  "/opt/homebrew/Cellar/go/1.26.0/libexec/bin/go",
		  "/opt/homebrew/Cellar/go/1.26.0/libexec", false, false,
		  GS_GO_BREW },
		{ "/c/bin/go", "/c/go/bin/go", "/c/go", false, false,
		  GS_GO_CONDA },
		{ "/h/.nix-profile/bin/go",
		  "/nix/store/abc-go-1.22.5/share/go/bin/go",
		  "/nix/store/abc-go-1.22.5/share/go", false, false,
		  GS_GO_NIX },
		{ "/h/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.5."
		  "linux-amd64/bin/go",
		  "/h/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.5."
		  "linux-amd64/bin/go", "/x", false, false, GS_GO_MODCACHE },
		{ "/mnt/c/Program Files/Go/bin/go.exe",
		  "/mnt/c/Program Files/Go/bin/go.exe", "", false, false,
		  GS_GO_WINDOWS },
		{ "/h/bin/go", "/h/bin/go", "", false, false,
		  GS_GO_UNKNOWN },
	};

	for (size_t i = 0; i < GS_COUNT(t); i++) {
		struct gs_go_where w = {
			.path = t[i].path, .real = t[i].real,
			.goroot = t[i].goroot, .home = "/h", .root = "",
			.conda = "/c", .dl_marker = t[i].marker,
			.sdk_current = t[i].current,
		};

		is_str(gs_go_owner_name(gs_go_owner_of(&w)),
		       gs_go_owner_name(t[i].want), "owner of %s",
		       t[i].real);
	}
}

/* ---- mounts ------------------------------------------------------------ */
static void mount_is(const struct gs_mounts *m, const char *path,
		     const char *point, const char *fstype)
{
	const struct gs_mount *found = gs_mounts_find(m, path);

	is_str(found ? found->point : NULL, point, "mount of %s", path);
	is_str(found ? found->fstype : NULL, fstype, "fstype of %s", path);
}

static void test_mounts(void)
{
	static const char text[] =
		"27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
		"30 27 0:30 / /home rw shared:5 master:1 - nfs4 nas:/h rw\n"
		"31 27 0:31 / /mnt/my\\040disk rw - fuse.sshfs u@h:/ rw\n"
		"32 27 0:32 / /home rw - tmpfs tmpfs rw\n"
		"bad line\n";
	struct gs_mounts m = { NULL, 0, 0 };

	gs_mounts_parse(&m, text);
	is_int(m.n, 4, "four mounts");
	mount_is(&m, "/usr/local", "/", "ext4");
	mount_is(&m, "/mnt/my disk/x", "/mnt/my disk", "fuse.sshfs");
	mount_is(&m, "/home/u", "/home", "tmpfs");
	mount_is(&m, "/homework", "/", "ext4");
	gs_mounts_release(&m);
	ok(gs_fstype_network("nfs4") && gs_fstype_network("fuse.sshfs") &&
	   !gs_fstype_network("ext4") && !gs_fstype_network("tmpfs"),
	   "network file systems");
	ok(!gs_fstype_answers("nfs") && !gs_fstype_answers("fuse.rclone") &&
	   !gs_fstype_answers("9p") && gs_fstype_answers("overlay"),
	   "file systems that may keep us waiting");
}

/* ---- accounts, packages ------------------------------------------------ */
static void test_passwd(void)
{
	static const char text[] =
		"root:x:0:0:root:/root:/bin/bash\n"
		"+nis::1000:1000::/nis:/bin/nis\n"
		"ada:x:1000:1001:Ada, L:/home/ada:/usr/bin/zsh\n"
		"noshell:x:1002:1002::/n:\n"
		"broken:x\n";
	struct gs_account a;

	ok(gs_account_parse(&a, text, 1000), "uid 1000");
	is_str(a.name, "ada", "name");
	is_str(a.home, "/home/ada", "home");
	is_str(a.shell, "/usr/bin/zsh", "shell");
	is_int(a.gid, 1001, "gid");
	ok(gs_account_parse(&a, text, 1002), "uid 1002");
	is_str(a.shell, "", "no shell");
	ok(!gs_account_parse(&a, text, 77), "no such uid");
	is_str(a.name, "", "leaves nothing behind");
}

static void test_dpkg(void)
{
	static const char status[] =
		"Package: golang-go\nStatus: install ok installed\n"
		"Version: 2:1.19~1\n\n"
		"Package: old\nStatus: deinstall ok config-files\n"
		"Version: 1\n\n"
		"Package: dash\nStatus: install ok installed\n"
		"Depends: debconf\nVersion: 0.5.12-2\n";
	static const char list[] = "/.\n/usr\n/usr/lib/go-1.19/bin/go\n";
	gs_autofree char *dash = gs_dpkg_version(status, "dash");
	gs_autofree char *go = gs_dpkg_version(status, "golang-go");
	gs_autofree char *old = gs_dpkg_version(status, "old");
	gs_autofree char *part = gs_dpkg_version(status, "golang");
	gs_autofree char *up = gs_package_upstream("1:0.5.12-2+b1");

	is_str(dash, "0.5.12-2", "dpkg: version");
	is_str(go, "2:1.19~1", "dpkg: with epoch");
	is_str(old, NULL, "dpkg: removed packages do not count");
	is_str(part, NULL, "dpkg: a prefix is not the package");
	is_str(up, "0.5.12", "upstream's part of a version");
	ok(gs_dpkg_lists(list, "/usr/lib/go-1.19/bin/go"), "dpkg: listed");
	ok(!gs_dpkg_lists(list, "/usr/lib/go-1.19/bin"), "dpkg: a prefix");
}

static void test_apk(void)
{
	static const char db[] =
		"C:Q1\nP:go\nV:1.22.8-r0\nA:x86_64\nF:usr/bin\nR:go\n"
		"a:0:0:777\nF:usr/lib/go/bin\nR:go\nR:gofmt\n\n"
		"C:Q2\nP:busybox\nV:1.36.1-r29\nF:bin\nR:busybox\n";
	gs_autofree char *v = gs_apk_version(db, "busybox");
	gs_autofree char *o = gs_apk_owner(db, "/usr/lib/go/bin/go");
	gs_autofree char *n = gs_apk_owner(db, "/usr/lib/go/bin/vet");

	is_str(v, "1.36.1-r29", "apk: version");
	is_str(o, "go 1.22.8-r0", "apk: owner");
	is_str(n, NULL, "apk: nobody's file");
}

/* ---- shells ------------------------------------------------------------ */
static void zdotdir_is(const char *text, const char *want)
{
	gs_autofree char *v = gs_zdotdir_of_text(text, "/h", "/h/.config");

	is_str(v, want, "ZDOTDIR in '%.*s'", (int)strcspn(text, "\n"), text);
}

static void test_zdotdir(void)
{
	zdotdir_is("export ZDOTDIR=$HOME/.zsh\n", "/h/.zsh");
	zdotdir_is("ZDOTDIR=\"${HOME}/my zsh\"\n", "/h/my zsh");
	zdotdir_is("ZDOTDIR=~/.config/zsh # here\n", "/h/.config/zsh");
	zdotdir_is("export ZDOTDIR=${XDG_CONFIG_HOME:-$HOME/.config}/zsh",
		   "/h/.config/zsh");
	zdotdir_is("ZDOTDIR='/etc/z'; export ZDOTDIR\n", "/etc/z");
	zdotdir_is("ZDOTDIR=/a\nZDOTDIR=/b\n", "/b");
	zdotdir_is("# ZDOTDIR=/a\n", NULL);
	zdotdir_is("ZDOTDIR=$(pwd)\n", NULL);
	zdotdir_is("ZDOTDIR=$HOMEX/a\n", NULL);
	zdotdir_is("", NULL);
}

static void interactive_is(const char *args, size_t n, bool want)
{
	ok(gs_shell_is_interactive(args, n) == want, "%s%s ... %s", args,
	   strlen(args) + 1 < n ? " ..." : "",
	   want ? "is typed into" : "runs something");
}

static void test_parents(void)
{
	char name[64];
	pid_t parent = 0;

#define ARGS(s) s "", sizeof(s)
	interactive_is(ARGS("-bash"), true);
	interactive_is(ARGS("bash\0-l\0-i"), true);
	interactive_is(ARGS("zsh\0-lic\0echo"), false);
	interactive_is(ARGS("sh\0./bootstrap\0run"), false);
	interactive_is(ARGS("/bin/bash\0--init-file\0/x/integration.sh"),
		       true);
	interactive_is(ARGS("bash\0--norc"), true);
	interactive_is("", 0, true);
	ok(gs_proc_stat_parse("77 (a (b) c) S 45 77 77", name, sizeof(name),
			      &parent), "stat of a process");
	is_str(name, "a (b) c", "a name with parentheses");
	is_int(parent, 45, "its parent");
	ok(!gs_proc_stat_parse("", name, sizeof(name), &parent),
	   "an empty stat");
}

int main(void)
{
	test_os_release();
	test_wsl();
	test_elf_table();
	test_elf_bad();
	test_arch();
	test_shell_versions();
	test_go_versions();
	test_owners();
	test_mounts();
	test_passwd();
	test_dpkg();
	test_apk();
	test_zdotdir();
	test_parents();
	return tap_done();
}
