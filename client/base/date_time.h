/* SPDX-License-Identifier: MIT */
/* xs:dateTime and times of day as seconds; pure. */
#ifndef FBLAB_DATE_TIME_H
#define FBLAB_DATE_TIME_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    CLOCK_TOLERANCE = 5 * MINUTE, /* of Kerberos, WCF and Exchange alike */
};

struct date_time {
    int64_t seconds; /* since 1970: UTC if has_offset, else on the clock of a zone that the text does not name */
    bool has_offset; /* it ended in Z or +hh:mm */
};

/* false: not an xs:dateTime of the years 1900 to 9000. */
bool date_time_parse(const char *text, struct date_time *parsed);
/* "2026-01-05T09:00:00" */
const char *date_time_format(int64_t seconds, char buffer[32]);

/* "09:30:00" -> 34200; -1: not a time of day. */
int time_of_day_parse(const char *text);
/* 0 Sunday .. 6 Saturday. */
int weekday_of(int64_t seconds);
const char *weekday_name(int weekday);
/* -1: no such day. */
int weekday_from_name(const char *name);
/* Midnight before or at `seconds`. */
int64_t day_start(int64_t seconds);
/* Midnight at which the day of the (Gregorian) year and month begins; month 1 to 12. */
int64_t day_of_date(int year, int month, int day);
int month_days(int year, int month);
int year_of(int64_t seconds);

#endif
