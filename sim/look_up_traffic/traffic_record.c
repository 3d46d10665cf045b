/* SPDX-License-Identifier: MIT */
/* Keeps what a look-up shows of its connections. */
#include "traffic_record.h"

#include "base/cleanup.h"
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

static void see_exchange(void *context, const struct traffic_exchange *exchange)
{
    struct traffic_record *const record = context;
    const enum outcome outcome = exchange->record->outcome;
    const bool opened = recorded_connection(record, exchange->connection);

    json_array_append_new(record->entries, har_entry(exchange));
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

    record->watch = (struct traffic_watch){record, see_exchange, see_opened, see_bytes, see_secret};
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
