/* SPDX-License-Identifier: MIT */
/* Times as logs write them. Pure. */
#ifndef FBLAB_LOG_TIME_H
#define FBLAB_LOG_TIME_H

#include "slices.h"

#include <stdint.h>

#define LOG_TIME_TEXT 40

struct log_time {
    bool known;
    int64_t seconds;          /* since 1970, in UTC where the log tells its zone; of a year that is not told: of 1970 */
    char text[LOG_TIME_TEXT]; /* "2026-11-22T09:15:01Z"; the zone where it is known; of syslog as it writes it */
};

/* A date and a time in values of their own, or both in `time`: ISO 8601, that of common log format and of syslog. `utc`: a log
 * that names no zone is in UTC. false: it is no time. */
bool log_time_read(struct log_time *into, struct slice date, struct slice time, bool utc);

#endif
