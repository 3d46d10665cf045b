/* SPDX-License-Identifier: MIT */
/* Which attempt is gone on with, what is then done again, and how each deed is written down. */
#include "lesson_desk.h"

#include <sqlite3.h>

static void execute(const char *sql)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/training.db", folder);
    sqlite3 *database = NULL;

    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

/* What the file says of an attempt that is open. */
static const struct open_attempt {
    const char *name, *set;
    bool resumed;
} attempts[] = {
    {"as it was left", "number = 1", true},
    {"of another course", "course = 'other'", false},
    {"of a longer name", "course = 'onex'", false},
    {"of another seed", "seed = 8", false},
    {"ended", "outcome = 3, ended = 5", false},
    {"of another trainee", "trainee = 2", false},
    {"a ticket that cannot be", "ticket = '06a06a06a06a06a06a06a06a06a06a06a'", false}, /* longer than any */
};

static void is_gone_on_with(void **state)
{
    const struct open_attempt *const row = *state;
    CLEANUP(cleanup_string)
    char *sql = text_format("INSERT INTO trainee VALUES (2, 'bob'); UPDATE attempt SET %s", row->set);
    struct desk desk = sit_down();

    take_ticket(&desk);
    const int64_t attempt = lesson_attempt(desk.lesson);
    get_up(&desk);
    execute(sql);
    desk = sit_down();
    take_ticket(&desk);
    assert_int_equal(lesson_is_resumed(desk.lesson), row->resumed);
    assert_int_equal(lesson_attempt(desk.lesson) == attempt, row->resumed);
    get_up(&desk);
}

static void a_ticket_that_is_gone_is_told(void **state)
{
    struct desk desk = sit_down();
    struct error error = {""};

    (void)state;
    take_ticket(&desk);
    get_up(&desk);
    execute("UPDATE attempt SET ticket = '0123456789012345678901234567890'"); /* as long as one can be */
    desk = sit_down();
    assert_false(lesson_next(desk.lesson, &error));
    assert_non_null(strstr(error.text, "there is no scenario 0123456789012345678901234567890"));
    get_up(&desk);
}

static void the_seed_is_that_of_the_last_attempt(void **state)
{
    static const uint64_t other = 9;
    struct desk desk = sit_down();

    (void)state;
    take_ticket(&desk);
    get_up(&desk);
    desk = sit_down_with(&other);
    assert_int_equal(lesson_seed(desk.lesson), 9);
    get_up(&desk);
    execute("UPDATE attempt SET seed = 11");
    desk = sit_down_with(NULL);
    assert_int_equal(lesson_seed(desk.lesson), 11);
    get_up(&desk);
    execute("UPDATE attempt SET course = 'other'");
    desk = sit_down_with(NULL);
    assert_int_not_equal(lesson_seed(desk.lesson), 11);
    get_up(&desk);
}

#define CLOCK(seconds) "lab\tSet-LabClock onprem -OffsetSeconds " seconds

/* Deeds in the file, and what the lab's clock says when they were done again. */
static const struct repeated {
    const char *name, *kind, *text, *seconds;
    size_t hints; /* more than at the beginning */
} repeated[] = {
    {"an administrator may do all", "other", CLOCK("77"), ": 77\n", 0},
    {"a tool may not touch the lab", "tool", CLOCK("77"), ": 0\n", 0},
    {"a trainee may do what is offered", "command", CLOCK("77"), ": 77\n", 0},
    {"a kind that nobody knows", "remark", CLOCK("77"), ": 0\n", 0},
    {"what was only said", "instructor", "write hint", ": 0\n", 0},
    {"a hint of the instructor", "instructor", "hint", ": 0\n", 1},
    {"a word that begins so", "instructor", "hints", ": 0\n", 0},
    {"a hint", "hint", "", ": 0\n", 1},
    {"checks that cost nothing", "checks", "", ": 0\n", 0},
};

static struct desk alone(void)
{
    struct desk desk = sit_down();

    solve(&desk);
    solve(&desk);
    take_ticket(&desk);
    assert_int_equal(lesson_mode(desk.lesson), PROGRESS_ALONE);
    return desk;
}

static void is_done_again(void **state)
{
    const struct repeated *const row = *state;
    struct desk desk = alone();
    struct error error = {""};

    if (!progress_store_note(desk.store, lesson_attempt(desk.lesson), row->kind, row->text, &error))
        fail_msg("%s", error.text);
    get_up(&desk);
    desk = sit_down();
    take_ticket(&desk);
    assert_true(lesson_is_resumed(desk.lesson));
    CLEANUP(cleanup_string) char *text = type(&desk, "lab", "Get-LabClock onprem | fl OffsetSeconds");
    if (!strstr(text, row->seconds))
        fail_msg("%s", text);
    assert_int_equal(exercise_hints_taken(lesson_exercise(desk.lesson)), row->hints);
    get_up(&desk);
}

static bool write_deed(void *context, const struct progress_event *event)
{
    fprintf(context, "%lld %s %s\n", (long long)event->at - 1000000, event->kind, event->text);
    return true;
}

static void intervene(const struct desk *desk, const char *what, const char *text)
{
    struct error error = {""};

    now++;
    if (!lesson_intervene(desk->lesson, what, text, &error))
        fail_msg("%s", error.text);
}

/* The numbers of an answer are those that the trainee sees, from 1. */
static void each_deed_is_written_down(void **state)
{
    struct desk desk = alone();
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    struct error error = {""};
    const struct drawn_ticket *const drawn = exercise_ticket(lesson_exercise(desk.lesson));
    struct exercise_answer given = {
        .row = drawn->row_count - 1, .refutation = drawn->refutation_count - 1, .hop = "tls"};
    struct exercise_judgement judgement;

    (void)state;
    CLEANUP(lookup_free) struct lookup *lookup = lesson_look_up(desk.lesson, &error);
    now++;
    free(type(&desk, "onprem", "Get-Mailbox; nonsense"));
    hint(&desk);
    assert_true(lesson_answer(desk.lesson, &given, &judgement, &error));
    assert_false(look_at_checks(&desk));
    intervene(&desk, "write", "two words");
    intervene(&desk, "hint", "");
    intervene(&desk, "arm", "29a");
    intervene(&desk, "reset", "");
    intervene(&desk, "end", "");
    assert_true(lesson_explain(desk.lesson, "It was the twin.", &error));
    FILE *const output = open_memstream(&text, &length);
    assert_true(lesson_deeds(desk.lesson, write_deed, output, &error));
    fclose(output);
    CLEANUP(cleanup_string)
    char *expected =
        text_format("0 look-up \n1 command onprem\tGet-Mailbox; nonsense\n%d hint \n%d answer %zu tls %zu\n"
                    "%d checks \n%d instructor write two words\n%d instructor hint\n%d instructor arm 29a\n"
                    "%d instructor reset\n%d instructor end\n%d " LESSON_EXPLANATION " It was the twin.\n",
                    31, 31, drawn->row_count, drawn->refutation_count, 31, 32, 33, 34, 35, 36, 36);
    assert_string_equal(text, expected);
    assert_int_equal(lesson_outcome(desk.lesson), PROGRESS_FAILED);
    get_up(&desk);
}

static void nobody_intervenes_before_the_ticket(void **state)
{
    CLEANUP(get_up) struct desk desk = sit_down();
    struct error error = {""};

    (void)state;
    assert_false(lesson_intervene(desk.lesson, "write", "x", &error));
    assert_string_equal(error.text, "there is no ticket yet; try again when it has begun");
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    struct CMUnitTest tests[4 + ARRAY_SIZE(attempts) + ARRAY_SIZE(repeated)] = {
        IN_A_FOLDER(a_ticket_that_is_gone_is_told),
        IN_A_FOLDER(the_seed_is_that_of_the_last_attempt),
        IN_A_FOLDER(each_deed_is_written_down),
        IN_A_FOLDER(nobody_intervenes_before_the_ticket),
    };
    size_t count = 4;

    for (size_t i = 0; i < ARRAY_SIZE(attempts); i++)
        tests[count++] =
            (struct CMUnitTest){attempts[i].name, is_gone_on_with, make_folder, remove_folder, (void *)&attempts[i]};
    for (size_t i = 0; i < ARRAY_SIZE(repeated); i++)
        tests[count++] =
            (struct CMUnitTest){repeated[i].name, is_done_again, make_folder, remove_folder, (void *)&repeated[i]};
    return cmocka_run_group_tests(tests, load, unload);
}
