/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a Go tree: fetch, hash and unpack in one pipeline, into a stage
 * directory that apply/ made and owns.  Never writes anywhere else.
 */
#ifndef GS_INSTALL_INSTALL_H
#define GS_INSTALL_INSTALL_H

#include "base/report.h"
#include "steps/steps.h"

struct gs_install_result {
	int64_t archive_bytes;
	int64_t tree_bytes;
	int64_t files;
	char sha256[GS_SHA256_HEX];
	char *from;             /* masked URL or path that gave the bytes */
	long elapsed_ms;
	bool resumed;
};

/* Puts the contents of the archive's top directory "go/" straight into
 * stage_dir (empty, exists).  part_file: where the bytes of a download may
 * be kept for resuming (apply/ gave it; NULL: no resume); removed when done.
 * Verified when it returns 0: sha256 (if one is known), entry rules of
 * apply-engine.md 3.7, VERSION file, and `bin/go version` when runs_here.
 * On any error the stage may hold a partial tree: the caller removes it.
 * step: index for progress reports. */
int gs_install_tree(const struct gs_tree_source *src, const char *stage_dir,
		    const char *part_file, int step, const struct gs_report *r,
		    struct gs_install_result *out, struct gs_error *err);
void gs_install_result_release(struct gs_install_result *res);

/* Name of the release in an archive by its first bytes and file name:
 * opens path, finds go/VERSION; owned version ("1.19.8") and sha256.  For
 * method local. */
int gs_archive_probe(const char *path, char **version,
		     char sha256[GS_SHA256_HEX], struct gs_error *err);

#endif
