/* SPDX-License-Identifier: MIT */
/* What all tickets have in common: changes that nobody may make, harmless oddities, people. Read-only once loaded. */
#ifndef FBLAB_COURSE_COMMON_H
#define FBLAB_COURSE_COMMON_H

#include "base/error.h"
#include "scenario/ticket.h"

/* Settings that are odd and harmless. */
struct course_decoy {
    char *name, *at, *command;
    char *says; /* why it is harmless */
};

struct course_common {
    struct ticket_check *forbidden;
    size_t forbidden_count;
    struct course_decoy *decoys;
    size_t decoy_count;
    struct words colleagues; /* "Robin Keller" */
    struct words questions;  /* that one asks oneself before the answer is given */
};

/* `path` NULL: what came with the program. NULL: error says what is wrong. */
struct course_common *course_common_load(const char *path, struct error *error);
void course_common_free(struct course_common **common);

#endif
