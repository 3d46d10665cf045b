/* SPDX-License-Identifier: MIT */
#include "occasion.h"

#include "base/cleanup.h"
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

struct occasions {
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

struct occasions *occasions_new(uint64_t seed)
{
    struct occasions *occasions = calloc(1, sizeof *occasions);

    if (!occasions)
        abort();
    occasions->seed = seed;
    pthread_mutex_init(&occasions->lock, NULL);
    return occasions;
}

static void forget(struct occasions *occasions)
{
    for (size_t i = 0; i < occasions->count; i++)
        free(occasions->counters[i].name);
    free(TAKE(occasions->counters));
    occasions->count = 0;
}

void occasions_free(struct occasions **pointer)
{
    struct occasions *occasions = TAKE(*pointer);

    if (!occasions)
        return;
    forget(occasions);
    pthread_mutex_destroy(&occasions->lock);
    free(occasions);
}

void occasions_reset(struct occasions *occasions)
{
    pthread_mutex_lock(&occasions->lock);
    forget(occasions);
    pthread_mutex_unlock(&occasions->lock);
}

static struct counter *find(struct occasions *occasions, const char *name)
{
    for (size_t i = 0; i < occasions->count; i++)
        if (strcmp(occasions->counters[i].name, name) == 0)
            return &occasions->counters[i];
    if (occasions->count >= MOST_CONVERSATIONS && strcmp(name, OTHERS) != 0)
        return find(occasions, OTHERS);
    occasions->counters = reallocarray(occasions->counters, occasions->count + 1, sizeof *occasions->counters);
    if (!occasions->counters)
        abort();
    occasions->counters[occasions->count] = (struct counter){.name = text_copy(name)};
    return &occasions->counters[occasions->count++];
}

static uint64_t count(struct occasions *occasions, const char *name)
{
    uint64_t number;

    pthread_mutex_lock(&occasions->lock);
    number = find(occasions, name)->count++;
    pthread_mutex_unlock(&occasions->lock);
    return number;
}

uint64_t occasions_turn(struct occasions *occasions, const char *name)
{
    CLEANUP(cleanup_string) char *counter = text_format("turn %s", name);

    return count(occasions, counter);
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

char *occasion_conversation(const struct origin *origin, const struct request *request)
{
    char sender[64];

    return text_format("%s %.256s %.256s", sender_of(NULL, origin, sender), header_of(request, "User-Agent"),
                       header_of(request, "X-AnchorMailbox"));
}

static char *counter_of(const struct object *rule, const struct origin *origin, const struct request *request)
{
    const bool own = object_flag(rule, "PerConversation", false);
    CLEANUP(cleanup_string) char *conversation = own ? occasion_conversation(origin, request) : text_copy("");

    return text_format("%s %s %s", object_noun(rule), origin->party, conversation);
}

bool occasion_due(struct occasions *occasions, const struct snapshot *snapshot, const struct object *rule,
                  const struct origin *origin, const struct request *request)
{
    CLEANUP(cleanup_string) char *counter = NULL;
    uint64_t number;

    if (!concerns(snapshot, rule, origin))
        return false;
    counter = counter_of(rule, origin, request);
    number = count(occasions, counter);
    return number < (uint64_t)object_number(rule, "First", INT32_MAX) &&
           draw(occasions->seed, number) < (unsigned)object_number(rule, "Probability", 100);
}
