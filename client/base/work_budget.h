/* SPDX-License-Identifier: MIT */
/* How much of the processor a task may take whose steps have limits of their own, when there may be many of them. */
#ifndef FBLAB_WORK_BUDGET_H
#define FBLAB_WORK_BUDGET_H

#include <stdbool.h>

/* Of one thread. */
struct work_budget {
    double ends; /* on the thread's processor clock, milliseconds */
    unsigned looks;
};

struct work_budget work_budget_begin(unsigned milliseconds);
/* To be asked often: it looks at the clock now and then. */
bool work_budget_spent(struct work_budget *budget);
/* Looks at it each time: for steps that take long. */
bool work_budget_is_over(const struct work_budget *budget);

#endif
