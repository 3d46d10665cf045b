/* SPDX-License-Identifier: MIT */
/* An object and its properties as a snapshot holds them. */
#ifndef FBLAB_ORGANIZATION_OBJECT_H
#define FBLAB_ORGANIZATION_OBJECT_H

#include "name.h"
#include "organization.h"

/* Strings point into the document, which nobody changes any more. */
struct property {
    struct name name;
    const char *value;
};

struct object {
    const char *noun;
    const struct object *next; /* of the same noun */
    struct property *properties;
    size_t count;
};

#endif
