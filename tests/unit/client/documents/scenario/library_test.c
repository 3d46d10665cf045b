/* SPDX-License-Identifier: MIT */
#include "scenario/scenario.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* An empty folder of our own; its path is the test's state. */
static int make_folder(void **state)
{
    *state = text_copy("/tmp/library_test.XXXXXX");
    return mkdtemp(*state) ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static int remove_folder(void **state)
{
    nftw(*state, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return 0;
}

static void put(const char *folder, const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

#define PLAY "<lookup><requester>a@b.c</requester><target>d@e.f</target></lookup><expect>00</expect>"

/* A minimal scenario; `letters` "" or "ab". */
static void put_scenario(const char *folder, const char *id, const char *letters)
{
    CLEANUP(cleanup_string) char *name = text_format("%s-own.xml", id);
    char *text =
        text_format("<scenario id='%s' xmlns='urn:fblab:scenario'><documented><title>t</title>"
                    "<direction>both</direction><event>e</event><cause id='c'><says>c</says><remedy>r</remedy></cause>"
                    "</documented><signs/>%s",
                    id, *letters ? "" : PLAY);

    for (; *letters; letters++) {
        char *longer = text_format("%s<variant id='%c'>" PLAY "</variant>", text, *letters);
        free(text);
        text = longer;
    }
    {
        CLEANUP(cleanup_string) char *whole = text_format("%s</scenario>\n", text);
        put(folder, name, whole);
    }
    free(text);
}

static struct library *load(const char *folder)
{
    struct error error = {0};
    struct library *library = library_load(folder, &error);

    if (!library)
        fail_msg("%s", error.text);
    return library;
}

static void refuse(const char *folder, const char *part)
{
    struct error error = {0};
    CLEANUP(library_free) struct library *library = library_load(folder, &error);

    assert_null(library);
    if (!text_contains(error.text, part))
        fail_msg("\"%s\" does not say \"%s\"", error.text, part);
}

static void the_shipped_ones_are_there_in_order(void **state)
{
    static const char *const ids[] = {"00", "05", "06", "13", "27", "31", "32", "xTrust"};
    CLEANUP(library_free) struct library *library = load(NULL);
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < library_count(library); i++)
        if (found < ARRAY_SIZE(ids) && strcmp(library_at(library, i)->id, ids[found]) == 0)
            found++;
    assert_int_equal(found, ARRAY_SIZE(ids));
}

/* Nothing here is all published and nothing all invented: who regresses a tool may see which part is which. */
static bool has_fact(const struct scenario *scenario, const char *basis)
{
    for (size_t i = 0; i < scenario->fact_count; i++)
        if (strcmp(scenario->facts[i].basis, basis) == 0)
            return true;
    return false;
}

/* Each look-up expects its own row, or success where nothing is broken, and what is broken can be repaired. */
static void the_shipped_ones_are_consistent(void **state)
{
    CLEANUP(library_free) struct library *library = load(NULL);

    (void)state;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *scenario = library_at(library, i);
        for (size_t k = 0; k < scenario->variant_count; k++) {
            const struct variant *variant = &scenario->variants[k];
            assert_string_equal(variant->expect, scenario->id);
            assert_int_equal(variant->breaking.count > 0, variant->repair.count > 0);
        }
        for (size_t k = 0; k < scenario->look_alike_count; k++) {
            struct error error = {""};
            assert_string_not_equal(scenario->look_alikes[k].id, scenario->id);
            if (!library_find(library, scenario->look_alikes[k].id, NULL, &error))
                fail_msg("%s has a look-alike that is not there: %s", scenario->id, error.text);
        }
        assert_true(scenario->sources.count > 0);
        assert_true(has_fact(scenario, "inferred"));
        assert_true(has_fact(scenario, "documented") || has_fact(scenario, "recorded"));
    }
}

static void sorts_by_number(void **state)
{
    static const char *const ids[] = {"07", "24", "24b", "25", "b-own", "xOwn"};
    CLEANUP(library_free) struct library *library = NULL;

    for (size_t i = ARRAY_SIZE(ids); i-- > 0;)
        put_scenario(*state, ids[i], "");
    library = load(*state);
    assert_int_equal(library_count(library), ARRAY_SIZE(ids));
    for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
        assert_string_equal(library_at(library, i)->id, ids[i]);
}

static void other_files_are_skipped(void **state)
{
    CLEANUP(library_free) struct library *library = NULL;

    put_scenario(*state, "06", "");
    put(*state, "organizations.xml", "<organizations/>");
    put(*state, "README.md", "# <not xml>");
    put(*state, ".06-own.xml.swp", "<");
    put(*state, ".hidden.xml", "<");
    library = load(*state);
    assert_int_equal(library_count(library), 1);
}

static void a_second_folder_is_added(void **state)
{
    CLEANUP(library_free) struct library *library = load(NULL);
    const size_t before = library_count(library);

    put_scenario(*state, "90", "");
    assert_true(library_add(library, *state, NULL));
    assert_int_equal(library_count(library), before + 1);
    assert_non_null(library_find(library, "90", NULL, NULL));
}

/* An id that is taken is refused, and then nothing of that folder is added. */
static void an_id_that_is_taken_is_refused(void **state)
{
    CLEANUP(library_free) struct library *library = load(NULL);
    const size_t before = library_count(library);
    struct error error = {0};

    put_scenario(*state, "90", "");
    put_scenario(*state, "xtrust", "");
    assert_false(library_add(library, *state, &error));
    assert_true(text_contains(error.text, "xtrust-own.xml:1:1: the id xtrust is taken by "));
    assert_int_equal(library_count(library), before);
}

static void a_row_and_a_variant_cannot_share_an_id(void **state)
{
    put_scenario(*state, "24", "ab");
    put_scenario(*state, "24b", "");
    refuse(*state, "24b-own.xml:1:1: the id 24b is taken by ");
}

static void folders_that_cannot_be_used_are_refused(void **state)
{
    refuse(*state, " holds no scenario");
    refuse("/there/is/none", "the folder /there/is/none cannot be read: No such file or directory");
    put(*state, "06-own.xml", "<scenario");
    refuse(*state, "06-own.xml:1:");
}

#define VOCABULARY(inside) "<vocabulary xmlns=\"urn:fblab:scenario\">" inside "</vocabulary>"

static void a_vocabulary_is_read_and_checked(void **state)
{
    const struct vocabulary *vocabulary;
    CLEANUP(library_free) struct library *library = NULL;

    put_scenario(*state, "06", "");
    put(*state, "words.xml", VOCABULARY("<group name=\"a\"><word>x</word></group>"));
    refuse(*state, "words.xml:1:");
    put(*state, "words.xml", VOCABULARY("<group name=\"a\"><hop>tls</hop><phrase>x</phrase></group>"));
    refuse(*state, "token, autodiscover or availability");
    put(*state, "words.xml", VOCABULARY("<group name=\"a\"><hop>token</hop><phrase>one</phrase></group>"));
    put(*state, "more.xml",
        VOCABULARY("<subject><phrase>two</phrase></subject><group name=\"a\"><phrase>three</phrase>"
                   "</group>"));
    library = load(*state);
    vocabulary = library_vocabulary(library);
    assert_int_equal(vocabulary->subject.count, 1);
    assert_int_equal(vocabulary->group_count, 1);
    assert_string_equal(vocabulary->groups[0].hop, "token");
    assert_int_equal(vocabulary->groups[0].phrases.count, 2);
}

static const struct question {
    const char *id, *found, *letter;
} questions[] = {
    {"06", "06", "a"}, {"6", "06", "a"},   {"06a", "06", "a"}, {"6b", "06", "b"},         {"06B", "06", "b"},
    {"24", "24", ""},  {"24b", "24b", ""}, {"24B", "24b", ""}, {"xTrust", "xTrust", "a"}, {"XTRUSTB", "xTrust", "b"},
};

static const struct refusal {
    const char *id, *sentence;
} refusals[] = {
    {"07", "there is no scenario 07; close to it: 06, 24, 24b"},
    {"06c", "scenario 06 has no variant c; it has a, b"},
    {"6z", "scenario 06 has no variant z; it has a, b"},
    {"66", "there is no scenario 66; close to it: 06, 24, 24b"},
    {"25b", "there is no scenario 25b; close to it: 24b, 06, 24"},
    {"trust", "there is no scenario trust; close to it: xTrust, 06, 24"},
    {"", "there is no scenario ; close to it: 06, 24, 24b"},
};

static int make_library(void **state)
{
    if (make_folder(state) != 0)
        return -1;
    put_scenario(*state, "06", "ab");
    put_scenario(*state, "24", "");
    put_scenario(*state, "24b", "");
    put_scenario(*state, "xTrust", "ab");
    return 0;
}

static void finds(void **state)
{
    CLEANUP(library_free) struct library *library = load(*state);

    for (size_t i = 0; i < ARRAY_SIZE(questions); i++) {
        const struct variant *variant = NULL;
        const struct scenario *scenario = library_find(library, questions[i].id, &variant, NULL);
        char id[32], expected[32];
        assert_non_null(scenario);
        assert_string_equal(scenario->id, questions[i].found);
        assert_string_equal(variant->letter, questions[i].letter);
        snprintf(expected, sizeof expected, "%s%s", questions[i].found, questions[i].letter);
        assert_string_equal(variant_id(scenario, variant, id), expected);
        assert_ptr_equal(library_find(library, questions[i].id, NULL, NULL), scenario);
    }
}

static void says_what_would_be_close(void **state)
{
    CLEANUP(library_free) struct library *library = load(*state);

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
        struct error error = {0};
        assert_null(library_find(library, refusals[i].id, NULL, &error));
        assert_string_equal(error.text, refusals[i].sentence);
    }
}

static void a_long_id_does_no_harm(void **state)
{
    CLEANUP(library_free) struct library *library = load(*state);
    char id[4096];
    struct error error = {0};

    memset(id, 'x', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    assert_null(library_find(library, id, NULL, &error));
    assert_true(text_contains(error.text, "there is no scenario xxx"));
}

/* It is known, and explained; but nobody gets a variant to play. */
static void what_is_not_played_has_no_variant(void **state)
{
    CLEANUP(library_free) struct library *library = load(NULL);
    const struct variant *variant = NULL;
    struct error error = {""};
    const struct scenario *const scenario = library_find(library, "xFedCert", NULL, &error);

    (void)state;
    assert_non_null(scenario);
    assert_int_equal(scenario->variant_count, 0);
    assert_null(library_find(library, "xFedCert", &variant, &error));
    assert_null(variant);
    assert_string_equal(error.text,
                        "the lab cannot play xFedCert: the servers of the lab share one store of certificates");
    assert_null(library_find(library, "xFedCerta", &variant, &error));
}

static void the_folder_has_the_schema(void **state)
{
    CLEANUP(cleanup_string) char *schema = text_format("%s/scenario.rng", library_folder());

    (void)state;
    assert_int_equal(access(schema, R_OK), 0);
    assert_ptr_equal(library_folder(), library_folder());
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define IN_A_LIBRARY(test) cmocka_unit_test_setup_teardown(test, make_library, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_ones_are_there_in_order),
        cmocka_unit_test(the_shipped_ones_are_consistent),
        cmocka_unit_test(what_is_not_played_has_no_variant),
        cmocka_unit_test(the_folder_has_the_schema),
        IN_A_FOLDER(sorts_by_number),
        IN_A_FOLDER(other_files_are_skipped),
        IN_A_FOLDER(a_second_folder_is_added),
        IN_A_FOLDER(an_id_that_is_taken_is_refused),
        IN_A_FOLDER(a_row_and_a_variant_cannot_share_an_id),
        IN_A_FOLDER(folders_that_cannot_be_used_are_refused),
        IN_A_FOLDER(a_vocabulary_is_read_and_checked),
        IN_A_LIBRARY(finds),
        IN_A_LIBRARY(says_what_would_be_close),
        IN_A_LIBRARY(a_long_id_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
