/* SPDX-License-Identifier: MIT */
/* Which items are remembered, which are the same, and how much is kept. */
#include "base/cleanup.h"
#include "findings/repeated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ONE_STATUS = 1, TWO_RECORDS, WITH_HEADER, WITH_FAULT, WITH_OK };

static struct lookup *look_up(int kind, int status)
{
    struct lookup *const lookup = kind ? lookup_new(NULL, NULL) : NULL;

    for (int i = 0; lookup && i < (kind == TWO_RECORDS ? 2 : 1); i++) {
        struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
        evidence->outcome = kind == WITH_FAULT ? OUTCOME_SOAP_FAULT
                            : kind == WITH_OK  ? OUTCOME_OK
                                               : OUTCOME_HTTP_STATUS;
        evidence->http_status = status;
        if (kind == WITH_HEADER)
            evidence_add_header(evidence, "Server", "x");
    }
    return lookup;
}

static const struct item_mark mark = {0, NULL};

static const struct row {
    const char *name, *text;
    struct item item; /* but for its text and look-up */
    int look_up;
    bool comes_again;
} rows[] = {
    {"a line", "a line", {0}, 0, true},
    {"a line with a status", "a line", {0}, ONE_STATUS, true},
    {"no text", "", {0}, ONE_STATUS, false},
    {"read from a text", "a line", {.again = true}, 0, false},
    {"the rest of a text", "a line", {.rest = true}, 0, false},
    {"pasted", "a line", {.pasted = true}, 0, false},
    {"with marks", "a line", {.marks = &mark, .mark_count = 1}, 0, false},
    {"two lines", "a line\nand another", {0}, 0, false},
    {"two records", "a line", {0}, TWO_RECORDS, false},
    {"a header", "a line", {0}, WITH_HEADER, false},
    {"a fault", "a line", {0}, WITH_FAULT, false},
    {"no failure", "a line", {0}, WITH_OK, false},
};

static void knows_what_comes_again(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = look_up(row->look_up, 500);
    CLEANUP(repeated_clear_all) struct repeated_items kept = {.next = 0};
    struct item item = row->item;

    item.text = row->text;
    item.length = strlen(row->text);
    item.lookup = lookup;
    assert_null(repeated_find(&kept, &item));
    struct repeated *const one = repeated_begin(&kept, &item);
    assert_int_equal(one != &kept.none, row->comes_again);
    repeated_add(one, 7);
    assert_int_equal(one->count, row->comes_again);
    assert_ptr_equal(repeated_find(&kept, &item), row->comes_again ? one : NULL);
    item.text = "a line";
    item.length = 6;
    item.lookup = NULL;
    assert_int_equal(repeated_find(&kept, &item) != NULL, row->comes_again && !row->look_up && !row->item.rest);
}

static struct item line_of(const char *text, const struct lookup *lookup)
{
    return (struct item){.text = text, .length = strlen(text), .lookup = lookup};
}

static void what_differs_is_another(void **state)
{
    CLEANUP(lookup_free) struct lookup *first = look_up(ONE_STATUS, 500), *same = look_up(ONE_STATUS, 500);
    CLEANUP(lookup_free) struct lookup *status = look_up(ONE_STATUS, 502), *step = look_up(ONE_STATUS, 500);
    CLEANUP(repeated_clear_all) struct repeated_items kept = {.next = 0};

    (void)state;
    step->evidence[0].step = HOP_TOKEN;
    repeated_begin(&kept, &(struct item){.text = "a line", .length = 6, .lookup = first});
    assert_non_null(repeated_find(&kept, &(struct item){.text = "a line", .length = 6, .lookup = same}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a line", .length = 6, .lookup = status}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a line", .length = 6, .lookup = step}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a line", .length = 6}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a linE", .length = 6, .lookup = same}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a line!", .length = 7, .lookup = same}));
    assert_null(repeated_find(&kept, &(struct item){.text = "a line", .length = 5, .lookup = same}));
}

static void the_oldest_goes_first(void **state)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    CLEANUP(repeated_clear_all) struct repeated_items kept = {.next = 0};

    (void)state;
    for (size_t i = 0; i <= REPEATED_KEPT; i++)
        repeated_begin(&kept, &(struct item){.text = letters + i, .length = 1});
    assert_null(repeated_find(&kept, &(struct item){.text = letters, .length = 1}));
    for (size_t i = 1; i <= REPEATED_KEPT; i++)
        assert_non_null(repeated_find(&kept, &(struct item){.text = letters + i, .length = 1}));
}

static void long_lines_are_not_kept(void **state)
{
    CLEANUP(repeated_clear_all) struct repeated_items kept = {.next = 0};
    char text[5000];

    (void)state;
    memset(text, 'a', sizeof text);
    assert_ptr_equal(repeated_begin(&kept, &(struct item){.text = text, .length = 4096}), &kept.none);
    assert_ptr_not_equal(repeated_begin(&kept, &(struct item){.text = text, .length = 4095}), &kept.none);
}

static void rows_are_kept_once_and_not_too_many(void **state)
{
    CLEANUP(repeated_clear_all) struct repeated_items kept = {.next = 0};
    const struct item item = line_of("a line", NULL);
    struct repeated *const one = repeated_begin(&kept, &item);

    (void)state;
    repeated_add(one, 3);
    repeated_add(one, 3);
    assert_int_equal(one->count, 1);
    for (size_t row = 10; row < 10 + REPEATED_ROWS - 1; row++)
        repeated_add(one, row);
    assert_int_equal(one->count, REPEATED_ROWS);
    assert_int_equal(one->rows[1], 10);
    assert_non_null(repeated_find(&kept, &item));
    repeated_add(one, 99); /* what has more is not remembered */
    assert_int_equal(one->count, 0);
    assert_null(repeated_find(&kept, &item));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_differs_is_another), cmocka_unit_test(the_oldest_goes_first),
        cmocka_unit_test(long_lines_are_not_kept), cmocka_unit_test(rows_are_kept_once_and_not_too_many)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = knows_what_comes_again, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("items", table, NULL, NULL) +
           cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
