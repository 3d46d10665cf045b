/* SPDX-License-Identifier: MIT */
/* Certificates that may have signed a token. */
#ifndef FBLAB_CERTIFICATE_LIST_H
#define FBLAB_CERTIFICATE_LIST_H

#include "organization/organization.h"

#include <stddef.h>

/* Base64 certificates of several objects; borrowed from the snapshot. */
struct certificate_list {
    const char *items[32];
    size_t count;
};

/* Adds the values of a list property; what is more than there is room for is left out. */
void certificate_list_add(struct certificate_list *list, const struct object *object, const char *property);

#endif
