/* SPDX-License-Identifier: MIT */
/* The end comes in time, whatever still runs, and at once for those who ask twice. */
#ifndef FBLAB_LAST_RESORT_H
#define FBLAB_LAST_RESORT_H

#include "interruption.h"

enum { LAST_RESORT_MS = 1500 };

/* After interruption_await(): ends the program in LAST_RESORT_MS with that status, or at the next of the signals with 128 and its
 * number, unless it has ended by itself. `folder`: is removed before; NULL: none. Takes it. */
void last_resort_begin(const struct interruption *interruption, char *folder, int status);

#endif
