/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "vocabulary/wire_faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct row {
    const char *name;
    enum wire_fault fault;
} rows[] = {
    {"allow", WIRE_FAULT_NONE},
    {"drop", WIRE_FAULT_DROP},
    {"refuse", WIRE_FAULT_REFUSE},
    {"reset-on-accept", WIRE_FAULT_RESET_ON_ACCEPT},
    {"reset-in-handshake", WIRE_FAULT_RESET_IN_HANDSHAKE},
    {"close-in-handshake", WIRE_FAULT_CLOSE_IN_HANDSHAKE},
    {"reset-after-request", WIRE_FAULT_RESET_AFTER_REQUEST},
    {"close-after-request", WIRE_FAULT_CLOSE_AFTER_REQUEST},
    {"reset-in-response", WIRE_FAULT_RESET_IN_RESPONSE},
    {"cut", WIRE_FAULT_CUT},
    {"silence", WIRE_FAULT_SILENCE},
    {"silent-handshake", WIRE_FAULT_SILENT_HANDSHAKE},
    {"dribble", WIRE_FAULT_DRIBBLE},
    {"delay", WIRE_FAULT_DELAY},
    {"plain-text-on-tls", WIRE_FAULT_PLAIN_TEXT_ON_TLS},
    {"garbage", WIRE_FAULT_GARBAGE},
};

static void both_ways(void **state)
{
    const struct row *row = *state;

    assert_string_equal(wire_fault_name(row->fault), row->name);
    assert_int_equal(wire_fault_from_name(row->name), row->fault);
}

static void every_fault_has_a_row(void **state)
{
    (void)state;
    assert_int_equal(ARRAY_SIZE(rows), WIRE_FAULT_COUNT);
}

static void case_does_not_matter(void **state)
{
    (void)state;
    assert_int_equal(wire_fault_from_name("Reset-After-REQUEST"), WIRE_FAULT_RESET_AFTER_REQUEST);
}

static void unknown_names_are_refused(void **state)
{
    (void)state;
    assert_int_equal(wire_fault_from_name("reset"), WIRE_FAULT_COUNT);
    assert_int_equal(wire_fault_from_name(""), WIRE_FAULT_COUNT);
    assert_int_equal(wire_fault_from_name(NULL), WIRE_FAULT_COUNT);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(every_fault_has_a_row),
        cmocka_unit_test(case_does_not_matter),
        cmocka_unit_test(unknown_names_are_refused),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = both_ways, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
