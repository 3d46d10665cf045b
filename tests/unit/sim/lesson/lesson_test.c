/* SPDX-License-Identifier: MIT */
/* Tickets of a course follow one another; what was done in one outlives the program, and is done once. */
#include "lesson_desk.h"

#include <sqlite3.h>

/* How much is given, attempt by attempt. */
static void first_all_is_shown_then_less(void **state)
{
    static const struct {
        enum progress_mode mode;
        size_t kept_back; /* hints */
        enum exercise_stage stage;
    } meetings[] = {{PROGRESS_WORKED_EXAMPLE, 0, EXERCISE_ANSWERED},
                    {PROGRESS_LAST_STEP_MISSING, 1, EXERCISE_OPEN},
                    {PROGRESS_ALONE, 4, EXERCISE_OPEN}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(meetings); i++) {
        CLEANUP(get_up) struct desk desk = sit_down();
        take_ticket(&desk);
        const struct exercise *const exercise = lesson_exercise(desk.lesson);
        assert_false(lesson_is_resumed(desk.lesson));
        assert_int_equal(lesson_mode(desk.lesson), meetings[i].mode);
        assert_int_equal(exercise_stage(exercise), meetings[i].stage);
        assert_int_equal(exercise_ticket(exercise)->ticket.hint_count - exercise_hints_taken(exercise),
                         meetings[i].kept_back);
        if (i > 0)
            answer(&desk, true);
        repair(&desk);
        assert_true(look_at_checks(&desk));
        assert_int_equal(last_attempt(&desk).points, 100);
        assert_int_equal(last_attempt(&desk).outcome, PROGRESS_SOLVED);
        now += 100;
    }
}

/* Up to where the trainee is alone. */
static struct desk alone(void)
{
    struct desk desk = sit_down();

    solve(&desk);
    solve(&desk);
    take_ticket(&desk);
    assert_int_equal(lesson_mode(desk.lesson), PROGRESS_ALONE);
    return desk;
}

static void what_was_done_is_done_again(void **state)
{
    struct desk desk = alone();
    const int64_t attempt = lesson_attempt(desk.lesson);

    (void)state;
    hint(&desk);
    hint(&desk);
    answer(&desk, false);
    free(type(&desk, "onprem", "Set-Mailbox joe@contoso.com -Name seen"));
    assert_false(look_at_checks(&desk));
    get_up(&desk);
    now += 1000;
    desk = sit_down_with(NULL);
    take_ticket(&desk);
    assert_int_equal(lesson_seed(desk.lesson), 7);
    assert_true(lesson_is_resumed(desk.lesson));
    assert_int_equal(lesson_attempt(desk.lesson), attempt);
    assert_int_equal(exercise_hints_taken(lesson_exercise(desk.lesson)), 2);
    CLEANUP(cleanup_string) char *text = type(&desk, "onprem", "Get-Mailbox joe@contoso.com | fl Name");
    assert_non_null(strstr(text, "seen"));
    answer(&desk, true);
    repair(&desk);
    assert_true(look_at_checks(&desk));
    assert_int_equal(last_attempt(&desk).points, 100 - 5 - 10 - 25);
    get_up(&desk);
}

static void nobody_plays_what_another_session_plays(void **state)
{
    CLEANUP(get_up) struct desk first = sit_down();
    CLEANUP(get_up) struct desk second = sit_down();

    (void)state;
    take_ticket(&first);
    take_ticket(&second);
    assert_int_not_equal(lesson_attempt(first.lesson), lesson_attempt(second.lesson));
    assert_false(lesson_is_resumed(second.lesson));
    get_up(&first);
    first = sit_down();
    take_ticket(&first);
    assert_true(lesson_is_resumed(first.lesson));
}

static void answer_wrong(const struct desk *desk)
{
    answer(desk, false);
}

static void open_too_much(const struct desk *desk)
{
    free(type(desk, "onprem", "Remove-OrganizationRelationship Adatum"));
    assert_false(look_at_checks(desk));
}

static void do_nothing(const struct desk *desk)
{
    (void)desk;
}

/* How a ticket ends that is given up. */
static const struct ending {
    const char *name;
    void (*before)(const struct desk *desk);
    enum progress_outcome outcome;
} endings[] = {
    {"given up", do_nothing, PROGRESS_GIVEN_UP},
    {"given up after a wrong answer", answer_wrong, PROGRESS_FAILED},
    {"given up after a forbidden change", open_too_much, PROGRESS_FAILED},
    {"given up with the repair alone", repair, PROGRESS_GIVEN_UP},
};

static void ends(void **state)
{
    const struct ending *const ending = *state;
    struct desk desk = alone();
    struct error error = {""};

    ending->before(&desk);
    get_up(&desk);
    desk = sit_down(); /* what went wrong is not forgotten */
    take_ticket(&desk);
    assert_true(lesson_give_up(desk.lesson, &error));
    assert_true(lesson_is_over(desk.lesson));
    assert_int_equal(lesson_outcome(desk.lesson), ending->outcome);
    assert_int_equal(last_attempt(&desk).outcome, ending->outcome);
    assert_int_equal(last_attempt(&desk).points, 0);
    assert_false(lesson_give_up(desk.lesson, &error));
    assert_non_null(strstr(error.text, "has ended already"));
    get_up(&desk);
}

static void execute(const char *sql)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/training.db", folder);
    sqlite3 *database = NULL;

    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static void what_cannot_be_noted_is_not_done(void **state)
{
    CLEANUP(get_up) struct desk desk = alone();
    struct exercise_answer given = {.hop = "tls"};
    struct exercise_judgement judgement;
    struct exercise_checks checks;
    struct error error = {""};
    bool solved = true;

    (void)state;
    execute("ALTER TABLE event RENAME TO away");
    CLEANUP(cleanup_string) char *refused = type(&desk, "onprem", "Set-Mailbox joe@contoso.com -Name seen");
    assert_non_null(strstr(refused, "this was not kept: no such table"));
    assert_null(lesson_hint(desk.lesson, &error));
    assert_false(lesson_answer(desk.lesson, &given, &judgement, &error));
    assert_false(lesson_checks(desk.lesson, &checks, &solved, &error));
    exercise_checks_clear(&checks);
    assert_false(solved);
    assert_null(lesson_look_up(desk.lesson, &error));
    assert_int_equal(exercise_hints_taken(lesson_exercise(desk.lesson)), 0);
    execute("ALTER TABLE away RENAME TO event");
    CLEANUP(cleanup_string) char *text = type(&desk, "onprem", "Get-Mailbox joe@contoso.com | fl Name");
    assert_null(strstr(text, "seen"));
}

/* What somebody has written into the file that cannot be done again. */
static const char *const impossible[] = {
    "'answer', '99 tls 1'",     "'answer', '0 tls 1'", "'answer', 'x'",         "'answer', '1 nowhere 1'",
    "'command', 'Get-Mailbox'", "'hint', ''",          "'tool', 'Get-Mailbox'", "'other', 'Get-Mailbox'",
};

static void what_cannot_be_repeated_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(impossible); i++) {
        struct desk desk = sit_down();
        struct error error = {""};

        take_ticket(&desk); /* a worked example: there are no more hints */
        CLEANUP(cleanup_string)
        char *sql = text_format("DELETE FROM event; INSERT INTO event (attempt, at, kind, text) VALUES (%lld, 1, %s)",
                                (long long)lesson_attempt(desk.lesson), impossible[i]);
        execute(sql);
        get_up(&desk);
        desk = sit_down();
        assert_false(lesson_next(desk.lesson, &error));
        assert_non_null(strstr(error.text, "cannot be repeated"));
        assert_null(lesson_exercise(desk.lesson));
        get_up(&desk);
        execute("DELETE FROM event; DELETE FROM attempt");
    }
}

static void what_is_impossible_is_refused(void **state)
{
    CLEANUP(get_up) struct desk desk = alone();
    const struct exercise_answer wrong[] = {{99, 0, "tls"}, {0, 99, "tls"}, {0, 0, "nowhere"}, {0, 0, NULL}};
    struct exercise_judgement judgement;
    struct error error = {""};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        assert_false(lesson_answer(desk.lesson, &wrong[i], &judgement, &error));
    hint(&desk);
    assert_null(lesson_hint(desk.lesson, &error));
    assert_non_null(strstr(error.text, "the next hint can be had in 30 seconds"));
}

static bool count_deed(void *context, const struct progress_event *event)
{
    static const char *const expected[] = {"look-up", "command", "hint", "answer", "checks"};
    size_t *const count = context;

    assert_string_equal(event->kind, expected[(*count)++]);
    return true;
}

static bool count_any(void *context, const struct progress_event *event)
{
    (void)event;
    ++*(size_t *)context;
    return true;
}

static void deeds_are_told_in_order(void **state)
{
    CLEANUP(get_up) struct desk desk = alone();
    CLEANUP(lookup_free) struct lookup *lookup = lesson_look_up(desk.lesson, NULL);
    size_t count = 0;

    (void)state;
    assert_false(lookup->ok);
    repair(&desk);
    hint(&desk);
    answer(&desk, true);
    assert_true(look_at_checks(&desk));
    free(type(&desk, "onprem", "Get-Mailbox")); /* it is over */
    assert_true(lesson_deeds(desk.lesson, count_deed, &count, NULL));
    assert_int_equal(count, 5);
}

static bool intervene(const struct desk *desk, const char *what, const char *text)
{
    struct error error = {""};

    return lesson_intervene(desk->lesson, what, text, &error);
}

/* What it does to the lab outlives the program, and costs nothing. */
static void somebody_looks_after_the_trainee(void **state)
{
    struct desk desk = alone();

    (void)state;
    assert_true(intervene(&desk, "write", "The change window closes."));
    assert_true(intervene(&desk, "hint", ""));
    assert_true(intervene(&desk, "arm", "29a"));
    answer(&desk, true);
    repair(&desk);
    get_up(&desk);
    desk = sit_down();
    take_ticket(&desk);
    assert_int_equal(exercise_hints_taken(lesson_exercise(desk.lesson)), 1);
    assert_false(look_at_checks(&desk)); /* 29 is left */
    assert_true(intervene(&desk, "reset", ""));
    assert_false(look_at_checks(&desk)); /* 06 is there again */
    repair(&desk);
    assert_true(look_at_checks(&desk));
    assert_int_equal(last_attempt(&desk).points, 100);
    assert_true(intervene(&desk, "write", "Well done."));
    get_up(&desk);
}

static void nobody_intervenes_otherwise(void **state)
{
    static const struct {
        const char *what, *text, *says;
    } rows[] = {{"dance", "", "an instructor can write"},
                {"", "", "an instructor can write"},
                {"arm", "99", "99"},
                {"writ", "", "an instructor can write, hint, arm, reset or end, not \"writ\""},
                {"writes", "", "an instructor can write"},
                {"end", "", "this ticket is over; the trainee begins the next one"},
                {"reset", "", "this ticket is over"},
                {"hint", "", "this ticket is over"},
                {"arm", "29a", "this ticket is over"}};
    CLEANUP(get_up) struct desk desk = alone();
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct error error = {""};
        if (strcmp(rows[i].what, "end") == 0)
            assert_true(intervene(&desk, "end", ""));
        assert_false(lesson_intervene(desk.lesson, rows[i].what, rows[i].text, &error));
        assert_non_null(strstr(error.text, rows[i].says));
    }
    assert_int_equal(lesson_outcome(desk.lesson), PROGRESS_GIVEN_UP);
    assert_true(lesson_deeds(desk.lesson, count_any, &count, NULL));
    assert_int_equal(count, 1); /* what was refused is no deed */
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    struct CMUnitTest tests[9 + ARRAY_SIZE(endings)] = {
        IN_A_FOLDER(first_all_is_shown_then_less),
        IN_A_FOLDER(what_was_done_is_done_again),
        IN_A_FOLDER(nobody_plays_what_another_session_plays),
        IN_A_FOLDER(what_cannot_be_noted_is_not_done),
        IN_A_FOLDER(what_cannot_be_repeated_is_told),
        IN_A_FOLDER(what_is_impossible_is_refused),
        IN_A_FOLDER(deeds_are_told_in_order),
        IN_A_FOLDER(somebody_looks_after_the_trainee),
        IN_A_FOLDER(nobody_intervenes_otherwise),
    };

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
        tests[9 + i] = (struct CMUnitTest){endings[i].name, ends, make_folder, remove_folder, (void *)&endings[i]};
    return cmocka_run_group_tests(tests, load, unload);
}
