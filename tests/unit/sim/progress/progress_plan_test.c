/* SPDX-License-Identifier: MIT */
/* Boxes and the order of a course, played through with a clock of the test's own. */
#include "progress/progress_plan.h"

#include "base/cleanup.h"
#include "base/date_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* Attempts as "w" worked example, "l" last step missing, "a" alone; capital: solved well; "b": solved badly; each so many days
 * after the one before. */
static const struct standing_row {
    const char *name, *attempts;
    int days[8];
    int64_t look_after; /* days after the last attempt */
    unsigned box;
    int due_in; /* days after the last attempt; 0: not due at all */
    enum progress_mode next;
    enum progress_state state;
} standing_rows[] = {
    {"never met", "", {0}, 0, 0, 0, PROGRESS_WORKED_EXAMPLE, PROGRESS_NEW},
    {"a worked example is no try", "W", {0}, 0, 0, 0, PROGRESS_LAST_STEP_MISSING, PROGRESS_LEARNING},
    {"solved without the last step", "WL", {0}, 0, 1, 1, PROGRESS_ALONE, PROGRESS_LEARNING},
    {"failed without the last step", "Wl", {0}, 0, 1, 1, PROGRESS_LAST_STEP_MISSING, PROGRESS_WEAK},
    {"the same day teaches little", "WLA", {0}, 0, 1, 1, PROGRESS_ALONE, PROGRESS_LEARNING},
    {"after a day", "WLA", {0, 0, 1}, 0, 2, 3, PROGRESS_ALONE, PROGRESS_LEARNING},
    {"due after three", "WLA", {0, 0, 1}, 3, 2, 3, PROGRESS_ALONE, PROGRESS_DUE},
    {"mastered", "WLAA", {0, 0, 1, 3}, 6, 3, 7, PROGRESS_ALONE, PROGRESS_MASTERED},
    {"mastered and due again", "WLAA", {0, 0, 1, 3}, 7, 3, 7, PROGRESS_ALONE, PROGRESS_DUE},
    {"all boxes", "WLAAAA", {0, 0, 1, 3, 7, 16}, 34, 5, 35, PROGRESS_ALONE, PROGRESS_MASTERED},
    {"the last box stays", "WLAAAAA", {0, 0, 1, 3, 7, 16, 35}, 0, 5, 35, PROGRESS_ALONE, PROGRESS_MASTERED},
    {"failed falls to the first", "WLAAa", {0, 0, 1, 3, 7}, 0, 1, 1, PROGRESS_ALONE, PROGRESS_WEAK},
    {"solved badly comes back", "WLAb", {0, 0, 1, 3}, 0, 1, 1, PROGRESS_ALONE, PROGRESS_WEAK},
};

static struct progress_standing stand(const struct standing_row *row, int64_t *now)
{
    struct progress_standing standing = {.row = "06"};

    *now = 1000000;
    for (size_t i = 0; row->attempts[i]; i++) {
        const char kind = row->attempts[i];
        const bool solved = kind <= 'Z' || kind == 'b';
        const enum progress_mode mode = strchr("Ww", kind)   ? PROGRESS_WORKED_EXAMPLE
                                        : strchr("Ll", kind) ? PROGRESS_LAST_STEP_MISSING
                                                             : PROGRESS_ALONE;

        *now += (int64_t)row->days[i] * DAY;
        progress_standing_take(&standing, mode, solved, kind <= 'Z' ? 100 : solved ? 45 : 20, *now);
    }
    return standing;
}

static void stands(void **state)
{
    const struct standing_row *const row = *state;
    int64_t now = 0;
    const struct progress_standing standing = stand(row, &now);

    assert_int_equal(standing.box, row->box);
    assert_int_equal(standing.due, row->due_in ? now + (int64_t)row->due_in * DAY : 0);
    assert_int_equal(standing.next_mode, row->next);
    assert_string_equal(progress_state_name(progress_standing_state(&standing, now + row->look_after * DAY)),
                        progress_state_name(row->state));
}

static const struct progress_place course[] = {
    {{"04", "04"}, 0, 0},
    {{"28", "28"}, 0, 0},
    {{"06a", "06"}, 1, 0},
    {{"06b", "06"}, 1, 0},
    {{"10a", "10"}, 1, 0},
    {{"04", "04"}, PROGRESS_MIXED, 0},
    {{"06a", "06"}, PROGRESS_MIXED, 0},
    {{"10a", "10"}, PROGRESS_MIXED, 0},
};

enum { MOST_ROWS = 8 };

struct played {
    struct progress_place places[ARRAY_SIZE(course)];
    struct progress_standing rows[MOST_ROWS];
    size_t row_count;
    const char *last_row;
    int64_t now;
    uint64_t seed;
};

static struct progress_standing *row_of(struct played *played, const char *row)
{
    for (size_t i = 0; i < played->row_count; i++)
        if (strcmp(played->rows[i].row, row) == 0)
            return &played->rows[i];
    assert_true(played->row_count < MOST_ROWS);
    snprintf(played->rows[played->row_count].row, PROGRESS_ROW_SIZE, "%s", row);
    return &played->rows[played->row_count++];
}

static struct played begin(uint64_t seed)
{
    struct played played = {.now = 1000000, .seed = seed};

    memcpy(played.places, course, sizeof course);
    return played;
}

static struct progress_next play(struct played *played, unsigned points)
{
    struct progress_next next;

    assert_true(progress_plan_next(played->places, ARRAY_SIZE(course), played->rows, played->row_count, played->seed,
                                   played->last_row, played->now, &next));
    const struct progress_item *const item = &played->places[next.place].item;
    for (size_t i = 0; i < ARRAY_SIZE(course); i++)
        played->places[i].met += strcmp(played->places[i].item.ticket, item->ticket) == 0;
    progress_standing_take(row_of(played, item->row), next.mode, points > 0, points, played->now);
    played->last_row = item->row;
    played->now += 600;
    return next;
}

/* Four rows, three rounds each, one block after the other. */
static void blocks_come_first(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct played played = begin(seed);
        int last_block = -2, changes = 0;

        for (int i = 0; i < 12; i++) {
            const struct progress_next next = play(&played, 100);
            assert_int_equal(next.reason, PROGRESS_FOR_BLOCK);
            assert_int_equal(next.mode, (i % 6) < 2   ? PROGRESS_WORKED_EXAMPLE
                                        : (i % 6) < 4 ? PROGRESS_LAST_STEP_MISSING
                                                      : PROGRESS_ALONE);
            changes += played.places[next.place].block != last_block;
            last_block = played.places[next.place].block;
        }
        assert_int_equal(changes, 2);
        assert_true(play(&played, 100).reason != PROGRESS_FOR_BLOCK);
    }
}

static void the_seed_decides_on_the_order(void **state)
{
    int first_blocks[2] = {0};

    (void)state;
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct played one = begin(seed), other = begin(seed);
        for (int i = 0; i < 15; i++) {
            const struct progress_next a = play(&one, 100), b = play(&other, 100);
            assert_int_equal(a.place, b.place);
            if (i == 0)
                first_blocks[one.places[a.place].block]++;
        }
    }
    assert_true(first_blocks[0] > 5 && first_blocks[1] > 5);
}

static void what_is_due_comes_before_what_is_new(void **state)
{
    struct played played = begin(3);
    const char *bad = NULL;
    struct progress_next next;

    (void)state;
    for (int i = 0; i < 3; i++)
        next = play(&played, 100);
    bad = played.places[next.place].item.row;
    row_of(&played, bad)->box = 1;
    row_of(&played, bad)->last_points = 20;
    assert_int_equal(play(&played, 100).reason, PROGRESS_FOR_BLOCK);
    played.now += 2 * DAY;
    next = play(&played, 100);
    assert_int_equal(next.reason, PROGRESS_FOR_DUE);
}

static void mixed_rows_do_not_follow_themselves(void **state)
{
    struct played played = begin(5);
    const char *before = NULL;

    (void)state;
    for (int i = 0; i < 12; i++)
        (void)play(&played, 100);
    for (int i = 0; i < 20; i++) {
        before = played.last_row;
        const struct progress_next next = play(&played, 100);
        assert_int_equal(next.mode, PROGRESS_ALONE);
        if (next.reason == PROGRESS_FOR_MIXED)
            assert_string_not_equal(before, played.last_row);
    }
}

static void an_empty_course_has_nothing(void **state)
{
    struct progress_next next;

    (void)state;
    assert_false(progress_plan_next(NULL, 0, NULL, 0, 1, NULL, 0, &next));
}

static void every_word_has_a_name(void **state)
{
    (void)state;
    for (int i = 0; i < PROGRESS_MODE_COUNT; i++)
        assert_non_null(progress_mode_name((enum progress_mode)i));
    for (int i = 0; i < PROGRESS_STATE_COUNT; i++)
        assert_non_null(progress_state_name((enum progress_state)i));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(standing_rows)] = {0};
    const struct CMUnitTest whole[] = {
        cmocka_unit_test(blocks_come_first),
        cmocka_unit_test(the_seed_decides_on_the_order),
        cmocka_unit_test(what_is_due_comes_before_what_is_new),
        cmocka_unit_test(mixed_rows_do_not_follow_themselves),
        cmocka_unit_test(an_empty_course_has_nothing),
        cmocka_unit_test(every_word_has_a_name),
    };
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(standing_rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = standing_rows[i].name, .test_func = stands, .initial_state = (void *)(uintptr_t)&standing_rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL) + cmocka_run_group_tests(whole, NULL, NULL);
}
