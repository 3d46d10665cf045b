/* SPDX-License-Identifier: MIT */
/* The JSON that getSchedule is asked with, as data. */
#ifndef FBLAB_GRAPH_SCHEDULE_REQUEST_H
#define FBLAB_GRAPH_SCHEDULE_REQUEST_H

#include "exchange/ews/availability/calendar.h"
#include "graph_reply.h"

struct schedule_request {
    json_t *json;            /* owned */
    const json_t *schedules; /* addresses; borrowed from json */
    struct window window;
    const struct time_zone *zone; /* of the answer: Prefer: outlook.timezone="..."; borrowed */
    int interval;                 /* minutes */
};

/* false: the answer is a refusal; close it in both cases. */
bool schedule_request_read(const struct exchange_call *call, struct schedule_request *request, struct answer *answer);
void schedule_request_close(struct schedule_request *request);

#endif
