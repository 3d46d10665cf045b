/* SPDX-License-Identifier: MIT */
/* What happens in a lab becomes events of its page. */
#include "room_seat.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "lab/lab_watch.h"

#include <openssl/rand.h>

enum { EVENT_BYTES = 256 << 10, LOOK_UP_BYTES = 3 << 20, ENTRY_MS = 100 };

static void draw_secret(char secret[SEAT_SECRET_DIGITS + 1])
{
    unsigned char bytes[SEAT_SECRET_DIGITS / 2];

    RAND_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < SEAT_SECRET_DIGITS; i++)
        secret[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
    secret[SEAT_SECRET_DIGITS] = '\0';
}

/* A page looks into the logs a while after it was told: who is told now also sees what comes in the meantime. */
static void tell_entry(void *context)
{
    struct seat *const seat = context;
    const long long now = (long long)clock_ms();

    if (now - atomic_load(&seat->told) < ENTRY_MS)
        return;
    atomic_store(&seat->told, now);
    room_events_add(seat->events, "entry", json_null());
}

static void tell_changed(void *context)
{
    room_events_add(((struct seat *)context)->events, "changed", json_null());
}

static void tell_looked_up(void *context, const struct lookup *lookup, const json_t *exchanges)
{
    struct seat *const seat = context;

    room_events_add(seat->events, "look-up",
                    room_look_ups_add(seat->look_ups, room_look_up_view(lookup, exchanges, "lab")));
}

struct seat *seat_new(struct lab *lab)
{
    struct seat *const seat = memory_new(sizeof *seat);
    const struct lab_watch watch = {
        .context = seat, .entry = tell_entry, .changed = tell_changed, .looked_up = tell_looked_up};

    draw_secret(seat->token);
    draw_secret(seat->session);
    seat->lab = lab;
    seat->events = room_events_new(EVENT_BYTES);
    seat->look_ups = room_look_ups_new(LOOK_UP_BYTES);
    lab_watch(lab, &watch);
    return seat;
}

void seat_free(struct seat **seat)
{
    if (!*seat)
        return;
    lab_watch((*seat)->lab, NULL);
    room_events_free(&(*seat)->events);
    room_look_ups_free(&(*seat)->look_ups);
    free(*seat);
    *seat = NULL;
}
