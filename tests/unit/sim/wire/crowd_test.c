/* SPDX-License-Identifier: MIT */
/* A crowd that begins handshakes, never ends them and goes: the memory it took goes back to the system. */
#include "base/cleanup.h"
#include "base/sanitizer.h"
#include "support/wire_fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { CROWD = 8000, FEW = 400, KILOBYTES_EACH = 8 };

#if SANITIZED_ADDRESSES || SANITIZED_THREADS
#define HAS_ALLOCATOR_OF_LIBC false /* the sanitizers' give nothing back */
#else
#define HAS_ALLOCATOR_OF_LIBC true
#endif

/* Resident, in KB. */
static size_t memory_now(void)
{
    CLEANUP(cleanup_file) FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*u %lu", &pages), 1); /* NOLINT(cert-err34-c): the kernel writes this file */
    return pages * (size_t)sysconf(_SC_PAGESIZE) / 1024;
}

/* The head of a ClientHello of 512 bytes, and no more: both sides have buffers then, and wait. */
static int begin_handshake(unsigned port)
{
    static const uint8_t hello[] = {0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3};
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (peer < 0 || connect(peer, (const struct sockaddr *)&address, sizeof address) != 0)
        fail_msg("%s", strerror(errno));
    assert_int_equal(send(peer, hello, sizeof hello, MSG_NOSIGNAL), sizeof hello);
    return peer;
}

/* They are all there when one that came last has been served. */
static void wait_for_loop(unsigned port)
{
    CLEANUP(client_free) struct client *client = client_new(port, 60000);

    assert_int_equal(client_handshake(client, "mail.contoso.com", 0, 0), ENDING_COMPLETE);
}

/* So many as one process may have descriptors for, at both ends. */
static size_t most_at_once(void)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    return limit.rlim_cur > 2 * CROWD + 200 ? CROWD : FEW;
}

static void come_and_go(unsigned port, size_t count, size_t *most)
{
    static int peers[CROWD];

    for (size_t i = 0; i < count; i++)
        peers[i] = begin_handshake(port);
    wait_for_loop(port);
    *most = memory_now();
    for (size_t i = 0; i < count; i++)
        close(peers[i]);
    wait_for_loop(port);
}

static void its_memory_goes_with_it(void **state)
{
    struct wire_fixture *fixture = *state;
    const unsigned port = listener_port(fixture->tls);
    const size_t at_once = most_at_once();
    size_t before, most, least = SIZE_MAX;

    wait_for_loop(port);
    before = memory_now();
    for (size_t came = 0; came < CROWD; came += at_once)
        come_and_go(port, at_once, &most);
    for (int i = 0; i < 100 && least > before + at_once * KILOBYTES_EACH;
         i++) { /* the last are still on their way out */
        wait_for_loop(port);
        least = memory_now();
    }
    if (HAS_ALLOCATOR_OF_LIBC && (most < before + at_once * KILOBYTES_EACH || least > before + (most - before) / 2))
        fail_msg("%zu at once: %zu KB before, %zu KB with them, %zu KB afterwards", at_once, before, most, least);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(its_memory_goes_with_it, wire_fixture_start, wire_fixture_stop),
    };

    return cmocka_run_group_tests_name("crowd", tests, NULL, NULL);
}
