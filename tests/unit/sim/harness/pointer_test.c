/* SPDX-License-Identifier: MIT */
#include "harness/run/pointer.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define JSON                                                                                                           \
    "{\"a\": [\"x\", {\"b\": 3, \"\": \"empty\"}, true, null, 1.5], \"s/t\": \"slash\", \"m~n\": \"tilde\", \"01\": "  \
    "\"no index\", \"t\": [0, 1, 2, 3, 4, 5, 6, 7, 8, \"nine\", \"ten\"]}"

static const struct row {
    const char *pointer, *value;
    bool is;
} rows[] = {
    {"/a/0", "x", true},         {"/a/0", "X", false},
    {"/a/1/b", "3", true},       {"/a/1/b", "3.0", false},
    {"/a/1/", "empty", true},    {"/a/2", "true", true},
    {"/a/3", "null", true},      {"/a/4", "1.5", true},
    {"/s~1t", "slash", true},    {"/m~0n", "tilde", true},
    {"/01", "no index", true},   {"/a/00", "x", false},
    {"/a/-", "x", false},        {"/a/-1", "x", false},
    {"/a/9", "x", false},        {"/a/0x0", "x", false},
    {"/a", "x", false},          {"/nothing", "", false},
    {"/a/0/deeper", "x", false}, {"/a/99999999999999999999", "x", false},
    {"/m~2n", "tilde", false},   {"/t/9", "nine", true},
    {"/t/10", "ten", true},      {"/t/11", "ten", false},
};

static void finds(void **state)
{
    const struct row *row = *state;
    json_t *json = json_loads(JSON, 0, NULL);

    assert_non_null(json);
    assert_int_equal(pointer_is(pointer_get(json, row->pointer), row->value), row->is);
    json_decref(json);
}

static void nothing_holds_nothing(void **state)
{
    (void)state;
    assert_null(pointer_get(NULL, "/a"));
    assert_false(pointer_is(NULL, ""));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].pointer, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest){.name = "nothing", .test_func = nothing_holds_nothing};
    return _cmocka_run_group_tests("pointer", tests, ARRAY_SIZE(tests), NULL, NULL);
}
