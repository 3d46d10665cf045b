/* SPDX-License-Identifier: MIT */
/* Gathers target, headers and body. */
#include "incoming.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A client may announce a megabyte and send nothing: memory is taken as the bytes come. */
enum { FIRST_CAPACITY = 4096 };

void incoming_target(struct incoming *incoming, const char *target)
{
    const char *query = strchr(target, '?');
    const char *null = strstr(target, "%00");

    incoming->target = text_copy(target);
    incoming->null_in_path = null && (!query || null < query);
}

static void reserve(struct incoming *incoming, size_t size)
{
    size_t capacity = incoming->capacity ? incoming->capacity : FIRST_CAPACITY;

    if (size <= incoming->capacity)
        return;
    while (capacity < size)
        capacity *= 2;
    incoming->body = memory_grow(incoming->body, capacity, 1);
    incoming->capacity = capacity;
}

void incoming_append(struct incoming *incoming, const char *data, size_t length, size_t limit)
{
    size_t *used = &incoming->request.body_length;

    incoming->received += length;
    if (incoming->received > limit) { /* all that follows, too */
        free(TAKE(incoming->body));
        *used = 0;
        return;
    }
    reserve(incoming, *used + length + 1);
    memcpy(incoming->body + *used, data, length);
    *used += length;
    incoming->body[*used] = '\0';
}

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct headers *headers = context;

    (void)kind;
    headers->items[headers->count++] = (struct header){(char *)name, (char *)(value ? value : "")};
    return MHD_YES;
}

static void collect_headers(struct headers *headers, struct MHD_Connection *connection)
{
    const int count = MHD_get_connection_values(connection, MHD_HEADER_KIND, NULL, NULL);

    if (headers->items || count <= 0)
        return;
    headers->items = memory_array((size_t)count, sizeof *headers->items);
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header, headers);
}

/* "http://host/path", the form for proxies, which every server has to understand, is "/path" here. */
static const char *without_authority(const char *path)
{
    const char *authority = *path == '/' ? NULL : strstr(path, "://");
    const char *slash = authority ? strchr(authority + 3, '/') : NULL;

    if (!authority)
        return path;
    return slash ? slash : "/";
}

void incoming_finish(struct incoming *incoming, struct MHD_Connection *connection, const char *method, const char *path)
{
    struct request *request = &incoming->request;
    const char *query;

    request->method = method;
    request->path = without_authority(path);
    request->target = incoming->target;
    query = incoming->target ? strchr(incoming->target, '?') : NULL;
    request->query = query ? query + 1 : "";
    request->body = incoming->body ? incoming->body : "";
    collect_headers(&request->headers, connection);
}

void incoming_clear(struct incoming *incoming)
{
    free(incoming->target);
    free(incoming->body);
    free(incoming->request.headers.items);
    *incoming = (struct incoming){0};
}
