/* SPDX-License-Identifier: MIT */
/* A ring of copies of items, and an index of their addresses. */
#include "held.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT 8192UL
#define CHAINS 4096UL
#define DEMANDS 2 /* of one log-on: NTLM is asked for twice */
#define SKEW 2    /* seconds: logs cut them off */

struct held_copy {
    char *address; /* NULL: it was answered */
    struct held_moment moment;
    struct item item;
    char *text, *entry, *host, *time;
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

static void copy_clear(struct held_copy *copy)
{
    free(copy->address);
    free(copy->text);
    free(copy->entry);
    free(copy->host);
    free(copy->time);
    lookup_free(&copy->lookup);
    *copy = (struct held_copy){.before = copy->before};
}

void held_free(struct held **held)
{
    for (; *held && (*held)->first < (*held)->next; (*held)->first++)
        copy_clear(copy_of(*held, (*held)->first));
    if (*held)
        free((*held)->ring);
    free(*held);
    *held = NULL;
}

static void give_first(struct held *held)
{
    struct held_copy *const copy = copy_of(held, held->first++);
    struct item item = copy->item;

    item.text = copy->text ? copy->text : "";
    item.entry = copy->entry;
    item.host = copy->host;
    item.time = copy->time;
    item.lookup = copy->lookup;
    if (copy->address)
        held->take(held->context, &item);
    copy_clear(copy);
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
    size_t number = held_is_empty(held) ? 0 : held->ring->chains[chain_of(moment->address)];

    for (size_t demands = 0; number > held->first && demands < DEMANDS; number = copy_of(held, number - 1)->before) {
        struct held_copy *const copy = copy_of(held, number - 1);
        if (!copy->address || strcmp(copy->address, moment->address) != 0 ||
            !is_within(&copy->moment, moment, SKEW, HELD_SECONDS))
            continue;
        copy_clear(copy);
        demands++;
    }
}

/* It may hold NULs. */
static char *copy_text(const struct item *item)
{
    return item->text ? memory_copy(item->text, item->length) : NULL;
}

static struct held_copy *new_copy(struct held *held)
{
    if (!held->ring)
        held->ring = memory_new(sizeof *held->ring);
    if (held->next - held->first == LIMIT)
        give_first(held);
    return copy_of(held, held->next++);
}

void held_keep(struct held *held, const struct held_moment *moment, const struct item *item, struct lookup *lookup)
{
    struct held_copy *const copy = new_copy(held);
    size_t *const chain = &held->ring->chains[chain_of(moment->address)];

    *copy = (struct held_copy){.address = text_copy(moment->address),
                               .moment = *moment,
                               .item = *item,
                               .text = copy_text(item),
                               .entry = text_copy(item->entry),
                               .host = text_copy(item->host),
                               .time = text_copy(item->time),
                               .lookup = lookup,
                               .before = *chain};
    copy->item.marks = NULL;
    copy->item.mark_count = 0;
    copy->moment.address = NULL;
    *chain = held->next;
}
