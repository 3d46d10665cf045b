/* SPDX-License-Identifier: MIT */
/* A trainee at a program, in a course of one ticket, with a clock and a folder of the test's own. */
#ifndef FBLAB_TESTS_LESSON_DESK_H
#define FBLAB_TESTS_LESSON_DESK_H

#include "lesson/lesson.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "organization/organization.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>

static struct lesson_material material;
static char folder[128];
static int64_t now;

static char ticket[] = "06a", name[] = "one", empty[] = "";
static char *tickets[] = {ticket, NULL};
static struct course_block block = {.title = empty, .tickets = {tickets, 1}};
static struct course course = {.name = name, .title = empty, .says = empty, .blocks = &block, .block_count = 1};

/* A trainee at a program: a store and a lesson of its own. */
struct desk {
    struct progress_store *store;
    struct lesson *lesson;
};

static inline int64_t clock_of_test(void *context)
{
    (void)context;
    return now;
}

static inline struct desk sit_down_with(const uint64_t *seed)
{
    const struct progress_options where = {.folder = folder, .now = clock_of_test};
    CLEANUP(cleanup_string) char *said = NULL;
    struct error error = {""};
    struct desk desk = {.store = progress_store_open(&where, &said, &error)};
    struct lesson_options options = {
        .store = desk.store,
        .material = &material,
        .trainee = "ann",
        .seed = seed,
    };

    desk.lesson = desk.store ? lesson_open(&options, &error) : NULL;
    if (!desk.lesson)
        fail_msg("%s", error.text);
    return desk;
}

static inline struct desk sit_down(void)
{
    static const uint64_t seed = 7;

    return sit_down_with(&seed);
}

static inline void get_up(struct desk *desk)
{
    lesson_close(&desk->lesson);
    progress_store_close(&desk->store);
}

static inline void take_ticket(const struct desk *desk)
{
    struct error error = {""};

    if (!lesson_next(desk->lesson, &error))
        fail_msg("%s", error.text);
}

static inline char *type(const struct desk *desk, const char *at, const char *command)
{
    struct error error = {""};
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    if (!lesson_run(desk->lesson, at, command, output, &error))
        fputs(error.text, output);
    text_stream_close(output);
    return text;
}

static inline void repair(const struct desk *desk)
{
    free(type(desk, "onprem", "Remove-Mailbox \"Ann Berg (merged forest)\""));
}

static inline struct exercise_judgement answer(const struct desk *desk, bool right)
{
    const struct drawn_ticket *const drawn = exercise_ticket(lesson_exercise(desk->lesson));
    struct exercise_answer given = {.hop = drawn->ticket.hops.items[0]};
    struct exercise_judgement judgement;
    struct error error = {""};

    while (drawn->rows[given.row].right != right)
        given.row++;
    while (!drawn->refutations[given.refutation].right)
        given.refutation++;
    if (!lesson_answer(desk->lesson, &given, &judgement, &error))
        fail_msg("%s", error.text);
    return judgement;
}

static inline bool look_at_checks(const struct desk *desk)
{
    struct exercise_checks checks;
    struct error error = {""};
    bool solved;

    if (!lesson_checks(desk->lesson, &checks, &solved, &error))
        fail_msg("%s", error.text);
    exercise_checks_clear(&checks);
    return solved;
}

static inline void hint(const struct desk *desk)
{
    struct error error = {""};

    now += EXERCISE_HINT_SECONDS;
    if (!lesson_hint(desk->lesson, &error))
        fail_msg("%s", error.text);
}

static inline bool keep_last(void *context, const struct progress_attempt *attempt)
{
    *(struct progress_attempt *)context = *attempt;
    return true;
}

static inline struct progress_attempt last_attempt(const struct desk *desk)
{
    struct progress_attempt last = {0};

    assert_true(progress_store_attempts(desk->store, "ann", keep_last, &last, NULL));
    return last;
}

static inline void solve(const struct desk *desk)
{
    take_ticket(desk);
    if (lesson_mode(desk->lesson) != PROGRESS_WORKED_EXAMPLE)
        answer(desk, true);
    repair(desk);
    assert_true(look_at_checks(desk));
}

static inline int make_folder(void **state)
{
    const char *const home = getenv("TMPDIR");

    (void)state;
    now = 1000000;
    snprintf(folder, sizeof folder, "%.64s/lesson-XXXXXX", home ? home : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int remove_folder(void **state)
{
    DIR *directory = opendir(folder);

    (void)state;
    for (const struct dirent *entry; directory && (entry = readdir(directory));)
        unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory)
        closedir(directory);
    return rmdir(folder);
}

/* The course is the test's own. */
static inline int load(void **state)
{
    (void)state;
    if (!lesson_material_load(&material, "the-six", NULL, NULL))
        return -1;
    course_free(&material.course);
    material.course = &course;
    return 0;
}

static inline int unload(void **state)
{
    (void)state;
    material.course = NULL;
    lesson_material_clear(&material);
    return 0;
}

#endif
