/* SPDX-License-Identifier: MIT */
/* A JSON document is walked, and written down line by line. */
#include "json_document.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "json_requests.h"
#include "lookups.h"
#include "request_items.h"

#include <string.h>

/* The text is given in pieces of this size: between the objects of the list that fills it. */
#define PIECE (256UL * 1024)
#define DEPTH 64

struct flattened {
    const struct item *place;
    item_function *take;
    void *context;
    char *text;
    size_t length;
    FILE *output;
    struct item_mark *marks;
    size_t mark_count;
    struct held *held; /* demands for credentials */
};

static void begin(struct flattened *flattened)
{
    flattened->output = text_stream(&flattened->text, &flattened->length);
}

static void clear(struct flattened *flattened)
{
    for (size_t i = 0; i < flattened->mark_count; i++)
        free(flattened->marks[i].label);
    free(flattened->marks);
    flattened->marks = NULL;
    flattened->mark_count = 0;
    free(flattened->text);
    flattened->text = NULL;
}

static void give(struct flattened *flattened)
{
    struct item item = *flattened->place;

    fclose(flattened->output);
    item.text = flattened->text;
    item.length = flattened->length;
    item.marks = flattened->marks;
    item.mark_count = flattened->mark_count;
    if (flattened->length > 0)
        flattened->take(flattened->context, &item);
    clear(flattened);
}

static void mark(struct flattened *flattened, const char *path)
{
    fflush(flattened->output);
    flattened->marks = memory_one_more(flattened->marks, flattened->mark_count, sizeof *flattened->marks);
    flattened->marks[flattened->mark_count++] = (struct item_mark){flattened->length, text_copy(path)};
}

/* {"error": "invalid_client", "error_description": "AADSTS..."} */
static void give_token_error(struct flattened *flattened, const json_t *object, const char *path)
{
    const char *const error = json_string_value(json_object_get(object, "error"));
    const char *const description = json_string_value(json_object_get(object, "error_description"));
    CLEANUP(lookup_free)
    struct lookup *lookup = error && description ? lookup_of_token_error(error, description) : NULL;
    CLEANUP(cleanup_string) char *place = text_format("%s%serror_description", path, *path ? "." : "");
    struct item_mark whole = {0, place};
    struct item item = *flattened->place;

    if (!lookup)
        return;
    item.lookup = lookup;
    item.text = "";
    item.length = 0;
    item.marks = &whole;
    item.mark_count = 1;
    flattened->take(flattened->context, &item);
}

static void put(struct flattened *flattened, const json_t *value, const char *name, const char *path, int depth);

/* The entry of an access log is no text. */
static bool give_request(const struct flattened *flattened, const json_t *object, const char *path)
{
    const char *const outer = flattened->place->entry;
    CLEANUP(cleanup_string) char *entry = text_format("%s%s%s", outer ? outer : "", outer && *path ? " " : "", path);
    const size_t line = flattened->place->line, first = *path ? 0 : 1;
    const struct item place = {.line = line ? line : first, .entry = *entry ? entry : NULL};
    const struct request_sink sink = {&place, flattened->take, flattened->context, flattened->held};
    struct logged_request request;
    struct log_time time;

    if (!json_request(object, &request, &time))
        return false;
    request_items_give(&sink, &request, &time);
    return true;
}

static void put_members(struct flattened *flattened, const json_t *object, const char *path, int depth)
{
    const char *name;
    json_t *value;

    if (give_request(flattened, object, path))
        return;
    give_token_error(flattened, object, path);
    json_object_foreach((json_t *)object, name, value)
    {
        CLEANUP(cleanup_string) char *below = text_format("%s%s%s", path, *path ? "." : "", name);
        put(flattened, value, name, below, depth + 1);
    }
}

static void give_piece(struct flattened *flattened)
{
    fflush(flattened->output);
    if (flattened->length <= PIECE)
        return;
    give(flattened);
    begin(flattened);
}

static void put_items(struct flattened *flattened, const json_t *array, const char *name, const char *path, int depth)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        CLEANUP(cleanup_string) char *below = text_format("%s[%zu]", path, i);
        put(flattened, json_array_get(array, i), name, below, depth + 1);
        give_piece(flattened);
    }
}

/* Numbers beside it are not those of an answer: a request is read otherwise. */
static bool is_agent(const json_t *text)
{
    const struct slice value = {json_string_value(text), json_string_length(text)};

    return value.length > 0 && request_agent_at(value) == 0;
}

static void put(struct flattened *flattened, const json_t *value, const char *name, const char *path, int depth)
{
    if (depth > DEPTH)
        return;
    if (json_is_object(value)) {
        put_members(flattened, value, path, depth);
    } else if (json_is_array(value)) {
        put_items(flattened, value, name, path, depth);
    } else if ((json_is_string(value) && !is_agent(value)) || json_is_integer(value)) {
        mark(flattened, path);
        if (json_is_string(value))
            fprintf(flattened->output, "%s: %s\n", name, json_string_value(value));
        else
            fprintf(flattened->output, "%s: %" JSON_INTEGER_FORMAT "\n", name, json_integer_value(value));
    }
}

static bool give_query(const json_t *json, const struct item *place, item_function *take, void *context)
{
    CLEANUP(lookup_free)
    struct lookup *lookup = json_object_get(json, "evidence") ? lookup_from_json(json, NULL) : NULL;
    struct item item = *place;

    if (!lookup)
        return false;
    item.kind = ITEM_QUERY;
    item.text = "";
    item.length = 0;
    item.lookup = lookup;
    item.host = lookup_failure(lookup) ? lookup_failure(lookup)->party : NULL;
    take(context, &item);
    return true;
}

struct flattened *flattened_new(const struct item *place, item_function *take, void *context)
{
    struct flattened *const flattened = memory_new(sizeof *flattened);

    *flattened = (struct flattened){.place = place, .take = take, .context = context};
    flattened->held = held_new(take, context);
    begin(flattened);
    return flattened;
}

void flattened_put(struct flattened *flattened, const json_t *value, const char *name, const char *path, bool element)
{
    put(flattened, value, name, path, 0);
    if (element)
        give_piece(flattened);
}

void flattened_end(struct flattened **flattened)
{
    held_give((*flattened)->held);
    give(*flattened);
    begin(*flattened);
    flattened_drop(flattened);
}

void flattened_drop(struct flattened **flattened)
{
    struct flattened *const old = *flattened;

    if (!old)
        return;
    fclose(old->output);
    clear(old);
    held_free(&old->held);
    free(old);
    *flattened = NULL;
}

void json_document_give(const json_t *json, const struct item *place, item_function *take, void *context)
{
    struct flattened *flattened;

    if (give_query(json, place, take, context))
        return;
    flattened = flattened_new(place, take, context);
    flattened_put(flattened, json, "text", "", false);
    flattened_end(&flattened);
}
