/* SPDX-License-Identifier: MIT */
/* Which days a look-up asks about where nobody says. */
#ifndef FBLAB_WINDOW_H
#define FBLAB_WINDOW_H

#include "flow/lookup/flow_settings.h"

#include <stdint.h>

/* Midnight UTC before and after the next working day (Monday to Friday) that begins after `now`, as
 * "2026-01-05T00:00:00". */
void window_next(int64_t now, char start[32], char end[32]);

/* What a look-up asks about: what the settings say, else the next working day. */
struct asked_window {
    char start[32], end[32];
};

struct asked_window window_of(const struct flow_settings *settings);

#endif
