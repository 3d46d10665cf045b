/* SPDX-License-Identifier: MIT */
/* Where trainees stand, and what comes next for one of them, as the attempts in a store say. */
#include "progress/progress_overview.h"

#include "base/date_time.h"
#include "progress_folder.h"

/* One attempt that is begun, and ended unless the outcome is open. */
struct played {
    const char *trainee, *course, *ticket, *row;
    int64_t number;
    enum progress_mode mode;
    enum progress_outcome outcome;
    unsigned points;
};

static void put(struct progress_store *store, const struct played *played)
{
    const struct progress_attempt attempt = {.trainee = played->trainee,
                                             .course = played->course,
                                             .ticket = played->ticket,
                                             .row = played->row,
                                             .number = played->number,
                                             .mode = played->mode};
    const int64_t id = progress_store_begin(store, &attempt, NULL);

    assert_true(id > 0);
    if (played->outcome != PROGRESS_OPEN)
        assert_true(progress_store_finish(store, id, played->outcome, played->points, NULL));
}

#define ROW_23 "23456789012345678901234"

static const struct played attempts[] = {
    {"joe", "c", "10a", "10", 1, PROGRESS_ALONE, PROGRESS_SOLVED, 90},
    {"ann", "c", "06a", "06", 1, PROGRESS_WORKED_EXAMPLE, PROGRESS_SOLVED, 0},
    {"joe", "c", "06a", "06", 2, PROGRESS_ALONE, PROGRESS_FAILED, 80},
    {"joe", "d", "24b", "24b", 1, PROGRESS_LAST_STEP_MISSING, PROGRESS_GIVEN_UP, 10},
    {"joe", "c", "06b", "06", 3, PROGRESS_ALONE, PROGRESS_SOLVED, 70},
    {"joe", "c", "06b", "06", 4, PROGRESS_ALONE, PROGRESS_OPEN, 0},
    {"joe", "c", "x", ROW_23 "x", 5, PROGRESS_ALONE, PROGRESS_SOLVED, 100},
    {"joe", "c", "x", ROW_23 "y", 5, PROGRESS_ALONE, PROGRESS_SOLVED, 100},
};

static void stands_of_everybody(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    CLEANUP(progress_overview_free) struct progress_overview *overview = NULL, *none = NULL;
    static const char *const rows[] = {"06", "10", ROW_23, "24b"};
    const struct progress_trainee *joe;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(attempts); i++)
        put(store, &attempts[i]);
    overview = progress_overview_new(store, NULL, NULL);
    assert_int_equal(overview->count, 2);
    assert_string_equal(overview->trainees[1].name, "ann");
    assert_int_equal(overview->trainees[1].row_count, 1);
    assert_int_equal(overview->trainees[1].rows[0].tried, 0);
    joe = &overview->trainees[0];
    assert_string_equal(joe->name, "joe");
    assert_int_equal(joe->finished, 6);
    assert_int_equal(joe->open, 1);
    assert_int_equal(joe->row_count, ARRAY_SIZE(rows));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        assert_string_equal(joe->rows[i].row, rows[i]);
    assert_int_equal(joe->rows[0].met, 2);
    assert_int_equal(joe->rows[0].tried, 2);
    assert_int_equal(joe->rows[0].solved, 1);
    assert_int_equal(joe->rows[0].last_points, 70);
    assert_int_equal(joe->rows[0].best_points, 80);
    assert_int_equal(joe->rows[0].box, 1);
    assert_true(joe->rows[0].due > joe->rows[0].last_met && joe->rows[0].due < joe->rows[0].last_met + DAY);
    assert_int_equal(joe->rows[2].met, 2);
    assert_int_equal(joe->rows[3].next_mode, PROGRESS_LAST_STEP_MISSING);
    progress_overview_free(&none);
}

static void stands_of_one(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(attempts); i++)
        put(store, &attempts[i]);
    CLEANUP(progress_overview_free) struct progress_overview *ann = progress_overview_new(store, "ann", NULL);
    CLEANUP(progress_overview_free) struct progress_overview *nobody = progress_overview_new(store, "An", NULL);
    assert_int_equal(ann->count, 1);
    assert_int_equal(ann->trainees[0].finished, 1);
    assert_int_equal(nobody->count, 0);
}

static const struct progress_place places[] = {{{"06a", "06"}, 0, 0},
                                               {{"10a", "10"}, 0, 0},
                                               {{"06b", "06"}, PROGRESS_MIXED, 0},
                                               {{"10b", "10"}, PROGRESS_MIXED, 0}};

static struct progress_next next_of(struct progress_store *store, const char *trainee, int64_t number)
{
    struct progress_next next = {.place = 99};
    int64_t found = 0;
    struct error error = {""};

    if (!progress_course_next(store, trainee, "c", 1, places, ARRAY_SIZE(places), &next, &found, &error))
        fail_msg("%s", error.text);
    assert_int_equal(found, number);
    return next;
}

static void what_comes_next(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    const char *last = "";

    (void)state;
    put(store, &attempts[0]); /* of somebody else */
    for (int64_t number = 1; number <= 6; number++) {
        const struct progress_next next = next_of(store, "ann", number);
        const struct progress_item *const item = &places[next.place].item;
        assert_int_equal(next.reason, PROGRESS_FOR_BLOCK);
        assert_int_equal(next.mode, (number - 1) / 2);
        assert_string_not_equal(item->row, last);
        last = item->row;
        put(store, &(struct played){"ann", "c", item->ticket, item->row, number, next.mode, PROGRESS_SOLVED, 100});
    }
    const struct progress_next mixed = next_of(store, "ann", 7);
    assert_int_equal(mixed.reason, PROGRESS_FOR_MIXED);
    assert_string_not_equal(places[mixed.place].item.row, last);
    /* An open attempt counts as drawn, not as met. */
    put(store, &(struct played){"ann", "c", places[mixed.place].item.ticket, places[mixed.place].item.row, 7,
                                PROGRESS_ALONE, PROGRESS_OPEN, 0});
    assert_int_equal(next_of(store, "ann", 8).place, mixed.place);
    /* What was met in another course is met there. */
    put(store, &(struct played){"ann", "d", places[mixed.place].item.ticket, places[mixed.place].item.row, 20,
                                PROGRESS_ALONE, PROGRESS_SOLVED, 100});
    assert_int_equal(next_of(store, "ann", 8).reason, PROGRESS_FOR_MIXED);
    assert_string_not_equal(places[next_of(store, "ann", 8).place].item.row, places[mixed.place].item.row);
    put(store, &(struct played){"ann", "c", "06b", "06", 8, PROGRESS_ALONE, PROGRESS_SOLVED, 100});
    put(store, &(struct played){"ann", "c", "10b", "10", 9, PROGRESS_ALONE, PROGRESS_SOLVED, 100});
    assert_int_equal(next_of(store, "ann", 10).reason, PROGRESS_AHEAD_OF_TIME);
    now += 2 * DAY;
    assert_int_equal(next_of(store, "ann", 10).reason, PROGRESS_FOR_DUE);
}

static void a_course_without_tickets(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    struct progress_next next;
    struct error error = {""};
    int64_t number = 0;

    (void)state;
    assert_false(progress_course_next(store, "ann", "c", 1, places, 0, &next, &number, &error));
    assert_string_equal(error.text, "the course c has no tickets");
}

static void words_have_these_names(void **state)
{
    static const char *const modes[] = {"worked-example", "last-step-missing", "alone"};
    static const char *const states[] = {"new", "learning", "weak", "due", "mastered"};
    static const char *const outcomes[] = {"open", "solved", "failed", "given-up"};

    (void)state;
    for (int i = 0; i < PROGRESS_MODE_COUNT; i++)
        assert_string_equal(progress_mode_name((enum progress_mode)i), modes[i]);
    for (int i = 0; i < PROGRESS_STATE_COUNT; i++)
        assert_string_equal(progress_state_name((enum progress_state)i), states[i]);
    for (int i = 0; i < PROGRESS_OUTCOME_COUNT; i++)
        assert_string_equal(progress_outcome_name((enum progress_outcome)i), outcomes[i]);
}

struct stopped {
    int seen, most;
};

static bool stop_attempts(void *context, const struct progress_attempt *attempt)
{
    struct stopped *const stopped = context;

    (void)attempt;
    return ++stopped->seen < stopped->most;
}

static bool stop_events(void *context, const struct progress_event *event)
{
    struct stopped *const stopped = context;

    assert_string_equal(event->kind, "hint");
    assert_string_equal(event->text, stopped->seen == 0 ? "first" : "second");
    assert_true(event->at > 0);
    return ++stopped->seen < stopped->most;
}

static void who_has_seen_enough_is_asked_no_more(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    struct stopped one = {0, 2}, other = {0, 1}, all = {0, 9};

    (void)state;
    for (size_t i = 0; i < 4; i++)
        put(store, &attempts[i]);
    assert_true(progress_store_note(store, 1, "hint", "first", NULL));
    assert_true(progress_store_note(store, 1, "hint", "second", NULL));
    assert_true(progress_store_attempts(store, NULL, stop_attempts, &one, NULL));
    assert_int_equal(one.seen, 2);
    assert_true(progress_store_events(store, 1, stop_events, &other, NULL));
    assert_int_equal(other.seen, 1);
    assert_true(progress_store_events(store, 1, stop_events, &all, NULL));
    assert_int_equal(all.seen, 2);
}

static const struct changed_row {
    const char *name, *sql;
} changed_rows[] = {
    {"a mode below", "UPDATE attempt SET mode = -1"},        {"a mode above", "UPDATE attempt SET mode = 3"},
    {"an outcome below", "UPDATE attempt SET outcome = -1"}, {"an outcome above", "UPDATE attempt SET outcome = 4"},
    {"points below", "UPDATE attempt SET points = -1"},      {"points above", "UPDATE attempt SET points = 101"},
};

static bool is_within(void *context, const struct progress_attempt *attempt)
{
    const struct changed_row *const row = context;
    const bool of_mode = strstr(row->name, "mode"), of_outcome = strstr(row->name, "outcome");

    assert_int_equal(attempt->mode, of_mode ? 0 : PROGRESS_ALONE);
    assert_int_equal(attempt->outcome, of_outcome ? 0 : PROGRESS_GIVEN_UP);
    assert_int_equal(attempt->points, of_mode || of_outcome ? 100 : 0);
    return true;
}

static void numbers_that_somebody_changed_stay_within(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(changed_rows); i++) {
        assert_int_equal(make_folder(NULL), 0);
        struct progress_store *store = open_store();
        put(store, &(struct played){"ann", "c", "t", "r", 1, PROGRESS_ALONE, PROGRESS_GIVEN_UP, 100});
        progress_store_close(&store);
        run_sql(changed_rows[i].sql);
        store = open_store();
        assert_true(progress_store_attempts(store, NULL, is_within, (void *)(uintptr_t)&changed_rows[i], NULL));
        progress_store_close(&store);
        assert_int_equal(remove_folder(NULL), 0);
    }
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(stands_of_everybody),
        IN_A_FOLDER(stands_of_one),
        IN_A_FOLDER(what_comes_next),
        IN_A_FOLDER(a_course_without_tickets),
        IN_A_FOLDER(who_has_seen_enough_is_asked_no_more),
        cmocka_unit_test(words_have_these_names),
        cmocka_unit_test(numbers_that_somebody_changed_stay_within),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
