/* SPDX-License-Identifier: MIT */
/* The line of the Scheduling Assistant, and under it what `fbcheck query --evidence` prints. */
#include "look_up_page.h"

#include "look_up_report/look_up_report.h"

#include <string.h>

enum { SHOWN = 24 }; /* half hours */

/* MergedFreeBusy: a digit a slot, 0 is free. */
static void print_line(const struct display *display, const struct lookup *lookup)
{
    const char *const merged = lookup->ok && lookup->merged ? lookup->merged : "";

    fprintf(display->output, "\nIn the Scheduling Assistant\n\n  %s  |", lookup->target);
    for (size_t i = 0; i < SHOWN; i++) {
        const bool is_busy = i < strlen(merged) && merged[i] != '0';
        fputc(!lookup->ok ? '/' : is_busy ? '#' : ' ', display->output);
    }
    fprintf(display->output, "|%s\n\n", lookup->ok ? "" : "  no information");
}

void look_up_page_print(const struct display *display, const struct lookup *lookup)
{
    print_line(display, lookup);
    look_up_report_print(lookup, display);
}
