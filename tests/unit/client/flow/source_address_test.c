/* SPDX-License-Identifier: MIT */
/* From which address a socket will connect: the own one on loopback, and nowhere else. */
#include "flow/transport/source_address.h"

#include "base/cleanup.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct row {
    const char *name, *source, *peer;
    const char *bound; /* "0.0.0.0": to none */
} rows[] = {
    {"loopback", "127.0.0.21", "127.0.0.1", "127.0.0.21"},
    {"another address of loopback", "127.0.0.21", "127.9.8.7", "127.0.0.21"},
    {"outside", "127.0.0.21", "192.0.2.1", "0.0.0.0"},
    {"just below loopback", "127.0.0.21", "126.255.255.255", "0.0.0.0"},
    {"just above loopback", "127.0.0.21", "128.0.0.1", "0.0.0.0"},
    {"no source", NULL, "127.0.0.1", "0.0.0.0"},
    {"a source that is no address", "mail.contoso.com", "127.0.0.1", "0.0.0.0"},
    {"an empty source", "", "127.0.0.1", "0.0.0.0"},
};

static void binds(void **state)
{
    const struct row *row = *state;
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(443)}, own = {0};
    socklen_t size = sizeof own;
    char text[INET_ADDRSTRLEN];

    assert_int_equal(inet_pton(AF_INET, row->peer, &peer.sin_addr), 1);
    assert_true(source_address_bind(descriptor, row->source, (const struct sockaddr *)&peer));
    assert_int_equal(getsockname(descriptor, (struct sockaddr *)&own, &size), 0);
    assert_string_equal(inet_ntop(AF_INET, &own.sin_addr, text, sizeof text), row->bound);
    assert_int_equal(own.sin_port, 0); /* it is chosen when it is known for whom */
    close(descriptor);
}

static void leaves_other_families_alone(void **state)
{
    const struct sockaddr_in6 peer = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};

    (void)state;
    assert_true(source_address_bind(-1, "127.0.0.21", (const struct sockaddr *)&peer));
}

static void says_when_it_cannot(void **state)
{
    const struct sockaddr_in peer = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    (void)state;
    assert_false(source_address_bind(-1, "127.0.0.21", (const struct sockaddr *)&peer));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(leaves_other_families_alone),
        cmocka_unit_test(says_when_it_cannot),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = binds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("source address", tests, NULL, NULL);
}
