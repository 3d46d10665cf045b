/* SPDX-License-Identifier: MIT */
#include "exercise_bench.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct training_data data;

const struct training_data *training_data_load(const char *own)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    struct error error = {""};
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 1u << 22, &length, &error);

    data.library = library_load_with(own, &error);
    data.common = course_common_load(NULL, &error);
    data.organization = text ? snapshot_parse(text, length, path, &error) : NULL;
    if (data.library && data.common && data.organization)
        return &data;
    fprintf(stderr, "%s\n", error.text);
    return NULL;
}

void training_data_unload(void)
{
    snapshot_release(&data.organization);
    course_common_free(&data.common);
    library_free(&data.library);
}

struct exercise *exercise_of(const struct training_data *loaded, const char *id, time_t (*clock)(void *), void *context)
{
    struct exercise_options options = {
        .plan = {.library = loaded->library,
                 .common = loaded->common,
                 .organization = loaded->organization,
                 .course = "the-six",
                 .seed = 5},
        .clock = clock,
        .context = context,
    };
    struct error error = {""};
    struct exercise *exercise = NULL;

    options.plan.scenario = library_find(loaded->library, id, &options.plan.variant, &error);
    if (options.plan.scenario)
        exercise = exercise_start(&options, &error);
    if (!exercise)
        fail_msg("%s: %s", id, error.text);
    return exercise;
}

bool exercise_type(struct exercise *exercise, const char *at, const char *command, struct error *error)
{
    CLEANUP(cleanup_file) FILE *nowhere = fopen("/dev/null", "w");

    return exercise_run(exercise, at, command, nowhere, error);
}

void exercise_repair(struct exercise *exercise, const struct training_data *loaded, const char *id)
{
    const struct variant *variant;

    library_find(loaded->library, id, &variant, NULL);
    for (size_t i = 0; i < variant->repair.count; i++) {
        struct error error = {""};
        if (!exercise_type(exercise, variant->repair.items[i].at, variant->repair.items[i].command, &error))
            fail_msg("%s: %s: %s", id, variant->repair.items[i].command, error.text);
    }
}

static struct exercise_answer answer_of(const struct exercise *exercise, bool right)
{
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    struct exercise_answer answer = {.hop = drawn->ticket.hops.items[0]};

    while (drawn->rows[answer.row].right != right)
        answer.row++;
    while (!drawn->refutations[answer.refutation].right)
        answer.refutation++;
    return answer;
}

struct exercise_judgement exercise_give(struct exercise *exercise, bool right)
{
    const struct exercise_answer given = answer_of(exercise, right);
    struct exercise_judgement judgement = {0};
    struct error error = {""};

    if (!exercise_answer(exercise, &given, &judgement, &error))
        fail_msg("%s", error.text);
    return judgement;
}

char *exercise_wrong_checks(struct exercise *exercise)
{
    struct exercise_checks checks;
    char *text = NULL;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    exercise_checks(exercise, &checks);
    for (size_t i = 0; i < checks.count; i++)
        if (!checks.items[i].ok)
            fprintf(output, "%s (%s);", checks.items[i].name, checks.items[i].actual);
    text_stream_close(output);
    assert_int_equal(checks.all_ok, *text == '\0');
    exercise_checks_clear(&checks);
    return text;
}
