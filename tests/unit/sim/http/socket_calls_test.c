/* SPDX-License-Identifier: MIT */
/* The calls of an owned descriptor reach its owner, all others the kernel. */
#include "base/cleanup.h"
#include "http/socket_calls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

struct record {
    struct socket_owner owner;
    size_t received, sent, parts, closed;
};

static ssize_t receive(struct socket_owner *owner, void *bytes, size_t length)
{
    struct record *record = (struct record *)(void *)owner;

    record->received++;
    memset(bytes, 'x', length);
    return (ssize_t)length;
}

static ssize_t send_parts(struct socket_owner *owner, const struct iovec *parts, size_t count)
{
    struct record *record = (struct record *)(void *)owner;
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += parts[i].iov_len;
    record->parts = count;
    record->sent += total;
    return (ssize_t)total;
}

static void closed(struct socket_owner *owner)
{
    ((struct record *)(void *)owner)->closed++;
}

static const struct socket_functions functions = {receive, send_parts, closed};

static void owner_gets_the_calls(void **state)
{
    struct record record = {.owner = {&functions}};
    struct iovec parts[] = {{(void *)"head", 4}, {(void *)"body!", 5}};
    const struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    char bytes[8];
    int ends[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    assert_true(socket_calls_take(ends[0], &record.owner));
    assert_int_equal(socket_recv(ends[0], bytes, sizeof bytes, 0), sizeof bytes);
    assert_int_equal(record.received, 1);
    assert_int_equal(socket_send(ends[0], "abc", 3, 0), 3);
    assert_int_equal(record.parts, 1);
    assert_int_equal(socket_sendmsg(ends[0], &message, 0), 9);
    assert_int_equal(record.parts, 2);
    assert_int_equal(record.sent, 12);
    assert_int_equal(socket_setsockopt(ends[0], IPPROTO_TCP, TCP_NODELAY, bytes, 1), 0);
    assert_int_equal(socket_shutdown(ends[0], SHUT_WR), 0);
    assert_int_equal(recv(ends[1], bytes, sizeof bytes, 0), -1); /* nothing has happened to the socket itself */
    assert_int_equal(errno, EAGAIN);
    close(ends[0]);
    close(ends[1]);
    socket_calls_leave(ends[0]);
}

static void closing_ends_the_ownership(void **state)
{
    struct record record = {.owner = {&functions}};
    char byte;
    int ends[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    assert_true(socket_calls_take(ends[0], &record.owner));
    assert_int_equal(socket_close(ends[0]), 0);
    assert_int_equal(record.closed, 1);
    assert_int_equal(socket_send(ends[0], "k", 1, 0), 1); /* still open, and the kernel's again */
    assert_int_equal(socket_recv(ends[1], &byte, 1, 0), 1);
    assert_int_equal(byte, 'k');
    assert_int_equal(record.sent, 0);
    assert_int_equal(socket_close(ends[0]), 0);
    assert_int_equal(socket_recv(ends[1], &byte, 1, 0), 0);
    assert_int_equal(record.closed, 1);
    close(ends[1]);
}

static void numbers_beyond_the_table_are_refused(void **state)
{
    static const int numbers[] = {-1, INT_MIN, 1 << 20, INT_MAX};
    struct record record = {.owner = {&functions}};
    char byte;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
        assert_false(socket_calls_take(numbers[i], &record.owner));
        socket_calls_leave(numbers[i]);
        assert_int_equal(socket_recv(numbers[i], &byte, 1, 0), -1);
        assert_int_equal(errno, EBADF);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owner_gets_the_calls),
        cmocka_unit_test(closing_ends_the_ownership),
        cmocka_unit_test(numbers_beyond_the_table_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
