/* SPDX-License-Identifier: MIT */
#include "anchor.h"

#include <stdlib.h>
#include <string.h>

/* More words would be broken by a mark between them more often than they are worth. */
#define MOST_WORDS 3
#define SHORTEST 4

/* A run of letters of the plain text, and the length it is written with. */
struct run {
    size_t start, end, length;
};

/* The end of the word that begins at `start`: an accent ends it, for texts lose accents. */
static size_t word_end(const struct anchor_source *source, size_t start)
{
    const struct plain *const plain = source->plain;
    size_t end = start;

    while (end < plain->length && (unsigned char)source->text[plain->origin[end]] < 0x80 &&
           (end == start || !plain->gap[end]))
        end++;
    return end;
}

static bool joins(const struct plain *plain, size_t end)
{
    return end < plain->length && plain->gap[end] && !(plain->gap[end] & GAP_MARK);
}

static struct run run_from(const struct anchor_source *source, size_t start)
{
    struct run run = {start, word_end(source, start), 0};

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

static char *spell(const struct plain *plain, struct run run)
{
    char *const anchor = calloc(run.length + 1, 1);
    size_t length = 0;

    if (!anchor)
        abort();
    for (size_t i = run.start; i < run.end; i++) {
        if (i > run.start && plain->gap[i])
            anchor[length++] = ' ';
        anchor[length++] = plain->text[i];
    }
    return anchor;
}

char *anchor_of(const struct anchor_source *source)
{
    struct run best = {0};

    for (size_t i = 0; i < source->plain->length; i++) {
        const struct run run = i == 0 || source->plain->gap[i] ? run_from(source, i) : (struct run){0};
        if (run.length > best.length)
            best = run;
    }
    return best.length >= SHORTEST ? spell(source->plain, best) : NULL;
}
