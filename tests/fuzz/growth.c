/* SPDX-License-Identifier: MIT */
/* Repeats a seed and pieces of it, and compares what 64 KB and 1 MB cost. */
#include "growth.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SMALL = 64 << 10, LARGE = 1 << 20, MOST_LINES = 12 };

/* Of the clock's noise, the caches' share, and the start of a thread. */
#define TOLERANCE 3.0
#define NOTHING_MS 100.0

static double processor_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The seed up to `at`, then the piece over and over, then the rest of the seed. */
static char *repeated(const char *seed, size_t length, const char *piece, size_t size, size_t whole)
{
    char *const bytes = malloc(whole + length);
    const size_t before = (size_t)(piece - seed);

    if (!bytes)
        abort();
    memcpy(bytes, seed, before);
    for (size_t at = 0; at < whole; at++)
        bytes[before + at] = piece[at % size];
    memcpy(bytes + before + whole, piece, length - before);
    return bytes;
}

static double cost(const char *seed, size_t length, const char *piece, size_t size, size_t whole)
{
    double best = 0;

    for (int i = 0; i < 2; i++) {
        CLEANUP(cleanup_string) char *bytes = repeated(seed, length, piece, size, whole);
        const double began = processor_ms();
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, whole + length);
        const double took = processor_ms() - began;
        best = i == 0 || took < best ? took : best;
    }
    return best;
}

static bool is_linear(double small, double large)
{
    return large < NOTHING_MS || large < TOLERANCE * small * LARGE / SMALL;
}

/* What looks otherwise is measured again: others may be at work on the same caches. */
static bool piece_is_linear(const char *seed, size_t length, const char *piece, size_t size)
{
    double small = 0, large = 0;

    for (int i = 0; i < 3; i++) {
        small = cost(seed, length, piece, size, SMALL);
        large = cost(seed, length, piece, size, LARGE);
        if (is_linear(small, large))
            return true;
    }
    printf("64 KB of it take %.1f ms, 1 MB %.1f ms: %.*s\n", small, large, (int)(size < 80 ? size : 80), piece);
    return false;
}

bool growth_is_linear(const char *seed, size_t length)
{
    static const size_t sizes[] = {1, 2, 4, 9};
    bool fine = length == 0 || piece_is_linear(seed, length, seed, length);
    size_t lines = 0;

    for (const char *at = seed, *end; lines < MOST_LINES && at < seed + length; at = end + 1, lines++) {
        end = memchr(at, '\n', (size_t)(seed + length - at));
        end = end ? end : seed + length - 1;
        fine = piece_is_linear(seed, length, at, (size_t)(end - at) + 1) && fine;
        for (size_t i = 0; i < ARRAY_SIZE(sizes); i++)
            if (at + sizes[i] <= end)
                fine = piece_is_linear(seed, length, at, sizes[i]) && fine;
    }
    return fine;
}
