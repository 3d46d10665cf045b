/* SPDX-License-Identifier: MIT */
/* Hints come in order, some time apart, and cost something until the ticket is solved. */
#include "exercise_internal.h"

#include "base/cleanup.h"

static time_t now_of(const struct exercise *exercise)
{
    return exercise->options.clock ? exercise->options.clock(exercise->options.context) : time(NULL);
}

/* The first ones are cheap, the last one is the solution. */
static unsigned cost_of(const struct ticket *ticket, size_t number)
{
    static const unsigned usual[] = {5, 10, 20, 30};

    if (ticket->hints[number].cost > 0)
        return (unsigned)ticket->hints[number].cost;
    if (number + 1 == ticket->hint_count)
        return 50;
    return usual[number < ARRAY_SIZE(usual) ? number : ARRAY_SIZE(usual) - 1];
}

const struct ticket_hint *exercise_hint(struct exercise *exercise, struct error *error)
{
    const struct ticket *const ticket = &exercise->drawn->ticket;
    const time_t now = now_of(exercise), next = exercise->last_hint + EXERCISE_HINT_SECONDS;
    const bool free_of_charge = exercise->stage == EXERCISE_SOLVED;

    if (exercise->hints_taken == ticket->hint_count) {
        error_set(error, "there are no more hints; the last one was the solution");
        return NULL;
    }
    if (exercise->hints_taken > 0 && now < next && !free_of_charge) {
        error_set(error, "the next hint can be had in %ld seconds; read the last one again until then",
                  (long)(next - now));
        return NULL;
    }
    exercise->last_hint = now;
    if (!free_of_charge)
        exercise->cost += cost_of(ticket, exercise->hints_taken);
    return &ticket->hints[exercise->hints_taken++];
}
