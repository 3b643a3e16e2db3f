/* SPDX-License-Identifier: MIT */
/*
 * The facts of a machine: everything that the later stages know about the
 * world.  A plan is a pure function of facts, answers and catalogue, so a
 * JSON file of facts plans for another machine (--facts FILE).
 */
#ifndef GS_DETECT_FACTS_H
#define GS_DETECT_FACTS_H

#include <stdint.h>
#include <sys/types.h>
#include "base/hash.h"
#include "base/json.h"
#include "base/options.h"

/* A path that a plan may read or write. */
enum gs_file_type {
	GS_FILE_ABSENT,
	GS_FILE_REGULAR,
	GS_FILE_DIR,
	GS_FILE_OTHER,          /* fifo, device, socket */
	GS_FILE_UNREADABLE,     /* see `why` */
};

struct gs_file {
	char *path;             /* absolute, as the user knows it */
	char *link;             /* text, when path itself is a symlink */
	char *real;             /* where a chain of links ends, even when
				   that does not exist; == path if no link */
	enum gs_file_type type; /* of `real` */
	mode_t mode;            /* 07777 bits of `real` */
	uid_t uid;
	gid_t gid;
	unsigned nlink;
	int64_t size;
	bool writable;          /* file by the user who will write it */
	bool dir_writable;      /* the directory that holds `real` */
	char *why;              /* why it cannot be read or edited, or NULL */
	struct gs_buf bytes;    /* REGULAR only, up to 4 MiB */
	char sha256[GS_SHA256_HEX];    /* REGULAR only, else "" */
};

/* One shell that is installed. */
struct gs_shell_fact {
	char *name;             /* bash, zsh, fish, dash, sh, ... */
	char *path;
	char *version;          /* "5.2.15", or "" when it will not say */
	bool is_login;          /* passwd entry */
	bool is_env;            /* $SHELL */
	bool is_parent;         /* among our parent processes */
	char *zdotdir_env;      /* zsh: dir whose .zshenv a fresh login reads */
	char *zdotdir_rc;       /* zsh: dir of .zprofile and .zshrc */
};

enum gs_go_owner {
	GS_GO_TARBALL, GS_GO_PACKAGE, GS_GO_SNAP, GS_GO_GVM, GS_GO_GOENV,
	GS_GO_ASDF, GS_GO_MISE, GS_GO_DL /* golang.org/dl, ~/sdk */,
	GS_GO_G /* voidint */, GS_GO_GOBREW, GS_GO_BREW, GS_GO_CONDA,
	GS_GO_NIX, GS_GO_MODCACHE, GS_GO_GOSETUP, GS_GO_WINDOWS, GS_GO_GCCGO,
	GS_GO_UNKNOWN,
};
/* "package", "tarball", "golang.org/dl", ... */
const char *gs_go_owner_name(enum gs_go_owner owner);

struct gs_go_fact {
	char *path;             /* .../bin/go as found */
	char *real;             /* links resolved */
	char *goroot;
	char *version;          /* "1.22.5", "1.27rc1"; "" when broken */
	enum gs_go_owner owner;
	char *package;          /* "golang-1.19-go 1.19.8-2", or NULL */
	int path_index;         /* position of its directory in PATH, or -1 */
	bool active;            /* the one that this environment would run */
	char *broken;           /* why it does not work, or NULL */
	bool has_go_env;        /* $GOROOT/go.env exists */
};

/* A directory that could be used, and the file system under it. */
struct gs_place {
	char *path;             /* need not exist yet */
	char *what;             /* "home", "tmp", "sdk", "cache", "state",
				   "system" (/usr/local) */
	char *mount;            /* mount point */
	char *fstype;           /* "ext4", "nfs4", "9p", ... */
	int64_t free_bytes;     /* for this user; -1 unknown */
	int64_t free_inodes;    /* -1 unknown */
	int64_t quota_bytes;    /* left of the quota, -1 none seen */
	bool network, noexec, readonly, writable;
	bool hung;              /* the file system did not answer */
};

/* Text is never NULL ("" when unknown) unless a comment says NULL. */
struct gs_facts {
	/* system */
	char *os;               /* GOOS: "linux", "darwin" */
	char *arch;             /* GOARCH of the userland: "amd64", "arm" */
	char *machine;          /* uname -m */
	char *kernel;           /* uname -r */
	char *libc;             /* "glibc", "musl", "bionic", "system" */
	char *libc_version;
	int elf_bits;           /* 32 or 64: class of the userland */
	char *loong_world;      /* "old", "new" or NULL */
	/* os-release; id and like in lower case, whatever it says. */
	char *distro_id, *distro_version, *distro_like, *distro_name;
	char *pkg_manager;      /* apt, dnf, yum, zypper, pacman, apk, brew */
	int wsl;                /* 0, 1, 2 */
	char *container;        /* "docker", "lxc", ... or NULL */
	int cores;
	int64_t memory_bytes;
	bool over_ssh;
	char *ssh_from;         /* address, or NULL */
	char *hostname;

	/* user */
	char *user;
	uid_t uid;
	gid_t gid;
	char *home;             /* $HOME */
	char *passwd_home;      /* differs from home: shown */
	char *login_shell;      /* passwd */
	char *env_shell;        /* $SHELL */
	char *parent_shell;     /* first known shell among the parents */
	bool is_root;
	bool under_sudo;        /* SUDO_UID set */
	uid_t home_uid;         /* owner of home */
	bool can_sudo;          /* a sudo or doas program is there */

	/* environment */
	char *path_env;         /* PATH */
	char *xdg_config;       /* resolved: ~/.config */
	char *xdg_state;        /* resolved: ~/.local/state */
	char *xdg_cache;        /* resolved: ~/.cache */
	char *lang;             /* locale of the messages */
	char *timezone;         /* "Asia/Shanghai" or "" */
	/* NAME=value of GO*, *_proxy and *_PROXY variables that are set. */
	struct gs_strv env;
	char *root;             /* --root: "" normally */

	/* what is there */
	struct gs_shell_fact *shells;
	size_t n_shells;
	struct gs_go_fact *go;  /* in PATH order, then known places */
	size_t n_go;
	char *goenv_path;       /* go env file, wherever GOENV says; "" = off */
	struct gs_place *places;
	size_t n_places;
	/* Sorted by path: what shells, plan and methods may read or write,
	 * the directories above, all entries of ~/sdk and of
	 * /usr/local/lib/gosetup (one that is not here is absent). */
	struct gs_file *files;
	size_t n_files;
	struct gs_strv tools;   /* git, gcc, cc, sudo, gpgv ... found */
	struct gs_strv notes;   /* what could not be looked at, and why */
};

void gs_facts_init(struct gs_facts *f);
void gs_facts_release(struct gs_facts *f);

/* Looks at this machine: below 150 ms, bounded even when a file system or a
 * shell hangs, no network, no toolchain switch.  Never fails as a whole:
 * what could not be seen stands in f->notes. */
int gs_detect(struct gs_facts *f, const struct gs_options *opts,
	      struct gs_error *err);

/* JSON as CONTRACT.md says, complete both ways.  with_files adds `files`
 * with their contents; bytes that are not UTF-8 text, in any string, are
 * written {"base64": "..."}.
 *
 * A document written by hand may say "others_absent": true; then the files
 * that a plan may ask for and that it does not list are absent, and the
 * members of a file that it leaves out get the usual values.
 *
 * gs_facts_from_json initialises f, also when it fails. */
json_t *gs_facts_to_json(const struct gs_facts *f, bool with_files);
int gs_facts_from_json(struct gs_facts *f, const json_t *v,
		       struct gs_error *err);
/* Replaces the user name and password in URLs of f->env by "***": for
 * output that leaves this machine (detect --json), never for a plan. */
void gs_facts_mask(struct gs_facts *f);

/* Borrowed, or NULL.  gs_facts_file: by `path`, NULL when it was not looked
 * at (which a planner treats as a bug: add it to the shells table). */
const struct gs_file *gs_facts_file(const struct gs_facts *f, const char *path);
const struct gs_shell_fact *gs_facts_shell(const struct gs_facts *f,
					   const char *name);
const struct gs_place *gs_facts_place(const struct gs_facts *f,
				      const char *what);
const char *gs_facts_getenv(const struct gs_facts *f, const char *name);
/* The Go that this environment runs, or NULL. */
const struct gs_go_fact *gs_facts_active_go(const struct gs_facts *f);
/* Value of a key in the go env file (last one wins), owned, or NULL. */
char *gs_facts_goenv_get(const struct gs_facts *f, const char *key);
/* Owned: f->root + path. */
char *gs_facts_system_path(const struct gs_facts *f, const char *path);
/* Archive platform as in file names: "linux-amd64", "linux-armv6l". Owned.
 * GOARCH names except that linux/arm is armv6l. */
char *gs_facts_platform(const struct gs_facts *f);

/* Reads one path into *file (init'ed by it).  Used by detect and, to
 * re-check before writing, by apply. */
void gs_file_stat(struct gs_file *file, const char *path, bool with_bytes);
void gs_file_release(struct gs_file *file);

#endif
