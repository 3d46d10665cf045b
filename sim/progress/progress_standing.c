/* SPDX-License-Identifier: MIT */
/* The box in which a row lies: solved well it moves on when it was due, else it comes back soon. */
#include "progress_plan.h"

#include "base/date_time.h"

static const char *const mode_names[] = {[PROGRESS_WORKED_EXAMPLE] = "worked-example",
                                         [PROGRESS_LAST_STEP_MISSING] = "last-step-missing",
                                         [PROGRESS_ALONE] = "alone"};
static const char *const state_names[] = {[PROGRESS_NEW] = "new",
                                          [PROGRESS_LEARNING] = "learning",
                                          [PROGRESS_WEAK] = "weak",
                                          [PROGRESS_DUE] = "due",
                                          [PROGRESS_MASTERED] = "mastered"};

/* A box of a row is left when so many days are over; a box counts as mastered from the third on. */
static const int box_days[PROGRESS_BOXES] = {1, 3, 7, 16, 35};
enum { MASTERED_BOX = 3 };

const char *progress_mode_name(enum progress_mode mode)
{
    return mode_names[mode];
}

const char *progress_state_name(enum progress_state state)
{
    return state_names[state];
}

static int64_t due_after(unsigned box, int64_t ended)
{
    return ended + (int64_t)box_days[box - 1] * DAY;
}

/* Practice before the time teaches little: it keeps the box, but for the first that is solved. */
static void move_to_box(struct progress_standing *standing, bool well, int64_t ended)
{
    if (!well || standing->box == 0)
        standing->box = 1;
    else if (ended < standing->due)
        return;
    else if (standing->box < PROGRESS_BOXES)
        standing->box++;
    standing->due = due_after(standing->box, ended);
}

void progress_standing_take(struct progress_standing *standing, enum progress_mode mode, bool solved, unsigned points,
                            int64_t ended)
{
    const bool well = solved && points >= PROGRESS_WELL;

    standing->met++;
    standing->last_met = ended;
    if (mode == PROGRESS_WORKED_EXAMPLE) {
        if (standing->next_mode == PROGRESS_WORKED_EXAMPLE)
            standing->next_mode = PROGRESS_LAST_STEP_MISSING;
        return;
    }
    standing->tried++;
    standing->solved += solved;
    standing->last_points = points;
    if (points > standing->best_points)
        standing->best_points = points;
    standing->next_mode = mode == PROGRESS_LAST_STEP_MISSING && !solved ? mode : PROGRESS_ALONE;
    move_to_box(standing, well, ended);
}

enum progress_state progress_standing_state(const struct progress_standing *standing, int64_t now)
{
    if (standing->met == 0)
        return PROGRESS_NEW;
    if (standing->box == 0)
        return PROGRESS_LEARNING;
    if (standing->last_points < PROGRESS_WELL)
        return PROGRESS_WEAK;
    if (standing->due <= now)
        return PROGRESS_DUE;
    return standing->box >= MASTERED_BOX ? PROGRESS_MASTERED : PROGRESS_LEARNING;
}
