/* SPDX-License-Identifier: MIT */
/* The thread's processor clock: others at work do not count. */
#include "work_budget.h"

#include <time.h>

enum { LOOKS = 16 };

static double thread_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

struct work_budget work_budget_begin(unsigned milliseconds)
{
    return (struct work_budget){.ends = thread_ms() + milliseconds};
}

bool work_budget_spent(struct work_budget *budget)
{
    return ++budget->looks % LOOKS == 0 && work_budget_is_over(budget);
}

bool work_budget_is_over(const struct work_budget *budget)
{
    return thread_ms() > budget->ends;
}
