/* SPDX-License-Identifier: MIT */
/* What an ELF program is for.  Pure, except gs_elf_read. */
#ifndef GS_DETECT_ELF_H
#define GS_DETECT_ELF_H

#include <stdint.h>
#include "base/mem.h"

struct gs_elf {
	int bits;               /* 32 or 64 (EI_CLASS) */
	bool big;               /* big endian (EI_DATA) */
	unsigned machine;       /* e_machine */
	char interp[128];       /* PT_INTERP, "" for a static program */
};

/* 0, or -1 when these bytes (the start of the file) are no ELF header. */
int gs_elf_parse(struct gs_elf *e, const void *bytes, size_t n);
/* The same for a file; never blocks on a FIFO. */
int gs_elf_read(struct gs_elf *e, const char *path);

/* All borrowed; NULL when there is no answer. */
const char *gs_elf_goarch(const struct gs_elf *e);
const char *gs_elf_libc(const struct gs_elf *e);        /* by the interp */
const char *gs_elf_loong_world(const struct gs_elf *e); /* "old", "new" */
/* GOARCH for `uname -m`; NULL for what uname cannot tell (mips: EI_DATA)
 * and for machines that Go has no port for. */
const char *gs_arch_of_machine(const char *machine);

#endif
