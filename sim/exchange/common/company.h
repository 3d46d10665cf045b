/* SPDX-License-Identifier: MIT */
/* The services in the cloud that issue tokens, by the settings of the directory. */
#ifndef FBLAB_EXCHANGE_COMPANY_H
#define FBLAB_EXCHANGE_COMPANY_H

#include "organization/organization.h"

/* MsolCompany "token-service" or "federation-gateway": how that service signs. NULL: none. Borrowed. */
const struct object *company_find(const struct snapshot *snapshot, const char *name);

#endif
