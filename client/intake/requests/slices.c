/* SPDX-License-Identifier: MIT */
/* Separators, quotation marks and brackets. */
#include "slices.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

struct slice slices_at(const struct slices *slices, size_t index)
{
    return index < slices->count ? slices->items[index] : (struct slice){"", 0};
}

struct slice slice_from(struct slice slice, size_t offset)
{
    offset = offset < slice.length ? offset : slice.length;
    return (struct slice){slice.text + offset, slice.length - offset};
}

struct slice slice_until(struct slice slice, size_t length)
{
    return (struct slice){slice.text, length < slice.length ? length : slice.length};
}

/* Most of what is compared differs in the first character. */
static bool begins_alike(struct slice slice, const char *text)
{
    return slice.length > 0 && (*slice.text | 0x20) == (*text | 0x20);
}

bool slice_starts(struct slice slice, const char *text)
{
    size_t length;

    if (!begins_alike(slice, text))
        return false;
    length = strlen(text);
    return slice.length >= length && strncasecmp(slice.text, text, length) == 0;
}

bool slice_is(struct slice slice, const char *text)
{
    return begins_alike(slice, text) && slice.length == strlen(text) && slice_starts(slice, text);
}

bool slice_ends(struct slice slice, const char *text)
{
    const size_t length = strlen(text);

    return slice.length >= length && strncasecmp(slice.text + slice.length - length, text, length) == 0;
}

/* The first byte has no case. */
static size_t find_sign(struct slice slice, const char *text, size_t length)
{
    const char *const end = slice.text + slice.length;
    const char *at = slice.text;

    while ((at = memchr(at, *text, (size_t)(end - at)))) {
        if ((size_t)(end - at) >= length && strncasecmp(at, text, length) == 0)
            return (size_t)(at - slice.text);
        at++;
    }
    return slice.length;
}

size_t slice_find(struct slice slice, const char *text)
{
    const size_t length = strlen(text);
    const char small = (char)tolower((unsigned char)*text), capital = (char)toupper((unsigned char)*text);

    if (small == capital && length > 0)
        return find_sign(slice, text, length);
    for (size_t at = 0; at + length <= slice.length; at++)
        if ((slice.text[at] == small || slice.text[at] == capital) && strncasecmp(slice.text + at, text, length) == 0)
            return at;
    return slice.length;
}

bool slice_says(struct slice slice, const char *words, size_t rare)
{
    const size_t wanted = strlen(words);
    const char *const end = slice.text + slice.length;

    for (const char *at = slice.text; (at = memchr(at, words[rare], (size_t)(end - at))); at++)
        if ((size_t)(at - slice.text) >= rare && (size_t)(end - at) >= wanted - rare &&
            memcmp(at - rare, words, wanted) == 0)
            return true;
    return false;
}

bool slice_has(struct slice slice, const char *text)
{
    return slice_find(slice, text) < slice.length;
}

struct slice slice_trimmed(struct slice slice)
{
    while (slice.length > 0 && (isspace((unsigned char)*slice.text) || *slice.text == '"'))
        slice = slice_from(slice, 1);
    while (slice.length > 0 &&
           (isspace((unsigned char)slice.text[slice.length - 1]) || slice.text[slice.length - 1] == '"'))
        slice.length--;
    return slice;
}

struct slice slice_bare(struct slice slice)
{
    const bool bracketed = slice.length > 2 && *slice.text == '[' && slice.text[slice.length - 1] == ']';

    return bracketed ? (struct slice){slice.text + 1, slice.length - 2} : slice;
}

bool slice_is_number(struct slice slice)
{
    for (size_t i = 0; i < slice.length; i++)
        if (!isdigit((unsigned char)slice.text[i]))
            return false;
    return slice.length > 0;
}

long slice_number(struct slice slice)
{
    long number = 0;

    for (size_t i = 0; i < slice.length && i < 12 && isdigit((unsigned char)slice.text[i]); i++)
        number = number * 10 + (slice.text[i] - '0');
    return number;
}

int slice_status(struct slice slice)
{
    const bool right = slice.length == 3 && slice_is_number(slice) && *slice.text >= '1' && *slice.text <= '5';

    return right ? (int)slice_number(slice) : 0;
}

/* Behind the quotation mark that ends what begins at `at`; \" does not. */
static size_t quoted_end(const char *line, size_t length, size_t at, char closing)
{
    for (at++; at < length && line[at] != closing; at++)
        if (line[at] == '\\' && closing == '"')
            at++;
    return at < length ? at + 1 : length;
}

/* Bytes that end a value cut at blanks, or may begin one that holds blanks. */
static const bool stops[UCHAR_MAX + 1] = {[' '] = true,  ['\t'] = true, ['\n'] = true, ['\v'] = true,
                                          ['\f'] = true, ['\r'] = true, ['"'] = true,  ['['] = true};

static size_t plain_end(const char *line, size_t length, size_t at)
{
    while (at < length && !stops[(unsigned char)line[at]])
        at++;
    return at;
}

/* The value at `at`, in a line cut at blanks. */
static size_t word_end(const char *line, size_t length, size_t at)
{
    const size_t start = at;

    while ((at = plain_end(line, length, at)) < length && !isspace((unsigned char)line[at])) {
        if (line[at] == '"' && (at == start || line[at - 1] == '='))
            at = quoted_end(line, length, at, '"');
        else if (line[at] == '[' && at == start)
            at = quoted_end(line, length, at, ']');
        else
            at++;
    }
    return at;
}

static size_t value_end(const char *line, size_t length, size_t at, char separator)
{
    const char *end;

    if (at < length && line[at] == '"')
        for (at++; at < length && (line[at] != '"' || (at + 1 < length && line[at + 1] == '"')); at++)
            at += line[at] == '"';
    end = at < length ? memchr(line + at, separator, length - at) : NULL;
    return end ? (size_t)(end - line) : length;
}

static void add(struct slices *slices, const char *text, size_t length)
{
    const struct slice slice = {text, length};
    const bool quoted = length >= 2 && text[0] == '"' && text[length - 1] == '"';

    slices->items[slices->count++] = quoted ? (struct slice){text + 1, length - 2} : slice;
}

static size_t without_end(const char *line, size_t length)
{
    while (length > 0 && isspace((unsigned char)line[length - 1]) && line[length - 1] != '\t')
        length--;
    return length;
}

void slices_read(struct slices *slices, char separator, const char *line, size_t length)
{
    const size_t size = without_end(line, length);

    slices->count = 0;
    for (size_t at = 0; at < size && slices->count < SLICE_LIMIT;) {
        const size_t end = value_end(line, size, at, separator);
        add(slices, line + at, end - at);
        at = end + 1;
    }
}

static size_t blank_end(const char *line, size_t length, size_t at)
{
    while (at < length && !isspace((unsigned char)line[at]))
        at++;
    return at;
}

static void read_by(struct slices *slices, const char *line, size_t length,
                    size_t (*end_of)(const char *line, size_t length, size_t at))
{
    size_t end;

    slices->count = 0;
    for (size_t at = 0; at < length && slices->count < SLICE_LIMIT; at = end) {
        while (at < length && isspace((unsigned char)line[at]))
            at++;
        end = end_of(line, length, at);
        if (end > at)
            add(slices, line + at, end - at);
    }
}

void slices_read_words(struct slices *slices, const char *line, size_t length)
{
    read_by(slices, line, length, word_end);
}

void slices_read_blanks(struct slices *slices, const char *line, size_t length)
{
    read_by(slices, line, length, blank_end);
}
