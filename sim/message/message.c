/* SPDX-License-Identifier: MIT */
#include "message.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct header *find(const struct headers *headers, const char *name)
{
    for (size_t i = 0; i < headers->count; i++)
        if (strcasecmp(headers->items[i].name, name) == 0)
            return &headers->items[i];
    return NULL;
}

void headers_add(struct headers *headers, const char *name, const char *value)
{
    struct header *grown = realloc(headers->items, (headers->count + 1) * sizeof *grown);

    if (!grown)
        abort();
    headers->items = grown;
    grown[headers->count++] = (struct header){text_copy(name), text_copy(value)};
}

void headers_set(struct headers *headers, const char *name, const char *value)
{
    struct header *header;

    while ((header = find(headers, name))) {
        const size_t behind = headers->count - (size_t)(header - headers->items) - 1;
        free(header->name);
        free(header->value);
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
    for (size_t i = 0; i < headers->count; i++) {
        free(headers->items[i].name);
        free(headers->items[i].value);
    }
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
