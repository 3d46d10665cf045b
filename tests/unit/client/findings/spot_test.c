/* SPDX-License-Identifier: MIT */
/* Where something stands and the words around it; times in order. */
#include "base/cleanup.h"
#include "findings/seen_time.h"
#include "findings/spot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct item_mark marks[] = {{0, (char *)"id"}, {5, (char *)"error"}, {9, (char *)""}};

static const struct place_row {
    const char *name, *file, *entry;
    size_t line, mark_count, offset;
    const char *where;
} places[] = {
    {"a file", "a.log", NULL, 0, 0, 0, "a.log"},
    {"standard input", NULL, NULL, 7, 0, 0, "-:7"},
    {"a line", "a.log", NULL, 10, 0, 2, "a.log:10"},
    {"at the end of a line", "a.log", NULL, 10, 0, 3, "a.log:10"},
    {"the next line", "a.log", NULL, 10, 0, 4, "a.log:11"},
    {"the last line", "a.log", NULL, 99, 0, 8, "a.log:101"},
    {"beyond the text", "a.log", NULL, 1, 0, 99, "a.log:3"},
    {"an entry", "a.zip", "b", 0, 0, 0, "a.zip!b"},
    {"no entry", "a.zip", "", 0, 0, 0, "a.zip"},
    {"a line of an entry", "a.zip", "b", 2, 0, 0, "a.zip!b:2"},
    {"a path", "a.json", NULL, 0, 2, 4, "a.json!id"},
    {"a path that begins there", "a.json", NULL, 0, 2, 5, "a.json!error"},
    {"a path in an entry", "a.zip", "b", 0, 2, 0, "a.zip!b id"},
    {"a path and a line, which is the document's", "a.json", NULL, 3, 2, 8, "a.json:3 error"},
    {"a path without a name", "a.json", NULL, 0, 3, 9, "a.json"},
};

static void says_where(void **state)
{
    const struct place_row *const row = *state;
    const struct item item = {.text = "abc\ndef\ng",
                              .length = 9,
                              .line = row->line,
                              .entry = row->entry,
                              .marks = marks,
                              .mark_count = row->mark_count};
    CLEANUP(cleanup_string) char *where = spot_where(row->file, &item, row->offset);

    assert_string_equal(where, row->where);
}

#define FORTY "1234567890123456789012345678901234567890"
#define HUNDRED "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

static const struct words_row {
    const char *name, *text;
    size_t start, length;
    const char *before, *words, *after; /* words NULL: none are shown */
} word_rows[] = {
    {"at the beginning", "abc def", 0, 3, "", "abc", " def"},
    {"at the end", "abc def", 4, 3, "abc ", "def", ""},
    {"the whole", "abc", 0, 3, "", "abc", ""},
    {"no words decided", "abc", 0, 0, NULL, NULL, NULL},
    {"words beyond the text", "abc", 1, 3, NULL, NULL, NULL},
    {"no more than 40 bytes around", "x" FORTY "abc" FORTY "y", 41, 3, FORTY, "abc", FORTY},
    {"exactly 40 bytes around", FORTY "abc" FORTY, 40, 3, FORTY, "abc", FORTY},
    {"no half a character before",
     "\xC3\xA4"
     "123456789012345678901234567890123456789abc",
     41, 3, "123456789012345678901234567890123456789", "abc", ""},
    {"no half a character behind", "abc123456789012345678901234567890123456789\xC3\xA4", 0, 3, "", "abc",
     "123456789012345678901234567890123456789"},
    {"300 bytes of words", HUNDRED HUNDRED HUNDRED "x", 0, 301, "", HUNDRED HUNDRED HUNDRED, "x"},
    {"no half a character of words", HUNDRED HUNDRED HUNDRED "\xC3\xA4", 1, 301, "0",
     "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" HUNDRED
         HUNDRED,
     "\xC3\xA4"},
    {"runs of blanks, line ends, control characters",
     "a \t\r\n b\x01"
     "c  d",
     0, 12, "", "a bc d", ""},
};

static void shows_the_words(void **state)
{
    const struct words_row *const row = *state;
    const struct item item = {
        .text = row->text, .length = strlen(row->text), .kind = ITEM_IIS, .host = "h", .time = "t"};
    const struct diagnosis diagnosis = {.start = row->start, .length = row->length};
    CLEANUP(spot_clear) struct spot spot = spot_of("a", &item, &diagnosis);

    assert_string_equal(spot.where, "a");
    assert_string_equal(spot.kind, "iis");
    assert_string_equal(spot.host, "h");
    assert_string_equal(spot.time, "t");
    assert_null(spot.hop);
    if (!row->words) {
        assert_null(spot.words);
        return;
    }
    assert_string_equal(spot.before, row->before);
    assert_string_equal(spot.words, row->words);
    assert_string_equal(spot.after, row->after);
}

static void a_nul_is_a_blank(void **state)
{
    const struct item item = {.text = "a\0b", .length = 3};
    CLEANUP(spot_clear) struct spot spot = spot_of("a", &item, &(struct diagnosis){.length = 3});

    (void)state;
    assert_string_equal(spot.words, "a b");
}

static void knows_the_step_of_the_failure(void **state)
{
    static const struct {
        enum outcome outcome;
        enum hop step;
        const char *hop;
    } rows[] = {{OUTCOME_HTTP_STATUS, HOP_TOKEN, "token"},
                {OUTCOME_HTTP_STATUS, HOP_COUNT, NULL},
                {OUTCOME_OK, HOP_TOKEN, NULL}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);
        lookup_add(lookup, HOP_TLS, rows[i].step)->outcome = rows[i].outcome;
        const struct item item = {.text = "", .lookup = lookup};
        CLEANUP(spot_clear) struct spot spot = spot_of("a", &item, &(struct diagnosis){0});
        if (rows[i].hop)
            assert_string_equal(spot.hop, rows[i].hop);
        else
            assert_null(spot.hop);
    }
}

static const struct time_row {
    const char *name, *one, *other, *earlier, *later;
} times[] = {
    {"the one", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"},
    {"the other", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"},
    {"the same, written otherwise", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00",
     "2026-01-01T01:00:00+01:00"},
    {"one is not known", NULL, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
    {"the other is not known", "1969-01-01T00:00:00Z", "x", "1969-01-01T00:00:00Z", "1969-01-01T00:00:00Z"},
    {"long before 1970, and not known", "x", "1969-01-01T00:00:00Z", "1969-01-01T00:00:00Z", "1969-01-01T00:00:00Z"},
    {"a blank for the T", "2026-01-01 00:00:00", "", "2026-01-01T00:00:00", "2026-01-01T00:00:00"},
    {"blanks behind", "2026-01-01 00:00:00 ", "2026-01-02T00:00:00Z  ", "2026-01-01T00:00:00", "2026-01-02T00:00:00Z"},
    {"blanks alone", "  ", " ", "", ""},
    {"39 characters", "2026-01-01T00:00:00.0000000000000000000", "", "2026-01-01T00:00:00.0000000000000000000",
     "2026-01-01T00:00:00.0000000000000000000"},
    {"too long", "2026-01-01T00:00:00.00000000000000000000", "", "", ""},
    {"a date alone", "2026-01-01", "2026-01-01 ", "", ""},
    {"neither", "", NULL, "", ""},
};

static void orders_times(void **state)
{
    const struct time_row *const row = *state;
    const struct seen_time one = seen_time_of(row->one), other = seen_time_of(row->other);

    assert_string_equal(seen_time_earlier(one, other).text, row->earlier);
    assert_string_equal(seen_time_later(one, other).text, row->later);
}

#define TABLE(rows, function)                                                                                          \
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)                                                                      \
        tests[count++] = (struct CMUnitTest)                                                                           \
        {                                                                                                              \
            .name = (rows)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (rows)[i]          \
        }

int main(void)
{
    struct CMUnitTest tests[2 + ARRAY_SIZE(places) + ARRAY_SIZE(word_rows) + ARRAY_SIZE(times)] = {
        cmocka_unit_test(a_nul_is_a_blank), cmocka_unit_test(knows_the_step_of_the_failure)};
    size_t count = 2;

    TABLE(places, says_where);
    TABLE(word_rows, shows_the_words);
    TABLE(times, orders_times);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
