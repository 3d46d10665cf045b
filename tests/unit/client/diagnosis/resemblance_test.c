/* SPDX-License-Identifier: MIT */
/* What is forgiven to a reader of pictures, and what is another word: a row for each pair of letters, and for each rule. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/letters/resemblance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* faults 0: they do not resemble each other, or nothing is wrong. */
struct row {
    const char *name, *phrase, *text;
    unsigned faults;
};

static const struct row rows[] = {
    {"nothing is wrong", "the ambiguous user", "see the ambiguous user of", 0},
    {"rn for m", "the ambiguous user", "the arnbiguous user", 1},
    {"two of a kind", "an m in my home", "an rn in rny horne", 1},
    {"two of a kind, one letter", "all full of lilies", "a11 fu11 of 1i1ies", 1},
    {"two of two kinds", "the ambiguous user", "the arnbigu0us user", 0},
    {"two of two kinds in a long phrase", "an unexpected error occurred on a receive and later",
     "an unexpected err0r occurred on a receive ancl later", 2},
    {"three of three kinds in it", "an unexpected error occurred on a receive and later",
     "an unexpected err0r 0ccurred 0n a rcceivc ancl latcr xs", 0},
    {"a lost blank", "the ambiguous user", "the ambiguoususer", 1},
    {"an added blank", "the ambiguous user", "the ambi guous user", 1},
    {"the end of a line in a word", "the ambiguous user", "the ambi\nguous user", 0},
    {"a sign for a letter", "the ambiguous user", "the amb!guous user", 1},
    {"a sign and nothing for it", "the ambiguous user", "the am!iguous user", 0},
    {"a letter less", "the ambiguous user", "the abiguous user", 0},
    {"a letter more", "the ambiguous user", "the ambiguouss user", 0},
    {"another letter in a long word", "the ambiguous users", "the ambixuous users", 1},
    {"another letter in a short word", "does not exist at all", "does now exist at all", 0},
    {"another letter in a short phrase", "is ambiguous", "is ambixuous", 0},
    {"another number", "the LID is 43532", "the LID is 43533", 0},
    {"two digits that look alike", "the LID is 43817", "the LID is 43811", 0},
    {"a letter for a digit", "the LID is 43502", "the LID is 435O2", 1},
    {"a digit for a letter", "the LID is 43532", "the L1D is 43532", 1},
    {"a character of another script", "サーバーに接続できませんでした", "サーバーに接続できませんてした", 1},
    {"a character of a short phrase", "接続できません", "接続てきません", 0},
    {"a letter for such a character", "サーバーに接続できませんでした", "サーバーに接続できまxんでした", 0},
    {"the beginning of a longer word", "is ambiguous", "is arnbiguously", 0},
    {"the end of a longer word", "ambiguous is", "unarnbiguous is", 0},
    {"the text ends", "the ambiguous user", "the ambiguous us", 0},
    {"the text begins", "the ambiguous user", "he ambiguous user", 0},
};

/* Both ways. */
static const char *const lookalikes[][2] = {
    {"m", "rn"}, {"m", "nn"}, {"m", "in"}, {"m", "ni"}, {"d", "cl"}, {"d", "ol"}, {"w", "vv"}, {"h", "li"}, {"h", "lh"},
    {"n", "ri"}, {"n", "ii"}, {"u", "ii"}, {"u", "li"}, {"k", "lc"}, {"k", "lx"}, {"b", "lo"}, {"a", "ci"}, {"q", "cj"},
    {"g", "cj"}, {"y", "ij"}, {"fi", "h"}, {"l", "1"},  {"l", "i"},  {"i", "1"},  {"l", "j"},  {"i", "j"},  {"l", "t"},
    {"i", "t"},  {"l", "7"},  {"o", "0"},  {"o", "q"},  {"o", "c"},  {"o", "d"},  {"0", "d"},  {"o", "e"},  {"o", "a"},
    {"c", "e"},  {"c", "a"},  {"a", "e"},  {"s", "5"},  {"s", "8"},  {"b", "8"},  {"b", "6"},  {"b", "h"},  {"g", "6"},
    {"g", "9"},  {"g", "q"},  {"g", "y"},  {"q", "9"},  {"z", "2"},  {"h", "n"},  {"h", "k"},  {"n", "u"},  {"n", "m"},
    {"n", "r"},  {"r", "m"},  {"m", "w"},  {"u", "v"},  {"v", "y"},  {"v", "w"},  {"f", "t"},  {"f", "l"},  {"t", "r"},
    {"r", "f"},  {"e", "f"},  {"x", "k"},  {"4", "a"},  {"p", "r"},  {"p", "q"},
};

/* The letters that are equal may stand anywhere: of those found so, the best. */
static unsigned faults_of(const char *phrase, const char *text)
{
    struct plain meant, read;
    unsigned best = 0;

    plain_make(&meant, phrase, strlen(phrase));
    plain_make(&read, text, strlen(text));
    for (size_t at = 0; at < meant.length; at++)
        for (size_t k = 0; k < read.length; k++) {
            const struct resemblance same = likeness_of(meant.text[at]) == likeness_of(read.text[k])
                                                ? resemblance_at(&meant, at, &read, k)
                                                : (struct resemblance){0, 0, 0};
            assert_true(same.start <= same.end && same.end <= read.length);
            if (same.faults > 0 && (best == 0 || same.faults < best))
                best = same.faults;
        }
    plain_free(&meant);
    plain_free(&read);
    return best;
}

static void compares(void **state)
{
    const struct row *const row = *state;

    assert_int_equal(faults_of(row->phrase, row->text), row->faults);
}

static void look_alike(void **state)
{
    const char *const *const pair = *state;
    CLEANUP(cleanup_string) char *one = text_format("gh%sgh sss", pair[0]);
    CLEANUP(cleanup_string) char *other = text_format("gh%sgh sss", pair[1]);

    assert_int_equal(faults_of(one, other), 1);
    assert_int_equal(faults_of(other, one), 1);
}

/* Letters that stand for all that look alike are of those, and stand for themselves. */
static void likenesses(void **state)
{
    (void)state;
    for (int letter = 0; letter < 0x80; letter++) {
        const char like = likeness_of((char)letter);
        assert_int_equal(likeness_of(like), like);
    }
    assert_int_equal(likeness_of('1'), likeness_of('i'));
    assert_int_equal(likeness_of('l'), likeness_of('i'));
    assert_int_equal(likeness_of('0'), likeness_of('q'));
    assert_int_equal(likeness_of('5'), 's');
    assert_int_equal(likeness_of('8'), 'b');
    assert_int_equal(likeness_of('2'), 'z');
    assert_int_equal(likeness_of('e'), 'c');
    assert_int_equal(likeness_of('v'), 'u');
    assert_int_equal(likeness_of('9'), 'g');
    assert_int_equal(likeness_of('m'), 'm');
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(lookalikes) + 1];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = compares, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(lookalikes); i++)
        tests[count++] = (struct CMUnitTest){
            .name = lookalikes[i][1], .test_func = look_alike, .initial_state = (void *)(uintptr_t)lookalikes[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(likenesses);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
