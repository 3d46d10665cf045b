/* SPDX-License-Identifier: MIT */
/* Reads two times with a slash between them, as ISO 8601 writes an interval. */
#include "expected_busy.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"

#include <string.h>

static bool read_moment(const char *text, int64_t *seconds)
{
    CLEANUP(cleanup_string)
    char *longer = strlen(text) == strlen("2026-01-05T09:00") ? text_format("%s:00", text) : NULL;
    struct date_time parsed;

    if (!date_time_parse(longer ? longer : text, &parsed))
        return false;
    *seconds = parsed.seconds;
    return true;
}

bool expected_busy_read(const char *text, struct expected_busy *expected, struct error *error)
{
    const char *slash = strchr(text, '/');
    CLEANUP(cleanup_string) char *first = text_format("%.*s", slash ? (int)(slash - text) : 0, text);
    int64_t start, end;

    if (!slash || !read_moment(first, &start) || !read_moment(slash + 1, &end) || end <= start)
        return error_set(
            error, "--expect-busy must be START/END in UTC, as 2026-01-05T09:00/2026-01-05T10:00, not \"%s\"", text);
    date_time_format(start, expected->start);
    date_time_format(end, expected->end);
    date_time_format(day_start(start) - DAY, expected->from);
    date_time_format(day_start(end) + 2 * DAY, expected->until);
    return true;
}
