/* SPDX-License-Identifier: MIT */
/* Literals of several words: case, runs of blanks, and where they stand. */
#include "base/cleanup.h"
#include "base/text.h"
#include "intake/logs/literals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const texts[] = {"token is ambiguous", "lid 47932", "asproxy/", "user-context in",
                                    "kanału zabezpieczonego"};

struct row {
    const char *name, *text;
    size_t hits;
};

static const struct row rows[] = {
    {"as it is", "the token is ambiguous.", 1},
    {"other case", "The TOKEN Is Ambiguous", 1},
    {"several blanks and a line end", "token\r\n      is \t ambiguous", 1},
    {"no-break spaces",
     "token\xC2\xA0is\xC2\xA0\xC2\xA0"
     "ambiguous",
     1},
    {"blanks of IIS", "token+is+ambiguous", 1},
    {"zero bytes", "token", 0},
    {"the longest word alone", "an ambiguous one", 0},
    {"a word is missing", "token ambiguous", 0},
    {"no blank between", "tokenis ambiguous", 0},
    {"cut at the end", "token is ambiguou", 0},
    {"cut at the beginning", "oken is ambiguous", 0},
    {"the longest word first", "user-context  in the token is ambiguous", 2},
    {"the longest word last", "LID  47932", 1},
    {"a part of a word", "xASProxy/CrossForest", 1},
    {"letters that are not of ASCII", "brak Kanału  zabezpieczonego", 1},
    {"other letters that are not of ASCII", "brak kanażu zabezpieczonego", 0},
    {"twice", "lid 47932, lid 47932", 2},
    {"nothing", "", 0},
};

static void finds(void **state)
{
    const struct row *const row = *state;
    CLEANUP(literals_free) struct literals *literals = literals_new(texts, ARRAY_SIZE(texts), 0, NULL);
    struct hits hits = {0};

    literals_scan(literals, row->text, strlen(row->text), &hits);
    assert_int_equal(hits.count, row->hits);
    for (size_t i = 0; i < hits.count; i++)
        assert_true(hits.items[i] < strlen(row->text) && (i == 0 || hits.items[i] > hits.items[i - 1]));
    hits_clear(&hits);
}

/* Nothing is looked for behind the text that is given, nor before it. */
static void stays_inside(void **state)
{
    CLEANUP(literals_free) struct literals *literals = literals_new(texts, ARRAY_SIZE(texts), 0, NULL);
    char text[] = "token is ambiguous";
    struct hits hits = {0};

    (void)state;
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t length = 0; length + from < sizeof text; length++) {
            CLEANUP(cleanup_string) char *copy = strndup(text + from, length);
            literals_scan(literals, copy, length, &hits);
            assert_int_equal(hits.count, length == sizeof text - 1);
        }
    hits_clear(&hits);
}

/* A number may stand in the line of a request; with its words it is more. */
static void tells_words_from_requests(void **state)
{
    static const char *const both[] = {"status 503", "503"};
    CLEANUP(literals_free) struct literals *literals = literals_new(both, ARRAY_SIZE(both), 1, NULL);
    static const char text[] = "503, and status 503";
    struct hits hits = {0};

    (void)state;
    literals_scan(literals, text, strlen(text), &hits);
    assert_int_equal(hits.count, 3);
    assert_true(!hits.words[0] && hits.words[1] && !hits.words[2]);
    hits_clear(&hits);
}

static void nothing_to_look_for(void **state)
{
    CLEANUP(literals_free) struct literals *literals = literals_new(texts, 0, 0, NULL);
    struct hits hits = {0};

    (void)state;
    assert_non_null(literals);
    literals_scan(literals, "token is ambiguous", 18, &hits);
    assert_int_equal(hits.count, 0);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(stays_inside), cmocka_unit_test(tells_words_from_requests),
                                       cmocka_unit_test(nothing_to_look_for)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("literals", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("literals in", table, NULL, NULL);
}
