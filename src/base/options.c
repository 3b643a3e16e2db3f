/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/options.h"

#include <stdlib.h>
#include <string.h>

void gs_options_release(struct gs_options *o)
{
	free(o->mirror);
	free(o->index);
	free(o->root);
	free(o->data_dir);
	free(o->facts_file);
	free(o->answers_file);
	free(o->lang);
	free(o->color);
	gs_strv_release(&o->set);
	memset(o, 0, sizeof(*o));
}
