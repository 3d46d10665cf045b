/* SPDX-License-Identifier: MIT */
/* What comes next: a ticket that was left open and that nobody else plays now, or what the plan says. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "lab/lab.h"
#include "lesson_internal.h"
#include "progress/progress_overview.h"

#include <stdlib.h>
#include <string.h>

enum { ID_SIZE = 32 };

/* What the attempts of a trainee in the course say. */
struct past {
    struct lesson *lesson;
    bool met; /* there is an attempt */
    uint64_t seed;
    int64_t open, number; /* the oldest that is open and was claimed; 0: none */
    enum progress_mode mode;
    char ticket[ID_SIZE];
};

static bool is_of_course(const struct lesson *lesson, const struct progress_attempt *attempt)
{
    return strcmp(attempt->course, lesson->options.material->course->name) == 0;
}

static bool take_last_seed(void *context, const struct progress_attempt *attempt)
{
    struct past *const past = context;

    if (is_of_course(past->lesson, attempt)) {
        past->met = true;
        past->seed = attempt->seed;
    }
    return true;
}

/* Returns false when one was found. */
static bool claim_open(void *context, const struct progress_attempt *attempt)
{
    struct past *const past = context;
    struct lesson *const lesson = past->lesson;

    if (!is_of_course(lesson, attempt) || attempt->outcome != PROGRESS_OPEN || attempt->seed != lesson->seed ||
        strlen(attempt->ticket) >= sizeof past->ticket || !progress_store_claim(lesson->options.store, attempt->id))
        return true;
    past->open = attempt->id;
    past->number = attempt->number;
    past->mode = attempt->mode;
    memcpy(past->ticket, attempt->ticket, strlen(attempt->ticket) + 1);
    return false;
}

static bool fill_plan(const struct lesson *lesson, const char *ticket, int64_t number, struct ticket_plan *plan,
                      struct error *error)
{
    const struct lesson_options *const options = &lesson->options;

    *plan = (struct ticket_plan){
        .library = options->material->library,
        .common = options->material->common,
        .organization = options->material->organization,
        .course = options->material->course->name,
        .seed = lesson->seed,
        .number = (size_t)number,
    };
    plan->scenario = library_find(options->material->library, ticket, &plan->variant, error);
    return plan->scenario;
}

/* The tickets of the course, block by block, then those that are mixed. The caller frees them with `rows`. */
static struct progress_place *places_of(const struct lesson *lesson, size_t *count)
{
    const struct course *const course = lesson->options.material->course;
    struct progress_place *const places = memory_array(course_length(course), sizeof *places);

    *count = 0;
    for (size_t i = 0; i <= course->block_count; i++) {
        const bool mixed = i == course->block_count;
        const struct words *const tickets = mixed ? &course->mixed : &course->blocks[i].tickets;
        for (size_t j = 0; j < tickets->count; j++) {
            const struct scenario *const scenario =
                library_find(lesson->options.material->library, tickets->items[j], NULL, NULL);
            places[(*count)++] =
                (struct progress_place){{tickets->items[j], scenario->id}, mixed ? PROGRESS_MIXED : (int)i, 0};
        }
    }
    return places;
}

static bool begin(struct lesson *lesson, const struct progress_place *place, int64_t number, struct error *error)
{
    const struct progress_attempt attempt = {
        .trainee = lesson->options.trainee,
        .course = lesson->options.material->course->name,
        .ticket = place->item.ticket,
        .row = place->item.row,
        .seed = lesson->seed,
        .number = number,
        .mode = lesson->mode,
    };

    lesson->attempt = progress_store_begin(lesson->options.store, &attempt, error);
    return lesson->attempt != 0 &&
           (progress_store_claim(lesson->options.store, lesson->attempt) ||
            error_set(error, "attempt %lld has just been begun elsewhere; try again", (long long)lesson->attempt));
}

static bool begin_planned(struct lesson *lesson, struct ticket_plan *plan, struct error *error)
{
    const struct lesson_options *const options = &lesson->options;
    struct progress_next next;
    int64_t number;
    size_t count;
    struct progress_place *const places = places_of(lesson, &count);

    bool good = progress_course_next(options->store, options->trainee, options->material->course->name, lesson->seed,
                                     places, count, &next, &number, error);

    if (good) {
        lesson->mode = next.mode;
        good = begin(lesson, &places[next.place], number, error) &&
               fill_plan(lesson, places[next.place].item.ticket, number, plan, error);
    }
    free(places);
    return good;
}

bool lesson_choose(struct lesson *lesson, struct ticket_plan *plan, struct error *error)
{
    struct past past = {.lesson = lesson};

    lesson->resumed = false;
    if (!progress_store_attempts(lesson->options.store, lesson->options.trainee, claim_open, &past, error))
        return false;
    if (!past.open)
        return begin_planned(lesson, plan, error);
    lesson->attempt = past.open;
    lesson->mode = past.mode;
    lesson->resumed = true;
    return fill_plan(lesson, past.ticket, past.number, plan, error);
}

struct lesson *lesson_open(const struct lesson_options *options, struct error *error)
{
    CLEANUP(lesson_close) struct lesson *lesson = memory_new(sizeof *lesson);
    struct past past = {.lesson = lesson};

    lesson->options = *options;
    if (!progress_store_attempts(options->store, options->trainee, take_last_seed, &past, error))
        return NULL;
    lesson->seed = options->seed ? *options->seed : past.met ? past.seed : lab_draw_seed();
    return TAKE(lesson);
}
