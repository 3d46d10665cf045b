/* SPDX-License-Identifier: MIT */
/* Somebody's place in the room: his link, his lab, and what his page is told. */
#ifndef FBLAB_ROOM_SEAT_H
#define FBLAB_ROOM_SEAT_H

#include "room_events.h"
#include "room_look_ups.h"
#include "room_outside.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct lab;
struct room_quiz;
struct room_trainee;

enum { SEAT_SECRET_DIGITS = 32 };

struct seat {
    struct seat *next;
    char token[SEAT_SECRET_DIGITS + 1];   /* of the link */
    char session[SEAT_SECRET_DIGITS + 1]; /* of the cookie */
    struct lab *lab;                      /* that is watched; NULL: none */
    struct room_trainee *trainee;         /* NULL: it is no trainee's */
    struct room_quiz *quiz;               /* NULL: it is nobody's who reads evidence */
    bool instructor;
    atomic_bool muted; /* look-ups are not shown */
    struct room_events *events;
    struct room_look_ups *look_ups;
    atomic_llong told; /* of the journal: when, in milliseconds */

    /* look-ups of others, which seat_gather() puts together */
    void (*wake)(void *context); /* there is something to gather */
    void *wake_context;
    atomic_bool dirty;
    atomic_bool seen;          /* what an instructor sees of the trainee has changed */
    pthread_mutex_t gathering; /* guards: */
    struct room_outside *outside;
    uint64_t gathered; /* of the journal */
    bool asked;        /* the lab has looked up since the journal was read last */
    int asking;        /* look-ups of the lab's own that run: which requests are theirs is known when they end */
};

struct seat *seat_new(void (*wake)(void *context), void *context);
/* From now on the page is told of this lab; NULL: of none, and nobody is being told when it returns. */
void seat_watch(struct seat *seat, struct lab *lab);
/* Shows the look-ups of others that are over. true: call it again, some are not. */
bool seat_gather(struct seat *seat);
/* Whoever looks after the class is to be told. */
void seat_show_instructor(struct seat *seat);
/* Nobody is told anything any more. */
void seat_free(struct seat **seat);

#endif
