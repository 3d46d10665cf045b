/* SPDX-License-Identifier: MIT */
/* Text is wrapped, and nothing in it reaches the terminal but text. */
#include "base/cleanup.h"
#include "terminal/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name;
    size_t width;
    const char *first;
    size_t indent;
    const char *text, *printed;
};

static const struct row rows[] = {
    {"a short line", 20, "", 0, "one two", "one two\n"},
    {"blanks count as one", 20, "", 0, "  one \t  two  ", "one two\n"},
    {"wraps at the width", 9, "", 0, "one two three", "one two\nthree\n"},
    {"fills the width", 7, "", 0, "one two three", "one two\nthree\n"},
    {"indents what follows", 10, "a: ", 3, "one two three", "a: one two\n   three\n"},
    {"a word wider than the line", 5, "", 2, "to wider-than-this be", "to\n  wider-than-this\n  be\n"},
    {"line ends begin lines", 20, "- ", 2, "one\ntwo\n\nthree\n", "- one\n  two\n\n  three\n"},
    {"columns, not bytes", 9, "", 0, "\xC3\xA4\xC3\xB6\xC3\xBC \xC3\xA4\xC3\xB6\xC3\xBC xx",
     "\xC3\xA4\xC3\xB6\xC3\xBC \xC3\xA4\xC3\xB6\xC3\xBC\nxx\n"},
    {"what would colour the terminal", 40, "", 0, "a\033[31mred\007 \x7F end", "a[31mred  end\n"},
    {"nothing", 20, "label", 6, "", "label\n"},
};

static void wraps(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    struct display display = display_plain(memory);

    display.width = row->width;
    paragraph_print(&display, row->first, row->indent, row->text);
    fflush(memory);
    assert_string_equal(text, row->printed);
}

static void text_is_no_wider_than_a_hundred_columns(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    struct display display = display_plain(memory);
    char words[241];

    (void)state;
    for (size_t i = 0; i < 240; i += 4)
        memcpy(words + i, "abc ", 5);
    display.width = 200;
    paragraph_print(&display, "", 0, words);
    fflush(memory);
    assert_int_equal(strcspn(text, "\n"), 99);
}

static void labels_stand_left(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    struct display display = display_plain(memory);

    (void)state;
    display.width = 24;
    paragraph_labelled(&display, "cause", "one two three");
    paragraph_command(&display, "repair", "Set-Mailbox joe -HiddenFromAddressListsEnabled \033false");
    fflush(memory);
    assert_string_equal(text, "    cause     one two\n              three\n"
                              "    repair    Set-Mailbox joe -HiddenFromAddressListsEnabled false\n");
}

static void cells_are_cut(void **state)
{
    CLEANUP(cleanup_string) char *whole = cell_text("abcdef", 6), *cut = cell_text("abcdefg", 6);
    CLEANUP(cleanup_string) char *plain = cell_text("a\nb\033c", 6);

    (void)state;
    assert_string_equal(whole, "abcdef");
    assert_string_equal(cut, "abc...");
    assert_string_equal(plain, "abc");
    assert_int_equal(cell_width("\xC3\xA4\xC3\xB6"), 2);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(text_is_no_wider_than_a_hundred_columns),
        cmocka_unit_test(labels_stand_left),
        cmocka_unit_test(cells_are_cut),
    };
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = wraps, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("labels and cells", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("paragraphs", table, NULL, NULL);
}
