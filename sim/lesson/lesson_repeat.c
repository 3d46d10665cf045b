/* SPDX-License-Identifier: MIT */
/* The lab of a ticket that was left is a new one: what was done in it is done again, at the times of then. */
#include "base/cleanup.h"
#include "base/text.h"
#include "lesson_internal.h"

#include <stdlib.h>
#include <string.h>

struct repeating {
    struct lesson *lesson;
    FILE *nowhere;
    struct error *error;
    bool good;
};

/* The place in front of a tab; NULL: there is none. *command is what is behind it. The caller frees it. */
static char *split(const char *text, const char **command)
{
    const char *const tab = strchr(text, '\t');

    *command = tab ? tab + 1 : NULL;
    return tab ? text_copy_part(text, (size_t)(tab - text)) : NULL;
}

/* One that was refused then is refused now. */
static bool repeat_command(const struct repeating *repeating, const char *text)
{
    const char *command;
    CLEANUP(cleanup_string) char *at = split(text, &command);

    if (at)
        (void)exercise_run(repeating->lesson->exercise, at, command, repeating->nowhere, NULL);
    return at;
}

static bool repeat_of_other(const struct repeating *repeating, const char *text, bool for_tool)
{
    const char *command;
    CLEANUP(cleanup_string) char *at = split(text, &command);

    if (at)
        (void)exercise_run_for_other(repeating->lesson->exercise, at, command, for_tool, repeating->nowhere, NULL);
    return at;
}

static bool repeat_of_tool(const struct repeating *repeating, const char *text)
{
    return repeat_of_other(repeating, text, true);
}

static bool repeat_of_administrator(const struct repeating *repeating, const char *text)
{
    return repeat_of_other(repeating, text, false);
}

static bool repeat_hint(const struct repeating *repeating, const char *text)
{
    (void)text;
    return exercise_hint(repeating->lesson->exercise, NULL);
}

static bool repeat_answer(const struct repeating *repeating, const char *text)
{
    char *hop = NULL;
    const size_t row = strtoul(text, &hop, 10);
    const size_t length = strcspn(hop + strspn(hop, " "), " ");
    CLEANUP(cleanup_string) char *name = text_copy_part(hop + strspn(hop, " "), length);
    const size_t refutation = strtoul(hop + strspn(hop, " ") + length, NULL, 10);
    const struct exercise_answer answer = {row - 1, refutation - 1, name}; /* 0 becomes what does not exist */
    struct exercise_judgement judgement;

    return lesson_judge(repeating->lesson, &answer, &judgement, NULL);
}

/* Only those that cost something. */
static bool repeat_checks(const struct repeating *repeating, const char *text)
{
    struct exercise_checks checks;

    if (!*text)
        return true;
    (void)lesson_look_at_checks(repeating->lesson, &checks);
    exercise_checks_clear(&checks);
    return true;
}

static bool repeat_intervention(const struct repeating *repeating, const char *text)
{
    lesson_intervene_again(repeating->lesson, text);
    return true;
}

static const struct {
    const char *kind;
    bool (*repeat)(const struct repeating *repeating, const char *text);
} deeds[] = {
    {DEED_COMMAND, repeat_command},
    {DEED_TOOL, repeat_of_tool},
    {DEED_OTHER, repeat_of_administrator},
    {DEED_HINT, repeat_hint},
    {DEED_ANSWER, repeat_answer},
    {DEED_CHECKS, repeat_checks},
    {LESSON_INSTRUCTOR, repeat_intervention},
};

static bool repeat(void *context, const struct progress_event *event)
{
    struct repeating *const repeating = context;

    repeating->lesson->past = (time_t)event->at;
    for (size_t i = 0; i < ARRAY_SIZE(deeds); i++)
        if (strcmp(deeds[i].kind, event->kind) == 0 && !deeds[i].repeat(repeating, event->text))
            repeating->good = error_set(repeating->error, "attempt %lld: \"%s %s\" cannot be repeated",
                                        (long long)repeating->lesson->attempt, event->kind, event->text);
    return repeating->good;
}

bool lesson_repeat(struct lesson *lesson, struct error *error)
{
    struct repeating repeating = {lesson, fopen("/dev/null", "w"), error, true};

    if (!repeating.nowhere)
        return error_set(error, "/dev/null cannot be opened; it is needed to go on with a ticket");
    const bool read = progress_store_events(lesson->options.store, lesson->attempt, repeat, &repeating, error);
    fclose(repeating.nowhere);
    lesson->past = 0;
    return read && repeating.good;
}
