/* SPDX-License-Identifier: MIT */
/* What the wire makes of a connection that comes in: its socket, where it is from, what it waits for, and how many there are. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/wire_fixture.h"
#include "wire/listener.h"
#include "wire/stream.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENT 10000
#define ANSWER 43
#define GET "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

static int option(int socket, int level, int name)
{
    int value = -1;
    socklen_t length = sizeof value;

    assert_int_equal(getsockopt(socket, level, name, &value, &length), 0);
    return value;
}

/* What is seen of the youngest stream on the loop's thread. */
struct seen {
    struct relay *relay;
    size_t open, most;
    bool any, waits;
    double left;
    int socket;
    enum phase phase;
    struct origin origin;
};

static void look(void *context)
{
    struct seen *const seen = context;
    const struct stream *const stream = seen->relay->streams;

    seen->open = seen->relay->open;
    seen->most = seen->relay->most;
    seen->any = stream != NULL;
    if (!stream)
        return;
    seen->waits = stream->timer.position > 0;
    seen->left = stream->timer.due - clock_ms();
    seen->socket = stream->client.fd;
    seen->phase = stream->phase;
    seen->origin = stream->origin;
}

static struct seen seen_now(const struct wire_fixture *fixture)
{
    struct seen seen = {.relay = fixture->tls->relay};

    wire_call(fixture->wire, look, &seen);
    return seen;
}

/* Until so many streams are open. */
static struct seen seen_with(const struct wire_fixture *fixture, size_t open)
{
    const double end = clock_ms() + PATIENT;
    struct seen seen = seen_now(fixture);

    while (seen.open != open && clock_ms() < end)
        seen = seen_now(fixture);
    assert_int_equal(seen.open, open);
    return seen;
}

static void socket_is_set_for_answers_at_once(void **state)
{
    const struct wire_fixture *const fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->plain), PATIENT);
    const struct seen seen = seen_with(fixture, 1);

    assert_int_equal(option(seen.socket, IPPROTO_TCP, TCP_NODELAY), 1);
    assert_int_equal(option(seen.socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 60000);
    assert_int_equal(option(seen.socket, SOL_SOCKET, SO_REUSEADDR), 1);
    assert_int_equal(option(fixture->plain->source.fd, SOL_SOCKET, SO_REUSEADDR), 0);
}

static void origin_says_where_it_came_from(void **state)
{
    const struct wire_fixture *const fixture = *state;
    CLEANUP(client_free) struct client *first = client_new(listener_port(fixture->plain), PATIENT);
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    struct seen seen = seen_with(fixture, 1);

    assert_int_equal(getsockname(first->socket, (struct sockaddr *)&own, &length), 0);
    CLEANUP(cleanup_string) char *client = text_format("127.0.0.1:%u", ntohs(own.sin_port));
    assert_string_equal(seen.origin.client, client);
    assert_string_equal(seen.origin.party, "admin");
    assert_string_equal(seen.origin.server_name, "");
    assert_false(seen.origin.tls);
    assert_int_equal(seen.origin.connection, 1);
    CLEANUP(client_free) struct client *second = client_new(listener_port(fixture->tls), PATIENT);
    assert_non_null(second);
    seen = seen_with(fixture, 2);
    assert_int_equal(seen.origin.connection, 2);
    assert_true(seen.origin.tls);
    assert_string_equal(seen.origin.party, "onprem");
}

/* Of a phase: whether something is due, and in how many milliseconds. */
static const struct patience {
    const char *name;
    enum wire_fault fault;
    bool tls;
    const char *says;
    enum phase phase;
    double due; /* 0: nothing is */
} patiences[] = {
    {"who says nothing to TLS", WIRE_FAULT_NONE, true, NULL, PHASE_HELLO, HANDSHAKE_MS},
    {"who says nothing without TLS", WIRE_FAULT_NONE, false, NULL, PHASE_HELLO, FIRST_REQUEST_MS},
    {"who says something else to TLS", WIRE_FAULT_NONE, true, GET, PHASE_DRAINING, LINGER_MS},
    {"who is served", WIRE_FAULT_NONE, false, GET, PHASE_OPEN, 0},
    {"who has begun to ask", WIRE_FAULT_SILENCE, false, "GET", PHASE_OPEN, FIRST_REQUEST_MS},
    {"who is held", WIRE_FAULT_DROP, true, NULL, PHASE_DRAINING, 0},
    {"who is held at the first byte", WIRE_FAULT_SILENT_HANDSHAKE, true, "x", PHASE_DRAINING, 0},
    {"who is held after a request", WIRE_FAULT_SILENCE, false, GET, PHASE_DRAINING, 0},
    {"who is told the end", WIRE_FAULT_CLOSE_AFTER_REQUEST, false, GET, PHASE_DRAINING, LINGER_MS},
};

static void waits_as_long_as_the_row_says(void **state)
{
    const struct patience *const row = *state;
    void *own = NULL;

    wire_fixture_start(&own);
    struct wire_fixture *const fixture = own;
    wire_fixture_policy(fixture, &(struct wire_policy){.fault = row->fault});
    struct client *client = client_new(listener_port(row->tls ? fixture->tls : fixture->plain), PATIENT);
    if (row->says)
        client_say(client, row->says);
    struct seen seen = seen_with(fixture, 1);
    for (int i = 0; i < 10000 && (seen.phase != row->phase || seen.waits != (row->due > 0) ||
                                  (row->due > 0 && (seen.left > row->due || seen.left < row->due - 1900)));
         i++)
        seen = seen_now(fixture);
    assert_int_equal(seen.phase, row->phase);
    assert_int_equal(seen.waits, row->due > 0);
    if (row->due > 0)
        assert_in_range((int)seen.left, row->due - 1900, row->due);
    client_free(&client);
    seen_with(fixture, 0);
    wire_fixture_stop(&own);
}

static void time_is_over(void *context)
{
    const struct relay *const relay = ((struct wire_fixture *)context)->tls->relay;
    struct stream *const stream = relay->streams;

    stream->due(stream);
}

static void who_does_not_finish_the_handshake_is_told_the_end(void **state)
{
    struct wire_fixture *const fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);

    seen_with(fixture, 1);
    wire_call(fixture->wire, time_is_over, fixture);
    assert_int_equal(client_read(client), ENDING_FIN);
    assert_string_equal(fixture->event, "the client did not finish the TLS handshake in time");
    assert_int_equal(fixture->events, 1);
}

static void who_asks_nothing_is_told_the_end_and_nobody_else(void **state)
{
    struct wire_fixture *const fixture = *state;
    CLEANUP(client_free) struct client *plain = client_new(listener_port(fixture->plain), PATIENT);

    seen_with(fixture, 1);
    wire_call(fixture->wire, time_is_over, fixture);
    assert_int_equal(client_read(plain), ENDING_FIN);
    assert_int_equal(fixture->events, 0);
}

/* The consumer is told, and when it has let go nothing is left. */
static void who_resets_leaves_nothing(void **state)
{
    struct wire_fixture *const fixture = *state;
    const struct linger now = {.l_onoff = 1, .l_linger = 0};

    for (int tls = 0; tls < 2; tls++) {
        CLEANUP(client_free)
        struct client *client = client_new(listener_port(tls ? fixture->tls : fixture->plain), PATIENT);
        if (tls)
            assert_int_equal(client_handshake(client, "mail.contoso.com", 0, 0), ENDING_COMPLETE);
        client_say(client, GET);
        assert_true(client_read_bytes(client, ANSWER));
        setsockopt(client->socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close(client->socket);
        client->socket = -1;
        assert_false(seen_with(fixture, 0).any);
    }
}

/* Memory is given back when of a crowd an eighth is left; so the count of the most begins anew. */
static const struct crowd {
    const char *name;
    size_t count, most;
} crowds[] = {{"few are no crowd", 255, 255}, {"a crowd", 256, 32}};

static void crowd_is_counted(void **state)
{
    const struct crowd *const row = *state;
    struct client *clients[256];
    void *own = NULL;

    wire_fixture_start(&own);
    const struct wire_fixture *const fixture = own;
    for (size_t i = 0; i < row->count; i++)
        clients[i] = client_new(listener_port(fixture->plain), PATIENT);
    assert_int_equal(seen_with(fixture, row->count).most, row->count);
    for (size_t i = 0; i < row->count; i++)
        client_free(&clients[i]);
    assert_int_equal(seen_with(fixture, 0).most, row->most);
    assert_false(seen_now(fixture).any);
    wire_fixture_stop(&own);
}

#define WITH_WIRE(test) cmocka_unit_test_setup_teardown(test, wire_fixture_start, wire_fixture_stop)

enum { TESTS = 5 };

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(patiences) + ARRAY_SIZE(crowds) + TESTS] = {
        WITH_WIRE(socket_is_set_for_answers_at_once),
        WITH_WIRE(origin_says_where_it_came_from),
        WITH_WIRE(who_does_not_finish_the_handshake_is_told_the_end),
        WITH_WIRE(who_asks_nothing_is_told_the_end_and_nobody_else),
        WITH_WIRE(who_resets_leaves_nothing),
    };

    for (size_t i = 0; i < ARRAY_SIZE(patiences); i++)
        tests[TESTS + i] = (struct CMUnitTest){.name = patiences[i].name,
                                               .test_func = waits_as_long_as_the_row_says,
                                               .initial_state = (void *)(uintptr_t)&patiences[i]};
    for (size_t i = 0; i < ARRAY_SIZE(crowds); i++)
        tests[TESTS + ARRAY_SIZE(patiences) + i] = (struct CMUnitTest){
            .name = crowds[i].name, .test_func = crowd_is_counted, .initial_state = (void *)(uintptr_t)&crowds[i]};
    return cmocka_run_group_tests_name("arrival", tests, NULL, NULL);
}
