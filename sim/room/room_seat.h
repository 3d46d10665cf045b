/* SPDX-License-Identifier: MIT */
/* Somebody's place in the room: his link, his lab, and what his page is told. */
#ifndef FBLAB_ROOM_SEAT_H
#define FBLAB_ROOM_SEAT_H

#include "room_events.h"
#include "room_look_ups.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct lab;

enum { SEAT_SECRET_DIGITS = 32 };

struct seat {
    struct seat *next;
    char token[SEAT_SECRET_DIGITS + 1];   /* of the link */
    char session[SEAT_SECRET_DIGITS + 1]; /* of the cookie */
    struct lab *lab;
    struct room_events *events;
    struct room_look_ups *look_ups;
    atomic_llong told; /* of the journal: when, in milliseconds */
};

struct seat *seat_new(struct lab *lab);
/* Nobody is told anything any more. */
void seat_free(struct seat **seat);

#endif
