/* SPDX-License-Identifier: MIT */
/* Every reader of a format: what it is called, what it reads, and what is said of an input that is too large for it. */
#include "base/cleanup.h"
#include "intake/format_list.h"
#include "intake/format_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DECLARE(name) extern const struct format_reader reader_##name;
#define ADDRESS(name) &reader_##name,
READERS(DECLARE)
static const struct format_reader *const readers[] = {READERS(ADDRESS)};

/* too_large NULL: it is read as it comes, or refused at once. */
static const struct row {
    const char *name, *too_large;
    bool decoded;
} rows[] = {
    {"event log", "export the events of the day in question", false},
    {"unreadable", NULL, false},
    {"message of Outlook", "save what is attached, and give that", false},
    {"wrapped mail", "save what is attached, and give that", false},
    {"PDF", "save the pages in question as text", false},
    {"flows", "save fewer flows", false},
    {"archive", "unpack what is of interest first", false},
    {"Base64", "decode it first", true},
    {"mail", "save what is attached, and give that", true},
    {"fields", NULL, true},
    {"events", NULL, true},
    {"event_table", NULL, true},
    {"json_lines", NULL, true},
    {"firewall", NULL, true},
    {"dns_server", NULL, true},
    {"access", NULL, true},
    {"stamped", NULL, true},
};

static const struct format_reader *reader_called(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(readers); i++)
        if (strcmp(readers[i]->name, name) == 0)
            return readers[i];
    fail_msg("no reader is called %s", name);
    return NULL;
}

static void is_as_in_its_row(void **state)
{
    const struct row *row = *state;
    const struct format_reader *const reader = reader_called(row->name);

    assert_int_equal(reader->decoded, row->decoded);
    assert_int_equal(reader->log.record == NULL, row->too_large || !row->decoded);
    assert_string_equal(reader->too_large ? reader->too_large : "", row->too_large ? row->too_large : "");
}

static void has_no_name_for_nothing(void **state)
{
    (void)state;
    assert_int_equal(ARRAY_SIZE(readers), ARRAY_SIZE(rows));
    for (size_t i = 0; i < ARRAY_SIZE(readers); i++)
        assert_false(readers[i]->recognises("", 0));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(has_no_name_for_nothing)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_as_in_its_row, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("formats", tests, NULL, NULL);
}
