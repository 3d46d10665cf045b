/* SPDX-License-Identifier: MIT */
/* What PowerShell says of an error besides its sentence. */
#ifndef FBLAB_SHELL_ERROR_RECORDS_H
#define FBLAB_SHELL_ERROR_RECORDS_H

#include <jansson.h>

/* {"id","category","message"}, by what the sentence is. The caller owns the reference. */
json_t *error_record(const char *sentence);

#endif
