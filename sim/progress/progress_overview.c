/* SPDX-License-Identifier: MIT */
/* Attempts, one after the other, added up. */
#include "progress_overview.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

static struct progress_trainee *trainee_of(struct progress_overview *overview, const char *name)
{
    for (size_t i = 0; i < overview->count; i++)
        if (strcmp(overview->trainees[i].name, name) == 0)
            return &overview->trainees[i];
    overview->trainees = memory_one_more(overview->trainees, overview->count, sizeof *overview->trainees);
    overview->trainees[overview->count] = (struct progress_trainee){.name = text_copy(name)};
    return &overview->trainees[overview->count++];
}

static struct progress_standing *standing_of(struct progress_trainee *trainee, const char *row)
{
    struct progress_standing *rows = trainee->rows;
    size_t at = 0;

    while (at < trainee->row_count && strncmp(rows[at].row, row, PROGRESS_ROW_SIZE - 1) < 0)
        at++;
    if (at < trainee->row_count && strncmp(rows[at].row, row, PROGRESS_ROW_SIZE - 1) == 0)
        return &rows[at];
    trainee->rows = rows = memory_one_more(rows, trainee->row_count, sizeof *rows);
    memmove(&rows[at + 1], &rows[at], (trainee->row_count++ - at) * sizeof *rows);
    rows[at] = (struct progress_standing){.met = 0};
    strncpy(rows[at].row, row, PROGRESS_ROW_SIZE - 1);
    return &rows[at];
}

static bool take_attempt(void *context, const struct progress_attempt *attempt)
{
    struct progress_trainee *const trainee = trainee_of(context, attempt->trainee);

    if (attempt->ended == 0) {
        trainee->open++;
        return true;
    }
    trainee->finished++;
    progress_standing_take(standing_of(trainee, attempt->row), attempt->mode, attempt->outcome == PROGRESS_SOLVED,
                           attempt->points, attempt->ended);
    return true;
}

struct progress_overview *progress_overview_new(struct progress_store *store, const char *trainee, struct error *error)
{
    CLEANUP(progress_overview_free) struct progress_overview *overview = memory_new(sizeof *overview);

    return progress_store_attempts(store, trainee, take_attempt, overview, error) ? TAKE(overview) : NULL;
}

void progress_overview_free(struct progress_overview **overview)
{
    for (size_t i = 0; *overview && i < (*overview)->count; i++) {
        free((*overview)->trainees[i].name);
        free((*overview)->trainees[i].rows);
    }
    if (*overview)
        free((*overview)->trainees);
    free(*overview);
    *overview = NULL;
}

struct course_so_far {
    const char *course;
    struct progress_place *places;
    size_t count;
    int64_t number;
    char last_row[PROGRESS_ROW_SIZE];
};

static bool take_course(void *context, const struct progress_attempt *attempt)
{
    struct course_so_far *const so_far = context;

    if (attempt->ended != 0)
        snprintf(so_far->last_row, sizeof so_far->last_row, "%s", attempt->row);
    if (strcmp(attempt->course, so_far->course) != 0)
        return true;
    if (attempt->number > so_far->number)
        so_far->number = attempt->number;
    for (size_t i = 0; attempt->ended != 0 && i < so_far->count; i++)
        so_far->places[i].met += strcmp(so_far->places[i].item.ticket, attempt->ticket) == 0;
    return true;
}

bool progress_course_next(struct progress_store *store, const char *trainee, const char *course, uint64_t seed,
                          const struct progress_place *places, size_t count, struct progress_next *next,
                          int64_t *number, struct error *error)
{
    CLEANUP(progress_overview_free)
    struct progress_overview *overview = progress_overview_new(store, trainee, error);
    struct course_so_far so_far = {course, NULL, count, 0, ""};
    bool found = false;

    if (!overview)
        return false;
    so_far.places = memory_array(count, sizeof *places);
    for (size_t i = 0; i < count; i++)
        so_far.places[i] = (struct progress_place){places[i].item, places[i].block, 0};
    found = progress_store_attempts(store, trainee, take_course, &so_far, error);
    if (found) {
        const struct progress_trainee none = {NULL, NULL, 0, 0, 0};
        const struct progress_trainee *const stands = overview->count ? overview->trainees : &none;
        found = progress_plan_next(so_far.places, count, stands->rows, stands->row_count, seed,
                                   *so_far.last_row ? so_far.last_row : NULL, progress_store_now(store), next) ||
                error_set(error, "the course %s has no tickets", course);
    }
    *number = so_far.number + 1;
    free(so_far.places);
    return found;
}
