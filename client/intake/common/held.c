/* SPDX-License-Identifier: MIT */
/* A ring of copies of items. */
#include "held.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT 256

struct copy {
    char *address; /* NULL: a free place */
    struct item item;
    char *text, *entry, *host, *time;
    struct lookup *lookup;
};

struct held {
    item_function *take;
    void *context;
    struct copy copies[LIMIT];
    size_t next; /* whose place is taken next */
};

struct held *held_new(item_function *take, void *context)
{
    struct held *const held = memory_new(sizeof *held);

    held->take = take;
    held->context = context;
    return held;
}

static void copy_clear(struct copy *copy)
{
    free(copy->address);
    free(copy->text);
    free(copy->entry);
    free(copy->host);
    free(copy->time);
    lookup_free(&copy->lookup);
    *copy = (struct copy){0};
}

void held_free(struct held **held)
{
    for (size_t i = 0; *held && i < LIMIT; i++)
        copy_clear(&(*held)->copies[i]);
    free(*held);
    *held = NULL;
}

static void give(struct held *held, struct copy *copy)
{
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
    for (size_t i = 0; i < LIMIT; i++)
        give(held, &held->copies[(held->next + i) % LIMIT]);
}

static struct copy *copy_at(struct held *held, const char *address)
{
    for (size_t i = 0; i < LIMIT; i++)
        if (held->copies[i].address && text_equal(held->copies[i].address, address))
            return &held->copies[i];
    return NULL;
}

void held_drop(struct held *held, const char *address)
{
    struct copy *const copy = copy_at(held, address);

    if (copy)
        copy_clear(copy);
}

/* It may hold NULs. */
static char *copy_text(const struct item *item)
{
    char *const text = memory_room(item->length + 1);

    memcpy(text, item->text, item->length);
    text[item->length] = '\0';
    return text;
}

void held_keep(struct held *held, const char *address, const struct item *item, struct lookup *lookup)
{
    struct copy *copy = copy_at(held, address);

    if (copy) {
        copy_clear(copy);
    } else {
        copy = &held->copies[held->next];
        held->next = (held->next + 1) % LIMIT;
        give(held, copy);
    }
    *copy = (struct copy){.address = text_copy(address),
                          .item = *item,
                          .text = copy_text(item),
                          .entry = text_copy(item->entry),
                          .host = text_copy(item->host),
                          .time = text_copy(item->time),
                          .lookup = lookup};
    copy->item.marks = NULL;
    copy->item.mark_count = 0;
}
