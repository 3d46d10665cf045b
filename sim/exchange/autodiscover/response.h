/* SPDX-License-Identifier: MIT */
/* What the operations of autodiscover.svc have in common: errors, and the limit of a list. */
#ifndef FBLAB_AUTODISCOVER_RESPONSE_H
#define FBLAB_AUTODISCOVER_RESPONSE_H

#include "exchange/common/call.h"

#include <stdio.h>

/* ErrorCode and ErrorMessage. */
void autodiscover_put_error(FILE *output, const char *code, const char *message);
/* Are there more of these children than a server answers in one request? */
bool autodiscover_too_many(const xmlNode *list, const char *name);

#endif
