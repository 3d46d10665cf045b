/* SPDX-License-Identifier: MIT */
/* What happens in a lab becomes events of its page. */
#include "room_seat.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "lab/lab_watch.h"

#include <openssl/rand.h>
#include <time.h>

enum { EVENT_BYTES = 256 << 10, LOOK_UP_BYTES = 3 << 20, ENTRY_MS = 100, JOURNAL_ENTRIES = 1000 };

static void draw_secret(char secret[SEAT_SECRET_DIGITS + 1])
{
    unsigned char bytes[SEAT_SECRET_DIGITS / 2];

    RAND_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < SEAT_SECRET_DIGITS; i++)
        secret[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
    secret[SEAT_SECRET_DIGITS] = '\0';
}

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A page looks into the logs a while after it was told: who is told now also sees what comes in the meantime. */
static void tell_entry(void *context)
{
    struct seat *const seat = context;
    const long long now = (long long)clock_ms();

    if (!atomic_exchange(&seat->dirty, true))
        seat->wake(seat->wake_context);
    if (now - atomic_load(&seat->told) < ENTRY_MS)
        return;
    atomic_store(&seat->told, now);
    room_events_add(seat->events, "entry", json_null());
}

static void tell_changed(void *context)
{
    room_events_add(((struct seat *)context)->events, "changed", json_null());
}

static void tell_asking(void *context)
{
    struct seat *const seat = context;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&seat->gathering);

    seat->asked = true;
    seat->asking++;
}

void seat_show_instructor(struct seat *seat)
{
    if (!atomic_exchange(&seat->seen, true))
        seat->wake(seat->wake_context);
}

static void show(struct seat *seat, json_t *view)
{
    room_events_add(seat->events, "look-up", room_look_ups_add(seat->look_ups, view));
}

/* Those that ended before a request could be sent. */
static size_t failed_connections(const struct lookup *lookup)
{
    size_t count = 0;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        count += lookup->evidence[i].outcome != OUTCOME_OK &&
                 (lookup->evidence[i].hop == HOP_CONNECT || lookup->evidence[i].hop == HOP_TLS);
    return count;
}

static void tell_looked_up(void *context, const struct lookup *lookup, const json_t *exchanges)
{
    struct seat *const seat = context;

    if (!atomic_load(&seat->muted))
        show(seat, room_look_up_view(lookup, exchanges, "lab"));
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&seat->gathering);
    room_outside_own(seat->outside, exchanges);
    room_outside_own_connections(seat->outside, failed_connections(lookup), now_ms());
    if (seat->asking > 0) /* one that ran when we came was not counted */
        seat->asking--;
}

static uint64_t last_entry(struct lab *lab)
{
    CLEANUP(json_release) json_t *page = lab_journal_page(lab, UINT64_MAX, 0);

    return (uint64_t)json_integer_value(json_object_get(page, "last"));
}

/* With the lock. */
static void feed(struct seat *seat)
{
    CLEANUP(json_release) json_t *page = lab_journal_page(seat->lab, seat->gathered, JOURNAL_ENTRIES);

    seat->gathered = (uint64_t)json_integer_value(json_object_get(page, "last"));
    room_outside_feed(seat->outside, json_object_get(page, "entries"), seat->asked, now_ms());
    seat->asked = false;
}

bool seat_gather(struct seat *seat)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&seat->gathering);
    json_t *view;

    if (!seat->lab)
        return false;
    if (seat->asking > 0)
        return true;
    if (atomic_exchange(&seat->dirty, false))
        feed(seat);
    while ((view = room_outside_take(seat->outside, now_ms())))
        show(seat, view);
    return room_outside_waits(seat->outside);
}

struct seat *seat_new(void (*wake)(void *context), void *context)
{
    struct seat *const seat = memory_new(sizeof *seat);

    draw_secret(seat->token);
    draw_secret(seat->session);
    pthread_mutex_init(&seat->gathering, NULL);
    seat->wake = wake;
    seat->wake_context = context;
    seat->outside = room_outside_new();
    seat->events = room_events_new(EVENT_BYTES);
    seat->look_ups = room_look_ups_new(LOOK_UP_BYTES);
    return seat;
}

/* The look-ups and the journal of the lab before are no longer of interest. */
static void forget(struct seat *seat, struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&seat->gathering);

    room_outside_free(&seat->outside);
    seat->outside = room_outside_new();
    seat->asking = 0;
    seat->lab = lab;
    seat->gathered = lab ? last_entry(lab) : 0;
}

void seat_watch(struct seat *seat, struct lab *lab)
{
    const struct lab_watch watch = {.context = seat,
                                    .entry = tell_entry,
                                    .changed = tell_changed,
                                    .asking = tell_asking,
                                    .looked_up = tell_looked_up};

    if (seat->lab)
        lab_watch(seat->lab, NULL);
    forget(seat, lab);
    if (lab)
        lab_watch(lab, &watch);
}

void seat_free(struct seat **seat)
{
    if (!*seat)
        return;
    seat_watch(*seat, NULL);
    room_events_free(&(*seat)->events);
    room_look_ups_free(&(*seat)->look_ups);
    room_outside_free(&(*seat)->outside);
    pthread_mutex_destroy(&(*seat)->gathering);
    free(*seat);
    *seat = NULL;
}
