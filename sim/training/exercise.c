/* SPDX-License-Identifier: MIT */
/* The course of an exercise: healthy, broken, answered, repaired. */
#include "exercise_internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "lab/lab_watch.h"

#include <stdlib.h>
#include <string.h>

enum { FULL_POINTS = 100, WRONG_ROW = 25, WRONG_HOP = 10, WRONG_REFUTATION = 10, FORBIDDEN_CHANGE = 40 };

static bool put_decoys(struct exercise *exercise, struct error *error)
{
    FILE *nowhere = fopen("/dev/null", "w");
    bool good = nowhere || error_set(error, "/dev/null cannot be opened; it is needed to start a ticket's lab");

    for (size_t i = 0; good && i < exercise->drawn->decoy_count; i++)
        good =
            lab_run(exercise->lab, exercise->drawn->decoys[i]->at, exercise->drawn->decoys[i]->command, nowhere, error);
    cleanup_file(&nowhere);
    return good;
}

/* On top of the decoys. */
static bool break_it(struct exercise *exercise, struct error *error)
{
    const struct ticket_plan *const plan = &exercise->options.plan;
    char id[32];
    const char *const ids[] = {variant_id(plan->scenario, plan->variant, id)};

    return lab_arm_all(exercise->lab, ids, 1, true, error);
}

/* The users try it again, and so do others. What strikes only once has struck them then, and will strike the trainee. */
static bool look_up_all(struct exercise *exercise, struct error *error)
{
    for (size_t i = 0; i < exercise->pair_count; i++) {
        CLEANUP(lookup_free) struct lookup *lookup = exercise_try(exercise, &exercise->pairs[i], error);
        if (!lookup)
            return false;
    }
    lab_restart_strikes(exercise->lab);
    return true;
}

/* Of a healthy lab. */
static bool make_ticket(struct exercise *exercise, struct error *error)
{
    if (!put_decoys(exercise, error))
        return false;
    exercise_note_pairs(exercise);
    if (!break_it(exercise, error) || !look_up_all(exercise, error))
        return false;
    exercise_note_forbidden(exercise);
    return true;
}

static bool begin(struct exercise *exercise, struct error *error)
{
    const struct ticket_plan *const plan = &exercise->options.plan;
    const struct lab_options options = {.seed = plan->seed,
                                        .library = plan->library,
                                        .era = plan->variant->era ? plan->variant->era : plan->scenario->era};
    const struct lab_witness witness = {exercise->options.context, exercise->options.admits};

    exercise->lab = lab_start(&options, error);
    if (exercise->lab && witness.admits)
        lab_witness(exercise->lab, &witness);
    return exercise->lab && make_ticket(exercise, error);
}

static void forget_states(struct exercise *exercise)
{
    while (exercise->pair_count > 0)
        free(exercise->pairs[--exercise->pair_count].name);
    exercise->forbidden_count = 0;
}

bool exercise_reset(struct exercise *exercise, struct error *error)
{
    if (!lab_reset(exercise->lab, error))
        return false;
    forget_states(exercise);
    return make_ticket(exercise, error);
}

bool exercise_arm(struct exercise *exercise, const char *id, struct error *error)
{
    const char *const ids[] = {id};

    return lab_arm_all(exercise->lab, ids, 1, true, error);
}

struct exercise *exercise_start(const struct exercise_options *options, struct error *error)
{
    CLEANUP(exercise_end) struct exercise *exercise = memory_new(sizeof *exercise);

    exercise->options = *options;
    exercise->drawn = drawn_ticket_new(&options->plan);
    exercise->offers = exercise_offers_of(exercise);
    return begin(exercise, error) ? TAKE(exercise) : NULL;
}

void exercise_end(struct exercise **exercise)
{
    if (!*exercise)
        return;
    lab_stop(&(*exercise)->lab);
    forget_states(*exercise);
    exercise_offers_free(&(*exercise)->offers);
    drawn_ticket_free(&(*exercise)->drawn);
    free((*exercise)->forbidden);
    free(TAKE(*exercise));
}

const struct ticket_plan *exercise_plan(const struct exercise *exercise)
{
    return &exercise->options.plan;
}

const struct drawn_ticket *exercise_ticket(const struct exercise *exercise)
{
    return exercise->drawn;
}

struct lab *exercise_lab(const struct exercise *exercise)
{
    return exercise->lab;
}

char *exercise_passing_folder(const struct exercise *exercise)
{
    return lab_passing_state(exercise->lab);
}

bool exercise_write_tool_file(struct exercise *exercise, const char *path, struct error *error)
{
    return lab_write_tool_file(exercise->lab, path, error);
}

bool exercise_write_ready_file(struct exercise *exercise, const char *path, struct error *error)
{
    return lab_write_ready_file(exercise->lab, path, error);
}

struct lookup *exercise_look_up(struct exercise *exercise, struct error *error)
{
    const struct variant *const variant = exercise->options.plan.variant;

    return lab_look_up(exercise->lab, variant->requester, variant->target, variant->client, error);
}

static void note_wrong(struct exercise *exercise, const struct exercise_judgement *judgement)
{
    exercise->cost += (judgement->row ? 0 : WRONG_ROW) + (judgement->hop ? 0 : WRONG_HOP) +
                      (judgement->refutation ? 0 : WRONG_REFUTATION);
}

bool exercise_may_answer(const struct exercise *exercise, const struct exercise_answer *answer, struct error *error)
{
    const struct drawn_ticket *const drawn = exercise->drawn;

    if (answer->row >= drawn->row_count || answer->refutation >= drawn->refutation_count || !answer->hop)
        return error_set(error, "an answer is a row from 1 to %zu, a hop, and a refutation from 1 to %zu",
                         drawn->row_count, drawn->refutation_count);
    return hop_from_name(answer->hop) != HOP_COUNT ||
           error_set(error,
                     "\"%s\" is no hop: there are route, resolve, connect, tls, token, autodiscover and availability",
                     answer->hop);
}

bool exercise_answer(struct exercise *exercise, const struct exercise_answer *answer,
                     struct exercise_judgement *judgement, struct error *error)
{
    const struct drawn_ticket *const drawn = exercise->drawn;

    if (!exercise_may_answer(exercise, answer, error))
        return false;
    *judgement = (struct exercise_judgement){
        .row = drawn->rows[answer->row].right,
        .hop = drawn_ticket_fails_at(drawn, answer->hop),
        .refutation = drawn->refutations[answer->refutation].right,
        .told = drawn->rows[answer->row].why,
        .why_not = drawn->refutations[answer->refutation].why,
    };
    if (exercise->stage != EXERCISE_OPEN)
        return true;
    note_wrong(exercise, judgement);
    if (judgement->row && judgement->hop)
        exercise->stage = EXERCISE_ANSWERED;
    return true;
}

enum exercise_stage exercise_stage(const struct exercise *exercise)
{
    return exercise->stage;
}

unsigned exercise_points(const struct exercise *exercise)
{
    const unsigned cost = exercise->cost + (exercise->was_forbidden ? FORBIDDEN_CHANGE : 0);

    return exercise->stage == EXERCISE_SOLVED && cost < FULL_POINTS ? FULL_POINTS - cost : 0;
}
