/* SPDX-License-Identifier: MIT */
/* What a look-up shows of its connections, as HAR and as packets. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "evidence/evidence.h"
#include "look_up_traffic/traffic_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 32, IP_AND_TCP = 40, FLAGS = 33 };

/* The blocks of a pcapng: of packets the flags of TCP and the length of what they carry. */
struct blocks {
    uint32_t types[MOST];
    unsigned flags[MOST];
    size_t lengths[MOST], count;
};

static uint32_t number_at(const char *bytes)
{
    uint32_t number;

    memcpy(&number, bytes, sizeof number);
    return number;
}

static struct blocks blocks_of(const char *bytes, size_t length)
{
    struct blocks blocks = {.count = 0};

    for (size_t at = 0; at < length && blocks.count < MOST; blocks.count++) {
        const uint32_t size = number_at(bytes + at + 4);

        assert_true(size >= 12 && size % 4 == 0 && at + size <= length);
        assert_int_equal(number_at(bytes + at + size - 4), size);
        blocks.types[blocks.count] = number_at(bytes + at);
        if (number_at(bytes + at) == 6) {
            blocks.flags[blocks.count] = (unsigned char)bytes[at + 28 + FLAGS];
            blocks.lengths[blocks.count] = number_at(bytes + at + 20) - IP_AND_TCP;
        }
        at += size;
    }
    return blocks;
}

static const struct traffic_watch *open_one(struct traffic_record *record)
{
    const struct traffic_watch *const watch = traffic_record_watch(record);

    watch->opened(watch->context, 1, "127.0.0.11", "127.0.0.1:40001", true);
    return watch;
}

static void end_with(const struct traffic_watch *watch, enum outcome outcome, int status)
{
    char reason[] = "No";
    struct evidence evidence = {.outcome = outcome, .http_status = status, .reason = reason, .elapsed_ms = 12};
    const struct traffic_exchange exchange = {
        .connection = 1,
        .opened = true,
        .started = 1767600000.25,
        .head = "POST /x HTTP/1.1\r\nHost: a.b\r\nEmpty:\r\n\r\n",
        .method = "POST",
        .url = "https://a.b/x",
        .body = "<x/>",
        .address = "127.0.0.1:40001",
        .record = &evidence,
        .answer = "text",
        .answer_length = 4,
    };

    watch->exchange(watch->context, &exchange);
}

static void a_har_has_the_exchange(void **state)
{
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();

    (void)state;
    end_with(open_one(record), OUTCOME_HTTP_STATUS, 403);
    CLEANUP(json_release) json_t *har = traffic_record_har(record);
    const json_t *const log = json_object_get(har, "log");
    const json_t *const entry = json_array_get(json_object_get(log, "entries"), 0);
    const json_t *const request = json_object_get(entry, "request"), *const answer = json_object_get(entry, "response");
    const json_t *const headers = json_object_get(request, "headers");
    assert_string_equal(json_member_text(log, "version"), "1.2");
    assert_string_equal(json_member_text(entry, "startedDateTime"), "2026-01-05T08:00:00.250Z");
    assert_string_equal(json_member_text(request, "url"), "https://a.b/x");
    assert_string_equal(json_member_text(json_object_get(request, "postData"), "text"), "<x/>");
    assert_int_equal(json_array_size(headers), 2);
    assert_string_equal(json_member_text(json_array_get(headers, 0), "value"), "a.b");
    assert_int_equal(json_integer_value(json_object_get(answer, "status")), 403);
    assert_string_equal(json_member_text(answer, "statusText"), "No");
    assert_null(json_object_get(answer, "_error"));
}

/* An exchange has the certificate of its own connection, also where that was opened for an earlier one. */
static void a_har_has_the_certificate(void **state)
{
    static const struct traffic_security certificate = {.subject = "CN=a.b", .verdict = "ok"};
    static const struct traffic_security other = {.subject = "CN=c.d"}, session = {.protocol = "TLSv1.3"};
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    const struct traffic_watch *const watch = open_one(record);

    (void)state;
    watch->security(watch->context, 1, &certificate);
    watch->security(watch->context, 1, &session);
    end_with(watch, OUTCOME_OK, 200);
    watch->opened(watch->context, 2, "", "127.0.0.1:40002", true);
    watch->security(watch->context, 2, &other);
    watch->security(watch->context, 99, &other); /* of which nobody knows */
    end_with(watch, OUTCOME_OK, 200);
    CLEANUP(json_release) json_t *har = traffic_record_har(record);
    const json_t *const entries = json_object_get(json_object_get(har, "log"), "entries");
    for (size_t i = 0; i < 2; i++) {
        const json_t *const security = json_object_get(json_array_get(entries, i), "_securityDetails");
        assert_string_equal(json_member_text(security, "subjectName"), "CN=a.b");
        assert_string_equal(json_member_text(security, "protocol"), "TLSv1.3");
        assert_string_equal(json_member_text(security, "verdict"), "ok");
    }
}

static void a_har_says_why_no_answer_came(void **state)
{
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();

    (void)state;
    end_with(open_one(record), OUTCOME_CONNECTION_RESET, 0);
    CLEANUP(json_release) json_t *har = traffic_record_har(record);
    const json_t *const entry = json_array_get(json_object_get(json_object_get(har, "log"), "entries"), 0);
    assert_string_equal(json_member_text(json_object_get(entry, "response"), "_error"), "net::ERR_CONNECTION_RESET");
}

/* How a connection ended, and the flags of its packets. */
static const struct ending {
    const char *name;
    enum outcome outcome;
    bool said; /* bytes came before */
    unsigned flags[6];
    size_t count;
} endings[] = {
    {"answered", OUTCOME_OK, true, {2, 18, 16, 24}, 4},
    {"reset", OUTCOME_CONNECTION_RESET, true, {2, 18, 16, 24, 20}, 5},
    {"closed", OUTCOME_CLOSED_IN_HANDSHAKE, true, {2, 18, 16, 24, 17}, 5},
    {"refused", OUTCOME_CONNECTION_REFUSED, false, {2, 20}, 2},
    {"swallowed", OUTCOME_CONNECT_TIMEOUT, false, {2}, 1},
};

static void packets_show_how_it_ended(void **state)
{
    const struct ending *const ending = *state;
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    const struct traffic_watch *const watch = open_one(record);
    CLEANUP(cleanup_string) char *bytes = NULL;
    struct blocks blocks;
    size_t length;

    if (ending->said)
        watch->bytes(watch->context, 1, true, "hello", 5);
    end_with(watch, ending->outcome, 0);
    bytes = traffic_record_packets(record, &length);
    blocks = blocks_of(bytes, length);
    assert_int_equal(blocks.count, 2 + ending->count);
    assert_int_equal(blocks.types[0], 0x0A0D0D0A);
    assert_int_equal(blocks.types[1], 1);
    for (size_t i = 0; i < ending->count; i++)
        assert_int_equal(blocks.flags[2 + i], ending->flags[i]);
}

static void secrets_come_before_packets(void **state)
{
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    const struct traffic_watch *const watch = open_one(record);
    CLEANUP(cleanup_string) char *bytes = NULL;
    struct blocks blocks;
    size_t length;

    (void)state;
    watch->secret(watch->context, "CLIENT_RANDOM 1 2");
    bytes = traffic_record_packets(record, &length);
    blocks = blocks_of(bytes, length);
    assert_int_equal(blocks.types[2], 10);
    assert_int_equal(blocks.types[3], 6);
    assert_non_null(memmem(bytes, length, "CLIENT_RANDOM 1 2\n", 18));
}

static void much_is_cut_into_segments(void **state)
{
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    const struct traffic_watch *const watch = open_one(record);
    CLEANUP(cleanup_string) char *bytes = NULL;
    const char much[3000] = "";
    struct blocks blocks;
    size_t length;

    (void)state;
    watch->bytes(watch->context, 1, false, much, sizeof much);
    watch->bytes(watch->context, 9, false, much, sizeof much); /* of no connection */
    bytes = traffic_record_packets(record, &length);
    blocks = blocks_of(bytes, length);
    assert_int_equal(blocks.count, 2 + 3 + 3);
    assert_int_equal(blocks.lengths[5] + blocks.lengths[6] + blocks.lengths[7], sizeof much);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(endings) + 5];

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
        tests[i] = (struct CMUnitTest){.name = endings[i].name,
                                       .test_func = packets_show_how_it_ended,
                                       .initial_state = (void *)(uintptr_t)&endings[i]};
    tests[ARRAY_SIZE(endings)] = (struct CMUnitTest)cmocka_unit_test(a_har_has_the_exchange);
    tests[ARRAY_SIZE(endings) + 1] = (struct CMUnitTest)cmocka_unit_test(a_har_says_why_no_answer_came);
    tests[ARRAY_SIZE(endings) + 2] = (struct CMUnitTest)cmocka_unit_test(secrets_come_before_packets);
    tests[ARRAY_SIZE(endings) + 3] = (struct CMUnitTest)cmocka_unit_test(much_is_cut_into_segments);
    tests[ARRAY_SIZE(endings) + 4] = (struct CMUnitTest)cmocka_unit_test(a_har_has_the_certificate);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
