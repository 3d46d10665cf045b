/* SPDX-License-Identifier: MIT */
/* Compares times as seconds; what was written is kept. */
#include "seen_time.h"

#include "base/date_time.h"

#include <string.h>

struct seen_time seen_time_of(const char *time)
{
    struct seen_time seen = {.seconds = 0};
    struct date_time parsed;
    size_t length = time ? strlen(time) : 0;

    while (length > 0 && time[length - 1] == ' ') /* behind the stamp of a line */
        length--;
    if (length >= sizeof seen.text)
        return seen;
    memcpy(seen.text, time ? time : "", length);
    if (seen.text[0] && strlen(seen.text) > 10 && seen.text[10] == ' ')
        seen.text[10] = 'T';
    if (!date_time_parse(seen.text, &parsed))
        return (struct seen_time){.seconds = 0};
    seen.seconds = parsed.seconds;
    return seen;
}

struct seen_time seen_time_earlier(struct seen_time one, struct seen_time other)
{
    return !*other.text || (*one.text && one.seconds <= other.seconds) ? one : other;
}

struct seen_time seen_time_later(struct seen_time one, struct seen_time other)
{
    return !*other.text || (*one.text && one.seconds >= other.seconds) ? one : other;
}
