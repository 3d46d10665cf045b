/* SPDX-License-Identifier: MIT */
/* A file that somebody has changed while it is open: what then cannot be kept or read is said, and nothing is made of it. */
#include "progress_folder.h"

#include "progress/progress_export.h"
#include "progress/progress_overview.h"

#include <stdlib.h>

typedef bool deed(struct progress_store *store, struct error *error);

static bool begins(struct progress_store *store, struct error *error)
{
    return begin(store, "ann", 7, error) != 0;
}

static bool notes(struct progress_store *store, struct error *error)
{
    return progress_store_note(store, 1, "hint", "x", error);
}

static bool finishes(struct progress_store *store, struct error *error)
{
    return progress_store_finish(store, 1, PROGRESS_SOLVED, 1, error);
}

static bool reads_attempts(struct progress_store *store, struct error *error)
{
    int count = 0;

    return progress_store_attempts(store, NULL, add_one, &count, error);
}

static bool reads_events(struct progress_store *store, struct error *error)
{
    int count = 0;

    return progress_store_events(store, 1, add_event, &count, error);
}

static bool adds_up(struct progress_store *store, struct error *error)
{
    CLEANUP(progress_overview_free) struct progress_overview *overview = progress_overview_new(store, NULL, error);

    return overview;
}

static bool goes_on(struct progress_store *store, struct error *error)
{
    static const struct progress_place places[] = {{{"06a", "06"}, 0, 0}};
    struct progress_next next;
    int64_t number;

    return progress_course_next(store, "ann", "the-six", 7, places, 1, &next, &number, error);
}

static bool exports(struct progress_store *store, const char *name, struct error *error)
{
    const struct progress_export what = {.store = store};
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    FILE *const output = open_memstream(&text, &length);
    const bool written = progress_format_find(name, NULL)->write(&what, output, error);

    fclose(output);
    return written;
}

static bool exports_grades(struct progress_store *store, struct error *error)
{
    return exports(store, "csv", error);
}

static bool exports_statements(struct progress_store *store, struct error *error)
{
    return exports(store, "xapi", error);
}

#define NO_ATTEMPT "no such table: attempt"
#define NO_EVENT "no such table: event"
#define NO_TRAINEE "no such table: trainee"

static const struct row {
    const char *name, *lost;
    deed *done;
    const char *says; /* behind the file's name; NULL: it can be done all the same */
} rows[] = {
    {"an attempt begins", "attempt", begins, NO_ATTEMPT},
    {"a trainee begins", "trainee", begins, NO_TRAINEE},
    {"an attempt begins without events", "event", begins, NULL},
    {"an event is noted", "event", notes, NO_EVENT},
    {"an attempt ends", "attempt", finishes, NO_ATTEMPT},
    {"an attempt ends without events", "event", finishes, NULL},
    {"attempts are read", "attempt", reads_attempts, NO_ATTEMPT},
    {"attempts of nobody are read", "trainee", reads_attempts, NO_TRAINEE},
    {"events are read", "event", reads_events, NO_EVENT},
    {"events of no attempt are read", "attempt", reads_events, NULL},
    {"an overview", "attempt", adds_up, NO_ATTEMPT},
    {"a course goes on", "attempt", goes_on, NO_ATTEMPT},
    {"a grade book", "event", exports_grades, NO_EVENT},
    {"a grade book of nothing", "attempt", exports_grades, NO_ATTEMPT},
    {"statements", "event", exports_statements, NO_EVENT},
    {"statements of nothing", "attempt", exports_statements, NO_ATTEMPT},
};

static void is_said(void **state)
{
    const struct row *const row = *state;
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    CLEANUP(cleanup_string) char *sql = text_format("ALTER TABLE %s RENAME TO away", row->lost);
    CLEANUP(cleanup_string) char *back = text_format("ALTER TABLE away RENAME TO %s", row->lost);
    CLEANUP(cleanup_string) char *path = database_path();
    CLEANUP(cleanup_string)
    char *sentence = row->says ? text_format("%s: this was not kept: %s", path, row->says) : text_copy("");
    struct error error = {""};

    assert_int_equal(begin(store, "ann", 1, NULL), 1);
    run_sql(sql);
    assert_int_equal(row->done(store, &error), !row->says);
    assert_string_equal(error.text, sentence);
    run_sql(back);
    if (row->says)
        assert_true(row->done(store, &error)); /* nothing is left of it that would be in the way */
    assert_int_equal(count_attempts(store, "ann"), row->done == begins ? 2 : 1);
}

static void is_said_by_a_place_that_is_brought_together(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    CLEANUP(cleanup_string) char *said = NULL, *again = NULL;
    char first[sizeof folder];
    struct error error = {""};
    int64_t renewed = 99;

    (void)state;
    assert_int_equal(begin(store, "ann", 1, NULL), 1);
    run_sql("ALTER TABLE event RENAME TO away");
    memcpy(first, folder, sizeof folder);
    assert_int_equal(make_folder(NULL), 0);
    CLEANUP(progress_store_close) struct progress_store *other = open_store();
    assert_int_equal(begin(other, "bob", 1, NULL), 1);
    progress_store_close(&other);
    assert_false(progress_store_merge(store, folder, &renewed, &said, &error));
    assert_non_null(strstr(error.text, "no such table: main.event"));
    assert_int_equal(renewed, 0);
    assert_int_equal(count_attempts(store, NULL), 1);
    char second[sizeof folder];
    memcpy(second, folder, sizeof folder);
    memcpy(folder, first, sizeof folder);
    run_sql("ALTER TABLE away RENAME TO event");
    if (!progress_store_merge(store, second, &renewed, &again, &error)) /* it was let go of */
        fail_msg("%s", error.text);
    assert_int_equal(renewed, 1);
    memcpy(folder, second, sizeof folder);
    assert_int_equal(remove_folder(NULL), 0);
    memcpy(folder, first, sizeof folder);
}

int main(void)
{
    struct CMUnitTest tests[1 + ARRAY_SIZE(rows)] = {
        cmocka_unit_test_setup_teardown(is_said_by_a_place_that_is_brought_together, make_folder, remove_folder)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[1 + i] = (struct CMUnitTest){rows[i].name, is_said, make_folder, remove_folder, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
