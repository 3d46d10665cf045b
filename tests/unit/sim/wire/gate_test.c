/* SPDX-License-Identifier: MIT */
/* What happens to a SYN: dropped, refused, allowed, on one and the same port. */
#include "base/cleanup.h"
#include "support/wire_fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#define IMPATIENT 250
#define PATIENT 10000
#define GET "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

/* 0: connected; else the errno, EINPROGRESS if the connection hangs. */
static int try_to_connect(unsigned port, int patience)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct pollfd end = {.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), .events = POLLOUT};
    int code = 0;
    socklen_t length = sizeof code;

    if (connect(end.fd, (const struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)
        code = errno;
    else if (poll(&end, 1, patience) == 0)
        code = EINPROGRESS;
    else
        getsockopt(end.fd, SOL_SOCKET, SO_ERROR, &code, &length);
    close(end.fd);
    return code;
}

static void dropped(struct wire_fixture *fixture)
{
    for (int i = 0; i < 3; i++)
        assert_int_equal(try_to_connect(listener_port(fixture->plain), IMPATIENT), EINPROGRESS);
}

static void refused(struct wire_fixture *fixture)
{
    for (int i = 0; i < 3; i++)
        assert_int_equal(try_to_connect(listener_port(fixture->plain), PATIENT), ECONNREFUSED);
}

static void served(struct wire_fixture *fixture)
{
    for (int i = 0; i < 3; i++) {
        CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->plain), PATIENT);
        client_say(client, GET);
        assert_true(client_read_bytes(client, 40));
    }
}

static const struct position {
    enum wire_fault fault;
    void (*check)(struct wire_fixture *fixture);
} positions[] = {
    {WIRE_FAULT_NONE, served},
    {WIRE_FAULT_DROP, dropped},
    {WIRE_FAULT_REFUSE, refused},
    {WIRE_FAULT_RESET_AFTER_REQUEST, served}, /* not the gate's business */
};

static void every_change_takes_effect_at_once(void **state)
{
    struct wire_fixture *fixture = *state;
    const unsigned port = listener_port(fixture->plain);

    for (size_t from = 0; from < ARRAY_SIZE(positions); from++)
        for (size_t to = 0; to < ARRAY_SIZE(positions); to++) {
            listener_gate(fixture->plain, positions[from].fault);
            listener_gate(fixture->plain, positions[to].fault);
            positions[to].check(fixture);
            assert_int_equal(listener_port(fixture->plain), port);
        }
    listener_gate(fixture->plain, WIRE_FAULT_NONE);
    served(fixture);
}

/* 0, or the errno of a connection from that address. */
static int problem_from(const struct wire_fixture *fixture, const char *source)
{
    int problem;
    CLEANUP(client_free)
    struct client *client = client_from(source, listener_port(fixture->plain), IMPATIENT, &problem);

    return problem;
}

static void some_senders_are_shut_out(void **state)
{
    static const char *const sources[] = {"127.0.0.12", "no address", "127.0.0.13"};
    struct wire_fixture *fixture = *state;

    listener_shut_out(fixture->plain, sources, ARRAY_SIZE(sources));
    assert_int_equal(problem_from(fixture, "127.0.0.12"), ETIMEDOUT);
    assert_int_equal(problem_from(fixture, "127.0.0.13"), ETIMEDOUT);
    assert_int_equal(problem_from(fixture, "127.0.0.11"), 0);
    served(fixture);
    listener_shut_out(fixture->plain, sources, 1);
    assert_int_equal(problem_from(fixture, "127.0.0.12"), ETIMEDOUT);
    assert_int_equal(problem_from(fixture, "127.0.0.13"), 0);
    listener_shut_out(fixture->plain, NULL, 0);
    assert_int_equal(problem_from(fixture, "127.0.0.12"), 0);
    listener_shut_out(fixture->plain, NULL, 0); /* twice is no harm */
}

static void who_was_let_in_stays(void **state)
{
    static const char *const sources[] = {"127.0.0.12"};
    struct wire_fixture *fixture = *state;
    int problem;
    CLEANUP(client_free)
    struct client *client = client_from(sources[0], listener_port(fixture->plain), PATIENT, &problem);

    client_say(client, GET);
    assert_true(client_read_bytes(client, 40));
    client->length = 0;
    listener_shut_out(fixture->plain, sources, 1);
    client_say(client, GET);
    assert_true(client_read_bytes(client, 40));
}

static void many_senders_can_be_shut_out(void **state)
{
    enum { MANY = 250 };
    struct wire_fixture *fixture = *state;
    char texts[MANY][16];
    const char *sources[MANY];

    for (size_t i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "127.0.1.%zu", i + 1);
        sources[i] = texts[i];
    }
    listener_shut_out(fixture->plain, sources, MANY);
    assert_int_equal(problem_from(fixture, "127.0.1.1"), ETIMEDOUT);
    assert_int_equal(problem_from(fixture, "127.0.1.200"), ETIMEDOUT);
    assert_int_equal(problem_from(fixture, "127.0.1.201"), 0); /* beyond what the filter holds: met by the policy */
    served(fixture);
}

static void open_connections_stay(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->plain), PATIENT);

    client_say(client, GET);
    assert_true(client_read_bytes(client, 40));
    client->length = 0;
    listener_gate(fixture->plain, WIRE_FAULT_REFUSE);
    client_say(client, GET);
    assert_true(client_read_bytes(client, 40));
}

static void one_gate_does_not_move_another(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    listener_gate(fixture->plain, WIRE_FAULT_DROP);
    client = client_new(listener_port(fixture->tls), PATIENT);
    assert_int_equal(client_handshake(client, NULL, 0, 0), ENDING_COMPLETE);
}

static void works_before_the_start(void **state)
{
    const struct wire_callbacks callbacks = {0};
    CLEANUP(wire_free) struct wire *wire = wire_new(&callbacks, NULL);
    struct listener *listener = wire_listen(wire, "onprem", "127.0.0.1", 0, true, NULL);

    (void)state;
    listener_gate(listener, WIRE_FAULT_DROP);
    assert_int_equal(try_to_connect(listener_port(listener), IMPATIENT), EINPROGRESS);
    listener_gate(listener, WIRE_FAULT_REFUSE);
    assert_int_equal(try_to_connect(listener_port(listener), PATIENT), ECONNREFUSED);
    listener_gate(listener, WIRE_FAULT_NONE);
    assert_int_equal(try_to_connect(listener_port(listener), PATIENT), 0);
}

/* Another lab's listener, which would take a port where nobody listens at the moment. */
static int try_to_bind(unsigned port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    int code = 0;

    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(descriptor, (const struct sockaddr *)&address, sizeof address) < 0)
        code = errno;
    close(descriptor);
    return code;
}

static void the_port_is_nobody_elses(void **state)
{
    static const enum wire_fault gates[] = {WIRE_FAULT_NONE, WIRE_FAULT_REFUSE, WIRE_FAULT_DROP, WIRE_FAULT_NONE};
    struct wire_fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_SIZE(gates); i++) {
        listener_gate(fixture->plain, gates[i]);
        assert_int_equal(try_to_bind(listener_port(fixture->plain)), EADDRINUSE);
    }
    served(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_port_is_nobody_elses, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(every_change_takes_effect_at_once, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(some_senders_are_shut_out, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(who_was_let_in_stays, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(many_senders_can_be_shut_out, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(open_connections_stay, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(one_gate_does_not_move_another, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test(works_before_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
