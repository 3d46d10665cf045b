/* SPDX-License-Identifier: MIT */
/* The admin API (sim/admin/openapi.json): health, scenarios, arm, disarm, repair, run a command, journal, metrics.
 * Only with "Authorization: Bearer <token>". Knows its simulator through a table of functions. */
#ifndef FBLAB_ADMIN_H
#define FBLAB_ADMIN_H

#include "error.h"
#include "journal.h"
#include "message.h"
#include "scenario.h"

#include <stdio.h>

struct admin_services {
    void *context;
    const char *token, *version, *instance;
    const struct library *library;
    struct journal *journal;
    bool (*arm)(void *context, const char *id, struct error *error);
    bool (*disarm)(void *context, struct error *error);
    bool (*repair)(void *context, struct error *error);
    bool (*run)(void *context, const char *at, const char *command, FILE *output, struct error *error);
    /* {"name": number}; the caller owns the reference. */
    json_t *(*metrics)(void *context);
};

/* Always sets an answer. Any thread. */
void admin_answer(const struct admin_services *services, const struct request *request, struct answer *answer);

#endif
