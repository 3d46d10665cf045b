/* SPDX-License-Identifier: MIT */
/* Exports of names and texts that would break a format; tests/cli/progress_test.py reads them with programs of others. */
#include "progress_folder.h"

#include "progress/progress_export.h"
#include "progress/progress_overview.h"

#include <jansson.h>

static char *export_of(struct progress_store *store, const char *format, const char *trainee)
{
    static const char *const hints[] = {"look at \"W3SVC1\"", "line\nand \x01"};
    static const char *const fits[] = {"15", "33"};
    static const char *const many[] = {
        "1", "2", "3", "4", "5", "6 \x7F \xC2\x85 \xE2\x80\xA8 \xEF\xBB\xBF \xEF\xBF\xBF \xC2\xA0 \\ \xFF"};
    static const struct progress_card cards[] = {
        {"06", "=text \"quoted\"\twith a tab", "two\npeople", "# a repair", fits, ARRAY_SIZE(fits), hints,
         ARRAY_SIZE(hints)},
        {"24b", "\xF0\x9F\x98\x80 plain", "c", "", NULL, 0, NULL, 0},
        {"32", "s", "c \"d\"", "r", NULL, 0, many, ARRAY_SIZE(many)},
    };
    const struct progress_export what = {store, trainee, cards, ARRAY_SIZE(cards)};
    const struct progress_format *const found = progress_format_find(format, NULL);
    char *text = NULL;
    size_t length = 0;
    FILE *const stream = open_memstream(&text, &length);

    assert_non_null(found);
    assert_true(found->write(&what, stream, NULL));
    fclose(stream);
    return text;
}

static struct progress_store *filled_store(const char *trainee)
{
    struct progress_store *const store = open_store();
    const int64_t id = begin(store, trainee, 1, NULL);

    assert_true(id > 0);
    assert_true(progress_store_note(store, id, "hint", "x", NULL));
    assert_true(progress_store_note(store, id, "answer", "06", NULL));
    assert_true(progress_store_finish(store, id, PROGRESS_SOLVED, 85, NULL));
    assert_true(begin(store, trainee, 2, NULL) > 0);
    return store;
}

static const struct cell {
    const char *name, *trainee, *cell;
} cells[] = {
    {"a plain name", "ann", "\"ann\","},
    {"a formula", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\","},
    {"a sum", "+1", "\"'+1\","},
    {"a difference", "-1", "\"'-1\","},
    {"a function", "@SUM(A1)", "\"'@SUM(A1)\","},
    {"a tab first", "\t=1", "\"'\t=1\","},
    {"a carriage return first", "\r=1", "\"'\r=1\","},
    {"commas and lines", "a,b\nc", "\"a,b\nc\","},
    {"other letters", "\xE7\x8E\x8B", "\"\xE7\x8E\x8B\","},
};

static void is_written_as_a_cell(void **state)
{
    const struct cell *const row = *state;

    assert_int_equal(make_folder(NULL), 0);
    CLEANUP(progress_store_close) struct progress_store *store = filled_store(row->trainee);
    CLEANUP(cleanup_string) char *text = export_of(store, "csv", NULL);
    const char *const second = strstr(text, "\r\n") + 2;

    assert_memory_equal(second, row->cell, strlen(row->cell));
    assert_non_null(strstr(second, "\"solved\",85,100,1,1970-01-01T"));
    assert_int_equal(strncmp(text, "trainee,course,", 15), 0);
    progress_store_close(&store);
    assert_int_equal(remove_folder(NULL), 0);
}

static void statements_begin_and_end_as_cmi5_asks(void **state)
{
    static const char *const verbs[] = {"initialized", "passed", "terminated", "initialized"};
    CLEANUP(progress_store_close) struct progress_store *store = filled_store("a\"b\n");
    CLEANUP(cleanup_string) char *text = export_of(store, "xapi", NULL), *again = export_of(store, "xapi", NULL);
    size_t count = 0;

    (void)state;
    assert_string_equal(text, again);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        json_t *const statement = json_loads(line, 0, NULL);
        const char *verb = NULL, *name = NULL, *id = NULL;
        assert_int_equal(json_unpack(statement, "{s:s, s:{s:{s:s}}, s:{s:{s:s}}}", "id", &id, "verb", "display", "en",
                                     &verb, "actor", "account", "name", &name),
                         0);
        assert_true(count < ARRAY_SIZE(verbs));
        assert_string_equal(verb, verbs[count++]);
        assert_string_equal(name, "a\"b\n");
        assert_int_equal(strlen(id), 36);
        json_decref(statement);
    }
    assert_int_equal(count, ARRAY_SIZE(verbs));
}

enum { LONG = 13 * 60 * 60 };

static void is_given_up(struct progress_store *store, int64_t id)
{
    assert_true(progress_store_finish(store, id, PROGRESS_GIVEN_UP, 0, NULL));
}

static void is_left(struct progress_store *store, int64_t id)
{
    assert_true(progress_store_note(store, id, "hint", "x", NULL));
    now += LONG;
}

static void is_played_now(struct progress_store *store, int64_t id)
{
    now += LONG - 3600 - 100;
    assert_true(progress_store_note(store, id, "hint", "x", NULL));
    now += LONG - 3600 - 100;
}

static void is_taken_up_again(struct progress_store *store, int64_t id)
{
    is_left(store, id);
    assert_true(progress_store_note(store, id, "checks", "", NULL));
    assert_true(progress_store_finish(store, id, PROGRESS_SOLVED, 90, NULL));
}

static void is_taken_up_and_given_up(struct progress_store *store, int64_t id)
{
    now += LONG;
    is_given_up(store, id);
}

static const struct sessions {
    const char *name;
    void (*play)(struct progress_store *store, int64_t id);
    const char *verbs;
} sessions[] = {
    {"given up", is_given_up, "1 initialized;1 abandoned PT10S;"},
    {"left", is_left, "1 initialized;1 abandoned PT10S;"},
    {"played now, with pauses", is_played_now, "1 initialized;"},
    {"taken up again and solved", is_taken_up_again,
     "1 initialized;1 abandoned PT10S;2 initialized;2 passed PT10S;2 terminated PT10S;"},
    {"taken up again and given up", is_taken_up_and_given_up,
     "1 initialized;1 abandoned PT0S;2 initialized;2 abandoned PT0S;"},
};

/* "1 initialized;1 abandoned PT10S;": number of the session, verb, duration. */
static char *verbs_of(const char *line, unsigned *session, char last[40])
{
    json_t *const statement = json_loads(line, 0, NULL);
    const char *verb = NULL, *id = NULL, *duration = NULL;

    assert_int_equal(json_unpack(statement, "{s:{s:{s:s}}, s:{s:{s:s}}, s?{s?s}}", "verb", "display", "en", &verb,
                                 "context", "extensions", "https://w3id.org/xapi/cmi5/context/extensions/sessionid",
                                 &id, "result", "duration", &duration),
                     0);
    *session += strcmp(id, last) != 0;
    snprintf(last, 40, "%s", id);
    char *const text = text_format("%u %s%s%s;", *session, verb, duration ? " " : "", duration ? duration : "");
    json_decref(statement);
    return text;
}

static void has_its_sessions(void **state)
{
    const struct sessions *const row = *state;
    char all[400] = "", last[40] = "";
    unsigned session = 0;

    now = 1000;
    assert_int_equal(make_folder(NULL), 0);
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    row->play(store, begin(store, "ann", 1, NULL));
    CLEANUP(cleanup_string) char *text = export_of(store, "xapi", NULL);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        CLEANUP(cleanup_string) char *verbs = verbs_of(line, &session, last);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s", verbs);
    }
    assert_string_equal(all, row->verbs);
    progress_store_close(&store);
    assert_int_equal(remove_folder(NULL), 0);
}

static void one_trainee_alone_is_exported(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = filled_store("ann");
    CLEANUP(cleanup_string) char *text = export_of(store, "csv", "bob");

    (void)state;
    assert_null(strstr(text, "ann"));
}

static void an_unknown_format_is_refused(void **state)
{
    struct error error = {""};

    (void)state;
    assert_null(progress_format_find("scorm", &error));
    assert_string_equal(error.text, "there is no export \"scorm\"; there are csv, xapi, anki and ctfd");
}

static void a_course_goes_on_where_it_was(void **state)
{
    static const struct progress_place places[] = {{{"06a", "06"}, 0, 0}, {{"13a", "13"}, 0, 0}};
    CLEANUP(progress_store_close) struct progress_store *store = filled_store("ann");
    struct progress_next next;
    int64_t number = 0;
    struct error error = {""};

    (void)state;
    assert_true(progress_course_next(store, "ann", "the-six", 7, places, 2, &next, &number, NULL));
    assert_int_equal(number, 3);
    assert_int_equal(next.place, 1); /* 06 was met, 13 was not */
    assert_int_equal(next.mode, PROGRESS_WORKED_EXAMPLE);
    assert_true(progress_course_next(store, "bob", "the-six", 7, places, 2, &next, &number, NULL));
    assert_int_equal(number, 1);
    assert_false(progress_course_next(store, "bob", "none", 7, places, 0, &next, &number, &error));
    assert_string_equal(error.text, "the course none has no tickets");
}

/* Every byte of each format; `progress_export_test write` writes down what it is now. */
static char *whole_export(const char *format)
{
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    now = 1000000;
    store = filled_store("ann");
    const int64_t failed = begin(store, "bob", 3, NULL);
    assert_true(progress_store_finish(store, failed, PROGRESS_FAILED, 15, NULL));
    is_given_up(store, begin(store, "bob", 4, NULL));
    progress_store_close(&store);
    run_sql("UPDATE attempt SET registration = 'a2b0d3c4-0000-4000-a000-00000000000' || id");
    store = open_store();
    return export_of(store, format, NULL);
}

static const char *const formats[] = {"csv", "xapi", "anki", "ctfd"};

static char *kept_path(const char *format)
{
    return text_format(FBLAB_SOURCE "/tests/unit/sim/progress/exported.%s", format);
}

static void is_as_it_was(void **state)
{
    CLEANUP(cleanup_string) char *path = kept_path(*state);
    CLEANUP(cleanup_string) char *kept = file_read(path, 100000, NULL, NULL);

    assert_int_equal(make_folder(NULL), 0);
    CLEANUP(cleanup_string) char *text = whole_export(*state);
    assert_int_equal(remove_folder(NULL), 0);
    assert_non_null(kept);
    assert_string_equal(text, kept);
}

static int write_down(void)
{
    bool written = true;

    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        CLEANUP(cleanup_string) char *path = kept_path(formats[i]);
        make_folder(NULL);
        CLEANUP(cleanup_string) char *text = whole_export(formats[i]);
        remove_folder(NULL);
        written = written && file_write(path, text, strlen(text), 0644, NULL);
    }
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(int count, char **arguments)
{
    struct CMUnitTest rows[ARRAY_SIZE(cells)] = {0}, kept[ARRAY_SIZE(formats)] = {0}, stays[ARRAY_SIZE(sessions)] = {0};
    const struct CMUnitTest whole[] = {
        IN_A_FOLDER(statements_begin_and_end_as_cmi5_asks),
        IN_A_FOLDER(one_trainee_alone_is_exported),
        IN_A_FOLDER(a_course_goes_on_where_it_was),
        cmocka_unit_test(an_unknown_format_is_refused),
    };

    if (count > 1 && strcmp(arguments[1], "write") == 0)
        return write_down();
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        kept[i] = (struct CMUnitTest){
            .name = formats[i], .test_func = is_as_it_was, .initial_state = (void *)(uintptr_t)formats[i]};
    for (size_t i = 0; i < ARRAY_SIZE(cells); i++)
        rows[i] = (struct CMUnitTest){
            .name = cells[i].name, .test_func = is_written_as_a_cell, .initial_state = (void *)(uintptr_t)&cells[i]};
    for (size_t i = 0; i < ARRAY_SIZE(sessions); i++)
        stays[i] = (struct CMUnitTest){
            .name = sessions[i].name, .test_func = has_its_sessions, .initial_state = (void *)(uintptr_t)&sessions[i]};
    return cmocka_run_group_tests_name("cells", rows, NULL, NULL) +
           cmocka_run_group_tests_name("sessions", stays, NULL, NULL) +
           cmocka_run_group_tests_name("whole exports", kept, NULL, NULL) +
           cmocka_run_group_tests_name("exports", whole, NULL, NULL);
}
