/* SPDX-License-Identifier: MIT */
/* Parts that were not read, by reason. */
#include "unread.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define KEPT 1000 /* parts whose names and reasons are remembered */
#define SHOWN 3   /* names in a sentence */

void unread_add(struct unread *unread, const char *name, const char *why)
{
    unread->entries += name != NULL;
    if (!why)
        return;
    if (unread->kept < KEPT) {
        unread->parts = memory_one_more(unread->parts, unread->kept, sizeof *unread->parts);
        unread->parts[unread->kept++] = (struct unread_part){text_copy(name), text_copy(why)};
    }
    unread->count++;
}

void unread_clear(struct unread *unread)
{
    for (size_t i = 0; i < unread->kept; i++) {
        free(unread->parts[i].name);
        free(unread->parts[i].why);
    }
    free(unread->parts);
    *unread = (struct unread){0};
}

json_t *unread_to_json(const struct unread *unread, const char *file)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < unread->kept; i++) {
        const struct unread_part *const part = &unread->parts[i];
        CLEANUP(cleanup_string)
        char *name = text_format("%s%s%s", file ? file : "-", part->name ? "!" : "", part->name ? part->name : "");
        json_array_append_new(array, json_pack("{s:o,s:o}", "name", json_text(name), "why", json_text(part->why)));
    }
    return array;
}

/* What is said of a part and of several for the same reason is said once. */
static bool is_alike(const struct unread_part *a, const struct unread_part *b)
{
    return !a->name == !b->name && strcmp(a->why, b->why) == 0;
}

static bool begins_reason(const struct unread *unread, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_alike(&unread->parts[i], &unread->parts[index]))
            return false;
    return true;
}

static size_t first_of(const struct unread *unread, size_t reason)
{
    size_t first = 0;

    while (first < unread->kept && (!begins_reason(unread, first) || reason-- > 0))
        first++;
    return first;
}

/* "a.png, b.png, c.png and 4 more" */
static char *names_of(const struct unread *unread, size_t first, size_t *count)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    *count = 0;
    for (size_t i = first; i < unread->kept; i++)
        if (is_alike(&unread->parts[first], &unread->parts[i]) && (*count)++ < SHOWN)
            fprintf(output, "%s%.100s", *count > 1 ? ", " : "", unread->parts[i].name);
    if (*count > SHOWN)
        fprintf(output, " and %zu more", *count - SHOWN);
    text_stream_close(output);
    return text;
}

static char *entries_sentence(const struct unread *unread, const char *file, size_t first)
{
    size_t count;
    CLEANUP(cleanup_string) char *names = names_of(unread, first, &count);

    return text_format("%s: %zu of %zu entries %s not read (%s): %s", file, count, unread->entries,
                       count == 1 ? "was" : "were", names, unread->parts[first].why);
}

char *unread_sentence(const struct unread *unread, const char *file, size_t reason)
{
    const size_t first = first_of(unread, reason);

    file = file ? file : "standard input";
    if (first == unread->kept)
        return NULL;
    if (unread->parts[first].name)
        return entries_sentence(unread, file, first);
    return text_format("%s: %s", file, unread->parts[first].why);
}
