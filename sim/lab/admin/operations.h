/* SPDX-License-Identifier: MIT */
/* What the admin API does, one function a route. Each sets an answer. */
#ifndef FBLAB_OPERATIONS_H
#define FBLAB_OPERATIONS_H

#include "admin.h"

#include <stdint.h>

struct admin_call {
    const struct admin_services *services;
    const struct request *request;
    bool tool;    /* with the token of a program under test */
    json_t *body; /* an object, where the route takes one */
    struct answer *answer;
};

struct route {
    const char *method, *path;
    bool open;     /* without a token */
    bool for_tool; /* also with the token of a program under test */
    bool has_body; /* a JSON object */
    void (*run)(const struct admin_call *call);
};

/* The table of routes; NULL behind the last one. */
const struct route *admin_route(size_t index);

void operation_health(const struct admin_call *call);
void operation_scenarios(const struct admin_call *call);
void operation_arm(const struct admin_call *call);
void operation_disarm(const struct admin_call *call);
void operation_repair(const struct admin_call *call);
void operation_run(const struct admin_call *call);
void operation_cmdlets(const struct admin_call *call);
void operation_journal(const struct admin_call *call);
void operation_logs(const struct admin_call *call);
void operation_forget(const struct admin_call *call);
void operation_metrics(const struct admin_call *call);
void operation_armed(const struct admin_call *call);
void operation_status(const struct admin_call *call);
void operation_evidence(const struct admin_call *call);
void operation_reset(const struct admin_call *call);
void operation_verify(const struct admin_call *call);
void operation_describe(const struct admin_call *call);

enum { JOURNAL_PAGE = 1000 }; /* entries */

/* The query's parameter of that name, or `fallback`. false: answered 400. */
bool admin_number(const struct admin_call *call, const char *name, uint64_t fallback, uint64_t *value);

/* Takes the reference. */
void answer_json(struct answer *answer, int status, json_t *json);
/* {"error":"sentence"} */
void answer_error(struct answer *answer, int status, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
