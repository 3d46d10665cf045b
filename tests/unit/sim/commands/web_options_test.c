/* SPDX-License-Identifier: MIT */
/* Under which addresses the page is served, and under which it is not. */
#include "base/cleanup.h"
#include "base/text.h"
#include "fblab_commands/web_options.h"
#include "room/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define OUTSIDE "https://lab.contoso.com"
#define NEEDS_URL "beyond loopback the page needs --public-url URL, the address under which browsers know it"
#define NEEDS_TLS "--public-url needs --behind-tls: fblab itself speaks no TLS here, something in front must"
#define NEEDS_HTTPS "--public-url must begin with https://, for the page and its cookie may not go in clear"

/* refusal NULL: none of these; the machine may still lack the address. */
static const struct row {
    const char *name;
    struct web_options options;
    const char *refusal;
} rows[] = {
    {"loopback unasked", {.listen = NULL}, NULL},
    {"loopback", {.listen = "127.0.0.1"}, NULL},
    {"another of its addresses", {.listen = "127.0.0.77"}, NULL},
    {"loopback of IPv6", {.listen = "::1"}, NULL},
    {"loopback by name", {.listen = "localhost"}, NULL},
    {"every address", {.listen = "0.0.0.0"}, NEEDS_URL},
    {"every address of IPv6", {.listen = "::"}, NEEDS_URL},
    {"an address that begins nearly so", {.listen = "12.7.0.0"}, NEEDS_URL},
    {"a public page in clear", {.public_url = "http://lab.contoso.com", .behind_tls = true}, NEEDS_HTTPS},
    {"a public page without TLS in front", {.public_url = OUTSIDE}, NEEDS_TLS},
    {"a public page beyond loopback, without TLS", {.listen = "0.0.0.0", .public_url = OUTSIDE}, NEEDS_TLS},
    {"a public page", {.listen = "127.0.0.1", .public_url = OUTSIDE, .behind_tls = true}, NULL},
};

static void serves_or_refuses(void **state)
{
    const struct row *const row = *state;
    struct error error = {""};
    CLEANUP(room_stop) struct room *room = web_room_start(&row->options, 1, &error);

    if (row->refusal) {
        assert_null(room);
        assert_string_equal(error.text, row->refusal);
    } else if (!room) {
        assert_false(text_contains(error.text, "--"));
        assert_true(text_contains(error.text, row->options.listen));
    } else {
        assert_true(room_port(room) > 0);
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = serves_or_refuses, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
