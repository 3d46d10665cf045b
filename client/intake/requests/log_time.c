/* SPDX-License-Identifier: MIT */
/* Digits of dates and times, and the seconds they stand for. */
#include "log_time.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define YEARLESS 1970 /* syslog tells no year */

struct moment {
    long year, month, day, hour, minute, second;
    char fraction[8]; /* ".123" */
    bool zoned;
    long offset; /* of the zone, in seconds */
};

/* `digits` digits at the beginning, which are taken away. */
static bool take_digits(struct slice *text, size_t digits, long *number)
{
    if (text->length < digits || !slice_is_number(slice_until(*text, digits)))
        return false;
    *number = slice_number(slice_until(*text, digits));
    *text = slice_from(*text, digits);
    return true;
}

static bool take_mark(struct slice *text, const char *marks)
{
    if (text->length == 0 || !strchr(marks, *text->text))
        return false;
    *text = slice_from(*text, 1);
    return true;
}

static bool take_month(struct slice *text, long *month)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (long i = 0; i < 12; i++)
        if (text->length >= 3 && (*text->text | 0x20) == (names[3 * i] | 0x20) &&
            strncasecmp(text->text, names + 3 * i, 3) == 0) {
            *month = i + 1;
            *text = slice_from(*text, 3);
            return true;
        }
    return false;
}

static bool take_iso_date(struct slice *text, struct moment *moment)
{
    return take_digits(text, 4, &moment->year) && take_mark(text, "-/.") && take_digits(text, 2, &moment->month) &&
           take_mark(text, "-/.") && take_digits(text, 2, &moment->day);
}

/* "01/Mar/2024" */
static bool take_common_date(struct slice *text, struct moment *moment)
{
    return take_digits(text, 2, &moment->day) && take_mark(text, "/-") && take_month(text, &moment->month) &&
           take_mark(text, "/-") && take_digits(text, 4, &moment->year);
}

/* "Mar  1" */
static bool take_syslog_date(struct slice *text, struct moment *moment)
{
    moment->year = YEARLESS;
    if (!take_month(text, &moment->month) || !take_mark(text, " "))
        return false;
    take_mark(text, " ");
    return take_digits(text, 2, &moment->day) || take_digits(text, 1, &moment->day);
}

static bool take_date(struct slice *text, struct moment *moment)
{
    static bool (*const forms[])(struct slice *, struct moment *) = {take_iso_date, take_common_date, take_syslog_date};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct slice rest = *text;
        if (forms[i](&rest, moment)) {
            *text = rest;
            return true;
        }
    }
    return false;
}

static void take_fraction(struct slice *text, struct moment *moment)
{
    size_t length = 1;

    if (text->length < 2 || !strchr(".,", *text->text) || !isdigit((unsigned char)text->text[1]))
        return;
    while (length < text->length && isdigit((unsigned char)text->text[length]))
        length++;
    snprintf(moment->fraction, sizeof moment->fraction, ".%.*s", (int)(length < 7 ? length - 1 : 6), text->text + 1);
    *text = slice_from(*text, length);
}

static void take_zone(struct slice *text, struct moment *moment)
{
    long hours = 0, minutes = 0;
    bool west;

    take_mark(text, " ");
    moment->zoned = take_mark(text, "Zz");
    if (moment->zoned || text->length < 5 || !strchr("+-", *text->text))
        return;
    west = *text->text == '-';
    *text = slice_from(*text, 1);
    moment->zoned = take_digits(text, 2, &hours) && (take_mark(text, ":"), take_digits(text, 2, &minutes));
    if (moment->zoned)
        moment->offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

static bool take_clock(struct slice *text, struct moment *moment)
{
    if (!take_digits(text, 2, &moment->hour) || !take_mark(text, ":") || !take_digits(text, 2, &moment->minute) ||
        !take_mark(text, ":") || !take_digits(text, 2, &moment->second))
        return false;
    take_fraction(text, moment);
    take_zone(text, moment);
    return true;
}

/* Days since 1970 of the Gregorian calendar; years begin in March. */
static int64_t days_of(const struct moment *moment)
{
    const int64_t year = moment->year - (moment->month <= 2), month = moment->month + (moment->month > 2 ? -3 : 9);

    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + moment->day - 1 - 719468;
}

/* The last digits of it, and a mark behind them. */
static char *write_number(char *end, long number, int digits, char mark)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        end[i] = (char)('0' + number % 10);
    end[digits] = mark;
    return end + digits + 1;
}

/* Each line of a log has one: no time for printf(). */
static void write_text(struct log_time *into, const struct moment *moment)
{
    const long minutes = (moment->offset < 0 ? -moment->offset : moment->offset) / 60;
    char *end = write_number(into->text, moment->year, 4, '-');

    end = write_number(end, moment->month, 2, '-');
    end = write_number(end, moment->day, 2, 'T');
    end = write_number(end, moment->hour, 2, ':');
    end = write_number(end, moment->minute, 2, ':');
    end = write_number(end, moment->second, 2, '\0') - 1;
    end = stpcpy(end, moment->fraction);
    if (moment->zoned && moment->offset == 0) {
        stpcpy(end, "Z");
    } else if (moment->zoned) {
        *end++ = moment->offset < 0 ? '-' : '+';
        end = write_number(end, minutes / 60, 2, ':');
        write_number(end, minutes % 60, 2, '\0');
    }
}

bool log_time_read(struct log_time *into, struct slice date, struct slice time, bool utc)
{
    struct moment moment = {0};
    struct slice rest = date.length > 0 ? date : time;

    into->known = false;
    into->seconds = 0;
    into->text[0] = '\0';
    take_mark(&rest, "[");
    if (!take_date(&rest, &moment))
        return false;
    while (date.length == 0 && take_mark(&rest, "T:, \t"))
        ;
    if (date.length > 0)
        rest = time;
    if (!take_clock(&rest, &moment) || moment.month < 1 || moment.month > 12)
        return false;
    moment.zoned = moment.zoned || utc;
    into->known = true;
    into->seconds = days_of(&moment) * 86400 + moment.hour * 3600 + moment.minute * 60 + moment.second - moment.offset;
    if (moment.year != YEARLESS)
        write_text(into, &moment);
    else
        snprintf(into->text, sizeof into->text, "%.*s", (int)(rest.text - time.text), time.text);
    return true;
}
