/* SPDX-License-Identifier: MIT */
/* The tenant that a request to the token service names. */
#ifndef FBLAB_OAUTH_REALM_H
#define FBLAB_OAUTH_REALM_H

#include "capture/message.h"

/* The first part of "/<realm>/tokens/OAuth/2"; "" if it cannot be a tenant's GUID or domain. */
void realm_of_path(const struct request *request, char realm[128]);

#endif
