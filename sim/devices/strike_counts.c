/* SPDX-License-Identifier: MIT */
/* Counters by name, restrictions by property, and draws from the seed. */
#include "strike_counts.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "origin/origin.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Clients choose what their conversations are called: beyond so many, they share a counter. */
enum { MOST_CONVERSATIONS = 1024 };
#define OTHERS "others"

struct counter {
    char *name;
    uint64_t count;
};

struct strike_counts {
    uint64_t seed;
    pthread_mutex_t lock; /* guards what follows */
    struct counter *counters;
    size_t count;
};

/* What a rule may be restricted to; a rule without the property is not. */
static const char *name_of(const struct snapshot *snapshot, const struct origin *origin, char text[64])
{
    (void)snapshot, (void)text;
    return origin->name;
}

static const char *sender_of(const struct snapshot *snapshot, const struct origin *origin, char text[64])
{
    const char *colon = strrchr(origin->client, ':');

    (void)snapshot;
    snprintf(text, 64, "%.*s", colon ? (int)(colon - origin->client) : 0, origin->client);
    return text;
}

static const char *server_of(const struct snapshot *snapshot, const struct origin *origin, char text[64])
{
    (void)text;
    return balancer_server(snapshot, origin->party, origin->turn);
}

static const struct restriction {
    const char *property;
    const char *(*value)(const struct snapshot *snapshot, const struct origin *origin, char text[64]);
} restrictions[] = {
    {"Names", name_of},
    {"Sources", sender_of},
    {"Servers", server_of},
};

static bool concerns(const struct snapshot *snapshot, const struct object *rule, const struct origin *origin)
{
    char text[64];

    for (size_t i = 0; i < ARRAY_SIZE(restrictions); i++) {
        const struct restriction *restriction = &restrictions[i];
        const char *value = restriction->value(snapshot, origin, text);
        if (object_count(rule, restriction->property) > 0 &&
            !(value && object_lists(rule, restriction->property, value)))
            return false;
    }
    return true;
}

struct strike_counts *strike_counts_new(uint64_t seed)
{
    struct strike_counts *strike_counts = memory_new(sizeof *strike_counts);

    strike_counts->seed = seed;
    pthread_mutex_init(&strike_counts->lock, NULL);
    return strike_counts;
}

static void forget(struct strike_counts *strike_counts)
{
    for (size_t i = 0; i < strike_counts->count; i++)
        free(strike_counts->counters[i].name);
    free(TAKE(strike_counts->counters));
    strike_counts->count = 0;
}

void strike_counts_free(struct strike_counts **pointer)
{
    struct strike_counts *strike_counts = TAKE(*pointer);

    if (!strike_counts)
        return;
    forget(strike_counts);
    pthread_mutex_destroy(&strike_counts->lock);
    free(strike_counts);
}

struct strike_counts *strike_counts_copy(struct strike_counts *strike_counts)
{
    struct strike_counts *copy = strike_counts_new(strike_counts->seed);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&strike_counts->lock);

    copy->counters = memory_array(strike_counts->count + 1, sizeof *copy->counters);
    for (; copy->count < strike_counts->count; copy->count++) {
        const struct counter *counter = &strike_counts->counters[copy->count];
        copy->counters[copy->count] = (struct counter){text_copy(counter->name), counter->count};
    }
    return copy;
}

void strike_counts_put_back(struct strike_counts *strike_counts, struct strike_counts *copy)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&strike_counts->lock);
    struct counter *const counters = strike_counts->counters;
    const size_t count = strike_counts->count;

    strike_counts->counters = copy->counters;
    strike_counts->count = copy->count;
    copy->counters = counters;
    copy->count = count;
}

void strike_counts_reset(struct strike_counts *strike_counts)
{
    pthread_mutex_lock(&strike_counts->lock);
    forget(strike_counts);
    pthread_mutex_unlock(&strike_counts->lock);
}

void strike_counts_forget(struct strike_counts *strike_counts, const char *noun, const char *party)
{
    CLEANUP(cleanup_string) char *begin = text_format("%s %s ", noun, party);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&strike_counts->lock);

    for (size_t i = 0; i < strike_counts->count; i++)
        if (text_starts(strike_counts->counters[i].name, begin))
            strike_counts->counters[i].count = 0;
}

static struct counter *find(struct strike_counts *strike_counts, const char *name)
{
    for (size_t i = 0; i < strike_counts->count; i++)
        if (strcmp(strike_counts->counters[i].name, name) == 0)
            return &strike_counts->counters[i];
    if (strike_counts->count >= MOST_CONVERSATIONS && strcmp(name, OTHERS) != 0)
        return find(strike_counts, OTHERS);
    strike_counts->counters =
        memory_grow(strike_counts->counters, strike_counts->count + 1, sizeof *strike_counts->counters);
    strike_counts->counters[strike_counts->count] = (struct counter){.name = text_copy(name)};
    return &strike_counts->counters[strike_counts->count++];
}

static uint64_t count(struct strike_counts *strike_counts, const char *name)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&strike_counts->lock);

    return find(strike_counts, name)->count++;
}

uint64_t strike_counts_turn(struct strike_counts *strike_counts, const char *name)
{
    CLEANUP(cleanup_string) char *counter = text_format("turn %s", name);

    return count(strike_counts, counter);
}

/* splitmix64: the number-th draw of the seed, from 0 to 99. */
static unsigned draw(uint64_t seed, uint64_t number)
{
    uint64_t state = seed + 0x9E3779B97F4A7C15u * (number + 1);

    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
    state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
    return (unsigned)((state ^ (state >> 31)) % 100);
}

static const char *header_of(const struct request *request, const char *name)
{
    const char *value = request ? headers_get(&request->headers, name) : NULL;

    return value ? value : "";
}

char *strike_conversation(const struct origin *origin, const struct request *request)
{
    char sender[64];

    return text_format("%s %.256s %.256s", sender_of(NULL, origin, sender), header_of(request, "User-Agent"),
                       header_of(request, "X-AnchorMailbox"));
}

static char *counter_of(const struct object *rule, const struct origin *origin, const struct request *request)
{
    const bool own = object_flag(rule, "PerConversation", false);
    CLEANUP(cleanup_string) char *conversation = own ? strike_conversation(origin, request) : text_copy("");

    return text_format("%s %s %s", object_noun(rule), origin->party, conversation);
}

bool strike_due(struct strike_counts *strike_counts, const struct snapshot *snapshot, const struct object *rule,
                const struct origin *origin, const struct request *request)
{
    CLEANUP(cleanup_string) char *counter = NULL;
    uint64_t number;

    if (!concerns(snapshot, rule, origin))
        return false;
    counter = counter_of(rule, origin, request);
    number = count(strike_counts, counter);
    return number < (uint64_t)object_number(rule, "First", INT32_MAX) &&
           draw(strike_counts->seed, number) < (unsigned)object_number(rule, "Probability", 100);
}
