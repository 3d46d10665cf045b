/* SPDX-License-Identifier: MIT */
/* Threads: one for each lab, taking rows from a common counter; a row belongs to the thread that took it. */
#include "replay.h"

#include "cleanup.h"
#include "judge.h"
#include "text.h"

#include <pthread.h>
#include <string.h>

struct crew {
    struct replay *replay;
    const char *scenarios;
    replay_progress *progress;
    void *context;
    pthread_mutex_t lock; /* guards the rest, and calls of progress */
    size_t next, done;
    struct error error;
    bool failed;
};

static void add(struct replay *replay, const struct scenario *scenario, const struct variant *variant)
{
    struct replay_row *grown = realloc(replay->rows, (replay->count + 1) * sizeof *grown);

    if (!grown)
        abort();
    replay->rows = grown;
    grown[replay->count] = (struct replay_row){.scenario = scenario, .variant = variant};
    variant_id(scenario, variant, grown[replay->count++].id);
}

static void add_scenario(struct replay *replay, const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->variant_count; i++)
        add(replay, scenario, &scenario->variants[i]);
}

/* "06" means every variant, "06b" that one. */
static bool add_id(struct replay *replay, const struct library *library, const char *id, struct error *error)
{
    const struct variant *variant;
    const struct scenario *scenario = library_find(library, id, &variant, error);

    if (!scenario)
        return false;
    if (variant->letter[0] && text_ends(id, variant->letter) && !text_ends(scenario->id, id))
        add(replay, scenario, variant);
    else
        add_scenario(replay, scenario);
    return true;
}

struct replay *replay_new(const struct library *library, char *const *ids, size_t count, struct error *error)
{
    struct replay *replay = calloc(1, sizeof *replay);

    if (!replay)
        abort();
    for (size_t i = 0; i < count; i++)
        if (!add_id(replay, library, ids[i], error)) {
            replay_free(&replay);
            return NULL;
        }
    for (size_t i = 0; !count && i < library_count(library); i++)
        add_scenario(replay, library_at(library, i));
    return replay;
}

void replay_free(struct replay **replay)
{
    for (size_t i = 0; *replay && i < (*replay)->count; i++) {
        json_decref((*replay)->rows[i].got);
        free((*replay)->rows[i].error_text);
        free((*replay)->rows[i].problem);
    }
    if (*replay)
        free((*replay)->rows);
    free(*replay);
    *replay = NULL;
}

bool replay_row_passed(const struct replay_row *row)
{
    return row->text_ok && row->verdict_ok && row->repair_ok;
}

static struct replay_row *take_row(struct crew *crew)
{
    struct replay_row *row = NULL;

    pthread_mutex_lock(&crew->lock);
    if (crew->next < crew->replay->count)
        row = &crew->replay->rows[crew->next++];
    pthread_mutex_unlock(&crew->lock);
    return row;
}

static void hand_in(struct crew *crew, const struct replay_row *row)
{
    pthread_mutex_lock(&crew->lock);
    crew->done++;
    if (crew->progress)
        crew->progress(crew->context, row, crew->done, crew->replay->count);
    pthread_mutex_unlock(&crew->lock);
}

static void give_up(struct crew *crew, const struct error *error)
{
    pthread_mutex_lock(&crew->lock);
    crew->failed = true;
    crew->error = *error;
    pthread_mutex_unlock(&crew->lock);
}

static void *work(void *context)
{
    struct crew *crew = context;
    struct error error;
    const struct simulator_options options = {.scenarios = crew->scenarios, .seed = crew->replay->seed};
    CLEANUP(judge_free) struct judge *judge = judge_new(&options, &error);

    if (!judge)
        give_up(crew, &error);
    for (struct replay_row *row; judge && (row = take_row(crew));) {
        judge_row(judge, row);
        hand_in(crew, row);
    }
    return NULL;
}

bool replay_run(struct replay *replay, const char *scenarios, unsigned jobs, replay_progress *progress, void *context,
                struct error *error)
{
    struct crew crew = {.replay = replay, .scenarios = scenarios, .progress = progress, .context = context};
    pthread_t *threads = calloc(jobs + 1, sizeof *threads);
    unsigned started = 0;

    if (!threads)
        abort();
    pthread_mutex_init(&crew.lock, NULL);
    while (started + 1 < jobs && started + 1 < replay->count &&
           pthread_create(&threads[started], NULL, work, &crew) == 0)
        started++;
    work(&crew);
    while (started > 0)
        pthread_join(threads[--started], NULL);
    free(threads);
    pthread_mutex_destroy(&crew.lock);
    return !crew.failed || error_set(error, "%s", crew.error.text);
}
