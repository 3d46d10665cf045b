/* SPDX-License-Identifier: MIT */
/* Demands for credentials: which of them a better answer takes away, and when the others are given. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/common/held.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MANY 20000

struct step {
    char what; /* 'd' demand, 'a' answer, 'p' time passes */
    const char *address;
    int64_t seconds; /* -1: not known */
};

struct row {
    const char *name;
    struct step steps[6];
    const char *before, *after; /* lines given before the end, and at it */
};

static const struct row rows[] = {
    {"answered at once", {{'d', "a", 10}, {'a', "a", 10}}, "", ""},
    {"asked for twice", {{'d', "a", 10}, {'d', "a", 10}, {'a', "a", 11}}, "", ""},
    {"asked for thrice", {{'d', "a", 10}, {'d', "a", 10}, {'d', "a", 10}, {'a', "a", 11}}, "", "1"},
    {"never answered", {{'d', "a", 10}, {'d', "b", 10}}, "", "12"},
    {"answered elsewhere", {{'d', "a", 10}, {'a', "b", 10}}, "", "1"},
    {"answered too late", {{'d', "a", 10}, {'a', "a", 30}}, "", "1"},
    {"answered before", {{'d', "a", 10}, {'a', "a", 5}}, "", "1"},
    {"times are not known", {{'d', "a", -1}, {'a', "a", -1}}, "", ""},
    {"given when its time is over", {{'d', "a", 10}, {'d', "a", 300}, {'p', NULL, 301}}, "1", "2"},
    {"waits for what takes long", {{'d', "a", 10}, {'p', NULL, 60}, {'a', "a", 11}}, "", ""},
    {"another log begins", {{'d', "a", 5000}, {'p', NULL, 10}, {'d', "a", 10}, {'a', "a", 10}}, "1", ""},
};

static void take(void *context, const struct item *item)
{
    char *const lines = context;
    const size_t length = strlen(lines);

    lines[length] = (char)('0' + item->line);
    lines[length + 1] = '\0';
}

static void pairs(void **state)
{
    const struct row *const row = *state;
    char given[16] = "";
    struct held *held = held_new(take, given);

    for (size_t i = 0; i < 6 && row->steps[i].what; i++) {
        const struct step *const step = &row->steps[i];
        const struct held_moment moment = {step->address, step->seconds >= 0, step->seconds};
        size_t line = 1;
        for (size_t k = 0; k < i; k++)
            line += row->steps[k].what == 'd';
        if (step->what == 'd')
            held_keep(held, &moment, &(struct item){.text = "", .line = line}, NULL);
        else if (step->what == 'a')
            held_answer(held, &moment);
        else
            held_pass(held, &moment);
    }
    assert_string_equal(given, row->before);
    held_give(held);
    assert_true(held_is_empty(held));
    assert_string_equal(given + strlen(row->before), row->after);
    held_free(&held);
}

static void count(void *context, const struct item *item)
{
    *(size_t *)context += item->length == 1;
}

/* However many wait: the oldest is given. */
static void is_bounded(void **state)
{
    size_t given = 0;
    struct held *held = held_new(count, &given);

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        CLEANUP(cleanup_string) char *address = text_format("%zu", i);
        const struct held_moment moment = {address, true, 10};
        held_keep(held, &moment, &(struct item){.text = "x", .length = 1}, NULL);
    }
    assert_true(given > 0 && given < MANY);
    held_answer(held, &(struct held_moment){"19999", true, 10});
    held_give(held);
    assert_int_equal(given, MANY - 1);
    held_free(&held);
}

static void add_length(void *context, const struct item *item)
{
    *(size_t *)context += item->length;
    assert_int_equal(item->text[0], 'x');
    assert_string_equal(item->host, "EX01");
    assert_null(item->time);
}

/* However long they are. */
static void is_bounded_in_bytes(void **state)
{
    static char text[1 << 20];
    size_t given = 0;
    struct held *held = held_new(add_length, &given);

    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < 100; i++)
        held_keep(held, &(struct held_moment){"a", true, 10},
                  &(struct item){.text = text, .length = sizeof text, .host = "EX01"}, NULL);
    assert_true(given >= 80 * sizeof text);
    held_give(held);
    assert_int_equal(given, 100 * sizeof text);
    held_free(&held);
}

int main(void)
{
    struct CMUnitTest tests[sizeof rows / sizeof *rows + 2];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = pairs, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[sizeof rows / sizeof *rows] = (struct CMUnitTest)cmocka_unit_test(is_bounded);
    tests[sizeof rows / sizeof *rows + 1] = (struct CMUnitTest)cmocka_unit_test(is_bounded_in_bytes);
    return cmocka_run_group_tests_name("held", tests, NULL, NULL);
}
