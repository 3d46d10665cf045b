/* SPDX-License-Identifier: MIT */
/* Answers of DNS, byte for byte, and the hosts of a lab. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/service_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEADER(answers) "\x12\x34\x81\x80\0\1\0" answers "\0\0\0\0"
#define QUESTION "\7contoso\3com\0\0\x21\0\1"
/* Name: a pointer to the question's. Type SRV, class IN, a time to live of 60 seconds. */
#define RECORD(length, priority, port, target) "\xC0\x0C\0\x21\0\1\0\0\0\x3C\0" length "\0" priority "\0\0" port target
#define MAIL "\4mail\xC0\x0C"
#define SPARE "\5spare\xC0\x0C"
#define HTTPS "\1\xBB"

struct row {
    const char *name, *bytes;
    size_t length;
    const char *place;
};

#define BYTES(text) text, sizeof(text) - 1

static const struct row rows[] = {
    {"one record", BYTES(HEADER("\1") QUESTION RECORD("\x0D", "\0", HTTPS, MAIL)), "mail.contoso.com:443"},
    {"another port", BYTES(HEADER("\1") QUESTION RECORD("\x0D", "\0", "\x20\xFB", MAIL)), "mail.contoso.com:8443"},
    {"the lower priority is tried first",
     BYTES(HEADER("\2") QUESTION RECORD("\x0E", "\x0A", HTTPS, SPARE) RECORD("\x0D", "\5", HTTPS, MAIL)),
     "mail.contoso.com:443"},
    {"of two that are equal the first",
     BYTES(HEADER("\2") QUESTION RECORD("\x0E", "\5", HTTPS, SPARE) RECORD("\x0D", "\5", HTTPS, MAIL)),
     "spare.contoso.com:443"},
    {"refused: not offered", BYTES(HEADER("\1") QUESTION RECORD("\7", "\0", HTTPS, "\0")), NULL},
    {"refused: port 0", BYTES(HEADER("\1") QUESTION RECORD("\x0D", "\0", "\0\0", MAIL)), NULL},
    {"refused: no record", BYTES(HEADER("\0") QUESTION), NULL},
    {"refused: fewer than announced", BYTES(HEADER("\2") QUESTION), NULL},
    {"refused: cut in the target", BYTES(HEADER("\1") QUESTION "\xC0\x0C\0\x21\0\1\0\0\0\x3C\0\x0D\0\0\0\0\1\xBB\4ma"),
     NULL},
    {"refused: no target", BYTES(HEADER("\1") QUESTION RECORD("\6", "\0", HTTPS, "")), NULL},
    {"refused: a target that points to itself", BYTES(HEADER("\1") QUESTION RECORD("\x08", "\0", HTTPS, "\xC0\x2F")),
     NULL},
    {"refused: an address", BYTES(HEADER("\1") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\4\x7F\0\0\1"), NULL},
    {"refused: a header alone", BYTES("\x12\x34\x81\x80\0\1"), NULL},
    {"refused: nothing", BYTES(""), NULL},
};

static void reads(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *place = service_record_read((const unsigned char *)row->bytes, row->length);

    assert_string_equal(place ? place : "(none)", row->place ? row->place : "(none)");
}

static void a_lab_knows_its_own_alone(void **state)
{
    static const struct flow_host hosts[] = {{"mail.contoso.com:443", "127.0.0.1:40001"},
                                             {"_autodiscover._tcp.contoso.com:srv", "mail.contoso.com:443"}};
    const struct network network = {.hosts = hosts, .host_count = ARRAY_SIZE(hosts), .isolated = true};
    CLEANUP(cleanup_string) char *place = service_record_find(&network, "_autodiscover._tcp.contoso.com");

    (void)state;
    assert_string_equal(place, "mail.contoso.com:443");
    assert_null(service_record_find(&network, "_autodiscover._tcp.contoso.co"));
    assert_null(service_record_find(&network, "mail.contoso.com"));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(a_lab_knows_its_own_alone)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
