/* SPDX-License-Identifier: MIT */
/* Time zones as Windows and the Availability service see them: a bias and two changes a year. UTC = local + bias.
 * Pure. */
#ifndef FBLAB_TIME_ZONE_H
#define FBLAB_TIME_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* When a period begins, on the clock of the period before it. */
struct zone_change {
    int bias;    /* minutes, added to the zone's bias while the period lasts */
    int month;   /* 1..12; 0: the zone does not change */
    int order;   /* 1..4, 5: the last such weekday of the month; with a year: the day of the month */
    int weekday; /* 0 Sunday */
    int seconds; /* of the day */
    int year;    /* 0: every year */
};

struct time_zone {
    const char *id, *name; /* Windows id and display name; static, NULL for a zone that came with a request */
    int bias;              /* minutes */
    struct zone_change standard, daylight;
};

/* time_zones.c: the zones this server knows. Borrowed; NULL: unknown. */
const struct time_zone *time_zone_find(const char *id);
size_t time_zone_count(void);
const struct time_zone *time_zone_at(size_t index);

bool time_zone_changes(const struct time_zone *zone);
int64_t time_zone_to_local(const struct time_zone *zone, int64_t utc);
int64_t time_zone_to_utc(const struct time_zone *zone, int64_t local);

#endif
