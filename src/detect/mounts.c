/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "detect/mounts.h"

#include <stdlib.h>
#include <string.h>
#if defined(__APPLE__)
#include <sys/param.h>
#include <sys/mount.h>
#endif

#include "base/buf.h"
#include "base/fileio.h"
#include "base/path.h"
#include "base/strv.h"

enum { MAX_TABLE = 4 << 20 };

static void add(struct gs_mounts *m, char *point, char *fstype, char *source)
{
	m->v = gs_grow(m->v, m->n, &m->cap, sizeof(*m->v));
	m->v[m->n++] = (struct gs_mount){ point, fstype, source };
}

/* Blank, tab, newline and backslash stand as \040 and so on. */
static char *unescape(const char *s)
{
	struct gs_buf b = GS_BUF_INIT;

	while (*s) {
		if (s[0] == '\\' && strspn(s + 1, "01234567") >= 3) {
			gs_buf_addc(&b, (char)((s[1] - '0') * 64 +
					       (s[2] - '0') * 8 + s[3] - '0'));
			s += 4;
		} else {
			gs_buf_addc(&b, *s++);
		}
	}
	return gs_buf_steal(&b);
}

/* 36 35 98:0 /root /point opts shared:1 ... - fstype source superopts */
static void parse_line(struct gs_mounts *m, const char *line)
{
	struct gs_strv w = GS_STRV_INIT;
	size_t dash = 6;

	gs_strv_split(&w, line, " ");
	while (dash < w.n && !gs_streq(w.v[dash], "-"))
		dash++;
	if (dash + 2 < w.n)
		add(m, unescape(w.v[4]), gs_strdup(w.v[dash + 1]),
		    unescape(w.v[dash + 2]));
	gs_strv_release(&w);
}

void gs_mounts_parse(struct gs_mounts *m, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		gs_autofree char *line = gs_strndup(text, n);

		parse_line(m, line);
		text += n + (text[n] == '\n');
	}
}

#if defined(__APPLE__)
void gs_mounts_read(struct gs_mounts *m)
{
	struct statfs *list;
	int n = getmntinfo(&list, MNT_NOWAIT);

	for (int i = 0; i < n; i++)
		add(m, gs_strdup(list[i].f_mntonname),
		    gs_strdup(list[i].f_fstypename),
		    gs_strdup(list[i].f_mntfromname));
}
#else
void gs_mounts_read(struct gs_mounts *m)
{
	gs_autofree char *text = gs_read_text("/proc/self/mountinfo",
					      MAX_TABLE);

	if (text)
		gs_mounts_parse(m, text);
}
#endif

void gs_mounts_release(struct gs_mounts *m)
{
	for (size_t i = 0; i < m->n; i++) {
		free(m->v[i].point);
		free(m->v[i].fstype);
		free(m->v[i].source);
	}
	free(m->v);
	memset(m, 0, sizeof(*m));
}

const struct gs_mount *gs_mounts_find(const struct gs_mounts *m,
				      const char *path)
{
	const struct gs_mount *best = NULL;

	for (size_t i = 0; i < m->n; i++)
		if (gs_path_within(path, m->v[i].point) &&
		    (!best || strlen(m->v[i].point) >= strlen(best->point)))
			best = &m->v[i];
	return best;
}

static bool listed(const char *const *list, size_t n, const char *fstype)
{
	for (size_t i = 0; i < n; i++)
		if (gs_streq(list[i], fstype))
			return true;
	return false;
}

bool gs_fstype_network(const char *fstype)
{
	static const char *const types[] = {
		"nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs",
		"auristorfs", "afpfs", "ceph", "glusterfs", "lustre", "gpfs",
		"beegfs", "orangefs", "pvfs2", "ncpfs", "coda", "davfs",
		"webdav", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph",
		"fuse.ceph-fuse", "fuse.davfs2", "fuse.s3fs", "fuse.rclone",
		"fuse.juicefs", "fuse.cvmfs2", "fuse.goofys", "panfs",
	};

	return listed(types, GS_COUNT(types), fstype);
}

bool gs_fstype_answers(const char *fstype)
{
	static const char *const types[] = {
		"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs",
		"bcachefs", "reiserfs", "vfat", "exfat", "msdos", "ntfs",
		"ntfs3", "iso9660", "udf", "squashfs", "erofs", "overlay",
		"aufs", "tmpfs", "ramfs", "rootfs", "devtmpfs", "proc",
		"sysfs", "cgroup", "cgroup2", "devpts", "securityfs",
		"debugfs", "tracefs", "configfs", "mqueue", "hugetlbfs",
		"pstore", "bpf", "efivarfs", "binfmt_misc", "fusectl", "nsfs",
		"selinuxfs", "rpc_pipefs", "nfsd", "apfs", "hfs", "devfs",
		/* autofs answers for its own directory; what it mounts has
		 * a line of its own. */
		"autofs",
	};

	return listed(types, GS_COUNT(types), fstype);
}
