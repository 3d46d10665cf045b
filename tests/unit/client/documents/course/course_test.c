/* SPDX-License-Identifier: MIT */
/* Courses and what tickets have in common are read, and refused where they lead nowhere. */
#include "course/course.h"
#include "course/course_common.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct library *library;

static void reads_a_course(void **state)
{
    struct error error = {""};
    CLEANUP(course_free) struct course *course = course_find("the-six", library, &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_string_equal(course->name, "the-six");
    assert_string_equal(course->title, "The first day");
    assert_string_equal(course->blocks[0].tickets.items[0], "06a");
    assert_true(course_length(course) >= course->block_count);
}

static void every_course_is_good(void **state)
{
    CLEANUP(course_names_free) struct words names = course_names();

    (void)state;
    assert_true(names.count >= 1);
    for (size_t i = 0; i < names.count; i++) {
        struct error error = {""};
        CLEANUP(course_free) struct course *course = course_find(names.items[i], library, &error);
        if (!course)
            fail_msg("%s", error.text);
    }
}

static void a_name_with_a_slash_is_a_file(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/courses/the-401s.xml", library_folder());
    struct error error = {""};
    CLEANUP(course_free) struct course *course = course_find(path, library, &error);

    (void)state;
    assert_non_null(course);
    assert_string_equal(course->name, "the-401s");
    assert_null(course_find("absent/cooking.xml", library, &error));
    assert_non_null(strstr(error.text, "absent/cooking.xml"));
}

static void refuses_an_unknown_course(void **state)
{
    struct error error = {""};

    (void)state;
    assert_null(course_find("cooking", library, &error));
    assert_non_null(strstr(error.text, "there is no course cooking; there are: "));
    assert_non_null(strstr(error.text, "the-six"));
}

static void reads_what_is_common(void **state)
{
    struct error error = {""};
    CLEANUP(course_common_free) struct course_common *common = course_common_load(NULL, &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_int_equal(common->questions.count, 5);
    assert_true(common->colleagues.count >= 4);
    assert_string_equal(common->decoys[0].at, "onprem");
    assert_true(text_starts(common->decoys[0].command, "New-OrganizationRelationship "));
    assert_true(common->decoys[0].says[0]);
    for (size_t i = 0; i < common->forbidden_count; i++)
        assert_true(common->forbidden[i].name && common->forbidden[i].command[0] &&
                    (common->forbidden[i].expects || common->forbidden[i].refuses));
}

#define COURSE(name, tickets)                                                                                          \
    "<course name='" name "' xmlns='urn:fblab:course'><title>t</title><says>s</says>" tickets "</course>"

static const struct row {
    const char *name, *text, *error;
} refused[] = {
    {"an unknown row", COURSE("c", "<mixed><ticket>99a</ticket></mixed>"),
     "/c.xml:1:80: <ticket> cannot be \"99a\": there is no scenario 99a; close to it: 09, 19, 29"},
    {"a row without its variant", COURSE("c", "<mixed><ticket>06</ticket></mixed>"),
     "/c.xml:1:80: <ticket> cannot be \"06\"; write the variant, too: 06a"},
    {"a row that is not played", COURSE("c", "<mixed><ticket>xRelation</ticket></mixed>"),
     "/c.xml:1:80: <ticket> cannot be \"xRelation\": the lab cannot play xRelation: no scenario breaks it; by hand "
     "Set-OrganizationRelationship -TargetApplicationUri $null does, and it is named"},
    {"a row in a block", COURSE("c", "<block><title>b</title><ticket>6a</ticket></block>"),
     "/c.xml:1:96: <ticket> cannot be \"6a\"; write the variant, too: 06a"},
    {"another file's name", COURSE("d", "<mixed><ticket>06a</ticket></mixed>"),
     "/c.xml:1:1: course d must be in a file named d.xml"},
    {"no title", "<course name='c' xmlns='urn:fblab:course'><says>s</says></course>",
     "/c.xml:1:43: <says> cannot stand here; expected: <title>"},
    {"an empty block", COURSE("c", "<block><title>b</title></block>"),
     "/c.xml:1:73: <block> is not complete; expected before its end: <ticket>"},
};

static void refuses(void **state)
{
    const struct row *const row = *state;
    char folder[] = "/tmp/course.XXXXXX";
    CLEANUP(cleanup_string) char *path = text_format("%s/c.xml", mkdtemp(folder));
    FILE *const file = fopen(path, "w");
    struct error error = {""};

    assert_non_null(file);
    fputs(row->text, file);
    fclose(file);
    assert_null(course_load(path, library, &error));
    assert_non_null(strstr(error.text, "/c.xml:1:"));
    assert_string_equal(strstr(error.text, "/c.xml:1:"), row->error);
    unlink(path);
    rmdir(folder);
}

/* The path of a file of a new folder; both are to be removed. */
static char *written(char *folder, const char *text)
{
    char *const path = text_format("%s/c.xml", mkdtemp(folder));

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
    return path;
}

static void reads_every_member(void **state)
{
    char folder[] = "/tmp/course.XXXXXX";
    CLEANUP(cleanup_string)
    char *path = written(folder, COURSE("c", "<block><title>one</title><ticket>06a</ticket><ticket>10a</ticket></block>"
                                             "<block><title>two</title><ticket>32a</ticket></block>"
                                             "<mixed><ticket>06b</ticket><ticket>06c</ticket></mixed>"));
    struct error error = {""};
    CLEANUP(course_free) struct course *course = course_load(path, library, &error);

    (void)state;
    unlink(path);
    rmdir(folder);
    assert_string_equal(error.text, "");
    assert_string_equal(course->name, "c");
    assert_string_equal(course->title, "t");
    assert_string_equal(course->says, "s");
    assert_int_equal(course->block_count, 2);
    assert_string_equal(course->blocks[1].title, "two");
    assert_int_equal(course->blocks[0].tickets.count, 2);
    assert_string_equal(course->blocks[0].tickets.items[1], "10a");
    assert_int_equal(course->mixed.count, 2);
    assert_string_equal(course->mixed.items[1], "06c");
    assert_int_equal(course_length(course), 5);
}

static void reads_every_member_of_what_is_common(void **state)
{
    char folder[] = "/tmp/course.XXXXXX";
    CLEANUP(cleanup_string)
    char *path =
        written(folder, "<training xmlns='urn:fblab:training'><ask-yourself>q</ask-yourself><colleague>A B</colleague>"
                        "<colleague>C D</colleague><forbidden name='f' at='exo' expects='e' refuses='r'>x</forbidden>"
                        "<decoy name='d' at='onprem'><command>y</command><says>z</says></decoy></training>");
    struct error error = {""};
    CLEANUP(course_common_free) struct course_common *common = course_common_load(path, &error);

    (void)state;
    unlink(path);
    rmdir(folder);
    assert_string_equal(error.text, "");
    assert_int_equal(common->questions.count, 1);
    assert_string_equal(common->questions.items[0], "q");
    assert_int_equal(common->colleagues.count, 2);
    assert_string_equal(common->colleagues.items[1], "C D");
    assert_int_equal(common->forbidden_count, 1);
    assert_string_equal(common->forbidden[0].name, "f");
    assert_string_equal(common->forbidden[0].at, "exo");
    assert_string_equal(common->forbidden[0].command, "x");
    assert_string_equal(common->forbidden[0].expects, "e");
    assert_string_equal(common->forbidden[0].refuses, "r");
    assert_int_equal(common->decoy_count, 1);
    assert_string_equal(common->decoys[0].name, "d");
    assert_string_equal(common->decoys[0].at, "onprem");
    assert_string_equal(common->decoys[0].command, "y");
    assert_string_equal(common->decoys[0].says, "z");
}

static void a_file_that_is_not_there(void **state)
{
    struct error error = {""};
    struct course *none = NULL;
    struct course_common *nothing = NULL;

    (void)state;
    assert_null(course_load("/no/such/c.xml", library, &error));
    assert_string_equal(error.text, "/no/such/c.xml cannot be read: No such file or directory");
    assert_null(course_common_load("/no/such/c.xml", &error));
    course_free(&none);
    course_common_free(&nothing);
}

static void every_course_has_its_name(void **state)
{
    CLEANUP(course_names_free) struct words names = course_names();
    struct error error = {""};
    CLEANUP(cleanup_string) char *wanted = text_copy("there is no course cooking; there are: ");

    (void)state;
    for (size_t i = 0; i < names.count; i++) {
        char *const longer = text_format("%s%s%s", wanted, i ? ", " : "", names.items[i]);
        free(wanted);
        wanted = longer;
    }
    assert_null(course_find("cooking", library, &error));
    assert_string_equal(error.text, wanted);
    assert_null(names.items[names.count]);
}

static int load_library(void **state)
{
    (void)state;
    return (library = library_load(NULL, NULL)) ? 0 : -1;
}

static int free_library(void **state)
{
    (void)state;
    library_free(&library);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(reads_a_course),
        cmocka_unit_test(every_course_is_good),
        cmocka_unit_test(a_name_with_a_slash_is_a_file),
        cmocka_unit_test(refuses_an_unknown_course),
        cmocka_unit_test(reads_what_is_common),
        cmocka_unit_test(reads_every_member),
        cmocka_unit_test(reads_every_member_of_what_is_common),
        cmocka_unit_test(a_file_that_is_not_there),
        cmocka_unit_test(every_course_has_its_name),
    };
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(refused)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){refused[i].name, refuses, NULL, NULL, (void *)&refused[i]};
    return cmocka_run_group_tests(tests, load_library, free_library);
}
