/* SPDX-License-Identifier: MIT */
/* Somebody looks after the trainee: what they do is noted like the trainee's own deeds, and does not cost points. */
#include "lesson_internal.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

static bool may_always(struct lesson *lesson, const char *text, struct error *error)
{
    (void)lesson;
    (void)text;
    (void)error;
    return true;
}

static bool may_hint(struct lesson *lesson, const char *text, struct error *error)
{
    (void)text;
    return exercise_hints_taken(lesson->exercise) < exercise_ticket(lesson->exercise)->ticket.hint_count ||
           error_set(error, "there are no more hints; the last one was the solution");
}

static bool may_arm(struct lesson *lesson, const char *text, struct error *error)
{
    const struct variant *variant;

    return library_find(lesson->options.material->library, text, &variant, error);
}

static bool do_nothing(struct lesson *lesson, const char *text, struct error *error)
{
    return may_always(lesson, text, error);
}

static bool give_hint(struct lesson *lesson, const char *text, struct error *error)
{
    (void)text;
    (void)error;
    exercise_give_hints(lesson->exercise, exercise_hints_taken(lesson->exercise) + 1);
    return true;
}

static bool arm(struct lesson *lesson, const char *text, struct error *error)
{
    return exercise_arm(lesson->exercise, text, error);
}

static bool reset(struct lesson *lesson, const char *text, struct error *error)
{
    (void)text;
    return exercise_reset(lesson->exercise, error);
}

static bool end(struct lesson *lesson, const char *text, struct error *error)
{
    (void)text;
    return lesson_give_up(lesson, error);
}

static const struct intervention {
    const char *name;
    bool (*may)(struct lesson *lesson, const char *text, struct error *error);
    bool (*run)(struct lesson *lesson, const char *text, struct error *error);
    bool afterwards; /* of a ticket that is over, too */
    bool again;      /* the lab, or what the trainee has, is otherwise for it */
} interventions[] = {
    {"write", may_always, do_nothing, true, false},
    {"hint", may_hint, give_hint, false, true},
    {"arm", may_arm, arm, false, true},
    {"reset", may_always, reset, false, true},
    {"end", may_always, end, false, false},
};

/* By the first word of a deed. NULL: there is none. */
static const struct intervention *find(const char *deed)
{
    const size_t length = strcspn(deed, " ");

    for (size_t i = 0; i < ARRAY_SIZE(interventions); i++)
        if (strlen(interventions[i].name) == length && strncmp(interventions[i].name, deed, length) == 0)
            return &interventions[i];
    return NULL;
}

static bool may(struct lesson *lesson, const struct intervention *wanted, const char *text, struct error *error)
{
    if (!lesson->exercise)
        return error_set(error, "there is no ticket yet; try again when it has begun");
    if (lesson->outcome != PROGRESS_OPEN && !wanted->afterwards)
        return error_set(error, "this ticket is over; the trainee begins the next one");
    return wanted->may(lesson, text, error);
}

bool lesson_intervene(struct lesson *lesson, const char *what, const char *text, struct error *error)
{
    const struct intervention *const wanted = find(what);
    CLEANUP(cleanup_string) char *deed = *text ? text_format("%s %s", what, text) : text_copy(what);

    if (!wanted)
        return error_set(error, "an instructor can write, hint, arm, reset or end, not \"%.40s\"", what);
    return may(lesson, wanted, text, error) &&
           progress_store_note(lesson->options.store, lesson->attempt, LESSON_INSTRUCTOR, deed, error) &&
           wanted->run(lesson, text, error);
}

void lesson_intervene_again(struct lesson *lesson, const char *deed)
{
    const struct intervention *const wanted = find(deed);
    const char *const space = strchr(deed, ' ');

    if (wanted && wanted->again && wanted->may(lesson, space ? space + 1 : "", NULL))
        (void)wanted->run(lesson, space ? space + 1 : "", NULL);
}
