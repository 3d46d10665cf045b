/* SPDX-License-Identifier: MIT */
/* Statuses, and what they mean in words. */
#include "unnamed.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "spot.h"

#include <stdlib.h>

enum { DEVICE_NUMBERS = 600 };

static const struct status_words {
    int status;
    const char *says;
} words[] = {
    {400, "bad request: the request was not understood, or a header was too long for what answered"},
    {405, "method not allowed: nothing takes a POST there"},
    {407, "a web proxy demands credentials"},
    {408, "the request did not arrive in time"},
    {411, "the length of the request is missing"},
    {413, "the request is larger than what answered allows"},
    {429, "too many requests"},
    {495, "nginx: the client's certificate is refused"},
    {496, "nginx: the client showed no certificate"},
    {499, "nginx: the asker hung up before there was an answer"},
    {502, "bad gateway: a device in front of Exchange got no connection to it, or no answer that it understood"},
    {505, "HTTP version not supported"},
    {10054, "TMG: Exchange broke the connection off"},
    {10060, "TMG: Exchange did not answer in time"},
    {10061, "TMG: Exchange refused the connection"},
};

const char *unnamed_says(int status)
{
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (words[i].status == status)
            return words[i].says;
    return status >= DEVICE_NUMBERS ? "a number of the device that wrote the log" : "";
}

int unnamed_status_of(const struct item *item)
{
    const struct evidence *const record =
        item->lookup && item->lookup->evidence_count == 1 ? &item->lookup->evidence[0] : NULL;

    return record && record->outcome == OUTCOME_HTTP_STATUS ? record->http_status : 0;
}

static struct unnamed_status *entry_of(struct unnamed *unnamed, int status)
{
    for (size_t i = 0; i < unnamed->count; i++)
        if (unnamed->items[i].status == status)
            return &unnamed->items[i];
    if (unnamed->count == UNNAMED_LIMIT)
        return NULL;
    unnamed->items[unnamed->count] = (struct unnamed_status){.status = status};
    return &unnamed->items[unnamed->count++];
}

void unnamed_add(struct unnamed *unnamed, const char *file, const struct item *item)
{
    const int status = unnamed_status_of(item);
    struct unnamed_status *const entry = status > 0 ? entry_of(unnamed, status) : NULL;

    if (!entry)
        return;
    entry->count++;
    free(entry->last);
    entry->last = spot_where(file, item, 0);
    if (!entry->where)
        entry->where = text_copy(entry->last);
}

void unnamed_clear(struct unnamed *unnamed)
{
    for (size_t i = 0; i < unnamed->count; i++) {
        free(unnamed->items[i].where);
        free(unnamed->items[i].last);
    }
    unnamed->count = 0;
}

json_t *unnamed_to_json(const struct unnamed *unnamed)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < unnamed->count; i++) {
        const struct unnamed_status *const one = &unnamed->items[i];
        json_array_append_new(array, json_pack("{s:i,s:I,s:o,s:o,s:s}", "status", one->status, "count",
                                               (json_int_t)one->count, "where", json_text(one->where), "last",
                                               json_text(one->last), "says", unnamed_says(one->status)));
    }
    return array;
}

char *unnamed_sentence(const struct unnamed *unnamed, size_t index)
{
    const struct unnamed_status *const one = index < unnamed->count ? &unnamed->items[index] : NULL;
    const char *const meaning = one ? unnamed_says(one->status) : "";
    CLEANUP(cleanup_string)
    char *times = one && one->count > 1 ? text_format(", %zu times, last at %s", one->count, one->last) : text_copy("");

    return one ? text_format("%s: status %d%s%s%s%s; this is no documented failure", one->where, one->status,
                             *meaning ? " (" : "", meaning, *meaning ? ")" : "", times)
               : NULL;
}
