/* SPDX-License-Identifier: MIT */
/* A look-up for people: the hops as a table, the failing one marked, and busy times or the text Exchange prints. */
#ifndef FBLAB_LOOK_UP_REPORT_H
#define FBLAB_LOOK_UP_REPORT_H

#include "evidence/evidence.h"
#include "terminal/display.h"

void look_up_report_print(const struct lookup *lookup, const struct display *display);

#endif
