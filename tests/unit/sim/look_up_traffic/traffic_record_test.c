/* SPDX-License-Identifier: MIT */
/* What a look-up shows of its connections, as HAR and as packets. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
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

/* Every block in hexadecimal, the moment of a packet as dots; the caller frees it. */
static char *dump(const char *bytes, size_t length)
{
    char *text = NULL;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    for (size_t at = 0; at < length; at += number_at(bytes + at + 4)) {
        const bool packet = number_at(bytes + at) == 6;
        for (size_t i = 0; i < number_at(bytes + at + 4); i++)
            if (packet && i >= 12 && i < 20)
                fputs("..", output);
            else
                fprintf(output, "%02x", (unsigned char)bytes[at + i]);
        fputc('\n', output);
    }
    text_stream_close(output);
    return text;
}

/* Addresses, ports, numbers of sequence, sums and all, of three connections. */
static void packets_are_these(void **state)
{
    static const char wanted[] =
        "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000\n"
        "0100000014000000650000000000000014000000\n"
        "0a000000200000004b534c54090000004120310a422032320a00000020000000\n"
        "060000004800000000000000................"
        "28000000280000004500002800000000400639c47f00000bc0000201c35101bb000003e8000000005002ffffa5e1000048000000\n"
        "060000004800000000000000................"
        "2800000028000000450000280000000040067cce7f0000017f000001c3520050000003e8000000005002ffffea55000048000000\n"
        "060000004800000000000000................"
        "28000000280000004500002800000000400639c4c00002017f00000b01bbc351000007d0000003e95012ffff9e00000048000000\n"
        "060000004800000000000000................"
        "28000000280000004500002800000000400639c47f00000bc0000201c35101bb000003e9000007d15010ffff9e01000048000000\n"
        "060000005000000000000000................"
        "2d0000002d0000004500002d00000000400639bf7f00000bc0000201c35101bb000003e9000007d15018ffff5a22000068656c6c6f0000"
        "0050000000\n"
        "060000005400000000000000................"
        "32000000320000004500003200000000400639bac00002017f00000b01bbc351000007d1000003ee5018ffff253e0000fffe20616e7377"
        "657273000054000000\n"
        "060000005000000000000000................"
        "2d0000002d0000004500002d00000000400639bf7f00000bc0000201c35101bb000003ee000007db5018ffff6d140000616761696e0000"
        "0050000000\n"
        "060000004800000000000000................"
        "2800000028000000450000280000000040067cce7f0000017f0000010050c352000007d0000003e95012ffffe274000048000000\n"
        "060000004800000000000000................"
        "2800000028000000450000280000000040067cce7f0000017f000001c3520050000003e9000007d15010ffffe275000048000000\n"
        "060000004c00000000000000................"
        "2900000029000000450000290000000040067ccd7f0000017f0000010050c352000007d1000003e95018ffff6a6c0000780000004c0000"
        "00\n"
        "060000004800000000000000................"
        "28000000280000004500002800000000400639c4c00002017f00000b01bbc351000007db000003f35011ffff9dec000048000000\n";
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    const struct traffic_watch *const watch = traffic_record_watch(record);
    CLEANUP(cleanup_string) char *bytes = NULL, *text = NULL;
    size_t length;

    (void)state;
    if (number_at("\1\0\0") != 1)
        skip(); /* numbers of blocks are in the machine's own order */
    watch->secret(watch->context, "A 1");
    watch->secret(watch->context, "B 22");
    watch->opened(watch->context, 1, "127.0.0.11", "192.0.2.1:40001", true);
    watch->opened(watch->context, 10002, "mail", "[::1]:80", false);
    watch->bytes(watch->context, 1, true, "hello", 5);
    watch->bytes(watch->context, 1, false, "\xff\xfe answers", 10);
    watch->bytes(watch->context, 1, true, "again", 5);
    watch->bytes(watch->context, 10002, true, "", 0);
    watch->bytes(watch->context, 10002, false, "x", 1);
    end_with(watch, OUTCOME_RESPONSE_CUT, 0);
    bytes = traffic_record_packets(record, &length);
    text = dump(bytes, length);
    assert_string_equal(text, wanted);
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
    struct CMUnitTest tests[ARRAY_SIZE(endings) + 6];

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
        tests[i] = (struct CMUnitTest){.name = endings[i].name,
                                       .test_func = packets_show_how_it_ended,
                                       .initial_state = (void *)(uintptr_t)&endings[i]};
    tests[ARRAY_SIZE(endings)] = (struct CMUnitTest)cmocka_unit_test(a_har_has_the_exchange);
    tests[ARRAY_SIZE(endings) + 1] = (struct CMUnitTest)cmocka_unit_test(a_har_says_why_no_answer_came);
    tests[ARRAY_SIZE(endings) + 2] = (struct CMUnitTest)cmocka_unit_test(secrets_come_before_packets);
    tests[ARRAY_SIZE(endings) + 3] = (struct CMUnitTest)cmocka_unit_test(much_is_cut_into_segments);
    tests[ARRAY_SIZE(endings) + 4] = (struct CMUnitTest)cmocka_unit_test(a_har_has_the_certificate);
    tests[ARRAY_SIZE(endings) + 5] = (struct CMUnitTest)cmocka_unit_test(packets_are_these);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
