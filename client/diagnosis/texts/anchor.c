/* SPDX-License-Identifier: MIT */
/* Picks the longest run of letters or digits that has to stand in a text as it is. */
#include "anchor.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* More words would be broken by a mark between them more often than they are worth. */
#define MOST_WORDS 3
/* Bytes. Shorter words stand in every log; numbers are rarer. */
#define SHORTEST_WORD 6

/* A run of letters of the plain text, and the length it is written with. */
struct letter_run {
    size_t start, end, length;
};

/* Is the byte written as it is compared? An accent is not: texts lose accents, and keep them. */
static bool is_itself(const struct anchor_source *source, size_t index)
{
    const struct plain *const plain = source->plain;
    size_t first = index;

    while (first > 0 && plain->origin[first - 1] == plain->origin[index])
        first--;
    return tolower((unsigned char)source->text[plain->origin[index] + index - first]) ==
           (unsigned char)plain->text[index];
}

/* The end of the word that begins at `start`. */
static size_t word_end(const struct anchor_source *source, size_t start)
{
    const struct plain *const plain = source->plain;
    size_t end = start;

    while (end < plain->length && is_itself(source, end) && (end == start || !plain->gap[end]))
        end++;
    return end;
}

/* A blank between two letters of ASCII: elsewhere there need not be one. */
static bool joins(const struct plain *plain, size_t end)
{
    return end < plain->length && plain->gap[end] && !(plain->gap[end] & GAP_MARK) &&
           (unsigned char)plain->text[end - 1] < 0x80 && (unsigned char)plain->text[end] < 0x80;
}

static struct letter_run run_from(const struct anchor_source *source, size_t start)
{
    struct letter_run run = {start, word_end(source, start), 0};

    run.length = run.end - start;
    for (int words = 1; words < MOST_WORDS && run.length > 0 && joins(source->plain, run.end); words++) {
        const size_t end = word_end(source, run.end);
        if (end == run.end)
            break;
        run.length += 1 + end - run.end;
        run.end = end;
    }
    return run;
}

static char *spell(const struct plain *plain, struct letter_run run)
{
    char *const anchor = memory_array(run.length + 1, 1);
    size_t length = 0;

    for (size_t i = run.start; i < run.end; i++) {
        if (i > run.start && plain->gap[i])
            anchor[length++] = ' ';
        anchor[length++] = plain->text[i];
    }
    return anchor;
}

static bool is_long_enough(const struct plain *plain, struct letter_run run)
{
    bool number = false;

    for (size_t i = run.start; i < run.end && !number; i++)
        number = isdigit((unsigned char)plain->text[i]);
    return run.length >= (number ? ANCHOR_SHORTEST : SHORTEST_WORD);
}

char *anchor_of(const struct anchor_source *source)
{
    struct letter_run best = {0};

    for (size_t i = 0; i < source->plain->length; i++) {
        const struct letter_run run = i == 0 || source->plain->gap[i] ? run_from(source, i) : (struct letter_run){0};
        if (run.length > best.length)
            best = run;
    }
    return is_long_enough(source->plain, best) ? spell(source->plain, best) : NULL;
}
