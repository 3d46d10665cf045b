/* SPDX-License-Identifier: MIT */
/* File, entry and line of a byte, and the words around it. */
#include "spot.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT 40 /* bytes shown on either side of the words */
#define WORDS 300  /* of them at most */

static const char *label_at(const struct item *item, size_t offset)
{
    const char *label = NULL;

    for (size_t i = 0; i < item->mark_count && item->marks[i].offset <= offset; i++)
        label = item->marks[i].label;
    return label && *label ? label : NULL;
}

static size_t line_at_offset(const struct item *item, size_t offset)
{
    size_t line = item->line;

    for (size_t i = 0; line && item->mark_count == 0 && i < offset && i < item->length; i++)
        line += item->text[i] == '\n';
    return line;
}

/* ":42" */
static const char *number_of(size_t line, char number[32])
{
    char *at = number + 31;

    *at = '\0';
    for (; line > 0; line /= 10)
        *--at = (char)('0' + line % 10);
    *--at = ':';
    return at;
}

/* By hand: each line of a log may be a place. */
static char *joined(const char *const *parts, size_t count)
{
    size_t length = 0;
    char *text, *end;

    for (size_t i = 0; i < count; i++)
        length += strlen(parts[i]);
    text = end = memory_room(length + 1);
    for (size_t i = 0; i < count; i++)
        end = stpcpy(end, parts[i]);
    return text;
}

char *spot_where(const char *file, const struct item *item, size_t offset)
{
    char number[32];
    const char *const label = label_at(item, offset), *const entry = item->entry && *item->entry ? item->entry : NULL;
    const size_t line = line_at_offset(item, offset);
    const char *const parts[] = {file ? file : "-",
                                 entry ? "!" : "",
                                 entry ? entry : "",
                                 line ? number_of(line, number) : "",
                                 label ? (entry || line ? " " : "!") : "",
                                 label ? label : ""};

    return joined(parts, ARRAY_SIZE(parts));
}

/* One line: runs of blanks become one, what is no text is left out. */
static char *plain(const char *text, size_t length)
{
    char *const line = memory_room(length + 1);
    size_t kept = 0;

    for (size_t i = 0; i < length; i++) {
        const bool blank = isspace((unsigned char)text[i]) || text[i] == '\0';
        if (blank && (kept == 0 || line[kept - 1] != ' '))
            line[kept++] = ' ';
        else if (!blank && !iscntrl((unsigned char)text[i]))
            line[kept++] = text[i];
    }
    line[kept] = '\0';
    return line;
}

static void show(struct spot *spot, const struct item *item, size_t start, size_t length)
{
    size_t from = start > CONTEXT ? start - CONTEXT : 0, end = start + (length < WORDS ? length : WORDS),
           to = end + CONTEXT;

    while (from < start && unicode_is_inside(item->text[from]))
        from++;
    while (end > start && end < item->length && unicode_is_inside(item->text[end]))
        end--;
    to = to < item->length ? to : item->length;
    while (to > end && to < item->length && unicode_is_inside(item->text[to]))
        to--;
    spot->before = plain(item->text + from, start - from);
    spot->words = plain(item->text + start, end - start);
    spot->after = plain(item->text + end, to - end);
}

struct spot spot_of(const char *file, const struct item *item, const struct diagnosis *diagnosis)
{
    const struct evidence *const failure = item->lookup ? lookup_failure(item->lookup) : NULL;
    struct spot spot = {.where = spot_where(file, item, diagnosis->start),
                        .kind = item->kind,
                        .host = text_copy(item->host),
                        .time = text_copy(item->time),
                        .hop = failure && failure->step != HOP_COUNT ? hop_name(failure->step) : NULL};

    if (diagnosis->length > 0 && diagnosis->start + diagnosis->length <= item->length)
        show(&spot, item, diagnosis->start, diagnosis->length);
    return spot;
}

void spot_clear(struct spot *spot)
{
    free(spot->where);
    free(spot->host);
    free(spot->time);
    free(spot->before);
    free(spot->words);
    free(spot->after);
    *spot = (struct spot){0};
}
