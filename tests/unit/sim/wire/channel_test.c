/* SPDX-License-Identifier: MIT */
/* A channel that is told of changes alone must not stop reading while the socket has something. */
#include "wire/channel.h"

#include "base/cleanup.h"
#include "wire/certificates.h"

#include <openssl/ssl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { RECORD = 8000, BUFFER = 20000 };

struct bench {
    struct authority *authority;
    struct identity *identity;
    SSL_CTX *servers, *clients;
    SSL *client;
    struct channel channel;
    int ends[2];
    char bytes[BUFFER];
};

/* Each takes a step until neither has one left. */
static void shake_hands(struct bench *bench)
{
    for (int i = 0; i < 10 && !(SSL_is_init_finished(bench->client) && SSL_is_init_finished(bench->channel.tls)); i++) {
        SSL_do_handshake(bench->client);
        SSL_do_handshake(bench->channel.tls);
    }
    assert_true(SSL_is_init_finished(bench->client) && SSL_is_init_finished(bench->channel.tls));
}

static int start(void **state)
{
    static const char *const names[] = {"localhost", NULL};
    struct bench *bench = calloc(1, sizeof *bench);
    SSL *session;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, bench->ends), 0);
    bench->authority = authority_new(NULL);
    bench->identity = identity_new(bench->authority, names, CERTIFICATE_GOOD, NULL);
    bench->servers = SSL_CTX_new(TLS_server_method());
    bench->clients = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_read_ahead(bench->servers, 1);
    bench->client = SSL_new(bench->clients);
    session = SSL_new(bench->servers);
    assert_true(identity_present(bench->identity, session));
    SSL_set_fd(session, bench->ends[0]);
    SSL_set_accept_state(session);
    bench->channel.socket = bench->ends[0];
    channel_begin_tls(&bench->channel, session);
    SSL_set_fd(bench->client, bench->ends[1]);
    SSL_set_connect_state(bench->client);
    shake_hands(bench);
    *state = bench;
    return 0;
}

static int stop(void **state)
{
    struct bench *bench = *state;

    channel_drop_tls(&bench->channel);
    SSL_free(bench->client);
    SSL_CTX_free(bench->servers);
    SSL_CTX_free(bench->clients);
    identity_free(&bench->identity);
    authority_free(&bench->authority);
    close(bench->ends[0]);
    close(bench->ends[1]);
    free(bench);
    return 0;
}

static void say(struct bench *bench, size_t length)
{
    char text[RECORD];

    memset(text, 'x', sizeof text);
    assert_int_equal(SSL_write(bench->client, text, (int)length), (int)length);
}

static void reads(struct bench *bench, size_t length, size_t expected)
{
    ssize_t last;

    assert_int_equal(channel_read_on(&bench->channel, bench->bytes, length, &last), expected);
}

static void all_that_is_there_is_read(void **state)
{
    say(*state, RECORD);
    say(*state, RECORD);
    reads(*state, BUFFER, 2 * RECORD);
    reads(*state, BUFFER, 0);
}

/* The kernel has told of the second record before the rest of the first was asked for. */
static void what_came_between_two_calls_is_read(void **state)
{
    say(*state, RECORD);
    reads(*state, 1000, 1000);
    say(*state, 100);
    reads(*state, BUFFER, RECORD - 1000 + 100);
}

static void the_end_is_told(void **state)
{
    struct bench *bench = *state;
    ssize_t last;

    say(bench, 10);
    SSL_shutdown(bench->client);
    assert_int_equal(channel_read_on(&bench->channel, bench->bytes, 10, &last), 10);
    assert_int_equal(channel_read_on(&bench->channel, bench->bytes, 10, &last), 0);
    assert_int_equal(last, CHANNEL_END);
}

/* OpenSSL calls the error of a write the peer's last word when that has come before. */
static void whoever_has_gone_takes_nothing_more(void **state)
{
    struct bench *bench = *state;
    ssize_t last;

    signal(SIGPIPE, SIG_IGN);
    SSL_shutdown(bench->client);
    channel_read_on(&bench->channel, bench->bytes, 10, &last);
    assert_int_equal(last, CHANNEL_END);
    assert_int_equal(channel_write(&bench->channel, "answer", 6), 6);
    assert_int_equal(shutdown(bench->ends[0], SHUT_WR), 0);
    assert_int_equal(channel_write(&bench->channel, "answer", 6), CHANNEL_DEAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_that_is_there_is_read, start, stop),
        cmocka_unit_test_setup_teardown(what_came_between_two_calls_is_read, start, stop),
        cmocka_unit_test_setup_teardown(the_end_is_told, start, stop),
        cmocka_unit_test_setup_teardown(whoever_has_gone_takes_nothing_more, start, stop),
    };

    return cmocka_run_group_tests_name("channel", tests, NULL, NULL);
}
