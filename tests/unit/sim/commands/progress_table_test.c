/* SPDX-License-Identifier: MIT */
/* Where trainees stand, as it is printed, and the catalogue as cards. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "fblab_commands/training/cards.h"
#include "fblab_commands/training/progress_table.h"
#include "scenario/ticket.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1000000000 };

static struct library *library;

static struct progress_standing rows[] = {
    {"a", 1, 0, 0, 0, 0, 0, NOW - 5, 0, PROGRESS_LAST_STEP_MISSING},
    {"b", 3, 2, 1, 1, 60, 80, NOW - 5, NOW + DAY, PROGRESS_ALONE},
    {"c", 4, 3, 3, 2, 100, 100, NOW - 5, NOW + DAY + 1, PROGRESS_ALONE},
    {"d", 5, 4, 4, 3, 90, 100, NOW - 5, NOW, PROGRESS_ALONE},
    {"e", 6, 5, 5, 5, 70, 100, NOW - 5, NOW + 35 * DAY, PROGRESS_ALONE},
};

static struct progress_trainee trainees[] = {
    {(char *)"ann", rows, 5, 19, 2},
    {(char *)"bob \x1b[31m\xC2\x9B\xE2\x80\xAE\xE2\x80\x8B\xE2\x81\xA6\xFF\x7F", NULL, 0, 0, 1},
    {(char *)"0123456789012345678901234567890123456789x", rows, 1, 1, 0},
};

static const struct progress_overview overview = {trainees, 3};

static const char table[] =
    "ann: 1 mastered, 1 due, 1 weak, 2 learning; 19 tickets ended, 2 open\n"
    "row  state     box    points  solved  due      failure\n"
    "a    learning  .....       0     0/0\n"
    "b    weak      #....      60     1/2  1 day\n"
    "c    learning  ##...     100     3/3  2 days\n"
    "d    due       ###..      90     4/4  now\n"
    "e    mastered  #####      70     5/5  35 days\n"
    "\n"
    "bob ?[31m?????????????: 0 mastered, 0 due, 0 weak, 0 learning; 0 tickets ended, 1 open\n"
    "\n"
    "0123456789012345678901234567890123456789...: 0 mastered, 0 due, 0 weak, 1 learning; 1 tickets ended, 0 open\n"
    "row  state     box    points  solved  due  failure\n"
    "a    learning  .....       0     0/0\n";

/* What a function prints to standard output; the caller frees it. */
static char *printed(void (*print)(const struct progress_overview *, const struct library *, int64_t),
                     const struct progress_overview *what)
{
    char path[] = "/tmp/progress-table-XXXXXX";
    const int file = mkstemp(path), own = dup(STDOUT_FILENO);

    fflush(stdout);
    dup2(file, STDOUT_FILENO);
    print(what, library, NOW);
    fflush(stdout);
    dup2(own, STDOUT_FILENO);
    close(own);
    close(file);
    char *const text = file_read(path, 100000, NULL, NULL);
    unlink(path);
    return text;
}

static void is_printed_for_people(void **state)
{
    CLEANUP(cleanup_string) char *text = printed(progress_table_print, &overview);
    CLEANUP(cleanup_string) char *none = printed(progress_table_print, &(struct progress_overview){0});

    (void)state;
    assert_string_equal(text, table);
    assert_string_equal(none, "No ticket was begun yet.\n");
}

static void is_printed_for_programs(void **state)
{
    const struct progress_overview one = {trainees, 1};
    CLEANUP(cleanup_string) char *text = printed(progress_table_json, &one);
    json_t *const json = json_loads(text, 0, NULL), *const trainee =
                                                        json_array_get(json_object_get(json, "trainees"), 0);
    json_t *const list = json_object_get(trainee, "rows");
    CLEANUP(cleanup_string) char *first = json_dumps(json_array_get(list, 0), JSON_COMPACT);
    CLEANUP(cleanup_string) char *second = json_dumps(json_array_get(list, 1), JSON_COMPACT);

    (void)state;
    assert_int_equal(json_array_size(list), 5);
    assert_string_equal(
        first, "{\"row\":\"a\",\"title\":\"\",\"state\":\"learning\",\"box\":0,\"met\":1,\"tried\":0,\"solved\":0,"
               "\"points\":0,\"best_points\":0,\"next_mode\":\"last-step-missing\",\"last_met\":"
               "\"2001-09-09T01:46:35Z\",\"due\":null}");
    assert_string_equal(second,
                        "{\"row\":\"b\",\"title\":\"\",\"state\":\"weak\",\"box\":1,\"met\":3,\"tried\":2,\"solved\":1,"
                        "\"points\":60,\"best_points\":80,\"next_mode\":\"alone\",\"last_met\":"
                        "\"2001-09-09T01:46:35Z\",\"due\":\"2001-09-10T01:46:40Z\"}");
    json_object_del(trainee, "rows");
    CLEANUP(cleanup_string) char *rest = json_dumps(json, JSON_COMPACT);
    assert_string_equal(rest, "{\"trainees\":[{\"trainee\":\"ann\",\"finished\":19,\"open\":2}]}");
    json_decref(json);
}

static void titles_are_those_of_the_catalogue(void **state)
{
    struct progress_standing row = {.row = "06", .met = 1};
    struct progress_trainee trainee = {(char *)"ann", &row, 1, 1, 0};
    const struct progress_overview one = {&trainee, 1};
    CLEANUP(cleanup_string) char *text = printed(progress_table_json, &one);
    const struct scenario *const scenario = library_find(library, "06", NULL, NULL);

    (void)state;
    assert_non_null(strstr(text, scenario->title));
}

/* Of each failure that is documented with a text; the last hint of a ticket, its solution, is none. */
static void the_catalogue_becomes_cards(void **state)
{
    struct training_cards *cards = training_cards_new(library), *none = NULL;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *const scenario = library_at(library, i);
        if (scenario->errors.count == 0 || scenario->cause_count == 0)
            continue;
        const struct progress_card *const card = &cards->cards[count++];
        const struct ticket *const ticket = scenario->ticket;
        const bool own = ticket && ticket->hint_count;
        assert_string_equal(card->row, scenario->id);
        assert_string_equal(card->symptom, scenario->errors.items[0]);
        assert_string_equal(card->cause, scenario->causes[0].says);
        assert_string_equal(card->repair,
                            scenario->causes[0].remedies.count ? scenario->causes[0].remedies.items[0] : "");
        assert_int_equal(card->hint_count, own ? ticket->hint_count - 1 : scenario->looks.count);
        for (size_t k = 0; k < card->hint_count; k++)
            assert_string_equal(card->hints[k], own ? ticket->hints[k].says : scenario->looks.items[k]);
    }
    assert_int_equal(cards->count, count);
    assert_true(count > 30);
    training_cards_free(&cards);
    training_cards_free(&none);
}

static int load(void **state)
{
    (void)state;
    unsetenv("COLUMNS");
    return (library = library_load(FBLAB_SOURCE "/scenarios", NULL)) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    library_free(&library);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_printed_for_people),
        cmocka_unit_test(is_printed_for_programs),
        cmocka_unit_test(titles_are_those_of_the_catalogue),
        cmocka_unit_test(the_catalogue_becomes_cards),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
