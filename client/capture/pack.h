/* SPDX-License-Identifier: MIT */
/* A zip that is written: the counterpart of unpack.h. */
#ifndef FBLAB_PACK_H
#define FBLAB_PACK_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct pack;

struct pack *pack_new(void);
void pack_free(struct pack **pack);
/* name: with '/' between folders. false: error says why. */
bool pack_add(struct pack *pack, const char *name, const char *bytes, size_t length, struct error *error);
/* Writes the file, complete or not at all. Nothing can be added afterwards. */
bool pack_write(struct pack *pack, const char *path, struct error *error);
/* May a pack take the place of what is there? Nothing, an older pack, or what is no regular file. false: error names it. */
bool pack_may_replace(const char *path, struct error *error);

#endif
