/* SPDX-License-Identifier: MIT */
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
    if (sscanf(text, "%c%2d:%2d%c", &sign, &hours, &minutes, &rest) != 3 || (sign != '+' && sign != '-'))
        return false;
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return false;
    parsed->seconds -= (sign == '+' ? 1 : -1) * (hours * HOUR + minutes * MINUTE);
    return true;
}

bool date_time_parse(const char *text, struct date_time *parsed)
{
    struct tm broken = {0}, again;
    const char *rest = text ? strptime(text, "%Y-%m-%dT%H:%M:%S", &broken) : NULL;
    const int day = broken.tm_mday;
    time_t seconds;

    if (!rest || broken.tm_year < 0 || broken.tm_year > 7100)
        return false;
    seconds = timegm(&broken);
    if (!gmtime_r(&seconds, &again) || again.tm_mday != day) /* 31 February */
        return false;
    parsed->seconds = seconds;
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
