/* SPDX-License-Identifier: MIT */
/* Compares the beginnings of neighbouring lines: what they share up to a separator was written by a program. */
#include "line_prefix.h"

#include "base/text_lines.h"
#include "line_number.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Bytes. Time, host, program, container and level together are shorter. */
#define LONGEST 240

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t skip_digits(struct line line, size_t at)
{
    while (at < line.length && is_digit(line.text[at]))
        at++;
    return at;
}

static bool is_empty(struct line line)
{
    for (size_t i = 0; i < line.length; i++)
        if (!isspace((unsigned char)line.text[i]))
            return false;
    return true;
}

/* The nearest line above that is not empty. */
static struct line line_before(const char *text, size_t size, size_t start)
{
    struct line line = {0};

    while (start > 0 && is_empty(line)) {
        const char *const end = start > 1 ? memrchr(text, '\n', start - 1) : NULL;
        start = end ? (size_t)(end + 1 - text) : 0;
        line = line_at(text, size, start);
    }
    return line;
}

static struct line line_after(const char *text, size_t size, size_t start)
{
    struct line line = {0};

    for (size_t at = line_next(text, size, start); at < size && is_empty(line); at = line_next(text, size, at))
        line = line_at(text, size, at);
    return line;
}

/* How many bytes of the line its neighbour begins with too, up to a separator. Any number is like any other. */
static size_t shared(struct line line, struct line neighbour)
{
    size_t at = 0, other = 0, end = 0;

    while (at < line.length && other < neighbour.length && at < LONGEST) {
        if (is_digit(line.text[at]) && is_digit(neighbour.text[other])) {
            at = skip_digits(line, at);
            other = skip_digits(neighbour, other);
            continue;
        }
        if (line.text[at] != neighbour.text[other])
            break;
        end = strchr(" \t:]|>)", line.text[at]) && line.text[at] ? at + 1 : end;
        at++;
        other++;
    }
    return end;
}

/* A time or a number stands in it: no words that somebody may have written twice. */
static bool has_digit(struct line line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_digit(line.text[i]))
            return true;
    return false;
}

size_t line_prefix_length(const char *text, size_t size, size_t start)
{
    const struct line line = line_at(text, size, start);
    const size_t number = line_number_length(text, size, start);
    const size_t above = is_empty(line) ? 0 : shared(line, line_before(text, size, start));
    const size_t below = is_empty(line) ? 0 : shared(line, line_after(text, size, start));
    size_t length = above < below || below == 0 ? above : below;

    if (above == 0)
        length = has_digit(line, below) ? below : 0;
    return length > number ? length : number;
}
