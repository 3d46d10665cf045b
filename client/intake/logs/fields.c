/* SPDX-License-Identifier: MIT */
/* Records are split at blanks or commas. */
#include "fields.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_FIELDS 512

/* Length of the value at `at`. A separator inside quotation marks belongs to the value. */
static size_t value_length(char separator, const char *record, size_t length, size_t at)
{
    const size_t start = at;
    bool quoted = false;

    for (; at < length && (quoted || record[at] != separator); at++)
        if (separator == ',' && record[at] == '"')
            quoted = !quoted;
    return at - start;
}

/* Without the quotation marks around it; two in it are one. */
static char *plain_value(const char *value, size_t length)
{
    const bool quoted = length >= 2 && value[0] == '"' && value[length - 1] == '"';
    char *const plain = memory_room(length + 1);
    size_t kept = 0;

    for (size_t i = quoted; i < length - quoted; i++) {
        plain[kept++] = value[i];
        if (quoted && value[i] == '"' && i + 1 < length - 1 && value[i + 1] == '"')
            i++;
    }
    plain[kept] = '\0';
    return plain;
}

static size_t without_end(const char *record, size_t length)
{
    while (length > 0 && (record[length - 1] == '\n' || record[length - 1] == '\r' || record[length - 1] == ' '))
        length--;
    return length;
}

struct fields fields_read(const char *line, size_t length)
{
    struct fields fields = {.names = memory_array(LIMIT_FIELDS, sizeof *fields.names)};
    const size_t end = without_end(line, length);

    fields.separator = memchr(line, ',', end) ? ',' : ' ';
    for (size_t at = 0; at < end && fields.count < LIMIT_FIELDS;) {
        const size_t size = value_length(fields.separator, line, end, at);
        fields.names[fields.count++] = plain_value(line + at, size);
        at += size + 1;
    }
    return fields;
}

void fields_clear(struct fields *fields)
{
    for (size_t i = 0; i < fields->count; i++)
        free(fields->names[i]);
    free(fields->names);
    *fields = (struct fields){0};
}

static size_t index_of(const struct fields *fields, const char *name)
{
    size_t index = 0;

    while (index < fields->count && !text_equal(fields->names[index], name))
        index++;
    return index;
}

bool fields_have(const struct fields *fields, const char *name)
{
    return index_of(fields, name) < fields->count;
}

char *fields_value(const struct fields *fields, const char *record, size_t length, const char *name)
{
    const size_t index = index_of(fields, name), end = without_end(record, length);
    CLEANUP(cleanup_string) char *value = NULL;
    size_t at = 0;

    if (index == fields->count)
        return NULL;
    for (size_t i = 0; i < index && at < end; i++)
        at += value_length(fields->separator, record, end, at) + 1;
    if (at >= end)
        return NULL;
    value = plain_value(record + at, value_length(fields->separator, record, end, at));
    return *value && strcmp(value, "-") != 0 ? TAKE(value) : NULL;
}
