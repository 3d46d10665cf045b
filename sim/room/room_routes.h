/* SPDX-License-Identifier: MIT */
/* What the page asks for, one function a route; each sets an answer. */
#ifndef FBLAB_ROOM_ROUTES_H
#define FBLAB_ROOM_ROUTES_H

#include "base/error.h"
#include "capture/message.h"
#include "room_knowledge.h"
#include "room_seat.h"

#include <jansson.h>

struct room_call {
    struct seat *seat;
    struct room_knowledge *knowledge;
    const struct request *request;
    json_t *body; /* of a POST: an object; NULL: the route takes any bytes */
    struct answer *answer;
};

struct room_route {
    const char *method, *path;
    bool raw; /* takes any bytes */
    void (*run)(const struct room_call *call);
};

/* NULL: there is none. */
const struct room_route *room_route_find(const struct request *request);
/* Is it the one that waits for events? */
bool room_route_waits(const struct request *request);

/* Takes the reference. */
void room_answer_json(struct answer *answer, int status, json_t *json);
/* {"error":"sentence"} */
void room_answer_error(struct answer *answer, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
