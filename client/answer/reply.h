/* SPDX-License-Identifier: MIT */
/* The bytes of an answer. Pure. */
#ifndef FBLAB_REPLY_H
#define FBLAB_REPLY_H

#include <stddef.h>

/* The answer's body, and a NUL behind it. Owned. */
struct reply {
    char *body;
    size_t length;
};

void reply_clear(struct reply *reply);

#endif
