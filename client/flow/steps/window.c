/* SPDX-License-Identifier: MIT */
/* Counts working days from the clock it is given. */
#include "window.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY 86400

enum { THURSDAY = 4 }; /* 1970 began on one; Sunday is 0 */

static void write_time(int64_t seconds, char text[32])
{
    clock_iso(seconds, text);
    text[strcspn(text, "Z")] = '\0';
}

void window_next(int64_t now, char start[32], char end[32])
{
    int64_t day = now / DAY + 1;
    const int64_t weekday = (day + THURSDAY) % 7;

    day += weekday == 6 ? 2 : weekday == 0 ? 1 : 0;
    write_time(day * DAY, start);
    write_time((day + 1) * DAY, end);
}

struct asked_window window_of(const struct flow_settings *settings)
{
    struct asked_window window;

    window_next(time(NULL), window.start, window.end);
    if (settings->start)
        snprintf(window.start, sizeof window.start, "%s", settings->start);
    if (settings->end)
        snprintf(window.end, sizeof window.end, "%s", settings->end);
    return window;
}
