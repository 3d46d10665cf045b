/* SPDX-License-Identifier: MIT */
/* Finds the envelopes and objects in a text. */
#include "text_parts.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "capture/har.h"
#include "capture_files.h"
#include "json_document.h"
#include "lookups.h"

#include <ctype.h>
#include <string.h>

#define LIMIT_PARTS 64

struct text_part {
    const struct item *item;
    item_function *take;
    void *context;
    size_t line;
};

static struct item place_of(const struct text_part *part)
{
    struct item place = *part->item;

    place.text = "";
    place.length = 0;
    place.again = true;
    place.line = part->line;
    return place;
}

static void take_lookup(void *context, struct lookup *lookup)
{
    const struct text_part *const part = context;
    struct item item = place_of(part);

    item.lookup = lookup;
    part->take(part->context, &item);
    lookup_free(&lookup);
}

/* The tag "<s:Envelope" at or behind `at`, whatever its prefix; `length`: there is none. */
static size_t find_envelope(const char *text, size_t length, size_t at, char prefix[32])
{
    for (const char *name; at < length && (name = memmem(text + at, length - at, "Envelope", 8));) {
        const char *start = name;
        while (start > text + at && (isalnum((unsigned char)start[-1]) || strchr(":-_", start[-1])) &&
               name - start < 30)
            start--;
        if (start > text && start[-1] == '<') {
            snprintf(prefix, 32, "%.*s", (int)(name - start), start);
            return (size_t)(start - text) - 1;
        }
        at = (size_t)(name - text) + 8;
    }
    return length;
}

static void give_envelopes(struct text_part *part)
{
    const char *const text = part->item->text;
    const size_t length = part->item->length;
    char prefix[32] = "";
    size_t at = 0;

    for (size_t i = 0; i < LIMIT_PARTS && (at = find_envelope(text, length, at, prefix)) < length; i++) {
        CLEANUP(cleanup_string) char *closing = text_format("</%sEnvelope>", prefix);
        const char *const end = memmem(text + at, length - at, closing, strlen(closing));
        if (!end)
            return;
        part->line = part->item->line ? part->item->line + lines_count(text, at) : 0;
        lookups_of_envelope(text + at, (size_t)(end - text) + strlen(closing) - at, take_lookup, part);
        at = (size_t)(end - text) + strlen(closing);
    }
}

static void give_json(struct text_part *part, const json_t *json)
{
    const struct item place = place_of(part);

    if (har_is(json))
        har_give(json, &place, part->take, part->context);
    else
        json_document_give(json, &place, part->take, part->context);
}

/* Objects at the beginning of a line. */
static void give_objects(struct text_part *part)
{
    const char *const text = part->item->text;
    const size_t length = part->item->length;
    size_t tried = 0;

    for (size_t at = 0; at < length && tried < LIMIT_PARTS;) {
        json_error_t where;
        json_t *const json =
            text[at] == '{' ? json_loadb(text + at, length - at, JSON_DISABLE_EOF_CHECK, &where) : NULL;
        tried += text[at] == '{';
        part->line = json && part->item->line ? part->item->line + lines_count(text, at) : 0;
        if (json_is_object(json) && json_object_size(json) > 0)
            give_json(part, json);
        at = line_next(text, length, json ? at + (size_t)where.position : at);
        json_decref(json);
    }
}

void text_parts_give(const struct item *item, item_function *take, void *context)
{
    struct text_part part = {item, take, context, 0};

    give_envelopes(&part);
    give_objects(&part);
}
