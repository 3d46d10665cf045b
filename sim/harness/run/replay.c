/* SPDX-License-Identifier: MIT */
/* Replay is a judge on each thread, with a lab of its own. */
#include "replay.h"

#include "judge.h"
#include "row_workers.h"

struct replay {
    struct lab_options options;
    int stop;
};

static void *begin(void *context, struct error *error)
{
    const struct replay *replay = context;

    return judge_new(&replay->options, replay->stop, error);
}

static bool judge(void *context, void *lab, struct results_row *row)
{
    (void)context;
    return judge_row(lab, row);
}

static void end(void *lab)
{
    struct judge *judge = lab;

    judge_free(&judge);
}

bool replay_run(struct results *results, const struct results_settings *settings, struct error *error)
{
    struct replay replay = {.options = {.scenarios = settings->scenarios, .seed = results->seed},
                            .stop = settings->stop};
    const struct row_work work = {.context = &replay, .begin = begin, .judge = judge, .end = end};

    results->of = RESULTS_OF_REPLAY;
    results->tool = "fbcheck";
    return row_workers_run(&work, results, settings, error);
}
