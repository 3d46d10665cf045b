/* SPDX-License-Identifier: MIT */
/* What is drawn is the same everywhere, differs with whatever names the ticket, and favours nobody. */
#include "training/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void draws_the_same_everywhere(void **state)
{
    static const size_t expected[] = {859, 640, 607, 649, 535, 660, 308, 882};
    struct chance chance = chance_of("the-six", 42, 3);

    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(chance_below(&chance, 1000), expected[i]);
}

/* Each byte of a number stands in a place of its own. */
static void large_numbers_draw_the_same_everywhere(void **state)
{
    static const struct {
        uint64_t seed;
        size_t number, drawn;
    } rows[] = {{0x0123456789abcdef, 0xfedcba9876543210, 0x51e851f8f2b34370},
                {UINT64_MAX, 0, 0x7d5683cbd24011a},
                {UINT64_C(1) << 63, 0, 0x1bfd62d6c7f9daa4},
                {0x100, 0, 0xb492412a06bb8c57},
                {0, 0x8000, 0x4adb6c9b63067f8e},
                {0, 0, 0x4193fd1b681dcd25}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chance chance = chance_of("", rows[i].seed, rows[i].number);
        assert_int_equal(chance_below(&chance, SIZE_MAX), rows[i].drawn);
    }
}

static void every_part_of_the_name_matters(void **state)
{
    struct chance one = chance_of("the-six", 42, 3), course = chance_of("the-401s", 42, 3),
                  seed = chance_of("the-six", 43, 3), number = chance_of("the-six", 42, 4);
    const size_t drawn = chance_below(&one, SIZE_MAX);

    (void)state;
    assert_int_not_equal(drawn, chance_below(&course, SIZE_MAX));
    assert_int_not_equal(drawn, chance_below(&seed, SIZE_MAX));
    assert_int_not_equal(drawn, chance_below(&number, SIZE_MAX));
}

static void shuffles_all_there_is(void **state)
{
    struct chance chance = chance_of("c", 1, 0);
    size_t first[5] = {0};

    (void)state;
    for (unsigned round = 0; round < 5000; round++) {
        size_t order[5], seen[5] = {0};
        chance_shuffle(&chance, order, 5);
        for (unsigned i = 0; i < 5; i++)
            seen[order[i]]++;
        for (unsigned i = 0; i < 5; i++)
            assert_int_equal(seen[i], 1);
        first[order[0]]++;
    }
    for (unsigned i = 0; i < 5; i++)
        assert_in_range(first[i], 850, 1150);
}

static void nothing_is_drawn_of_nothing(void **state)
{
    struct chance chance = chance_of("c", 1, 0);

    (void)state;
    assert_int_equal(chance_below(&chance, 0), 0);
    assert_int_equal(chance_below(&chance, 1), 0);
    chance_shuffle(&chance, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_the_same_everywhere),      cmocka_unit_test(large_numbers_draw_the_same_everywhere),
        cmocka_unit_test(every_part_of_the_name_matters), cmocka_unit_test(shuffles_all_there_is),
        cmocka_unit_test(nothing_is_drawn_of_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
