/* SPDX-License-Identifier: MIT */
/* Keeps the rooms that nobody reads in. */
#include "reading_room.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"

#include <stdlib.h>

/* Letters that there is room for when nobody reads. */
#define LETTERS_KEPT (64UL * 1024)

struct reading_rooms {
    const struct text_rules *rules;
    pthread_mutex_t lock;
    struct reading_room *first; /* under the lock */
};

struct reading_rooms *reading_rooms_new(const struct text_rules *rules)
{
    struct reading_rooms *const rooms = memory_new(sizeof *rooms);

    rooms->rules = rules;
    pthread_mutex_init(&rooms->lock, NULL);
    return rooms;
}

static void room_free(struct reading_room **room)
{
    struct reading_room *const old = *room;

    if (!old)
        return;
    sighting_clear(&old->sighting);
    plain_free(&old->plain);
    free(old->fits);
    free(old->places);
    free(old);
    *room = NULL;
}

void reading_rooms_free(struct reading_rooms **rooms)
{
    struct reading_rooms *const old = *rooms;

    for (struct reading_room *room; old && (room = old->first);) {
        old->first = room->next;
        room_free(&room);
    }
    if (old)
        pthread_mutex_destroy(&old->lock);
    free(old);
    *rooms = NULL;
}

static struct reading_room *room_new(struct reading_rooms *rooms)
{
    CLEANUP(room_free) struct reading_room *room = memory_new(sizeof *room);

    room->owner = rooms;
    sighting_init(&room->sighting, rooms->rules);
    room->fits = memory_array(rooms->rules->count + 1, sizeof *room->fits);
    room->places = memory_array(rooms->rules->need_count + 1, sizeof *room->places);
    return TAKE(room);
}

static struct reading_room *take_first(struct reading_rooms *rooms)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&rooms->lock);
    struct reading_room *const first = rooms->first;

    if (first)
        rooms->first = first->next;
    return first;
}

struct reading_room *reading_rooms_borrow(struct reading_rooms *rooms)
{
    struct reading_room *const first = take_first(rooms);

    return first ? first : room_new(rooms);
}

void reading_room_give_back(struct reading_room **room)
{
    struct reading_room *const own = TAKE(*room);
    struct reading_rooms *const rooms = own ? own->owner : NULL;

    if (!own)
        return;
    if (own->plain.room > LETTERS_KEPT)
        plain_free(&own->plain);
    pthread_mutex_lock(&rooms->lock);
    own->next = rooms->first;
    rooms->first = own;
    pthread_mutex_unlock(&rooms->lock);
}
