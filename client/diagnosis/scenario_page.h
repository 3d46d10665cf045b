/* SPDX-License-Identifier: MIT */
/* All that is known of one failure, on one page. */
#ifndef FBLAB_DIAGNOSIS_SCENARIO_PAGE_H
#define FBLAB_DIAGNOSIS_SCENARIO_PAGE_H

#include "scenario/scenario.h"

#include <stdbool.h>

/* On standard output, through a pager where it does not fit. lab: with what is done in a lab, and how the lab plays it. */
void scenario_page_print(const struct scenario *scenario, bool lab);

#endif
