/* SPDX-License-Identifier: MIT */
/* The admin API (sim/admin/openapi.json): health, scenarios, arm, disarm, repair, reset, run a command, journal, logs,
 * verify, metrics.
 * Only with "Authorization: Bearer <token>". Knows its lab through a table of functions. */
#ifndef FBLAB_ADMIN_H
#define FBLAB_ADMIN_H

#include "base/error.h"
#include "capture/message.h"
#include "journal/journal.h"
#include "scenario/scenario.h"

#include <stdio.h>

struct admin_services {
    void *context;
    const char *token;
    const char *shell_token; /* of a program under test: it may run commands, and nothing else */
    const char *version, *instance;
    const struct library *library;
    struct journal *journal;
    bool (*arm)(void *context, const char *const *ids, size_t count, bool keep, struct error *error);
    bool (*disarm)(void *context, const char *id, struct error *error); /* id NULL: everything */
    bool (*repair)(void *context, const char *id, struct error *error);
    bool (*reset)(void *context, struct error *error);
    /* {"armed":["06"],"changes":0,"healed":true}; the caller owns the reference. */
    json_t *(*armed)(void *context);
    /* The same and "look_up", which is made now: it may block. The caller owns the reference. */
    json_t *(*status)(void *context);
    /* GET /evidence: the same look-up as whoever asks sees it; it may block. The caller owns the reference. */
    json_t *(*evidence)(void *context);
    bool (*run)(void *context, const char *at, const char *command, FILE *output, struct error *error);
    bool (*run_for_tool)(void *context, const char *at, const char *command, FILE *output, struct error *error);
    /* {"ok","objects","warnings","error"} of shell/nouns/recording.h; the caller owns the reference. */
    json_t *(*run_for_objects)(void *context, const char *at, const char *command, bool for_tool);
    /* [{"name":"Get-Mailbox","at":[...],...}]; the caller owns the reference. */
    json_t *(*cmdlets)(void *context, bool for_tool);
    /* {"name": number}; the caller owns the reference. */
    json_t *(*metrics)(void *context);
};

/* Is it one of those that wait for nothing, so that any thread may answer it? */
bool admin_answers_at_once(const struct request *request);
/* Always sets an answer. Any thread. */
void admin_answer(const struct admin_services *services, const struct request *request, struct answer *answer);

#endif
