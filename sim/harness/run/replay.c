/* SPDX-License-Identifier: MIT */
#include "replay.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "crew.h"
#include "judge.h"
#include "selection.h"

#include <string.h>

/* What the workers share. */
struct run {
    struct replay *replay;
    struct lab_options options;
    replay_progress *progress;
    void *context;
};

struct replay *replay_new(const struct library *library, char *const *ids, size_t count, struct error *error)
{
    CLEANUP(selection_clear) struct selection selection = {0};
    struct replay *replay;

    if (!selection_make(&selection, library, ids, count, error))
        return NULL;
    replay = calloc(1, sizeof *replay);
    if (!replay || !(replay->rows = calloc(selection.count + 1, sizeof *replay->rows)))
        abort();
    for (; replay->count < selection.count; replay->count++) {
        const struct selected *selected = &selection.items[replay->count];
        struct replay_row *row = &replay->rows[replay->count];
        row->scenario = selected->scenario;
        row->variant = selected->variant;
        memcpy(row->id, selected->id, sizeof row->id);
    }
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

static void *begin(void *context, struct error *error)
{
    const struct run *run = context;

    return judge_new(&run->options, run->replay->stop, error);
}

static bool work(void *context, void *judge, size_t row)
{
    return judge_row(judge, &((struct run *)context)->replay->rows[row]);
}

static void end(void *context)
{
    struct judge *judge = context;

    judge_free(&judge);
}

static void report(void *context, size_t row, size_t done)
{
    const struct run *run = context;

    if (run->progress)
        run->progress(run->context, &run->replay->rows[row], done, run->replay->count);
}

bool replay_run(struct replay *replay, const char *scenarios, unsigned jobs, replay_progress *progress, void *context,
                struct error *error)
{
    struct run run = {.replay = replay,
                      .options = {.scenarios = scenarios, .seed = replay->seed},
                      .progress = progress,
                      .context = context};
    const struct crew_plan plan = {.context = &run,
                                   .rows = replay->count,
                                   .workers = jobs,
                                   .begin = begin,
                                   .work = work,
                                   .end = end,
                                   .progress = report};

    return crew_run(&plan, error);
}
