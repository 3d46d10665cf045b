/* SPDX-License-Identifier: MIT */
/* Principals and validity: a row for each part, each limit and each kind of value. */
#include "exchange/oauth/claims.h"

#include "base/cleanup.h"
#include "base/date_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1767600000

static const struct claim_row {
    const char *name, *claims; /* JSON */
    bool holds;
} claim_rows[] = {
    {"both ends", "{\"nbf\": 1767600000, \"exp\": 1767600000}", true},
    {"as late as clocks may differ", "{\"nbf\": 1767600300, \"exp\": 1767603600}", true},
    {"a second later", "{\"nbf\": 1767600301, \"exp\": 1767603600}", false},
    {"as early as clocks may differ", "{\"nbf\": 0, \"exp\": 1767599700}", true},
    {"a second earlier", "{\"nbf\": 0, \"exp\": 1767599699}", false},
    {"no beginning", "{\"exp\": 1767603600}", false},
    {"no end", "{\"nbf\": 0}", false},
    {"a beginning in words", "{\"nbf\": \"0\", \"exp\": 1767603600}", false},
    {"an end in words", "{\"nbf\": 0, \"exp\": \"1767603600\"}", false},
    {"a beginning with a fraction", "{\"nbf\": 0.5, \"exp\": 1767603600}", false},
    {"nothing", "{}", false},
};

static void hold(void **state)
{
    const struct claim_row *row = *state;
    json_t *claims = json_loads(row->claims, 0, NULL);

    assert_non_null(claims);
    assert_int_equal(CLOCK_TOLERANCE, 300);
    assert_int_equal(claims_hold_at(claims, NOW), row->holds);
    json_decref(claims);
}

/* Lengths of the parts; -1: the part and its mark are not there. */
static const struct length_row {
    const char *name;
    int application, host, realm;
    bool good;
} length_rows[] = {
    {"all parts", 1, 1, 1, true},
    {"no host", 1, -1, 1, true},
    {"an empty host", 1, 0, 1, false},
    {"an empty application", 0, 1, 1, false},
    {"an empty realm", 1, 1, 0, false},
    {"no realm", 1, 1, -1, false},
    {"the longest application", 63, 1, 1, true},
    {"an application one byte over", 64, 1, 1, false},
    {"the longest host", 1, 255, 1, true},
    {"a host one byte over", 1, 256, 1, false},
    {"the longest realm", 1, 1, 127, true},
    {"a realm one byte over", 1, 1, 128, false},
};

static void put(char *text, char mark, char letter, int length)
{
    char *end = text + strlen(text);

    if (length < 0)
        return;
    if (mark)
        *end++ = mark;
    memset(end, letter, (size_t)length);
    end[length] = '\0';
}

static void parses(void **state)
{
    const struct length_row *row = *state;
    struct principal principal;
    char text[512] = "";

    put(text, '\0', 'a', row->application);
    put(text, '/', 'h', row->host);
    put(text, '@', 'r', row->realm);
    assert_int_equal(principal_parse(text, &principal), row->good);
    if (row->good) {
        assert_int_equal(strspn(principal.application, "a"), row->application);
        assert_int_equal(strspn(principal.host, "h"), row->host > 0 ? row->host : 0);
        assert_int_equal(strspn(principal.realm, "r"), row->realm);
    }
}

/* What stands behind the realm's mark is not taken for a host. */
static void finds_a_host_only_before_the_realm(void **state)
{
    struct principal principal;

    (void)state;
    assert_true(principal_parse("a@r/h", &principal));
    assert_string_equal(principal.host, "");
    assert_string_equal(principal.realm, "r/h");
}

int main(void)
{
    enum { LENGTHS = ARRAY_SIZE(claim_rows), OTHERS = LENGTHS + ARRAY_SIZE(length_rows) };
    struct CMUnitTest tests[OTHERS + 1] = {[OTHERS] = cmocka_unit_test(finds_a_host_only_before_the_realm)};

    for (size_t i = 0; i < ARRAY_SIZE(claim_rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = claim_rows[i].name, .test_func = hold, .initial_state = (void *)(uintptr_t)&claim_rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(length_rows); i++)
        tests[LENGTHS + i] = (struct CMUnitTest){
            .name = length_rows[i].name, .test_func = parses, .initial_state = (void *)(uintptr_t)&length_rows[i]};
    return cmocka_run_group_tests_name("claims", tests, NULL, NULL);
}
