/* SPDX-License-Identifier: MIT */
/* A look-up for people: the hops as a table, the failing one marked, the text Exchange prints, the diagnosis. */
#ifndef FBLAB_COMMANDS_REPORT_H
#define FBLAB_COMMANDS_REPORT_H

#include "diagnosis/diagnosis.h"
#include "terminal/display.h"

/* lab: what is asked is a lab, whose commands are advice, too. */
void look_up_report_print(const struct lookup *lookup, const struct diagnoses *diagnoses, bool lab,
                          const struct display *display);

#endif
