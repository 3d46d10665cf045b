/* SPDX-License-Identifier: MIT */
/* Groups entries, and shows a group as its asker would have seen it, as far as the asked side can tell. */
#include "room_outside.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/party_names.h"

#include <string.h>

enum { OWN_KEPT = 4000 };

struct room_outside {
    json_t *own;     /* ids of the lab's own requests: {"id": true}, forgotten when there are many */
    json_t *pending; /* entries that belong to no look-up yet */
    int64_t fed;     /* when the last of them came */
    size_t late;     /* connections of the lab's own that may still be written down, ... */
    int64_t late_until;
};

struct room_outside *room_outside_new(void)
{
    struct room_outside *const outside = memory_new(sizeof *outside);

    outside->own = memory_need(json_object());
    outside->pending = memory_need(json_array());
    return outside;
}

void room_outside_free(struct room_outside **outside)
{
    if (!*outside)
        return;
    json_decref((*outside)->own);
    json_decref((*outside)->pending);
    free(*outside);
    *outside = NULL;
}

void room_outside_own(struct room_outside *outside, const json_t *exchanges)
{
    size_t at, index;
    const json_t *exchange, *header;

    if (json_object_size(outside->own) > OWN_KEPT)
        json_object_clear(outside->own);
    json_array_foreach(exchanges, at, exchange)
    {
        json_array_foreach(json_object_get(json_object_get(exchange, "request"), "headers"), index, header)
        {
            if (text_equal(json_member_text(header, "name"), "client-request-id"))
                json_object_set_new(outside->own, json_member_text(header, "value"), json_true());
        }
    }
}

void room_outside_own_connections(struct room_outside *outside, size_t count, int64_t now_ms)
{
    outside->late = count;
    outside->late_until = now_ms + OUTSIDE_LATE_MS;
}

/* The value of a line "Name: value" of the request; NULL: it has none. Borrowed. */
static const char *header_of(const json_t *entry, const char *name)
{
    const size_t length = strlen(name);
    size_t index;
    const json_t *line;

    json_array_foreach(json_object_get(entry, "headers"), index, line)
    {
        const char *const text = json_string_value(line);
        if (text && text_starts(text, name) && text[length] == ':')
            return text + length + 1 + strspn(text + length + 1, " ");
    }
    return NULL;
}

static bool is_connection(const json_t *entry)
{
    return text_equal(json_member_text(entry, "kind"), "connection");
}

static bool is_of_interest(const struct room_outside *outside, const json_t *entry)
{
    const char *const id = header_of(entry, "client-request-id");

    return (text_equal(json_member_text(entry, "kind"), "request") || is_connection(entry)) &&
           !text_equal(json_member_text(entry, "party"), PARTY_FRONT_DOOR) &&
           !(id && json_object_get(outside->own, id));
}

static bool is_late(struct room_outside *outside, int64_t now_ms)
{
    if (outside->late == 0 || now_ms > outside->late_until)
        return false;
    outside->late--;
    return true;
}

void room_outside_feed(struct room_outside *outside, const json_t *entries, bool own, int64_t now_ms)
{
    size_t index;
    json_t *entry;

    json_array_foreach(entries, index, entry)
    {
        if (is_of_interest(outside, entry) && !(is_connection(entry) && (own || is_late(outside, now_ms)))) {
            json_array_append(outside->pending, entry);
            outside->fed = now_ms;
        }
    }
}

bool room_outside_waits(const struct room_outside *outside)
{
    return json_array_size(outside->pending) > 0;
}

static bool is_availability(const json_t *entry)
{
    return text_ends(json_member_text(entry, "operation"), "/GetUserAvailability");
}

/* Of the pending entries, those of the first look-up: up to and with its questions for busy times. */
static size_t first_group(const json_t *pending)
{
    size_t count = 0;

    while (count < json_array_size(pending) && !is_availability(json_array_get(pending, count)))
        count++;
    while (count < json_array_size(pending) && is_availability(json_array_get(pending, count)))
        count++;
    return count;
}

static const char *step_of(const json_t *entry)
{
    const char *const party = json_member_text(entry, "party"), *const path = json_member_text(entry, "path");

    if (text_equal(party, PARTY_TOKEN_SERVICE) || text_equal(party, PARTY_FEDERATION_GATEWAY))
        return "token";
    return text_starts(path, "/autodiscover") || text_starts(json_member_text(entry, "host"), "autodiscover")
               ? "autodiscover"
               : "availability";
}

static bool went_well(const json_t *entry)
{
    return json_integer_value(json_object_get(entry, "status")) == 200 && !json_object_get(entry, "error");
}

/* What is asked again on the same path was only a challenge. */
static bool is_challenge(const json_t *group, size_t at)
{
    const json_t *const entry = json_array_get(group, at);

    for (size_t i = at + 1; i < json_array_size(group); i++)
        if (text_equal(json_member_text(json_array_get(group, i), "path"), json_member_text(entry, "path")))
            return true;
    return false;
}

/* By what the wire wrote down of it. */
static const char *end_of_connection(const json_t *entry)
{
    const char *const detail = json_member_text(entry, "detail");

    if (text_contains(detail, "TLS"))
        return "tls-failed";
    return text_contains(detail, "reset") ? "connection-reset" : "connection-closed";
}

static const char *outcome_of(const json_t *group, size_t at)
{
    const json_t *const entry = json_array_get(group, at);
    const bool request = text_equal(json_member_text(entry, "kind"), "request");

    if (!request)
        return end_of_connection(entry);
    if (went_well(entry) || is_challenge(group, at))
        return "ok";
    return json_object_get(entry, "error") ? "error-response" : "http-status";
}

static char *url_of(const json_t *entry)
{
    return text_format("https://%s%s", json_member_text(entry, "host"), json_member_text(entry, "path"));
}

/* The hop of a connection that came to no request is that of TLS: only then does the lab write it down. */
static json_t *record_of(const json_t *group, size_t at)
{
    const json_t *const entry = json_array_get(group, at);
    const bool request = text_equal(json_member_text(entry, "kind"), "request");
    CLEANUP(cleanup_string) char *url = url_of(entry);
    json_t *const record =
        json_pack("{s:s, s:s, s:O*, s:o, s:s, s:O*, s:O*, s:O*, s:O*}", "hop", request ? step_of(entry) : "tls", "step",
                  step_of(entry), "party", json_object_get(entry, "host"), "url", json_text(url), "outcome",
                  outcome_of(group, at), "http_status", json_object_get(entry, "status"), "reason",
                  json_object_get(entry, "reason"), "address", json_object_get(entry, "address"), "elapsed_ms",
                  json_object_get(entry, "elapsed_ms"));

    json_object_set_new(
        record, "headers",
        json_pack("{s:O*, s:O*, s:s*}", "x-ms-diagnostics", json_object_get(entry, "detail"), "request-id",
                  json_object_get(entry, "request_id"), "Server",
                  text_equal(json_member_text(entry, "answered_by"), "reverse proxy") ? NULL : "Microsoft-IIS"));
    return record;
}

static json_t *headers_of(const json_t *entry)
{
    json_t *const list = json_array();
    size_t index;
    const json_t *line;

    json_array_foreach(json_object_get(entry, "headers"), index, line)
    {
        const char *const text = json_string_value(line), *const colon = strchr(text, ':');
        CLEANUP(cleanup_string) char *name = text_copy_part(text, colon ? (size_t)(colon - text) : strlen(text));
        json_array_append_new(list, json_pack("{s:o, s:o}", "name", json_text(name), "value",
                                              json_text(colon ? colon + 1 + strspn(colon + 1, " ") : "")));
    }
    return list;
}

static void add_header(json_t *list, const char *name, const json_t *entry, const char *member)
{
    if (*json_member_text(entry, member))
        json_array_append_new(list, json_pack("{s:s, s:O}", "name", name, "value", json_object_get(entry, member)));
}

static json_t *exchange_of(const json_t *entry)
{
    CLEANUP(cleanup_string) char *url = url_of(entry);
    json_t *const answered = json_array();

    add_header(answered, "request-id", entry, "request_id");
    add_header(answered, "x-ms-diagnostics", entry, "detail");
    return json_pack("{s:O*, s:{s:O*, s:o, s:o}, s:{s:O*, s:s, s:o, s:{s:s}}}", "startedDateTime",
                     json_object_get(entry, "time"), "request", "method", json_object_get(entry, "method"), "url",
                     json_text(url), "headers", headers_of(entry), "response", "status",
                     json_object_get(entry, "status"), "statusText", json_member_text(entry, "reason"), "headers",
                     answered, "content", "text", json_member_text(entry, "error"));
}

static json_t *why_of(const json_t *entry)
{
    static const char *const members[] = {"detail", "error", "reason"};

    for (size_t i = 0; i < ARRAY_SIZE(members); i++)
        if (*json_member_text(entry, members[i]))
            return json_incref(json_object_get(entry, members[i]));
    return json_text("it came no further");
}

static const char *direction_of(const json_t *group)
{
    size_t index;
    const json_t *entry;

    json_array_foreach(group, index, entry)
    {
        if (text_equal(json_member_text(entry, "party"), PARTY_ONPREM))
            return "cloud-to-on-premises";
    }
    return "on-premises-to-cloud";
}

static const char *way_of(const json_t *group)
{
    size_t index;
    const json_t *entry;

    json_array_foreach(group, index, entry)
    {
        if (text_equal(json_member_text(entry, "authentication"), "Bearer"))
            return "oauth";
        if (text_equal(json_member_text(entry, "party"), PARTY_FEDERATION_GATEWAY))
            return "dauth";
    }
    return "";
}

static const char *target_of(const json_t *group)
{
    size_t index;
    const json_t *entry;

    json_array_foreach(group, index, entry)
    {
        const char *const mailbox = header_of(entry, "X-AnchorMailbox");
        if (mailbox)
            return mailbox;
    }
    return "somebody";
}

static json_t *view_of(const json_t *group, int64_t now_ms)
{
    const size_t count = json_array_size(group);
    const json_t *const last = json_array_get(group, count - 1);
    const bool good = is_availability(last) && went_well(last);
    json_t *const records = json_array(), *const exchanges = json_array();

    for (size_t i = 0; i < count; i++) {
        json_array_append_new(records, record_of(group, i));
        if (text_equal(json_member_text(json_array_get(group, i), "kind"), "request"))
            json_array_append_new(exchanges, exchange_of(json_array_get(group, i)));
    }
    if (!good && text_equal(outcome_of(group, count - 1), "ok")) /* it ended before it had asked for busy times */
        json_object_set_new(json_array_get(records, count - 1), "outcome", json_string("unexpected-answer"));
    return json_pack("{s:I, s:s, s:s, s:s, s:b, s:s, s:s, s:[], s:o, s:o, s:o, s:o}", "time", now_ms, "source",
                     "outside", "requester", "a program", "target", target_of(group), "ok", good, "direction",
                     direction_of(group), "way", way_of(group), "busy", "evidence", records, "exchanges", exchanges,
                     "failing", good ? json_null() : json_integer((json_int_t)count - 1), "why",
                     good ? json_null() : why_of(last));
}

json_t *room_outside_take(struct room_outside *outside, int64_t now_ms)
{
    const size_t all = json_array_size(outside->pending), count = first_group(outside->pending);
    CLEANUP(json_release) json_t *group = NULL;

    if (all == 0)
        return NULL;
    if (count == all && now_ms - outside->fed < OUTSIDE_QUIET_MS)
        return NULL;
    group = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append(group, json_array_get(outside->pending, 0));
        json_array_remove(outside->pending, 0);
    }
    return view_of(group, now_ms);
}
