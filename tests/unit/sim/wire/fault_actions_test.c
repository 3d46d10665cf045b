/* SPDX-License-Identifier: MIT */
/* Each fault, seen by a client: which bytes came, and how the connection ended. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/wire_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HELLO "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
#define POST "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
#define IMPATIENT 250
#define PATIENT 10000

static const struct row {
    const char *name;
    enum wire_fault fault;
    unsigned long amount;
    enum ending tls_handshake, tls_end, plain_end;
    const char *answer;
    bool reported;
} rows[] = {
    {"allow", WIRE_FAULT_NONE, 0, ENDING_COMPLETE, ENDING_SILENCE, ENDING_SILENCE, HELLO, false},
    {"drop of who came in", WIRE_FAULT_DROP, 0, ENDING_SILENCE, 0, ENDING_SILENCE, "", true},
    {"refuse of who came in", WIRE_FAULT_REFUSE, 0, ENDING_RESET, 0, ENDING_RESET, "", true},
    {"reset-on-accept", WIRE_FAULT_RESET_ON_ACCEPT, 0, ENDING_RESET, 0, ENDING_RESET, "", true},
    {"reset-in-handshake", WIRE_FAULT_RESET_IN_HANDSHAKE, 0, ENDING_RESET, 0, ENDING_RESET, "", true},
    {"close-in-handshake", WIRE_FAULT_CLOSE_IN_HANDSHAKE, 0, ENDING_FIN, 0, ENDING_FIN, "", true},
    {"silent-handshake", WIRE_FAULT_SILENT_HANDSHAKE, 0, ENDING_SILENCE, 0, ENDING_SILENCE, "", true},
    {"reset-after-request", WIRE_FAULT_RESET_AFTER_REQUEST, 0, ENDING_COMPLETE, ENDING_RESET, ENDING_RESET, "", true},
    {"close-after-request", WIRE_FAULT_CLOSE_AFTER_REQUEST, 0, ENDING_COMPLETE, ENDING_CLOSE_NOTIFY, ENDING_FIN, "",
     true},
    {"silence", WIRE_FAULT_SILENCE, 0, ENDING_COMPLETE, ENDING_SILENCE, ENDING_SILENCE, "", true},
    {"reset-in-response", WIRE_FAULT_RESET_IN_RESPONSE, 12, ENDING_COMPLETE, ENDING_RESET, ENDING_RESET, "HTTP/1.1 200",
     true},
    {"reset at the first byte", WIRE_FAULT_RESET_IN_RESPONSE, 0, ENDING_COMPLETE, ENDING_RESET, ENDING_RESET, "", true},
    {"cut", WIRE_FAULT_CUT, 12, ENDING_COMPLETE, ENDING_CLOSE_NOTIFY, ENDING_FIN, "HTTP/1.1 200", true},
    {"cut behind a short answer", WIRE_FAULT_CUT, 500, ENDING_COMPLETE, ENDING_SILENCE, ENDING_SILENCE, HELLO, false},
    {"dribble", WIRE_FAULT_DRIBBLE, 1, ENDING_COMPLETE, ENDING_SILENCE, ENDING_SILENCE, HELLO, true},
    {"delay", WIRE_FAULT_DELAY, 20, ENDING_COMPLETE, ENDING_SILENCE, ENDING_SILENCE, HELLO, true},
};

static unsigned patience(enum ending expected)
{
    return expected == ENDING_SILENCE ? IMPATIENT : PATIENT;
}

static void expect_event(struct wire_fixture *fixture, const struct row *row)
{
    if (row->reported)
        wire_fixture_await_event(fixture, wire_fault_name(row->fault));
    else
        assert_int_equal(fixture->events, 0);
}

static void over_tls(struct wire_fixture *fixture, const struct row *row)
{
    const enum ending last = row->tls_handshake == ENDING_COMPLETE ? row->tls_end : row->tls_handshake;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), patience(last));

    assert_int_equal(client_handshake(client, "mail.contoso.com", 0, 0), row->tls_handshake);
    if (row->tls_handshake != ENDING_COMPLETE)
        return;
    client_say(client, POST);
    assert_int_equal(client_read(client), row->tls_end);
    assert_string_equal(client->text, row->answer);
}

static void over_tcp(struct wire_fixture *fixture, const struct row *row)
{
    const bool reset_at_once = row->fault == WIRE_FAULT_REFUSE || row->fault == WIRE_FAULT_RESET_ON_ACCEPT;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->plain), patience(row->plain_end));

    if (!reset_at_once) /* the error would be told to the one who writes */
        client_say(client, POST);
    assert_int_equal(client_read(client), row->plain_end);
    assert_string_equal(client->text, row->answer);
}

static void ends_as_the_row_says(void **state)
{
    const struct row *row = *state;
    void *own = NULL;
    struct wire_fixture *fixture;

    wire_fixture_start(&own);
    fixture = own;
    wire_fixture_policy(fixture, &(struct wire_policy){.fault = row->fault, .amount = row->amount});
    over_tls(fixture, row);
    expect_event(fixture, row);
    over_tcp(fixture, row);
    wire_fixture_stop(&own);
}

static void plain_text_on_tls(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_PLAIN_TEXT_ON_TLS});
    client = client_new(listener_port(fixture->tls), PATIENT);
    assert_int_equal(client_handshake(client, "mail.contoso.com", 0, 0), ENDING_NO_TLS);
}

/* The ClientHello (or what looks like one) comes in two parts: the fault waits for the second. */
static void hello_in_parts(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;
    static const char hello[] = {22, 3, 1, 0, 5, '1', '2', '3', '4', '5'};

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_PLAIN_TEXT_ON_TLS});
    client = client_new(listener_port(fixture->tls), IMPATIENT);
    assert_int_equal(send(client->socket, hello, 7, 0), 7);
    assert_int_equal(client_read(client), ENDING_SILENCE);
    assert_int_equal(send(client->socket, hello + 7, 3, 0), 3);
    assert_int_equal(client_read(client), ENDING_FIN);
    assert_true(text_starts(client->text, "HTTP/1.1 400 Bad Request\r\n"));
}

static void garbage(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_GARBAGE});
    client = client_new(listener_port(fixture->tls), PATIENT);
    assert_int_equal(client_handshake(client, NULL, 0, 0), ENDING_COMPLETE);
    client_say(client, POST);
    assert_int_equal(client_read(client), ENDING_CLOSE_NOTIFY);
    assert_true(client->length > 0);
    assert_false(text_starts(client->text, "HTTP"));
}

static void request_is_waited_for(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_RESET_AFTER_REQUEST});
    client = client_new(listener_port(fixture->plain), IMPATIENT);
    client_say(client, "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbod");
    assert_int_equal(client_read(client), ENDING_SILENCE);
    client_say(client, "y");
    assert_int_equal(client_read(client), ENDING_RESET);
    assert_int_equal(fixture->streams_seen, 0);
}

static void each_answer_is_treated_alone(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_CUT, .amount = sizeof HELLO - 1 + 10});
    client = client_new(listener_port(fixture->plain), PATIENT);
    client_say(client, POST);
    assert_true(client_read_bytes(client, sizeof HELLO - 1));
    client_say(client, "GET /bytes/1000 HTTP/1.1\r\n\r\n");
    assert_int_equal(client_read(client), ENDING_FIN);
    assert_int_equal(client->length, 2 * (sizeof HELLO - 1) + 10);
}

static void delay_is_at_least_as_long(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;
    double begin;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_DELAY, .amount = 100});
    client = client_new(listener_port(fixture->plain), PATIENT);
    for (unsigned i = 1; i <= 2; i++) {
        begin = clock_ms();
        client_say(client, POST);
        assert_true(client_read_bytes(client, i * (sizeof HELLO - 1)));
        assert_true(clock_ms() - begin >= 100);
    }
}

static void dribble_takes_its_time(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;
    const double begin = clock_ms();

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_DRIBBLE, .amount = 3});
    client = client_new(listener_port(fixture->plain), PATIENT);
    client_say(client, POST);
    assert_true(client_read_bytes(client, sizeof HELLO - 1));
    assert_true(clock_ms() - begin >= 3 * (sizeof HELLO - 2));
}

static void a_hundred_resets_are_resets(void **state)
{
    struct wire_fixture *fixture = *state;

    wire_fixture_policy(fixture, &(struct wire_policy){.fault = WIRE_FAULT_RESET_AFTER_REQUEST});
    for (int i = 0; i < 100; i++) {
        CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);
        assert_int_equal(client_handshake(client, NULL, 0, 0), ENDING_COMPLETE);
        client_say(client, POST);
        assert_int_equal(client_read(client), ENDING_RESET);
    }
    assert_int_equal(fixture->events, 100);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 8] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test_setup_teardown(plain_text_on_tls, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(hello_in_parts, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(garbage, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(request_is_waited_for, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(each_answer_is_treated_alone, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(delay_is_at_least_as_long, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(dribble_takes_its_time, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(a_hundred_resets_are_resets, wire_fixture_start, wire_fixture_stop),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = ends_as_the_row_says, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
