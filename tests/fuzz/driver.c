/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target without a fuzzer: each file of a folder as it is, and no byte at all, then so many mutations of them, the
 * same in every run. Or measures growth: each seed, and what it is made of, repeated to 64 KB and to 1 MB.
 *
 * usage: fuzz_... FOLDER MUTATIONS [DICTIONARY]
 *        fuzz_... --growth FOLDER */
#include "base/cleanup.h"
#include "base/text.h"
#include "growth.h"
#include "target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define MOST_SEEDS 4096
#define MOST_MARKS 96
#define MOST_BYTES (1UL << 20)
#define MOST_MEMORY (1536L * 1024) /* KB */

struct seed {
    char *bytes;
    size_t length;
};

struct seeds {
    struct seed items[MOST_SEEDS], marks[MOST_MARKS]; /* marks: of the dictionary */
    size_t count, mark_count;
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

/* name="text" with \" \\ \xNN, as libFuzzer reads it. */
static void add_mark(struct seeds *seeds, char *line)
{
    struct seed *const mark = &seeds->marks[seeds->mark_count];
    const char *from = *line != '#' ? strchr(line, '"') : NULL, *end = from ? strrchr(line, '"') : NULL;

    if (!from || from == end || seeds->mark_count == MOST_MARKS)
        return;
    from++;
    mark->bytes = text_format("%.*s", (int)(end - from), from);
    for (; from < end; mark->length++) {
        const bool hex = *from == '\\' && from[1] == 'x';
        from += *from == '\\' && !hex;
        mark->bytes[mark->length] = *from;
        if (hex)
            mark->bytes[mark->length] = (char)strtoul((const char[]){from[2], from[3], '\0'}, NULL, 16);
        from += hex ? 4 : 1;
    }
    seeds->mark_count++;
}

static void load_dictionary(struct seeds *seeds, const char *path)
{
    CLEANUP(cleanup_string) char *text = file_read(path, MOST_BYTES, NULL, NULL);
    char *rest = NULL;

    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
        add_mark(seeds, line);
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

static void put(struct seeds *seeds, char *bytes, size_t length, const struct seed *from, size_t start)
{
    const size_t at = draw(seeds, length), left = from->length - start, room = length - at;

    memcpy(bytes + at, from->bytes + start, left < room ? left : room);
}

static void mark(struct seeds *seeds, char *bytes, size_t length)
{
    if (seeds->mark_count > 0)
        put(seeds, bytes, length, &seeds->marks[draw(seeds, seeds->mark_count)], 0);
}

/* From another seed. */
static void splice(struct seeds *seeds, char *bytes, size_t length)
{
    const struct seed *const other = &seeds->items[draw(seeds, seeds->count)];

    put(seeds, bytes, length, other, draw(seeds, other->length));
}

static void (*const changes[])(struct seeds *seeds, char *bytes, size_t length) = {flip, repeat, mark, splice};

/* In memory of its own size, so that a read beyond its end is seen. */
static void run(struct seeds *seeds, const struct seed *seed, size_t mutations)
{
    const size_t length = mutations > 0 ? draw(seeds, seed->length + 1) : seed->length;
    char *const bytes = malloc(length > 0 ? length : 1);

    if (!bytes)
        abort();
    memcpy(bytes, seed->bytes, length);
    for (size_t i = 0; i < mutations && length > 0; i++)
        changes[draw(seeds, ARRAY_SIZE(changes))](seeds, bytes, length);
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
    free(bytes);
}

static void forget(struct seeds *seeds)
{
    for (size_t i = 0; i < seeds->count; i++)
        free(seeds->items[i].bytes);
    for (size_t i = 0; i < seeds->mark_count; i++)
        free(seeds->marks[i].bytes);
}

static bool mutate(const char *folder, unsigned long mutations, const char *dictionary)
{
    struct seeds seeds = {.state = 88172645463325252};
    struct rusage usage;

    load(&seeds, folder);
    if (dictionary)
        load_dictionary(&seeds, dictionary);
    for (size_t i = 0; i < seeds.count; i++)
        run(&seeds, &seeds.items[i], 0);
    run(&seeds, &(struct seed){.bytes = (char *)""}, 0);
    for (size_t i = 0; seeds.count > 0 && i < mutations; i++)
        run(&seeds, &seeds.items[draw(&seeds, seeds.count)], 1 + draw(&seeds, 8));
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu seeds of %s, %lu mutations, %ld MB\n", seeds.count, folder, mutations, usage.ru_maxrss / 1024);
    forget(&seeds);
    return seeds.count > 0 && usage.ru_maxrss < MOST_MEMORY && (!dictionary || seeds.mark_count > 0);
}

static bool grows_no_faster(const char *folder)
{
    struct seeds seeds = {0};
    bool fine = true;

    load(&seeds, folder);
    for (size_t i = 0; i < seeds.count; i++)
        fine = growth_is_linear(seeds.items[i].bytes, seeds.items[i].length) && fine;
    fine = fine && seeds.count > 0;
    forget(&seeds);
    return fine;
}

int main(int argc, char **argv)
{
    if (argc == 3 && text_equal(argv[1], "--growth"))
        return grows_no_faster(argv[2]) ? 0 : 1;
    if (argc < 3 || argc > 4)
        return fputs("usage: FOLDER MUTATIONS [DICTIONARY] | --growth FOLDER\n", stderr), 2;
    return mutate(argv[1], strtoul(argv[2], NULL, 10), argv[3]) ? 0 : 1;
}
