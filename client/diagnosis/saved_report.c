/* SPDX-License-Identifier: MIT */
/* Finds what diagnoses_print() wrote: a head "10  Title (62 %)", then indented lines. */
#include "saved_report.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_END " %)"

struct report_line {
    const char *text;
    size_t length; /* without its end */
    const char *next;
};

static struct report_line line_at(const char *text, const char *end)
{
    const char *const stop = memchr(text, '\n', (size_t)(end - text));
    struct report_line line = {text, (size_t)((stop ? stop : end) - text), stop ? stop + 1 : end};

    if (line.length > 0 && text[line.length - 1] == '\r')
        line.length--;
    return line;
}

static bool begins(const struct report_line *line, const char *start)
{
    return line->length >= strlen(start) && memcmp(line->text, start, strlen(start)) == 0;
}

/* The confidence that a head of this scenario says; 0: the line is none. */
static double head_of(const struct scenario *scenario, const struct report_line *line)
{
    CLEANUP(cleanup_string) char *start = text_format("%-3s %s (", scenario->id, scenario->title);
    CLEANUP(cleanup_string) char *rest = NULL;
    char *end;
    double percent;

    if (!begins(line, start))
        return 0;
    rest = text_copy_part(line->text + strlen(start), line->length - strlen(start));
    percent = strtod(rest, &end);
    return end != rest && strcmp(end, HEAD_END) == 0 && percent <= 100 ? percent / 100 : 0;
}

static bool take_head(const struct library *library, const struct report_line *line, size_t start,
                      struct fittings *fittings)
{
    for (size_t i = 0; i < library_count(library); i++) {
        const double confidence = head_of(library_at(library, i), line);
        struct fitting fitting = {.scenario = library_at(library, i), .confidence = confidence, .rank = confidence};
        if (confidence <= 0)
            continue;
        fitting.start = start;
        fitting.length = line->length;
        fitting.by_text = true;
        fitting.ground.reported = true;
        fittings_add(fittings, &fitting);
        return true;
    }
    return false;
}

static bool may_be_head(const struct report_line *line)
{
    return line->length > strlen(HEAD_END) &&
           memcmp(line->text + line->length - strlen(HEAD_END), HEAD_END, strlen(HEAD_END)) == 0;
}

char *saved_report_read(const struct library *library, const char *text, size_t length, struct fittings *fittings)
{
    const char *const end = text + length;
    char *rest, *used;
    bool advice = false;

    if (!memmem(text, length, HEAD_END, strlen(HEAD_END)))
        return NULL;
    rest = used = memory_array(length + 1, 1);
    while (text < end) {
        const struct report_line line = line_at(text, end);
        if (may_be_head(&line) && take_head(library, &line, length - (size_t)(end - text), fittings))
            advice = true;
        else if (line.length > 0 && !begins(&line, "    "))
            advice = false;
        if (!advice)
            used = mempcpy(used, text, (size_t)(line.next - text));
        text = line.next;
    }
    if (fittings->count > 0)
        return rest;
    free(rest);
    return NULL;
}
