/* SPDX-License-Identifier: MIT */
/* Characters: what is read and refused, told apart, folded, and how wide it is. */
#include "base/cleanup.h"
#include "base/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct read_row {
    const char *name, *bytes;
    size_t used; /* 0: refused */
    int32_t character;
} reads[] = {
    {"reads a letter", "ab", 1, 'a'},
    {"reads two bytes", "\xC3\xA9x", 2, 0xE9},
    {"reads three bytes", "\xE2\x82\xAC", 3, 0x20AC},
    {"reads four bytes", "\xF0\x9F\x98\x80", 4, 0x1F600},
    {"reads the last character", "\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
    {"refuses nothing at all", "", 0, 0},
    {"refuses a cut character", "\xE2\x82", 0, 0},
    {"refuses a lone second byte", "\x80", 0, 0},
    {"refuses an overlong slash", "\xC0\xAF", 0, 0},
    {"refuses three overlong bytes", "\xE0\x80\xAF", 0, 0},
    {"refuses a surrogate", "\xED\xA0\x80", 0, 0},
    {"refuses what is beyond the last", "\xF4\x90\x80\x80", 0, 0},
    {"refuses a byte that begins nothing", "\xFF", 0, 0},
    {"refuses a letter inside a character", "\xC3(", 0, 0},
};

static void reads_one(void **state)
{
    const struct read_row *const row = *state;
    int32_t character = 0;
    char written[5];

    assert_int_equal(unicode_read(row->bytes, strlen(row->bytes), &character), row->used);
    assert_int_equal(unicode_is_valid(row->bytes, strlen(row->bytes)), row->used > 0 || !*row->bytes);
    if (!row->used)
        return;
    assert_int_equal(character, row->character);
    assert_int_equal(unicode_write(character, written), row->used);
    assert_memory_equal(written, row->bytes, row->used);
}

static const struct cut_row {
    const char *name, *bytes;
    bool cut;
} cuts[] = {
    {"one byte of two is cut", "\xC3", true},
    {"one byte of three is cut", "\xE0", true},
    {"two bytes of three are cut", "\xED\x9F", true},
    {"three bytes of four are cut", "\xF4\x8F\xBF", true},
    {"one byte of four is cut", "\xF0", true},
    {"a letter is not cut", "a", false},
    {"a whole character is not cut", "\xC3\xA9", false},
    {"a byte that begins nothing is not cut", "\xC1", false},
    {"half a surrogate is not cut", "\xED\xA0", false},
    {"a byte and a letter are not cut", "\xE2z", false},
    {"nothing is not cut", "", false},
};

static void knows_what_is_cut(void **state)
{
    const struct cut_row *const row = *state;

    assert_int_equal(unicode_is_cut(row->bytes, strlen(row->bytes)), row->cut);
}

static void writes_no_surrogate(void **state)
{
    char bytes[5] = "left";

    (void)state;
    assert_int_equal(unicode_write(0xD800, bytes), 0);
    assert_string_equal(bytes, "");
    assert_int_equal(unicode_write(0x110000, bytes), 0);
    assert_int_equal(unicode_write(-1, bytes), 0);
}

static const struct fold_row {
    const char *name;
    int32_t character;
    size_t room;
    const char *folded; /* "": it does not fit */
} folds[] = {
    {"folds a capital", 'Q', 4, "q"},
    {"folds an umlaut", 0xDC, 4, "u"},
    {"folds a cedilla", 0xE7, 4, "c"},
    {"folds a sharp s", 0xDF, 4, "s"},
    {"folds an ash", 0xC6, 4, "a"},
    {"folds a Polish letter, which keeps its dot", 0x17B, 4, "\xC5\xBC"},
    {"folds a Polish l, which is its own", 0x141, 4, "\xC5\x82"},
    {"folds Greek, which keeps its accent", 0x386, 4, "\xCE\xAC"},
    {"folds Cyrillic", 0x416, 4, "\xD0\xB6"},
    {"leaves a Russian letter its accent", 0x419, 4, "\xD0\xB9"},
    {"leaves a Japanese letter its accent", 0x3067, 4, "\xE3\x81\xA7"},
    {"leaves a Korean syllable whole", 0xC5F0, 4, "\xEC\x97\xB0"},
    {"folds what is wide", 0xFF25, 4, "e"},
    {"folds a ligature", 0xFB01, 4, "fi"},
    {"folds a Chinese character to itself", 0x4F1A, 4, "\xE4\xBC\x9A"},
    {"does not fold what does not fit", 0xFDFA, 4, ""},
    {"does not fold into nothing", 0xB5, 1, ""},
};

static void folds_one(void **state)
{
    const struct fold_row *const row = *state;
    char folded[5] = "";

    assert_int_equal(unicode_fold(row->character, folded, row->room), strlen(row->folded));
    assert_memory_equal(folded, row->folded, strlen(row->folded));
}

static const struct kind_row {
    const char *name;
    int32_t character;
    enum unicode_kind kind;
} kinds[] = {
    {"a digit is a letter", '7', UNICODE_LETTER},
    {"a hyphen is a sign", '-', UNICODE_SIGN},
    {"a dash is a sign", 0x2014, UNICODE_SIGN},
    {"the replacement is a sign", 0xFFFD, UNICODE_SIGN},
    {"a multiplication is a sign", 0xD7, UNICODE_SIGN},
    {"a tab is a blank", '\t', UNICODE_BLANK},
    {"a no-break space is a blank", 0xA0, UNICODE_BLANK},
    {"an ideographic space is a blank", 0x3000, UNICODE_BLANK},
    {"a carriage return ends a line", '\r', UNICODE_LINE},
    {"a line separator ends a line", 0x2028, UNICODE_LINE},
    {"a next line ends a line", 0x85, UNICODE_LINE},
    {"an accent alone is unseen", 0x301, UNICODE_UNSEEN},
    {"a vowel of Thai is a letter", 0xE34, UNICODE_LETTER},
    {"a vowel of Hindi is a letter", 0x93F, UNICODE_LETTER},
    {"a soft hyphen is unseen", 0xAD, UNICODE_UNSEEN},
    {"a byte order mark is unseen", 0xFEFF, UNICODE_UNSEEN},
    {"a zero is unseen", 0, UNICODE_UNSEEN},
    {"Cyrillic is a letter", 0x416, UNICODE_LETTER},
    {"Chinese is a letter", 0x4F1A, UNICODE_LETTER},
};

static void knows_the_kind(void **state)
{
    const struct kind_row *const row = *state;

    assert_int_equal(unicode_kind_of(row->character), row->kind);
}

static const struct width_row {
    const char *name, *text;
    size_t width, fit, bytes; /* in `fit` columns fit so many bytes */
} widths[] = {
    {"ASCII is one wide", "abc", 3, 2, 2},
    {"accents are none wide", "e\xCC\x81x", 2, 1, 3},
    {"letters with accents are one wide", "\xC3\xA9\xC3\xA9", 2, 1, 2},
    {"Chinese is two wide", "\xE4\xBC\x9A\xE8\xAD\xB0", 4, 3, 3},
    {"bad bytes are one wide", "\xFF\xFE", 2, 1, 1},
    {"nothing is none wide", "", 0, 9, 0},
    {"a zero-width joiner is none wide", "a\xE2\x80\x8D", 1, 1, 4},
};

static void is_so_wide(void **state)
{
    const struct width_row *const row = *state;
    const size_t length = strlen(row->text);

    assert_int_equal(text_width(row->text, length), row->width);
    assert_int_equal(text_width_fit(row->text, length, row->fit), row->bytes);
}

static const struct plain_row {
    const char *name, *text, *printed;
} plain_rows[] = {
    {"text is printed as it is", "caf\xC3\xA9 \xE4\xBC\x9A", "caf\xC3\xA9 \xE4\xBC\x9A"},
    {"an escape is left out", "a\033[31mb", "a[31mb"},
    {"a bell, a return and a delete", "a\007b\rc\177", "abc"},
    {"a control sequence of one character",
     "a\xC2\x9B"
     "31mb",
     "a31mb"},
    {"a next line",
     "a\xC2\x85"
     "b",
     "ab"},
    {"what turns the order round",
     "a\xE2\x80\xAE"
     "b\xE2\x81\xA6"
     "c\xD8\x9C"
     "d",
     "abcd"},
    {"what separates lines",
     "a\xE2\x80\xA8"
     "b",
     "ab"},
    {"bytes that are no text",
     "a\x9B\xFF"
     "b\xC2",
     "a" UNICODE_REPLACEMENT UNICODE_REPLACEMENT "b" UNICODE_REPLACEMENT},
    {"line ends and tabs stay", "a\tb\n\033c\n", "a\tb\nc\n"},
    {"nothing", "", ""},
};

static void prints_nothing_but_text(void **state)
{
    const struct plain_row *const row = *state;
    CLEANUP(cleanup_string) char *printed = NULL;
    size_t size = 0;
    FILE *const memory = open_memstream(&printed, &size);

    unicode_put_lines(memory, row->text);
    fclose(memory);
    assert_string_equal(printed, row->printed);
}

static void puts_a_sentence_on_one_line(void **state)
{
    CLEANUP(cleanup_string) char *printed = NULL;
    size_t size = 0;
    FILE *const memory = open_memstream(&printed, &size);

    (void)state;
    unicode_put_line(memory, "a\tb\r\n\033c\n\xFF");
    fclose(memory);
    assert_string_equal(printed, "a b  c " UNICODE_REPLACEMENT);
}

static void repairs_what_is_broken(void **state)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = unicode_repair("a\xFF\xC3\xA9\xC3", 5, &length);

    (void)state;
    assert_string_equal(text, "a" UNICODE_REPLACEMENT "\xC3\xA9" UNICODE_REPLACEMENT);
    assert_int_equal(length, strlen(text));
}

/* The short way over ASCII stops where it has to. */
static void finds_a_bad_byte_anywhere(void **state)
{
    char text[41];

    (void)state;
    for (size_t at = 0; at < 40; at++) {
        memset(text, 'a', sizeof text);
        assert_true(unicode_is_valid(text, 40));
        text[at] = '\xE9';
        assert_false(unicode_is_valid(text, 40));
    }
}

#define ROWS(tests, count, rows, test)                                                                                 \
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)                                                                      \
        (tests)[(count)++] = (struct CMUnitTest)                                                                       \
        {                                                                                                              \
            .name = (rows)[i].name, .test_func = (test), .initial_state = (void *)(uintptr_t) & (rows)[i]              \
        }

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(reads) + ARRAY_SIZE(folds) + ARRAY_SIZE(kinds) + ARRAY_SIZE(widths) +
                                   ARRAY_SIZE(cuts) + ARRAY_SIZE(plain_rows) + 4] = {
        cmocka_unit_test(writes_no_surrogate),
        cmocka_unit_test(puts_a_sentence_on_one_line),
        cmocka_unit_test(repairs_what_is_broken),
        cmocka_unit_test(finds_a_bad_byte_anywhere),
    };
    size_t count = 4;

    ROWS(tests, count, reads, reads_one);
    ROWS(tests, count, cuts, knows_what_is_cut);
    ROWS(tests, count, folds, folds_one);
    ROWS(tests, count, kinds, knows_the_kind);
    ROWS(tests, count, widths, is_so_wide);
    ROWS(tests, count, plain_rows, prints_nothing_but_text);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
