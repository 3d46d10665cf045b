/* SPDX-License-Identifier: MIT */
/* A call of the page, and what every kind of seat answers. */
#ifndef FBLAB_ROOM_CALL_H
#define FBLAB_ROOM_CALL_H

#include "base/error.h"
#include "capture/message.h"
#include "room_knowledge.h"
#include "room_seat.h"

#include <jansson.h>

struct room_call {
    struct seat *seat;
    const struct seat *seats; /* of the room */
    struct room_knowledge *knowledge;
    const struct request *request;
    json_t *body; /* of a POST: an object; NULL: the route takes any bytes */
    struct answer *answer;
};

struct room_route {
    const char *method, *path;
    void (*run)(const struct room_call *call);
    bool raw; /* takes any bytes */
};

/* Of every seat. */
void room_answer_events(const struct room_call *call);
void room_answer_look_ups(const struct room_call *call);
void room_answer_catalogue(const struct room_call *call);
/* ?topic=Get-Mailbox: {"text"}, as the management shell prints it. */
void room_answer_help(const struct room_call *call);

/* Takes the reference. */
void room_answer_json(struct answer *answer, int status, json_t *json);
/* {"error":"sentence"} */
void room_answer_error(struct answer *answer, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Takes the reference; NULL: error says why not, with the status `otherwise`. */
void room_answer_found(const struct room_call *call, int otherwise, json_t *found, const struct error *error);

#endif
