/* SPDX-License-Identifier: MIT */
#ifndef GS_APPLY_RECEIPT_H
#define GS_APPLY_RECEIPT_H

#include "apply/apply.h"

/* Replaces the contents of an initialised receipt. */
void gs_receipt_from_json(struct gs_receipt *r, const json_t *v);

#endif
