/* SPDX-License-Identifier: MIT */
/* Dates and times of day as text and as seconds. */
#include "date_time.h"

#include "text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/* Behind the seconds: ".123", then "Z", "+02:00" or nothing. */
static bool parse_offset(const char *text, struct date_time *parsed)
{
    char sign = 0, rest = 0;
    int hours = 0, minutes = 0;

    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    parsed->has_offset = *text != '\0';
    if (!*text || strcmp(text, "Z") == 0)
        return true;
    /* NOLINTNEXTLINE(cert-err34-c): two digits at most each */
    if (sscanf(text, "%c%2d:%2d%c", &sign, &hours, &minutes, &rest) != 3 || (sign != '+' && sign != '-'))
        return false;
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return false;
    parsed->seconds -= (sign == '+' ? 1 : -1) * (hours * HOUR + minutes * MINUTE);
    return true;
}

/* "2026-11-22T09:15:01" as it is nearly always written: each line of a log has one. NULL: it is written otherwise. */
static const char *read_usual(const char *text, struct tm *broken)
{
    static const char form[] = "0000-00-00T00:00:00";
    int parts[6] = {0}, part = 0;

    for (size_t i = 0; form[i]; i++) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i])
            return NULL;
        if (digit)
            parts[part] = parts[part] * 10 + text[i] - '0';
        else
            part++;
    }
    *broken = (struct tm){.tm_year = parts[0] - 1900,
                          .tm_mon = parts[1] - 1,
                          .tm_mday = parts[2],
                          .tm_hour = parts[3],
                          .tm_min = parts[4],
                          .tm_sec = parts[5]};
    return parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31 && parts[3] < 24 && parts[4] < 60 &&
                   parts[5] < 60
               ? text + sizeof form - 1
               : NULL;
}

static const char *read_date_time(const char *text, struct tm *broken)
{
    const char *const rest = read_usual(text, broken);

    if (rest)
        return rest;
    *broken = (struct tm){0};
    return strptime(text, "%Y-%m-%dT%H:%M:%S", broken);
}

bool date_time_parse(const char *text, struct date_time *parsed)
{
    struct tm broken = {0};
    const char *rest = text ? read_date_time(text, &broken) : NULL;
    const int year = broken.tm_year + 1900, month = broken.tm_mon + 1;

    if (!rest || broken.tm_year < 0 || broken.tm_year > 7100 || broken.tm_mday > month_days(year, month))
        return false;
    parsed->seconds =
        day_of_date(year, month, broken.tm_mday) + broken.tm_hour * HOUR + broken.tm_min * MINUTE + broken.tm_sec;
    return parse_offset(rest, parsed);
}

const char *date_time_format(int64_t seconds, char buffer[32])
{
    const time_t time = seconds;
    struct tm broken = {0};

    gmtime_r(&time, &broken);
    strftime(buffer, 32, "%Y-%m-%dT%H:%M:%S", &broken);
    return buffer;
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* One or two digits below the limit, and moves behind them; -1: there are none. */
static int read_part(const char **text, int limit)
{
    int number = 0;
    const char *start = *text;

    while (*text - start < 2 && is_digit(**text))
        number = number * 10 + (*(*text)++ - '0');
    return *text > start && number < limit ? number : -1;
}

/* By hand: a request for free/busy reads dozens of them, and sscanf() would take a tenth of its time. */
int time_of_day_parse(const char *text)
{
    int hours, minutes, seconds;

    if (!text || (hours = read_part(&text, 24)) < 0 || *text++ != ':' || (minutes = read_part(&text, 60)) < 0 ||
        *text++ != ':' || (seconds = read_part(&text, 60)) < 0)
        return -1;
    if (*text == '.') /* Windows prints 02:00:00.0000000 */
        text += 1 + strspn(text + 1, "0123456789");
    return *text ? -1 : hours * HOUR + minutes * MINUTE + seconds;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1 January of year 0 to 1 January of this year, which is not before 1. */
static int64_t days_before_year(int year)
{
    const int past = year - 1;

    return (int64_t)year * 365 + past / 4 - past / 100 + past / 400 + 1;
}

static const int days_before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

int month_days(int year, int month)
{
    return days_before_month[month] - days_before_month[month - 1] + (month == 2 && is_leap(year));
}

/* By hand, as what follows: timegm() and gmtime_r() look after the time zones of the machine and take its locks, and an
 * answer converts dozens of times. */
int64_t day_of_date(int year, int month, int day)
{
    const int64_t days = days_before_year(year) - days_before_year(1970) + days_before_month[month - 1] +
                         (month > 2 && is_leap(year)) + day - 1;

    return days * DAY;
}

int year_of(int64_t seconds)
{
    int year = 1970 + (int)(seconds / (DAY * (int64_t)365)); /* nearly: leap years make it a little more */

    while (seconds < day_of_date(year, 1, 1))
        year--;
    while (seconds >= day_of_date(year + 1, 1, 1))
        year++;
    return year;
}

int64_t day_start(int64_t seconds)
{
    const int64_t rest = seconds % DAY;

    return seconds - (rest < 0 ? rest + DAY : rest);
}

int weekday_of(int64_t seconds)
{
    const int64_t days = day_start(seconds) / DAY + 4; /* 1 January 1970 was a Thursday */

    return (int)((days % 7 + 7) % 7);
}

const char *weekday_name(int weekday)
{
    return weekdays[weekday];
}

int weekday_from_name(const char *name)
{
    for (int i = 0; i < 7; i++)
        if (text_equal(weekdays[i], name))
            return i;
    return -1;
}
