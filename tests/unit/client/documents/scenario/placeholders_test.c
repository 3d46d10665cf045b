/* SPDX-License-Identifier: MIT */
/* The table of placeholders, as authors of scenarios read it: `placeholders_test write` writes the page anew. */
#include "scenario/placeholders.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PAGE FBLAB_SOURCE "/scenarios/placeholders.md"

static void the_page_is_what_the_table_says(void **state)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *in_tree = file_read(PAGE, 1 << 20, &length, NULL);
    CLEANUP(cleanup_string) char *written = NULL;
    FILE *const memory = open_memstream(&written, &length);

    (void)state;
    placeholders_page_write(memory);
    fclose(memory);
    if (!in_tree || strcmp(in_tree, written) != 0)
        fail_msg("%s is not what the table says: `placeholders_test write` writes it anew", PAGE);
}

static void are_found_by_their_whole_name(void **state)
{
    (void)state;
    assert_string_equal(placeholder_find("target", 6)->label, "<Target User's Address>");
    assert_string_equal(placeholder_find("target-domain", 6)->name, "target");
    assert_null(placeholder_find("target", 5));
    assert_null(placeholder_find("targets", 7));
    assert_null(placeholder_find("", 0));
}

static const struct search {
    const char *name, *text;
    int at; /* where the brace stands; -1: there is none */
    const char *found;
} searches[] = {
    {"at the beginning", "{target} x", 0, "target"},
    {"behind what is none", "@{add=\"x\"} {2,3} {} {target} {own-realm}", 20, "target"},
    {"escaped", "\\{target} {own-realm}", 10, "own-realm"},
    {"within braces", "{{target}}", 1, "target"},
    {"not closed", "{target", -1, NULL},
    {"capital letters", "{Target}", -1, NULL},
    {"none", "target", -1, NULL},
};

static void are_found_in_a_text(void **state)
{
    const struct search *const row = *state;
    const char *name = NULL, *brace;
    size_t length = 0;

    brace = placeholder_next(row->text, &name, &length);
    assert_int_equal(brace ? brace - row->text : -1, row->at);
    if (!brace)
        return;
    assert_ptr_equal(name, brace + 1);
    assert_int_equal(length, strlen(row->found));
    assert_memory_equal(name, row->found, length);
}

static int write_page(void)
{
    FILE *const output = fopen(PAGE, "w");

    if (!output)
        return 1;
    placeholders_page_write(output);
    return fclose(output) == 0 ? 0 : 1;
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_what_the_table_says),
        cmocka_unit_test(are_found_by_their_whole_name),
    };
    struct CMUnitTest table[ARRAY_SIZE(searches)];

    if (count == 2 && strcmp(arguments[1], "write") == 0)
        return write_page();
    for (size_t i = 0; i < ARRAY_SIZE(searches); i++)
        table[i] = (struct CMUnitTest){.name = searches[i].name,
                                       .test_func = are_found_in_a_text,
                                       .initial_state = (void *)(uintptr_t)&searches[i]};
    return cmocka_run_group_tests_name("placeholders", tests, NULL, NULL) +
           cmocka_run_group_tests_name("in a text", table, NULL, NULL);
}
