/* SPDX-License-Identifier: MIT */
/* What is found in a query, in a head and in a body. */
#include "room/room_request.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct query {
    const char *name, *query;
    const char *text, *token; /* NULL: not there */
    uint64_t number;
} queries[] = {
    {"nothing", "", NULL, NULL, 0},
    {"no query at all", NULL, NULL, NULL, 0},
    {"each", "text=a%20b&token=t%20&number=12", "a b", "t%20", 12},
    {"in another order", "number=7&token=&text=", "", "", 7},
    {"names that begin so", "texts=a&tokens=b&numbers=9", NULL, NULL, 0},
    {"names that end so", "atext=a&atoken=b&anumber=9", NULL, NULL, 0},
    {"a name alone", "text&token&number", NULL, NULL, 0},
    {"the first of two", "text=1&text=2&token=1&token=2&number=1&number=2", "1", "1", 1},
    {"a sign in a value", "text=a=b&token=c=d", "a=b", "c=d", 0},
    {"no number", "number=x", NULL, NULL, 0},
    {"the largest number", "number=18446744073709551615", NULL, NULL, UINT64_MAX},
    {"empty members", "&&text=a&&", "a", NULL, 0},
};

static void assert_text(const char *got, const char *wanted)
{
    assert_int_equal(got != NULL, wanted != NULL);
    if (wanted)
        assert_string_equal(got, wanted);
}

static void is_found(void **state)
{
    const struct query *const row = *state;
    const struct request request = {.query = row->query};
    CLEANUP(cleanup_string) char *text = room_query_text(&request, "text"), *token = room_query_token(&request);

    assert_text(text, row->text);
    assert_text(token, row->token);
    assert_true(room_query_number(&request, "number") == row->number);
}

static void the_head_goes_before_the_query(void **state)
{
    struct request request = {.query = "after=7"};

    (void)state;
    assert_int_equal(room_last_event(&request), 7);
    headers_add(&request.headers, "Last-Event-ID", "12");
    assert_int_equal(room_last_event(&request), 12);
    headers_clear(&request.headers);
}

static const struct body {
    const char *name, *text, *read; /* read NULL: it is none */
} bodies[] = {
    {"none", "", "{}"},
    {"an object", "{\"a\":1}", "{\"a\":1}"},
    {"a list", "[1]", NULL},
    {"a text", "\"a\"", NULL},
    {"no JSON", "{", NULL},
    {"more behind it", "{} x", NULL},
    {"a member twice", "{\"a\":1,\"a\":2}", NULL},
};

static void is_read(void **state)
{
    const struct body *const row = *state;
    const struct request request = {.body = (char *)(uintptr_t)row->text, .body_length = strlen(row->text)};
    CLEANUP(json_release) json_t *body = room_request_body(&request);
    CLEANUP(cleanup_string) char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;

    assert_text(text, row->read);
}

int main(void)
{
    struct CMUnitTest tests[1 + ARRAY_SIZE(queries) + ARRAY_SIZE(bodies)] = {
        cmocka_unit_test(the_head_goes_before_the_query)};
    size_t count = 1;

    for (size_t i = 0; i < ARRAY_SIZE(queries); i++)
        tests[count++] = (struct CMUnitTest){
            .name = queries[i].name, .test_func = is_found, .initial_state = (void *)(uintptr_t)&queries[i]};
    for (size_t i = 0; i < ARRAY_SIZE(bodies); i++)
        tests[count++] = (struct CMUnitTest){
            .name = bodies[i].name, .test_func = is_read, .initial_state = (void *)(uintptr_t)&bodies[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
