/* SPDX-License-Identifier: MIT */
/* Elements of lists are written down, or are entries of a HAR. */
#include "json_large.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture_files.h"
#include "json_document.h"
#include "json_stream.h"

#define HAR_ENTRIES "log.entries"

struct json_large {
    struct item place;
    item_function *take;
    void *context;
    struct json_stream *stream;
    struct flattened *text; /* NULL: it is a HAR */
    struct har_stream *har; /* NULL: it is none so far */
};

/* What stands before the entries of a HAR is about the browser. */
static void begin_list(void *context, const char *path)
{
    struct json_large *const large = context;

    if (!large->text || !text_equal(path, HAR_ENTRIES))
        return;
    flattened_drop(&large->text);
    large->har = har_stream_new(&large->place, large->take, large->context);
}

static void take_value(void *context, const struct json_stream_value *value)
{
    struct json_large *const large = context;

    if (large->text)
        flattened_put(large->text, value->json, value->name, value->path, value->number > 0);
    else if (!value->cut && text_starts(value->path, HAR_ENTRIES "["))
        har_stream_take(large->har, value->json, value->number);
}

struct json_large *json_large_new(const struct item *place, item_function *take, void *context)
{
    struct json_large *const large = memory_new(sizeof *large);

    *large = (struct json_large){.place = *place, .take = take, .context = context};
    large->place.kind = place->kind ? place->kind : ITEM_JSON;
    large->place.line = 0;
    large->text = flattened_new(&large->place, take, context);
    large->stream = json_stream_new((struct json_stream_sink){begin_list, take_value, large});
    return large;
}

void json_large_free(struct json_large **large)
{
    struct json_large *const old = *large;

    if (!old)
        return;
    json_stream_free(&old->stream);
    flattened_drop(&old->text);
    har_stream_free(&old->har);
    free(old);
    *large = NULL;
}

size_t json_large_push(struct json_large *large, const char *bytes, size_t length)
{
    return json_stream_push(large->stream, bytes, length);
}

void json_large_end(struct json_large *large)
{
    const bool whole = json_stream_end(large->stream);

    if (large->text)
        flattened_end(&large->text);
    if (large->har)
        har_stream_end(&large->har, whole);
}
