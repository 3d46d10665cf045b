/* SPDX-License-Identifier: MIT */
/* How much of the processor a verification may take: expressions have limits of their own, but there may be many of them. */
#ifndef FBLAB_WORK_BUDGET_H
#define FBLAB_WORK_BUDGET_H

#include <stdbool.h>

enum { WORK_BUDGET_MS = 1000 };

/* Of one thread. */
struct work_budget {
    double ends; /* on the thread's processor clock, milliseconds */
    unsigned looks;
};

struct work_budget work_budget_begin(void);
/* To be asked often: it looks at the clock now and then. */
bool work_budget_spent(struct work_budget *budget);

#endif
