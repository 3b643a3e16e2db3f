/* SPDX-License-Identifier: MIT */
/* The ELF header says what a program is for, whatever uname says about the
 * kernel.  Numbers: the System V ABI and its processor supplements. */
#include "config.h"

#include "detect/elf.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
	HEADER = 4096,          /* program headers stand near the start */
	PT_INTERP_TYPE = 3,
	MAX_PHDRS = 64,
};

enum {
	EM_386_ = 3, EM_MIPS_ = 8, EM_PPC64_ = 21, EM_S390_ = 22,
	EM_ARM_ = 40, EM_X86_64_ = 62, EM_AARCH64_ = 183, EM_RISCV_ = 243,
	EM_LOONGARCH_ = 258,
};

static uint64_t number(const unsigned char *p, size_t n, bool big)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[big ? i : n - 1 - i];
	return v;
}

static void copy_interp(struct gs_elf *e, const unsigned char *p, size_t n)
{
	size_t len = strnlen((const char *)p, n);

	if (len < sizeof(e->interp)) {
		memcpy(e->interp, p, len);
		e->interp[len] = '\0';
	}
}

static void find_interp(struct gs_elf *e, const unsigned char *p, size_t n)
{
	bool wide = e->bits == 64;
	uint64_t off = number(p + (wide ? 32 : 28), wide ? 8 : 4, e->big);
	uint64_t size = number(p + (wide ? 54 : 42), 2, e->big);
	uint64_t count = number(p + (wide ? 56 : 44), 2, e->big);

	if (size < (wide ? 56U : 32U) || count > MAX_PHDRS)
		return;
	for (uint64_t i = 0; i < count; i++) {
		uint64_t at = off + i * size, start, len;

		if (off > n || at + size > n)
			return;
		if (number(p + at, 4, e->big) != PT_INTERP_TYPE)
			continue;
		start = number(p + at + (wide ? 8 : 4), wide ? 8 : 4, e->big);
		len = number(p + at + (wide ? 32 : 16), wide ? 8 : 4, e->big);
		if (start < n && len <= n - start)
			copy_interp(e, p + start, (size_t)len);
		return;
	}
}

int gs_elf_parse(struct gs_elf *e, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	memset(e, 0, sizeof(*e));
	if (n < 52 || memcmp(p, "\177ELF", 4) != 0 ||
	    (p[4] != 1 && p[4] != 2) || (p[5] != 1 && p[5] != 2))
		return -1;
	e->bits = p[4] == 2 ? 64 : 32;
	e->big = p[5] == 2;
	if (e->bits == 64 && n < 64)
		return -1;
	e->machine = (unsigned)number(p + 18, 2, e->big);
	find_interp(e, p, n);
	return 0;
}

int gs_elf_read(struct gs_elf *e, const char *path)
{
	unsigned char bytes[HEADER];
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	ssize_t n;

	if (fd < 0)
		return -1;
	n = read(fd, bytes, sizeof(bytes));
	close(fd);
	return n > 0 ? gs_elf_parse(e, bytes, (size_t)n) : -1;
}

const char *gs_elf_goarch(const struct gs_elf *e)
{
	bool wide = e->bits == 64;

	switch (e->machine) {
	case EM_386_:
		return "386";
	case EM_X86_64_:
		return "amd64";
	case EM_ARM_:
		return "arm";
	case EM_AARCH64_:
		return "arm64";
	case EM_LOONGARCH_:
		return wide ? "loong64" : NULL;
	case EM_RISCV_:
		return wide ? "riscv64" : NULL;
	case EM_S390_:
		return wide ? "s390x" : NULL;
	case EM_PPC64_:
		return e->big ? "ppc64" : "ppc64le";
	case EM_MIPS_:
		if (wide)
			return e->big ? "mips64" : "mips64le";
		return e->big ? "mips" : "mipsle";
	}
	return NULL;
}

const char *gs_elf_libc(const struct gs_elf *e)
{
	if (strstr(e->interp, "/ld-musl-"))
		return "musl";
	if (strstr(e->interp, "/linker"))
		return "bionic";
	if (strstr(e->interp, "/ld-linux") || strstr(e->interp, "/ld64.so.") ||
	    strstr(e->interp, "/ld.so.1"))
		return "glibc";
	return NULL;
}

/* golang/go#68867: the old world's interpreter is /lib64/ld.so.1. */
const char *gs_elf_loong_world(const struct gs_elf *e)
{
	if (e->machine != EM_LOONGARCH_ || !e->interp[0])
		return NULL;
	return strstr(e->interp, "ld-linux-loongarch") ||
	       strstr(e->interp, "ld-musl-") ? "new" : "old";
}

/* cmd/dist/main.go of Go 1.27. */
const char *gs_arch_of_machine(const char *machine)
{
	static const struct {
		const char *machine, *arch;
	} table[] = {
		{ "x86_64", "amd64" }, { "amd64", "amd64" },
		{ "aarch64", "arm64" }, { "arm64", "arm64" },
		{ "i86pc", "amd64" }, { "loongarch64", "loong64" },
		{ "riscv64", "riscv64" }, { "ppc64le", "ppc64le" },
		{ "ppc64", "ppc64" }, { "s390x", "s390x" },
	};
	size_t n = strlen(machine);

	for (size_t i = 0; i < GS_COUNT(table); i++)
		if (gs_streq(table[i].machine, machine))
			return table[i].arch;
	if (gs_starts(machine, "arm"))
		return "arm";
	if (n == 4 && machine[0] == 'i' && gs_ends(machine, "86"))
		return "386";
	return NULL;
}
