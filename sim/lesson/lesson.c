/* SPDX-License-Identifier: MIT */
/* Tickets begin, are played, and end; each deed is noted before it is done. */
#include "lesson_internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <stdlib.h>

static time_t clock_of(void *context)
{
    const struct lesson *const lesson = context;

    return lesson->past ? lesson->past : (time_t)progress_store_now(lesson->options.store);
}

/* On a thread of the lab, which ends before the attempt does. */
static bool note_of_other(void *context, const char *at, const char *command, bool for_tool, struct error *error)
{
    const struct lesson *const lesson = context;
    CLEANUP(cleanup_string) char *deed = text_format("%s\t%s", at, command);

    return progress_store_note(lesson->options.store, lesson->attempt, for_tool ? DEED_TOOL : DEED_OTHER, deed, error);
}

/* A first meeting shows everything, the next one all but the last step. */
static void give_what_the_mode_gives(struct lesson *lesson)
{
    const struct drawn_ticket *const drawn = exercise_ticket(lesson->exercise);
    struct exercise_answer answer = {.hop = drawn->ticket.hops.items[0]};
    struct exercise_judgement judgement;

    if (lesson->mode == PROGRESS_ALONE)
        return;
    exercise_give_hints(lesson->exercise, drawn->ticket.hint_count - (lesson->mode == PROGRESS_LAST_STEP_MISSING));
    if (lesson->mode == PROGRESS_LAST_STEP_MISSING)
        return;
    while (!drawn->rows[answer.row].right)
        answer.row++;
    while (!drawn->refutations[answer.refutation].right)
        answer.refutation++;
    (void)exercise_answer(lesson->exercise, &answer, &judgement, NULL);
}

bool lesson_next(struct lesson *lesson, struct error *error)
{
    struct exercise_options options = {.clock = clock_of, .admits = note_of_other, .context = lesson};

    exercise_end(&lesson->exercise);
    lesson->outcome = PROGRESS_OPEN;
    lesson->went_wrong = false;
    if (!lesson_choose(lesson, &options.plan, error) || !(lesson->exercise = exercise_start(&options, error)))
        return false;
    give_what_the_mode_gives(lesson);
    if (lesson_repeat(lesson, error))
        return true;
    exercise_end(&lesson->exercise);
    return false;
}

static bool note(struct lesson *lesson, const char *kind, const char *text, struct error *error)
{
    return lesson->outcome != PROGRESS_OPEN ||
           progress_store_note(lesson->options.store, lesson->attempt, kind, text, error);
}

struct lookup *lesson_look_up(struct lesson *lesson, struct error *error)
{
    return note(lesson, DEED_LOOK_UP, "", error) ? exercise_look_up(lesson->exercise, error) : NULL;
}

bool lesson_run(struct lesson *lesson, const char *at, const char *command, FILE *output, struct error *error)
{
    CLEANUP(cleanup_string) char *deed = text_format("%s\t%s", at, command);

    return note(lesson, DEED_COMMAND, deed, error) && exercise_run(lesson->exercise, at, command, output, error);
}

/* Noted when it is known that it can be had, for what is refused is no deed. */
const struct ticket_hint *lesson_hint(struct lesson *lesson, struct error *error)
{
    if (!exercise_may_have_hint(lesson->exercise, error) || !note(lesson, DEED_HINT, "", error))
        return NULL;
    return exercise_hint(lesson->exercise, error);
}

bool lesson_judge(struct lesson *lesson, const struct exercise_answer *answer, struct exercise_judgement *judgement,
                  struct error *error)
{
    if (!exercise_answer(lesson->exercise, answer, judgement, error))
        return false;
    lesson->went_wrong |= !judgement->row || !judgement->hop;
    return true;
}

bool lesson_answer(struct lesson *lesson, const struct exercise_answer *answer, struct exercise_judgement *judgement,
                   struct error *error)
{
    CLEANUP(cleanup_string)
    char *deed = text_format("%zu %s %zu", answer->row + 1, answer->hop ? answer->hop : "", answer->refutation + 1);

    return exercise_may_answer(lesson->exercise, answer, error) && note(lesson, DEED_ANSWER, deed, error) &&
           lesson_judge(lesson, answer, judgement, error);
}

static bool finish(struct lesson *lesson, enum progress_outcome outcome, struct error *error)
{
    if (!progress_store_finish(lesson->options.store, lesson->attempt, outcome, exercise_points(lesson->exercise),
                               error))
        return false;
    lesson->outcome = outcome;
    return true;
}

/* true: one of them says that a forbidden change was made. */
bool lesson_look_at_checks(struct lesson *lesson, struct exercise_checks *checks)
{
    bool forbidden = false;

    exercise_checks(lesson->exercise, checks);
    for (size_t i = 0; i < checks->count; i++)
        forbidden |= checks->items[i].forbidden && !checks->items[i].ok;
    lesson->went_wrong |= forbidden;
    return forbidden;
}

bool lesson_checks(struct lesson *lesson, struct exercise_checks *checks, bool *solved, struct error *error)
{
    const bool forbidden = lesson_look_at_checks(lesson, checks);

    *solved = false;
    if (lesson->outcome != PROGRESS_OPEN)
        return true;
    if (!note(lesson, DEED_CHECKS, forbidden ? "forbidden" : "", error))
        return false;
    if (exercise_stage(lesson->exercise) != EXERCISE_SOLVED)
        return true;
    *solved = finish(lesson, PROGRESS_SOLVED, error);
    return *solved;
}

bool lesson_give_up(struct lesson *lesson, struct error *error)
{
    return finish(lesson, lesson->went_wrong ? PROGRESS_FAILED : PROGRESS_GIVEN_UP, error);
}

bool lesson_explain(struct lesson *lesson, const char *words, struct error *error)
{
    return progress_store_note(lesson->options.store, lesson->attempt, LESSON_EXPLANATION, words, error);
}

bool lesson_deeds(const struct lesson *lesson, progress_each_event *each, void *context, struct error *error)
{
    return progress_store_events(lesson->options.store, lesson->attempt, each, context, error);
}

struct exercise *lesson_exercise(const struct lesson *lesson)
{
    return lesson->exercise;
}

int64_t lesson_attempt(const struct lesson *lesson)
{
    return lesson->attempt;
}

enum progress_mode lesson_mode(const struct lesson *lesson)
{
    return lesson->mode;
}

bool lesson_is_resumed(const struct lesson *lesson)
{
    return lesson->resumed;
}

bool lesson_is_over(const struct lesson *lesson)
{
    return lesson->outcome != PROGRESS_OPEN;
}

enum progress_outcome lesson_outcome(const struct lesson *lesson)
{
    return lesson->outcome;
}

uint64_t lesson_seed(const struct lesson *lesson)
{
    return lesson->seed;
}

void lesson_close(struct lesson **lesson)
{
    if (*lesson)
        exercise_end(&(*lesson)->exercise);
    free(TAKE(*lesson));
}
