/* SPDX-License-Identifier: MIT */
/* The wall clock as text, and the clock that only counts. */
#include "text.h"

#include <time.h>

double clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *format(int64_t seconds, const char *pattern, char buffer[32])
{
    const time_t moment = (time_t)seconds;
    struct tm parts;

    gmtime_r(&moment, &parts);
    strftime(buffer, 32, pattern, &parts);
    return buffer;
}

const char *clock_iso(int64_t seconds, char buffer[32])
{
    return format(seconds, "%Y-%m-%dT%H:%M:%SZ", buffer);
}

/* The program never calls setlocale(), so names are English. */
const char *clock_http(int64_t seconds, char buffer[32])
{
    return format(seconds, "%a, %d %b %Y %H:%M:%S GMT", buffer);
}
