/* SPDX-License-Identifier: MIT */
/* The next ticket of a course: what is due, then block by block in three rounds, then all mixed. */
#include "progress_plan.h"

#include <string.h>

enum { ROUNDS = PROGRESS_MODE_COUNT };

/* SplitMix64: a well-mixed number of a seed and a place in its row. */
static uint64_t mixed_number(uint64_t seed, uint64_t place)
{
    uint64_t number = seed + (place + 1) * UINT64_C(0x9E3779B97F4A7C15);

    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

struct course_view {
    const struct progress_place *places;
    size_t count;
    const struct progress_standing *standings;
    size_t standing_count;
    uint64_t seed;
    const char *last_row;
    int64_t now;
};

static const struct progress_standing *standing_of(const struct course_view *choice, const char *row)
{
    static const struct progress_standing never;

    for (size_t i = 0; i < choice->standing_count; i++)
        if (strcmp(choice->standings[i].row, row) == 0)
            return &choice->standings[i];
    return &never;
}

/* What is compared, the first difference decides: less comes first. */
struct place_rank {
    int64_t group, round, met, again;
    uint64_t drawn;
};

static int compare_ranks(const struct place_rank *a, const struct place_rank *b)
{
    const int64_t left[] = {a->group, a->round, a->again, a->met}, right[] = {b->group, b->round, b->again, b->met};

    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return a->drawn < b->drawn ? -1 : a->drawn > b->drawn;
}

enum { GROUP_DUE, GROUP_BLOCK, GROUP_MIXED, GROUP_AHEAD };

static bool is_due(const struct course_view *choice, const struct progress_standing *standing)
{
    return standing->box > 0 && standing->due <= choice->now;
}

/* Blocks follow each other in the order that the seed draws; a row is met once in a round. */
static struct place_rank rank_of(const struct course_view *choice, size_t i)
{
    const struct progress_place *const place = &choice->places[i];
    const struct progress_standing *const standing = standing_of(choice, place->item.row);
    struct place_rank rank = {.met = place->met, .drawn = mixed_number(choice->seed, i)};

    rank.again = choice->last_row && strcmp(choice->last_row, place->item.row) == 0;
    if (is_due(choice, standing)) {
        rank.group = GROUP_DUE;
        rank.round = standing->due;
    } else if (place->block != PROGRESS_MIXED && standing->met < ROUNDS) {
        const uint64_t block = mixed_number(~choice->seed, (uint64_t)place->block) >> 8;

        rank.group = GROUP_BLOCK;
        rank.round = (int64_t)block * ROUNDS + standing->met;
    } else if (place->block == PROGRESS_MIXED && place->met == 0) {
        rank.group = GROUP_MIXED;
    } else {
        rank.group = GROUP_AHEAD;
        rank.round = standing->due;
    }
    return rank;
}

bool progress_plan_next(const struct progress_place *places, size_t count, const struct progress_standing *standings,
                        size_t standing_count, uint64_t seed, const char *last_row, int64_t now,
                        struct progress_next *next)
{
    static const enum progress_reason reasons[] = {[GROUP_DUE] = PROGRESS_FOR_DUE,
                                                   [GROUP_BLOCK] = PROGRESS_FOR_BLOCK,
                                                   [GROUP_MIXED] = PROGRESS_FOR_MIXED,
                                                   [GROUP_AHEAD] = PROGRESS_AHEAD_OF_TIME};
    const struct course_view choice = {places, count, standings, standing_count, seed, last_row, now};
    struct place_rank best;

    for (size_t i = 0; i < count; i++) {
        const struct place_rank rank = rank_of(&choice, i);
        if (i > 0 && compare_ranks(&best, &rank) <= 0)
            continue;
        best = rank;
        *next = (struct progress_next){i, standing_of(&choice, places[i].item.row)->next_mode, reasons[rank.group]};
    }
    return count > 0;
}
