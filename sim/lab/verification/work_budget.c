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

struct work_budget work_budget_begin(void)
{
    return (struct work_budget){.ends = thread_ms() + WORK_BUDGET_MS};
}

bool work_budget_spent(struct work_budget *budget)
{
    return ++budget->looks % LOOKS == 0 && thread_ms() > budget->ends;
}
