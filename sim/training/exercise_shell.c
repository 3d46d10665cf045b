/* SPDX-License-Identifier: MIT */
/* What a trainee may type: what a tool may, and the nouns of the lab that the ticket offers. */
#include "exercise_internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LAB_NOUN "-Lab"

/* The next noun of the lab in a command line, or NULL. */
static const char *next_noun(const char *command, size_t *length)
{
    const char *at = strcasestr(command, LAB_NOUN);

    if (!at)
        return NULL;
    *length = 0;
    for (at++; isalnum((unsigned char)at[*length]);)
        ++*length;
    return at;
}

static bool is_offered(const struct words *offers, const char *noun, size_t length)
{
    for (size_t i = 0; i < offers->count; i++)
        if (strlen(offers->items[i]) == length && strncasecmp(offers->items[i], noun, length) == 0)
            return true;
    return false;
}

static void offer(struct words *offers, const char *noun, size_t length)
{
    if (is_offered(offers, noun, length))
        return;
    offers->items = memory_grow(offers->items, offers->count + 2, sizeof *offers->items);
    offers->items[offers->count++] = text_copy_part(noun, length);
    offers->items[offers->count] = NULL;
}

static void offer_what_repairs(struct words *offers, const struct commands *repair)
{
    size_t length;

    for (size_t i = 0; i < repair->count; i++)
        for (const char *at = repair->items[i].command; (at = next_noun(at, &length)); at += length)
            offer(offers, at, length);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct words exercise_offers_of(const struct exercise *exercise)
{
    const struct ticket *const ticket = &exercise->drawn->ticket;
    const struct library *const library = exercise->options.plan.library;
    struct words offers = {0};

    for (size_t i = 0; i < ticket->offer_count; i++)
        if (ticket->offers[i].noun)
            offer(&offers, ticket->offers[i].noun, strlen(ticket->offers[i].noun));
    for (size_t i = 0; ticket->offer_count == 0 && i < library_count(library); i++)
        for (size_t j = 0; j < library_at(library, i)->variant_count; j++)
            offer_what_repairs(&offers, &library_at(library, i)->variants[j].repair);
    if (offers.count > 0)
        qsort(offers.items, offers.count, sizeof *offers.items, by_name);
    return offers;
}

void exercise_offers_free(struct words *offers)
{
    for (size_t i = 0; i < offers->count; i++)
        free(offers->items[i]);
    free(offers->items);
    *offers = (struct words){0};
}

const struct words *exercise_offers(const struct exercise *exercise)
{
    return &exercise->offers;
}

static bool has_only_what_is_offered(const struct exercise *exercise, const char *command)
{
    size_t length, nouns = 0;

    for (const char *at = command; (at = next_noun(at, &length)); at += length, nouns++)
        if (!is_offered(&exercise->offers, at, length))
            return false;
    return nouns > 0;
}

bool exercise_run_for_other(struct exercise *exercise, const char *at, const char *command, bool for_tool, FILE *output,
                            struct error *error)
{
    return (for_tool ? lab_run_for_tool : lab_run)(exercise->lab, at, command, output, error);
}

/* What is refused here is refused in the words in which any tool is. */
bool exercise_run(struct exercise *exercise, const char *at, const char *command, FILE *output, struct error *error)
{
    return (has_only_what_is_offered(exercise, command) ? lab_run : lab_run_for_tool)(exercise->lab, at, command,
                                                                                      output, error);
}
