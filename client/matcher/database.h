/* SPDX-License-Identifier: MIT */
/* Strings compiled for Vectorscan, its only user: fast, but a millisecond for each few strings goes by first. */
#ifndef FBLAB_MATCHER_DATABASE_H
#define FBLAB_MATCHER_DATABASE_H

#include "direct.h"

#include "late/vectorscan.h"

struct database;

/* Of one needle or more. The program ends if memory does. The caller frees it; threads may share it. */
struct database *database_new(const struct needles *needles);
void database_free(struct database *database);
/* What one scan at a time needs for itself; the caller frees it by hs_free_scratch(). */
hs_scratch_t *database_scratch(const struct database *database);
void database_scan(const struct database *database, hs_scratch_t *scratch, const char *text, size_t length,
                   matcher_hit *hit, void *context);

#endif
