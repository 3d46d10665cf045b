/* SPDX-License-Identifier: MIT */
/* Keeps what a look-up shows of its connections. */
#include "traffic_record.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "recorded.h"

#include <arpa/inet.h>
#include <string.h>
#include <time.h>

struct recorded_connection *recorded_connection(const struct traffic_record *record, uint64_t number)
{
    for (size_t i = 0; i < record->connection_count; i++)
        if (record->connections[i].number == number)
            return &record->connections[i];
    return NULL;
}

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void add(struct traffic_record *record, uint64_t connection, enum recorded_kind kind, bool sent,
                const void *bytes, size_t length)
{
    struct recorded *const recorded = memory_room(sizeof *recorded + length);

    *recorded = (struct recorded){
        .connection = connection, .microseconds = now(), .kind = kind, .sent = sent, .length = length};
    if (length)
        memcpy(recorded->bytes, bytes, length);
    *record->end = recorded;
    record->end = &recorded->next;
}

/* "127.0.0.1:40001"; loopback where it is no IPv4. */
static uint32_t address_of(const char *text)
{
    CLEANUP(cleanup_string) char *address = text_copy_part(text, strcspn(text, ":"));
    struct in_addr parsed;

    return inet_pton(AF_INET, address, &parsed) == 1 ? ntohl(parsed.s_addr) : INADDR_LOOPBACK;
}

static void see_opened(void *context, uint64_t connection, const char *from, const char *to, bool secure)
{
    struct traffic_record *const record = context;
    const size_t count = record->connection_count + 1;

    record->connections = memory_grow(record->connections, count, sizeof *record->connections);
    record->connections[record->connection_count++] = (struct recorded_connection){
        .number = connection, .from = address_of(from), .to = address_of(to), .secure = secure};
    add(record, connection, RECORDED_SYN, true, NULL, 0);
}

static void see_bytes(void *context, uint64_t connection, bool sent, const void *bytes, size_t length)
{
    add(context, connection, RECORDED_BYTES, sent, bytes, length);
}

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text)
        json_object_set_new(object, name, json_text(text));
}

/* By the names that Playwright has for it, which writes HAR, too. */
static void see_security(void *context, uint64_t connection, const struct traffic_security *security)
{
    struct recorded_connection *const recorded = recorded_connection(context, connection);

    if (!recorded)
        return;
    if (!recorded->security)
        recorded->security = memory_need(json_object());
    set_text(recorded->security, "protocol", security->protocol);
    set_text(recorded->security, "cipher", security->cipher);
    set_text(recorded->security, "subjectName", security->subject);
    set_text(recorded->security, "issuer", security->issuer);
    set_text(recorded->security, "sanList", security->names);
    set_text(recorded->security, "validFrom", security->from);
    set_text(recorded->security, "validTo", security->to);
    set_text(recorded->security, "verdict", security->verdict);
}

static void see_secret(void *context, const char *line)
{
    struct traffic_record *const record = context;
    char *const longer = text_format("%s%s\n", record->secrets ? record->secrets : "", line);

    free(record->secrets);
    record->secrets = longer;
}

static bool is_reset(enum outcome outcome)
{
    return outcome == OUTCOME_RESET_IN_HANDSHAKE || outcome == OUTCOME_CONNECTION_RESET ||
           outcome == OUTCOME_RESPONSE_RESET;
}

static bool is_closed(enum outcome outcome)
{
    return outcome == OUTCOME_CLOSED_IN_HANDSHAKE || outcome == OUTCOME_CONNECTION_CLOSED ||
           outcome == OUTCOME_RESPONSE_CUT;
}

/* "https://mail.contoso.com": what connections are kept for. */
static size_t origin_length(const char *url)
{
    const char *const host = strstr(url, "://");

    return host ? (size_t)(host - url) + 3 + strcspn(host + 3, "/") : strlen(url);
}

/* Of the connection that was opened for it, or else of the one that was kept. */
static json_t *security_of(struct traffic_record *record, const struct traffic_exchange *exchange)
{
    struct recorded_connection *const opened =
        exchange->opened ? recorded_connection(record, exchange->connection) : NULL;
    const size_t length = origin_length(exchange->url);

    if (opened && !opened->origin)
        opened->origin = text_copy_part(exchange->url, length);
    for (size_t i = record->connection_count; i > 0; i--) {
        const char *const origin = record->connections[i - 1].origin;
        if (origin && strlen(origin) == length && strncmp(origin, exchange->url, length) == 0)
            return record->connections[i - 1].security;
    }
    return NULL;
}

static void see_exchange(void *context, const struct traffic_exchange *exchange)
{
    struct traffic_record *const record = context;
    const enum outcome outcome = exchange->record->outcome;
    const struct recorded_connection *const opened = recorded_connection(record, exchange->connection);

    json_array_append_new(record->entries, har_entry(exchange, security_of(record, exchange)));
    if (opened && outcome == OUTCOME_CONNECTION_REFUSED)
        add(record, exchange->connection, RECORDED_REFUSAL, false, NULL, 0);
    else if (opened && is_reset(outcome))
        add(record, exchange->connection, RECORDED_RESET, false, NULL, 0);
    else if (opened && is_closed(outcome))
        add(record, exchange->connection, RECORDED_END, false, NULL, 0);
}

struct traffic_record *traffic_record_new(void)
{
    struct traffic_record *const record = memory_new(sizeof *record);

    record->watch = (struct traffic_watch){record, see_exchange, see_opened, see_bytes, see_security, see_secret};
    record->end = &record->first;
    record->entries = memory_need(json_array());
    return record;
}

void traffic_record_free(struct traffic_record **record)
{
    if (!*record)
        return;
    for (struct recorded *next, *recorded = (*record)->first; recorded; recorded = next) {
        next = recorded->next;
        free(recorded);
    }
    for (size_t i = 0; i < (*record)->connection_count; i++) {
        free((*record)->connections[i].origin);
        json_decref((*record)->connections[i].security);
    }
    free((*record)->connections);
    free((*record)->secrets);
    json_decref((*record)->entries);
    free(*record);
    *record = NULL;
}

const struct traffic_watch *traffic_record_watch(const struct traffic_record *record)
{
    return &record->watch;
}

const json_t *traffic_record_entries(const struct traffic_record *record)
{
    return record->entries;
}

json_t *traffic_record_har(const struct traffic_record *record)
{
    return json_pack("{s:{s:s, s:{s:s, s:s}, s:O}}", "log", "version", "1.2", "creator", "name", "fblab", "version",
                     FBLAB_VERSION, "entries", record->entries);
}
