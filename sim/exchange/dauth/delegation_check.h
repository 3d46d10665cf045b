/* SPDX-License-Identifier: MIT */
/* The token by which the federation gateway lets a user of one organisation be named to another: who signs it, for
 * whom it is sealed, and what must hold before it is believed. */
#ifndef FBLAB_DELEGATION_TOKEN_H
#define FBLAB_DELEGATION_TOKEN_H

#include "exchange/common/call.h"

#include "base/guid.h"
#include "saml/assertion.h"

/* xenc:EncryptedData, signed by MsolCompany "federation-gateway" and sealed with the certificate of a MsolApplication. The
 * assertion's id and proof are drawn here. NULL: the gateway has no key, or the application no certificate. The caller
 * frees it. */
char *delegation_issue(const struct exchange_call *call, struct assertion *assertion, char id[GUID_SIZE],
                       const struct object *application);

#endif
