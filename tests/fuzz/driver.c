/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target without a fuzzer: each file of a folder as it is, then so many mutations of them, the same in every run.
 *
 * usage: fuzz_... FOLDER MUTATIONS */
#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define MOST_SEEDS 64
#define MOST_BYTES (1UL << 20)
#define MOST_MEMORY (1536L * 1024) /* KB */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seed {
    char *bytes;
    size_t length;
};

struct seeds {
    struct seed items[MOST_SEEDS];
    size_t count;
    uint64_t state; /* of the generator */
};

/* xorshift64: any other would do. */
static size_t draw(struct seeds *seeds, size_t below)
{
    seeds->state ^= seeds->state << 13;
    seeds->state ^= seeds->state >> 7;
    seeds->state ^= seeds->state << 17;
    return below > 0 ? (size_t)(seeds->state % below) : 0;
}

static void load(struct seeds *seeds, const char *folder)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, entries[i]->d_name);
        struct seed *const seed = &seeds->items[seeds->count];
        if (entries[i]->d_name[0] != '.' && seeds->count < MOST_SEEDS)
            seeds->count += (seed->bytes = file_read(path, MOST_BYTES, &seed->length, NULL)) != NULL;
        free(entries[i]);
    }
    free(entries);
}

static void flip(struct seeds *seeds, char *bytes, size_t length)
{
    bytes[draw(seeds, length)] = (char)draw(seeds, 256);
}

/* A part of it over another part. */
static void repeat(struct seeds *seeds, char *bytes, size_t length)
{
    const size_t from = draw(seeds, length), to = draw(seeds, length), later = from > to ? from : to;

    memmove(bytes + to, bytes + from, draw(seeds, length - later + 1));
}

static void mark(struct seeds *seeds, char *bytes, size_t length)
{
    static const char *const marks[] = {"\r\n\r\n",   "\"",           "\"\"",      "{",  "]",   "<Event ",
                                        "</Event>",   "#Fields: ",    "HTTP/1.1 ", "\0", "&#x", "\xFF",
                                        "s:Envelope", "ffffffff\r\n", "+",         "\n"};
    const char *const text = marks[draw(seeds, ARRAY_SIZE(marks))];
    const size_t size = strlen(text) + 1, at = draw(seeds, length);

    memcpy(bytes + at, text, size < length - at ? size : length - at);
}

/* From another seed. */
static void splice(struct seeds *seeds, char *bytes, size_t length)
{
    const struct seed *const other = &seeds->items[draw(seeds, seeds->count)];
    const size_t from = draw(seeds, other->length), at = draw(seeds, length);
    const size_t left = other->length - from, room = length - at, size = draw(seeds, (left < room ? left : room) + 1);

    memcpy(bytes + at, other->bytes + from, size);
}

static void (*const changes[])(struct seeds *seeds, char *bytes, size_t length) = {flip, repeat, mark, splice};

/* In memory of its own size, so that a read beyond its end is seen. */
static void run(struct seeds *seeds, const struct seed *seed, size_t mutations)
{
    const size_t whole = seed->length + 1, length = mutations > 0 ? 1 + draw(seeds, whole) : whole;
    char *const bytes = malloc(length);

    if (!bytes)
        abort();
    bytes[0] = (char)(mutations > 0 ? draw(seeds, 4) : 0);
    memcpy(bytes + 1, seed->bytes, length - 1);
    for (size_t i = 0; i < mutations && length > 1; i++)
        changes[draw(seeds, ARRAY_SIZE(changes))](seeds, bytes + 1, length - 1);
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
    free(bytes);
}

int main(int argc, char **argv)
{
    struct seeds seeds = {.state = 88172645463325252};
    struct rusage usage;

    if (argc != 3)
        return fputs("usage: FOLDER MUTATIONS\n", stderr), 2;
    load(&seeds, argv[1]);
    for (size_t i = 0; i < seeds.count; i++)
        run(&seeds, &seeds.items[i], 0);
    for (size_t i = 0; seeds.count > 0 && i < strtoul(argv[2], NULL, 10); i++)
        run(&seeds, &seeds.items[draw(&seeds, seeds.count)], 1 + draw(&seeds, 8));
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu seeds of %s, %s mutations, %ld MB\n", seeds.count, argv[1], argv[2], usage.ru_maxrss / 1024);
    for (size_t i = 0; i < seeds.count; i++)
        free(seeds.items[i].bytes);
    return seeds.count > 0 && usage.ru_maxrss < MOST_MEMORY ? 0 : 1;
}
