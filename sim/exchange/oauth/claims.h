/* SPDX-License-Identifier: MIT */
/* What the issuers and verifiers of tokens share: claims, audiences, validity, lists of certificates. */
#ifndef FBLAB_CLAIMS_H
#define FBLAB_CLAIMS_H

#include "organization/organization.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

void claims_free(json_t **claims);
/* A claim that is text; "" if it is absent or something else. Borrowed. */
const char *claims_text(const json_t *claims, const char *name);
/* nbf and exp, give or take CLOCK_TOLERANCE. A token without both holds never. */
bool claims_hold_at(const json_t *claims, int64_t now);

/* "<application>/<host>@<realm>" of an audience or a resource, "<application>@<realm>" of an issuer. */
struct principal {
    char application[64], host[256], realm[128];
};

/* false: a part is missing or too long. host "" where there is none. */
bool principal_parse(const char *text, struct principal *principal);

#endif
