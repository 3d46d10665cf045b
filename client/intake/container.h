/* SPDX-License-Identifier: MIT */
/* What is inside an input is read entry by entry, each as if it were alone; one that cannot be read does not keep the others from
 * being read, and is told. */
#ifndef FBLAB_CONTAINER_H
#define FBLAB_CONTAINER_H

#include "format_reader.h"

struct container {
    const struct input *outer;
    char *name; /* of the entry that is being read, in the whole input; NULL: none is */
    struct intake *inner;
    bool refused; /* and told so */
};

/* The next bytes of the entry, and length 0 at its end. An empty name: it is no entry, but what the input is. false: no more of
 * this entry is of use. */
bool container_piece(struct container *container, const char *name, const char *bytes, size_t length);
/* The entry cannot be read, perhaps after some pieces of it. */
void container_refuse(struct container *container, const char *name, const char *why);
/* A whole entry. */
void container_give(const struct input *outer, const char *name, const char *bytes, size_t length);
void container_clear(struct container *container);

#endif
