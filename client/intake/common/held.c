/* SPDX-License-Identifier: MIT */
/* A ring of copies of items, and an index of their addresses. */
#include "held.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT 8192UL
#define LIMIT_BYTES (8UL << 20) /* of what they hold */
#define CHAINS 4096UL
#define DEMANDS 2 /* of one log-on: NTLM is asked for twice */
#define LOOKS 256 /* at those of a chain: who asks thousands of times in vain is not gone through for each answer */
#define SKEW 2    /* seconds: logs cut them off */

struct held_copy {
    const char *address; /* NULL: it was answered */
    struct held_moment moment;
    struct item item;
    char *texts; /* all that the item and the address borrow, one behind the other */
    size_t bytes;
    struct lookup *lookup;
    size_t before; /* number of the one before it in its chain, plus one; 0: none */
};

struct held_ring {
    size_t chains[CHAINS];          /* number of the newest, plus one */
    struct held_copy copies[LIMIT]; /* number n at n modulo LIMIT */
};

struct held {
    item_function *take;
    void *context;
    size_t first, next;     /* numbers of the oldest and of the one to come */
    size_t bytes;           /* of all texts */
    struct held_ring *ring; /* NULL: nothing was ever kept */
};

struct held *held_new(item_function *take, void *context)
{
    struct held *const held = memory_new(sizeof *held);

    held->take = take;
    held->context = context;
    return held;
}

static struct held_copy *copy_of(struct held *held, size_t number)
{
    return &held->ring->copies[number % LIMIT];
}

static void copy_clear(struct held *held, struct held_copy *copy)
{
    held->bytes -= copy->bytes;
    free(copy->texts);
    lookup_free(&copy->lookup);
    *copy = (struct held_copy){.before = copy->before};
}

void held_free(struct held **held)
{
    for (; *held && (*held)->first < (*held)->next; (*held)->first++)
        copy_clear(*held, copy_of(*held, (*held)->first));
    if (*held)
        free((*held)->ring);
    free(*held);
    *held = NULL;
}

static void give_first(struct held *held)
{
    struct held_copy *const copy = copy_of(held, held->first++);
    struct item item = copy->item;

    item.lookup = copy->lookup;
    if (copy->address)
        held->take(held->context, &item);
    copy_clear(held, copy);
}

void held_give(struct held *held)
{
    while (held->first < held->next)
        give_first(held);
}

bool held_is_empty(const struct held *held)
{
    return held->first == held->next;
}

/* From the demand on. Of a time that is not known nothing can be said. */
static bool is_within(const struct held_moment *demand, const struct held_moment *answer, int64_t before, int64_t after)
{
    const int64_t seconds = answer->seconds - demand->seconds;

    return !demand->known || !answer->known || (seconds >= -before && seconds <= after);
}

/* Merged logs go back in time: what is far off either way is another log's. */
void held_pass(struct held *held, const struct held_moment *moment)
{
    while (held->first < held->next &&
           (!copy_of(held, held->first)->address ||
            !is_within(&copy_of(held, held->first)->moment, moment, HELD_PATIENCE, HELD_PATIENCE)))
        give_first(held);
}

/* FNV-1a */
static size_t chain_of(const char *address)
{
    uint32_t hash = 2166136261u;

    for (; *address; address++)
        hash = (hash ^ (unsigned char)*address) * 16777619u;
    return hash % CHAINS;
}

void held_answer(struct held *held, const struct held_moment *moment)
{
    size_t number = held_is_empty(held) ? 0 : held->ring->chains[chain_of(moment->address)], looks = 0;

    for (size_t demands = 0; number > held->first && demands < DEMANDS && looks++ < LOOKS;
         number = copy_of(held, number - 1)->before) {
        struct held_copy *const copy = copy_of(held, number - 1);
        if (!copy->address || strcmp(copy->address, moment->address) != 0 ||
            !is_within(&copy->moment, moment, SKEW, HELD_SECONDS))
            continue;
        copy_clear(held, copy);
        demands++;
    }
}

/* Texts, with what points to them: NULL stays NULL. */
struct held_text {
    const char **text;
    size_t length;
};

/* Copies all into one piece of memory, and lets them point there; the item's text may hold NULs. */
static void copy_texts(struct held_copy *copy)
{
    struct item *const item = &copy->item;
    const struct held_text texts[] = {
        {&copy->address, 0}, {&item->text, item->length}, {&item->entry, 0}, {&item->host, 0}, {&item->time, 0}};
    size_t lengths[ARRAY_SIZE(texts)] = {0};
    char *end;

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        if (*texts[i].text)
            lengths[i] = (texts[i].text == &item->text ? texts[i].length : strlen(*texts[i].text)) + 1;
        copy->bytes += lengths[i];
    }
    copy->texts = end = memory_room(copy->bytes);
    for (size_t i = 0; i < ARRAY_SIZE(texts); end += lengths[i++])
        if (*texts[i].text) {
            memcpy(end, *texts[i].text, lengths[i] - 1);
            end[lengths[i] - 1] = '\0';
            *texts[i].text = end;
        }
}

static struct held_copy *new_copy(struct held *held)
{
    if (!held->ring)
        held->ring = memory_new(sizeof *held->ring);
    if (held->next - held->first == LIMIT || held->bytes >= LIMIT_BYTES)
        give_first(held);
    return copy_of(held, held->next++);
}

void held_keep(struct held *held, const struct held_moment *moment, const struct item *item, struct lookup *lookup)
{
    struct held_copy *const copy = new_copy(held);
    size_t *const chain = &held->ring->chains[chain_of(moment->address)];

    *copy = (struct held_copy){
        .address = moment->address, .moment = *moment, .item = *item, .lookup = lookup, .before = *chain};
    copy->item.text = item->text ? item->text : "";
    copy->item.marks = NULL;
    copy->item.mark_count = 0;
    copy->moment.address = NULL;
    copy_texts(copy);
    held->bytes += copy->bytes;
    *chain = held->next;
}
