/* SPDX-License-Identifier: MIT */
/* The busy time that somebody knows to be there (--expect-busy). */
#ifndef FBLAB_EXPECTED_BUSY_H
#define FBLAB_EXPECTED_BUSY_H

#include "base/error.h"

/* UTC, "2026-01-05T09:00:00". */
struct expected_busy {
    char start[32], end[32];
    char from[32], until[32]; /* whole days around it, to ask about */
};

/* "2026-01-05T09:00/2026-01-05T10:00", seconds and offset optional. false: error says what is wrong. */
bool expected_busy_read(const char *text, struct expected_busy *expected, struct error *error);

#endif
