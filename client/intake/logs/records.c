/* SPDX-License-Identifier: MIT */
/* Ends of records: lines, CSV, events, times, paragraphs. */
#include "records.h"

#include "base/text_lines.h"

#include <ctype.h>
#include <string.h>

#define PARAGRAPH_LINES 32

/* A record that does not end is cut. */
static size_t unfinished(size_t length, bool last)
{
    if (length >= RECORD_LIMIT)
        return RECORD_LIMIT;
    return last ? length : 0;
}

size_t record_line(const char *text, size_t length, bool last)
{
    const size_t span = length < RECORD_LIMIT ? length : RECORD_LIMIT;
    const char *const end = memchr(text, '\n', span);

    return end ? (size_t)(end - text) + 1 : unfinished(length, last);
}

size_t record_csv(const char *text, size_t length, bool last)
{
    const size_t span = length < RECORD_LIMIT ? length : RECORD_LIMIT;
    bool quoted = false;

    for (size_t at = 0; at < span; at++) {
        quoted = quoted != (text[at] == '"');
        if (text[at] == '\n' && !quoted)
            return at + 1;
    }
    return unfinished(length, last);
}

size_t record_event(const char *text, size_t length, bool last)
{
    static const char closing[] = "</Event>";
    const size_t span = length < RECORD_LIMIT ? length : RECORD_LIMIT;
    const char *const end = memmem(text, span, closing, strlen(closing));

    return end ? (size_t)(end - text) + strlen(closing) : unfinished(length, last);
}

/* The characters of times, with at least four digits among the first and a colon or a dash. */
size_t record_stamp(const char *text, size_t length)
{
    size_t at = length > 0 && *text == '[', digits = 0, marks = 0;

    for (; at < length && at < 40 && (isdigit((unsigned char)text[at]) || strchr(":-/.,TZ+ ", text[at])); at++) {
        if (text[at] == '\0' || (text[at] == ' ' && (digits < 6 || (at > 0 && text[at - 1] == ' '))))
            break;
        digits += isdigit((unsigned char)text[at]) != 0;
        marks += text[at] == ':' || text[at] == '-' || text[at] == '/';
    }
    return digits >= 6 && marks >= 2 ? at : 0;
}

size_t record_stamped(const char *text, size_t length, bool last)
{
    const size_t span = length < RECORD_LIMIT ? length : RECORD_LIMIT;
    size_t at = line_next(text, span, 0);

    while (at < span && !record_stamp(text + at, span - at))
        at = line_next(text, span, at);
    /* the beginning of a line may not be enough to see a time in it */
    return at < span && (span - at > 40 || last) ? at : unfinished(length, last);
}

size_t record_paragraph(const char *text, size_t length, bool last)
{
    const size_t span = length < RECORD_LIMIT ? length : RECORD_LIMIT;
    size_t at = 0;

    for (size_t lines = 0; at < span; lines++) {
        const struct line line = line_at(text, span, at);
        const size_t next = line_next(text, span, at);
        if (text[next - 1] != '\n')
            break;
        if (line.length == 0 || lines + 1 == PARAGRAPH_LINES)
            return next;
        at = next;
    }
    return unfinished(length, last);
}

/* The first lines are enough. */
const char *record_line_beginning(const char *head, size_t length, const char *beginning)
{
    size_t at = 0;

    for (size_t i = 0; i < 20 && at < length; i++, at = line_next(head, length, at))
        if (length - at >= strlen(beginning) && strncasecmp(head + at, beginning, strlen(beginning)) == 0)
            return head + at;
    return NULL;
}
