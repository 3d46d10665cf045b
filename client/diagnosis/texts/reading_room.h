/* SPDX-License-Identifier: MIT */
/* Room to read a text in. Made once a thread and used again, so that a text costs what is found in it. */
#ifndef FBLAB_READING_ROOM_H
#define FBLAB_READING_ROOM_H

#include "diagnosis/letters/plain.h"
#include "sighting.h"

/* A rule that holds. */
struct fit {
    const struct text_rule *rule;
    struct found_phrase *places; /* of its needs */
    double confidence, rank;     /* rank: as of a fitting */
};

struct reading_room {
    struct plain plain; /* for a text that is nowhere plain yet */
    struct sighting sighting;
    struct fit *fits;            /* room for all rules */
    struct found_phrase *places; /* room for the needs of all rules */
    struct reading_rooms *owner;
    struct reading_room *next;
};

/* Those that nobody reads in. Threads may share them. */
struct reading_rooms;
struct reading_rooms *reading_rooms_new(const struct text_rules *rules);
void reading_rooms_free(struct reading_rooms **readings);
/* For this thread alone, until it is given back. */
struct reading_room *reading_rooms_borrow(struct reading_rooms *readings);
void reading_room_give_back(struct reading_room **reading);

#endif
