/* SPDX-License-Identifier: MIT */
/* Signs with a certificate of the own organisation, whose files its document names. */
#ifndef FBLAB_SIGNING_H
#define FBLAB_SIGNING_H

#include "flow/lookup/flow_state.h"

#include <jansson.h>

/* PEM of a certificate and its key, for who signs something other than a token. The caller frees both; NULL: there is no
 * such certificate, or its file cannot be read. */
struct signing_files {
    char *private_key, *certificate;
};

struct signing_files signing_read(const struct flow *flow, const char *thumbprint);
void signing_close(struct signing_files *files);

/* Takes the claims. The caller frees the token. NULL: no such certificate, or its files cannot be used. */
char *signing_sign(const struct flow *flow, const char *thumbprint, json_t *claims);

#endif
