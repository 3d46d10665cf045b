/* SPDX-License-Identifier: MIT */
/* Headers are kept in order, answers filled, paths compared. */
#include "message.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct header *find(const struct headers *headers, const char *name)
{
    for (size_t i = 0; i < headers->count; i++)
        if (text_equal(headers->items[i].name, name))
            return &headers->items[i];
    return NULL;
}

enum { HEADERS_AT_ONCE = 16 }; /* more than most answers have */

static void make_room(struct headers *headers)
{
    const size_t count = headers->count + HEADERS_AT_ONCE;

    if (headers->count % HEADERS_AT_ONCE)
        return;
    headers->items = memory_grow(headers->items, count, sizeof *headers->items);
}

/* Both strings are in one block. */
void headers_add_parts(struct headers *headers, const char *name, size_t name_length, const char *value,
                       size_t value_length)
{
    char *block = memory_room(name_length + value_length + 2), *second;

    second = block + name_length + 1;
    *(char *)mempcpy(block, name, name_length) = '\0';
    *(char *)mempcpy(second, value, value_length) = '\0';
    make_room(headers);
    headers->items[headers->count++] = (struct header){block, second};
}

void headers_add(struct headers *headers, const char *name, const char *value)
{
    headers_add_parts(headers, name, strlen(name), value, strlen(value));
}

void headers_set(struct headers *headers, const char *name, const char *value)
{
    struct header *header;

    while ((header = find(headers, name))) {
        const size_t behind = headers->count - (size_t)(header - headers->items) - 1;
        free(header->name);
        memmove(header, header + 1, behind * sizeof *header);
        headers->count--;
    }
    headers_add(headers, name, value);
}

const char *headers_get(const struct headers *headers, const char *name)
{
    const struct header *header = find(headers, name);

    return header ? header->value : NULL;
}

void headers_clear(struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++)
        free(headers->items[i].name);
    free(headers->items);
    *headers = (struct headers){0};
}

void answer_take(struct answer *answer, int status, const char *content_type, char *body, size_t length)
{
    free(answer->body);
    answer->status = status;
    answer->body = body;
    answer->body_length = length;
    if (content_type)
        headers_set(&answer->headers, "Content-Type", content_type);
}

void answer_set(struct answer *answer, int status, const char *content_type, const char *text)
{
    answer_take(answer, status, content_type, text_copy(text), text ? strlen(text) : 0);
}

void answer_clear(struct answer *answer)
{
    headers_clear(&answer->headers);
    free(answer->reason);
    free(answer->body);
    free(answer->head);
    *answer = (struct answer){0};
}

bool path_equal(const char *path, const char *other)
{
    return strcasecmp(path, other) == 0;
}

bool path_below(const char *path, const char *prefix)
{
    const size_t length = strlen(prefix);

    if (strncasecmp(path, prefix, length) != 0)
        return false;
    return path[length] == '\0' || path[length] == '/' || (length > 0 && prefix[length - 1] == '/');
}
