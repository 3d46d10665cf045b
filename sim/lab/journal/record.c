/* SPDX-License-Identifier: MIT */
/* Packs an entry with all its strings into one block, and turns it into JSON. */
#include "record.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    UNLIMITED = INT_MAX, /* of a string */
    STEP = 128,          /* bytes */
};

static const struct {
    const char *name;
    size_t offset;
} strings[] = {
    {"party", offsetof(struct journal_entry, party)},
    {"kind", offsetof(struct journal_entry, kind)},
    {"client", offsetof(struct journal_entry, client)},
    {"host", offsetof(struct journal_entry, host)},
    {"method", offsetof(struct journal_entry, method)},
    {"path", offsetof(struct journal_entry, path)},
    {"query", offsetof(struct journal_entry, query)},
    {"user_agent", offsetof(struct journal_entry, user_agent)},
    {"operation", offsetof(struct journal_entry, operation)},
    {"authentication", offsetof(struct journal_entry, authentication)},
    {"reason", offsetof(struct journal_entry, reason)},
    {"answered_by", offsetof(struct journal_entry, answered_by)},
    {"detail", offsetof(struct journal_entry, detail)},
    {"server", offsetof(struct journal_entry, server)},
    {"version", offsetof(struct journal_entry, version)},
    {"device", offsetof(struct journal_entry, device)},
    {"address", offsetof(struct journal_entry, address)},
    {"request_id", offsetof(struct journal_entry, request_id)},
    {"log_on_status", offsetof(struct journal_entry, log_on_status)},
    {"error", offsetof(struct journal_entry, error)},
    {"headers", offsetof(struct journal_entry, headers)},
};

static const char **string_of(struct journal_entry *entry, size_t index)
{
    return (const char **)(void *)((char *)entry + strings[index].offset);
}

static const char *string_in(const struct journal_entry *entry, size_t index)
{
    return *string_of((struct journal_entry *)entry, index);
}

/* What the strings take if none is longer than `longest`. */
static size_t text_size(const struct journal_entry *entry, size_t longest)
{
    size_t size = 0;

    for (size_t i = 0; i < ARRAY_SIZE(strings); i++)
        if (string_in(entry, i))
            size += strnlen(string_in(entry, i), longest) + 1;
    return size;
}

static void copy_strings(struct journal_record *record, size_t longest)
{
    char *end = record->text;

    for (size_t i = 0; i < ARRAY_SIZE(strings); i++) {
        const char **string = string_of(&record->entry, i);
        const size_t length = *string ? strnlen(*string, longest) : 0;

        if (!*string)
            continue;
        memcpy(end, *string, length);
        end[length] = '\0';
        *string = end;
        end += length + 1;
    }
}

static int64_t now_in_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* In steps, so that the records of like requests fit in each other's memory. */
static size_t step_up(size_t size, size_t limit)
{
    const size_t stepped = (size + STEP - 1) / STEP * STEP;

    return stepped < limit ? stepped : size;
}

/* A full journal drops a record for each that it takes: malloc() would be handed an old, cold one with every request. */
static struct journal_record *reuse(struct journal_record *spare, size_t size)
{
    if (spare && spare->size >= size && spare->size - size <= size)
        return spare;
    free(spare);
    spare = memory_room(size);
    spare->size = size;
    return spare;
}

struct journal_record *record_new(const struct journal_entry *entry, size_t limit, struct journal_record *spare)
{
    const size_t room = limit > sizeof(struct journal_record) ? limit - sizeof(struct journal_record) : 0;
    const bool fits = text_size(entry, UNLIMITED) <= room;
    const size_t share = room / ARRAY_SIZE(strings);
    const size_t longest = fits ? UNLIMITED : share - 1;
    struct journal_record *record;

    if (!fits && share == 0) {
        free(spare);
        return NULL;
    }
    record = reuse(spare, step_up(sizeof *record + text_size(entry, longest), limit));
    *record = (struct journal_record){
        .holders = 1, .shortened = !fits, .milliseconds = now_in_milliseconds(), .size = record->size, .entry = *entry};
    copy_strings(record, longest);
    return record;
}

static json_t *time_of(const struct journal_record *record)
{
    char seconds[32], text[40];

    clock_iso(record->milliseconds / 1000, seconds);
    snprintf(text, sizeof text, "%.19s.%03dZ", seconds, (int)(record->milliseconds % 1000));
    return json_string(text);
}

static void add_number(json_t *json, const char *name, uint64_t number)
{
    if (number)
        json_object_set_new_nocheck(json, name, json_integer((json_int_t)number));
}

static void add_numbers(json_t *json, const struct journal_entry *entry)
{
    add_number(json, "connection", entry->connection);
    add_number(json, "status", entry->status > 0 ? (uint64_t)entry->status : 0);
    add_number(json, "request_bytes", entry->request_bytes);
    add_number(json, "response_bytes", entry->response_bytes);
    if (entry->elapsed_ms > 0)
        json_object_set_new_nocheck(json, "elapsed_ms", json_real(entry->elapsed_ms));
}

static json_t *lines_of(const char *text)
{
    json_t *lines = json_array();

    while (*text) {
        CLEANUP(cleanup_string) char *line = text_format("%.*s", (int)strcspn(text, "\n"), text);

        json_array_append_new(lines, json_text(line));
        text += strlen(line);
        text += *text == '\n';
    }
    return lines;
}

json_t *record_to_json(const struct journal_record *record)
{
    json_t *json = json_object();

    json_object_set_new_nocheck(json, "sequence", json_integer((json_int_t)record->sequence));
    json_object_set_new_nocheck(json, "time", time_of(record));
    for (size_t i = 0; i < ARRAY_SIZE(strings); i++)
        if (string_in(&record->entry, i) && string_in(&record->entry, i) != record->entry.headers)
            json_object_set_new_nocheck(json, strings[i].name, json_text(string_in(&record->entry, i)));
    if (record->entry.headers)
        json_object_set_new_nocheck(json, "headers", lines_of(record->entry.headers));
    add_numbers(json, &record->entry);
    if (record->shortened)
        json_object_set_new_nocheck(json, "shortened", json_true());
    return json;
}
