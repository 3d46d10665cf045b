/* SPDX-License-Identifier: MIT */
/* Which days a look-up asks about where nobody says. */
#ifndef FBLAB_WINDOW_H
#define FBLAB_WINDOW_H

#include <stdint.h>

/* Midnight UTC before and after the next working day (Monday to Friday) that begins after `now`, as
 * "2026-01-05T00:00:00". */
void window_next(int64_t now, char start[32], char end[32]);

#endif
