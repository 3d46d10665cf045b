/* SPDX-License-Identifier: MIT */
/* Bytes to and fro without a fault: long answers, half-closed clients, status lines, many at once. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/wire_fixture.h"
#include "wire/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENT 10000
#define IDLE 1000
#define LONG_BODY 3000000UL
#define GET "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
#define TEA "GET /teapot HTTP/1.1\r\nHost: x\r\n\r\n"
#define REST "\r\nContent-Length: 5\r\n\r\nhello"
#define HELLO "HTTP/1.1 200 OK" REST
#define TEA_ANSWER TEAPOT REST

static struct client *connect_with(struct wire_fixture *fixture, bool tls)
{
    struct client *client = client_new(listener_port(tls ? fixture->tls : fixture->plain), PATIENT);

    if (tls)
        assert_int_equal(client_handshake(client, "mail.contoso.com", 0, 0), ENDING_COMPLETE);
    return client;
}

static void served(struct client *client, const char *request, const char *answer)
{
    client->length = 0;
    client_say(client, request);
    assert_true(client_read_bytes(client, strlen(answer)));
    assert_string_equal(client->text, answer);
}

static const struct row {
    const char *name, *request, *answer;
} rows[] = {
    {"status line replaced", TEA, TEA_ANSWER},
    {"first of two replaced", TEA GET, TEA_ANSWER HELLO},
    {"second of two replaced", GET TEA, HELLO TEA_ANSWER},
    {"both replaced", TEA TEA, TEA_ANSWER TEA_ANSWER},
    {"many pipelined", GET TEA GET TEA TEA, HELLO TEA_ANSWER HELLO TEA_ANSWER TEA_ANSWER},
    {"line kept where nothing is said", GET GET, HELLO HELLO},
};

static void answers_byte_for_byte(void **state)
{
    const struct row *row = *state;
    void *own = NULL;

    wire_fixture_start(&own);
    for (int tls = 0; tls < 2; tls++) {
        CLEANUP(client_free) struct client *client = connect_with(own, tls);
        served(client, row->request, row->answer);
        served(client, row->request, row->answer);
    }
    wire_fixture_stop(&own);
}

/* Reads on in small steps until `wanted` bytes have come. */
static void read_long(struct client *client, size_t wanted)
{
    size_t seen = 0;

    while (seen < wanted) {
        client->length = 0;
        assert_true(client_read_bytes(client, 1));
        seen += client->length;
    }
    assert_int_equal(seen, wanted);
}

static void long_answers_come_whole(void **state)
{
    CLEANUP(cleanup_string) char *head = text_format("HTTP/1.1 200 OK\r\nContent-Length: %lu\r\n\r\n", LONG_BODY);
    CLEANUP(cleanup_string) char *request = text_format("GET /bytes/%lu HTTP/1.1\r\n\r\n", LONG_BODY);

    for (int tls = 0; tls < 2; tls++) {
        CLEANUP(client_free) struct client *client = connect_with(*state, tls);
        client_say(client, request);
        read_long(client, strlen(head) + LONG_BODY);
        served(client, GET, HELLO);
    }
}

/* All asked for before any is read: the consumer has to wait for the client. */
static void long_answers_wait_for_each_other(void **state)
{
    CLEANUP(cleanup_string) char *head = text_format("HTTP/1.1 200 OK\r\nContent-Length: %lu\r\n\r\n", LONG_BODY);
    CLEANUP(cleanup_string) char *request = text_format("GET /bytes/%lu HTTP/1.1\r\n\r\n", LONG_BODY);

    for (int tls = 0; tls < 2; tls++) {
        CLEANUP(client_free) struct client *client = connect_with(*state, tls);
        client_say(client, GET);
        client_say(client, request);
        client_say(client, request);
        client_say(client, GET);
        read_long(client, 2 * (strlen(HELLO) + strlen(head) + LONG_BODY));
        served(client, GET, HELLO);
    }
}

static void half_closed_client_gets_its_answer(void **state)
{
    CLEANUP(client_free) struct client *plain = connect_with(*state, false), *tls = connect_with(*state, true);

    client_say(plain, GET);
    shutdown(plain->socket, SHUT_WR);
    assert_int_equal(client_read(plain), ENDING_FIN);
    assert_string_equal(plain->text, HELLO);
    client_say(tls, TEA);
    SSL_shutdown(tls->tls);
    assert_int_equal(client_read(tls), ENDING_CLOSE_NOTIFY);
    assert_string_equal(tls->text, TEA_ANSWER);
}

static void consumer_that_closes_ends_in_order(void **state)
{
    CLEANUP(client_free) struct client *plain = connect_with(*state, false), *tls = connect_with(*state, true);

    /* More than the one request is in flight: the tail must not be lost to an RST. */
    client_say(plain, "GET /close HTTP/1.1\r\n\r\n" GET GET);
    assert_int_equal(client_read(plain), ENDING_FIN);
    assert_string_equal(plain->text, HELLO);
    client_say(tls, "GET /close HTTP/1.1\r\n\r\n" GET GET);
    assert_int_equal(client_read(tls), ENDING_CLOSE_NOTIFY);
    assert_string_equal(tls->text, HELLO);
}

/* Writing to who has gone must not raise SIGPIPE, and the consumer must learn of it. */
static void client_that_leaves_early_harms_nobody(void **state)
{
    struct wire_fixture *fixture = *state;

    for (int i = 0; i < 20; i++) {
        CLEANUP(client_free) struct client *client = connect_with(fixture, i % 2);
        const struct linger now = {.l_onoff = 1, .l_linger = 0};
        client_say(client, "GET /bytes/3000000 HTTP/1.1\r\n\r\n");
        assert_true(client_read_bytes(client, 100));
        if (i % 4 < 2)
            setsockopt(client->socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    wire_fixture_await_no_stream(fixture);
    CLEANUP(client_free) struct client *client = connect_with(fixture, true);
    served(client, GET, HELLO);
}

static void idle_connections_cost_no_stream(void **state)
{
    struct wire_fixture *fixture = *state;
    struct client *idle[IDLE];
    CLEANUP(client_free) struct client *client = NULL;

    for (size_t i = 0; i < IDLE; i++)
        idle[i] = client_new(listener_port(fixture->tls), PATIENT);
    client = connect_with(fixture, true);
    served(client, GET, HELLO);
    assert_int_equal(fixture->streams_seen, 1);
    served(idle[0] = (client_free(&idle[0]), connect_with(fixture, true)), GET, HELLO);
    for (size_t i = 0; i < IDLE; i++)
        client_free(&idle[i]);
}

static int try_connect(unsigned port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int end = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int code = connect(end, (const struct sockaddr *)&address, sizeof address) < 0 ? errno : 0;

    close(end);
    return code;
}

static void stops_with_connections_in_every_state(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free)
    struct client *idle = client_new(listener_port(fixture->tls), PATIENT), *open = connect_with(fixture, true),
                  *busy = connect_with(fixture, true);

    client_say(busy, "GET /bytes/3000000 HTTP/1.1\r\n\r\n");
    assert_true(client_read_bytes(busy, 100));
    wire_stop(fixture->wire);
    assert_int_equal(client_read(open), ENDING_FIN);
    assert_int_equal(client_read(idle), ENDING_FIN);
    assert_int_equal(try_connect(listener_port(fixture->tls)), ECONNREFUSED);
    wire_stop(fixture->wire);
    wire_fixture_end_streams(fixture);
    wire_free(&fixture->wire);
}

static void address_in_use_is_said(void **state)
{
    struct wire_fixture *fixture = *state;
    const struct wire_callbacks callbacks = {0};
    CLEANUP(wire_free) struct wire *wire = wire_new(&callbacks, NULL);
    struct error error;

    assert_null(wire_listen(wire, "exo", "127.0.0.1", listener_port(fixture->tls), true, &error));
    assert_non_null(strstr(error.text, "exo cannot listen on 127.0.0.1 port "));
    assert_non_null(strstr(error.text, "Address already in use"));
    assert_null(wire_listen(wire, "exo", "not an address", 0, true, &error));
    assert_non_null(strstr(error.text, "not an address is not an IP address"));
}

static void count_tick(void *context)
{
    struct wire_fixture *fixture = context;

    pthread_mutex_lock(&fixture->lock);
    snprintf(fixture->event, sizeof fixture->event, "tick");
    fixture->events++;
    pthread_cond_broadcast(&fixture->changed);
    pthread_mutex_unlock(&fixture->lock);
}

static void ticks(void **state)
{
    struct wire_fixture fixture = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    const struct wire_callbacks callbacks = {0};
    CLEANUP(wire_free) struct wire *wire = wire_new(&callbacks, NULL);

    (void)state;
    wire_tick(wire, 1, count_tick, &fixture);
    assert_true(wire_start(wire, NULL));
    wire_fixture_await_event(&fixture, "tick");
    wire_stop(wire);
}

#define WITH_WIRE(test) cmocka_unit_test_setup_teardown(test, wire_fixture_start, wire_fixture_stop)

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 9] = {
        [ARRAY_SIZE(rows)] = WITH_WIRE(long_answers_come_whole),
        WITH_WIRE(long_answers_wait_for_each_other),
        WITH_WIRE(half_closed_client_gets_its_answer),
        WITH_WIRE(consumer_that_closes_ends_in_order),
        WITH_WIRE(client_that_leaves_early_harms_nobody),
        WITH_WIRE(idle_connections_cost_no_stream),
        WITH_WIRE(stops_with_connections_in_every_state),
        WITH_WIRE(address_in_use_is_said),
        cmocka_unit_test(ticks),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers_byte_for_byte, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
