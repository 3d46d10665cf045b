/* SPDX-License-Identifier: MIT */
/* How far a long run is: one line on the terminal behind standard error, from the second second on. */
#ifndef FBLAB_TERMINAL_PROGRESS_H
#define FBLAB_TERMINAL_PROGRESS_H

#include "display.h"

/* One thread at a time. */
struct progress {
    struct display display;
    double started, said; /* milliseconds of clock_ms() */
    bool wanted, shown;
};

struct progress progress_begin(void);
/* Cut to the line; said ten times a second at most. */
void progress_say(struct progress *progress, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Takes the line away: before something else is printed, and at the end. */
void progress_hide(struct progress *progress);

#endif
