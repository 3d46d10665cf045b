/* SPDX-License-Identifier: MIT */
/* Signs with a certificate of the own organisation, whose files its document names. */
#ifndef FBLAB_SIGNING_H
#define FBLAB_SIGNING_H

#include "state.h"

#include <jansson.h>

/* Takes the claims. The caller frees the token. NULL: no such certificate, or its files cannot be used. */
char *signing_sign(const struct flow *flow, const char *thumbprint, json_t *claims);

#endif
