/* SPDX-License-Identifier: MIT */
/* A sender of whom a signature is demanded gets no answer, and others do. */
#include "wire/source_key.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENCE_MS 250

static struct sockaddr_in local(const char *address)
{
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(address)};
}

static int listener_open(struct sockaddr_in *address)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t length = sizeof *address;

    *address = local("127.0.0.1");
    assert_int_equal(bind(listener, (struct sockaddr *)address, length), 0);
    assert_int_equal(listen(listener, 16), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)address, &length), 0);
    return listener;
}

/* EINPROGRESS: nobody answers. */
static int knock(const struct sockaddr_in *address, const char *sender)
{
    const struct sockaddr_in own = local(sender);
    struct pollfd end = {.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), .events = POLLOUT};
    int code = EINPROGRESS;
    socklen_t length = sizeof code;

    assert_int_equal(bind(end.fd, (const struct sockaddr *)&own, sizeof own), 0);
    (void)!connect(end.fd, (const struct sockaddr *)address, sizeof *address);
    if (poll(&end, 1, PATIENCE_MS) > 0)
        getsockopt(end.fd, SOL_SOCKET, SO_ERROR, &code, &length);
    close(end.fd);
    return code;
}

static void one_sender_gets_no_answer(void **state)
{
    struct sockaddr_in address;
    const int listener = listener_open(&address);

    (void)state;
    if (!source_key_demand(listener, inet_addr("127.0.0.12"), true) && errno == ENOPROTOOPT)
        skip(); /* a kernel without such signatures */
    assert_int_equal(knock(&address, "127.0.0.12"), EINPROGRESS);
    assert_int_equal(knock(&address, "127.0.0.13"), 0);
    assert_true(source_key_demand(listener, inet_addr("127.0.0.12"), false));
    assert_int_equal(knock(&address, "127.0.0.12"), 0);
    close(listener);
}

static void what_is_no_socket_of_IPv4_is_refused(void **state)
{
    const int stranger = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)state;
    assert_false(source_key_demand(-1, inet_addr("127.0.0.12"), true));
    assert_int_equal(errno, EBADF);
    assert_false(source_key_demand(stranger, inet_addr("127.0.0.12"), false)); /* nothing was demanded */
    close(stranger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sender_gets_no_answer),
        cmocka_unit_test(what_is_no_socket_of_IPv4_is_refused),
    };

    return cmocka_run_group_tests_name("source_key", tests, NULL, NULL);
}
