/* SPDX-License-Identifier: MIT */
/* The words of Rich Text, and what of it is no word. */
#include "base/cleanup.h"
#include "intake/formats/rich_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *rich, *text; /* text NULL: it is no Rich Text */
};

static const struct row rows[] = {
    {"words", "{\\rtf1\\ansi The remote\\b  name\\b0 .}", "The remote name."},
    {"fonts and colours", "{\\rtf1{\\fonttbl{\\f0 Calibri;}}{\\colortbl ;\\red0;}\\f0 one}", "one"},
    {"what an older reader does not know", "{\\rtf1{\\*\\generator Word;}one{\\*\\bkmkstart x} two}", "one two"},
    {"paragraphs, lines and tabs", "{\\rtf1 one\\par two\\line three\\tab four}", "one\ntwo\nthree four"},
    {"line ends of the file", "{\\rtf1 one\r\ntwo\\\nthree}", "onetwo\nthree"},
    {"an octet", "{\\rtf1 Verf\\'fcgbar}", "Verf\xC3\xBCgbar"},
    {"an octet of a Cyrillic page", "{\\rtf1\\ansi\\ansicpg1251 \\'ed\\'e5}", "\xD0\xBD\xD0\xB5"},
    {"a character of two octets", "{\\rtf1\\ansi\\ansicpg932 \\'82\\'a0.}", "\xE3\x81\x82."},
    {"a page that nobody knows", "{\\rtf1\\ansi\\ansicpg9 \\'e9}", "\xC3\xA9"},
    {"octets of a font's name", "{\\rtf1{\\fonttbl{\\f0 \\'e9;}}{\\'e8}a}",
     "\xC3\xA8"
     "a"},
    {"a character and its stand-in", "{\\rtf1 user\\u8217?s}", "user\xE2\x80\x99s"},
    {"no stand-in", "{\\rtf1\\uc0 user\\u8217 s}", "user\xE2\x80\x99s"},
    {"a stand-in of an octet", "{\\rtf1 \\u252\\'fcber}",
     "\xC3\xBC"
     "ber"},
    {"a negative number", "{\\rtf1 \\u-10179?\\u-8704?}", "\xF0\x9F\x98\x80"},
    {"a half of a character", "{\\rtf1 \\u-10179?a}", "a"},
    {"escapes", "{\\rtf1 C:\\\\x \\{y\\}}", "C:\\x {y}"},
    {"a picture", "{\\rtf1 one{\\pict\\pngblip 89504e47} two}", "one two"},
    {"bytes of a picture", "{\\rtf1 one{\\pict\\bin5 }}}}}} two}", "one two"},
    {"the count of a group ends with it", "{\\rtf1{\\uc0 a}\\u8217?b}",
     "a\xE2\x80\x99"
     "b"},
    {"cut off in a word", "{\\rtf1 one\\pa", "one"},
    {"cut off behind a backslash", "{\\rtf1 one\\", "one"},
    {"cut off in an octet", "{\\rtf1 one\\'f", "onef"},
    {"more bytes than there are", "{\\rtf1 one\\bin99999 x", "one"},
    {"groups that nobody opened", "{\\rtf1 one}}} two", "one two"},
    {"a text", "The remote name", NULL},
    {"a command", "\\rtf1 one", NULL},
    {"nothing", "", NULL},
};

static void reads(void **state)
{
    const struct row *const row = *state;
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = rich_text_read(row->rich, strlen(row->rich), &length);

    if (!row->text) {
        assert_null(text);
        return;
    }
    assert_non_null(text);
    assert_int_equal(length, strlen(row->text));
    assert_memory_equal(text, row->text, length);
}

static void depth_is_bounded(void **state)
{
    enum { DEEP = 100000 };
    char *const rich = malloc(DEEP * 2 + 16);
    size_t length = 0;
    char *text;

    (void)state;
    memcpy(rich, "{\\rtf1 ", 7);
    memset(rich + 7, '{', DEEP);
    memset(rich + 7 + DEEP, '}', DEEP);
    memcpy(rich + 7 + DEEP + DEEP, "one", 3);
    text = rich_text_read(rich, 7 + DEEP + DEEP + 3, &length);
    assert_int_equal(length, 3);
    assert_memory_equal(text, "one", 3);
    free(text);
    free(rich);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(depth_is_bounded);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
