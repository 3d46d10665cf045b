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

bool exercise_may_have_hint(const struct exercise *exercise, struct error *error)
{
    const time_t now = now_of(exercise), next = exercise->last_hint + EXERCISE_HINT_SECONDS;

    if (exercise->hints_taken == exercise->drawn->ticket.hint_count)
        return error_set(error, "there are no more hints; the last one was the solution");
    if (exercise->last_hint && now < next && exercise->stage != EXERCISE_SOLVED)
        return error_set(error, "the next hint can be had in %ld seconds; read the last one again until then",
                         (long)(next - now));
    return true;
}

const struct ticket_hint *exercise_hint(struct exercise *exercise, struct error *error)
{
    const struct ticket *const ticket = &exercise->drawn->ticket;

    if (!exercise_may_have_hint(exercise, error))
        return NULL;
    exercise->last_hint = now_of(exercise);
    if (exercise->stage != EXERCISE_SOLVED)
        exercise->cost += cost_of(ticket, exercise->hints_taken);
    return &ticket->hints[exercise->hints_taken++];
}

void exercise_give_hints(struct exercise *exercise, size_t count)
{
    const size_t all = exercise->drawn->ticket.hint_count;

    exercise->hints_taken = count < all ? count : all;
}

size_t exercise_hints_taken(const struct exercise *exercise)
{
    return exercise->hints_taken;
}
