/* SPDX-License-Identifier: MIT */
/* Finds the headers of parts in a mail, and decodes what they say is text. */
#include "mail_parts.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/common/encoding.h"

#include <string.h>

#define LIMIT_PARTS 64

static bool says(struct line line, const char *name, const char *value)
{
    CLEANUP(cleanup_string) char *text = text_format("%.*s", (int)(line.length < 200 ? line.length : 200), line.text);

    return text_starts(text, name) && (!value || strcasestr(text, value));
}

static bool is_data(struct line line)
{
    static const char *const types[] = {" text/", " application/json", " application/xml", " message/"};

    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (says(line, "Content-Type:", types[i]))
            return true;
    return false;
}

/* A block of headers, up to the empty line behind it; returns where the body begins. */
static size_t read_headers(const char *text, size_t length, size_t at, bool *wanted)
{
    bool encoded = false, data = false;

    for (struct line line; at < length && (line = line_at(text, length, at)).length > 0;
         at = line_next(text, length, at)) {
        encoded = encoded || says(line, "Content-Transfer-Encoding:", "base64");
        data = data || is_data(line);
    }
    *wanted = encoded && data;
    return line_next(text, length, at);
}

static size_t end_of(const char *text, size_t length, size_t at)
{
    while (at < length && !(text[at] == '-' && at + 1 < length && text[at + 1] == '-') &&
           line_at(text, length, at).length > 0)
        at = line_next(text, length, at);
    return at;
}

static void give(const struct item *item, size_t start, size_t end, part_function *read, item_function *take,
                 void *context)
{
    size_t length = 0, repaired_length = 0;
    CLEANUP(cleanup_string) char *decoded = base64_decode(item->text + start, end - start, BASE64_LOOSE, &length);
    CLEANUP(cleanup_string) char *repaired = encoding_repair(decoded, length, &repaired_length);
    CLEANUP(cleanup_string)
    char *entry = text_format("%s%spart at line %zu", item->entry ? item->entry : "", item->entry ? " " : "",
                              item->line + lines_count(item->text, start));
    struct item place = *item;

    place.entry = entry;
    place.line = 1;
    read(repaired ? repaired : decoded, repaired ? repaired_length : length, &place, take, context);
}

void mail_parts_give(const struct item *item, part_function *read, item_function *take, void *context)
{
    size_t at = 0;

    for (size_t parts = 0; at < item->length && parts < LIMIT_PARTS;) {
        const struct line line = line_at(item->text, item->length, at);
        bool wanted = false;
        if (!says(line, "Content-T", NULL)) {
            at = line_next(item->text, item->length, at);
            continue;
        }
        at = read_headers(item->text, item->length, at, &wanted);
        if (wanted) {
            const size_t end = end_of(item->text, item->length, at);
            give(item, at, end, read, take, context);
            at = end;
            parts++;
        }
    }
}
